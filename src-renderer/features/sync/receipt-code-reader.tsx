import { Modal, Textarea } from '@mantine/core';
import { IconAlertCircle, IconCheck } from '@tabler/icons-react';
import { type DragEvent, useRef, useState } from 'react';
import type { OutputOf } from '../../../src-shared/contract/contract';
import { failureMessage } from '../../../src-shared/terms/errors';
import { useLedgerCommand } from '../../ledger-client';
import styles from './handover.module.css';
import { readQrPicture } from './receipt-code-picture';

/** A scanner ends what it types with Enter, and a whole receipt has about three hundred digits. */
const wholeReceipt = 290;

/** Takes a receipt that came as a QR code: typed by a scanner, pasted, or as a picture. */
export function ReceiptReader({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('');
  const [trouble, setTrouble] = useState<string | null>(null);
  const [answer, setAnswer] = useState<OutputOf<'receipts.read'> | null>(null);
  const [over, setOver] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const read = useLedgerCommand('receipts.read', {
    onDone: setAnswer,
    onFailure: (failure) => setTrouble(failureMessage(failure)),
  });
  const take = (typed: string) => {
    if (read.isPending) return;
    setAnswer(null);
    setTrouble(null);
    read.mutate({ text: typed.slice(0, 4000) });
  };
  const takePicture = async (picture: Blob | undefined) => {
    if (!picture?.type.startsWith('image/')) return;
    setAnswer(null);
    setTrouble(null);
    const found = await readQrPicture(picture);
    if (found === null) setTrouble('图里没有认出二维码。没有改动任何内容。请拍清楚些，二维码占满画面再试。');
    else {
      setText(found);
      take(found);
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void takePicture(event.dataTransfer.files[0]);
  };
  return (
    <Modal opened onClose={onClose} title="扫回执" size={520}>
      <div className={styles.dialog}>
        <p>两边的电脑不能插 U 盘时，市里在屏幕上出回执码，扫进来就算回执。只移动回执记录，不改台账。</p>
        <Textarea
          label="扫码枪扫到这里"
          description="也可以粘贴对方发来的回执文字"
          value={text}
          rows={4}
          maxLength={4000}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          onChange={(event) => {
            setText(event.currentTarget.value);
            setTrouble(null);
          }}
          onPaste={(event) => {
            const picture = [...event.clipboardData.files][0];
            if (!picture) return;
            event.preventDefault();
            void takePicture(picture);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            if (event.currentTarget.value.replace(/\D/g, '').length < wholeReceipt) return;
            event.preventDefault();
            take(event.currentTarget.value);
          }}
        />
        <section
          aria-label="二维码的图片"
          className={styles.drop}
          data-over={over || undefined}
          onDragEnter={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragOver={(event) => event.preventDefault()}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          或把二维码的照片、截图拖到这里，粘贴也行{' '}
          <button type="button" className="btn sm" onClick={() => picker.current?.click()}>
            选图片
          </button>
          <input
            ref={picker}
            type="file"
            accept="image/*"
            hidden
            aria-label="二维码图片文件"
            onChange={(event) => {
              void takePicture(event.currentTarget.files?.[0]);
              event.currentTarget.value = '';
            }}
          />
        </section>
        {(answer || trouble !== null) && (
          <div
            className={styles.verdict}
            role="status"
            data-bad={trouble !== null || answer?.outcome === 'fork' || undefined}
          >
            {answer && answer.outcome !== 'fork' ? (
              <IconCheck className="icon" aria-hidden="true" />
            ) : (
              <IconAlertCircle className="icon" aria-hidden="true" />
            )}
            {trouble ?? answer?.message}
          </div>
        )}
        <div className={styles.buttons}>
          <button type="button" className="btn" onClick={onClose}>
            关闭
          </button>
          <button
            type="button"
            className="btn primary"
            disabled={text.trim() === '' || read.isPending}
            onClick={() => take(text)}
          >
            收下回执
          </button>
        </div>
      </div>
    </Modal>
  );
}

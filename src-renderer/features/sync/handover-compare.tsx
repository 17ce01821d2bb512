import { Modal, Textarea } from '@mantine/core';
import { IconAlertCircle, IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { OutputOf } from '../../../src-shared/contract/contract';
import { chooseFiles, type FileHandle, useFileDrop } from '../../components/file-drop';
import { showFailure } from '../../components/toast';
import { demand, failureOf } from '../../ledger-client';
import styles from './handover.module.css';

/** Holds what a slip says against the file that came: scanned, pasted or typed. */
export function CompareDialog({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('');
  const [file, setFile] = useState<FileHandle | null>(null);
  const [answer, setAnswer] = useState<OutputOf<'handovers.compare'> | null>(null);
  const take = (handle: FileHandle | undefined) => {
    setAnswer(null);
    if (handle) setFile(handle);
  };
  const drop = useFileDrop((files) => take(files[0]));
  const attempt = (work: () => Promise<void>) => {
    work().catch((error: unknown) => showFailure(failureOf(error)));
  };
  const compare = async () =>
    setAnswer(await demand('handovers.compare', { text, ...(file ? { file: file.token } : {}) }));
  return (
    <Modal opened onClose={onClose} title="核对交接单" size={520}>
      <div className={styles.dialog}>
        <Textarea
          label="交接单上的校验"
          description="光标放在这里，输入法切到英文，扫交接单上的二维码；也可键入前四组数"
          value={text}
          rows={2}
          maxLength={1000}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          onChange={(event) => {
            setText(event.currentTarget.value);
            setAnswer(null);
          }}
        />
        <div className={styles.drop} data-over={drop.over || undefined} {...drop.props}>
          {file ? <b>{file.name}</b> : '把收到的文件拖到这里；不选就和本机收过的比'}{' '}
          <button
            type="button"
            className="btn sm"
            onClick={() => attempt(async () => take((await chooseFiles('package'))[0]))}
          >
            选择文件
          </button>
        </div>
        {answer && (
          <div className={styles.verdict} role="status" data-bad={answer.verdict === 'different' || undefined}>
            {answer.verdict === 'equal' ? (
              <IconCheck className="icon" aria-hidden="true" />
            ) : (
              <IconAlertCircle className="icon" aria-hidden="true" />
            )}
            {answer.message}
          </div>
        )}
        <div className={styles.buttons}>
          <button type="button" className="btn" onClick={onClose}>
            关闭
          </button>
          <button type="button" className="btn primary" disabled={text.trim() === ''} onClick={() => attempt(compare)}>
            比一比
          </button>
        </div>
      </div>
    </Modal>
  );
}

import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../src-shared/contract/contract';
import type { Device } from '../../../src-shared/contract/trust-methods';
import { copyText } from '../../components/copy-text';
import { QrCode } from '../../components/qr-code';
import { showDone, showFailure } from '../../components/toast';
import { useLedgerCommand } from '../../ledger-client';
import styles from './handover.module.css';

/** At the Commission: a receipt for a device as a QR code, for machines between which nothing may be plugged. */
export function ReceiptCodeButton({ device, className = 'btn' }: { device: Device; className?: string }) {
  const [receipt, setReceipt] = useState<OutputOf<'receipts.write'> | null>(null);
  const write = useLedgerCommand('receipts.write', { onDone: setReceipt, onFailure: showFailure });
  if (device.state !== 'approved' || device.changes === 0) return null;
  return (
    <>
      <button
        type="button"
        className={className}
        disabled={write.isPending}
        onClick={() => write.mutate({ device: device.id })}
      >
        出回执码
      </button>
      {receipt && (
        <Modal opened onClose={() => setReceipt(null)} title={`给${receipt.unit}${receipt.person}的回执`} size={420}>
          <div className={styles.dialog}>
            <p>
              管到第 {receipt.seq.toLocaleString('zh-CN')}{' '}
              处改动。让对方在“同步—交接登记”里点“扫回执”，用扫码枪扫，或拍下来再选图片。
            </p>
            <div className={styles.big}>
              <QrCode text={receipt.digits} label="回执二维码" size={300} />
            </div>
            <div className={styles.buttons}>
              <button
                type="button"
                className="btn"
                onClick={() =>
                  void copyText(receipt.text).then((done) => done && showDone('已复制回执文字，可以发给对方粘贴'))
                }
              >
                复制文字
              </button>
              <button type="button" className="btn primary" onClick={() => setReceipt(null)}>
                完成
              </button>
            </div>
          </div>
        </Modal>
      )}
    </>
  );
}

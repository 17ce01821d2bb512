import { IconAlertTriangle, IconShieldCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { copyText } from '../../components/copy-text';
import { QrCode } from '../../components/qr-code';
import { showDone, showFailure } from '../../components/toast';
import { useLedgerCommand, useLedgerQuery } from '../../ledger-client';
import { RenewKeyDialog } from '../sync/renew-key-dialog';
import { Part } from './part';
import styles from './settings.module.css';

/** This machine's key: its fingerprint in all forms, how it and the Commission stand, what protects it, and a new one. */
export function DevicePart({ canWrite, isCommission }: { canWrite: boolean; isCommission: boolean }) {
  const own = useLedgerQuery('devices.own', {}, { keep: true }).data;
  const [renewing, setRenewing] = useState(false);
  const protect = useLedgerCommand('devices.protectKey', {
    onFailure: showFailure,
    onDone: () => showDone('本机密钥已由系统保护'),
  });
  if (!own) return null;
  const { fingerprint, keyId, note, isProtected, canProtect, warning, trust } = own;
  return (
    <Part title="本机指纹">
      <div className={styles.key}>
        <QrCode text={keyId.toUpperCase()} label="本机指纹二维码" size={112} />
        <div>
          <p className={styles.words}>
            {fingerprint.words.map((word, index) => (
              // Words may repeat; their place is what names them.
              // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes its order
              <span key={index}>{word}</span>
            ))}
          </p>
          <div className={styles.row}>
            <span className={styles.hex}>{fingerprint.hex}</span>
            <button
              type="button"
              className="link"
              onClick={() =>
                void copyText(`${fingerprint.words.join(' ')}（${fingerprint.hex}）`).then(
                  (done) => done && showDone('指纹已复制'),
                )
              }
            >
              复制
            </button>
          </div>
          <p className={styles.hint}>
            {isCommission
              ? '秘书收到第一个返还包时，会打电话来请你念这四个词。'
              : '市发改委登记这台电脑时，会打电话请你念这四个词。换电脑或重装后指纹会变，要重新登记。'}
          </p>
          {trust !== 'key_lost' && <p className="sub-fg">{note}</p>}
        </div>
      </div>
      {warning !== null ? (
        <p className={styles.guard}>
          <IconAlertTriangle className="icon" aria-hidden="true" />
          <span>
            {warning}
            {canProtect && canWrite && (
              <button type="button" className="link" disabled={protect.isPending} onClick={() => protect.mutate({})}>
                用系统保护
              </button>
            )}
          </span>
        </p>
      ) : (
        isProtected && (
          <p className={styles.guard}>
            <IconShieldCheck className="icon" aria-hidden="true" />
            <span>本机密钥由操作系统保护，只有这台电脑上的这个系统账户打得开；命令行工具不能用它签名。</span>
          </p>
        )
      )}
      {canWrite && (
        <div className={styles.row}>
          <button type="button" className="btn" onClick={() => setRenewing(true)}>
            重新登记本机
          </button>
          <span className={styles.inline}>
            换钥匙：怀疑台账文件夹被人拷走、恢复过旧备份时用{isCommission && '；换后各地要再核对一次新指纹'}
          </span>
        </div>
      )}
      {renewing && (
        <RenewKeyDialog lost={trust === 'key_lost'} isCommission={isCommission} onClose={() => setRenewing(false)} />
      )}
    </Part>
  );
}

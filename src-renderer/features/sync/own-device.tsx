import { IconAlertTriangle, IconCheck, IconClock } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { useLedgerQuery } from '../../ledger-client';
import { CommissionDialog } from './commission-dialog';
import { FingerprintWords } from './fingerprint';
import styles from './own-device.module.css';
import { RenewKeyDialog } from './renew-key-dialog';

/** One line about this machine: its fingerprint, and how it and the Commission stand; with the deed that is called for, if any. */
export function OwnDeviceLine() {
  const own = useLedgerQuery('devices.own', {}, { keep: true }).data;
  const [open, setOpen] = useState<'compare' | 'renew' | null>(null);
  if (!own) return null;
  const { trust, fingerprint, note, commission, warning } = own;
  const bad = trust === 'enrol_again' || trust === 'key_lost' || trust === 'revoked';
  const Icon = bad ? IconAlertTriangle : trust === 'mutual' ? IconCheck : IconClock;
  const short = { mutual: note, waiting: '待市发改委批准', compare: '待核对市发改委的指纹', commission: '' };
  return (
    <div className={styles.line}>
      <p className={styles.print}>
        <span className="muted">本机指纹</span>
        <FingerprintWords fingerprint={fingerprint} />
        {!bad && trust !== 'commission' && (
          <span className={styles.standing} title={note}>
            <Icon className="icon" aria-hidden="true" />
            {short[trust as keyof typeof short]}
          </span>
        )}
      </p>
      {bad && (
        <p className={styles.bad} role="status">
          <Icon className="icon" aria-hidden="true" />
          <span>{note}</span>
        </p>
      )}
      {(trust === 'enrol_again' || trust === 'key_lost') && (
        <button type="button" className="btn sm" onClick={() => setOpen('renew')}>
          重新登记
        </button>
      )}
      {trust === 'compare' && commission && (
        <button type="button" className="btn sm primary" onClick={() => setOpen('compare')}>
          核对指纹
        </button>
      )}
      {warning !== null && !bad && (
        <p className={`muted ${styles.warning}`} title={warning}>
          <span>本机密钥没有操作系统保护</span>
          <Link className="link" to="/settings">
            怎么办
          </Link>
        </p>
      )}
      {open === 'renew' && (
        <RenewKeyDialog lost={trust === 'key_lost'} isCommission={false} onClose={() => setOpen(null)} />
      )}
      {open === 'compare' && commission && <CommissionDialog commission={commission} onClose={() => setOpen(null)} />}
    </div>
  );
}

import type { Handover } from '../../../src-shared/contract/handover-methods';
import { checkGroups, envelopeWords } from '../../../src-shared/rules/handover-words';
import { useStatus } from '../../app/status';
import { QrCode } from '../../components/qr-code';
import styles from './handover.module.css';
import { HandoverCell } from './handover-cell';

/** The slip in the window: whoever takes the package scans the code off the screen. */
export function HandoverStrip(props: {
  entry: Handover;
  onKeep: (change: { medium?: string; handler?: string; purpose?: string }) => void;
}) {
  const { entry, onKeep } = props;
  const identity = useStatus()?.identity;
  const own = identity?.person ?? '本机';
  const peer = entry.handler || entry.peer || '待交接';
  const [from, to] = entry.direction === 'out' ? [own, peer] : [entry.peer || '对方', own];
  return (
    <div className={styles.strip}>
      <div className={styles.code}>
        <QrCode text={entry.code} label="交接单二维码" size={116} />
      </div>
      <dl className={styles.facts}>
        <dt>{entry.direction === 'out' ? '交出' : '收到'}</dt>
        <dd className="strong" title={`${entry.name}，${envelopeWords[entry.envelope]}`}>
          {entry.name.replace(/\.wubao(\.age)?$/i, '')}
          {entry.medium && `，${entry.medium}`}
        </dd>
        <dt>经手</dt>
        <dd title={`${from} → ${to}`}>
          {from} → {to}
        </dd>
        <dt>用途</dt>
        <dd>
          <HandoverCell
            label="用途"
            value={entry.purpose}
            placeholder="填写"
            known={[]}
            onKeep={(purpose) => onKeep({ purpose })}
          />
        </dd>
        <dt>校验</dt>
        <dd title={entry.sha256}>{checkGroups(entry.sha256)}</dd>
        <dd className={styles.hint}>
          {entry.direction === 'out' ? '对方扫码核对包名和校验，签字留底' : '与交接单上的四组数一样，就是那个文件'}
        </dd>
      </dl>
    </div>
  );
}

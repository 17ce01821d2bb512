import { IconAlertCircle, IconCheck, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import type { Handover } from '../../../src-shared/contract/handover-methods';
import { handoverKind, packageLabel, receiptWords } from '../../../src-shared/rules/handover-words';
import { formatDay, formatMoment, unknown } from '../../../src-shared/terms/format';
import { useStatus } from '../../app/status';
import { DocumentButton } from '../../components/document-button';
import { ScrollRegion } from '../../components/scroll-region';
import { showFailure } from '../../components/toast';
import { Trouble } from '../../components/trouble';
import { demand, useLedgerCommand, useLedgerQuery } from '../../ledger-client';
import styles from './handover.module.css';
import { HandoverCell } from './handover-cell';
import { CompareDialog } from './handover-compare';
import { HandoverStrip } from './handover-strip';
import { ReceiptReader } from './receipt-code-reader';

/** Media that every office has; those that were written before stand in front of them. */
const usualMedia = ['U盘 01', 'OA 邮箱', '内网共享', '光盘'];

/** Every package that went or came: on what, through whose hands, what for, and whether it arrived; the slip of the chosen one below. */
export function HandoverPanel({ isCommission }: { isCommission: boolean }) {
  const register = useLedgerQuery('handovers.list', {}, { keep: true });
  const summary = useLedgerQuery('packages.summary', isCommission ? undefined : {}, { keep: true });
  const revise = useLedgerCommand('handovers.revise', { onFailure: showFailure });
  // What only waits for its receipt is in the register already.
  const unreported = useStatus()?.unreported.changes ?? 0;
  const [chosen, setChosen] = useState<number | null>(null);
  const [open, setOpen] = useState<'compare' | 'receipt' | null>(null);
  if (register.error) return <Trouble failure={register.error.failure} retry={() => void register.refetch()} />;
  if (!register.data) return null;
  const { entries, next } = register.data;
  const media = [...new Set([...register.data.media, ...usualMedia])];
  const { handlers } = register.data;
  const shown = entries.find((entry) => entry.package === chosen) ?? entries[0];
  const upcoming = unreported > 0 ? summary.data : undefined;
  const keep = (entry: Handover) => (change: { medium?: string; handler?: string; purpose?: string }) =>
    revise.mutate({ package: entry.package, ...change });
  return (
    <section className={styles.panel} aria-label="交接登记">
      <div className={`bar ${styles.bar}`}>
        <h2>交接登记</h2>
        <span className="sub-fg">{entries.length > 0 ? `共 ${entries.length} 个` : ''}</span>
        <span className="right" />
        {!isCommission && (
          <button type="button" className="btn sm quiet" onClick={() => setOpen('receipt')}>
            扫回执
          </button>
        )}
        <button type="button" className="btn sm quiet" onClick={() => setOpen('compare')}>
          核对
        </button>
        {entries.length > 0 && (
          <DocumentButton what="交接登记" paper="A4 横向" write={(folder) => demand('handovers.export', { folder })}>
            {(start, busy) => (
              <button type="button" className="btn sm quiet" disabled={busy} onClick={start}>
                导出
              </button>
            )}
          </DocumentButton>
        )}
        {shown && (
          <DocumentButton
            what="交接单"
            paper="A4 竖向"
            write={(folder) => demand('handovers.writeSlip', { package: shown.package, folder })}
          >
            {(start, busy) => (
              <button type="button" className="btn sm" disabled={busy} onClick={start}>
                <IconPrinter className="icon" aria-hidden="true" />
                打印交接单
              </button>
            )}
          </DocumentButton>
        )}
      </div>
      <ScrollRegion label="登记的交接">
        <table className={`table ${styles.table}`}>
          <colgroup>
            <col style={{ width: 94 }} />
            <col style={{ width: 44 }} />
            {isCommission && <col />}
            <col style={{ width: 86 }} />
            <col style={isCommission ? { width: 96 } : {}} />
            <col style={{ width: 76 }} />
            <col style={{ width: 106 }} />
          </colgroup>
          <thead>
            <tr>
              <th>包号</th>
              <th>方向</th>
              {isCommission && <th>对方</th>}
              <th>介质</th>
              <th>经手人</th>
              <th className="num">日期</th>
              <th>回执</th>
            </tr>
          </thead>
          <tbody>
            {upcoming && (
              <tr>
                <td title={upcoming.name}>{packageLabel(upcoming.name)}</td>
                <td className="sub-fg">上报</td>
                <td className="sub-fg">{next.medium || unknown}</td>
                <td className="sub-fg">待交接</td>
                <td className="num sub-fg">{unknown}</td>
                <td className="muted">未生成</td>
              </tr>
            )}
            {entries.map((entry) => (
              <tr key={entry.package} className={entry === shown ? styles.on : ''}>
                <td title={`${entry.name}${entry.peer ? `，${entry.peer}` : ''}`}>
                  <button
                    type="button"
                    className={styles.pick}
                    aria-pressed={entry === shown}
                    onClick={() => setChosen(entry.package)}
                  >
                    {packageLabel(entry.name, entry.kind)}
                  </button>
                </td>
                <td className="sub-fg" title={handoverKind(entry.direction, entry.kind)}>
                  {entry.direction === 'in' ? '收' : handoverKind('out', entry.kind)}
                </td>
                {isCommission && (
                  <td className="sub-fg" title={entry.peer}>
                    {entry.peer || unknown}
                  </td>
                )}
                <td>
                  <HandoverCell
                    label={`${packageLabel(entry.name, entry.kind)} 的介质`}
                    value={entry.medium}
                    placeholder="填写"
                    known={media}
                    onKeep={(medium) => keep(entry)({ medium })}
                  />
                </td>
                <td>
                  <HandoverCell
                    label={`${packageLabel(entry.name, entry.kind)} 的经手人`}
                    value={entry.handler}
                    placeholder="填写"
                    known={handlers}
                    onKeep={(handler) => keep(entry)({ handler })}
                  />
                </td>
                <td className="num sub-fg" title={formatMoment(entry.at)}>
                  {formatDay(entry.at.slice(0, 10))}
                </td>
                <td title={receiptWords(entry)}>
                  <Receipt entry={entry} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {entries.length === 0 && !upcoming && (
          <p className={styles.empty}>还没有交接过包。生成的和收到的包都记在这里，介质和经手人可以随手填。</p>
        )}
      </ScrollRegion>
      {shown && <HandoverStrip entry={shown} onKeep={keep(shown)} />}
      {open === 'compare' && <CompareDialog onClose={() => setOpen(null)} />}
      {open === 'receipt' && <ReceiptReader onClose={() => setOpen(null)} />}
    </section>
  );
}

function Receipt({ entry }: { entry: Handover }) {
  const { receipt, receiptedAt } = entry;
  if (receipt === 'receipted' || receipt === 'merged')
    return (
      <span className={styles.fine}>
        <IconCheck className="icon" aria-hidden="true" />
        {receipt === 'merged' ? '已并入' : receiptedAt ? formatDay(receiptedAt.slice(0, 10)) : '已回执'}
      </span>
    );
  if (receipt === 'waiting' || receipt === 'part') return <span className="muted">{receiptWords(entry)}</span>;
  return (
    <span className={`red-fg ${styles.fine}`}>
      <IconAlertCircle className="icon" aria-hidden="true" />
      {receiptWords(entry)}
    </span>
  );
}

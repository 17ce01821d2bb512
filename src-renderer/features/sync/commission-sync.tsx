import { Link, useSearch } from 'wouter';
import type { LedgerStatus } from '../../../src-shared/contract/ledger-methods';
import { ScrollRegion } from '../../components/scroll-region';
import { useLedgerQuery } from '../../ledger-client';
import { ConflictDesk } from './conflict-desk';
import { DeviceDialog } from './device-dialog';
import { DeviceTable } from './device-table';
import { DropZone } from './drop-zone';
import { HandoverPanel } from './handover-panel';
import { ImportLogPanel } from './import-log-panel';
import { OutcomeTable, outcomeSummary } from './outcomes';
import { ReviewList } from './review-list';
import { SendPanel } from './send-panel';
import styles from './sync.module.css';
import { useIntake } from './use-intake';
import { WaitingList } from './waiting-list';

/** The Commission's desk for packages: drop many at once, see who has reported, decide what only a person can decide. */
export function CommissionSync({ status }: { status: LedgerStatus }) {
  const intake = useIntake(true);
  const devices = useLedgerQuery('devices.list', {}, { keep: true }).data ?? [];
  const packages = useLedgerQuery('packages.list', {}, { keep: true }).data ?? [];
  const conflicts = useLedgerQuery('conflicts.list', {}, { keep: true }).data ?? [];
  const reviews = useLedgerQuery('review.list', {}, { keep: true }).data ?? [];
  const search = useSearch();
  const came = packages.filter((entry) => entry.direction === 'in');
  const today = came.filter((entry) => entry.at.startsWith(status.today));
  const quarantined = came.filter((entry) => entry.state === 'quarantined');
  const held = came.filter((entry) => entry.state === 'held');
  const tabs = [
    { name: 'conflicts', label: '冲突', count: conflicts.length },
    { name: 'quarantined', label: '隔离', count: quarantined.length },
    { name: 'held', label: '待接续', count: held.length },
    { name: 'review', label: '越权改动', count: reviews.length },
    { name: 'handover', label: '交接登记', count: 0 },
    { name: 'log', label: '收包记录', count: 0 },
  ];
  const asked = new URLSearchParams(search).get('tab');
  // Without an address of its own the page opens where something waits.
  const tab = tabs.find(({ name }) => name === asked)?.name ?? tabs.find(({ count }) => count > 0)?.name ?? 'conflicts';
  return (
    <>
      <div className={styles.up}>
        <SendPanel hasRegion={status.identity?.region != null} />
        <section className={styles.inCity} aria-label="收包">
          <div className={styles.head}>
            <h1 className="title">收包</h1>
            <span className="right sub-fg">
              {intake.outcomes
                ? `刚才${outcomeSummary(intake.outcomes.map((outcome) => outcome.outcome))}`
                : today.length > 0
                  ? `今天${outcomeSummary(today.map((entry) => entry.state))}`
                  : ''}
            </span>
          </div>
          <DropZone
            intake={intake}
            title="把 .wubao 文件拖到这里，可一次多个"
            hint="重复、迟到、乱序都可以，不会丢数；登记文件也放这里"
          />
          {intake.outcomes && (
            <ScrollRegion label="刚才收到的">
              <OutcomeTable outcomes={intake.outcomes} />
            </ScrollRegion>
          )}
        </section>
      </div>
      <div className="split">
        <DeviceTable devices={devices} today={status.today} />
        <section className={styles.waiting} aria-label="要人处理的">
          <nav className="tabs" aria-label="要人处理的">
            {tabs.map(({ name, label, count }) => (
              <Link
                key={name}
                to={`/sync?tab=${name}`}
                replace
                className={tab === name ? 'on' : ''}
                aria-current={tab === name ? 'page' : undefined}
              >
                {label} {name !== 'handover' && name !== 'log' && <span className="n">{count}</span>}
              </Link>
            ))}
          </nav>
          {tab === 'conflicts' && <ConflictDesk conflicts={conflicts} />}
          {tab === 'quarantined' && (
            <WaitingList
              entries={quarantined}
              devices={devices}
              empty="没有隔离的包。签名不对、没有登记的包放在这里，不并入任何内容。"
            />
          )}
          {tab === 'review' && <ReviewList />}
          {tab === 'handover' && <HandoverPanel isCommission />}
          {tab === 'log' && <ImportLogPanel />}
          {tab === 'held' && (
            <WaitingList
              entries={held}
              devices={devices}
              empty="没有待接续的包。缺前面的包时先放在这里，补来后自动接上。"
            />
          )}
        </section>
      </div>
      {intake.applicant && (
        <DeviceDialog
          key={intake.applicant.id}
          device={intake.applicant}
          onClose={intake.dismiss}
          onSettled={intake.next}
        />
      )}
    </>
  );
}

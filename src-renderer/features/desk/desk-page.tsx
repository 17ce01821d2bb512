import { IconFileSpreadsheet, IconPackageImport, IconPencil, IconTable } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { OutputOf } from '../../../src-shared/contract/contract';
import { daysBetween } from '../../../src-shared/rules/dates';
import { formatDay, formatRate } from '../../../src-shared/terms/format';
import { usePageTitle } from '../../app/page-title';
import { openQuickLog } from '../../app/quick-log-state';
import { useCanWrite, useStatus } from '../../app/status';
import { Empty, Trouble } from '../../components/trouble';
import { useLedgerQuery } from '../../ledger-client';
import styles from './desk.module.css';
import { MyProjects } from './my-projects';
import { TodoList } from './todo-list';

export type Desk = OutputOf<'desk.show'>;

/** What is due and how my projects stand. */
export function DeskPage() {
  usePageTitle([{ label: '工作台' }]);
  const desk = useLedgerQuery('desk.show', {}, { keep: true });
  const status = useStatus();
  if (desk.error) return <Trouble failure={desk.error.failure} retry={() => void desk.refetch()} />;
  if (!desk.data || !status) return null;
  const city = status.identity?.role === 'commission';
  if (status.counts.all === 0) return <EmptyDesk city={city} />;
  return (
    <>
      <PeriodBar period={desk.data.period} today={status.today} city={city} />
      <div className="split">
        <TodoList desk={desk.data} today={status.today} city={city} />
        <MyProjects projects={desk.data.projects} lights={desk.data.lights} city={city} />
      </div>
    </>
  );
}

function EmptyDesk({ city }: { city: boolean }) {
  return (
    <>
      <h1 className="visually-hidden">工作台</h1>
      {city ? (
        <Empty title="这里放全市逾期的事和红灯项目。" hint="先收下各地秘书的登记文件和上报包。">
          <Link to="/sync" className="btn primary">
            <IconPackageImport className="icon" aria-hidden="true" />
            去收包
          </Link>
        </Empty>
      ) : (
        <Empty title="这里放今天要办的事和你包保的项目。" hint="把现有的 Excel 或 WPS 表导进来最快。">
          <Link to="/import" className="btn primary">
            <IconFileSpreadsheet className="icon" aria-hidden="true" />
            导入我的 Excel
          </Link>
        </Empty>
      )}
    </>
  );
}

/** The half-month that is being reported. A secretary fills it in; the Commission sees who has not reported. */
function PeriodBar({ period, today, city }: { period: Desk['period']; today: string; city: boolean }) {
  const days = daysBetween(today, period.deadline);
  const missing = period.expected - period.filled;
  return (
    <div className={`bar ${styles.cut}`}>
      <h1 className={styles.period}>{period.name}月报</h1>
      <span className="sub-fg">
        {formatDay(period.deadline)}截止，
        {days >= 0 ? (
          <>
            还有 <b>{days}</b> 天
          </>
        ) : (
          <span className="red-fg">已过 {-days} 天</span>
        )}
      </span>
      <span className="sep" />
      <span className="sub-fg">
        <span className={styles.meter} aria-hidden="true">
          <i style={{ width: `${period.expected > 0 ? (period.filled / period.expected) * 100 : 0}%` }} />
        </span>
        已填 {period.filled} / {period.expected}
      </span>
      {missing > 0 && (
        <Link className="link strong" to={city ? '/sync' : '/progress?show=unfilled'}>
          未报 {missing} 项
        </Link>
      )}
      <span className="sep" />
      <span className="sub-fg">序时进度 {formatRate(period.timeProportional)}%</span>
      <span className="right" />
      <QuickLogButton />
      {!city && (
        <Link className="btn primary" to="/progress">
          <IconTable className="icon" aria-hidden="true" />
          填月报
        </Link>
      )}
    </div>
  );
}

function QuickLogButton() {
  if (!useCanWrite()) return null;
  return (
    <button type="button" className="btn" onClick={openQuickLog}>
      <IconPencil className="icon" aria-hidden="true" />
      记一笔 <span className="kbd">Ctrl J</span>
    </button>
  );
}

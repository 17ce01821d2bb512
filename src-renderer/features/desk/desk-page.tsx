import { IconFileSpreadsheet } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { OutputOf } from '../../../src-shared/contract/contract';
import { daysBetween } from '../../../src-shared/rules/dates';
import { formatDay, formatRate } from '../../../src-shared/terms/format';
import { usePageTitle } from '../../app/page-title';
import { useStatus } from '../../app/status';
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
  if (desk.data.projects.length === 0 && desk.data.todos.length === 0) {
    return (
      <>
        <h1 className="visually-hidden">工作台</h1>
        <Empty title="这里放今天要办的事和你包保的项目。" hint="把现有的 Excel 或 WPS 表导进来最快。">
          <Link to="/import" className="btn primary">
            <IconFileSpreadsheet className="icon" aria-hidden="true" />
            导入我的 Excel
          </Link>
        </Empty>
      </>
    );
  }
  return (
    <>
      <PeriodBar period={desk.data.period} today={status.today} todos={desk.data.todos} />
      <div className="split">
        <TodoList todos={desk.data.todos} today={status.today} />
        <MyProjects projects={desk.data.projects} />
      </div>
    </>
  );
}

function PeriodBar({ period, today, todos }: { period: Desk['period']; today: string; todos: Desk['todos'] }) {
  const days = daysBetween(today, period.deadline);
  const missing = period.expected - period.filled;
  // The nearest missing report: a month's figures are typed on the page of their project.
  const first = todos.find((todo) => todo.id.startsWith('report:'));
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
      {missing > 0 &&
        (first ? (
          <Link className="link strong" to={first.to}>
            未报 {missing} 项
          </Link>
        ) : (
          <b>未报 {missing} 项</b>
        ))}
      <span className="sep" />
      <span className="sub-fg">序时进度 {formatRate(period.timeProportional)}%</span>
    </div>
  );
}

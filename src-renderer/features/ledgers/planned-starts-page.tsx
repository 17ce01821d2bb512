import { useMemo, useState } from 'react';
import type { OutputOf } from '../../../src-shared/contract/contract';
import type { Project } from '../../../src-shared/entities/project';
import { formatDate, formatDay, unknown } from '../../../src-shared/terms/format';
import { usePageTitle } from '../../app/page-title';
import { useStatus } from '../../app/status';
import { ChoiceGroup } from '../../components/choice-group';
import { type RecordColumn, recordColumn } from '../../components/record-grid';
import { Trouble } from '../../components/trouble';
import { useLedgerQuery } from '../../ledger-client';
import { LedgerFrame } from './ledger-frame';
import classes from './ledgers.module.css';

type Start = OutputOf<'ledgers.show'>['starts'][string];
type Mark = Start['land'];

const outlooks = { overdue: '逾期', delayed: '预计推迟', on_time: '按期' } as const;

/** A column of what follows from the plan and the permits; nobody types into it. */
function startColumn(
  starts: Readonly<Record<string, Start>>,
  key: string,
  label: string,
  width: number,
  text: (start: Start) => string,
  more: Partial<RecordColumn> = {},
): RecordColumn {
  const own = (row: { id: string }) => {
    const start = starts[row.id];
    return start ? text(start) : '';
  };
  return { key, label, width, value: own, text: own, locked: '由计划和手续算出，不能直接改', ...more };
}

const daysWords = ({ days }: Start) => (days < 0 ? `超 ${-days} 天` : days === 0 ? '今天' : `${days} 天`);

/** '已落实', '10月3日' where that is the plan, '未' where it is open without a day, '—' where nobody has said. */
const markWords =
  (read: (start: Start) => Mark, done: string) =>
  (start: Start): string => {
    const { state, date } = read(start);
    return state === 'done' ? done : state === 'unknown' ? unknown : date ? formatDay(date) : '未到齐';
  };

const obstacleWords = ({ obstacle, permits }: Start) => obstacle ?? (permits > 0 ? '手续已齐' : '手续未列');

function columnsOf(starts: Readonly<Record<string, Start>>, wholeCity: boolean): RecordColumn[] {
  const column = (
    key: string,
    label: string,
    width: number,
    text: (start: Start) => string,
    more: Partial<RecordColumn> = {},
  ) => startColumn(starts, key, label, width, text, more);
  return [
    recordColumn('project', 'name', { width: 150, grow: 3 }),
    ...(wholeCity ? [recordColumn('project', 'region', { width: 94 })] : []),
    recordColumn('project', 'total_investment', { width: 76 }),
    recordColumn('project', 'planned_start', { width: 124 }),
    recordColumn('project', 'expected_start', { width: 124 }),
    column('outlook', '判断', 76, ({ outlook }) => outlooks[outlook], {
      doubt: (row) => starts[row.id]?.why ?? null,
    }),
    column('days', '距计划', 76, daysWords, { right: true }),
    column('permits', '手续', 66, ({ granted, permits }) => (permits > 0 ? `${granted} / ${permits}` : unknown), {
      right: true,
    }),
    column(
      'land',
      '供地',
      78,
      markWords(({ land }) => land, '已供地'),
    ),
    column(
      'clearing',
      '征拆',
      78,
      markWords(({ clearing }) => clearing, '已完成'),
    ),
    column(
      'funds',
      '资金',
      66,
      markWords(({ funds }) => funds, '已到位'),
    ),
    column('obstacle', '下一个卡点', 120, obstacleWords, { grow: 2 }),
    recordColumn('project', 'responsible_unit', { width: 100, grow: 1 }),
  ];
}

/** Planned starts month by month: permits, the next hindrance, when it can really begin. */
export function PlannedStartsPage() {
  usePageTitle([{ label: '台账', to: '/projects' }, { label: '计划开工项目' }]);
  const shown = useLedgerQuery('ledgers.show', { ledger: 'planned-start' }, { keep: true });
  const [filter, setFilter] = useState<'all' | Start['outlook']>('all');
  const all = shown.data?.projects as unknown as readonly Project[] | undefined;
  const starts = shown.data?.starts;
  const projects = useMemo(
    () =>
      (all ?? [])
        .filter(({ id }) => filter === 'all' || starts?.[id]?.outlook === filter)
        .sort((a, b) => (starts?.[a.id]?.days ?? 0) - (starts?.[b.id]?.days ?? 0)),
    [all, starts, filter],
  );
  const wholeCity = useStatus()?.identity?.region === null;
  const columns = useMemo(() => columnsOf(starts ?? {}, wholeCity), [starts, wholeCity]);
  if (shown.error && !shown.data) return <Trouble failure={shown.error.failure} retry={() => void shown.refetch()} />;
  if (!all || !starts) return null;
  const count = (outlook: Start['outlook']) => all.filter(({ id }) => starts[id]?.outlook === outlook).length;
  return (
    <LedgerFrame
      key={filter}
      title="计划开工项目"
      head={
        <ChoiceGroup
          label="按计划判断"
          value={filter}
          onChange={setFilter}
          options={[
            { value: 'all', label: `全部 ${all.length}` },
            { value: 'overdue', label: `逾期 ${count('overdue')}` },
            { value: 'delayed', label: `预计推迟 ${count('delayed')}` },
            { value: 'on_time', label: `按期 ${count('on_time')}` },
          ]}
        />
      }
      above={<Months projects={all} starts={starts} />}
      projects={projects}
      columns={columns}
      grid="/projects?view=planned-start"
      empty={filter === 'all' ? '这里是计划开工的项目。' : `没有${outlooks[filter]}的项目。`}
      hint={filter === 'all' ? '阶段是“前期”，并填了计划开工，就出现在这里。' : '换一个判断看看。'}
      foot={
        <span className="muted">
          总投资：万元；手续只计开工前须办结的；没填预计可开工的，按手续时限推算是否推迟，选中“判断”看原因
        </span>
      }
    />
  );
}

/** How many are to begin in each month, and how many of those have all permits. */
function Months({ projects, starts }: { projects: readonly Project[]; starts: Readonly<Record<string, Start>> }) {
  const months = new Map<string, { count: number; ready: number }>();
  for (const { id } of projects) {
    const start = starts[id];
    if (!start) continue;
    const month = months.get(start.month) ?? { count: 0, ready: 0 };
    month.count += 1;
    if (start.permits > 0 && start.granted === start.permits) month.ready += 1;
    months.set(start.month, month);
  }
  if (months.size === 0) return null;
  return (
    <div className={classes.months}>
      {[...months]
        .sort(([a], [b]) => a.localeCompare(b))
        .map(([month, { count, ready }]) => (
          <span key={month}>
            {formatDate(month)} <b>{count} 个</b>，手续已齐 {ready}
          </span>
        ))}
    </div>
  );
}

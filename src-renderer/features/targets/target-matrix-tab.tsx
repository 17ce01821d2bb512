import { IconAlertTriangle } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { type Period, parsePeriod, periodOf } from '../../../src-shared/rules/period';
import { formatDay } from '../../../src-shared/terms/format';
import { useCanWrite, useStatus } from '../../app/status';
import { DataGrid } from '../../components/data-grid/data-grid';
import type { WriteEdits } from '../../components/data-grid/grid-types';
import { showDone } from '../../components/toast';
import { Trouble } from '../../components/trouble';
import { run, useLedgerQuery } from '../../ledger-client';
import { PeriodPicker } from '../dispatch/period-picker';
import { type TargetRow, type Targets, targetColumns, targetText } from './target-columns';
import styles from './targets.module.css';

const addressOf = (period: string) => `/dispatch/targets?period=${period}`;

/** What the city and each region is to reach in a period, with what they have. The program never proposes a figure. */
export function TargetMatrixTab() {
  const [, navigate] = useLocation();
  const search = useSearch();
  const status = useStatus();
  const period =
    parsePeriod(new URLSearchParams(search).get('period') ?? '') ?? (status && periodOf(status.today, 'month'));
  const answer = useLedgerQuery('targets.show', period ? { period: period.code } : undefined, { keep: true });
  const [refusal, setRefusal] = useState<string | null>(null);
  if (answer.error) return <Trouble failure={answer.error.failure} retry={() => void answer.refetch()} />;
  const targets = answer.data;
  if (!status || !period || !targets) return null;
  return (
    <>
      <div className="bar">
        <PeriodPicker
          period={period}
          today={status.today}
          until={lastOffered(status.today)}
          onChange={(code) => navigate(addressOf(code))}
        />
        <span className="sub-fg ell">{timeWords(targets)}</span>
        <span className="right" />
        <KnownPeriods targets={targets} period={period} />
      </div>
      <div className={styles.body}>
        <Matrix targets={targets} period={period} onRefusal={setRefusal} />
        {targets.checks.length > 0 && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          <ul className={styles.checks} aria-label="核对" tabIndex={0}>
            {targets.checks.map((check) => (
              <li key={check}>
                <IconAlertTriangle className="icon" aria-label="提示" />
                {check}
              </li>
            ))}
          </ul>
        )}
      </div>
      <div className="foot">
        {refusal ? (
          <span className="red-fg ell" role="alert">
            {refusal}
          </span>
        ) : (
          <span className="muted">
            每格左边是现在的数（调度口径，不作统计数据使用），右边是目标；核对只提醒，不拦截
          </span>
        )}
        <span className="right" />
        {!refusal && (
          <span className="muted">
            {targets.mayWrite ? '直接输入，或从 Excel 粘贴；离开单元格即保存' : '目标由市发改委定，这里只看'}
          </span>
        )}
      </div>
    </>
  );
}

/** Targets are set ahead: to the end of the year, in its last quarter to the end of the next. */
function lastOffered(today: string): string {
  const [year = '', month = ''] = today.split('-');
  return `${Number(year) + (month >= '10' ? 1 : 0)}-12-31`;
}

function timeWords({ asOf, daysLeft, frozenAt }: Targets): string {
  const end = `截至 ${formatDay(asOf)}`;
  if (frozenAt !== null) return `${end}，已冻结`;
  if (daysLeft < 0) return `${end}，已过 ${-daysLeft} 天`;
  return daysLeft === 0 ? `${end}，今天到期` : `${end}，还有 ${daysLeft} 天`;
}

/** The way to the periods that have targets, the present one apart. */
function KnownPeriods({ targets, period }: { targets: Targets; period: Period }) {
  const others = targets.periods.filter(({ code }) => code !== period.code);
  if (others.length === 0) return null;
  return (
    <nav className={styles.known} aria-label="定了目标的其他期次">
      <span className="muted">另有目标</span>
      {others.slice(-4).map(({ code, name, targets: count }) => (
        <Link key={code} className="link" to={addressOf(code)} title={`${count} 个目标`}>
          {name}
        </Link>
      ))}
    </nav>
  );
}

function Matrix({
  targets,
  period,
  onRefusal,
}: {
  targets: Targets;
  period: Period;
  onRefusal: (message: string | null) => void;
}) {
  const [, navigate] = useLocation();
  const writable = useCanWrite() && targets.mayWrite;
  const columns = useMemo(() => targetColumns(targets), [targets]);
  const rows = useMemo(
    () => targets.lines.map((line): TargetRow => ({ kind: 'line', id: line.region, line })),
    [targets],
  );
  const rowAt = useCallback((index: number) => rows[index], [rows]);
  const write = useCallback<WriteEdits<TargetRow>>(
    async (edits, what) => {
      onRefusal(null);
      const cells = edits.map(({ row, column, value }) => ({
        region: row.id,
        indicator: column.key as Targets['indicators'][number]['indicator'],
        value: value as number | null,
      }));
      const result = await run(
        'targets.write',
        { period: period.code, cells },
        undefined,
        ({ changed }) => changed > 0,
      );
      if (!result.ok) return result.error;
      if (result.value.changed > 0) showDone(what ?? '目标已保存', { undo: true });
      return null;
    },
    [period.code, onRefusal],
  );
  const foot = [
    '各地合计',
    ...targets.indicators.map(({ indicator, sum }) => <b key={indicator}>{targetText(indicator, sum)}</b>),
  ];
  return (
    <DataGrid<TargetRow>
      label={`${targets.name}目标`}
      columns={columns}
      total={rows.length}
      rowAt={rowAt}
      want={here}
      version={0}
      queryKey={period.code}
      numberOf={place}
      foot={foot}
      fit
      remember="targets"
      isFolded={never}
      onFold={nothing}
      onOpen={() => navigate(`/dispatch?period=${period.code}`)}
      write={write}
      writable={writable}
      sortings={unsorted}
      onSort={nothing}
      onSelection={nothing}
      onRefusal={onRefusal}
    />
  );
}

const here = () => Promise.resolve();
const never = () => false;
const nothing = () => undefined;
const unsorted: never[] = [];
/** The city's own line, the first, has no number. */
const place = (_: TargetRow, index: number) => (index === 0 ? null : index);

import { Button } from '@mantine/core';
import { IconCalendarEvent } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { MonthNote } from '../../../src-shared/rules/month-notes';
import { type Period, parseHalfMonth, reportingPeriod, timeProportional } from '../../../src-shared/rules/period';
import { usePageTitle } from '../../app/page-title';
import { useRuleBook } from '../../app/rule-book';
import { useCanWrite, useStatus } from '../../app/status';
import { Empty, Trouble } from '../../components/trouble';
import { useLedgerQuery } from '../../ledger-client';
import { CheckList } from './check-list';
import { ExplanationDialog } from './explanation-dialog';
import { MonthBar } from './month-bar';
import { columnAt } from './month-columns';
import { MonthGrid } from './month-grid';
import { type GridMonth, gridMonths, type MonthFilter, monthFilters, passes } from './month-rows';
import { PasteDialog } from './paste-dialog';
import styles from './progress.module.css';
import { RollOverDialog } from './roll-over-dialog';
import { useMonthWriter } from './use-month-writer';

/** The report of a half-month over all of the person's projects. The address names the period and what is shown. */
export function ProgressPage() {
  usePageTitle([{ label: '组织推进', to: '/progress' }, { label: '月报' }]);
  const status = useStatus();
  const search = new URLSearchParams(useSearch());
  if (!status) return null;
  const period = parseHalfMonth(search.get('period') ?? '') ?? reportingPeriod(status.today);
  const filter = monthFilters.find((name) => name === search.get('show')) ?? 'all';
  return (
    <Month period={period} filter={filter} today={status.today} reports={status.identity?.role !== 'commission'} />
  );
}

function Month({
  period,
  filter,
  today,
  reports,
}: {
  period: Period;
  filter: MonthFilter;
  today: string;
  reports: boolean;
}) {
  const [, navigate] = useLocation();
  const writable = useCanWrite();
  const rules = useRuleBook();
  const month = period.code.slice(0, 7);
  const answer = useLedgerQuery('progress.month', { month });
  const { write, dialog } = useMonthWriter();
  const [goTo, setGoTo] = useState<{ row: number; column: number } | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [open, setOpen] = useState<'paste' | 'roll-over' | null>(null);
  const [explained, setExplained] = useState<GridMonth | null>(null);

  const rows = useMemo(() => gridMonths(answer.data?.rows ?? [], period), [answer.data, period]);
  const shown = useShown(rows, filter, `${period.code} ${filter} ${answer.data !== undefined}`);
  if (answer.error && !answer.data)
    return <Trouble failure={answer.error.failure} retry={() => void answer.refetch()} />;
  const address = (code: string, show: MonthFilter) =>
    navigate(`/progress?period=${code}${show === 'all' ? '' : `&show=${show}`}`, { replace: show !== filter });
  const go = (row: GridMonth, note: MonthNote) => {
    const at = shown.findIndex(({ id }) => id === row.id);
    const column = columnAt(note.fields[0] ?? 'name');
    if (at >= 0) setGoTo({ row: at, column });
    else {
      address(period.code, 'all');
      setGoTo({ row: rows.findIndex(({ id }) => id === row.id), column });
    }
  };
  return (
    <>
      <MonthBar
        period={period}
        today={today}
        rows={rows}
        filter={filter}
        writable={writable}
        reports={reports}
        onPeriod={(code) => address(code, filter)}
        onFilter={(show) => address(period.code, show)}
        onPaste={() => setOpen('paste')}
        onRollOver={() => setOpen('roll-over')}
      />
      {writable && period.month <= 3 && <YearNotice year={period.year - 1} onRollOver={() => setOpen('roll-over')} />}
      {!answer.data ? (
        <div className="grow" />
      ) : rows.length === 0 ? (
        <NoProjects />
      ) : (
        <div className={styles.month}>
          {shown.length > 0 ? (
            <MonthGrid
              rows={shown}
              period={period}
              due={timeProportional(period.month, period.half, rules?.lightRules.monthShares)}
              writable={writable}
              write={write}
              goTo={goTo}
              onRefusal={setRefusal}
            />
          ) : (
            <p className={styles.nothing}>
              {filter === 'unfilled' ? '这一期全部填了。' : '没有要核对的。'}
              <button type="button" className="link" onClick={() => address(period.code, 'all')}>
                显示全部 {rows.length} 项
              </button>
            </p>
          )}
          <CheckList rows={rows} writable={writable} onGo={go} onExplain={setExplained} />
        </div>
      )}
      <Foot refusal={refusal} />
      {dialog}
      {explained && (
        <ExplanationDialog row={explained} month={month} write={write} onClose={() => setExplained(null)} />
      )}
      {open === 'paste' && <PasteDialog rows={rows} period={period} write={write} onClose={() => setOpen(null)} />}
      {open === 'roll-over' && <RollOverDialog year={yearToCarry(period, today)} onClose={() => setOpen(null)} />}
    </>
  );
}

/** The year before the one that is looked at; of this year, which goes on, the one before it. */
const yearToCarry = (period: Period, today: string) => Math.min(period.year, Number(today.slice(0, 4))) - 1;

/** Rows that pass the filter at the moment it was chosen: one that is being filled does not slip away under the hand. */
function useShown(rows: readonly GridMonth[], filter: MonthFilter, key: string): readonly GridMonth[] {
  const chosen = useRef<{ key: string; ids: ReadonlySet<string> }>({ key: '', ids: new Set() });
  if (chosen.current.key !== key) {
    chosen.current = { key, ids: new Set(rows.filter(passes[filter]).map(({ id }) => id)) };
  }
  const { ids } = chosen.current;
  return useMemo(() => (filter === 'all' ? rows : rows.filter(({ id }) => ids.has(id))), [rows, filter, ids]);
}

function YearNotice({ year, onRollOver }: { year: number; onRollOver: () => void }) {
  const waiting = useLedgerQuery('progress.rollOverPreview', { year }, { keep: true }).data;
  if (!waiting?.over || waiting.rows.length === 0) return null;
  return (
    <div className="banner" role="status">
      <IconCalendarEvent className="icon" aria-hidden="true" />
      {year}年有 {waiting.rows.length} 项还没有结转：把 {year} 年完成的数并入“截至上年底累计完成”。
      <button type="button" className="btn sm" onClick={onRollOver}>
        年度结转
      </button>
    </div>
  );
}

function NoProjects() {
  const [, navigate] = useLocation();
  return (
    <Empty title="在建、前期和签约的项目在这里按月填报，一个项目一行。" hint="先把项目录进来或导进来。">
      <Button variant="filled" onClick={() => navigate('/projects')}>
        去全部项目
      </Button>
    </Empty>
  );
}

const keys = [
  ['Tab', '下一格'],
  ['Enter', '下一项目'],
  ["Ctrl '", '同上期'],
  ['Ctrl Z', '撤销'],
] as const;

function Foot({ refusal }: { refusal: string | null }) {
  return (
    <div className="foot">
      {refusal ? (
        <span className="red-fg ell" role="alert">
          {refusal}
        </span>
      ) : (
        <span className="muted">万元，调度口径，不作统计数据使用</span>
      )}
      <span className="right" />
      {!refusal &&
        keys.map(([key, words]) => (
          <span key={key} className={styles.keys}>
            <span className="kbd">{key}</span>
            {words}
          </span>
        ))}
      {!refusal && <span>离开单元格即保存</span>}
    </div>
  );
}

import { IconCheck } from '@tabler/icons-react';
import { type KeyboardEvent, useCallback, useMemo } from 'react';
import { useLocation } from 'wouter';
import type { FieldValue } from '../../../src-shared/entities/field';
import { monthSums } from '../../../src-shared/rules/month-report';
import type { Period } from '../../../src-shared/rules/period';
import { describeFailure } from '../../../src-shared/terms/errors';
import { formatMoney, formatRate } from '../../../src-shared/terms/format';
import { DataGrid } from '../../components/data-grid/data-grid';
import type { WriteEdits } from '../../components/data-grid/grid-types';
import { blockOf, type Selection } from '../../components/data-grid/selection';
import { LightShape } from '../../components/light';
import { showDone } from '../../components/toast';
import { monthColumns } from './month-columns';
import type { GridMonth } from './month-rows';
import styles from './progress.module.css';
import type { MonthEdit, WriteMonths } from './use-month-writer';

/** The projects of one month as a spreadsheet. Words may be taken over from last time, figures never. */
export function MonthGrid({
  rows,
  period,
  due,
  writable,
  write,
  goTo,
  onRefusal,
}: {
  rows: readonly GridMonth[];
  period: Period;
  /** 序时进度 at the end of the period, 0…1. */
  due: number;
  writable: boolean;
  write: WriteMonths;
  goTo: { row: number; column: number } | null;
  onRefusal: (message: string | null) => void;
}) {
  const [, navigate] = useLocation();
  const month = period.code.slice(0, 7);
  const rowAt = useCallback((index: number) => rows[index], [rows]);
  const writeEdits = useCallback<WriteEdits<GridMonth>>(
    async (edits, what) => {
      onRefusal(null);
      const outcome = await write(editsOf(edits, month));
      if (outcome === 'given_up') return null;
      if (!outcome && what) showDone(what, { undo: true });
      return outcome;
    },
    [write, month, onRefusal],
  );
  const sums = useMemo(
    () =>
      monthSums(
        rows.map(({ row }) => row),
        month,
      ),
    [rows, month],
  );
  const foot = [
    `合计 ${sums.count} 项`,
    ...[sums.plan, sums.before, sums.completed, sums.construction, sums.installation, sums.land, sums.cumulative].map(
      (yuan) => formatMoney(yuan),
    ),
    formatRate(sums.rate),
    <span key="note" className="ell sub-fg" style={{ fontWeight: 400 }}>
      完成率按 {sums.rated} 个在建项目计，序时 {formatRate(due)}%
    </span>,
    '',
  ];

  const sameAsBefore = async ({ block, all }: { block: ReturnType<typeof blockOf>; all: readonly GridMonth[] }) => {
    const columns = monthColumns
      .slice(block.left, block.right + 1)
      .filter(({ key }) => key === 'image_progress' || key === 'next_step');
    if (columns.length === 0) {
      onRefusal('“同上期”只用于形象进度和下一步，数字不沿用。');
      return;
    }
    const edits = all.slice(block.top, block.bottom + 1).flatMap((row) =>
      columns.flatMap((column) => {
        const value = row.row.previous?.[column.key as 'image_progress' | 'next_step'] ?? null;
        return value === null || value === column.value?.(row) ? [] : [{ row, column, value }];
      }),
    );
    if (edits.length === 0) {
      onRefusal('上期没有可以沿用的文字。');
      return;
    }
    const failure = await writeEdits(edits, edits.length > 1 ? `沿用上期文字 ${edits.length} 格` : null);
    if (failure) onRefusal(Object.values(describeFailure(failure)).join(''));
  };
  const onKey = (event: KeyboardEvent<HTMLElement>, selection: Selection) => {
    // An input method may turn the key into a full-width quote; the key itself is the same.
    if (!(event.ctrlKey || event.metaKey) || (event.key !== "'" && event.code !== 'Quote')) return false;
    if (writable) void sameAsBefore({ block: blockOf(selection), all: rows });
    return true;
  };

  return (
    <DataGrid<GridMonth>
      label={`${period.name}月报`}
      columns={monthColumns}
      total={rows.length}
      rowAt={rowAt}
      want={here}
      version={0}
      queryKey={period.code}
      numberOf={none}
      mark={mark}
      foot={foot}
      fit
      tabTyped
      remember="month"
      goTo={goTo}
      onKey={onKey}
      isFolded={never}
      onFold={nothing}
      onOpen={(row) => navigate(`/projects/${encodeURIComponent(row.id)}/progress`)}
      write={writeEdits}
      writable={writable}
      sortings={unsorted}
      onSort={nothing}
      onSelection={nothing}
      onRefusal={onRefusal}
    />
  );
}

/** Edits of cells put together by project. */
function editsOf(edits: Parameters<WriteEdits<GridMonth>>[0], month: string): MonthEdit[] {
  const sets = new Map<string, Record<string, FieldValue>>();
  for (const { row, column, value } of edits) sets.set(row.id, { ...sets.get(row.id), [column.key]: value });
  return [...sets].map(([project, set]) => ({ project, month, set }));
}

function Mark({ row }: { row: GridMonth }) {
  if (row.filled) {
    return (
      <span className={styles.mark} title="已填">
        <IconCheck className="icon" aria-hidden="true" />
        <span className="visually-hidden">已填</span>
      </span>
    );
  }
  if (!row.row.expected) return null;
  return (
    <span className="light none" title="未填">
      <LightShape color="none" />
      <span className="visually-hidden">未填</span>
    </span>
  );
}

const mark = { label: '填报', of: (row: GridMonth) => <Mark row={row} /> };
const here = () => Promise.resolve();
const none = () => null;
const never = () => false;
const nothing = () => undefined;
const unsorted: never[] = [];

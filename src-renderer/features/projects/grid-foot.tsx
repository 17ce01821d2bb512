import { blockOf, type Selection, sizeOf } from '../../components/data-grid/selection';
import type { ProjectColumn } from './grid-columns';
import type { useProjectRows } from './use-project-rows';

const mostCells = 20_000;
const figure = (value: number) => value.toLocaleString('zh-CN', { maximumFractionDigits: 2 }).replace('-', '−');

/** An average needs no more places than its size makes sense of. */
const average = (value: number) => (Math.abs(value) >= 100 ? Math.round(value) : value);

/** Count, sum and average of the figures in the block; null where it is a single cell or too large to add up at once. */
function measure(
  selection: Selection,
  columns: readonly ProjectColumn[],
  rowAt: ReturnType<typeof useProjectRows>['rowAt'],
) {
  const block = blockOf(selection);
  if (sizeOf(block) < 2 || sizeOf(block) > mostCells) return null;
  let filled = 0;
  let rows = 0;
  const numbers: number[] = [];
  for (let index = block.top; index <= block.bottom; index += 1) {
    const row = rowAt(index);
    if (!row || row.kind === 'group') continue;
    rows += 1;
    for (let at = block.left; at <= block.right; at += 1) {
      const column = columns[at];
      if (!column) continue;
      const number = column.number?.(row) ?? null;
      if (number !== null) numbers.push(number);
      if (number !== null || (!column.number && column.text(row).replace('—', '') !== '')) filled += 1;
    }
  }
  const sum = numbers.reduce((total, number) => total + number, 0);
  return { rows, columns: block.right - block.left + 1, filled, numbers: numbers.length, sum };
}

/** Under the grid: how many are shown, in which unit, and what the selected block adds up to. */
export function GridFoot({
  selection,
  columns,
  rows,
  refusal,
}: {
  selection: Selection;
  columns: readonly ProjectColumn[];
  rows: ReturnType<typeof useProjectRows>;
  refusal: string | null;
}) {
  const { summary } = rows;
  const block = measure(selection, columns, rows.rowAt);
  return (
    <div className="foot">
      <span>
        {summary ? (
          <>
            显示 <b>{summary.projects.toLocaleString('zh-CN')}</b> / {summary.all.toLocaleString('zh-CN')} 项
          </>
        ) : rows.loading ? (
          '正在读取……'
        ) : (
          ''
        )}
      </span>
      <span className="muted">金额：万元，调度口径</span>
      {refusal && (
        <span className="yellow-fg ell" role="alert" title={refusal}>
          {refusal}
        </span>
      )}
      <span className="right" />
      {block ? (
        <>
          <span>
            选中 {block.rows} 行 × {block.columns} 列
          </span>
          <span>
            计数 <b>{block.filled}</b>
          </span>
          {block.numbers > 0 && (
            <>
              <span>
                求和 <b>{figure(block.sum)}</b>
              </span>
              <span>
                平均 <b>{figure(average(block.sum / block.numbers))}</b>
              </span>
            </>
          )}
        </>
      ) : (
        summary && (
          <>
            <span>
              总投资 <b>{figure(summary.sums.total_investment / 10_000)}</b>
            </span>
            <span>
              年度计划 <b>{figure(summary.sums.annual_plan / 10_000)}</b>
            </span>
            <span>
              本年完成 <b>{figure(summary.sums.completed_this_year / 10_000)}</b>
            </span>
          </>
        )
      )}
    </div>
  );
}

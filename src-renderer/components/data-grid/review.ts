import type { RowLike } from './grid-types';
import { editsOf, faultsOf, fits, type PastePlan, type WantedCell } from './paste';

/** A paste that could not be done as a whole: it lies over the grid, nothing of it is written until a person decides. */
export interface Review<Row extends RowLike> {
  readonly plan: PastePlan<Row>;
  /** Cells by row of the grid, then by column; rows that did not change keep their array. */
  readonly rows: ReadonlyMap<number, readonly (WantedCell<Row> | undefined)[]>;
  readonly unread: number;
  readonly locked: number;
  readonly writable: number;
}

export function reviewOf<Row extends RowLike>(plan: PastePlan<Row>): Review<Row> {
  const rows = new Map<number, (WantedCell<Row> | undefined)[]>();
  for (const cell of plan.cells) {
    const row = rows.get(cell.index) ?? [];
    row[cell.at] = cell;
    rows.set(cell.index, row);
  }
  const faults = faultsOf(plan);
  const locked = faults.filter((cell) => cell.locked).length;
  return { plan, rows, unread: faults.length - locked, locked, writable: editsOf(plan).length };
}

/** Whether a paste needs to be looked at before it is done. */
export const isDoubtful = <Row extends RowLike>(plan: PastePlan<Row>): boolean =>
  !fits(plan) || plan.cells.some(({ fault }) => fault !== null);

/** What hinders the paste, in one line: '5 处读不懂，2 格不能改，还没有粘贴。' */
export function reviewWords<Row extends RowLike>({ plan, unread, locked }: Review<Row>): string {
  const { beyond } = plan;
  const parts = [
    unread > 0 && `${unread} 处读不懂`,
    locked > 0 && `${locked} 格是算出来的或锁定的`,
    beyond.rows > 0 && `共 ${plan.rows + beyond.rows} 行，这里往下只有 ${plan.rows} 行`,
    beyond.columns > 0 && `共 ${plan.columns + beyond.columns} 列，这里往右只有 ${plan.columns} 列`,
  ].filter(Boolean);
  return parts.length > 0 ? `${parts.join('，')}。还没有粘贴。` : '都读懂了，还没有粘贴。';
}

/** The next cell with a fault after a place, in reading order, from the start again after the last. */
export function nextFault<Row extends RowLike>(
  { plan }: Review<Row>,
  after: { readonly row: number; readonly column: number },
  backwards = false,
): WantedCell<Row> | undefined {
  const faults = faultsOf(plan);
  const place = (row: number, column: number) => row * 10_000 + column;
  const here = place(after.row, after.column);
  return backwards
    ? (faults.findLast((cell) => place(cell.index, cell.at) < here) ?? faults.at(-1))
    : (faults.find((cell) => place(cell.index, cell.at) > here) ?? faults[0]);
}

import { describeFailure } from '../../../src-shared/terms/errors';
import type { CellEdit, RowLike } from './grid-types';
import { copiesOf, editsOf, faultsOf, mended, type PastePlan, planPaste, refusalOf } from './paste';
import { type ClipCell, plainCell } from './read-cell';
import { isDoubtful, type Review, reviewOf } from './review';
import { at, type Block, blockOf, type Selection, sizeOf } from './selection';
import type { GridWorld } from './use-grid';

/** Most rows that one step touches: a paste, a fill, a clearing, a copy. The door takes as many records at once. */
export const mostRows = 5000;
/** Most cells of a selection that is filled or cleared at once. */
const mostCells = 20_000;

interface Present<Row extends RowLike> {
  readonly world: GridWorld<Row>;
  readonly selection: Selection;
  readonly review: Review<Row> | null;
}

export interface DeedTools<Row extends RowLike> {
  readonly now: () => Present<Row>;
  readonly setSelection: (next: Selection) => void;
  readonly setReview: (next: Review<Row> | null) => void;
}

const count = (number: number) => number.toLocaleString('zh-CN');
const sizeWords = (plan: PastePlan<RowLike>) => `${count(plan.rows)} 行 × ${plan.columns} 列`;

/** What is done to many cells at once. Each deed is one step for undo, and writes all or nothing. */
export function cellDeeds<Row extends RowLike>({ now, setSelection, setReview }: DeedTools<Row>) {
  const refuse = (message: string): false => {
    now().world.onRefusal(message);
    return false;
  };

  const write = async (edits: CellEdit<Row>[], what: string): Promise<boolean> => {
    if (edits.length === 0) return true;
    const failure = await now().world.write(edits, what);
    return failure ? refuse(Object.values(describeFailure(failure)).join('')) : true;
  };

  /** Brings the rows of a block here; false where it is too large for one step. */
  const fetched = async (block: Block, cells = 0): Promise<boolean> => {
    if (block.bottom - block.top >= mostRows || cells > mostCells)
      return refuse(`一次最多 ${count(mostRows)} 行、${count(mostCells)} 格，请分几次。`);
    await now().world.want(block.top, block.bottom);
    return true;
  };

  const mayWrite = (): boolean => now().world.writable || refuse('台账是只读打开的，不能修改。');

  /** Does what a plan says if nothing stands against it. */
  const carryOut = async (plan: PastePlan<Row>, deed: string, words: string): Promise<boolean> => {
    const refusal = refusalOf(plan, deed);
    if (refusal) return refuse(refusal);
    const edits = editsOf(plan);
    if (edits.length === 0) return refuse(`${words}：内容与现有的一样，没有改动。`);
    return write(edits, `${words}，改动 ${count(edits.length)} 格`);
  };

  const planned = (cells: ClipCell[][], block: Block) => {
    const { world } = now();
    return planPaste(cells, block, world.columns, world.rowAt, world.total);
  };

  const clear = async () => {
    const block = blockOf(now().selection);
    if (!mayWrite() || !(await fetched(block, sizeOf(block)))) return;
    const plan = planned([[plainCell('')]], block);
    const refusal = refusalOf(plan, '清除');
    if (refusal) return refuse(refusal);
    const kept = plan.cells.filter(({ locked, row, column }) => locked && column.text(row).replace('—', '') !== '');
    const edits = editsOf(plan);
    const first = kept[0];
    if (edits.length === 0 && first)
      return refuse(
        `“${first.column.label}”不能清除：${first.column.locked ?? first.column.lockedFor?.(first.row) ?? '它是算出来的'}`,
      );
    const left = kept.length > 0 ? `；算出来的和锁定的 ${count(kept.length)} 格没有动` : '';
    return write(edits, `清除 ${count(edits.length)} 格${left}`);
  };

  const writePaste = async (plan: PastePlan<Row>, words: string) => {
    const edits = editsOf(plan);
    if (edits.length === 0) return refuse('粘贴的内容与现有的一样，没有改动。');
    if (!(await write(edits, `${words}，改动 ${count(edits.length)} 格`))) return false;
    const { top, bottom, left, right } = plan.block;
    setSelection({ active: { row: top, column: left }, end: { row: bottom, column: right } });
    return true;
  };

  /** Pastes a block; one that cannot be taken whole is laid over the grid to be looked at, and nothing is written. */
  const paste = async (cells: ClipCell[][]) => {
    if (!mayWrite()) return;
    setReview(null);
    const { world, selection } = now();
    const block = blockOf(selection);
    const reach = Math.max(block.bottom, block.top + cells.length + 20);
    const bottom = Math.min(world.total - 1, reach);
    if (!(await fetched({ ...block, bottom }))) return;
    const plan = planned(cells, block);
    if (plan.cells.length === 0) return refuse('这里没有可以粘贴的格。没有粘贴任何内容。');
    if (!isDoubtful(plan)) return void (await writePaste(plan, `粘贴 ${sizeWords(plan)}`));
    setReview(reviewOf(plan));
    const first = faultsOf(plan)[0];
    setSelection(first ? at(first.index, first.at) : at(plan.block.top, plan.block.left));
  };

  /** Writes what can be read of the paste that lies over the grid. */
  const writeReview = async () => {
    const { review } = now();
    if (!review) return;
    const skipped = review.unread + review.locked;
    const words = `粘贴 ${sizeWords(review.plan)}${skipped > 0 ? `，跳过 ${count(skipped)} 格` : ''}`;
    if (await writePaste(review.plan, words)) setReview(null);
  };

  /** Puts another text in a cell of the paste that lies over the grid; says whether there is one. */
  const mend = (index: number, column: number, text: string): boolean => {
    const { review } = now();
    if (!review?.rows.get(index)?.[column]) return false;
    setReview(reviewOf(mended(review.plan, index, column, text)));
    return true;
  };

  /** Repeats the block's rows downwards to row `to`. */
  const fill = async (block: Block, to: number) => {
    if (to <= block.bottom || !mayWrite() || !(await fetched({ ...block, bottom: to }))) return;
    const { world } = now();
    const source = copiesOf(block, world.columns, world.rowAt);
    const cells: ClipCell[][] = [];
    for (let index = block.bottom + 1; index <= to; index += 1) {
      if (world.rowAt(index)?.kind === 'group') continue;
      cells.push((source[cells.length % source.length] ?? []).map(({ text }) => plainCell(text)));
    }
    if (cells.length === 0) return;
    const plan = planned(cells, { ...block, top: block.bottom + 1, bottom: to });
    if (await carryOut(plan, '填充', '向下填充'))
      setSelection({ active: { row: block.top, column: block.left }, end: { row: to, column: block.right } });
  };

  /** Repeats the first column of the selection to the right. */
  const fillRight = async () => {
    const block = blockOf(now().selection);
    if (block.left === block.right || !mayWrite() || !(await fetched(block, sizeOf(block)))) return;
    const { world } = now();
    const copies = copiesOf({ ...block, right: block.left, bottom: block.bottom }, world.columns, world.rowAt);
    const width = block.right - block.left;
    const cells = copies.map(([first]) => Array.from({ length: width }, () => plainCell(first?.text ?? '')));
    if (cells.length > 0) await carryOut(planned(cells, { ...block, left: block.left + 1 }), '填充', '向右填充');
  };

  /** Puts one text into every cell of the selection. */
  const fillSelection = async (text: string): Promise<boolean> => {
    const block = blockOf(now().selection);
    if (!mayWrite() || !(await fetched(block, sizeOf(block)))) return false;
    return carryOut(planned([[plainCell(text)]], block), '填入', `填入 ${count(sizeOf(block))} 格`);
  };

  return { clear, paste, writeReview, mend, fill, fillRight, fillSelection, fetched };
}

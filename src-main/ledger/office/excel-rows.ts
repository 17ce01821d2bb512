import type { Block, Grid } from './excel-layout';
import { captionCount, captionNumber, type LedgerKind, ledgerKind, regionOfCaption } from './excel-titles';
import { plainWord } from './excel-words';

/** What the captions above a row, inside its table, say about it. */
export interface RowGroup {
  readonly region: string | null;
  readonly kind: LedgerKind | null;
}

export interface DataRow {
  /** From 0. */
  readonly row: number;
  readonly group: RowGroup;
  /** Rows below it that its name reaches over: more of the same project. */
  readonly further: number[];
}

export interface SkippedRow {
  readonly row: number;
  readonly reason: string;
}

const totals = /^(?:[^:：]{0,14}?)(?:合计|总计|小计|共计|累计|汇总|平均)(?:[（(:：].*|\d+(?:个|项|户).*)?$/;
const notes =
  /^(?:注|备注|说明|附注|填表|填报|制表|审核|审批|复核|联系人|联系电话|报送|单位负责人|分管领导|负责人|数据来源|\*|※)(?:[:：1-9一二三.、 ]|人|单位|日期|时间|$)/;

/** Sorts the rows of a table into projects and everything else; what is left out is named with its reason, blank rows are not. */
export function sortRows(grid: Grid, block: Block): { projects: DataRow[]; skipped: SkippedRow[] } {
  const projects: DataRow[] = [];
  const skipped: SkippedRow[] = [];
  const captions = new Captions();
  const numbers = numberColumn(grid, block);
  let inParts = false;
  for (let row = block.dataTop; row < block.dataEnd; row++) {
    const page = block.repeats.find(({ top }) => top === row);
    if (page) {
      row = page.bottom;
      continue;
    }
    const filled = grid.filled(row);
    if (filled.length === 0) continue;
    let kind = rowKind(grid, block, row, filled, numbers);
    // What follows 其中：省级 is the next part, as long as it has neither a number nor anything but figures.
    if (kind.is === 'project' && inParts && isBare(grid, block, row, filled, numbers))
      kind = { is: 'other', reason: parts };
    inParts = kind.is === 'other' && kind.reason === parts;
    if (kind.is === 'project') projects.push({ row, group: captions.group, further: [] });
    else skipped.push({ row, reason: kind.reason });
    if (kind.is === 'other' && kind.reason === furtherRow) projects.at(-1)?.further.push(row);
    if (kind.is === 'caption') captions.add(kind.text, plainWord(grid.text(row, numbers ?? filled[0] ?? 0)));
  }
  return { projects, skipped };
}

/** Reason of a line below or between the rows that explains them. */
export const note = '说明';
const parts = '“其中”行';
const furtherRow = '与上一行同属一个项目（合并单元格）';

/** The column of 序号: named so, or left of the names and counting; undefined where the table has none. */
function numberColumn(grid: Grid, block: Block): number | undefined {
  const named = block.columns.findIndex((texts) =>
    /^(?:序号|编号|序列|项次|行号)$/.test(plainWord(texts.at(-1) ?? '')),
  );
  if (named >= 0) return named;
  for (let column = block.nameColumn - 1; column >= 0; column--) {
    let numbers = 0;
    for (let row = block.dataTop; row < Math.min(block.dataEnd, block.dataTop + 60); row++)
      if (/^\d+$/.test(grid.text(row, column).trim())) numbers += 1;
    if (numbers >= 2) return column;
  }
  return undefined;
}

function isBare(
  grid: Grid,
  block: Block,
  row: number,
  filled: readonly number[],
  numbers: number | undefined,
): boolean {
  return numbers !== undefined && grid.isBlank(row, numbers) && !describes(grid, block, row, filled, numbers);
}

/** Whether anything but figures, counts and the number of the row stands beside the name. */
function describes(
  grid: Grid,
  block: Block,
  row: number,
  filled: readonly number[],
  numbers: number | undefined,
): boolean {
  return filled.some((column) => {
    const cell = grid.rows[row]?.[column];
    const isName = column >= block.nameColumn && column <= block.nameRight;
    return (
      !isName &&
      column !== numbers &&
      typeof cell === 'string' &&
      !/^(?:[\d.,，%\s-]*|共?\d+(?:个|项|户)(?:项目)?|[（(]?[一二三四五六七八九十]{1,3}[)）、.]?)$/.test(
        cell.normalize('NFKC').trim(),
      )
    );
  });
}

/** How deep a caption stands by its number: 一、 above （一） above 1. */
function depthOf(number: string): number | null {
  if (/^(?:第?[一二三四五六七八九十]{1,3}(?:[、.．:：类批部]|$))/.test(number)) return 1;
  if (/^[（(][一二三四五六七八九十]{1,3}[)）]/.test(number)) return 2;
  return /^[（(]?\d{1,2}[)）.、]/.test(number) ? 3 : null;
}

interface Caption extends RowGroup {
  readonly depth: number;
  readonly numbered: boolean;
}

/** The captions that hold at a place: what one says goes on until the next of its depth. */
class Captions {
  #open: Caption[] = [];
  /** One object for all rows under the same captions. */
  group: RowGroup = { region: null, kind: null };

  add(text: string, number: string): void {
    const said = { region: regionOfCaption(text), kind: ledgerKind(text) };
    const depth = depthOf(number) ?? depthOf(text);
    if (depth === null) this.#addBare(said);
    else {
      const last = this.#open.at(-1);
      // Numbers that begin anew under a bare caption count inside it.
      if (last && !last.numbered && /^[（(第]?[一1](?!\d|[一二三四五六七八九十])/.test(number || text))
        this.#open[this.#open.length - 1] = { ...last, depth: depth - 0.5 };
      this.#open = this.#open.filter((caption) => caption.depth < depth);
      this.#open.push({ ...said, depth, numbered: true });
    }
    this.group = {
      region: this.#open.findLast((caption) => caption.region !== null)?.region ?? null,
      kind: this.#open.findLast((caption) => caption.kind !== null)?.kind ?? null,
    };
  }

  /** A caption of regions inside one of kinds, or the other way round, completes it; of its own sort it takes its place. */
  #addBare({ region, kind }: RowGroup): void {
    const at = this.#open.findLastIndex((caption) => !caption.numbered);
    const before = this.#open[at];
    if (before) this.#open = this.#open.slice(0, at);
    this.#open.push({
      depth: 9,
      numbered: false,
      region: region ?? (kind === null ? (before?.region ?? null) : null),
      kind: kind ?? (region === null ? null : (before?.kind ?? null)),
    });
  }
}

type RowKind = { is: 'project' } | { is: 'caption'; text: string; reason: string } | { is: 'other'; reason: string };

function rowKind(
  grid: Grid,
  block: Block,
  row: number,
  filled: readonly number[],
  numbers: number | undefined,
): RowKind {
  const nameMerge = grid.merges.at(row, block.nameColumn);
  const isOrigin = !nameMerge || (nameMerge.top === row && nameMerge.left === block.nameColumn);
  const spans = nameMerge !== undefined && (nameMerge.right > block.nameRight || nameMerge.left < block.nameColumn);
  const name = isOrigin && !spans ? plainWord(grid.text(row, block.nameColumn)) : '';
  const leading = filled
    .filter((column) => column <= block.nameColumn)
    .map((column) => plainWord(grid.text(row, column)));
  const first = plainWord(grid.text(row, filled[0] ?? 0));

  if (leading.some((text) => totals.test(text))) return { is: 'other', reason: '合计、小计行' };
  if (leading.some((text) => /^其中(?:[:：]|$)/.test(text))) return { is: 'other', reason: parts };
  if (nameMerge && nameMerge.top < row && !spans) return { is: 'other', reason: furtherRow };
  if (name !== '') {
    if (isCaption(grid, block, row, name, filled, numbers)) {
      const number = numbers === undefined ? '' : plainWord(grid.text(row, numbers));
      return { is: 'caption', text: /^\d*$/.test(number) ? name : `${number} ${name}`, reason: '分组行' };
    }
    if (notes.test(name) && (filled.length === 1 || /[:：]/.test(name))) return { is: 'other', reason: note };
    return { is: 'project' };
  }
  if (notes.test(first)) return { is: 'other', reason: note };
  const caption = spans && nameMerge ? plainWord(grid.text(nameMerge.top, nameMerge.left)) : first;
  const words = filled.filter((column) => typeof grid.rows[row]?.[column] === 'string');
  if (captionNumber.test(caption) || (words.length <= 1 && (captionCount.test(caption) || regionOfCaption(caption)))) {
    return { is: 'caption', text: caption, reason: '分组行' };
  }
  if (spans || (words.length === 1 && filled.length === 1))
    return { is: 'caption', text: caption, reason: block.dataEnd - row < 6 ? note : '分组行' };
  return { is: 'other', reason: '没有项目名称' };
}

/** A caption that stands in the name column itself: numbered like one, or a bare region, and nothing else that describes a project. */
function isCaption(
  grid: Grid,
  block: Block,
  row: number,
  name: string,
  filled: readonly number[],
  numbers: number | undefined,
): boolean {
  if (describes(grid, block, row, filled, numbers)) return false;
  const number = numbers === undefined ? '' : plainWord(grid.text(row, numbers));
  if (/^[（(]?[一二三四五六七八九十]{1,3}[)）、.]?$/.test(number)) return true;
  // A row with a number of its own is a project, however it is called.
  const isNumbered =
    /^\d+$/.test(number) ||
    filled.some((column) => column < block.nameColumn && typeof grid.rows[row]?.[column] === 'number');
  if (isNumbered) return false;
  return captionNumber.test(name) || captionCount.test(name) || regionOfCaption(name) !== null;
}

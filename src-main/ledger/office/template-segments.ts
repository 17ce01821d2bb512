import type { Block, Grid } from './excel-layout';
import { sortRows } from './excel-rows';
import { cellText } from './excel-sheet';
import { type LedgerKind, ledgerKind, readContext, regionOfCaption } from './excel-titles';
import { plainWord } from './excel-words';
import type { TemplateSheet } from './template-sheet';
import type { TemplateStyles } from './template-styles';

/** Rows of a blank table that take projects, one after another. Rows from 1. */
export interface Segment {
  readonly first: number;
  /** `first - 1` where the table has no row of its own for them. */
  readonly last: number;
  /** Row and words of the caption above it, where the table is in parts. */
  readonly caption: { readonly row: number; readonly text: string } | null;
  /** Code of the region whose projects it takes, or null. */
  readonly region: string | null;
  /** What kind of projects it takes, or null. */
  readonly kind: LedgerKind | null;
  /** Rows of all captions that it stands under, the outermost first. */
  readonly captions: readonly number[];
}

/** A row that adds up parts of a table: a total, or a caption with figures beside it. */
export interface SumRow {
  readonly row: number;
  /** Places of its parts in the list of segments; none where nobody can tell. */
  readonly over: readonly number[];
}

type Group = Pick<Segment, 'region' | 'kind'>;
type RowKind = 'rows' | 'total' | 'caption' | 'note' | 'absent';

const nothing: Group = { region: null, kind: null };

/** Whether it is known which projects go into a part of a table in several. */
export const isClear = ({ region, kind }: Pick<Segment, 'region' | 'kind'>) => region !== null || kind !== null;

/** Words above a table. */
export function titleLines(grid: Grid, block: Block): string[] {
  return block.titleRows.flatMap((row) => grid.filled(row).map((column) => grid.text(row, column)));
}

/**
 * Where projects go in all tables of a sheet. Tables under one another are parts of one, where they have the same header and unit; the
 * projects of a later one that has not are nobody's, and so it cannot be filled.
 */
export function findSegments(
  grid: Grid,
  blocks: readonly Block[],
  sheet: TemplateSheet,
  styles: TemplateStyles,
): { segments: Segment[]; sums: SumRow[] } {
  const headerOf = (block: Block) => JSON.stringify(block.columns).replace(/\s/g, '');
  const first = blocks[0];
  let unit: string | null = null;
  const segments: Segment[] = [];
  const totals: Total[] = [];
  for (const block of blocks) {
    const context = readContext(titleLines(grid, block), '', '');
    const isSame =
      first !== undefined && headerOf(block) === headerOf(first) && (unit ?? context.unit) === (context.unit ?? unit);
    unit ??= context.unit;
    const titled = blocks.length > 1 && isSame ? { region: context.region, kind: context.kind } : nothing;
    const found = segmentsOf(grid, block, sheet, styles, titled);
    totals.push(...found.totals.map(({ row, at }) => ({ row, at: at === null ? null : at + segments.length })));
    segments.push(...found.segments.map((segment) => (isSame ? segment : { ...segment, ...nothing })));
  }
  return { segments, sums: sumRows(segments, totals) };
}

/** Row of a total; `at` is the part that it belongs to, null where it is of the whole table. */
interface Total {
  readonly row: number;
  readonly at: number | null;
}

function sumRows(segments: readonly Segment[], totals: readonly Total[]): SumRow[] {
  const all = segments.map((_, index) => index);
  const captions = [...new Set(segments.flatMap((segment) => segment.captions))];
  return [
    ...totals.map(({ row, at }) => ({ row, over: at === null ? all : at < segments.length ? [at] : [] })),
    ...captions.map((row) => ({ row, over: all.filter((index) => segments[index]?.captions.includes(row)) })),
  ];
}

function segmentsOf(
  grid: Grid,
  block: Block,
  sheet: TemplateSheet,
  styles: TemplateStyles,
  titled: Group,
): { segments: Segment[]; totals: Total[] } {
  const reasons = new Map(sortRows(grid, block).skipped.map(({ row, reason }) => [row, reason]));
  const columns = block.columns.flatMap((texts, column) => (texts.length > 0 ? [column] : []));
  const hasBorders = columns.some((column) => styles.hasBorder(sheet.style(block.headerBottom + 1, column)));
  // The header of a later table ends this one; its titles stand between them.
  const end = block.dataEnd < grid.rows.length ? block.dataEnd : Math.max(sheet.lastRow, grid.rows.length);
  const segments: Segment[] = [];
  const totals: Total[] = [];
  const captions = new Captions(titled);
  let first: number | null = null;
  const close = (row: number) => {
    if (first !== null)
      segments.push({ first, last: row, ...captions.standing(), ...withLeft(grid, block, first - 1, captions.group) });
    first = null;
  };
  for (let row = block.dataTop; row < end; row++) {
    const kind = kindOf(grid, block, sheet, styles, row, reasons.get(row), columns, hasBorders);
    if (kind === 'rows') {
      first ??= row + 1;
      continue;
    }
    close(row);
    if (kind === 'caption') captions.add(row + 1, captionText(grid, row), numberOf(grid, row));
    if (kind === 'total') {
      const isPart = grid.filled(row).some((column) => /小\s*计/.test(grid.text(row, column)));
      // Under a caption that has no rows yet it stands on top of them.
      const isOnTop = captions.row !== null && segments.at(-1)?.caption?.row !== captions.row;
      totals.push({ row: row + 1, at: isPart ? segments.length - (isOnTop ? 0 : 1) : null });
    }
    if (kind === 'note' || (kind === 'absent' && segments.length > 0)) break;
  }
  close(end);
  if (segments.length > 0) return { segments, totals };
  const start = firstFree(grid, block, reasons);
  return { segments: [{ first: start, last: start - 1, caption: null, captions: [], ...titled }], totals };
}

/** 一、 stands above （一）, and that above 1.; 0 for a caption without a number. */
function numberOf(grid: Grid, row: number): number {
  const text = plainWord(grid.text(row, grid.filled(row)[0] ?? 0));
  if (/^第?[一二三四五六七八九十]+(?:[、.:]|$|[类批部])/.test(text)) return 1;
  if (/^[(][一二三四五六七八九十]+[)]/.test(text)) return 2;
  return /^\d+(?:[、.)]|$)/.test(text) ? 3 : 0;
}

/** The captions that stand above a row: one of each level, and of those without a number one of each sort. */
class Captions {
  #standing: { row: number; text: string; level: number; said: Group }[] = [];

  constructor(readonly titled: Group) {}

  add(row: number, text: string, level: number): void {
    const said: Group = { region: regionOfCaption(text), kind: ledgerKind(text) };
    const isReplaced = (other: Group) =>
      (said.region !== null && other.region !== null) || (said.kind !== null && other.kind !== null) || !isClear(said);
    this.#standing = this.#standing.filter((each) =>
      level > 0 && each.level > 0 ? each.level < level : !isReplaced(each.said),
    );
    this.#standing.push({ row, text, level, said });
  }

  get row(): number | null {
    return this.#standing.at(-1)?.row ?? null;
  }

  get group(): Group {
    const region = this.#standing.findLast(({ said }) => said.region !== null)?.said.region;
    const kind = this.#standing.findLast(({ said }) => said.kind !== null)?.said.kind;
    return { region: region ?? this.titled.region, kind: kind ?? this.titled.kind };
  }

  standing(): Pick<Segment, 'caption' | 'captions'> {
    const last = this.#standing.at(-1);
    return {
      caption: last ? { row: last.row, text: last.text } : null,
      captions: this.#standing.map(({ row }) => row),
    };
  }
}

/** A region that stands left of the names, printed for all rows of its part. */
function withLeft(grid: Grid, block: Block, row: number, group: Group): Group {
  if (group.region !== null) return group;
  for (let column = 0; column < block.nameColumn; column++) {
    const merge = grid.merges.at(row, column);
    const region = merge && merge.bottom > merge.top ? regionOfCaption(grid.seen(row, column)) : null;
    if (region !== null) return { ...group, region };
  }
  return group;
}

/** Where rows are put in when the table has none: under the header and what is added up on top of it. */
function firstFree(grid: Grid, block: Block, reasons: ReadonlyMap<number, string>): number {
  const row = block.dataTop;
  const isTotal = reasons.get(row) === '合计、小计行';
  // A total straight under the header stands below the projects, unless something else follows it.
  return isTotal && grid.rows.length > row + 1 && grid.filled(row + 1).length > 0 && !reasons.has(row + 1)
    ? row + 2
    : row + 1;
}

function captionText(grid: Grid, row: number): string {
  return grid
    .filled(row)
    .map((column) => grid.text(row, column))
    .filter((text) => !/^[一二三四五六七八九十]+$|^\d+$/.test(plainWord(text)))
    .join(' ');
}

function kindOf(
  grid: Grid,
  block: Block,
  sheet: TemplateSheet,
  styles: TemplateStyles,
  row: number,
  reason: string | undefined,
  columns: readonly number[],
  hasBorders: boolean,
): RowKind {
  if (reason === '合计、小计行' || reason === '“其中”行') return 'total';
  const filled = grid.filled(row);
  // 万元, printed into each blank row right of the names, is neither a caption nor a note.
  const isPrinted =
    filled.length > 0 &&
    filled.every((column) => column > block.nameColumn && !/[:：]/.test(grid.text(row, column))) &&
    styles.hasBorder(sheet.style(row + 1, block.nameColumn));
  if (reason === '分组行' && !isPrinted) return 'caption';
  if (reason === '说明' && !isPrinted) return 'note';
  const cells = columns.filter((column) => sheet.cell(row + 1, column));
  if (filled.length > 0) {
    const words = filled.map((column) => cellText(grid.rows[row]?.[column]));
    const isNote = reason === '没有项目名称' && words.some((word) => /[:：]/.test(word) && plainWord(word).length > 2);
    return isNote ? 'note' : 'rows';
  }
  const wide = sheet.merges.some(
    ({ top, left, right }) =>
      top === row + 1 && left <= block.nameColumn && right > block.nameColumn && right - left + 1 > columns.length / 2,
  );
  if (wide) return 'note';
  const bordered = cells.filter((column) => styles.hasBorder(sheet.style(row + 1, column))).length;
  if (hasBorders) return bordered * 2 > columns.length ? 'rows' : 'absent';
  return cells.length * 2 > columns.length ? 'rows' : 'absent';
}

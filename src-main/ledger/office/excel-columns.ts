import type { ImportColumn, MoneyUnit } from '../../../src-shared/contract/excel-methods';
import { Refusal } from '../../../src-shared/terms/errors';
import type { Block, Grid } from './excel-layout';
import { type Meaning, meaningOf, noMeaning, type StandIn } from './excel-meaning';
import { columnIndex, columnLetter } from './excel-sheet';
import { isMoney, type Target, targetOf } from './excel-targets';
import type { TableContext } from './excel-titles';

/** One column of a table and where it goes. */
export interface Column {
  readonly index: number;
  readonly letter: string;
  /** Its header in one line, captions first. */
  readonly header: string;
  readonly meaning: Meaning;
  readonly target: Target | null;
  readonly confidence: ImportColumn['confidence'];
  /** Its own unit, of its header; null where the table's holds. */
  readonly unit: MoneyUnit | null;
  /** How many of `unit` one of its figures is: 1, but 1000 of 千元 that are read as 元. */
  readonly factor: number;
  /** Columns to its right that hold the month and the day of its dates; empty where its cells hold whole dates. */
  readonly rest: readonly number[];
  /** A person chose what it is, or that it is nothing. */
  readonly isChosen: boolean;
}

/** Paths that several columns may feed at once. */
const shared = new Set(['listing.missing_materials']);
const ranks = { high: 2, medium: 1, low: 0 } as const;

/** Checks the overrides that came with a call: columns and fields that exist. */
export function checkOverrides(mapping: Readonly<Record<string, string | null>>): void {
  for (const [letter, path] of Object.entries(mapping)) {
    if (columnIndex(letter) === undefined) throw new Refusal('invalid_input', { detail: `没有“${letter}”列` });
    if (path !== null && !targetOf(path)) throw new Refusal('invalid_input', { detail: `没有“${path}”这个字段` });
  }
}

/** Columns of a table that have a header or anything below, each with its target; a field is taken from one column only. */
export function columnsOf(
  grid: Grid,
  block: Block,
  context: TableContext,
  standIn: StandIn,
  overrides: Readonly<Record<string, string | null>>,
): Column[] {
  const columns = block.columns.flatMap((texts, index): Column[] => {
    const letter = columnLetter(index);
    if (!hasData(grid, block, index) && (texts.length === 0 || isCovered(grid, block, index))) return [];
    const rest = partsOfDate(block, index);
    // Of a date in parts the caption says which; its month and its day have nothing to say alone.
    const isPart = /^[月日]$/.test(texts.at(-1) ?? '') && partsOfDate(block, index - 1, index - 2).includes(index);
    const meaning = isPart ? noMeaning : meaningOf(rest.length > 0 ? texts.slice(0, -1) : texts, context, standIn);
    const chosen = Object.hasOwn(overrides, letter) ? (overrides[letter] ?? null) : undefined;
    const path = chosen === undefined ? meaning.path : chosen;
    const target = path === null ? null : (targetOf(path) ?? null);
    const readable = target !== null && !(isMoney(target) && meaning.strangeUnit && meaning.yuan === null);
    const header = texts.map((text) => text.replace(/\s+/g, '')).join(' ');
    return [
      {
        index,
        letter,
        header,
        meaning: chosen === undefined ? meaning : { ...meaning, path, assumed: null, openDate: false },
        target: readable ? target : null,
        confidence: chosen === undefined ? meaning.confidence : 'high',
        unit: readable && isMoney(target) ? (meaning.yuan === null ? meaning.unit : 'yuan') : null,
        factor: meaning.yuan ?? 1,
        rest,
        isChosen: chosen !== undefined,
      },
    ];
  });
  return withoutRivals(columns, overrides);
}

/** Columns 月 and 日 that belong to the first of `starts` that is a column 年 under the same captions. */
function partsOfDate(block: Block, ...starts: number[]): number[] {
  for (const start of starts) {
    const captions = block.columns[start]?.slice(0, -1) ?? [];
    if (block.columns[start]?.at(-1) !== '年' || captions.length === 0) continue;
    const rest: number[] = [];
    for (const part of ['月', '日']) {
      const texts = block.columns[start + rest.length + 1];
      if (texts?.at(-1) !== part || texts.slice(0, -1).join() !== captions.join()) break;
      rest.push(start + rest.length + 1);
    }
    if (rest.length > 0) return rest;
  }
  return [];
}

function hasData(grid: Grid, block: Block, column: number): boolean {
  for (let row = block.dataTop; row < Math.min(block.dataEnd, block.dataTop + 200); row++)
    if (!grid.isBlank(row, column)) return true;
  return false;
}

/** Whether the header of a column is only the end of one that begins to the left of it. */
function isCovered(grid: Grid, block: Block, column: number): boolean {
  const merge = grid.merges.at(block.headerBottom, column);
  return merge !== undefined && merge.left < column;
}

/** Of two columns with one meaning the surer stays, and of equals the left one; what a person chose stays in any case. */
function withoutRivals(columns: readonly Column[], overrides: Readonly<Record<string, string | null>>): Column[] {
  const best = new Map<string, Column>();
  const rank = (column: Column) => ranks[column.confidence] + (Object.hasOwn(overrides, column.letter) ? 10 : 0);
  for (const column of columns) {
    if (!column.target || shared.has(column.target.path)) continue;
    const rival = best.get(column.target.path);
    if (!rival || rank(column) > rank(rival)) best.set(column.target.path, column);
  }
  return columns.map((column) =>
    column.target && !shared.has(column.target.path) && best.get(column.target.path) !== column
      ? { ...column, target: null, unit: null, confidence: 'low' as const }
      : column,
  );
}

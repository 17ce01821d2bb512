import { createHash } from 'node:crypto';
import type { MoneyUnit } from '../../../src-shared/contract/excel-methods';
import { type Block, findBlocks, type Grid } from './excel-layout';
import { columnLetter } from './excel-sheet';
import { readContext } from './excel-titles';

/** One column of a table by its header alone, before anything is understood of it. */
export interface HeadColumn {
  readonly letter: string;
  /** Its header with years, months and days replaced, and its number among those with the same: the same next month. */
  readonly key: string;
  /** Year and month that the header, the title or the calendar gives it, `2018-08`. */
  readonly month: string;
}

/** A table's head as it stands this month, and the mark by which next month's is known again. */
export interface TableHead {
  readonly fingerprint: string;
  readonly columns: readonly HeadColumn[];
  /** Last row of the header, as the sheet numbers it. */
  readonly headerRow: number;
  /** The first line above the table, or the sheet's name: what a person calls such a table. */
  readonly name: string;
  readonly unit: MoneyUnit | null;
}

const digits = '[0-9]{1,2}';
const chinese = '[一二三四五六七八九十]{1,3}';

/** A header with everything that changes from month to month replaced by a sign. */
export function headerKey(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s()（）【】[\]:：、,，。]/g, '')
    .replace(/(?:19|20)\d{2}(?:年度?)?/g, '#年')
    .replace(new RegExp(`(?:${digits}月?[-—~至到])?(?:${digits}|${chinese})月(?:份|底|末)?`, 'g'), '#月')
    .replace(new RegExp(`${digits}[日号]`, 'g'), '#日')
    .replace(/[上下]半月/g, '#旬')
    .replace(/(?:#年)?(?:#月)+(?:#日)?/g, '#月');
}

const monthNames = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];

/** The last month that a header names, 1 to 12; null where it names none. */
function monthIn(header: string): number | null {
  const found = [...header.normalize('NFKC').matchAll(new RegExp(`(${digits}|${chinese})月`, 'g'))].at(-1)?.[1];
  if (found === undefined) return null;
  const month = monthNames.includes(found) ? monthNames.indexOf(found) + 1 : Number(found);
  return month >= 1 && month <= 12 ? month : null;
}

const yearIn = (header: string): string | null => /((?:19|20)\d{2})/.exec(header.normalize('NFKC'))?.[1] ?? null;

const lastFullMonth = (today: string): string => {
  const month = Number(today.slice(5, 7));
  return month === 1
    ? `${Number(today.slice(0, 4)) - 1}-12`
    : `${today.slice(0, 5)}${String(month - 1).padStart(2, '0')}`;
};

/** The head of the table with the most rows; undefined where a sheet has none. `blocks` are those of `findBlocks`. */
export function headOf(grid: Grid, blocks: readonly Block[], fileName: string, today: string): TableHead | undefined {
  const [first] = blocks;
  if (!first) return undefined;
  const main = blocks.reduce((most, block) =>
    block.dataEnd - block.dataTop > most.dataEnd - most.dataTop ? block : most,
  );
  const lines = first.titleRows.flatMap((row) => grid.filled(row).map((column) => grid.text(row, column)));
  const context = readContext(lines, grid.sheet.name, fileName);
  const own = context.month ?? lastFullMonth(context.year === null ? today : `${context.year}-12-31`);
  const fallback = context.month === null && today.startsWith(String(context.year)) ? lastFullMonth(today) : own;
  const seen = new Map<string, number>();
  const columns = main.columns.flatMap((texts, index): HeadColumn[] => {
    if (texts.length === 0) return [];
    const header = texts.map((text) => text.replace(/\s+/g, '')).join(' ');
    const plain = headerKey(header);
    const count = (seen.get(plain) ?? 0) + 1;
    seen.set(plain, count);
    const year = yearIn(header) ?? fallback.slice(0, 4);
    const month = monthIn(header);
    const at = month === null ? `${year}${fallback.slice(4)}` : `${year}-${String(month).padStart(2, '0')}`;
    return [{ letter: columnLetter(index), key: count === 1 ? plain : `${plain} ${count}`, month: at }];
  });
  // A wide table gains a month a month: how often a header stands there says nothing.
  const distinct = [...seen.keys()];
  return {
    fingerprint: createHash('sha256').update(distinct.join('\n')).digest('hex'),
    columns,
    headerRow: main.headerBottom + 1,
    name: (lines[0] ?? grid.sheet.name).trim().slice(0, 80),
    unit: context.unit,
  };
}

/** As `headOf`, for a sheet whose tables have not been looked for. */
export function headOfSheet(grid: Grid, fileName: string, today: string): TableHead | undefined {
  return headOf(grid, findBlocks(grid), fileName, today);
}

import type { MonthRow } from '../../../src-shared/contract/progress-methods';
import type { Field, FieldValue } from '../../../src-shared/entities/field';
import { progress } from '../../../src-shared/entities/progress';
import { codeKey, nameKey } from '../../../src-shared/rules/names';
import { readText } from '../../components/fields/read-text';

/** Unit of a bare number. */
export type PasteUnit = '元' | '万元' | '亿元';

const pasted = [
  'completed',
  'construction',
  'installation',
  'land',
  'image_progress',
  'next_step',
  'needs',
  'explanation',
] as const;
export type PastedField = (typeof pasted)[number];
type ColumnMeaning = PastedField | 'name' | 'code';

export interface PastedColumn {
  readonly index: number;
  readonly field: PastedField;
  readonly header: string;
  readonly unit: PasteUnit | null;
}

export interface PastedRow {
  readonly project: MonthRow;
  readonly set: Readonly<Partial<Record<PastedField, FieldValue>>>;
}

export interface PastedTable {
  readonly columns: readonly PastedColumn[];
  /** Headers that say nothing this month's report holds; their columns are left out. */
  readonly left: readonly string[];
  readonly rows: readonly PastedRow[];
  /** Names that are no project of this month's report, with why. */
  readonly unmatched: readonly string[];
  /** Cells that could not be read; they are left out. */
  readonly doubts: readonly string[];
  /** Whether some column of money names no unit, so that `unit` decides. */
  readonly asksUnit: boolean;
}

const nameHeaders = ['项目名称', '项目', '名称', '项目简称', '统计库项目名称'];
const codeHeaders = ['项目代码', '代码', '项目编码'];

/** A header without blanks, unit and signs: '本月完成（万元）' → '本月完成'. */
function plain(header: string): string {
  return header
    .normalize('NFKC')
    .replace(/[\s　]/g, '')
    .replace(/[([【].*?[)\]】]/g, '')
    .replace(/单位[:：].*$/, '')
    .replace(/[:：*]/g, '')
    .replace(/^其中/, '');
}

const unitOf = (text: string): PasteUnit | null =>
  /(亿元|万元|元)/.exec(text.replace(/\s/g, ''))?.[1] as PasteUnit | null;

const headers = new Map<string, ColumnMeaning>([
  ...nameHeaders.map((header) => [header, 'name'] as const),
  ...codeHeaders.map((header) => [header, 'code'] as const),
  ...pasted.flatMap((name) => {
    const field: Field = progress.fields[name];
    return [field.label, ...(field.headers ?? [])].map((header) => [plain(header), name] as const);
  }),
  ['下一步', 'next_step'],
  ['设备', 'installation'],
]);

function meaningOf(header: string, month: string): ColumnMeaning | undefined {
  const words = plain(header);
  // '9月完成' speaks of one month; another month's column is not ours.
  const named = /^(\d{1,2})月(?:份)?(?:当月|本月)?完成(?:投资)?(?:额)?$/.exec(words);
  if (named) return Number(named[1]) === Number(month.slice(5)) ? 'completed' : undefined;
  return headers.get(words);
}

/** How many lines at the top may be titles and heads. */
const mostHeadLines = 6;

interface Head {
  readonly lines: number;
  readonly meanings: readonly (ColumnMeaning | undefined)[];
  readonly texts: readonly string[];
}

/** The lines of the head: the last of the first lines that has a known header. A merged header stands in one of its lines. */
function headOf(table: readonly (readonly string[])[], month: string): Head | null {
  let last = -1;
  for (const [index, line] of table.slice(0, mostHeadLines).entries()) {
    const known = line.filter((text) => meaningOf(text, month) !== undefined).length;
    if (known > 0 && line.filter(Boolean).length >= known && !/^\d/.test(line.find(Boolean) ?? '')) last = index;
  }
  if (last < 0) return null;
  const width = table[0]?.length ?? 0;
  const texts: string[] = [];
  const meanings: (ColumnMeaning | undefined)[] = [];
  for (let column = 0; column < width; column += 1) {
    const above = table.slice(0, last + 1).map((line) => line[column] ?? '');
    const found = above.toReversed().find((text) => meaningOf(text, month) !== undefined);
    const text = found ?? above.toReversed().find(Boolean) ?? '';
    texts.push(text);
    meanings.push(found === undefined ? undefined : meaningOf(found, month));
  }
  return meanings.includes('name') || meanings.includes('code') ? { lines: last + 1, meanings, texts } : null;
}

function keyed(projects: readonly MonthRow[]): Map<string, MonthRow | null> {
  const byKey = new Map<string, MonthRow | null>();
  const note = (key: string | undefined, project: MonthRow) => {
    if (!key) return;
    const known = byKey.get(key);
    // Two projects under one name: nobody may guess which one is meant.
    byKey.set(key, known === undefined || known === project ? project : null);
  };
  for (const project of projects) {
    for (const name of project.other_names) {
      note(nameKey(name), project);
      note(codeKey(name), project);
    }
  }
  return byKey;
}

const sumLine = /^(合计|总计|小计|共计|累计)/;

/**
 * Reads a table from a spreadsheet by its headers and puts its rows to the projects of the month by name or code; their order does not
 * matter. Null where there is no head with a project column. Empty cells change nothing. `month` is '2018-09'.
 */
export function readPastedTable(
  table: readonly (readonly string[])[],
  projects: readonly MonthRow[],
  month: string,
  unit: PasteUnit,
): PastedTable | null {
  const head = headOf(table, month);
  if (!head) return null;
  const tableUnit = table
    .slice(0, head.lines)
    .flat()
    .map((text) => (/单位/.test(text) ? unitOf(text) : null))
    .find((found) => found !== null);
  const columns = head.meanings.flatMap((meaning, index): PastedColumn[] => {
    if (meaning === undefined || meaning === 'name' || meaning === 'code') return [];
    const header = head.texts[index] ?? '';
    const money = (progress.fields[meaning] as Field).kind === 'money';
    return [
      { index, field: meaning, header: plain(header), unit: money ? (unitOf(header) ?? tableUnit ?? null) : null },
    ];
  });
  const left = head.texts.filter((text, index) => plain(text) !== '' && head.meanings[index] === undefined).map(plain);
  const nameAt = head.meanings.indexOf('name');
  const codeAt = head.meanings.indexOf('code');
  const byKey = keyed(projects);
  const rows: PastedRow[] = [];
  const unmatched: string[] = [];
  const doubts: string[] = [];
  const seen = new Set<string>();
  table.slice(head.lines).forEach((line, at) => {
    const place = `第 ${head.lines + at + 1} 行`;
    const name = nameAt < 0 ? '' : (line[nameAt] ?? '').replace(/\s+/g, '');
    const code = codeAt < 0 ? '' : (line[codeAt] ?? '');
    if ((name === '' && code === '') || sumLine.test(name)) return;
    const found = byKey.get(codeKey(code) ?? '') ?? byKey.get(nameKey(name));
    if (!found) {
      unmatched.push(`${place} ${name || code}${found === null ? '（有两个项目叫这个名）' : ''}`);
      return;
    }
    if (seen.has(found.project)) {
      unmatched.push(`${place} ${name || code}（前面已有这个项目）`);
      return;
    }
    seen.add(found.project);
    const set: Partial<Record<PastedField, FieldValue>> = {};
    for (const column of columns) {
      const text = (line[column.index] ?? '').trim();
      if (text === '' || /^[-—–/]+$/.test(text)) continue;
      const bare = /^[-−–]?[\d,，.\s]+$/.test(text);
      const money = (progress.fields[column.field] as Field).kind === 'money';
      const reading = readText(progress.fields[column.field], money && bare ? `${text}${column.unit ?? unit}` : text);
      if (reading.ok) set[column.field] = reading.value;
      else doubts.push(`${place}“${column.header}”是“${text.slice(0, 20)}”：${reading.message}`);
    }
    rows.push({ project: found, set });
  });
  const asksUnit = columns.some(
    ({ field, unit: own }) => (progress.fields[field] as Field).kind === 'money' && own === null,
  );
  return { columns, left, rows, unmatched, doubts, asksUnit };
}

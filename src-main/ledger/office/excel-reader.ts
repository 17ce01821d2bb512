import { read, SSF, set_cptable, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { Refusal } from '../../../src-shared/terms/errors';
import { inspectContainer } from './excel-container';
import { serialDay } from './excel-date';
import type { Cell, Merge, Sheet, Workbook } from './excel-sheet';
import { readTextFile } from './excel-text-file';

/** More columns than any ledger has; a stray cell at the far right must not make every row thousands of cells long. */
const maximumColumns = 300;
/** Below this, blank cells are kept while reading, so that a formula that nobody computed can be told from nothing. */
const stubsBelowBytes = 12 * 1024 * 1024;

const errorNames: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
  43: '#GETTING_DATA',
};

interface RawCell {
  readonly t: string;
  readonly v?: string | number | boolean | Date;
  readonly z?: string | number;
  readonly f?: string;
}

/**
 * Reads the bytes of any workbook that people send: .xlsx, .xls, .et, .ods, .csv, .txt, a web page or XML called .xls. Throws Refusal
 * as `inspectContainer` does. `name` is the file's name, for the message only.
 */
export async function readWorkbook(bytes: Buffer, name: string): Promise<Workbook> {
  const container = await inspectContainer(bytes, name);
  const common = { dense: true, UTC: true, cellHTML: false, cellText: false, cellNF: true, cellDates: false } as const;
  let book: WorkBook;
  try {
    if (container.kind === 'text') {
      const file = readTextFile(bytes);
      if (!file) throw new Refusal('not_a_workbook', { name });
      // Text stays text: whether 2018.10 is a month is not for the reader to say.
      book = read(file.text, { ...common, type: 'string', raw: file.kind !== 'spreadsheet-xml' });
    } else {
      if (container.kind === 'compound') await loadCodePages();
      book = read(bytes, { ...common, type: 'buffer', sheetStubs: container.unpackedBytes < stubsBelowBytes });
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const isLocked = error instanceof Error && /password|encrypt/i.test(error.message);
    throw new Refusal(isLocked ? 'workbook_password' : 'not_a_workbook', { name });
  }
  return plainWorkbook(book);
}

let codePages: Promise<void> | undefined;

/** Workbooks of the nineties keep text in the code page of their system; the tables are large and rarely needed. */
function loadCodePages(): Promise<void> {
  codePages ??= import('@e965/xlsx/dist/cpexcel.full.mjs').then((tables) => set_cptable(tables));
  return codePages;
}

function plainWorkbook(book: WorkBook): Workbook {
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  const sheets: Sheet[] = [];
  for (const [index, name] of book.SheetNames.entries()) {
    const sheet = book.Sheets[name];
    if (!sheet || (sheet['!type'] ?? 'sheet') !== 'sheet') continue;
    const hidden = (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0;
    sheets.push({ name, hidden, rows: plainRows(sheet, date1904), merges: mergesOf(sheet) });
    // The library's cells weigh several times ours; both together would double the peak.
    delete book.Sheets[name];
  }
  return { sheets, date1904 };
}

function mergesOf(sheet: WorkSheet): Merge[] {
  return (sheet['!merges'] ?? []).map(({ s, e }) => ({ top: s.r, left: s.c, bottom: e.r, right: e.c }));
}

function plainRows(sheet: WorkSheet, date1904: boolean): Cell[][] {
  const raw = (sheet['!data'] ?? []) as unknown as (RawCell | undefined)[][];
  const rows: Cell[][] = [];
  let filled = 0;
  for (let index = 0; index < raw.length; index++) {
    const row = raw[index] ? plainRow(raw[index] ?? [], date1904) : [];
    rows.push(row);
    if (row.length > 0) filled = rows.length;
    raw[index] = [];
  }
  rows.length = filled;
  return rows;
}

function plainRow(raw: readonly (RawCell | undefined)[], date1904: boolean): Cell[] {
  const row: Cell[] = [];
  const width = Math.min(raw.length, maximumColumns);
  for (let column = 0; column < width; column++) {
    const found = raw[column];
    const cell = found ? plainCell(found, date1904) : null;
    if (cell === null || cell === '') continue;
    while (row.length < column) row.push(null);
    row.push(cell);
  }
  return row;
}

function plainCell(cell: RawCell, date1904: boolean): Cell {
  switch (cell.t) {
    case 's':
      return typeof cell.v === 'string' ? cell.v : String(cell.v ?? '');
    case 'n':
      return typeof cell.v === 'number' ? plainNumber(cell.v, cell.z, date1904) : null;
    case 'b':
      return cell.v === true;
    case 'e':
      return { kind: 'error', error: errorNames[Number(cell.v)] ?? '#ERROR' };
    case 'd':
      return cell.v instanceof Date ? { kind: 'day', day: cell.v.toISOString().slice(0, 10), monthOnly: false } : null;
    default:
      return cell.f ? { kind: 'uncomputed' } : null;
  }
}

interface FormatKind {
  readonly general: boolean;
  readonly day: boolean;
  readonly monthOnly: boolean;
}

const kinds = new Map<string, FormatKind>();

/** What a number format shows: letters in quotes and brackets are not codes. */
function formatKind(format: string): FormatKind {
  let kind = kinds.get(format);
  if (!kind) {
    const codes = format.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '').toLowerCase();
    const day = SSF.is_date(format) && /[ymde]/.test(codes) && /[yd]/.test(codes);
    kind = { general: format === '' || /^general$/i.test(format), day, monthOnly: day && !codes.includes('d') };
    if (kinds.size < 1_000) kinds.set(format, kind);
  }
  return kind;
}

function plainNumber(number: number, format: string | number | undefined, date1904: boolean): Cell {
  if (!Number.isFinite(number)) return null;
  if (format === undefined) return number;
  const text = String(format);
  const kind = formatKind(text);
  if (kind.general) return number;
  const day = kind.day ? serialDay(number, date1904) : undefined;
  return day ? { kind: 'day', day, monthOnly: kind.monthOnly } : { kind: 'number', number, format: text };
}

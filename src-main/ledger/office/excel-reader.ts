import * as library from '@e965/xlsx';
import { read, SSF, set_cptable, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { secrecyMark } from '../../../src-shared/rules/secrecy';
import { Refusal } from '../../../src-shared/terms/errors';
import { containerKind, workbookStream } from './excel-container';
import { serialDay } from './excel-date';
import { count, headerLines, maximumCells, type Parts, refuseHeavy, refuseMarks, unpackParts } from './excel-parts';
import { type HiddenLines, walkRecords } from './excel-records';
import type { Cell, Merge, Sheet, Workbook } from './excel-sheet';
import { readTextFile } from './excel-text-file';

/** More columns than any ledger has; a stray cell at the far right must not make every row thousands of cells long. */
const maximumColumns = 300;
/** What a sheet can hold in one cell; only texts with separators have more. */
const maximumSigns = 32_767;

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
 * Reads the bytes of any workbook that people send: .xlsx, .xls, .et, .ods, .csv, .txt, a web page or XML called .xls. Throws Refusal:
 * workbook_empty (no bytes), not_a_workbook, workbook_password, workbook_too_large, workbook_too_heavy, and secret_mark for a mark of
 * secrecy anywhere in it. `name` is the file's name, for the messages only.
 */
export async function readWorkbook(bytes: Buffer, name: string): Promise<Workbook> {
  const kind = containerKind(bytes, name);
  if (kind === 'zip') {
    const parts = await unpackParts(bytes, name);
    const book = parsed(name, () => readParts(parts));
    return plainWorkbook(book, (index) => parts.hidden.get(partOf(book, index, parts)));
  }
  if (kind === 'compound') {
    const facts = walkRecords(workbookStream(bytes, name), name);
    refuseMarks(facts.texts.flatMap(headerLines));
    await loadCodePages();
    const book = parsed(name, () => read(bytes, { ...common, type: 'buffer', sheetStubs: true }));
    return plainWorkbook(book, (index) => facts.hidden[index]);
  }
  const file = readTextFile(bytes);
  if (!file) throw new Refusal('not_a_workbook', { name });
  for (const separator of [',', ';', '\t', '<td', '<Cell'])
    refuseHeavy(name, count(file.text, separator), maximumCells, '个单元格');
  // Text stays text: whether 2018.10 is a month is not for the reader to say.
  const book = parsed(name, () => read(file.text, { ...common, type: 'string', raw: file.kind !== 'spreadsheet-xml' }));
  return plainWorkbook(book, () => undefined);
}

const common = { dense: true, UTC: true, cellHTML: false, cellText: false, cellNF: true, cellDates: false } as const;

function parsed(name: string, parse: () => WorkBook): WorkBook {
  try {
    return parse();
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const isLocked = error instanceof Error && /password|encrypt/i.test(error.message);
    throw new Refusal(isLocked ? 'workbook_password' : 'not_a_workbook', { name });
  }
}

/** The library's reader of an unpacked workbook, which its types leave out. It takes parts as JSZip hands them. */
const { parse_zip: parseParts } = library as unknown as {
  parse_zip(zip: { files: Record<string, unknown> }, options: Record<string, unknown>): WorkBook;
};

function readParts(parts: Parts): WorkBook {
  const files: Record<string, unknown> = Object.create(null);
  for (const [path, content] of parts.files)
    files[path] =
      typeof content === 'string' ? { name: path, data: content } : { name: path, asNodeBuffer: () => content };
  // Stubs tell a formula that nobody computed from nothing; the styles of an .xlsb say what it hides.
  const isBinary = parts.files.has('xl/workbook.bin');
  return parseParts(
    { files },
    { ...common, type: 'buffer', sheetStubs: true, cellStyles: isBinary, cellFormula: parts.hasFormulas },
  );
}

let codePages: Promise<void> | undefined;

/** Workbooks of the nineties keep text in the code page of their system; the tables are large and rarely needed. */
function loadCodePages(): Promise<void> {
  codePages ??= import('@e965/xlsx/dist/cpexcel.full.mjs').then((tables) => set_cptable(tables));
  return codePages;
}

function plainWorkbook(book: WorkBook, hiddenLines: (index: number) => HiddenLines | undefined): Workbook {
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  refuseMarks(book.SheetNames);
  const sheets: Sheet[] = [];
  for (const [index, name] of book.SheetNames.entries()) {
    const sheet = book.Sheets[name];
    if (!sheet || (sheet['!type'] ?? 'sheet') !== 'sheet') continue;
    const hidden = (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0;
    const lines = hiddenLines(index) ?? linesOf(sheet);
    const rows = plainRows(sheet, date1904);
    sheets.push({
      name,
      hidden,
      rows,
      merges: mergesOf(sheet),
      hiddenRows: lines.rows.filter((row) => (rows[row]?.length ?? 0) > 0),
      hiddenColumns: lines.columns,
    });
    // The library's cells weigh several times ours; both together would double the peak.
    delete book.Sheets[name];
  }
  return { sheets, date1904 };
}

/** The path of the part that holds a sheet, by the relations of the workbook. */
function partOf(book: WorkBook, index: number, { files }: Parts): string {
  const { id } = (book.Workbook?.Sheets?.[index] ?? {}) as { id?: string };
  const relations = String(files.get('xl/_rels/workbook.xml.rels') ?? '');
  const relation = [...relations.matchAll(/<[^<>]*>/g)].find(([tag]) => tag.includes(`Id="${id}"`))?.[0];
  const target = /Target="([^"]*)"/.exec(relation ?? '')?.[1] ?? `worksheets/sheet${index + 1}.xml`;
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

/** What the library found out about hidden rows and columns. */
function linesOf(sheet: WorkSheet): HiddenLines {
  const indexes = (list: readonly ({ hidden?: boolean } | undefined)[] | undefined) =>
    [...(list ?? []).keys()].filter((at) => list?.[at]?.hidden === true);
  return { rows: indexes(sheet['!rows']), columns: indexes(sheet['!cols']) };
}

function mergesOf(sheet: WorkSheet): Merge[] {
  return (sheet['!merges'] ?? []).map(({ s, e }) => ({ top: s.r, left: s.c, bottom: e.r, right: e.c }));
}

const nothing: Cell[] = [];

function plainRows(sheet: WorkSheet, date1904: boolean): Cell[][] {
  const raw = (sheet['!data'] ?? []) as unknown as (RawCell | undefined)[][];
  const rows: Cell[][] = [];
  let filled = 0;
  for (let index = 0; index < raw.length; index++) {
    const row = raw[index] ? plainRow(raw[index] ?? [], date1904) : nothing;
    rows.push(row);
    if (row.length > 0) filled = rows.length;
    raw[index] = undefined as never;
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
    // A cell of blanks is a blank cell: web pages write &nbsp; into theirs.
    if (cell === null || (typeof cell === 'string' && cell.length < 4 && cell.trim() === '')) continue;
    while (row.length < column) row.push(null);
    row.push(cell);
  }
  return row;
}

function plainCell(cell: RawCell, date1904: boolean): Cell {
  switch (cell.t) {
    case 's': {
      const whole = typeof cell.v === 'string' ? cell.v : String(cell.v ?? '');
      const text = whole.length > maximumSigns ? whole.slice(0, maximumSigns) : whole;
      if (text.includes('密')) {
        const mark = secrecyMark(text);
        if (mark) throw new Refusal('secret_mark', { mark });
      }
      return text;
    }
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
  return (kind.day && dayCell(number, kind.monthOnly, date1904)) || { kind: 'number', number, format: text };
}

const days = new Map<number, Cell>();

/** The cell of a day; a sheet has the same few thousand days over and over. */
function dayCell(serial: number, monthOnly: boolean, date1904: boolean): Cell {
  const key = Math.floor(serial) * 4 + (monthOnly ? 2 : 0) + (date1904 ? 1 : 0);
  const known = days.get(key);
  if (known) return known;
  const day = serialDay(serial, date1904);
  if (day === undefined) return null;
  const cell: Cell = { kind: 'day', day, monthOnly };
  if (days.size < 20_000) days.set(key, cell);
  return cell;
}

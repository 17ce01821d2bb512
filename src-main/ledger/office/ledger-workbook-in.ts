import { businessEntityNames, type EntityName, entityOf, isEntityName } from '../../../src-shared/entities/entities';
import type { Field, FieldValue } from '../../../src-shared/entities/field';
import { type Cell, cellText, columnLetter, isBlank, type Sheet, type Workbook } from './excel-sheet';
import { cleanText, readCell } from './ledger-workbook-cells';
import {
  checkHeader,
  columnOfHeader,
  editedAfterDeletion,
  idHeader,
  type WorkbookColumn,
} from './ledger-workbook-columns';
import { readConflicts, type WorkbookConflicts } from './ledger-workbook-conflicts';
import { checkOf, type Deletion } from './ledger-workbook-record';

export interface Fault {
  /** Letter of the column. */
  readonly column: string;
  readonly value: string;
  readonly message: string;
}

/** One record as its row tells it. */
export interface WorkbookRow {
  readonly entity: EntityName;
  readonly sheet: string;
  /** As the sheet numbers it, from 1. */
  readonly row: number;
  /** Null for a row that a person added. */
  readonly id: string | null;
  readonly deletion: Deletion;
  /** By field; one without a column in the sheet is not in it, a blank cell is null. */
  readonly values: Readonly<Record<string, FieldValue>>;
  /** The stage of listing as the project's row shows it; undefined where it does not. */
  readonly listing: FieldValue | undefined;
  /** Names by which references were shown, for rows that a person added. */
  readonly titles: Readonly<Record<string, string>>;
  readonly faults: ReadonlyMap<string, Fault>;
  readonly letters: ReadonlyMap<string, string>;
  readonly check: string;
  /** Whether it differs from what was exported, or was never exported. */
  readonly isTouched: boolean;
}

export interface WorkbookSheet {
  readonly entity: EntityName;
  readonly sheet: Sheet;
  /** Index of the row of headers. */
  readonly header: number;
  readonly columns: readonly SheetColumn[];
  readonly isDeleted: boolean;
}

export interface SheetColumn {
  readonly index: number;
  readonly header: string;
  readonly column: WorkbookColumn | undefined;
  /** The project's column that shows the state of its listing record. */
  readonly isListing: boolean;
}

export interface LedgerWorkbook {
  /** Those of the program, in the order of the workbook. */
  readonly sheets: readonly WorkbookSheet[];
  /** Names of sheets that a person added. */
  readonly others: readonly string[];
  readonly conflicts: WorkbookConflicts;
}

const highestHeader = 8;
const deletedTail = '（已删除）';
const projectSheet = '项目台账';
const tidy = (text: string) => text.replace(/\s+/g, '');

function headerOf(sheet: Sheet): number | undefined {
  for (let index = 0; index < Math.min(sheet.rows.length, highestHeader); index += 1) {
    const words = new Set(sheet.rows[index]?.map((cell) => tidy(cellText(cell))));
    if (words.has(idHeader) && words.has(checkHeader)) return index;
  }
  return undefined;
}

/** What a sheet holds: its rows say so themselves, else its name. */
function entityOfSheet(sheet: Sheet, header: number, check: number): EntityName | undefined {
  for (const row of sheet.rows.slice(header + 1)) {
    const name = cellText(row[check]).split(':', 1)[0]?.trim();
    if (name && isEntityName(name)) return name;
  }
  const name = sheet.name.replace(deletedTail, '');
  return name === projectSheet ? 'project' : businessEntityNames.find((entity) => entityOf(entity).label === name);
}

/** The sheets of a whole-ledger workbook; null where it is none. */
export function recogniseLedger(workbook: Workbook): LedgerWorkbook | null {
  const sheets: WorkbookSheet[] = [];
  const others: string[] = [];
  let conflicts: WorkbookConflicts = new Map();
  for (const sheet of workbook.sheets) {
    const contested = readConflicts(sheet);
    if (contested) {
      conflicts = contested;
      continue;
    }
    const header = headerOf(sheet);
    const headers = header === undefined ? [] : (sheet.rows[header] ?? []).map((cell) => cellText(cell));
    const entity =
      header === undefined ? undefined : entityOfSheet(sheet, header, headers.map(tidy).indexOf(checkHeader));
    if (header === undefined || !entity) {
      others.push(sheet.name);
      continue;
    }
    const listing = entityOf('project').fields.listing?.label;
    const columns = headers.map((text, index) => ({
      index,
      header: text.trim(),
      column: columnOfHeader(entity, text),
      isListing: entity === 'project' && tidy(text) === listing,
    }));
    sheets.push({ entity, sheet, header, columns: unique(columns), isDeleted: sheet.name.includes(deletedTail) });
  }
  return sheets.length === 0 ? null : { sheets, others, conflicts };
}

/** A header that stands there twice counts once: the first. */
function unique(columns: readonly SheetColumn[]): SheetColumn[] {
  const seen = new Set<string>();
  return columns.map((column) => {
    const key = JSON.stringify(column.column ?? null);
    if (!column.column || !seen.has(key)) {
      seen.add(key);
      return column;
    }
    return { ...column, column: undefined };
  });
}

/** Every row that holds a record, in the order of the sheet. */
export function* rowsOf(found: WorkbookSheet): Iterable<WorkbookRow> {
  const { sheet, header } = found;
  for (let index = header + 1; index < sheet.rows.length; index += 1) {
    const row = readRow(found, sheet.rows[index] ?? [], index + 1);
    if (row) yield row;
  }
}

class RowReader {
  readonly values: Record<string, FieldValue> = {};
  readonly titles: Record<string, string> = {};
  readonly faults = new Map<string, Fault>();
  readonly letters = new Map<string, string>();
  readonly #parts = new Map<string, string>();
  listing: FieldValue | undefined;
  id = '';
  check = '';
  mark = false;
  isBlank = true;

  constructor(readonly entity: EntityName) {}

  read({ index, column, isListing }: SheetColumn, cell: Cell | undefined): void {
    const fields = entityOf(this.entity).fields;
    if (isListing) {
      this.listing = this.#read('listing', fields.listing as Field, index, cell);
      return;
    }
    if (!column) return;
    const text = cleanText(cellText(cell));
    if (column.kind === 'id') this.id = text;
    else if (column.kind === 'check') this.check = text;
    else if (column.kind === 'mark') this.mark = text === editedAfterDeletion;
    else if (column.kind === 'title') this.titles[column.name] = text;
    else if (column.kind === 'reference') this.#keep(column.name, index, text === '' ? null : text, text !== '');
    else this.#value(column, fields[column.name] as Field, index, cell);
  }

  #value(column: WorkbookColumn & { kind: 'value' }, field: Field, index: number, cell: Cell | undefined): void {
    const { name, key, part } = column;
    if (key !== null) {
      const amount = this.#read(`${name}.${key}`, field, index, cell);
      const amounts = (this.values[name] ?? {}) as Record<string, number | null>;
      this.values[name] = { ...amounts, [key]: amount as number | null };
    } else if (field.kind === 'text' || field.kind === 'long_text') {
      if (typeof cell === 'object' && cell?.kind === 'error') this.#read(name, field, index, cell);
      // Parts are joined before they are tidied: a cut may lie between two blanks.
      const whole = (part === 0 ? '' : (this.#parts.get(name) ?? '')) + cellText(cell);
      this.#parts.set(name, whole);
      const clean = cleanText(whole);
      if (part === 0) this.letters.set(name, columnLetter(index));
      this.#keep(name, index, clean === '' ? null : clean, clean !== '');
    } else this.values[name] = this.#read(name, field, index, cell);
  }

  #read(path: string, field: Field, index: number, cell: Cell | undefined): FieldValue {
    const { value, fault } = readCell(field, cell);
    this.letters.set(path, columnLetter(index));
    if (value !== null) this.isBlank = false;
    if (fault !== undefined)
      this.faults.set(path, { column: columnLetter(index), value: cellText(cell).slice(0, 60), message: fault });
    return value;
  }

  #keep(name: string, index: number, value: FieldValue, isFilled: boolean): void {
    this.values[name] = value;
    if (!this.letters.has(name)) this.letters.set(name, columnLetter(index));
    if (isFilled) this.isBlank = false;
  }
}

function readRow(found: WorkbookSheet, cells: readonly Cell[], row: number): WorkbookRow | undefined {
  if (cells.every(isBlank)) return undefined;
  const { entity } = found;
  const reader = new RowReader(entity);
  for (const column of found.columns) reader.read(column, cells[column.index]);
  const { id, check, values } = reader;
  // A note under the table, a line of a person's own: nothing of a record is in it.
  if (id === '' && reader.isBlank) return undefined;
  const supposed: Deletion = reader.mark ? 2 : found.isDeleted ? 1 : 0;
  const isOf = (deletion: Deletion) => checkOf(entity, id, deletion, values) === check;
  const deletion = ([supposed, 0, 1] as const).find(isOf);
  return {
    entity,
    sheet: found.sheet.name,
    row,
    id: id === '' ? null : id,
    deletion: deletion ?? supposed,
    values,
    listing: reader.listing,
    titles: reader.titles,
    faults: reader.faults,
    letters: reader.letters,
    check,
    isTouched: deletion === undefined,
  };
}

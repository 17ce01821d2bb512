import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { type BookType, utils, type WorkSheet, write } from '@e965/xlsx';
import { temporaryFolder } from './ledger';

export type Value =
  | string
  | number
  | boolean
  | null
  | { readonly day: string; readonly format?: string }
  | { readonly formula: string };

export interface SheetSpec {
  readonly name?: string;
  readonly rows: readonly (readonly Value[])[];
  /** In A1 notation. */
  readonly merges?: readonly string[];
  readonly hidden?: boolean;
  /** As the sheet numbers them, from 1. */
  readonly hiddenRows?: readonly number[];
  /** By letter. */
  readonly hiddenColumns?: readonly string[];
}

const serialOf = (day: string, date1904: boolean) =>
  Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569 - (date1904 ? 1_462 : 0);

function sheetOf(spec: SheetSpec, date1904: boolean): WorkSheet {
  const sheet: WorkSheet = {};
  const width = Math.max(1, ...spec.rows.map((row) => row.length));
  spec.rows.forEach((row, r) => {
    row.forEach((value, c) => {
      if (value === null) return;
      const at = utils.encode_cell({ r, c });
      if (typeof value === 'string') sheet[at] = { t: 's', v: value };
      else if (typeof value === 'number') sheet[at] = { t: 'n', v: value };
      else if (typeof value === 'boolean') sheet[at] = { t: 'b', v: value };
      else if ('day' in value)
        sheet[at] = { t: 'n', v: serialOf(value.day, date1904), z: value.format ?? 'yyyy-mm-dd' };
      else if (value.formula.startsWith('#')) sheet[at] = { t: 'e', v: errorCodes[value.formula] ?? 42, f: 'A1' };
      else sheet[at] = { t: 'n', v: 0, f: value.formula };
    });
  });
  sheet['!ref'] = utils.encode_range({ s: { r: 0, c: 0 }, e: { r: Math.max(0, spec.rows.length - 1), c: width - 1 } });
  sheet['!merges'] = (spec.merges ?? []).map((range) => utils.decode_range(range));
  for (const row of spec.hiddenRows ?? []) {
    sheet['!rows'] ??= [];
    sheet['!rows'][row - 1] = { hidden: true };
  }
  for (const letter of spec.hiddenColumns ?? []) {
    sheet['!cols'] ??= [];
    sheet['!cols'][utils.decode_col(letter)] = { hidden: true };
  }
  return sheet;
}

const errorCodes: Readonly<Record<string, number>> = { '#REF!': 23, '#DIV/0!': 7, '#N/A': 42 };

/** Bytes of a workbook with these sheets. */
export function workbookBytes(
  sheets: readonly SheetSpec[],
  options: { bookType?: BookType; date1904?: boolean } = {},
): Buffer {
  const book = utils.book_new();
  const date1904 = options.date1904 ?? false;
  sheets.forEach((spec, index) => {
    utils.book_append_sheet(book, sheetOf(spec, date1904), spec.name ?? `Sheet${index + 1}`);
  });
  book.Workbook = {
    WBProps: { date1904 },
    Sheets: sheets.map((spec, index) => ({ name: spec.name ?? `Sheet${index + 1}`, Hidden: spec.hidden ? 1 : 0 })),
  } as never;
  return write(book, { type: 'buffer', bookType: options.bookType ?? 'xlsx', compression: true }) as Buffer;
}

/** Puts bytes into a file of this name, in a folder with Chinese characters and a blank. */
export function putFile(name: string, bytes: Uint8Array | string): string {
  const file = path.join(temporaryFolder(), name);
  writeFileSync(file, bytes);
  return file;
}

/** A workbook file with one sheet of these rows. */
export function ledgerFile(rows: SheetSpec['rows'], options: Omit<SheetSpec, 'rows'> & { file?: string } = {}): string {
  return putFile(options.file ?? '台账.xlsx', workbookBytes([{ ...options, rows }]));
}

import { type BookType, utils, type WorkSheet, write } from '@e965/xlsx';
import { address, type Cell, dressed, serialOf } from './cell';
import type { Draft } from './draft';

const errorCodes: Readonly<Record<string, number>> = {
  '#DIV/0!': 7,
  '#VALUE!': 15,
  '#REF!': 23,
  '#NAME?': 29,
  '#N/A': 42,
};

function worksheet(draft: Draft, bookType: BookType): WorkSheet {
  const sheet: WorkSheet = {};
  for (const [row, cells] of draft.cells) {
    for (const [column, plain] of cells) {
      const cell = dressed(plain);
      const style = {
        ...(cell.format === undefined
          ? {}
          : { z: bookType === 'ods' ? cell.format.replaceAll('-', '/') : cell.format }),
        ...(cell.formula ? { f: cell.formula } : {}),
      };
      const value = cell.day === undefined ? cell.value : serialOf(cell.day);
      if (cell.error !== undefined) sheet[address(row, column)] = { t: 'e', v: errorCodes[cell.error] ?? 42, ...style };
      else if (typeof value === 'number') sheet[address(row, column)] = { t: 'n', v: value, ...style };
      else if (typeof value === 'boolean') sheet[address(row, column)] = { t: 'b', v: value, ...style };
      else sheet[address(row, column)] = { t: 's', v: value ?? '', ...style };
    }
  }
  sheet['!ref'] = `A1:${address(draft.next - 1, draft.width - 1)}`;
  sheet['!merges'] = draft.merges.map((range) => utils.decode_range(range));
  return sheet;
}

/** The old binary workbook and others that the library writes. */
export function otherBook(drafts: readonly Draft[], bookType: BookType): Buffer {
  const book = utils.book_new();
  for (const draft of drafts) utils.book_append_sheet(book, worksheet(draft, bookType), draft.name);
  return write(book, { type: 'buffer', bookType }) as Buffer;
}

/** What a cell shows, as it stands in a text file. */
function shownText(cell: Cell | undefined): string {
  const { value, day, error } = dressed(cell ?? null);
  if (error !== undefined) return error;
  if (day !== undefined) return day.replaceAll('-', '/').replaceAll('/0', '/');
  return value === null ? '' : String(value);
}

export function separated(draft: Draft, separator: ',' | '\t', lineEnd = '\r\n'): string {
  const lines: string[] = [];
  for (let row = 1; row < draft.next; row++) {
    const cells = Array.from({ length: draft.width }, (_, column) => shownText(draft.cells.get(row)?.get(column)));
    lines.push(
      cells
        .map((text) => (/["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text))
        .join(separator),
    );
  }
  return lines.join(lineEnd) + lineEnd;
}

let gbkCodes: Map<string, number> | undefined;

/** Node only decodes this encoding, so its table is turned round. */
function toGbk(text: string): Buffer {
  if (!gbkCodes) {
    gbkCodes = new Map();
    const decoder = new TextDecoder('gbk');
    for (let lead = 0x81; lead <= 0xfe; lead++) {
      for (let trail = 0x40; trail <= 0xfe; trail++) {
        const character = decoder.decode(Uint8Array.of(lead, trail));
        if (character.length === 1 && character !== '\ufffd') gbkCodes.set(character, lead * 256 + trail);
      }
    }
  }
  const bytes: number[] = [];
  for (const character of text) {
    const code = gbkCodes.get(character);
    if (character.charCodeAt(0) < 0x80) bytes.push(character.charCodeAt(0));
    else if (code === undefined) throw new Error(`no GBK code for ${character}`);
    else bytes.push(code >> 8, code & 0xff);
  }
  return Buffer.from(bytes);
}

export type Encoding = 'gbk' | 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be';
export function encoded(text: string, encoding: Encoding): Buffer {
  switch (encoding) {
    case 'gbk':
      return toGbk(text);
    case 'utf-8':
      return Buffer.from(text, 'utf8');
    case 'utf-8-bom':
      return Buffer.from(`\ufeff${text}`, 'utf8');
    case 'utf-16le':
      return Buffer.from(`\ufeff${text}`, 'utf16le');
    case 'utf-16be':
      return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  }
}

const escapeHtml = (text: string) =>
  text.replace(/[<>&"]/g, (sign) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' })[sign] ?? sign);

/** Cells that a merge covers, and how far the others reach. */
function spans(draft: Draft): Map<string, { rows: number; columns: number } | null> {
  const found = new Map<string, { rows: number; columns: number } | null>();
  for (const merge of draft.merges) {
    const { s, e } = utils.decode_range(merge);
    for (let r = s.r; r <= e.r; r++) for (let c = s.c; c <= e.c; c++) found.set(address(r + 1, c), null);
    found.set(address(s.r + 1, s.c), { rows: e.r - s.r + 1, columns: e.c - s.c + 1 });
  }
  return found;
}

/** The table that web systems send out as `.xls`. */
export function html(draft: Draft, charset: 'utf-8' | 'gb2312'): Buffer {
  const reach = spans(draft);
  const rows: string[] = [];
  for (let row = 1; row < draft.next; row++) {
    const cells: string[] = [];
    for (let column = 0; column < draft.width; column++) {
      const span = reach.get(address(row, column));
      if (span === null) continue;
      const cell = dressed(draft.cells.get(row)?.get(column) ?? null);
      const attributes = span ? ` rowspan="${span.rows}" colspan="${span.columns}"` : '';
      // Without it Excel turns a long code into 2.01822E+19.
      const kept = typeof cell.value === 'string' ? ` style="mso-number-format:'\\@'"` : '';
      const text = escapeHtml(shownText(cell)).replaceAll('\n', '<br>');
      cells.push(`<td${attributes}${kept} x:str>${text || '&nbsp;'}</td>`);
    }
    rows.push(`<tr>${cells.join('')}</tr>`);
  }
  const page = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv="Content-Type" content="text/html; charset=${charset}"><style>td{border:1px solid}</style></head><body><table border="1">${rows.join('\n')}</table></body></html>`;
  return encoded(page, charset === 'gb2312' ? 'gbk' : 'utf-8');
}

/** The XML of Excel 2003, which many systems call `.xls`. */
export function spreadsheetMl(draft: Draft): Buffer {
  const reach = spans(draft);
  const rows: string[] = [];
  for (let row = 1; row < draft.next; row++) {
    const cells: string[] = [];
    for (let column = 0; column < draft.width; column++) {
      const span = reach.get(address(row, column));
      const plain = draft.cells.get(row)?.get(column);
      if (span === null || (plain === undefined && !span)) continue;
      const cell = dressed(plain ?? null);
      const merge = span
        ? `${span.columns > 1 ? ` ss:MergeAcross="${span.columns - 1}"` : ''}${span.rows > 1 ? ` ss:MergeDown="${span.rows - 1}"` : ''}`
        : '';
      const data =
        cell.day === undefined
          ? typeof cell.value === 'number'
            ? `<Data ss:Type="Number">${cell.value}</Data>`
            : `<Data ss:Type="String">${escapeHtml(shownText(cell)).replaceAll('\n', '&#10;')}</Data>`
          : `<Data ss:Type="DateTime">${cell.day}T00:00:00.000</Data>`;
      cells.push(
        `<Cell ss:Index="${column + 1}"${merge}${cell.day === undefined ? '' : ' ss:StyleID="day"'}>${data}</Cell>`,
      );
    }
    rows.push(`<Row ss:Index="${row}">${cells.join('')}</Row>`);
  }
  return Buffer.from(
    `<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles><Style ss:ID="day"><NumberFormat ss:Format="yyyy\\-mm\\-dd"/></Style></Styles><Worksheet ss:Name="${draft.name}"><Table>${rows.join('\n')}</Table></Worksheet></Workbook>`,
    'utf8',
  );
}

import { readHtml } from './clip-html';
import { type ClipCell, plainCell, serialOfDay } from './read-cell';

/** Rows of texts as a spreadsheet puts them on the clipboard: tabs, quotes around cells with line ends, one line end at the end. */
export function readTable(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const plain = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  for (let index = 0; index < plain.length; index += 1) {
    const letter = plain[index] as string;
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (plain[index + 1] === '"') {
        cell += '"';
        index += 1;
      } else quoted = false;
    } else if (letter === '"' && cell === '' && closes(plain, index)) quoted = true;
    else if (letter === '\t') {
      row.push(cell);
      cell = '';
    } else if (letter === '\n') {
      rows.push([...row, cell]);
      row = [];
      cell = '';
    } else cell += letter;
  }
  rows.push([...row, cell]);
  return squared(rows);
}

/** A quote opens a quoted cell only if another one closes it before a cell ends; '"江澜"项目' is an ordinary text. */
function closes(text: string, start: number): boolean {
  for (let index = start + 1; index < text.length; index += 1) {
    if (text[index] !== '"') continue;
    if (text[index + 1] === '"') index += 1;
    else return index + 1 === text.length || text[index + 1] === '\t' || text[index + 1] === '\n';
  }
  return false;
}

const squared = (rows: string[][]): string[][] => {
  const width = Math.max(...rows.map((row) => row.length));
  return rows.map((row) => [...row, ...Array<string>(width - row.length).fill('')]);
};

/** What the clipboard carries as a block of cells: HTML first, because it keeps cells with line ends whole. */
export function readClipboard(data: DataTransfer): ClipCell[][] | null {
  const html = data.getData('text/html');
  const fromHtml = html ? readHtml(html) : null;
  if (fromHtml) return fromHtml;
  const text = data.getData('text/plain');
  return text ? readTable(text).map((row) => row.map(plainCell)) : null;
}

/** The same as texts alone. */
export const readClipboardTexts = (data: DataTransfer): string[][] | null =>
  readClipboard(data)?.map((row) => row.map(({ text }) => text)) ?? null;

/** A cell for the clipboard: a number, a day, or words that no spreadsheet may take for either (codes, months). */
export interface CopyCell {
  readonly text: string;
  readonly kind: 'number' | 'day' | 'words';
}

const escapeHtml = (text: string) =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/ {2}/g, ' &nbsp;')
    .replace(/\n/g, '<br style="mso-data-placement:same-cell">');
const quote = (text: string) => (/[\t\n"]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);

/**
 * What tells Excel and WPS (`mso-number-format`, `x:num`) and LibreOffice (`sdnum`, `sdval`) how to take a cell. Without it a code of 19
 * digits would lose its last ones, a month would become a day, and words that begin with '=' would be calculated.
 */
function kindHtml({ text, kind }: CopyCell): string {
  if (kind === 'words') return ` sdnum="1033;0;@" style='mso-number-format:"\\@"'`;
  if (kind === 'day')
    return ` sdval="${serialOfDay(text)}" sdnum="1033;0;YYYY-MM-DD" style='mso-number-format:"yyyy\\-mm\\-dd"'`;
  const decimals = text.split('.')[1]?.length ?? 0;
  const fraction = decimals === 0 ? '' : `.${'0'.repeat(decimals)}`;
  const format = `\\#\\,\\#\\#0${fraction.replace('.', '\\.')}`;
  return ` align="right" x:num="${text}" sdval="${text}" sdnum="1033;0;#,##0${fraction}" style='mso-number-format:"${format}"'`;
}

const cellHtml = (cell: CopyCell): string =>
  cell.text === '' ? '<td></td>' : `<td${kindHtml(cell)}>${escapeHtml(cell.text)}</td>`;

/** Puts a block on the clipboard in both forms that spreadsheets read. */
export function writeClipboard(data: DataTransfer, rows: readonly (readonly CopyCell[])[]): void {
  data.setData('text/plain', rows.map((row) => row.map(({ text }) => quote(text)).join('\t')).join('\n'));
  const lines = rows.map((row) => `<tr>${row.map(cellHtml).join('')}</tr>`).join('');
  data.setData(
    'text/html',
    `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="utf-8"></head><body><table>${lines}</table></body></html>`,
  );
}

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

/** Rows of the first table in a piece of HTML, null where there is none. A value merged over rows stands in each of them. */
export function readHtml(html: string): string[][] | null {
  const table = new DOMParser().parseFromString(html, 'text/html').querySelector('table');
  if (!table) return null;
  const rows: string[][] = [];
  for (const [index, line] of [...table.rows].entries()) {
    const row = lineOf(rows, index);
    let column = 0;
    for (const cell of line.cells) {
      while (row[column] !== undefined) column += 1;
      for (const lineBreak of cell.querySelectorAll('br')) lineBreak.replaceWith('\n');
      const text = (cell.textContent ?? '')
        .replace(/[ \t]*\n[ \t]*/g, '\n')
        .replace(/ /g, ' ')
        .trim();
      for (let down = 0; down < Math.min(cell.rowSpan || 1, table.rows.length - index); down += 1) {
        const target = lineOf(rows, index + down);
        for (let right = 0; right < cell.colSpan; right += 1) target[column + right] = right === 0 ? text : '';
      }
      column += cell.colSpan;
    }
  }
  return rows.length > 0 ? squared(rows.map((row) => Array.from(row, (cell) => cell ?? ''))) : null;
}

function lineOf(rows: string[][], index: number): string[] {
  const row = rows[index] ?? [];
  rows[index] = row;
  return row;
}

/** What the clipboard carries as a block of texts: HTML first, because it keeps cells with line ends whole. */
export function readClipboard(data: DataTransfer): string[][] | null {
  const html = data.getData('text/html');
  const fromHtml = html ? readHtml(html) : null;
  if (fromHtml) return fromHtml;
  const text = data.getData('text/plain');
  return text ? readTable(text) : null;
}

const escapeHtml = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\n/g, '<br>');
const quote = (text: string) => (/[\t\n"]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);

/** Puts a block on the clipboard in both forms that spreadsheets read. */
export function writeClipboard(data: DataTransfer, rows: readonly (readonly string[])[]): void {
  data.setData('text/plain', rows.map((row) => row.map(quote).join('\t')).join('\n'));
  const cells = rows.map((row) => `<tr>${row.map((text) => `<td>${escapeHtml(text)}</td>`).join('')}</tr>`);
  data.setData('text/html', `<table>${cells.join('')}</table>`);
}

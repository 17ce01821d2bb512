import type { ClipCell } from './read-cell';

const isHidden = (element: Element) => /display\s*:\s*none/i.test(element.getAttribute('data-style') ?? '');

/**
 * The same without style sheets, and with `data-style` for `style`: even a document that is never shown applies them, and the
 * window's content policy would complain about each.
 */
const plainHtml = (html: string): string =>
  html
    .replace(/<style\b[\s\S]*?(<\/style\s*>|$)/gi, '')
    .replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, ' data-style='));

const blocks = new Set(['P', 'DIV', 'LI', 'H1', 'H2', 'H3', 'H4']);

/**
 * Words of a cell. A line end in the source is a blank, `<br>` and a new paragraph are line ends. A hidden span is kept: in it
 * Excel puts what does not fit into the width of the column.
 */
function wordsOf(node: Node): string {
  let words = '';
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) words += (child.textContent ?? '').replace(/[ \t\r\n\f]+/g, ' ');
    else if (child.nodeType === Node.ELEMENT_NODE) {
      const element = child as Element;
      if (element.tagName === 'BR') words += '\n';
      else if (blocks.has(element.tagName)) words += `${words.trim() ? '\n' : ''}${wordsOf(element)}\n`;
      else if (element.tagName !== 'STYLE' && element.tagName !== 'SCRIPT') words += wordsOf(element);
    }
  }
  return words;
}

const tidy = (words: string) =>
  words
    .replace(/\u00a0/g, ' ')
    .replace(/ *\n */g, '\n')
    .trim();

/** The number that Excel, WPS (`x:num`) or LibreOffice (`sdval`) write beside what they show. */
function numberOf(cell: Element): number | null {
  const written = cell.getAttribute('x:num') || cell.getAttribute('sdval');
  if (!written) return null;
  const number = Number(written);
  return Number.isFinite(number) ? number : null;
}

function cellOf(cell: Element): ClipCell {
  const whole = cell.getAttribute('x:str');
  return { text: whole ? whole.replace(/\r\n?/g, '\n').trim() : tidy(wordsOf(cell)), number: numberOf(cell) };
}

const empty: ClipCell = { text: '', number: null };
// A lying span must not make the program build millions of cells.
const mostSpan = 1000;
const spanOf = (cell: Element, name: 'rowspan' | 'colspan') =>
  Math.max(1, Math.min(mostSpan, Number.parseInt(cell.getAttribute(name) ?? '1', 10) || 1));

/**
 * Cells of the first table in a piece of HTML, null where there is none. A value merged over rows stands in each of them, one
 * merged over columns in the first. Rows and cells that are hidden in the spreadsheet are left out.
 */
export function readHtml(html: string): ClipCell[][] | null {
  const table = new DOMParser().parseFromString(plainHtml(html), 'text/html').querySelector('table');
  if (!table) return null;
  const lines = [...table.querySelectorAll('tr')].filter((line) => line.closest('table') === table);
  const rows: ClipCell[][] = [];
  for (const [index, line] of lines.entries()) {
    const row = lineOf(rows, index);
    let column = 0;
    for (const cell of line.children) {
      if (!/^T[DH]$/.test(cell.tagName) || isHidden(cell)) continue;
      while (row[column] !== undefined) column += 1;
      const read = cellOf(cell);
      const width = spanOf(cell, 'colspan');
      for (let down = 0; down < Math.min(spanOf(cell, 'rowspan'), lines.length - index); down += 1) {
        const target = lineOf(rows, index + down);
        for (let right = 0; right < width; right += 1) target[column + right] = right === 0 ? read : empty;
      }
      column += width;
    }
  }
  const seen = rows.filter((_, index) => {
    const line = lines[index];
    return line && !isHidden(line);
  });
  const width = Math.max(0, ...seen.map((row) => row.length));
  if (width === 0) return null;
  return seen.map((row) => Array.from({ length: width }, (_, at) => row[at] ?? empty));
}

function lineOf(rows: ClipCell[][], index: number): ClipCell[] {
  const row = rows[index] ?? [];
  rows[index] = row;
  return row;
}

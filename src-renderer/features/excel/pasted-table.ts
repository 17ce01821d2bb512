/** More than a clipboard of Excel ever holds of a ledger; what is longer comes better as a file. */
const mostCharacters = 8_000_000;

/** The table on a clipboard, as plain HTML or as lines with tabs; undefined where it holds none. */
export function pastedTable(data: Pick<DataTransfer, 'getData'>): string | undefined {
  const table = plainTable(data.getData('text/html'));
  if (table !== undefined && table.length <= mostCharacters) return table;
  const text = data.getData('text/plain');
  return text.includes('\t') && text.includes('\n') && text.length <= mostCharacters ? text : undefined;
}

/** The largest table of a page, with nothing left of it but texts and merged cells. */
function plainTable(html: string): string | undefined {
  if (!/<table\b/i.test(html)) return undefined;
  const tables = [...new DOMParser().parseFromString(withoutStyles(html), 'text/html').querySelectorAll('table')];
  const largest = tables.sort((one, other) => other.rows.length - one.rows.length)[0];
  if (!largest || largest.rows.length < 2) return undefined;
  return `<table>${[...largest.rows].map(plainRow).join('')}</table>`;
}

/** The window lets no page bring styles of its own, and complains of each that is tried. */
function withoutStyles(html: string): string {
  return html
    .replace(/<style\b[\s\S]*?<\/style>/gi, '')
    .replace(/<[^>]+>/g, (tag) => tag.replace(/\sstyle=(?:"[^"]*"|'[^']*'|[^\s>]+)/gi, ''));
}

function plainRow(row: HTMLTableRowElement): string {
  return `<tr>${[...row.cells].map(plainCell).join('')}</tr>`;
}

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\n': '<br>' };

function plainCell(cell: HTMLTableCellElement): string {
  for (const line of cell.querySelectorAll('br')) line.replaceWith('\n');
  const text = (cell.textContent ?? '').trim().replace(/[&<>\n]/g, (sign) => signs[sign] ?? sign);
  const spans = [
    cell.rowSpan > 1 ? ` rowspan="${cell.rowSpan}"` : '',
    cell.colSpan > 1 ? ` colspan="${cell.colSpan}"` : '',
  ];
  return `<td${spans.join('')}>${text}</td>`;
}

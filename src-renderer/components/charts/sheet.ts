/** A table as it leaves the screen: into Word, Excel, or as a picture. All cells are words as they stand on the screen. */
export interface Sheet {
  readonly title: string;
  /** '单位：亿元'; '' where every column says its own. */
  readonly unit: string;
  /** Under the table: what the figures are, and as of when. */
  readonly note: string;
  readonly columns: readonly { readonly label: string; readonly right?: boolean }[];
  readonly rows: readonly { readonly cells: readonly string[]; readonly strong?: boolean }[];
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"]/g, (character) => escapes[character] ?? character);
}

/** With title, unit, head, rows and note. Word and WPS keep borders and sides; Excel puts each cell into one of its own. */
export function sheetHtml({ title, unit, note, columns, rows }: Sheet): string {
  const side = (index: number) => (columns[index]?.right ? 'right' : 'left');
  const cell = (tag: 'td' | 'th', text: string, index: number, strong: boolean) =>
    `<${tag} style="border:1px solid #888;padding:2px 6px;text-align:${side(index)};${strong ? 'font-weight:bold' : 'font-weight:normal'}">${escapeMarkup(text)}</${tag}>`;
  const wide = (text: string, style: string) =>
    `<tr><td colspan="${columns.length}" style="border:0;${style}">${escapeMarkup(text)}</td></tr>`;
  return [
    '<table style="border-collapse:collapse">',
    wide(title, 'text-align:center;font-weight:bold'),
    unit === '' ? '' : wide(unit, 'text-align:right'),
    `<tr>${columns.map(({ label }, index) => cell('th', label, index, true)).join('')}</tr>`,
    ...rows.map(
      ({ cells, strong }) =>
        `<tr>${cells.map((text, index) => cell('td', text, index, strong === true)).join('')}</tr>`,
    ),
    wide(note, 'text-align:left'),
    '</table>',
  ].join('');
}

/** The same with tabs between cells. */
export function sheetText({ title, unit, note, columns, rows }: Sheet): string {
  const plain = (text: string) => text.replace(/[\t\n\r]+/g, ' ');
  return [
    [title],
    ...(unit === '' ? [] : [[unit]]),
    columns.map(({ label }) => label),
    ...rows.map(({ cells }) => cells),
    [note],
  ]
    .map((line) => line.map(plain).join('\t'))
    .join('\n');
}

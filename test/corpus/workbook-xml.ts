import { ZipFile } from 'yazl';
import { address, type Dressed, dressed, serialOf } from './cell';
import type { Draft } from './draft';

export interface WorkbookStyle {
  readonly date1904?: boolean;
  /** Texts in the cells themselves, as web systems write them, in place of a shared table. */
  readonly inline?: boolean;
  /** Prefix of every element, e.g. `x`. */
  readonly prefix?: string;
  readonly dimension?: boolean;
  /** Cells and rows without their addresses: their place is their order. */
  readonly withoutAddresses?: boolean;
  /** The dimension that the file claims, when it is a lie. */
  readonly claims?: string;
}

const escapeXml = (text: string) =>
  text.replace(/[<>&"]/g, (sign) => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' })[sign] ?? sign);
const packed = new Date(Date.UTC(2018, 8, 5, 1));
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageKinds = 'http://schemas.openxmlformats.org/package/2006';
const sheetKind = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

class Styles {
  readonly formats: string[] = [];
  readonly keys: string[] = ['{}'];

  indexOf(cell: Dressed): number {
    const look = { ...(cell.format === undefined ? {} : { format: cell.format }), ...cell.look };
    const key = JSON.stringify(look);
    if (cell.format !== undefined && !this.formats.includes(cell.format)) this.formats.push(cell.format);
    const known = this.keys.indexOf(key);
    return known >= 0 ? known : this.keys.push(key) - 1;
  }

  xml(): string {
    const formats = this.formats.map(
      (code, index) => `<numFmt numFmtId="${170 + index}" formatCode="${escapeXml(code)}"/>`,
    );
    const cells = this.keys.map((key) => {
      const { format, bold, fill, border, wrap, align } = JSON.parse(key) as Record<
        string,
        string | boolean | undefined
      >;
      const number = typeof format === 'string' ? 170 + this.formats.indexOf(format) : 0;
      const alignment = `<alignment${align ? ` horizontal="${align}"` : ''}${wrap ? ' wrapText="1"' : ''}/>`;
      return `<xf numFmtId="${number}" fontId="${bold ? 1 : 0}" fillId="${fill ? 2 : 0}" borderId="${border ? 1 : 0}" xfId="0" applyNumberFormat="1">${alignment}</xf>`;
    });
    const font = (extra: string) => `<font>${extra}<sz val="11"/><name val="宋体"/></font>`;
    const side = ['left', 'right', 'top', 'bottom'].map((name) => `<${name} style="thin"/>`).join('');
    return `<styleSheet xmlns="${main}">${
      formats.length ? `<numFmts count="${formats.length}">${formats.join('')}</numFmts>` : ''
    }<fonts count="2">${font('')}${font('<b/>')}</fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFD9E1F2"/></patternFill></fill></fills><borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${side}<diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${cells.length}">${cells.join('')}</cellXfs></styleSheet>`;
  }
}

function textXml(cell: Dressed, text: string): string {
  const runs = cell.runs ?? [text];
  const body =
    runs.length === 1
      ? `<t xml:space="preserve">${escapeXml(text)}</t>`
      : runs.map((run) => `<r><rPr><b/></rPr><t xml:space="preserve">${escapeXml(run)}</t></r>`).join('');
  return body + (cell.phonetic ? `<rPh sb="0" eb="1"><t>${escapeXml(cell.phonetic)}</t></rPh>` : '');
}

class Strings {
  readonly xmls: string[] = [];
  readonly places = new Map<string, number>();

  indexOf(xml: string): number {
    const known = this.places.get(xml);
    if (known !== undefined) return known;
    this.places.set(xml, this.xmls.length);
    return this.xmls.push(xml) - 1;
  }
}

function cellXml(cell: Dressed, at: string, styles: Styles, strings: Strings, style: WorkbookStyle): string {
  const place = style.withoutAddresses ? '' : ` r="${at}"`;
  const number = styles.indexOf(cell);
  const open = `<c${place}${number ? ` s="${number}"` : ''}`;
  const formula = cell.formula === undefined ? '' : `<f>${escapeXml(cell.formula)}</f>`;
  if (cell.error !== undefined) return `${open} t="e">${formula}<v>${escapeXml(cell.error)}</v></c>`;
  const value = cell.day === undefined ? cell.value : serialOf(cell.day, style.date1904);
  if (value === null || value === '') return formula ? `${open}>${formula}</c>` : `${open}/>`;
  if (typeof value === 'number') return `${open}>${formula}<v>${value}</v></c>`;
  if (typeof value === 'boolean') return `${open} t="b">${formula}<v>${value ? 1 : 0}</v></c>`;
  if (formula) return `${open} t="str">${formula}<v>${escapeXml(value)}</v></c>`;
  if (style.inline) return `${open} t="inlineStr"><is>${textXml(cell, value)}</is></c>`;
  return `${open} t="s"><v>${strings.indexOf(textXml(cell, value))}</v></c>`;
}

function sheetXml(draft: Draft, styles: Styles, strings: Strings, style: WorkbookStyle): string {
  const width = draft.width;
  const rows: string[] = [];
  for (let row = 1; row < draft.next; row++) {
    const cells = draft.cells.get(row);
    const hidden = draft.hiddenRows.has(row) ? ' hidden="1"' : '';
    if (!cells && !hidden && !style.withoutAddresses) continue;
    const xmls: string[] = [];
    for (let column = 0; column < width; column++) {
      const cell = cells?.get(column);
      if (cell !== undefined) xmls.push(cellXml(dressed(cell), address(row, column), styles, strings, style));
      else if (style.withoutAddresses) xmls.push('<c/>');
    }
    rows.push(`<row${style.withoutAddresses ? '' : ` r="${row}"`}${hidden}>${xmls.join('')}</row>`);
  }
  const columns = [...draft.hiddenColumns].sort((one, other) => one - other);
  const dimension = style.claims ?? `A1:${address(Math.max(1, draft.next - 1), Math.max(0, width - 1))}`;
  return [
    `<worksheet xmlns="${main}" xmlns:r="${office}">`,
    style.dimension === false ? '' : `<dimension ref="${dimension}"/>`,
    columns.length
      ? `<cols>${columns.map((column) => `<col min="${column + 1}" max="${column + 1}" width="9" hidden="1" customWidth="1"/>`).join('')}</cols>`
      : '',
    `<sheetData>${rows.join('')}</sheetData>`,
    draft.merges.length
      ? `<mergeCells count="${draft.merges.length}">${draft.merges.map((range) => `<mergeCell ref="${range}"/>`).join('')}</mergeCells>`
      : '',
    draft.breaks.length
      ? `<rowBreaks count="${draft.breaks.length}" manualBreakCount="${draft.breaks.length}">${draft.breaks.map((row) => `<brk id="${row}" max="16383" man="1"/>`).join('')}</rowBreaks>`
      : '',
    '</worksheet>',
  ].join('');
}

/** Elements of the main namespace under a prefix, as some libraries write them. */
function prefixed(xml: string, prefix: string | undefined): string {
  if (!prefix) return xml;
  return xml.replace(/<(\/?)([A-Za-z])/g, `<$1${prefix}:$2`).replace(`xmlns="${main}"`, `xmlns:${prefix}="${main}"`);
}

async function zipped(entries: readonly (readonly [string, string])[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, text] of entries) {
    const bytes = Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${text}`, 'utf8');
    zip.addBuffer(bytes, name, { mtime: packed, mode: 0o100644 });
  }
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Bytes of an .xlsx with these sheets, the same bytes every time. */
export async function xlsx(drafts: readonly Draft[], style: WorkbookStyle = {}): Promise<Buffer> {
  const styles = new Styles();
  const strings = new Strings();
  const sheets = drafts.map((draft) => sheetXml(draft, styles, strings, style));
  const numbers = drafts.map((_, index) => index + 1);
  const workbook = `<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr${style.date1904 ? ' date1904="1"' : ''}/><sheets>${drafts
    .map(
      (draft, index) =>
        `<sheet name="${escapeXml(draft.name)}" sheetId="${index + 1}"${draft.state === 'visible' ? '' : ` state="${draft.state}"`} r:id="rId${index + 1}"/>`,
    )
    .join('')}</sheets></workbook>`;
  const relations = [
    ...numbers.map(
      (number) => `<Relationship Id="rId${number}" Type="${office}/worksheet" Target="worksheets/sheet${number}.xml"/>`,
    ),
    `<Relationship Id="rIdStyles" Type="${office}/styles" Target="styles.xml"/>`,
    ...(style.inline
      ? []
      : [`<Relationship Id="rIdStrings" Type="${office}/sharedStrings" Target="sharedStrings.xml"/>`]),
  ].join('');
  const overrides = [
    `<Override PartName="/xl/workbook.xml" ContentType="${sheetKind}.sheet.main+xml"/>`,
    ...numbers.map(
      (number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${sheetKind}.worksheet+xml"/>`,
    ),
    `<Override PartName="/xl/styles.xml" ContentType="${sheetKind}.styles+xml"/>`,
    ...(style.inline
      ? []
      : [`<Override PartName="/xl/sharedStrings.xml" ContentType="${sheetKind}.sharedStrings+xml"/>`]),
  ].join('');
  const shared = `<sst xmlns="${main}" uniqueCount="${strings.xmls.length}">${strings.xmls.map((xml) => `<si>${xml}</si>`).join('')}</sst>`;
  return zipped([
    [
      '[Content_Types].xml',
      `<Types xmlns="${packageKinds}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides}</Types>`,
    ],
    [
      '_rels/.rels',
      `<Relationships xmlns="${packageKinds}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    ['xl/workbook.xml', prefixed(workbook, style.prefix)],
    ['xl/_rels/workbook.xml.rels', `<Relationships xmlns="${packageKinds}/relationships">${relations}</Relationships>`],
    ['xl/styles.xml', prefixed(styles.xml(), style.prefix)],
    ...(style.inline ? [] : [['xl/sharedStrings.xml', prefixed(shared, style.prefix)] as const]),
    ...sheets.map((xml, index) => [`xl/worksheets/sheet${index + 1}.xml`, prefixed(xml, style.prefix)] as const),
  ]);
}

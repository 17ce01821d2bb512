import { secrecyMark } from '../../../src-shared/rules/secrecy';
import { Refusal } from '../../../src-shared/terms/errors';
import { unpackZip } from './excel-container';
import type { HiddenLines } from './excel-records';

/** What a ledger of a hundred thousand rows does not reach; a file that does is made to choke readers. */
export const maximumCells = 2_500_000;
const maximumMerges = 100_000;
const maximumStrings = 1_000_000;
/** Largest part that goes to the reader once its blanks are gone. */
const maximumPartBytes = 100 * 1024 * 1024;

/** A sheet holds at most 32,767 signs in a cell, in UTF-8 three bytes each. */
const endless = 200_000;

/** The parts of a workbook of zip and XML as its reader gets them. */
export interface Parts {
  /** By path, one character a byte. */
  readonly files: ReadonlyMap<string, string | Buffer>;
  /** Rows and columns that a sheet hides, by the path of its part. */
  readonly hidden: ReadonlyMap<string, HiddenLines>;
  /** Whether any cell is worked out: looking for formulas in each of them takes a tenth of the reading. */
  readonly hasFormulas: boolean;
}

/** Parts that hold no cell: pictures, drawings, programs, links. Those with words in them are only looked through for marks. */
const besides =
  /\/(?:media|drawings|charts|embeddings|printerSettings|ctrlProps|activeX|pivotCache|pivotTables|externalLinks|theme|queryTables|threadedComments|persons|diagrams|chartsheets)\/|vbaProject|calcChain|comments[^/]*\.xml$|^docProps\/|^customXml\/|^Pictures\/|^Thumbnails\/|worksheets\/_rels\//i;
const wordy =
  /\/(?:drawings|charts|threadedComments|diagrams)\/[^/]+\.(?:xml|vml)$|comments[^/]*\.xml$|^docProps\/[^/]+\.xml$|^(?:styles|meta|content)\.xml$/i;
const sheetPart = /^xl\/worksheets\/[^/]+\.xml$/i;

/**
 * Unpacks a workbook and takes away what no cell needs, so that the reader works on cells alone: styled blanks above all, of which
 * a sheet may have a million. Throws Refusal as `unpackZip` does, workbook_too_heavy, and secret_mark for a mark in a header, a
 * footer, a text box, a comment or the properties.
 */
export async function unpackParts(bytes: Buffer, name: string): Promise<Parts> {
  const parts = await unpackZip(bytes, name, (part) => !besides.test(part) || wordy.test(part));
  const files = new Map<string, string | Buffer>();
  const hidden = new Map<string, HiddenLines>();
  let hasFormulas = false;
  for (const [part, content] of parts) {
    parts.delete(part);
    if (wordy.test(part)) refuseMarks(wordsOf(byteText(content)));
    if (besides.test(part)) continue;
    if (part.toLowerCase().endsWith('.bin')) {
      files.set(part, content);
      hasFormulas = true;
      continue;
    }
    let text = byteText(content);
    // No office program writes declarations of its own; they are how a few lines unfold into gigabytes.
    if (/<!(?:DOCTYPE|ENTITY)/i.test(text.slice(0, 8_192))) throw new Refusal('not_a_workbook', { name });
    if (part === 'content.xml') refuseRepeats(name, text);
    if (sheetPart.test(part)) {
      refuseMarks(linesAround(text));
      hidden.set(part, hiddenLines(text));
      text = withoutBlanks(text);
      hasFormulas ||= /<(?:\w+:)?f[ />]/.test(text);
      refuseHeavy(name, count(text, '<c ') + count(text, '<c>'), maximumCells, '个单元格');
      refuseHeavy(name, count(text, '<mergeCell '), maximumMerges, '处合并单元格');
    } else if (/sharedStrings\.xml$/i.test(part)) {
      refuseHeavy(name, count(text, '<si>') + count(text, '<si '), maximumStrings, '段文字');
    }
    if (hasEndless(text)) throw new Refusal('workbook_too_heavy', { name, what: '有一格写了十几万字' });
    if (text.length > maximumPartBytes)
      throw new Refusal('workbook_too_large', {
        name,
        size: Math.ceil(text.length / 1_048_576),
        limit: maximumPartBytes / 1_048_576,
      });
    files.set(part, text);
  }
  return { files, hidden, hasFormulas };
}

/** The bytes of a part as the reader wants them: UTF-8, one character a byte. */
function byteText(content: Buffer): string {
  const wide =
    content[0] === 0xff && content[1] === 0xfe
      ? 'utf-16le'
      : content[0] === 0xfe && content[1] === 0xff
        ? 'utf-16be'
        : '';
  return (wide ? Buffer.from(new TextDecoder(wide).decode(content)) : content).toString('latin1');
}

/** Whether a text between two tags goes on and on. Looks at one place in each stretch of that length: most of a part is tags. */
function hasEndless(text: string): boolean {
  for (let from = 0; from + endless < text.length; ) {
    const tag = text.lastIndexOf('<', from + endless);
    if (tag > from) {
      from = tag;
      continue;
    }
    const next = text.indexOf('<', from + endless);
    const end = next < 0 ? text.length : next;
    const start = text.indexOf('>', from);
    if (start >= 0 && end - start > endless) return true;
    from = end;
  }
  return false;
}

export function count(text: string, piece: string): number {
  let found = 0;
  for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + piece.length)) found += 1;
  return found;
}

/** Throws workbook_too_heavy where there is more of something than any ledger has. */
export function refuseHeavy(name: string, found: number, limit: number, what: string): void {
  if (found > limit)
    throw new Refusal('workbook_too_heavy', { name, what: `有 ${found} ${what}，上限 ${limit} ${what.slice(0, 1)}` });
}

/** Lines of an OpenDocument table that stand for more lines, or cells for more cells, than any ledger has. */
function refuseRepeats(name: string, text: string): void {
  const pattern = /<table:table-row\b([^>]*)>([\s\S]*?)<\/table:table-row>/g;
  let cells = 0;
  for (const [, tag = '', row = ''] of text.matchAll(pattern)) {
    if (!/office:value|<text:p/.test(row)) continue;
    const rows = Number(/number-rows-repeated="(\d+)"/.exec(tag)?.[1] ?? 1);
    let columns = 0;
    for (const [cell] of row.matchAll(/<table:table-cell\b[^>]*>/g))
      columns += /office:value/.test(cell) ? Number(/number-columns-repeated="(\d+)"/.exec(cell)?.[1] ?? 1) : 1;
    cells += rows * columns;
  }
  refuseHeavy(name, cells, maximumCells, '个单元格');
}

function withoutBlanks(text: string): string {
  const cells = text.replace(/<c [^<>]*(?:\/>|><\/c>)/g, '');
  return cells.length === text.length ? text : cells.replace(/<row [^<>]*(?:\/>|>\s*<\/row>)/g, '');
}

const isTrue = /\bhidden="(?:1|true)"/;

function hiddenLines(text: string): HiddenLines {
  const rows: number[] = [];
  const columns: number[] = [];
  if (!text.includes('hidden="')) return { rows, columns };
  for (const [tag] of text.matchAll(/<(?:\w+:)?row\b[^<>]*\bhidden="[^<>]*>/g)) {
    const row = /\br="(\d+)"/.exec(tag)?.[1];
    if (row && isTrue.test(tag)) rows.push(Number(row) - 1);
  }
  for (const [tag] of text.matchAll(/<(?:\w+:)?col\b[^<>]*>/g)) {
    if (!isTrue.test(tag)) continue;
    const first = Number(/\bmin="(\d+)"/.exec(tag)?.[1]) - 1;
    const last = Math.min(Number(/\bmax="(\d+)"/.exec(tag)?.[1]) - 1, 299);
    for (let column = first; column <= last; column++) columns.push(column);
  }
  return { rows, columns };
}

const bytesOf = (word: string) => Buffer.from(word).toString('latin1');
const secret = bytesOf('密');

/** Whether the word of secrecy may stand in it, so that a closer look pays. */
const mayBear = (text: string) => text.includes(secret) || text.includes('&#');

/** Header and footer of a sheet, their codes for fonts and places taken out. */
function linesAround(text: string): string[] {
  if (!text.includes('headerFooter')) return [];
  const found = /<(?:\w+:)?headerFooter\b[\s\S]*?<\/(?:\w+:)?headerFooter>/.exec(text)?.[0];
  return found ? wordsOf(found).flatMap(headerLines) : [];
}

/** The lines of a header or footer as they are printed: its places each on their own. */
export function headerLines(text: string): string[] {
  return text
    .replace(/&"[^"]*"|&\d{1,3}|&K[0-9A-Fa-f]{6}|&[BIUESXYH]/g, '')
    .split(/&[LCR]|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The paragraphs of a part of XML. */
function wordsOf(text: string): string[] {
  if (!mayBear(text)) return [];
  return Buffer.from(text, 'latin1')
    .toString('utf8')
    .replace(
      /<\/(?:a:p|text:p|comment|text|threadedComment|div|font|vt:\w+|dc:\w+|cp:\w+|\w*(?:Header|Footer))>|<br\b[^>]*>/g,
      '\n',
    )
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#(\d+)|#x([0-9a-fA-F]+)|(\w+));/g, (whole, decimal?: string, hex?: string, named?: string) => {
      const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : Number.NaN;
      return code > 0 && code < 0x110000 ? String.fromCodePoint(code) : ((named && entities[named]) ?? whole);
    })
    .split('\n')
    .filter((line) => line.includes('密'));
}

/** Throws secret_mark where one of the lines bears a mark. */
export function refuseMarks(lines: readonly string[]): void {
  for (const line of lines) {
    const mark = secrecyMark(line);
    if (mark) throw new Refusal('secret_mark', { mark });
  }
}

import { Refusal } from '../../../src-shared/terms/errors';

/** What an old workbook (.xls, .et) says beside its cells. */
export interface OldWorkbookFacts {
  /** By index of the sheet. */
  readonly hidden: readonly HiddenLines[];
  /** Headers, footers and the texts of boxes and comments. */
  readonly texts: readonly string[];
}

export interface HiddenLines {
  /** From 0. */
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

// Kinds of record, [MS-XLS] 2.3.
const beginning = 0x0809;
const ending = 0x000a;
const locked = 0x002f;
const sheetEntry = 0x0085;
const row = 0x0208;
const columns = 0x007d;
const header = 0x0014;
const footer = 0x0015;
const box = 0x01b6;
const continuation = 0x003c;

/** Walks over the records of an old workbook. Throws Refusal workbook_password where the rest of it is encrypted. */
export function walkRecords(stream: Buffer, name: string): OldWorkbookFacts {
  const starts = new Map<number, number>();
  const hidden: { rows: number[]; columns: number[] }[] = [];
  const texts: string[] = [];
  let sheet: { rows: number[]; columns: number[] } | undefined;
  let depth = 0;
  let before = 0;
  for (let at = 0; at + 4 <= stream.length; ) {
    const kind = stream.readUInt16LE(at);
    const body = stream.subarray(at + 4, at + 4 + stream.readUInt16LE(at + 2));
    if (kind === locked) throw new Refusal('workbook_password', { name });
    if (kind === sheetEntry && body.length >= 4) {
      starts.set(body.readUInt32LE(0), hidden.length);
      hidden.push({ rows: [], columns: [] });
    } else if (kind === beginning) {
      // A chart inside a sheet begins and ends like one; its records are none of the sheet's.
      if (depth === 0) sheet = hidden[starts.get(at) ?? -1];
      depth += 1;
    } else if (kind === ending) {
      depth = Math.max(0, depth - 1);
      if (depth === 0) sheet = undefined;
    } else if (kind === row && sheet && depth === 1 && body.length >= 16) {
      if (body.readUInt16LE(12) & 0x20) sheet.rows.push(body.readUInt16LE(0));
    } else if (kind === columns && sheet && depth === 1 && body.length >= 10) {
      if (body.readUInt16LE(8) & 1) {
        for (let column = body.readUInt16LE(0); column <= Math.min(body.readUInt16LE(2), 255); column++)
          sheet.columns.push(column);
      }
    } else if ((kind === header || kind === footer) && body.length > 3) {
      texts.push(lettersOf(body, 2));
    } else if (kind === continuation && before === box && body.length > 1) {
      texts.push(lettersOf(body, 0));
    }
    before = kind;
    at += 4 + body.length;
  }
  return { hidden, texts };
}

/** Letters behind a byte that says whether each takes one byte or two. */
function lettersOf(body: Buffer, at: number): string {
  return body.subarray(at + 1).toString((body[at] ?? 0) & 1 ? 'utf16le' : 'latin1');
}

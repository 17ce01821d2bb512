import type { PaperFormRow } from '../contract/paper-values';

/** Shares of the four columns of a form: label, entry, label, entry. */
export const formShares = [1380, 3180, 1380, 2904] as const;

/** Millimetres: least height of a row, room between its rules and its text, pitch of its lines, and the pitch where much is said. */
export const formRow = { least: 10.6, padding: 2.8, pitch: 7.05, tight: 5.82 } as const;
/** Points of its characters. */
export const formSize = 12.5;
/** The least room to write by hand, in millimetres. */
const leastRoom = 16;
/** What stands over and under a form on its page: title, number line, receipt. */
const around = 44;

const millimetresPerPoint = 25.4 / 72;

function linesOf(text: string, width: number): number {
  const perLine = Math.max(1, Math.floor((width - 4.2) / (formSize * millimetresPerPoint)));
  return text.split('\n').reduce((sum, part) => sum + Math.max(1, Math.ceil(part.length / perLine)), 0);
}

/** Height of all rows but the rooms, with long texts set in lines of `pitch`; `width` is that of the form. */
function heightOf(rows: readonly PaperFormRow[], width: number, pitch: number): number {
  const sum = formShares.reduce((all, share) => all + share, 0);
  const wide = (width * (sum - formShares[0])) / sum;
  const { least, padding } = formRow;
  return rows
    .map((row) => {
      switch (row.kind) {
        case 'room':
          return 0;
        case 'line':
          return row.height ?? least;
        case 'picture':
          return row.side + 4.2;
        case 'text':
          return Math.max(least, row.paragraphs.reduce((all, text) => all + linesOf(text, wide), 0) * pitch + padding);
        case 'pair':
          // An entry of two lines makes its row higher.
          return Math.max(
            least,
            ...row.cells.map(
              ({ text }, at) => linesOf(text, (width * (formShares[at * 2 + 1] ?? 1)) / sum) * formRow.pitch + padding,
            ),
          );
        default:
          return least;
      }
    })
    .reduce((all, height) => all + height, 0);
}

/**
 * How a form is set so that it stays on its page: where much is said its lines move together, and room to write in by hand gives way.
 * All in millimetres; `width` and `height` are those of the text on the page.
 */
export function formLayout(
  rows: readonly PaperFormRow[],
  width: number,
  height: number,
): { pitch: number; roomOf: (wanted: number) => number } {
  const free = height - around;
  const rooms = rows.filter(({ kind }) => kind === 'room').length;
  const pitch = heightOf(rows, width, formRow.pitch) + rooms * leastRoom > free ? formRow.tight : formRow.pitch;
  const left = rooms > 0 ? (free - heightOf(rows, width, pitch)) / rooms : 0;
  return { pitch, roomOf: (wanted) => Math.max(leastRoom, Math.min(wanted, left)) };
}

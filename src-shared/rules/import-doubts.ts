import type { ImportDoubt, ImportOutcome } from '../contract/excel-methods';

/**
 * Doubts as the problems of an outcome: what each cell says, and what is made of it while nobody says otherwise. What was settled about
 * a header (which year, which month) concerns no row and is left out.
 */
export function settledDoubts(
  doubts: readonly ImportDoubt[],
  headerRows: readonly number[],
): ImportOutcome['problems'] {
  const headers = new Set(headerRows);
  return doubts
    .filter((doubt) => doubt.chosen === null || !headers.has(doubt.row))
    .map(({ row, column, value, message, choices, chosen }) => ({
      row,
      column,
      value,
      message:
        chosen === null
          ? `${message}，须先选定（${choices.map(({ label }) => label).join('、')}）`
          : `${message}，按“${choices.find(({ code }) => code === chosen)?.label ?? chosen}”处理`,
    }));
}

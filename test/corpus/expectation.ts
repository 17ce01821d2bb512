/** What a careful clerk would conclude from a ledger; nothing here comes from the reader. */

/** A value, one of several that mean the same, or text that must hold each of these pieces. */
export type Wanted =
  | string
  | number
  | null
  | readonly string[]
  | Readonly<Record<string, number>>
  | { readonly anyOf: readonly (string | number | Readonly<Record<string, number>> | null)[] }
  | { readonly contains: readonly string[] };

export interface ExpectedProject {
  /** Row of the sheet it stands in (the first, where it takes two). */
  readonly row: number;
  readonly name: Wanted;
  /** Chinese name of the region, null where the ledger does not say. */
  readonly region: string | null;
  /** Fields of the project by their English names: money in whole yuan, `YYYY-MM` or `YYYY-MM-DD`. Texts, money and dates that are not named must be empty. */
  readonly fields: Readonly<Record<string, Wanted>>;
  /** Completed since January, where the ledger says it; the months that make it up are then free unless `months` names them. */
  readonly completedThisYear?: number;
  /** Month → facts. Without `completedThisYear` these are all months there are. */
  readonly months?: Readonly<Record<string, Readonly<Record<string, Wanted>>>>;
  readonly listing?: Readonly<Record<string, Wanted>>;
  /** Start that counts: the actual one, else the planned one; for headers that do not say which of the two they mean. */
  readonly start?: string;
}

/** A cell whose meaning must be asked: named among doubts or problems, and nothing taken silently into the field. */
export interface ExpectedDoubt {
  readonly row: number;
  /** Column letter. */
  readonly column: string;
  readonly why: string;
}

export interface ExpectedSheet {
  /** Named when the ledger has several tables; else the reader finds the sheet itself. */
  readonly sheet?: string;
  readonly projects: readonly ExpectedProject[];
  /** Rows that are no project: titles, groups, totals, notes, signatures. */
  readonly skipped: readonly number[];
  readonly doubts: readonly ExpectedDoubt[];
  /** Words that the preview must say somewhere: what was hidden, what was left out. */
  readonly says: readonly string[];
  /** The reader may also refuse the whole table and write nothing. */
  readonly orRefused?: boolean;
}

export interface Expectation {
  readonly file: string;
  /** What is unusual about it. */
  readonly tries: string;
  readonly sheets: readonly ExpectedSheet[];
}

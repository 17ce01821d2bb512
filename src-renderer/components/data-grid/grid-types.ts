import type { ReactNode } from 'react';
import type { Field, FieldValue } from '../../../src-shared/entities/field';
import type { Failure } from '../../../src-shared/terms/errors';

/** What the grid needs to know of a row. Group headers come among the rows and take the whole width. */
export interface RowLike {
  readonly kind: string;
  readonly id: string;
}

/** One column. Functions get ordinary rows and group headers alike. */
export interface GridColumn<Row extends RowLike> {
  readonly key: string;
  readonly label: string;
  /** Heading over this column and its neighbours with the same one; the head then has two rows. */
  readonly over?: string;
  readonly width: number;
  /** Share of the room that a wide window leaves. */
  readonly grow?: number;
  readonly right?: boolean;
  /** Name by which the ledger sorts; without it the header does nothing. */
  readonly order?: string;
  /** Declared field behind it; a column without one is computed. */
  readonly field?: Field;
  /** Why it cannot be typed in; shown when somebody tries. */
  readonly locked?: string;
  /** The same for one cell: why it cannot be typed in, or null. */
  lockedFor?(row: Row): string | null;
  /** Value for the editor and for the clipboard. */
  value?(row: Row): FieldValue;
  /** What typing starts from where the cell is empty: words that stand there in grey. */
  startText?(row: Row): string;
  /** How the cell looks: `locked` is computed, `quiet` is grey text, `strong` is bold. */
  tone?(row: Row): 'locked' | 'quiet' | 'strong' | null;
  /** What stands in the cell as text. */
  text(row: Row): string;
  /** What looks wrong with the value, in a sentence: the cell is marked, and its sentence stands under it while the cursor is there. */
  doubt?(row: Row): string | null;
  /** More than text in the cell. */
  render?(row: Row): ReactNode;
  /** What the footer adds up, in the unit shown; null where nothing is known. */
  number?(row: Row): number | null;
}

export interface CellEdit<Row extends RowLike> {
  readonly row: Row;
  readonly column: GridColumn<Row>;
  readonly value: FieldValue;
}

/** Writes edits together or not at all; `what` says for the undo toast what they are. Null when it went well. */
export type WriteEdits<Row extends RowLike> = (edits: CellEdit<Row>[], what: string | null) => Promise<Failure | null>;

/** How a person has set a grid up; kept on this machine by the grid's name. */
export interface GridLayout {
  /** Columns that stay in sight at the left; 1 is the name alone. */
  readonly pinned: number;
  /** Widths in CSS pixels of the columns that were dragged, by their keys. */
  readonly widths: Readonly<Record<string, number>>;
}

export interface Sorting {
  readonly field: string;
  readonly descending: boolean;
}

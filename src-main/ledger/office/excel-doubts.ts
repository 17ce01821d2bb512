import type { ImportDoubt, ImportOutcome } from '../../../src-shared/contract/excel-methods';
import { formatDate } from '../../../src-shared/terms/format';

export type ImportProblem = ImportOutcome['problems'][number];

/** A doubt before the sheet adds what its cell says. */
export type AskedDoubt = Omit<ImportDoubt, 'value' | 'fixable'>;

/** A doubt on its way into the preview; `preset` is the choice that holds until a person makes another, null where one must. */
export interface Question {
  /** What kind of doubt it is; with row and column it makes the id, which stays the same from call to call. */
  readonly kind: string;
  /** As the sheet numbers it, from 1. */
  readonly row: number;
  readonly column: string;
  readonly message: string;
  readonly detail: string;
  readonly choices: ImportDoubt['choices'];
  readonly preset: string | null;
}

/** Optional doubts beyond this many are no longer shown: nobody reads them, and their presets hold. */
const shownDoubts = 500;

interface Place {
  readonly row: number;
  readonly column: string;
}

/** Order of the sheet: by row, then by column letter. */
export function byPlace(one: Place, other: Place): number {
  if (one.row !== other.row || one.column === other.column) return one.row - other.row;
  return one.column.length - other.column.length || (one.column < other.column ? -1 : 1);
}

/** Collects doubts, answers them from what a person decided, and keeps what cannot be written at all. */
export class Doubts {
  readonly asked: AskedDoubt[] = [];
  readonly problems: ImportProblem[] = [];
  readonly notes: string[] = [];
  #optional = 0;
  readonly #recalled = new Map<string, string>();

  constructor(readonly decisions: Readonly<Record<string, string>>) {}

  /** An answer that is remembered of such a table; what a person decided this time comes before it. */
  recall(id: string, choice: string): void {
    this.#recalled.set(id, choice);
  }

  /** Every answer there is: those that are remembered, and over them those of this time. */
  get answers(): Readonly<Record<string, string>> {
    return { ...Object.fromEntries(this.#recalled), ...this.decisions };
  }

  /** The choice that holds, or null where a person must still make one. */
  ask(question: Question): string | null {
    const { kind, preset, ...shown } = question;
    const id = `${kind}:${question.row}:${question.column}`;
    const decided = Object.hasOwn(this.decisions, id) ? this.decisions[id] : this.#recalled.get(id);
    const chosen =
      decided !== undefined && question.choices.some((choice) => choice.code === decided) ? decided : preset;
    if (preset !== null) this.#optional += 1;
    if (preset === null || this.#optional <= shownDoubts) {
      this.asked.push({ id, ...shown, required: preset === null, chosen });
    }
    return chosen;
  }

  problem(row: number, column: string, value: string, message: string): void {
    this.problems.push({ row, column, value: value.length > 60 ? `${value.slice(0, 60)}…` : value, message });
  }

  note(text: string): void {
    if (!this.notes.includes(text)) this.notes.push(text);
  }

  /** The first doubt that must be settled before anything is written. */
  open(): AskedDoubt | undefined {
    return this.asked.find((doubt) => doubt.required && doubt.chosen === null);
  }

  sorted(): AskedDoubt[] {
    if (this.#optional > shownDoubts)
      this.note(`还有 ${this.#optional - shownDoubts} 处同样的疑问没有列出，都按预选的办法处理。`);
    return [...this.asked].sort(byPlace);
  }
}

/** The choices of a doubtful date: the guesses, or nothing. */
export function dateChoices(guesses: readonly string[]): ImportDoubt['choices'] {
  return [...guesses.map((code) => ({ code, label: formatDate(code) })), { code: 'empty', label: '留空' }];
}

import type { FieldValue } from '../../../src-shared/entities/field';
import { Doubts, type ImportProblem, type Question } from './excel-doubts';
import type { Cell, Sheet, Workbook } from './excel-sheet';
import { chooseLedger } from './excel-sheet-choice';
import type { ReadProject } from './excel-table';
import { type Understanding, type UnderstandingOptions, understand } from './excel-understanding';

/** Options of an understanding that can be sent between threads. */
export type PlainOptions = Omit<UnderstandingOptions, 'correct' | 'recall'>;

/** The sheet that was chosen, and what there is to say about it. */
export interface ChosenSheet {
  readonly sheet: Sheet;
  readonly sheets: readonly string[];
  readonly notes: readonly string[];
}

/** What is asked of the chosen sheet. */
export interface SheetRequest {
  readonly options: PlainOptions & { readonly sheet: string };
  /** Answers to doubts, by doubt id. */
  readonly answers: Readonly<Record<string, string>>;
  /** Rows by index that take the place of the sheet's own: a person typed something into them anew. */
  readonly typed: readonly (readonly [row: number, cells: readonly Cell[]])[];
}

/** What a sheet was understood to say, as it is sent from the thread that read it. */
export interface Answer {
  readonly understanding: Omit<Understanding, 'grid' | 'projects'>;
  readonly projects: PackedProjects;
  readonly questions: readonly Question[];
  readonly problems: readonly ImportProblem[];
  readonly notes: readonly string[];
}

/** Chooses the sheet. Throws Refusal as `chooseLedger` does. */
export function choose(workbook: Workbook, options: Pick<PlainOptions, 'fileName' | 'sheet'>): ChosenSheet {
  const doubts = new Doubts({});
  return { ...chooseLedger(workbook, options, doubts), notes: doubts.notes };
}

/** Doubts that remember every question, so that they can be asked again on the other side. */
class RecordedDoubts extends Doubts {
  readonly questions: Question[] = [];

  override ask(question: Question): string | null {
    this.questions.push(question);
    return super.ask(question);
  }
}

/** Understands a sheet into something that can be sent between threads. Throws Refusal as `understand` does. */
export function answerOf(workbook: Workbook, { options, answers, typed }: SheetRequest): Answer {
  const doubts = new RecordedDoubts(answers);
  const correct = (sheet: Sheet): Sheet => {
    if (typed.length === 0) return sheet;
    const rows = [...sheet.rows];
    for (const [row, cells] of typed) rows[row] = cells;
    return { ...sheet, rows };
  };
  const { grid: _, projects, ...understanding } = understand(workbook, { ...options, correct }, doubts);
  const { questions, problems, notes } = doubts;
  return { understanding, projects: pack(projects), questions, problems, notes };
}

/** Asks, in a collection of doubts with the same answers, what the understanding asked. */
export function askAgain({ questions, problems, notes }: Answer, doubts: Doubts): void {
  for (const question of questions) doubts.ask(question);
  for (const { row, column, value, message } of problems) doubts.problem(row, column, value, message);
  for (const note of notes) doubts.note(note);
}

type Values = readonly (FieldValue | undefined)[];

/** Projects column by column: a map for each of twenty thousand rows would name every field twenty thousand times on its way. */
export interface PackedProjects {
  readonly rows: readonly number[];
  readonly values: ReadonlyMap<string, Values>;
  readonly implied: ReadonlyMap<string, Values>;
  readonly letters: readonly ReadonlyMap<string, string>[];
  /** Which of `letters` a project has. */
  readonly lettersOf: readonly number[];
}

function pack(projects: readonly ReadProject[]): PackedProjects {
  const letters = [...new Set(projects.map((project) => project.columns))];
  const index = new Map(letters.map((each, at) => [each, at]));
  return {
    rows: projects.map((project) => project.row),
    values: turned(projects.map((project) => project.values)),
    implied: turned(projects.map((project) => project.implied)),
    letters,
    lettersOf: projects.map((project) => index.get(project.columns) ?? 0),
  };
}

function turned(maps: readonly ReadonlyMap<string, FieldValue>[]): Map<string, Values> {
  const columns = new Map<string, (FieldValue | undefined)[]>();
  maps.forEach((map, at) => {
    for (const [path, value] of map) {
      let column = columns.get(path);
      if (!column) {
        column = new Array(maps.length).fill(undefined);
        columns.set(path, column);
      }
      column[at] = value;
    }
  });
  return columns;
}

/** The projects as they were before they were sent. */
export function unpack({ rows, values, implied, letters, lettersOf }: PackedProjects): ReadProject[] {
  return rows.map((row, at) => ({
    row,
    values: rowOf(values, at),
    implied: rowOf(implied, at),
    columns: letters[lettersOf[at] ?? 0] as Map<string, string>,
  }));
}

function rowOf(columns: ReadonlyMap<string, Values>, at: number): Map<string, FieldValue> {
  const row = new Map<string, FieldValue>();
  for (const [path, values] of columns) {
    const value = values[at];
    if (value !== undefined) row.set(path, value);
  }
  return row;
}

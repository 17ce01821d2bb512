import { Doubts, type ImportProblem, type Question } from './excel-doubts';
import { headOf, type TableHead } from './excel-fingerprint';
import { findBlocks, Grid, withTyped } from './excel-layout';
import { type PackedProjects, packProjects } from './excel-packed';
import type { SeenSheet, Sheet, TypedRows, Workbook } from './excel-sheet';
import { chooseLedger } from './excel-sheet-choice';
import { type Understanding, type UnderstandingOptions, understand } from './excel-understanding';

/** Options of an understanding that can be sent between threads. */
export type PlainOptions = Omit<UnderstandingOptions, 'typed' | 'recall'>;

/** The sheet that was chosen, and what there is to say about it. */
export interface ChosenSheet<Kind = SeenSheet> {
  readonly sheet: Kind;
  readonly sheets: readonly string[];
  readonly notes: readonly string[];
}

/** What is asked of the chosen sheet. */
export interface SheetRequest {
  readonly options: PlainOptions & { readonly sheet: string };
  /** Answers to doubts, by doubt id. */
  readonly answers: Readonly<Record<string, string>>;
  readonly typed: TypedRows;
}

/** What is asked of the head of the chosen sheet. */
export interface HeadRequest extends Pick<SheetRequest, 'typed'> {
  readonly options: Pick<SheetRequest['options'], 'fileName' | 'sheet' | 'today'>;
}

/** What a sheet was understood to say, as it is sent from the thread that read it. */
export interface Answer {
  readonly understanding: Omit<Understanding, 'view' | 'projects'>;
  readonly projects: PackedProjects;
  readonly questions: readonly Question[];
  readonly problems: readonly ImportProblem[];
  readonly notes: readonly string[];
}

/** Chooses the sheet. Throws Refusal as `chooseLedger` does. */
export function choose(workbook: Workbook, options: Pick<PlainOptions, 'fileName' | 'sheet'>): ChosenSheet<Sheet> {
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
  const { view: _, projects, ...understanding } = understand(workbook, { ...options, typed: () => typed }, doubts);
  const { questions, problems, notes } = doubts;
  return { understanding, projects: packProjects(projects), questions, problems, notes };
}

/** The head of the chosen sheet; undefined where it has none. */
export function headOfChosen(workbook: Workbook, { options, typed }: HeadRequest): TableHead | undefined {
  const sheet = workbook.sheets.find(({ name }) => name === options.sheet);
  if (!sheet) return undefined;
  const grid = new Grid(withTyped(sheet, typed));
  return headOf(grid, findBlocks(grid), options.fileName, options.today);
}

/** Asks, in a collection of doubts with the same answers, what the understanding asked. */
export function askAgain({ questions, problems, notes }: Answer, doubts: Doubts): void {
  for (const question of questions) doubts.ask(question);
  for (const { row, column, value, message } of problems) doubts.problem(row, column, value, message);
  for (const note of notes) doubts.note(note);
}

import { Doubts, type ImportProblem, type Question } from './excel-doubts';
import type { Sheet, Workbook } from './excel-sheet';
import { type Understanding, type UnderstandingOptions, understand } from './excel-understanding';

/** What a workbook was understood to say, as it is sent from the thread that read it. */
export interface Answer {
  readonly understanding: Omit<Understanding, 'grid'>;
  readonly sheet: Sheet;
  readonly questions: readonly Question[];
  readonly problems: readonly ImportProblem[];
  readonly notes: readonly string[];
}

/** Doubts that remember every question, so that they can be asked again on the other side. */
class RecordedDoubts extends Doubts {
  readonly questions: Question[] = [];

  override ask(question: Question): string | null {
    this.questions.push(question);
    return super.ask(question);
  }
}

/** Understands a workbook into something that can be sent between threads. Throws Refusal as `understand` does. */
export function answerOf(
  workbook: Workbook,
  options: UnderstandingOptions,
  decisions: Readonly<Record<string, string>>,
): Answer {
  const doubts = new RecordedDoubts(decisions);
  const { grid, ...understanding } = understand(workbook, options, doubts);
  const { questions, problems, notes } = doubts;
  return { understanding, sheet: grid.sheet, questions, problems, notes };
}

/** Asks, in a collection of doubts with the same decisions, what the understanding asked. */
export function askAgain({ questions, problems, notes }: Answer, doubts: Doubts): void {
  for (const question of questions) doubts.ask(question);
  for (const { row, column, value, message } of problems) doubts.problem(row, column, value, message);
  for (const note of notes) doubts.note(note);
}

import { type ReactNode, useCallback, useState } from 'react';
import type { FieldValue } from '../../../src-shared/entities/field';
import type { Failure } from '../../../src-shared/terms/errors';
import { run } from '../../ledger-client';
import { ReasonDialog } from './reason-dialog';

export interface MonthEdit {
  readonly project: string;
  readonly month: string;
  readonly set: Readonly<Record<string, FieldValue>>;
}

/**
 * Writes edits as one step. Null when it went well; asks why where a month is closed, and `given_up` when there was no answer: nothing is
 * written then and what was typed goes.
 */
export type WriteMonths = (edits: readonly MonthEdit[]) => Promise<Failure | 'given_up' | null>;

interface Question {
  readonly month: string;
  readonly answer: (reason: string | null) => void;
}

/** `dialog` has to stand somewhere on the screen: it asks for the reason of a correction. */
export function useMonthWriter(): { write: WriteMonths; dialog: ReactNode } {
  const [question, setQuestion] = useState<Question | null>(null);
  const write = useCallback<WriteMonths>(async (edits) => {
    const rows = edits.map(({ project, month, set }) => ({ project, month, set: set as never }));
    const first = await run('progress.write', { rows });
    if (first.ok) return null;
    if (first.error.code !== 'month_closed') return first.error;
    const reason = await new Promise<string | null>((answer) =>
      setQuestion({ month: first.error.params.month ?? '', answer }),
    );
    setQuestion(null);
    if (reason === null) return 'given_up';
    const second = await run('progress.write', { rows, reason });
    return second.ok ? null : second.error;
  }, []);
  const dialog = question && <ReasonDialog month={question.month} onAnswer={question.answer} />;
  return { write, dialog };
}

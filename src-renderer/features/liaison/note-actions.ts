import type { Note } from '../../../src-shared/contract/liaison-methods';
import { duties } from '../../../src-shared/entities/duties';
import { workLog } from '../../../src-shared/entities/work-log';
import { showDone, showFailure } from '../../components/toast';
import { run } from '../../ledger-client';

/** Ticks the next step of a note, or takes the tick off again. */
export async function tickStep(note: Pick<Note, 'id' | 'next_done'>, today: string): Promise<void> {
  const done = note.next_done === null;
  const result = await run('records.revise', {
    entity: 'work_log',
    id: note.id,
    set: { next_done: done ? today : null },
  });
  if (!result.ok) showFailure(result.error);
  else showDone(done ? '下一步已办' : '下一步改回未办', { undo: true });
}

export async function deleteRecord(entity: 'work_log' | 'contact', id: string, what: string): Promise<boolean> {
  const result = await run('records.withdraw', { entity, id });
  if (!result.ok) showFailure(result.error);
  else showDone(`已删除${what}`, { undo: true });
  return result.ok;
}

export const wayLabel = (code: string | null): string =>
  workLog.fields.way.choices.find((choice) => choice.code === code)?.label ?? '';

export const dutyOptions = duties.map(({ code, label }) => ({ value: code as string, label: label as string }));
export const wayOptions = workLog.fields.way.choices.map(({ code, label }) => ({
  value: code as string,
  label: label as string,
}));

export const withWhom = ({ department, person }: Pick<Note, 'department' | 'person'>): string =>
  [department, person].filter(Boolean).join(' ');

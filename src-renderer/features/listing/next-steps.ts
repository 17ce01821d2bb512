import type { WorkLog } from '../../../src-shared/entities/work-log';
import { formatDay } from '../../../src-shared/terms/format';
import { showDone, showFailure } from '../../components/toast';
import { run } from '../../ledger-client';
import type { ListingFile } from './listing-file';

/** The open step of this project whose words contain `words`; undefined where nobody has taken it up. */
export function openStep(file: ListingFile, words: string): WorkLog | undefined {
  return file.workLogs.find(
    (log) => log.next_done === null && log.next_date !== null && (log.next_step ?? '').includes(words),
  );
}

/** Writes a next step into the work log; it stands among the to-dos until it is done. */
export async function addStep(file: ListingFile, text: string, date: string): Promise<boolean> {
  const result = await run('records.create', {
    entity: 'work_log',
    set: {
      project: file.id,
      date: file.today,
      duty: 'progress',
      matter: `入统：${text}`,
      next_step: text,
      next_date: date,
      ...(file.person ? { secretary: file.person } : {}),
    },
  });
  if (!result.ok) {
    showFailure(result.error);
    return false;
  }
  showDone(`已加入待办，${formatDay(date)}`, { undo: true });
  return true;
}

import { Refusal } from '../../../src-shared/terms/errors';
import type { Handler } from '../handler';
import { notesOf } from '../queries/work-logs';
import { writeDocuments } from './document-files';
import { handbookDocx, spanName } from './work-log-docx';

/** Signs that no file name may have on Windows. */
const plainName = (text: string) => text.replace(/[\\/:*?"<>|]/g, '-');

/** Writes the 工作纪实手册: what one person noted, month by month, the oldest day first. */
export const writeHandbook: Handler<'workLogs.write'> = async (context, { from, to, folder, secretary }) => {
  if (from > to) throw new Refusal('invalid_input', { detail: '结束日期早于开始日期' });
  const { identity } = context;
  const person = secretary ?? identity.person;
  // What was written before anybody asked who writes counts as the own.
  const own = (name: string | null) => name === person || (name === null && person === identity.person);
  const notes = notesOf(context, { from, to })
    .filter((note) => own(note.secretary))
    .reverse();
  const unit = person === identity.person ? identity.unit : '';
  const name = `工作纪实手册（${plainName(person)}，${spanName(from, to)}）.docx`;
  const files = writeDocuments(folder, [{ name, bytes: await handbookDocx({ person, unit, from, to, notes }) }]);
  return { files, notes: notes.length };
};

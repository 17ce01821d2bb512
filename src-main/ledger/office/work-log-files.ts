import { isIsoDate } from '../../../src-shared/entities/field';
import { monthNumber } from '../../../src-shared/rules/dates';
import { Refusal } from '../../../src-shared/terms/errors';
import type { Handler } from '../handler';
import { notesOf } from '../queries/work-logs';
import { writeDocuments } from './document-files';
import { handbookDocx, spanName } from './work-log-docx';

/** Longest time of one handbook. */
const mostMonths = 60;

/** Signs that no file name may have on Windows. */
const plainName = (text: string) => text.replace(/[\\/:*?"<>|]/g, '-');

/** Writes the 工作纪实手册: what one person noted, month by month, the oldest day first. */
export const writeHandbook: Handler<'workLogs.write'> = async (context, { from, to, folder, secretary }) => {
  if (!isIsoDate(from) || !isIsoDate(to)) throw new Refusal('invalid_input', { detail: '起止日期不存在' });
  if (from > to) throw new Refusal('invalid_input', { detail: '结束日期早于开始日期' });
  // Each month gets its table: a slip of the year must not make a thousand of them.
  if (monthNumber(to) - monthNumber(from) >= mostMonths) {
    throw new Refusal('invalid_input', { detail: `起止相差超过 ${mostMonths / 12} 年，请分几本写` });
  }
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

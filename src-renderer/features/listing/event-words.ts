import { type ListingEvent, listingEvent } from '../../../src-shared/entities/listing-event';
import { monthName } from '../../../src-shared/rules/lights';
import { batchOf } from '../../../src-shared/rules/listing-events';
import { levelName } from '../../../src-shared/rules/listing-windows';
import { formatDay } from '../../../src-shared/terms/format';

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** How an event stands in the history: what happened, and under it the rest. `before` are the earlier events of the case. */
export function eventWords(
  event: ListingEvent,
  before: readonly ListingEvent[],
  today: string,
): { readonly what: string; readonly rest: string } {
  const what = whatOf(event, before);
  const detail = event.detail?.trim() ?? '';
  const kind = listingEvent.fields.kind.choices.find((choice) => choice.code === event.kind)?.label ?? '';
  // Who wrote the same words into the note does not read them twice.
  const same = [what, kind].find((words) => words !== '' && detail.startsWith(words));
  const note = same ? detail.slice(same.length).replace(/^[，,；;。]/, '') : detail;
  const batch = batchOf(event);
  const rest = [
    note,
    event.deadline && `限 ${formatDay(event.deadline)}前`,
    event.batch && event.batch !== event.date?.slice(0, 7) && `${monthName(batch, today)}批次`,
  ].filter(Boolean);
  return { what, rest: rest.join('，') };
}

function whatOf(event: ListingEvent, before: readonly ListingEvent[]): string {
  const level = levelName(event.level);
  const reason = event.reason_code;
  switch (event.kind) {
    case 'submitted': {
      const count = before.filter(({ kind, level: at }) => kind === 'submitted' && at === event.level).length;
      return `第${numerals[count] ?? count + 1}次报${level || '送'}`;
    }
    case 'accepted':
      return `${level}收件`;
    case 'lenient':
      return `容缺收件${reason ? `：${reason}` : ''}`;
    case 'passed':
      return `${level}审核通过`;
    case 'questioned':
      return `提出问题${reason ? `：${reason}` : ''}`;
    case 'returned':
      return `退回${reason ? `：${reason}` : ''}`;
    default:
      return listingEvent.fields.kind.choices.find((choice) => choice.code === event.kind)?.label ?? '';
  }
}

import { listingEvent } from '../../../src-shared/entities/listing-event';
import { addMonths, daysBetween, monthEnd } from '../../../src-shared/rules/dates';
import { isListingDue } from '../../../src-shared/rules/ledger-views';
import { listingLimits, monthName } from '../../../src-shared/rules/lights';
import { meetingEvent, metLevels } from '../../../src-shared/rules/listing-events';
import { currentRound, hasReport, levelName, shownMonths, windowsOf } from '../../../src-shared/rules/listing-windows';
import type { ListingFile } from './listing-file';

export type MarkKind = 'met' | 'missed' | 'next' | 'open' | 'red' | 'month' | 'today';

/** Something that stands on the line of windows; `at` is its share of the line's length. */
export interface Mark {
  readonly key: string;
  readonly kind: MarkKind;
  readonly at: number;
  readonly date: string;
  /** Over the line: 县级, 今天, 满 2 个月. */
  readonly above: string;
  /** Under it: 20日, 9月. */
  readonly day: string;
  /** Under that: 还有 4 天, 容缺收件, 转红灯. */
  readonly note: string;
}

const eventName = (kind: string | null) =>
  listingEvent.fields.kind.choices.find((choice) => choice.code === kind)?.label ?? '';
const met: Readonly<Record<string, string>> = { submitted: '已报', accepted: '已收件', passed: '已通过' };

/** The windows of the months shown, today, and the day on which the light turns red, by their place on the line. */
export function windowMarks(file: ListingFile): {
  readonly marks: readonly Mark[];
  readonly today: number;
  readonly solid: number;
} {
  const { rules, today, outlook, events, project, listing } = file;
  const months = shownMonths(rules.listingWindows, today);
  const first = `${months[0]}-01`;
  const days = daysBetween(first, monthEnd(months.at(-1) ?? '')) + 1;
  // A day ends where the next one begins, so the first is not at the very edge.
  const place = (date: string) => (daysBetween(first, date) + 0.5) / days;
  const round = currentRound(rules.listingWindows, today);
  const windows = months.flatMap((month) =>
    windowsOf(month, rules.listingWindows).map((window): Mark => {
      const done = metLevels(listing?.state ?? project.listing, events, month).has(window.level) && month <= round;
      const event = meetingEvent(events, window.level, month);
      const left = daysBetween(today, window.date);
      const isNext =
        !done && outlook.nextWindow?.round === month && outlook.nextWindow.level === window.level && left >= 0;
      const countdown = left === 0 ? '今天截止' : isNext ? `还有 ${left} 天` : `${left} 天`;
      const isAfter = outlook.nextWindow?.round === round && month > round;
      const note = done
        ? event
          ? (met[event.kind ?? ''] ?? eventName(event.kind))
          : '已过手'
        : left < 0
          ? '已过'
          : isAfter
            ? window.level === outlook.nextWindow?.level
              ? '错过则顺延'
              : ''
            : countdown;
      return {
        key: `${month} ${window.level}`,
        kind: done ? 'met' : left < 0 ? 'missed' : isNext ? 'next' : 'open',
        at: place(window.date),
        date: window.date,
        above: levelName(window.level),
        day: `${Number(window.date.slice(8))}日`,
        note,
      };
    }),
  );
  const red = isListingDue(project) ? (listingLimits(project, rules.lightRules)?.red ?? null) : null;
  const limit = rules.lightRules.listing;
  const inView = red !== null && red >= today && red <= monthEnd(months.at(-1) ?? '');
  const reds: Mark[] =
    inView && limit
      ? [
          {
            key: 'red',
            kind: 'red',
            at: place(red),
            date: red,
            above: `满 ${limit.red} 个月`,
            day: `${Number(red.slice(8))}日`,
            note: '转红灯',
          },
        ]
      : [];
  const names = months.map(
    (month): Mark => ({
      key: month,
      kind: 'month',
      at: place(`${month}-01`),
      date: `${month}-01`,
      above: '',
      day: monthName(month, today),
      note: hasReport(month) ? '' : '免报',
    }),
  );
  const now: Mark = { key: 'today', kind: 'today', at: place(today), date: today, above: '今天', day: '', note: '' };
  return {
    marks: [...windows, ...reds, ...names, now].sort((a, b) => a.at - b.at),
    today: place(today),
    solid: Math.min(1, place(addMonths(`${round}-01`, 1)) - 0.5 / days),
  };
}

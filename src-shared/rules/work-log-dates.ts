import { isIsoDate } from '../entities/field';
import { addDays, addMonths, daysBetween, monthEnd } from './dates';
import { clauseAround, isFree, matchesOf, type Span } from './work-log-spans';

export interface WrittenDate {
  readonly date: string;
  readonly span: Span;
}

const numerals: Readonly<Record<string, number>> = {
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};

/** 3, 三, 两, 十, 十五, 二十, 二十一 → the number; NaN for anything else. */
export function smallNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const match = /^([一二三四五六七八九])?(十)?([一二三四五六七八九零两])?$/.exec(text);
  if (!match || text === '') return Number.NaN;
  const [, tens, ten, ones] = match;
  if (ten) return (tens ? (numerals[tens] ?? 0) : 1) * 10 + (ones ? (numerals[ones] ?? 0) : 0);
  if (tens && ones) return Number.NaN;
  return numerals[tens ?? ones ?? ''] ?? Number.NaN;
}

/** A number of one or two digits, or in Chinese up to 99. */
export const numberPattern = '(?:\\d{1,3}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九两])';

/** Monday is 1, Sunday 7. */
function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

const weekdays: Readonly<Record<string, number>> = { 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 日: 7, 天: 7, 末: 6 };

const iso = (year: number, month: number, day: number) =>
  `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

const valid = (day: string): string | null => (isIsoDate(day) ? day : null);

/** Something that has happened: 14日去过 is a day behind us, 14日再去 is none. */
const isPast = (text: string, span: Span) => {
  const clause = clauseAround(text, span);
  return /[了过]|已/.test(text.slice(clause.start, clause.end));
};

/** A weekday. Without 本 or 下 it is the next such day after today; weeks begin on Monday, also where today is a Sunday. */
function weekday(prefix: string, name: string, today: string): string | null {
  const wanted = weekdays[name];
  if (!wanted) return null;
  const own = weekdayOf(today);
  if (prefix === '') return addDays(today, wanted > own ? wanted - own : wanted - own + 7);
  const weeks = prefix.startsWith('上') ? -1 : prefix.startsWith('下下') ? 2 : prefix.startsWith('下') ? 1 : 0;
  return addDays(today, weeks * 7 + wanted - own);
}

/** Month and day without a year: of this year, or of the next where this year's lies more than half a year back. */
function monthDay(month: number, day: number, today: string): string | null {
  const year = Number(today.slice(0, 4));
  const same = valid(iso(year, month, day));
  if (same !== null && daysBetween(same, today) <= 183) return same;
  return valid(iso(year + 1, month, day)) ?? same;
}

/** Beginning, middle or end of a month: 1st, 15th, last day. */
function partOfMonth(month: string, part: string): string {
  return part === '初'
    ? `${month.slice(0, 7)}-01`
    : part.startsWith('中')
      ? `${month.slice(0, 7)}-15`
      : monthEnd(month);
}

interface Form {
  readonly expression: RegExp;
  read(match: RegExpMatchArray, today: string, text: string, span: Span): string | null;
}

const relative: Readonly<Record<string, number>> = {
  大前天: -3,
  前天: -2,
  昨天: -1,
  昨日: -1,
  昨晚: -1,
  今天: 0,
  今日: 0,
  今早: 0,
  今晚: 0,
  明天: 1,
  明日: 1,
  明早: 1,
  明晚: 1,
  大后天: 3,
  后天: 2,
};

const n = numberPattern;

/** From the longest form to the shortest: a place that one form has read is closed to those after it. */
const forms: readonly Form[] = [
  {
    expression: /((?:19|20)\d{2})\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})(?!\d)\s*[日号]?/g,
    read: ([, year, month, day]) => valid(iso(Number(year), Number(month), Number(day))),
  },
  {
    expression: new RegExp(`(${n})\\s*月份?\\s*(${n})\\s*[日号]`, 'g'),
    read: ([, month = '', day = ''], today) => monthDay(smallNumber(month), smallNumber(day), today),
  },
  {
    expression: new RegExp(`(?<!\\d)(${n})\\s*月份?(初|中旬|底|末)`, 'g'),
    read: ([, month = '', part = ''], today) => {
      const number = smallNumber(month);
      if (!(number >= 1 && number <= 12)) return null;
      const year = Number(today.slice(0, 4));
      const of = (inYear: number) => partOfMonth(iso(inYear, number, 1), part);
      return daysBetween(of(year), today) > 183 ? of(year + 1) : of(year);
    },
  },
  {
    expression: new RegExp(`(下下?|本|这)个?月(?:份)?(?:(初|中旬?|底|末)|(${n})\\s*[日号])`, 'g'),
    read: ([, which = '', part, day], today) => {
      const months = which === '下下' ? 2 : which === '下' ? 1 : 0;
      const month = addMonths(`${today.slice(0, 7)}-01`, months);
      return part
        ? partOfMonth(month, part)
        : valid(`${month.slice(0, 8)}${String(smallNumber(day ?? '')).padStart(2, '0')}`);
    },
  },
  {
    expression: /(?<![\d一二三四五六七八九十个下上])月(底|末|初|中旬)/g,
    read: ([, part = ''], today) => {
      const day = partOfMonth(today, part);
      return day < today ? partOfMonth(addMonths(`${today.slice(0, 7)}-01`, 1), part) : day;
    },
  },
  { expression: /(?<!\d)(?:今)?年(?:底|末)/g, read: (_, today) => `${today.slice(0, 4)}-12-31` },
  {
    expression: /(上上?|下下?|本|这)?个?(?:周|星期|礼拜)([一二三四五六日天末])(?!期)/g,
    read: ([, prefix = '', name = ''], today) => weekday(prefix, name, today),
  },
  {
    expression: /(下下?|本|这)个?(?:周|星期|礼拜)(初|内|里)?(?!年)/g,
    read: ([, prefix = '', part], today) => {
      if (prefix.startsWith('下')) return weekday(prefix, part === '内' || part === '里' ? '五' : '一', today);
      const friday = weekday(prefix, '五', today) ?? today;
      return friday >= today ? friday : weekday(prefix, '日', today);
    },
  },
  {
    expression: new RegExp(`(?:过)?(${n})个?(天|日|周|星期|礼拜|月)(?:之)?(?:后|内|以内|以后)`, 'g'),
    read: ([, count = '', unit = ''], today) => {
      const number = smallNumber(count);
      if (!(number > 0)) return null;
      if (unit === '天' || unit === '日') return addDays(today, number);
      return unit === '月' ? addMonths(today, number) : addDays(today, number * 7);
    },
  },
  {
    expression: new RegExp(`(?:再)?过(${n})个?(天|周|星期|月)`, 'g'),
    read: ([, count = '', unit = ''], today) => {
      const number = smallNumber(count);
      return unit === '天'
        ? addDays(today, number)
        : unit === '月'
          ? addMonths(today, number)
          : addDays(today, number * 7);
    },
  },
  { expression: /半个?月(?:之)?(?:后|内|以后)/g, read: (_, today) => addDays(today, 15) },
  {
    expression: /大前天|前天|昨[天日晚]|今[天日早晚]|明[天日早晚]|大后天|后天/g,
    read: ([word], today) => addDays(today, relative[word] ?? 0),
  },
  {
    expression: new RegExp(`(?<![\\d.一二三四五六七八九十第月期共])(${n})\\s*[日号](?![楼院线机地房厂门路井工])`, 'g'),
    read: ([, day = ''], today, text, span) => {
      const number = String(smallNumber(day)).padStart(2, '0');
      const here = valid(`${today.slice(0, 8)}${number}`);
      if (here !== null && (here >= today || isPast(text, span))) return here;
      return valid(`${addMonths(`${today.slice(0, 7)}-01`, 1).slice(0, 8)}${number}`);
    },
  },
];

/**
 * The days that a Chinese sentence names, in the order of the text: 周五, 下周三, 明天, 9月21日, 21日, 月底, 三天后, 本周内. What cannot be a day
 * (2月30日) is left out; working days (3个工作日) are not read, since they need the calendar.
 */
export function datesIn(text: string, today: string, taken: readonly Span[] = []): WrittenDate[] {
  const found: WrittenDate[] = [];
  const closed: Span[] = [...taken];
  for (const { expression, read } of forms) {
    for (const { match, span } of matchesOf(text, expression)) {
      if (!isFree(span, closed)) continue;
      const date = read(match, today, text, span);
      if (date === null || !isIsoDate(date)) continue;
      found.push({ date, span });
      closed.push(span);
    }
  }
  return found.sort((a, b) => a.span.start - b.span.start);
}

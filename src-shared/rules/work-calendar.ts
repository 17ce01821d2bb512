import known from '../catalogues/work-calendar.json';
import type { CalendarYear } from '../contract/rule-values';

const dayLength = 86_400_000;
const firstYear = 2000;
const lastYear = 2099;
const origin = Date.UTC(firstYear, 0, 1) / dayLength;
const end = Date.UTC(lastYear, 11, 31) / dayLength;

/** Days since 1970-01-01, for arithmetic. */
export function dayNumber(text: string): number {
  return Math.round(Date.parse(`${text}T00:00:00Z`) / dayLength);
}

/** Texts of days that were asked for; a schedule of thousands of projects asks for the same few hundred. */
const texts = new Map<number, string>();

export function dayText(number: number): string {
  let text = texts.get(number);
  if (text === undefined) {
    text = new Date(number * dayLength).toISOString().slice(0, 10);
    if (texts.size < 40_000) texts.set(number, text);
  }
  return text;
}

/**
 * Which days are worked. Years that the State Council has arranged count with their days off and make-up days; in others only the
 * weekend is off, and `isKnown` says so: what is computed from them must be shown with a warning.
 */
export class WorkCalendar {
  /** First day of the arranged years, and last of those that follow on it without a gap. */
  readonly knownFrom: string;
  readonly knownThrough: string;
  readonly #years: ReadonlySet<string>;
  readonly #holidays = new Map<string, string>();
  /** Worked days up to and with each day since the origin. */
  readonly #count: Int32Array;
  /** Day numbers of the worked days, in order. */
  readonly #worked: Int32Array;

  constructor(years: Readonly<Record<string, CalendarYear>> = knownYears) {
    const workdays = new Set<string>();
    for (const arranged of Object.values(years)) {
      for (const [date, name] of Object.entries(arranged.holidays)) this.#holidays.set(date, name);
      for (const date of arranged.workdays) workdays.add(date);
    }
    const numbers = Object.keys(years)
      .map(Number)
      .sort((a, b) => a - b);
    const from = numbers[0] ?? firstYear;
    let through = from - 1;
    for (const year of numbers) if (year === through + 1) through = year;
    this.knownFrom = `${from}-01-01`;
    this.knownThrough = `${through}-12-31`;
    this.#years = new Set(numbers.map(String));

    const exceptions = new Map<number, boolean>();
    for (const date of this.#holidays.keys()) exceptions.set(dayNumber(date), false);
    for (const date of workdays) exceptions.set(dayNumber(date), true);
    this.#count = new Int32Array(end - origin + 1);
    const worked: number[] = [];
    for (let number = origin; number <= end; number += 1) {
      // 1970-01-01 was a Thursday.
      const weekday = (number + 4) % 7;
      if (exceptions.get(number) ?? (weekday !== 0 && weekday !== 6)) worked.push(number);
      this.#count[number - origin] = worked.length;
    }
    this.#worked = Int32Array.from(worked);
  }

  isWorkday(date: string): boolean {
    const at = dayNumber(date);
    return this.#countAt(at) > this.#countAt(at - 1);
  }

  /** '国庆节', or null on a day that is no arranged day off. */
  holidayName(date: string): string | null {
    return this.#holidays.get(date) ?? null;
  }

  isKnown(date: string): boolean {
    return this.#years.has(date.slice(0, 4));
  }

  /**
   * The day on which the `count`th worked day after `number` falls; the day itself does not count (期间开始的当日不计入). Negative goes
   * back: the last day from which `count` worked days end on or before `number`. Throws RangeError outside the years 2000 to 2099.
   */
  shift(number: number, count: number): number {
    if (count === 0) return number;
    if (count > 0) return this.#at(this.#countAt(number) + count - 1);
    // The latest start s with shift(s, n) ≤ number: the day before the nth last worked day's successor begins.
    return this.#at(this.#countAt(number) + count) - 1;
  }

  /** The first worked day on or after a day. Throws RangeError outside the years 2000 to 2099. */
  onOrAfter(number: number): number {
    return this.#at(this.#countAt(number - 1));
  }

  /** The last worked day on or before a day. Throws RangeError outside the years 2000 to 2099. */
  onOrBefore(number: number): number {
    return this.#at(this.#countAt(number) - 1);
  }

  /** Worked days after `from`, up to and with `to`; negative where `to` lies before. */
  between(from: number, to: number): number {
    return this.#countAt(to) - this.#countAt(from);
  }

  #countAt(number: number): number {
    if (number < origin) return 0;
    const count = this.#count[Math.min(number, end) - origin];
    return count ?? 0;
  }

  #at(index: number): number {
    const number = this.#worked[index];
    if (number === undefined) throw new RangeError('outside the calendar');
    return number;
  }
}

/** The years that the program brings. */
export const knownYears: Readonly<Record<string, CalendarYear>> = known.years;

/** `count` worked days after a day, as text. See `WorkCalendar.shift`. */
export function addWorkdays(calendar: WorkCalendar, date: string, count: number): string {
  return dayText(calendar.shift(dayNumber(date), count));
}

/** Worked days after `from`, up to and with `to`; negative where `to` lies before. */
export function workdaysBetween(calendar: WorkCalendar, from: string, to: string): number {
  return calendar.between(dayNumber(from), dayNumber(to));
}

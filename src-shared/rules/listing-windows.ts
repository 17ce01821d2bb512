import type { ListingWindows } from '../contract/rule-values';
import { listingEvent } from '../entities/listing-event';
import { addMonths, monthEnd, monthNumber } from './dates';
import { dayNumber, dayText, type WorkCalendar } from './work-calendar';

/** Levels of statistics that a case passes, in their order. */
export const levels = ['county', 'city', 'province'] as const;
export type Level = (typeof levels)[number];

/** '县级'. */
export function levelName(level: string | null): string {
  return listingEvent.fields.level.choices.find((choice) => choice.code === level)?.label ?? '';
}

/** Last day on which one level takes cases for the statistics of a month. */
export interface ListingWindow {
  readonly level: Level;
  /** The month whose statistics it is, `YYYY-MM`. */
  readonly round: string;
  readonly date: string;
}

/** January has no report (1月免报), so no window stands in it. */
export function hasReport(month: string): boolean {
  return month.slice(5, 7) !== '01';
}

/** Windows of a month, county first; none in January. A day that the month does not have is its last one. */
export function windowsOf(month: string, windows: ListingWindows): ListingWindow[] {
  if (!hasReport(month)) return [];
  const end = monthEnd(month);
  return levels.map((level) => {
    const date = `${month}-${String(windows[level]).padStart(2, '0')}`;
    return { level, round: month, date: date < end ? date : end };
  });
}

/** The next month after `month` that has a report. */
export function roundAfter(month: string): string {
  const next = addMonths(`${month}-01`, 1).slice(0, 7);
  return hasReport(next) ? next : roundAfter(next);
}

/** The month whose windows are the next to close: this one until its last window is over, else the next that has a report. */
export function currentRound(windows: ListingWindows, today: string): string {
  const month = today.slice(0, 7);
  return windowsOf(month, windows).some((window) => window.date >= today) ? month : roundAfter(month);
}

/** The window of a level in a round. Throws RangeError for a round in January, which has none. */
export function windowOf(level: Level, round: string, windows: ListingWindows): ListingWindow {
  const found = windowsOf(round, windows).find((window) => window.level === level);
  if (!found) throw new RangeError(`no window in ${round}`);
  return found;
}

/**
 * Last day on which somebody is in the office to take it: the last worked day up to the window. Once that day is over, the window
 * itself, for a portal may still be open on a day off.
 */
export function lastOfficeDay(window: ListingWindow, calendar: WorkCalendar, today: string): string {
  const worked = dayText(calendar.onOrBefore(dayNumber(window.date)));
  return worked < today && window.date >= today ? window.date : worked;
}

/** Months that a line of windows shows: the present one, the present round and the round after it. */
export function shownMonths(windows: ListingWindows, today: string): string[] {
  const first = today.slice(0, 7);
  const last = roundAfter(currentRound(windows, today));
  const count = monthNumber(last) - monthNumber(first) + 1;
  return Array.from({ length: count }, (_, index) => addMonths(`${first}-01`, index).slice(0, 7));
}

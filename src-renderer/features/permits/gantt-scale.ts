import type { ProjectSchedule } from '../../../src-shared/rules/road-map';
import type { RoadGroup } from '../../../src-shared/rules/road-map-rows';
import { dayNumber, dayText, type WorkCalendar } from '../../../src-shared/rules/work-calendar';

/** Below this many pixels a day the chart is wider than its room and scrolls. */
const leastPerDay = 1.5;
const before = 3;
const after = 14;
/** Days from today beyond which nothing is shown. */
const farthest = 2200;

/** Days along the chart. */
export interface Scale {
  readonly first: number;
  readonly last: number;
  readonly width: number;
  readonly perDay: number;
  /** Left edge of a day, in pixels. */
  x(day: string): number;
}

export interface Month {
  readonly x: number;
  readonly label: string;
}

export function scaleOf(groups: readonly RoadGroup[], schedule: ProjectSchedule, today: string, room: number): Scale {
  const days = [today, schedule.earliestStart, schedule.target ?? today];
  for (const { bar } of groups.flatMap(({ rows }) => rows)) if (bar) days.push(bar.from, bar.to, bar.floatTo ?? bar.to);
  days.sort();
  // A year that was mistyped does not stretch the chart over centuries; its bar ends at the edge.
  const near = days.map(dayNumber).filter((day) => Math.abs(day - dayNumber(today)) <= farthest);
  const first = (near[0] ?? dayNumber(today)) - before;
  const last = (near.at(-1) ?? dayNumber(today)) + after;
  const perDay = Math.max(leastPerDay, room / (last - first));
  return {
    first,
    last,
    perDay,
    width: Math.max(room, Math.round((last - first) * perDay)),
    x: (day) => (dayNumber(day) - first) * perDay,
  };
}

/** Beginnings of the months, the year with January and with the first. */
export function monthsOf(scale: Scale): Month[] {
  const months: Month[] = [{ x: 0, label: '' }];
  for (let day = scale.first; day < scale.last; day += 1) {
    const text = dayText(day);
    const label = `${Number(text.slice(5, 7))}月`;
    if (months.length === 1 && months[0]?.label === '') months[0] = { x: 0, label };
    else if (text.endsWith('-01')) {
      months.push({ x: scale.x(text), label: text.slice(5, 7) === '01' ? `${text.slice(0, 4)}年` : label });
    }
  }
  // A month of which only the last days are seen has no room for its name.
  return months.filter(({ x }, index) => (months[index + 1]?.x ?? scale.width) - x > 34);
}

/** Arranged days off with the weekends that touch them, as [left, width]. */
export function holidaysOf(scale: Scale, calendar: WorkCalendar): { x: number; width: number; name: string }[] {
  const spans: { x: number; width: number; name: string }[] = [];
  for (let day = scale.first; day < scale.last; ) {
    let end = day;
    let name: string | null = null;
    while (end < scale.last && calendar.onOrAfter(end) !== end) {
      name ??= calendar.holidayName(dayText(end));
      end += 1;
    }
    if (name !== null) spans.push({ x: (day - scale.first) * scale.perDay, width: (end - day) * scale.perDay, name });
    day = end + 1;
  }
  return spans;
}

import { addDays, monthEnd } from './dates';
import type { WorkCalendar } from './work-calendar';

/** 每月下旬: days of a month in which the Commission and the statistics bureau look at unlisted projects together (plan section 三(三)). */
export function surveyWindow(month: string): { readonly from: string; readonly to: string } {
  return { from: `${month}-21`, to: monthEnd(month) };
}

/** The worked days of the window; all of them where a calendar knows none. */
export function surveyDays(month: string, calendar: Pick<WorkCalendar, 'isWorkday'>): string[] {
  const { from, to } = surveyWindow(month);
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  const worked = days.filter((day) => calendar.isWorkday(day));
  return worked.length > 0 ? worked : days;
}

import type { CalendarYear } from '../contract/rule-values';
import { isIsoDate } from '../entities/field';

export interface CalendarFile {
  /** '2027' */
  readonly year: string;
  readonly value: CalendarYear;
}

type Read = { readonly ok: true; readonly file: CalendarFile } | { readonly ok: false; readonly fault: string };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** 'Spring Festival,春节,3' of the package chinese-days → '春节'; a plain name stays. */
function holidayName(value: unknown): string {
  const parts = String(value ?? '').split(',');
  return ((parts.length >= 2 ? parts[1] : parts[0]) ?? '').trim().slice(0, 20) || '假日';
}

/** Days of a part that is a list, or an object by day. */
function daysOf(part: unknown): string[] | null {
  if (part === undefined || part === null) return [];
  if (Array.isArray(part)) return part.map(String);
  return isRecord(part) ? Object.keys(part) : null;
}

interface Days {
  readonly holidays: Record<string, string>;
  readonly workdays: readonly string[];
}

/** `days: [{name, date, isOffDay}]`, as the files of holiday-cn have it. */
function ofDayList(list: readonly unknown[]): Days {
  const holidays: Record<string, string> = {};
  const workdays: string[] = [];
  for (const entry of list) {
    if (!isRecord(entry)) continue;
    const date = String(entry.date ?? '');
    if (entry.isOffDay === false) workdays.push(date);
    else holidays[date] = holidayName(entry.name);
  }
  return { holidays, workdays };
}

function ofParts(value: Record<string, unknown>): Days | null {
  const dates = daysOf(value.holidays);
  const workdays = daysOf(value.workdays);
  if (!dates || !workdays) return null;
  const names = isRecord(value.holidays) ? value.holidays : {};
  return { holidays: Object.fromEntries(dates.map((date) => [date, holidayName(names[date])])), workdays };
}

/**
 * One year of the State Council's arrangement out of a file: `{year, holidays, workdays}`, the year files of the package chinese-days, or
 * those of holiday-cn. Days off are kept by name; days of the neighbouring year that belong to the same holiday stay with the file.
 */
export function readCalendarFile(text: string): Read {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { ok: false, fault: '不是 JSON 文件' };
  }
  if (!isRecord(value)) return { ok: false, fault: '里面没有节假日安排' };
  const days = Array.isArray(value.days) ? ofDayList(value.days) : ofParts(value);
  if (!days) return { ok: false, fault: '里面没有节假日安排' };
  const { holidays, workdays } = days;
  const all = [...Object.keys(holidays), ...workdays];
  const wrong = all.find((date) => !isIsoDate(date));
  if (wrong !== undefined) return { ok: false, fault: `里面的“${wrong}”不是日期` };
  if (Object.keys(holidays).length === 0) return { ok: false, fault: '里面没有放假的日子' };
  const counts = new Map<string, number>();
  for (const date of all) counts.set(date.slice(0, 4), (counts.get(date.slice(0, 4)) ?? 0) + 1);
  const usual = [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
  const year = value.year === undefined ? usual : String(value.year);
  if (!/^20\d\d$/.test(year)) return { ok: false, fault: `“${year}”不是 2000 至 2099 年的年份` };
  const far = all.find((date) => Math.abs(Number(date.slice(0, 4)) - Number(year)) > 1);
  if (far !== undefined || usual !== year) {
    return { ok: false, fault: `里面的日子不都是 ${year} 年的，一个文件只放一年` };
  }
  const both = workdays.find((date) => Object.hasOwn(holidays, date));
  if (both !== undefined) return { ok: false, fault: `${both} 又放假又上班` };
  return { ok: true, file: { year, value: { holidays, workdays: [...workdays].sort() } } };
}

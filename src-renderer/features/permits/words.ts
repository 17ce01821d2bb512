import { daysBetween } from '../../../src-shared/rules/dates';
import { formatDate, formatDay, unknown } from '../../../src-shared/terms/format';

/** '11月1日', with the year where it is another than that of today. */
export function shortDay(day: string | null, today: string): string {
  if (day === null) return unknown;
  return day.slice(0, 4) === today.slice(0, 4) ? formatDay(day) : formatDate(day);
}

/** Days around today within which a day needs no year: it can only be the one that is near. */
const near = 330;

/** As short as it can be said: '4月9日' also next year where no other is meant, '28年4月9日' farther away. For narrow columns. */
export function briefDay(day: string | null, today: string): string {
  if (day === null) return unknown;
  return Math.abs(daysBetween(today, day)) <= near ? formatDay(day) : formatDate(day).slice(2);
}

/** '6 个工作日'; '晚 3 个工作日' where the target cannot be kept; '—' without one. */
export function floatWords(float: number | null): string {
  if (float === null) return unknown;
  return float >= 0 ? `${float} 个工作日` : `晚 ${-float} 个工作日`;
}

/** '早于目标 6 个工作日', '正好在目标日', '晚于目标 2 个工作日'. */
export function roomWords(float: number): string {
  if (float === 0) return '正好赶上目标';
  return float > 0 ? `早于目标 ${float} 个工作日` : `晚于目标 ${-float} 个工作日`;
}

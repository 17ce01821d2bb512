import { daysBetween } from '../../../src-shared/rules/dates';
import { formatDay } from '../../../src-shared/terms/format';

/** '9月16日至22日', '9月30日至10月6日' */
export function formatSpan(from: string, to: string): string {
  const sameMonth = from.slice(0, 7) === to.slice(0, 7);
  return `${formatDay(from)}至${sameMonth ? `${Number(to.slice(8))}日` : formatDay(to)}`;
}

/** How a due day reads in a list of things to do. */
export function formatDue(due: string, today: string): string {
  const days = daysBetween(today, due);
  if (days < 0) return `逾期 ${-days} 天`;
  if (days === 0) return '今天';
  if (days === 1) return '明天';
  return formatDay(due);
}

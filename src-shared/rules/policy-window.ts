import type { Policy } from '../entities/policy';
import { formatDay } from '../terms/format';
import { daysBetween } from './dates';

/** Natural days: `open` counts to the last day (0 = today is the last), `upcoming` to the first, `closed` from the last; null without such a day. */
export interface PolicyWindow {
  readonly state: 'open' | 'upcoming' | 'closed';
  readonly days: number | null;
}

/** A window that nears its end is marked from this many days on. */
export const closingDays = 14;

/** Where the window of a policy stands today. Without a last day it stays open. */
export function policyWindow(policy: Pick<Policy, 'opens_on' | 'closes_on'>, today: string): PolicyWindow {
  const { opens_on: opens, closes_on: closes } = policy;
  if (closes !== null && closes < today) return { state: 'closed', days: daysBetween(closes, today) };
  if (opens !== null && opens > today) return { state: 'upcoming', days: daysBetween(today, opens) };
  return { state: 'open', days: closes === null ? null : daysBetween(today, closes) };
}

export function isClosing(window: PolicyWindow): boolean {
  return window.state === 'open' && window.days !== null && window.days <= closingDays;
}

/** '还有 12 天', '今天截止', '9 天后开始', '已截止 3 天', '常年受理'. */
export function windowWords({ state, days }: PolicyWindow): string {
  if (state === 'closed') return `已截止 ${days} 天`;
  if (state === 'upcoming') return days === 1 ? '明天开始' : `${days} 天后开始`;
  if (days === null) return '常年受理';
  return days === 0 ? '今天截止' : `还有 ${days} 天`;
}

/** '9月1日至9月30日', '至9月30日', '9月1日起'; null where no day is known. Days of another year than today's carry it. */
export function windowSpan(policy: Pick<Policy, 'opens_on' | 'closes_on'>, today: string): string | null {
  const day = (date: string) =>
    (date.slice(0, 4) === today.slice(0, 4) ? '' : `${date.slice(0, 4)}年`) + formatDay(date);
  const { opens_on: opens, closes_on: closes } = policy;
  if (opens !== null && closes !== null) return `${day(opens)}至${day(closes)}`;
  if (closes !== null) return `至${day(closes)}`;
  return opens === null ? null : `${day(opens)}起`;
}

import type { ListingWindows } from '../contract/rule-values';
import { formatDay } from '../terms/format';
import { monthEnd } from './dates';
import { brief, type Demand, type DeskItem, workspacePath } from './desk-item';
import { isStarted } from './ledger-views';
import { listingLimits, listingReason, monthName } from './lights';
import { byDate } from './listing-events';
import { listingNextStep, listingOutlook } from './listing-outlook';
import { levelName, roundAfter } from './listing-windows';
import type { RuleBook } from './rule-book';
import type { WorkCalendar } from './work-calendar';

/** What the listing case of a project asks for. */
export function listingDemands(item: DeskItem, today: string, rules: RuleBook): Demand[] {
  if (!isStarted(item.project) || item.project.listing === 'listed') return [];
  return [caseDemand(item, today, rules), answerDemand(item)].filter((demand) => demand !== null);
}

/**
 * One for a project, the first that applies: the red limit of the rule has passed, a promise was not kept, a window is open, the yellow
 * limit has passed, then what comes first of promise and limit.
 */
function caseDemand(item: DeskItem, today: string, { lightRules, listingWindows, calendar }: RuleBook): Demand | null {
  const { project, listing } = item;
  const limits = listingLimits(project, lightRules);
  const promised = listing?.promised_month ? monthEnd(listing.promised_month) : null;
  const reason = listingReason(listing);
  const promise = listing?.promised_month ? `承诺 ${monthName(listing.promised_month, today)}入统` : '';
  const base = {
    id: `listing:${project.id}`,
    to: workspacePath('listing', project.id),
    action: '看入统',
    node: '入统',
  };
  const passed = (color: 'red' | 'yellow', due: string): Demand => ({
    ...base,
    what: project.listing === 'missing' ? '入统材料未齐' : '逾期未入统',
    why: `开工满 ${lightRules.listing?.[color]} 个月未入统${reason}${promise && `，${promise}`}`,
    due,
  });
  if (limits && today > limits.red) return passed('red', limits.red);
  const broken = promised !== null && promised < today;
  if (broken && !(limits && today > limits.yellow)) {
    return { ...base, what: '未按承诺入统', why: `${promise}${reason}`, due: promised };
  }
  const window = limits ? windowDemand(item, today, listingWindows, calendar) : null;
  if (window) return window;
  if (limits && today > limits.yellow) return passed('yellow', limits.yellow);
  if (promised !== null && (!limits || promised < limits.yellow)) {
    return { ...base, what: '按承诺入统', why: `${promise}${reason}`, due: promised };
  }
  return limits
    ? {
        ...base,
        what: '办理入统',
        why: `${formatDay(limits.yellow)}开工满 ${lightRules.listing?.yellow} 个月${reason}`,
        due: limits.yellow,
      }
    : null;
}

/** What must be done before the next window closes, where one of this round is still to come. */
function windowDemand(
  { project, listing, materials, listing_events: events }: DeskItem,
  today: string,
  windows: ListingWindows,
  calendar: WorkCalendar,
): Demand | null {
  const outlook = listingOutlook({ project, listing }, materials, events, windows, calendar, today);
  const { nextWindow: window, round, verdict } = outlook;
  const step = listingNextStep(outlook, listing);
  if (verdict === 'hopeless' || !window || !step) return null;
  return {
    id: `window:${project.id}:${round}:${window.level}`,
    what: brief(step.text, 20),
    why: `${levelName(window.level)}窗口 ${formatDay(window.date)}关闭，错过顺延至 ${monthName(roundAfter(round), today)}`,
    due: step.date,
    to: workspacePath('listing', project.id),
    action: '看入统',
    node: '入统窗口',
  };
}

/** The last step of the case was a question or a return with a day by which it must be answered. */
function answerDemand({ project, listing_events: events }: DeskItem): Demand | null {
  // A survey answers nothing.
  const last = byDate(events).findLast(({ kind }) => kind !== 'surveyed');
  if (!last?.deadline || !last.date || !asking.has(last.kind)) return null;
  const asked = last.kind === 'returned' ? '退回' : last.kind === 'lenient' ? '容缺收件' : '提出问题';
  const detail = brief(last.detail, 24);
  return {
    id: `listing-answer:${last.id}`,
    what: last.kind === 'questioned' ? '答复入统问题' : '入统补正',
    why: `${formatDay(last.date)}${levelName(last.level)}${asked}，限 ${formatDay(last.deadline)}前${detail ? `，${detail}` : ''}`,
    due: last.deadline,
    to: workspacePath('listing', project.id),
    action: '看入统',
    node: null,
  };
}

/** What is taken, asked or sent back with a day by which the rest must come. */
const asking = new Set<string | null>(['questioned', 'returned', 'lenient']);

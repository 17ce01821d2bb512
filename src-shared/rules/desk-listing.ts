import { formatDay } from '../terms/format';
import { monthEnd } from './dates';
import { type Demand, type DeskItem, projectPath } from './desk-item';
import { isStarted } from './ledger-views';
import { listingLimits, listingReason, monthName } from './lights';
import type { RuleBook } from './rule-book';

/** What the listing case of a project asks for. */
export function listingDemands(item: DeskItem, today: string, rules: RuleBook): Demand[] {
  if (!isStarted(item.project) || item.project.listing === 'listed') return [];
  return [listingDemand(item, today, rules), answerDemand(item)].filter((demand) => demand !== null);
}

/** One for a project: the limit of the rule where it has passed, else what was promised or what comes first. */
function listingDemand({ project, listing }: DeskItem, today: string, { lightRules }: RuleBook): Demand | null {
  const limits = listingLimits(project, lightRules);
  const promised = listing?.promised_month ? monthEnd(listing.promised_month) : null;
  const reason = listingReason(listing);
  const promise = listing?.promised_month ? `承诺 ${monthName(listing.promised_month, today)}入统` : '';
  const base = { id: `listing:${project.id}`, to: projectPath(project.id, 'listing'), action: '看入统', node: '入统' };
  if (limits && today > limits.yellow) {
    const passed = today > limits.red ? 'red' : 'yellow';
    const months = lightRules.listing?.[passed];
    return {
      ...base,
      what: project.listing === 'missing' ? '入统材料未齐' : '逾期未入统',
      why: `开工满 ${months} 个月未入统${reason}${promise && `，${promise}`}`,
      due: limits[passed],
    };
  }
  if (promised !== null && (!limits || promised < limits.yellow || promised < today)) {
    return {
      ...base,
      what: promised < today ? '未按承诺入统' : '按承诺入统',
      why: `${promise}${reason}`,
      due: promised,
    };
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

const levels: Readonly<Record<string, string>> = { county: '县级', city: '市级', province: '省级' };

/** The last step of the case was a question or a return with a day by which it must be answered. */
function answerDemand({ project, listing_events }: DeskItem): Demand | null {
  const last = listing_events
    .toSorted((a, b) => (a.date ?? '').localeCompare(b.date ?? '') || a.id.localeCompare(b.id))
    .at(-1);
  if (!last?.deadline || !last.date || (last.kind !== 'questioned' && last.kind !== 'returned')) return null;
  const who = `${levels[last.level ?? ''] ?? ''}${last.kind === 'returned' ? '退回' : '提出问题'}`;
  const detail = last.detail?.trim().split(/\r?\n/)[0];
  return {
    id: `listing-answer:${last.id}`,
    what: last.kind === 'returned' ? '入统补正' : '答复入统问题',
    why: `${formatDay(last.date)}${who}，限 ${formatDay(last.deadline)}前${detail ? `，${detail}` : ''}`,
    due: last.deadline,
    to: projectPath(project.id, 'listing'),
    action: '看入统',
    node: null,
  };
}

import { formatDay } from '../terms/format';
import { type Demand, type DeskItem, workspacePath } from './desk-item';
import { lackingWords, listingOutlook } from './listing-outlook';
import type { RuleBook } from './rule-book';

/** An announced visit of the Commission and the statistics bureau: be there, and have ready what is lacking in the case. */
export function visitDemands(
  item: DeskItem,
  today: string,
  rules: Pick<RuleBook, 'listingWindows' | 'calendar'>,
): Demand[] {
  const announced = item.visits.filter(({ state, date }) => state === 'planned' && date !== null && date >= today);
  if (announced.length === 0) return [];
  const { project, listing, materials, listing_events: events } = item;
  const { checklist } = listingOutlook(
    { project, listing },
    materials,
    events,
    rules.listingWindows,
    rules.calendar,
    today,
  );
  const lacking = lackingWords(checklist, listing);
  return announced.map(({ id, date, leader }) => ({
    id: `visit:${id}`,
    what: '迎接未入统踏查',
    why: `${formatDay(date)}市发改委、市统计局来现场${leader ? `，${leader}带队` : ''}${lacking ? `，备好${lacking}` : '，备好入统材料'}`,
    due: date ?? today,
    to: workspacePath('listing', project.id),
    action: '看入统',
    node: null,
  }));
}

import type { Commitment } from '../entities/commitment';
import { formatDay } from '../terms/format';
import { cityCommitments } from './commitments';
import { brief, type Demand, type DeskCommitment } from './desk-item';

/** Address of the list that a commitment stands in: a region's own under 组织推进, the city's departments' at the Commission. */
function commitmentPath({ scope, month }: Pick<Commitment, 'scope' | 'month'>, show: 'open' | 'overdue'): string {
  const query = `month=${month ?? ''}&show=${show}`;
  return scope === cityCommitments
    ? `/dispatch/targets/commitments?${query}&region=${cityCommitments}`
    : `/progress/commitments?${query}`;
}

/** What a region promised in its press-down list, until it is done or dropped. */
export function commitmentDemand(commitment: DeskCommitment, today: string): Demand | null {
  const { id, matter, person, unit, due, month, scope, project } = commitment;
  if (due === null) return null;
  const who = person ?? unit;
  const about = project && !matter?.includes(project) ? `${project}，` : '';
  return {
    id: `commitment:${id}`,
    what: brief(matter, 20) || '压实事项',
    why: `${month ? `${Number(month.slice(5))}月` : ''}压实清单：${about}${who ? `${who}负责，` : ''}时限 ${formatDay(due)}`,
    due,
    to: commitmentPath({ scope, month }, due < today ? 'overdue' : 'open'),
    action: '看清单',
    node: null,
    ...(scope === cityCommitments ? { ofCity: true } : {}),
  };
}

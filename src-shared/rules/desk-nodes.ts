import { formatDay } from '../terms/format';
import { addDays } from './dates';
import { type Demand, type DeskItem, projectPath } from './desk-item';
import { overdueNodes } from './nodes';

/** What has a to-do of its own: the start by `planned_start`, listing by its windows and limits. */
const told = (item: DeskItem): ReadonlySet<string> =>
  new Set([...(item.project.planned_start === null ? [] : ['started']), 'listed']);

/** Nodes of the stage model that are planned up to `horizon` days ahead, or were planned before, and are not known to be reached. */
export function nodeDemands(item: DeskItem, today: string, horizon: number): Demand[] {
  // What is overdue on the day after the last one is planned up to the last one.
  const after = addDays(today, horizon + 1);
  const found = overdueNodes(item.project, item.nodes, after, { listing: item.listing });
  // Permits are read only where there is something that they could take away.
  if (found.length === 0) return [];
  const others = told(item);
  return overdueNodes(item.project, item.nodes, after, { permits: item.papers(), listing: item.listing })
    .filter(({ code }) => !others.has(code))
    .map(({ code, name, planned, unit, person }) => ({
      id: `node:${item.project.id}:${code}`,
      what: name,
      why: `节点计划 ${formatDay(planned)}完成${unit ? `，${unit}` : ''}${person ? `，${person}` : ''}`,
      due: planned,
      to: projectPath(item.project.id, 'progress'),
      action: '看进度',
      node: name,
    }));
}

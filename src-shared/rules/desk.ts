import type { Light, Todo } from '../contract/record-methods';
import { addDays, daysBetween, lastDay } from './dates';
import { derive } from './derive';
import { type Demand, type DeskItem, demandsOf, isReported, isReporting, reportDemand } from './desk-todos';
import { lifecycleOf } from './ledger-views';
import { compareLights } from './lights';
import { reportingPeriod } from './period';
import { stagesOf } from './stages';

export interface DeskLine {
  readonly id: string;
  readonly name: string;
  readonly light: Light['color'];
  readonly sentence: string;
  readonly nextNode: string | null;
  /** Days until the next node; negative when it is late. */
  readonly days: number | null;
  /** Percentage points against 序时进度. */
  readonly gap: number | null;
}

export interface Desk {
  readonly period: { name: string; filled: number; expected: number; timeProportional: number; deadline: string };
  readonly todos: Todo[];
  readonly projects: DeskLine[];
}

/** This week is today and the six days after it, next week the seven days after that; null where it is later. */
export function groupOf(due: string, today: string): Todo['group'] | null {
  if (due < today) return 'overdue';
  if (due <= addDays(today, 6)) return 'this_week';
  return due <= addDays(today, 13) ? 'next_week' : null;
}

/** What is to be done, sorted by day, and the projects, the worst light first. Investment is never asked to be a certain figure. */
export function deskOf(items: readonly DeskItem[], today: string): Desk {
  const period = reportingPeriod(today);
  const reporting = items.filter(isReporting);
  const lines = items.map((item) => ({ item, ...lineOf(item, today) }));
  const todos = lines.flatMap(({ item, line, demands }) => {
    const report = reportDemand(item, today);
    return (report ? [...demands, report] : demands).flatMap((demand) => {
      const group = groupOf(demand.due, today);
      return group ? [todoOf(demand, group, line)] : [];
    });
  });
  return {
    period: {
      name: period.shortName,
      filled: reporting.filter((item) => isReported(item, period)).length,
      expected: reporting.length,
      timeProportional: period.timeProportional,
      deadline: period.deadline,
    },
    todos: todos.sort(
      (a, b) => a.due.localeCompare(b.due) || compareLights(a.light, b.light) || a.id.localeCompare(b.id),
    ),
    projects: lines
      .map(({ line }) => line)
      .sort(
        (a, b) =>
          compareLights(a.light, b.light) ||
          (a.gap ?? Number.POSITIVE_INFINITY) - (b.gap ?? Number.POSITIVE_INFINITY) ||
          a.name.localeCompare(b.name, 'zh-CN'),
      ),
  };
}

function todoOf(demand: Demand, group: Todo['group'], line: DeskLine): Todo {
  const { id, what, why, due, to, action } = demand;
  return { id, group, light: line.light, what, project: { id: line.id, name: line.name }, why, due, to, action };
}

function lineOf(item: DeskItem, today: string): { line: DeskLine; demands: Demand[] } {
  const { project, listing, permits, progress } = item;
  const derived = derive(project, progress, listing, today);
  const demands = demandsOf(item, today);
  const next = nextNode(item, demands);
  const line: DeskLine = {
    id: project.id,
    name: project.short_name ?? project.name ?? '',
    light: derived.light.color,
    sentence: derived.light.sentence,
    nextNode: next?.node ?? presentNode(project, permits, listing, today),
    days: next ? daysBetween(today, next.due) : null,
    gap: derived.gap,
  };
  return { line, demands };
}

/** The earliest dated step that is not done, acceptance among them, late ones first. */
function nextNode(item: DeskItem, demands: readonly Demand[]): { node: string; due: string } | null {
  const dated = demands.flatMap(({ node, due }) => (node === null ? [] : [{ node, due }]));
  const finish = item.project.planned_finish;
  if (finish !== null && item.project.actual_finish === null && lifecycleOf(item.project) === 'construction') {
    dated.push({ node: '竣工验收', due: lastDay(finish) });
  }
  return dated.sort((a, b) => a.due.localeCompare(b.due))[0] ?? null;
}

function presentNode(
  project: DeskItem['project'],
  permits: DeskItem['permits'],
  listing: DeskItem['listing'],
  today: string,
): string | null {
  const present = stagesOf(project, permits, listing, today).find((stage) => stage.state === 'present');
  return present?.nodes.find((node) => node.state === 'next')?.name ?? null;
}

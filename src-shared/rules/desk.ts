import type { SnoozedTodo, Todo } from '../contract/desk-methods';
import type { Light } from '../contract/record-methods';
import { addDays, daysBetween, lastDay } from './dates';
import { isForCommission, waitingTodos } from './desk-commission';
import { fundingDemands } from './desk-funding';
import { type Demand, type DeskItem, type DeskSurroundings, projectPath } from './desk-item';
import { nextStepDemand } from './desk-liaison';
import { listingDemands } from './desk-listing';
import { nodeDemands } from './desk-nodes';
import { permitDemands } from './desk-permits';
import { meetingDemand, problemDemands } from './desk-problems';
import {
  checkDemands,
  isReported,
  isReporting,
  packageDemand,
  type ReportPeriods,
  reportDemand,
  reportPeriods,
} from './desk-reports';
import { type PutOff, partSnoozed } from './desk-snooze';
import { lifecycleOf } from './ledger-views';
import { compareLights } from './lights';
import { timeProportional } from './period';
import type { RuleBook } from './rule-book';
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
  readonly snoozed: SnoozedTodo[];
  readonly projects: DeskLine[];
}

/** Days after today that the desk looks ahead: this week and the next. */
export const deskHorizon = 13;

/** This week is today and the six days after it, next week the seven days after that; null where it is later. */
export function groupOf(due: string, today: string): Todo['group'] | null {
  return groupBefore(due, today, addDays(today, 6), addDays(today, deskHorizon));
}

function groupBefore(due: string, today: string, thisWeek: string, nextWeek: string): Todo['group'] | null {
  if (due < today) return 'overdue';
  if (due <= thisWeek) return 'this_week';
  return due <= nextWeek ? 'next_week' : null;
}

/** Everything that a project asks for, whenever it is due. */
export function demandsOf(
  item: DeskItem,
  surroundings: DeskSurroundings,
  today: string,
  periods: ReportPeriods = reportPeriods(today),
): Demand[] {
  if (lifecycleOf(item.project) === 'terminated') return [];
  const report = reportDemand(item, periods);
  return [
    ...permitDemands(item, today, surroundings.rules),
    ...nodeDemands(item, today, deskHorizon),
    ...listingDemands(item, today, surroundings.rules),
    ...problemDemands(item, today, surroundings.rules),
    ...item.work_logs
      .map((note) => nextStepDemand(note, projectPath(item.project.id, 'liaison')))
      .filter((demand) => demand !== null),
    ...fundingDemands(item, surroundings, today),
    ...checkDemands(item, periods.present),
    ...(report ? [report] : []),
  ];
}

const collator = new Intl.Collator('zh-CN');

/**
 * What is to be done, sorted by day, and the projects, the worst light first; for the `city` only what stands on red or waits for the
 * Commission. Investment is never asked to be a certain figure.
 */
export function deskOf(
  items: readonly DeskItem[],
  surroundings: DeskSurroundings,
  snoozes: readonly PutOff[],
  today: string,
  city = false,
): Desk {
  const periods = reportPeriods(today);
  const period = periods.present;
  const reporting = items.filter(isReporting);
  const [thisWeek, nextWeek] = [addDays(today, 6), addDays(today, deskHorizon)];
  const place = (demand: Demand, light: Light['color'], project: Todo['project']): Todo[] => {
    const group = groupBefore(demand.due, today, thisWeek, nextWeek);
    if (!group || (city && !isForCommission(demand, group, light))) return [];
    return [todoOf(demand, group, light, project)];
  };
  const lines = items.map((item) => lineOf(item, surroundings, today, periods, city));
  const all = [
    ...waitingTodos(surroundings, today),
    ...lines.flatMap(({ light, project, demands }) => demands.flatMap((demand) => place(demand, light.color, project))),
    ...looseDemands(surroundings, items.length, today).flatMap((demand) => place(demand, 'none', null)),
  ];
  const { todos, snoozed } = partSnoozed(
    all.sort((a, b) => compareText(a.due, b.due) || compareLights(a.light, b.light) || compareText(a.id, b.id)),
    snoozes,
    today,
  );
  return {
    period: {
      name: period.shortName,
      filled: reporting.filter((item) => isReported(item, period)).length,
      expected: reporting.length,
      timeProportional: timeProportional(period.month, period.half, surroundings.rules.lightRules.monthShares),
      deadline: period.deadline,
    },
    todos,
    snoozed,
    projects: lines
      .map(({ line }) => line)
      .filter((line) => line !== null)
      .sort(
        (a, b) =>
          compareLights(a.light, b.light) ||
          (a.gap ?? Number.POSITIVE_INFINITY) - (b.gap ?? Number.POSITIVE_INFINITY) ||
          collator.compare(a.name, b.name),
      ),
  };
}

/** Order of plain text, which for days is the order of time. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What belongs to no project. */
function looseDemands(surroundings: DeskSurroundings, projects: number, today: string): Demand[] {
  return [
    ...surroundings.work_logs.map((note) => nextStepDemand(note, '/liaison/steps')),
    ...surroundings.meeting_items.map((item) => meetingDemand(item, today)),
    packageDemand(surroundings, projects, reportPeriods(today).present),
  ].filter((demand) => demand !== null);
}

function todoOf(demand: Demand, group: Todo['group'], light: Light['color'], project: Todo['project']): Todo {
  const { id, what, why, due, to, action, tick } = demand;
  return { id, group, light, what, project, why, due, to, action, tick: tick ?? null };
}

interface ProjectOnDesk {
  readonly light: Light;
  readonly project: NonNullable<Todo['project']>;
  readonly demands: readonly Demand[];
  /** Null where the city's desk does not list the project. */
  readonly line: DeskLine | null;
}

function lineOf(
  item: DeskItem,
  surroundings: DeskSurroundings,
  today: string,
  periods: ReportPeriods,
  city: boolean,
): ProjectOnDesk {
  const { light, gap } = item.derived;
  const project = { id: item.project.id, name: item.project.short_name ?? item.project.name ?? '' };
  // Of a project that is not on red the city sees only what it sent out and decided itself.
  if (city && light.color !== 'red')
    return { light, project, demands: problemDemands(item, today, surroundings.rules), line: null };
  const demands = demandsOf(item, surroundings, today, periods);
  const next = nextNode(item, demands);
  const line: DeskLine = {
    ...project,
    light: light.color,
    sentence: light.sentence,
    nextNode: next?.node ?? presentNode(item, today, surroundings.rules),
    days: next ? daysBetween(today, next.due) : null,
    gap,
  };
  return { light, project, demands, line };
}

/** The earliest dated step that is not done, acceptance among them, late ones first. */
function nextNode(item: DeskItem, demands: readonly Demand[]): { node: string; due: string } | null {
  const dated = demands.flatMap(({ node, due }) => (node === null ? [] : [{ node, due }]));
  const finish = item.project.planned_finish;
  if (finish !== null && item.project.actual_finish === null && lifecycleOf(item.project) === 'construction') {
    dated.push({ node: '竣工验收', due: lastDay(finish) });
  }
  return dated.sort((a, b) => compareText(a.due, b.due))[0] ?? null;
}

function presentNode({ project, papers, listing, nodes }: DeskItem, today: string, rules: RuleBook): string | null {
  const stages = stagesOf(project, papers(), listing, today, nodes, rules.lightRules);
  return stages.find(({ state }) => state === 'present')?.nodes.find(({ state }) => state === 'next')?.name ?? null;
}

import type { SnoozedTodo, Todo } from '../contract/desk-methods';
import type { Light } from '../contract/record-methods';
import { addDays, daysBetween, lastDay } from './dates';
import { isForCommission, waitingTodos } from './desk-commission';
import { commitmentDemand } from './desk-commitments';
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
import { visitDemands } from './desk-visits';
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
    ...visitDemands(item, today, surroundings.rules),
    ...problemDemands(item, today, surroundings.rules),
    ...item.work_logs
      .map((note) => nextStepDemand(note, projectPath(item.project.id, 'liaison')))
      .filter((demand) => demand !== null),
    ...fundingDemands(item, surroundings, today),
    ...checkDemands(item, periods.present),
    ...(report ? [report] : []),
  ];
}

/** One of the projects of a desk, before anybody has asked for its line: enough to count it and to put it in its place. */
export interface RankedProject {
  readonly id: string;
  readonly name: string;
  readonly light: Light['color'];
  readonly gap: number | null;
}

/** What some of the projects bring to a desk, so that a large one can be made in pieces. */
export interface DeskPart {
  /** Half-month reports that are in, and that are expected. */
  readonly filled: number;
  readonly expected: number;
  readonly todos: readonly Todo[];
  /** For the city only those on red. */
  readonly projects: readonly RankedProject[];
}

/** For the `city` only what stands on red or waits for the Commission. Investment is never asked to be a certain figure. */
export function deskPartOf(
  items: readonly DeskItem[],
  surroundings: DeskSurroundings,
  today: string,
  city: boolean,
): DeskPart {
  const periods = reportPeriods(today);
  const place = placing(today, city);
  const reporting = items.filter(isReporting);
  return {
    filled: reporting.filter((item) => isReported(item, periods.present)).length,
    expected: reporting.length,
    todos: items.flatMap((item) => {
      const light = item.derived.light.color;
      const project = namedProject(item);
      // Of a project that is not on red the city sees only what it sent out and decided itself.
      const demands =
        city && light !== 'red'
          ? problemDemands(item, today, surroundings.rules)
          : demandsOf(item, surroundings, today, periods);
      return demands.flatMap((demand) => place(demand, light, project));
    }),
    projects: items
      .map(({ project, derived }) => ({ ...namedProject({ project }), light: derived.light.color, gap: derived.gap }))
      .filter(({ light }) => !city || light === 'red'),
  };
}

/** A desk without the lines of its projects, which are wanted of the first ones alone. */
export interface GatheredDesk extends Omit<Desk, 'projects'> {
  /** In any order: see `firstProjects`. */
  readonly projects: RankedProject[];
}

/** The first `most` projects of a desk in its order, the worst light first. Of a hundred thousand only a few are ever compared by name. */
export function firstProjects(projects: readonly RankedProject[], most: number): RankedProject[] {
  let first: RankedProject[] = [];
  let last: RankedProject | undefined;
  for (const project of projects) {
    if (last && compareRanks(last, project) <= 0) continue;
    first.push(project);
    if (first.length < most * 2) continue;
    first = first.sort(compareRanks).slice(0, most);
    last = first.at(-1);
  }
  return first.sort(compareRanks).slice(0, most);
}

/** The parts of a desk in one: what is to be done sorted by day. `projects`: how many the person has. */
export function gatherDesk(
  parts: readonly DeskPart[],
  surroundings: DeskSurroundings,
  projects: number,
  snoozes: readonly PutOff[],
  today: string,
  city: boolean,
): GatheredDesk {
  const period = reportPeriods(today).present;
  const place = placing(today, city);
  const all = [
    ...waitingTodos(surroundings, today),
    ...parts.flatMap(({ todos }) => todos),
    ...looseDemands(surroundings, projects, today).flatMap((demand) => place(demand, 'none', null)),
  ];
  const { todos, snoozed } = partSnoozed(
    all.sort((a, b) => compareText(a.due, b.due) || compareLights(a.light, b.light) || compareText(a.id, b.id)),
    snoozes,
    today,
  );
  const sum = (name: 'filled' | 'expected') => parts.reduce((total, part) => total + part[name], 0);
  return {
    period: {
      name: period.shortName,
      filled: sum('filled'),
      expected: sum('expected'),
      timeProportional: timeProportional(period.month, period.half, surroundings.rules.lightRules.monthShares),
      deadline: period.deadline,
    },
    todos,
    snoozed,
    projects: parts.flatMap((part) => part.projects),
  };
}

/** What is to be done, sorted by day, and the projects, the worst light first. */
export function deskOf(
  items: readonly DeskItem[],
  surroundings: DeskSurroundings,
  snoozes: readonly PutOff[],
  today: string,
  city = false,
): Desk {
  const part = deskPartOf(items, surroundings, today, city);
  const desk = gatherDesk([part], surroundings, items.length, snoozes, today, city);
  const ranked = firstProjects(desk.projects, items.length);
  return { ...desk, projects: deskLines(ranked, items, surroundings, today) };
}

/** The lines of some projects, in the order of `ranked`; `items` has them in any order, and may have others. */
export function deskLines(
  ranked: readonly RankedProject[],
  items: readonly DeskItem[],
  surroundings: DeskSurroundings,
  today: string,
): DeskLine[] {
  const byId = new Map(items.map((item) => [item.project.id, item]));
  const periods = reportPeriods(today);
  return ranked.flatMap(({ id }) => {
    const item = byId.get(id);
    return item ? [lineOf(item, surroundings, today, periods)] : [];
  });
}

const collator = new Intl.Collator('zh-CN');

function compareRanks(a: RankedProject, b: RankedProject): number {
  return (
    compareLights(a.light, b.light) ||
    compareNumbers(a.gap ?? Number.POSITIVE_INFINITY, b.gap ?? Number.POSITIVE_INFINITY) ||
    collator.compare(a.name, b.name)
  );
}

/** Infinity beside infinity is the same place. */
function compareNumbers(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const namedProject = ({ project }: Pick<DeskItem, 'project'>) => ({
  id: project.id,
  name: project.short_name ?? project.name ?? '',
});

/** Puts a demand into its group; nothing where it is later than the desk looks, or not for the city. */
function placing(today: string, city: boolean) {
  const [thisWeek, nextWeek] = [addDays(today, 6), addDays(today, deskHorizon)];
  return (demand: Demand, light: Light['color'], project: Todo['project']): Todo[] => {
    const group = groupBefore(demand.due, today, thisWeek, nextWeek);
    if (!group || (city && !isForCommission(demand, group, light))) return [];
    return [todoOf(demand, group, light, project)];
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
    ...surroundings.commitments.map((commitment) => commitmentDemand(commitment, today)),
    packageDemand(surroundings, projects, reportPeriods(today).present),
  ].filter((demand) => demand !== null);
}

function todoOf(demand: Demand, group: Todo['group'], light: Light['color'], project: Todo['project']): Todo {
  const { id, what, why, due, to, action, tick } = demand;
  return { id, group, light, what, project, why, due, to, action, tick: tick ?? null };
}

function lineOf(item: DeskItem, surroundings: DeskSurroundings, today: string, periods: ReportPeriods): DeskLine {
  const { light, gap } = item.derived;
  const next = nextNode(item, demandsOf(item, surroundings, today, periods));
  return {
    ...namedProject(item),
    light: light.color,
    sentence: light.sentence,
    nextNode: next?.node ?? presentNode(item, today, surroundings.rules),
    days: next ? daysBetween(today, next.due) : null,
    gap,
  };
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

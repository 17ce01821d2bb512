import { formatDay } from '../terms/format';
import { lastDay } from './dates';
import { type Demand, type DeskItem, type DeskPermit, projectPath, workspacePath } from './desk-item';
import { isStarted, lifecycleOf } from './ledger-views';
import { monthName } from './lights';
import { isBeforeStart } from './permit-nodes';
import { phaseOf, type ScheduledPermit, scheduleOfProject } from './road-map';
import type { RuleBook } from './rule-book';

/** What the permits of a project ask for, and its start. */
export function permitDemands(item: DeskItem, today: string, rules: RuleBook): Demand[] {
  const schedule = scheduleOf(item, today, rules);
  return [
    ...item.permits.map((permit) => permitDemand(item, permit, schedule.get(permit.id))),
    startDemand(item, today),
  ].filter((demand) => demand !== null);
}

/**
 * Latest and earliest days by permit. Empty for a project that builds, stands still, has no planned start or has missed it: from a day that
 * is past nothing can be counted back. Empty too where permits wait for each other; the page of the permits says which.
 */
function scheduleOf(
  { project, permits, clock_stops }: DeskItem,
  today: string,
  { calendar, permits: items }: RuleBook,
): ReadonlyMap<string, ScheduledPermit> {
  const target = project.planned_start;
  if (target === null || lastDay(target) < today || isStarted(project) || lifecycleOf(project) === 'suspended') {
    return new Map();
  }
  if (!permits.some((permit) => phaseOf(permit) === 'open' || phaseOf(permit) === 'running')) return new Map();
  try {
    const schedule = scheduleOfProject({ permits, stops: clock_stops, target, today, calendar, items });
    return new Map(schedule.permits.map((permit) => [permit.id, permit]));
  } catch (error) {
    if (error instanceof RangeError) return new Map();
    throw error;
  }
}

/** Papers that a permit lacks: '，缺能评报告', '，缺 2 份材料'. */
function missingPapers(documents: string | null): string {
  const lines = (documents ?? '').split(/\r?\n/).filter((line) => line.trim() !== '');
  if (lines.length === 0) return '';
  return lines.length === 1 ? `，缺${lines[0]?.trim().replace(/^缺/, '')}` : `，缺 ${lines.length} 份材料`;
}

function permitDemand(
  { project }: DeskItem,
  permit: DeskPermit,
  scheduled: ScheduledPermit | undefined,
): Demand | null {
  const phase = phaseOf(permit);
  if (phase !== 'open' && phase !== 'running') return null;
  const base = { to: workspacePath('permits', project.id), action: '看手续' };
  const name = permit.name?.replace(/（.*）$/, '') || '手续';
  const missing = missingPapers(permit.missing_documents);
  const handIn = phase === 'open' ? handInOf(permit, scheduled) : null;
  if (handIn) {
    const what = `${name}报件`;
    const returned = permit.state === 'returned' ? '，已退件' : '';
    return {
      ...base,
      id: `permit:${permit.id}`,
      what,
      why: `${handIn.why}${returned}${missing}`,
      due: handIn.due,
      node: what,
    };
  }
  const what = `${name}${permit.planned_finish === null ? '预计' : ''}办结`;
  const due = permit.planned_finish ?? (phase === 'running' ? (scheduled?.earliestFinish ?? null) : null);
  if (due === null) return null;
  const state = permit.state === 'paused' ? '停表中' : phase === 'running' ? '已受理' : '尚未报件';
  const plan = permit.planned_finish === null ? '' : `计划 ${formatDay(due)}办结，`;
  const way = scheduled && phase === 'running' ? wayOf(scheduled) : '';
  return { ...base, id: `grant:${permit.id}`, what, why: `${plan}${state}${way}${missing}`, due, node: what };
}

/** '，关键线路，浮动 6 个工作日'. */
function wayOf({ critical, float }: ScheduledPermit): string {
  if (float === null) return '';
  const slack = float < 0 ? `比计划晚 ${-float} 个工作日` : `浮动 ${float} 个工作日`;
  return `${critical ? '，关键线路' : ''}，${slack}`;
}

/**
 * When a permit must be handed in: on the planned day, or where the back-schedule leaves no time until then, on its latest day. Without a
 * plan the latest day alone, as long as nothing must be granted before: one that waits for another is not this week's work.
 */
function handInOf(
  { planned_submit: planned }: DeskPermit,
  scheduled: ScheduledPermit | undefined,
): { due: string; why: string } | null {
  const latest = scheduled?.latestSubmit ?? null;
  const ready = scheduled !== undefined && scheduled.waitsFor.length === 0;
  const waits =
    scheduled && !ready ? `，等${scheduled.waitsFor[0]}${scheduled.waitsFor.length > 1 ? '等' : ''}办结` : '';
  if (planned !== null) {
    if (latest !== null && ready && latest < planned)
      return { due: latest, why: `倒排：最迟 ${formatDay(latest)}，计划 ${formatDay(planned)}已来不及` };
    return {
      due: planned,
      why: `计划 ${formatDay(planned)}报件${latest === null ? '' : `，倒排最迟 ${formatDay(latest)}`}${waits}`,
    };
  }
  if (latest === null || !ready) return null;
  return { due: latest, why: `倒排：最迟 ${formatDay(latest)}报件${wayOf(scheduled)}` };
}

function startDemand({ project, permits }: DeskItem, today: string): Demand | null {
  const planned = project.planned_start;
  if (planned === null || isStarted(project) || lifecycleOf(project) === 'suspended') return null;
  const due = lastDay(planned);
  const open = permits.filter(
    (permit) => isBeforeStart(permit) && permit.state !== 'granted' && permit.state !== 'not_needed',
  );
  const holding = open.length === 1 ? `，${open[0]?.name ?? '1 项手续'}未办结` : `，还有 ${open.length} 项手续未办结`;
  return {
    id: `start:${project.id}`,
    what: due < today ? '未按计划开工' : '按计划开工',
    why: `计划 ${planned.length === 7 ? monthName(planned, today) : formatDay(planned)}开工${open.length > 0 ? holding : ''}`,
    due,
    to: open.length > 0 ? workspacePath('permits', project.id) : projectPath(project.id, 'progress'),
    action: open.length > 0 ? '看手续' : '看进度',
    node: '开工',
  };
}

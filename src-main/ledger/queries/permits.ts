import type { PermitProjectLine } from '../../../src-shared/contract/permit-methods';
import { isIsoDate } from '../../../src-shared/entities/field';
import { project as projectEntity } from '../../../src-shared/entities/project';
import { isStarted } from '../../../src-shared/rules/ledger-views';
import {
  type ProjectSchedule,
  type RoadInput,
  type RoadPermit,
  type RoadStop,
  scheduleOfProject,
  scheduleTrouble,
} from '../../../src-shared/rules/road-map';
import type { RuleBook } from '../../../src-shared/rules/rule-book';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { myProjects, type OwnProject } from './my-projects';
import { projectRow, type RowOf, rowsOfProject } from './rows';
import { loadRuleBook } from './rules';

/** A day that the schedule can count to. Throws Refusal. */
export function requireDay(label: string, text: string): string {
  if (!isIsoDate(text) || text < '2000-01-01' || text > '2099-12-31') {
    throw new Refusal('invalid_value', { label, detail: `“${text}”不是 2000 至 2099 年的一天，请写成 2018-11-01` });
  }
  return text;
}

/** Schedules, and turns what cannot be scheduled into a refusal that a person understands. */
export function scheduleOrRefuse(input: RoadInput): ProjectSchedule {
  try {
    return scheduleOfProject(input);
  } catch (error) {
    const detail = scheduleTrouble(error, input.permits);
    if (detail === null) throw error;
    throw new Refusal('invalid_input', { detail });
  }
}

export interface Road {
  readonly project: RowOf<'project'>;
  readonly permits: readonly RowOf<'permit'>[];
  readonly stops: readonly RowOf<'clock_stop'>[];
  readonly book: RuleBook;
  readonly input: RoadInput;
}

/** One project with what its schedule is made of. Throws Refusal no_record. */
export function loadRoad(context: LedgerContext, id: string, target?: string): Road {
  const { database, clock } = context;
  const project = projectRow(database, id);
  if (!project) throw new Refusal('no_record', { entity: projectEntity.label, id });
  const permits = rowsOfProject(database, 'permit', id);
  const stops = rowsOfProject(database, 'clock_stop', id);
  const book = loadRuleBook(context);
  const input: RoadInput = {
    permits,
    stops,
    target: target ?? project.planned_start,
    today: clock.today(),
    calendar: book.calendar,
    items: book.permits,
  };
  return { project, permits, stops, book, input };
}

export const showSchedule: Handler<'permits.schedule'> = (context, { project, target }) => {
  const { input, book } = loadRoad(context, project, target && requireDay('目标开工', target));
  const schedule = scheduleOrRefuse(input);
  return {
    target: schedule.target,
    earliestStart: schedule.earliestStart,
    float: schedule.float,
    permits: schedule.permits.map((permit) => ({ ...permit, waitsFor: [...permit.waitsFor] })),
    beyondCalendar: schedule.beyondCalendar,
    knownThrough: book.calendar.knownThrough,
  };
};

/** Rows of a query by their column `project`. */
function byProject<Row>(rows: Iterable<unknown>): Map<string, Row[]> {
  const grouped = new Map<string, Row[]>();
  for (const row of rows as Iterable<Row & { project: string }>) {
    const known = grouped.get(row.project);
    if (known) known.push(row);
    else grouped.set(row.project, [row]);
  }
  return grouped;
}

export const listPermitProjects: Handler<'permits.projects'> = (context) => {
  const { database, clock } = context;
  const permits = byProject<RoadPermit>(
    database
      .prepare(
        `SELECT project, id, catalogue_code, name, prerequisites, workdays, days, state, planned_submit, planned_finish,
         actual_submit, actual_finish FROM permit WHERE deleted <> 1 ORDER BY coalesce(catalogue_code, name), record`,
      )
      .iterate(),
  );
  const stops = byProject<RoadStop>(
    database
      .prepare(
        'SELECT project, permit, stopped_on, resumed_on FROM clock_stop WHERE deleted <> 1 AND permit IS NOT NULL',
      )
      .iterate(),
  );
  const { calendar, permits: items } = loadRuleBook(context);
  const today = clock.today();
  return (
    myProjects(context)
      .mine.filter(
        ({ id, lifecycle }) => lifecycle !== 'terminated' && (lifecycle === 'preparation' || permits.has(id)),
      )
      .map((project) =>
        lineOf(project, {
          permits: permits.get(project.id) ?? [],
          stops: stops.get(project.id) ?? [],
          target: project.planned_start,
          today,
          calendar,
          items,
        }),
      )
      // What has begun and has all its permits is no work any more.
      .filter(({ started, granted, needed, trouble }) => !started || granted < needed || trouble !== null)
      .sort((a, b) => rankOf(a) - rankOf(b) || compareRoom(a, b) || a.name.localeCompare(b.name, 'zh-CN'))
  );
};

/** First what is on its way, then what has no permits yet, last what has begun. */
function rankOf({ started, needed }: PermitProjectLine): number {
  return started ? 2 : needed === 0 ? 1 : 0;
}

const compareRoom = (a: PermitProjectLine, b: PermitProjectLine) =>
  (a.float ?? Number.MAX_SAFE_INTEGER) - (b.float ?? Number.MAX_SAFE_INTEGER);

function lineOf(project: OwnProject, input: RoadInput): PermitProjectLine {
  const started = isStarted(project);
  const line = {
    id: project.id,
    name: project.short_name ?? project.name ?? '未填名称',
    region: project.region,
    target: project.planned_start,
    started,
    granted: 0,
    needed: 0,
    earliestStart: null,
    float: null,
    next: null,
    critical: null,
    trouble: null,
  };
  if (input.permits.length === 0) return line;
  try {
    const { granted, needed, earliestStart, float, handIns, permits } = scheduleOfProject(input);
    const next = handIns[0];
    // What has begun has no start to schedule for.
    if (started) return { ...line, granted, needed };
    return {
      ...line,
      granted,
      needed,
      earliestStart,
      float,
      next: next ? { name: next.name, latestSubmit: next.latestSubmit, ready: next.ready } : null,
      critical: permits.find(({ critical, phase }) => critical && phase !== 'granted')?.name ?? null,
    };
  } catch (error) {
    const trouble = scheduleTrouble(error, input.permits);
    if (trouble === null) throw error;
    return { ...line, needed: input.permits.length, trouble };
  }
}

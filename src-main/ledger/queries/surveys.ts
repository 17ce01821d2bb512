import { v7 as uuidv7 } from 'uuid';
import { regions as catalogue, city, regionName } from '../../../src-shared/catalogues/regions';
import { inspection as inspectionEntity } from '../../../src-shared/entities/inspection';
import { visit as visitEntity } from '../../../src-shared/entities/visit';
import { cityScope } from '../../../src-shared/rules/rule-book';
import { planRoutes, type RouteStop, townOf } from '../../../src-shared/rules/survey-routes';
import { surveyDays } from '../../../src-shared/rules/survey-window';
import { Refusal } from '../../../src-shared/terms/errors';
import { formatDay } from '../../../src-shared/terms/format';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { naturalId } from '../journal/cells';
import type { Edit } from '../journal/edit';
import { type RowOf, toRow } from './rows';
import { loadRuleBook } from './rules';
import { loadRoutes, loadSurvey } from './surveys-load';

export function refuse(reason: string): never {
  throw new Refusal('step_refused', { reason });
}

export const showSurvey: Handler<'surveys.show'> = (context, { month, small }) => loadSurvey(context, month, small);

export const proposeRoutes: Handler<'surveys.propose'> = (context, { month, projects, from, teams, most }) => {
  const wanted = new Set(projects);
  const due = loadSurvey(context, month, true).due.filter(({ id, visit }) => wanted.has(id) && visit === null);
  const days = surveyDays(month, loadRuleBook(context).calendar);
  const first = from ?? context.clock.today();
  const open = days.filter((day) => day >= first);
  const stops = due.map(({ id, region, address }): RouteStop => ({ id, region: region ?? city.code, address }));
  const names = new Map(due.map(({ id, name, address }) => [id, { id, name, town: townOf(address) }]));
  const order = catalogue.map(({ code }) => code);
  // A window that is over leaves the days as they were: routes may be written down after the fact.
  return planRoutes(stops, order, open.length > 0 ? open : days, teams, most).map((route) => ({
    ...route,
    projects: route.projects.flatMap((id) => names.get(id) ?? []),
  }));
};

/** The visit of a project in a round: made, or taken up again where it was withdrawn. */
function visitEdit({ database }: LedgerContext, inspection: string, project: string, position: number): Edit {
  const id = naturalId('visit', [inspection, project]);
  const set = { position, state: 'planned' };
  const known = database.prepare('SELECT 1 FROM visit WHERE id = @id').get({ id });
  return known
    ? { entity: 'visit', id, set, deleted: false }
    : { entity: 'visit', id: null, set: { ...set, inspection, project } };
}

export const planSurvey: Handler<'surveys.plan'> = (context, { month, routes }) => {
  const { database, journal, identity } = context;
  if (identity.role !== 'commission') refuse('踏查路线由市发改委编');
  const rounds = loadRoutes(database, month);
  const taken = new Set(rounds.flatMap(({ visits }) => visits.map(({ project }) => project)));
  const open = new Map(
    rounds.map(({ inspection: one, visits }) => [
      `${one.region} ${one.date} ${one.leader ?? ''} ${one.team ?? ''}`,
      { id: one.id, next: Math.max(0, ...visits.map(({ position }) => position ?? 0)) + 1 },
    ]),
  );
  const edits: Edit[] = [];
  let inspections = 0;
  let visits = 0;
  for (const { region, date, leader, team, projects } of routes) {
    const fresh = [...new Set(projects)].filter((project) => !taken.has(project));
    if (fresh.length === 0) continue;
    const key = `${region} ${date} ${leader} ${team}`;
    let round = open.get(key);
    if (!round) {
      round = { id: uuidv7(), next: 1 };
      open.set(key, round);
      inspections += 1;
      edits.push({
        entity: 'inspection',
        id: round.id,
        create: true,
        set: {
          // A district's own commission keeps its rounds in its district.
          scope: identity.region ?? cityScope,
          kind: 'listing_survey',
          title: `${regionName(region)}未入统踏查（${formatDay(date)}）`,
          month,
          date,
          region,
          ...(leader ? { leader } : {}),
          ...(team ? { team } : {}),
        },
      });
    }
    for (const project of fresh) {
      taken.add(project);
      edits.push(visitEdit(context, round.id, project, round.next));
      round.next += 1;
      visits += 1;
    }
  }
  if (visits === 0) refuse('选的项目都已经编进这个月的路线');
  journal.commit(edits, { source: '编制踏查路线' });
  return { inspections, visits };
};

/** Rounds and visits that are there; a refusal names the first one that is not. */
function visitRows({ database }: LedgerContext, ids: readonly string[]): RowOf<'visit'>[] {
  const find = database.prepare('SELECT * FROM visit WHERE id = @id AND deleted <> 1');
  return ids.map((id) => {
    const raw = find.get({ id }) as Record<string, unknown> | undefined;
    if (!raw) throw new Refusal('no_record', { entity: visitEntity.label, id });
    return toRow('visit', raw);
  });
}

function inspectionRow({ database }: LedgerContext, id: string): RowOf<'inspection'> {
  const raw = database.prepare('SELECT * FROM inspection WHERE id = @id AND deleted <> 1').get({ id }) as
    | Record<string, unknown>
    | undefined;
  if (!raw) throw new Refusal('no_record', { entity: inspectionEntity.label, id });
  return toRow('inspection', raw);
}

export const reorderRoute: Handler<'surveys.reorder'> = (context, { inspection, visits }) => {
  inspectionRow(context, inspection);
  const edits = visitRows(context, visits).flatMap((row, index): Edit[] =>
    row.inspection === inspection && row.position !== index + 1
      ? [{ entity: 'visit', id: row.id, set: { position: index + 1 } }]
      : [],
  );
  if (edits.length > 0) context.journal.commit(edits, { source: '调整踏查路线' });
  return {};
};

const findings = ['verdict', 'finding', 'reason_code', 'missing', 'promised_month', 'visited_on', 'visitor'] as const;

export const recordVisits: Handler<'surveys.record'> = (context, { edits }) => {
  const { journal, clock } = context;
  const today = clock.today();
  const rows = visitRows(
    context,
    edits.map(({ id }) => id),
  );
  const list = edits.map(({ id, set }, index): Edit => {
    const row = rows[index] as RowOf<'visit'>;
    const isFinding = findings.some((name) => set[name] !== undefined && set[name] !== null);
    const state = set.state ?? (row.state === 'planned' && isFinding ? 'visited' : row.state);
    const isVisited = state === 'visited';
    const day = row.inspection === null ? null : inspectionDay(context, row.inspection);
    // Nobody has been there before today: what is written down ahead of the route is of today.
    const on = set.visited_on ?? row.visited_on ?? (day !== null && day <= today ? day : today);
    return {
      entity: 'visit',
      id,
      set: {
        ...set,
        ...(state === row.state ? {} : { state }),
        ...(isVisited && on !== row.visited_on ? { visited_on: on } : {}),
      },
    };
  });
  const committed = journal.commit(list, { source: '记踏查结果' });
  return { changed: committed.filter(({ dot }) => dot !== null).length };
};

function inspectionDay({ database }: LedgerContext, id: string): string | null {
  return (database.prepare('SELECT date FROM inspection WHERE id = @id').pluck().get({ id }) as string | null) ?? null;
}

export const dropRoute: Handler<'surveys.drop'> = (context, { inspection }) => {
  const { database, journal } = context;
  inspectionRow(context, inspection);
  const visits = database
    .prepare('SELECT id, state FROM visit WHERE inspection = @inspection AND deleted <> 1')
    .all({ inspection }) as { id: string; state: string | null }[];
  if (visits.some(({ state }) => state === 'visited')) refuse('这条路线上已有踏查过的项目，不能撤掉');
  journal.commit(
    [
      ...visits.map(({ id }): Edit => ({ entity: 'visit', id, set: {}, deleted: true })),
      { entity: 'inspection', id: inspection, set: {}, deleted: true },
    ],
    { source: '撤掉踏查路线' },
  );
  return { visits: visits.length };
};

export const surveysOfProject: Handler<'surveys.ofProject'> = ({ database }, { project }) => {
  const rows = database
    .prepare(
      `SELECT v.* FROM visit v LEFT JOIN inspection i ON i.id = v.inspection
       WHERE v.project = @project AND v.deleted <> 1 ORDER BY coalesce(v.visited_on, i.date) DESC, v.record DESC`,
    )
    .all({ project }) as Record<string, unknown>[];
  const find = database.prepare('SELECT * FROM inspection WHERE id = @id AND deleted <> 1');
  return rows.map((raw) => {
    const visit = toRow('visit', raw);
    const round = find.get({ id: visit.inspection ?? '' }) as Record<string, unknown> | undefined;
    return { visit, inspection: round ? toRow('inspection', round) : null };
  });
};

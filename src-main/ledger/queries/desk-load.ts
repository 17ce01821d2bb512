import type { Database } from 'better-sqlite3';
import { cityCommitments } from '../../../src-shared/rules/commitments';
import { addDays } from '../../../src-shared/rules/dates';
import { derive } from '../../../src-shared/rules/derive';
import type {
  DeskCommitment,
  DeskItem,
  DeskListing,
  DeskMeetingItem,
  DeskPermit,
  DeskSurroundings,
  DeskVisit,
} from '../../../src-shared/rules/desk-item';
import type { DeskPolicy } from '../../../src-shared/rules/funding-todos';
import { previousPeriod, reportingPeriod } from '../../../src-shared/rules/period';
import type { KnownPermit } from '../../../src-shared/rules/permit-nodes';
import type { RuleBook } from '../../../src-shared/rules/rule-book';
import type { LedgerContext } from '../context';
import { countConflicts } from '../journal/conflicts';
import { unreportedChanges } from '../status';
import { loadLeaders } from './assignments';
import { isOpenDecision, isOpenSlip } from './desk-projects';
import { pickLooseRows, pickRows, portionStatement } from './desk-rows';
import { type OwnProject, ownProjects } from './my-projects';
import { reportedRows } from './reported-rows';
import { type RowOf, toRow } from './rows';
import { loadRuleBook } from './rules';
import { startedSql } from './view-sql';

const none: never[] = [];

const permitColumns = [
  'id',
  'catalogue_code',
  'name',
  'department',
  'prerequisites',
  'workdays',
  'days',
  'state',
  'planned_submit',
  'planned_finish',
  'actual_submit',
  'actual_finish',
  'missing_documents',
] as const satisfies readonly (keyof DeskPermit)[];
const openPermit = `(state IS NULL OR state NOT IN ('granted', 'not_needed'))`;

const paperColumns = [
  'catalogue_code',
  'name',
  'state',
  'planned_submit',
  'planned_finish',
  'actual_submit',
  'actual_finish',
] as const satisfies readonly (keyof KnownPermit)[];

/** Every permit of these projects, read when the first of them is asked for. */
function papersOf(database: Database, ids: readonly string[]): (project: string) => KnownPermit[] {
  let all: Map<string, KnownPermit[]> | undefined;
  return (project) => {
    all ??= pickRows(database, 'permit', paperColumns, ids);
    return all.get(project) ?? none;
  };
}

const decisionColumns = [
  'id',
  'meeting',
  'matter',
  'suggestion',
  'decision',
  'responsible_unit',
  'due',
  'done_on',
] as const satisfies readonly (keyof RowOf<'meeting_item'>)[];

type Meeting = NonNullable<DeskMeetingItem['meeting']>;

/** Puts the meeting beside what it decided. */
function withMeetings(
  database: Database,
): (item: Pick<RowOf<'meeting_item'>, (typeof decisionColumns)[number]>) => DeskMeetingItem {
  const meetings = new Map(
    (database.prepare('SELECT id, title, date, level FROM meeting WHERE deleted <> 1').all() as Meeting[]).map(
      (meeting) => [meeting.id, meeting],
    ),
  );
  return (item) => ({ ...item, meeting: meetings.get(item.meeting ?? '') ?? null });
}

/** Policies whose window closes between today and the end of what the desk shows. */
function closingPolicies(database: Database, today: string, horizon: number): DeskPolicy[] {
  return (
    database
      .prepare('SELECT * FROM policy WHERE deleted <> 1 AND closes_on BETWEEN @today AND @last ORDER BY record')
      .all({ today, last: addDays(today, horizon) }) as Record<string, unknown>[]
  ).map((raw) => toRow('policy', raw));
}

/** Open lines of the press-down lists that are due by a day: the region's own, at the Commission those of the city's departments. */
function openCommitments({ database, identity }: LedgerContext, last: string): DeskCommitment[] {
  const scope = identity.role === 'commission' && identity.region === null ? cityCommitments : identity.region;
  return database
    .prepare(
      `SELECT c.id, c.scope, c.month, c.matter, c.unit, c.person, c.due, coalesce(j.short_name, j.name) AS project FROM commitment c
       LEFT JOIN project j ON j.id = c.project AND j.deleted <> 1
       WHERE c.deleted <> 1 AND c.state = 'open' AND c.due <= @last AND c.scope = @scope ORDER BY c.record`,
    )
    .all({ last, scope }) as DeskCommitment[];
}

function waitingOf(context: LedgerContext): DeskSurroundings['waiting'] {
  if (context.identity.role !== 'commission') return null;
  const { database, journal } = context;
  const count = (sql: string) => database.prepare(sql).pluck().get() as number;
  const problems = (condition: string) =>
    count(
      `SELECT count(*) FROM problem p JOIN project j ON j.id = p.project AND j.deleted <> 1 WHERE p.deleted <> 1 AND ${condition}`,
    );
  return {
    packages: count("SELECT count(*) FROM package WHERE state IN ('quarantined', 'held')"),
    conflicts: countConflicts(journal.core),
    devices: count("SELECT count(*) FROM device WHERE state = 'pending'"),
    extensions: problems("p.state = 'deferred' AND p.level = 'city'"),
    checks: problems("p.state = 'checking' AND p.level = 'city'"),
    numbers: problems('p.number IS NULL'),
  };
}

/** Sites of these projects that are to be visited from today on, by project. */
function announcedVisits(database: Database, ids: readonly string[], today: string): Map<string, DeskVisit[]> {
  const rows = portionStatement(
    database,
    `SELECT visit.project AS project, visit.id AS id, visit.state AS state, inspection.date AS date, inspection.leader AS leader
     FROM visit JOIN inspection ON inspection.id = visit.inspection AND inspection.deleted <> 1
     WHERE visit.deleted <> 1 AND visit.state = 'planned' AND inspection.date >= @today
       AND visit.project IN (SELECT value FROM json_each(@ids)) ORDER BY inspection.date, visit.record`,
  ).all({ ids: JSON.stringify(ids), today }) as (DeskVisit & { project: string })[];
  const grouped = new Map<string, DeskVisit[]>();
  for (const { project, ...visit } of rows) grouped.set(project, [...(grouped.get(project) ?? []), visit]);
  return grouped;
}

const listingColumns = [
  'state',
  'reason_code',
  'other_reasons',
  'missing_materials',
  'promised_month',
  'listed_month',
  'material_kind',
  'approval_owner',
  'contract_owner',
  'form_owner',
  'approval_investment',
  'form_investment',
  'approval_date',
  'contract_date',
  'declared_on',
] as const satisfies readonly (keyof DeskListing)[];

const noteColumns = ['id', 'date', 'matter', 'next_step', 'next_date', 'next_done'] as const;
const openNote = 'next_date IS NOT NULL AND next_done IS NULL';

interface FirstMonth {
  readonly project: string;
  readonly month: string;
}

/** What decides a light. */
function loadStandings(database: Database, projects: readonly OwnProject[], today: string, { lightRules }: RuleBook) {
  const leaderOf = loadLeaders(database, today);
  const ids = projects.map(({ id }) => id);
  const period = reportingPeriod(today);
  const months = [period, previousPeriod(period)].map(({ code }) => code.slice(0, 7));
  const reported = reportedRows(database, months, ids);
  const listings = pickRows(database, 'listing', listingColumns, ids);
  const progress = pickRows(
    database,
    'progress',
    ['id', 'month', 'completed', 'land', 'explanation'],
    ids,
    `month >= '${(months[1] ?? today).slice(0, 4)}-01'`,
  );
  const firstMonths = new Map(
    portionStatement(
      database,
      'SELECT project, min(month) AS month FROM progress WHERE deleted <> 1 AND project IN (SELECT value FROM json_each(@ids)) GROUP BY project',
    )
      .all({ ids: JSON.stringify(ids) })
      .map((row) => [(row as FirstMonth).project, (row as FirstMonth).month]),
  );
  return projects.map((project) => {
    const listing = listings.get(project.id)?.[0] ?? null;
    const months = (progress.get(project.id) ?? none).map(({ id, ...row }) => ({
      ...row,
      changedOn: reported.get(id)?.changedOn ?? null,
      hasWords: reported.get(id)?.hasWords ?? false,
    }));
    return {
      project,
      listing,
      progress: months,
      firstMonth: firstMonths.get(project.id) ?? null,
      derived: derive(project, months, listing, today, lightRules, leaderOf),
    };
  });
}

/** What asks for something, for the projects whose whole desk is shown; by project. */
function loadWork(database: Database, ids: readonly string[]) {
  return {
    permits: pickRows(
      database,
      'permit',
      permitColumns,
      ids,
      `${openPermit} OR EXISTS (SELECT 1 FROM project WHERE project.id = permit.project AND NOT ${startedSql})`,
    ),
    nodes: pickRows(
      database,
      'node',
      ['id', 'code', 'planned', 'actual', 'responsible_unit', 'responsible_person'],
      ids,
    ),
    stops: pickRows(database, 'clock_stop', ['permit', 'problem', 'reason', 'stopped_on', 'resumed_on'], ids),
    materials: pickRows(
      database,
      'material',
      ['id', 'name', 'state', 'detail', 'file_name', 'received_on', 'received_from'],
      ids,
    ),
    events: pickRows(
      database,
      'listing_event',
      ['id', 'date', 'kind', 'level', 'batch', 'reason_code', 'unit', 'detail', 'deadline'],
      ids,
    ),
    problems: pickRows(
      database,
      'problem',
      [
        'id',
        'description',
        'level',
        'level_since',
        'state',
        'promised_on',
        'reported_on',
        'extension_until',
        'extension_approver',
        'review_on',
        'number',
      ],
      ids,
      "state IS NOT 'closed'",
    ),
    measures: pickRows(
      database,
      'measure',
      ['id', 'problem', 'content', 'unit', 'due', 'done_on'],
      ids,
      'due IS NOT NULL AND done_on IS NULL',
    ),
    notes: pickRows(database, 'work_log', noteColumns, ids, openNote),
    applications: pickRows(
      database,
      'funding_application',
      ['id', 'policy', 'title', 'channel', 'stage', 'due', 'asked'],
      ids,
    ),
    fundingMaterials: pickRows(database, 'funding_material', ['application', 'name', 'state'], ids),
  };
}

/** What a desk is made of: what belongs to no single project, and the way to read the projects, some at a time. */
export interface DeskSource {
  readonly surroundings: DeskSurroundings;
  /** Items of the projects with these ids, in the order of their records. */
  items(ids: readonly string[]): DeskItem[];
}

/** Opens the desk of the person at this machine; `horizon` in days. */
export function openDesk(context: LedgerContext, horizon: number): DeskSource {
  const { database, clock } = context;
  const city = context.identity.role === 'commission';
  const today = clock.today();
  const rules = loadRuleBook(context);
  const meet = withMeetings(database);
  return {
    items(ids) {
      const standings = loadStandings(database, ownProjects(database, ids), today, rules);
      // The Commission's desk lists what stands on red; of the others nothing more is read than what it sent out and decided itself.
      const shown = city ? standings.filter(({ derived }) => derived.light.color === 'red') : standings;
      const whole = shown.map(({ project }) => project.id);
      const work = loadWork(database, whole);
      const papers = papersOf(database, whole);
      const slips = pickRows(
        database,
        'slip',
        ['id', 'problem', 'kind', 'number', 'issued_on', 'reply_due', 'replied_on'],
        ids,
        isOpenSlip,
      );
      const decisions = pickRows(database, 'meeting_item', decisionColumns, ids, isOpenDecision);
      const visits = city ? new Map<string, DeskVisit[]>() : announcedVisits(database, ids, today);
      return standings.map((standing): DeskItem => {
        const { id } = standing.project;
        return {
          ...standing,
          papers: () => papers(id),
          permits: work.permits.get(id) ?? none,
          problems: work.problems.get(id) ?? none,
          nodes: work.nodes.get(id) ?? none,
          clock_stops: work.stops.get(id) ?? none,
          materials: work.materials.get(id) ?? none,
          listing_events: work.events.get(id) ?? none,
          work_logs: work.notes.get(id) ?? none,
          measures: work.measures.get(id) ?? none,
          slips: slips.get(id) ?? none,
          meeting_items: (decisions.get(id) ?? none).map(meet),
          funding_applications: work.applications.get(id) ?? none,
          funding_materials: work.fundingMaterials.get(id) ?? none,
          visits: visits.get(id) ?? none,
        };
      });
    },
    surroundings: {
      work_logs: pickLooseRows(database, 'work_log', noteColumns, openNote),
      meeting_items: pickLooseRows(database, 'meeting_item', decisionColumns, isOpenDecision).map(meet),
      commitments: openCommitments(context, addDays(today, horizon)),
      // The Commission does not apply: its desk shows what is late on red.
      policies: city ? none : closingPolicies(database, today, horizon),
      unreported: city ? null : unreportedChanges(context),
      waiting: waitingOf(context),
      rules,
    },
  };
}

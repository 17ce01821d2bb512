import type { Database } from 'better-sqlite3';
import { addDays } from '../../../src-shared/rules/dates';
import { derive } from '../../../src-shared/rules/derive';
import type {
  DeskItem,
  DeskListing,
  DeskMeetingItem,
  DeskPermit,
  DeskSurroundings,
} from '../../../src-shared/rules/desk-item';
import type { DeskPolicy } from '../../../src-shared/rules/funding-todos';
import { previousPeriod, reportingPeriod } from '../../../src-shared/rules/period';
import type { KnownPermit } from '../../../src-shared/rules/permit-nodes';
import type { RuleBook } from '../../../src-shared/rules/rule-book';
import type { LedgerContext } from '../context';
import { countConflicts } from '../journal/conflicts';
import { unreportedChanges } from '../status';
import { type Projects, pickRows, projectsOf } from './desk-rows';
import { myProjects, type OwnProject } from './my-projects';
import { reportedRows } from './reported-rows';
import { toRow } from './rows';
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

/** Reads every permit of one project where somebody asks. */
function papersOf(database: Database): (project: string) => KnownPermit[] {
  const statement = database.prepare(
    'SELECT catalogue_code, name, state, planned_submit, planned_finish, actual_submit, actual_finish FROM permit WHERE project = @project AND deleted <> 1 ORDER BY record',
  );
  return (project) => statement.all({ project }) as KnownPermit[];
}

function meetingItems(database: Database, projects: Projects): Map<string, DeskMeetingItem[]> {
  const meetings = new Map(
    (
      database.prepare('SELECT id, title, date, level FROM meeting WHERE deleted <> 1').all() as {
        id: string;
        title: string | null;
        date: string | null;
        level: string | null;
      }[]
    ).map((meeting) => [meeting.id, meeting]),
  );
  const columns = ['id', 'meeting', 'matter', 'suggestion', 'decision', 'responsible_unit', 'due', 'done_on'] as const;
  const rows = pickRows(database, 'meeting_item', columns, { projects, condition: 'done_on IS NULL', loose: true });
  return new Map(
    [...rows].map(([project, items]) => [
      project,
      items.map((item) => ({ ...item, meeting: meetings.get(item.meeting ?? '') ?? null })),
    ]),
  );
}

/** Policies whose window closes between today and the end of what the desk shows. */
function closingPolicies(database: Database, today: string, horizon: number): DeskPolicy[] {
  return (
    database
      .prepare('SELECT * FROM policy WHERE deleted <> 1 AND closes_on BETWEEN @today AND @last ORDER BY record')
      .all({ today, last: addDays(today, horizon) }) as Record<string, unknown>[]
  ).map((raw) => toRow('policy', raw));
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

/** What decides a light, for every project. */
function loadStandings(
  database: Database,
  mine: readonly OwnProject[],
  projects: Projects,
  today: string,
  { lightRules }: RuleBook,
) {
  const period = reportingPeriod(today);
  const months = [period, previousPeriod(period)].map(({ code }) => code.slice(0, 7));
  const reported = reportedRows(database, months);
  const listings = pickRows(database, 'listing', listingColumns, { projects });
  const progress = pickRows(database, 'progress', ['id', 'month', 'completed', 'land', 'explanation'], {
    projects,
    condition: `month >= '${(months[1] ?? today).slice(0, 4)}-01'`,
  });
  const firstMonths = new Map(
    database.prepare('SELECT project, min(month) FROM progress WHERE deleted <> 1 GROUP BY project').raw().all() as [
      string,
      string,
    ][],
  );
  return mine.map((project) => {
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
      derived: derive(project, months, listing, today, lightRules),
    };
  });
}

/** What asks for something, for the projects whose whole desk is shown; by project. */
function loadWork(database: Database, projects: Projects) {
  return {
    permits: pickRows(database, 'permit', permitColumns, {
      projects,
      condition: `${openPermit} OR project IN (SELECT id FROM project WHERE NOT ${startedSql})`,
    }),
    nodes: pickRows(database, 'node', ['id', 'code', 'planned', 'actual', 'responsible_unit', 'responsible_person'], {
      projects,
    }),
    stops: pickRows(database, 'clock_stop', ['permit', 'problem', 'reason', 'stopped_on', 'resumed_on'], { projects }),
    materials: pickRows(
      database,
      'material',
      ['id', 'name', 'state', 'detail', 'file_name', 'received_on', 'received_from'],
      { projects },
    ),
    events: pickRows(
      database,
      'listing_event',
      ['id', 'date', 'kind', 'level', 'batch', 'reason_code', 'unit', 'detail', 'deadline'],
      { projects },
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
      { projects, condition: "state IS NOT 'closed'" },
    ),
    measures: pickRows(database, 'measure', ['id', 'problem', 'content', 'unit', 'due', 'done_on'], {
      projects,
      condition: 'due IS NOT NULL AND done_on IS NULL',
    }),
    notes: pickRows(database, 'work_log', ['id', 'date', 'matter', 'next_step', 'next_date', 'next_done'], {
      projects,
      condition: 'next_date IS NOT NULL AND next_done IS NULL',
      loose: true,
    }),
    applications: pickRows(
      database,
      'funding_application',
      ['id', 'policy', 'title', 'channel', 'stage', 'due', 'asked'],
      { projects },
    ),
    fundingMaterials: pickRows(database, 'funding_material', ['application', 'name', 'state'], { projects }),
  };
}

/** Everything that the desk of the person at this machine is made of; `horizon` in days. */
export function loadDesk(
  context: LedgerContext,
  horizon: number,
): { items: DeskItem[]; surroundings: DeskSurroundings } {
  const { database, clock } = context;
  const city = context.identity.role === 'commission';
  const today = clock.today();
  const rules = loadRuleBook(context);
  const { mine, held } = myProjects(context);
  const projects = projectsOf(
    mine.map(({ id }) => id),
    held,
  );
  const standings = loadStandings(database, mine, projects, today, rules);
  // The Commission's desk lists what stands on red; of the others nothing more is read than what it sent out and decided itself.
  const shown = city ? standings.filter(({ derived }) => derived.light.color === 'red') : standings;
  const work = loadWork(
    database,
    city
      ? projectsOf(
          shown.map(({ project }) => project.id),
          held,
        )
      : projects,
  );
  const slips = pickRows(
    database,
    'slip',
    ['id', 'problem', 'kind', 'number', 'issued_on', 'reply_due', 'replied_on'],
    {
      projects,
      condition: '(reply_due IS NOT NULL OR number IS NULL) AND replied_on IS NULL',
    },
  );
  const decisions = meetingItems(database, projects);
  const papers = papersOf(database);
  const items = standings.map(
    (standing): DeskItem => ({
      ...standing,
      papers: () => papers(standing.project.id),
      permits: work.permits.get(standing.project.id) ?? none,
      problems: work.problems.get(standing.project.id) ?? none,
      nodes: work.nodes.get(standing.project.id) ?? none,
      clock_stops: work.stops.get(standing.project.id) ?? none,
      materials: work.materials.get(standing.project.id) ?? none,
      listing_events: work.events.get(standing.project.id) ?? none,
      work_logs: work.notes.get(standing.project.id) ?? none,
      measures: work.measures.get(standing.project.id) ?? none,
      slips: slips.get(standing.project.id) ?? none,
      meeting_items: decisions.get(standing.project.id) ?? none,
      funding_applications: work.applications.get(standing.project.id) ?? none,
      funding_materials: work.fundingMaterials.get(standing.project.id) ?? none,
    }),
  );
  return {
    items,
    surroundings: {
      work_logs: work.notes.get('') ?? none,
      meeting_items: decisions.get('') ?? none,
      // The Commission does not apply: its desk shows what is late on red.
      policies: city ? none : closingPolicies(database, today, horizon),
      unreported: city ? null : unreportedChanges(context),
      waiting: waitingOf(context),
      rules,
    },
  };
}

import { problem as problemEntity } from '../../../src-shared/entities/problem';
import { type ProblemClock, problemClock } from '../../../src-shared/rules/problem-clock';
import { problemHistory, type Told } from '../../../src-shared/rules/problem-history';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { historyOf } from '../journal/history';
import { loadLeaders } from './assignments';
import { projectRow, type RowOf, toRow } from './rows';
import { loadRuleBook } from './rules';

type Attached = 'measure' | 'clock_stop' | 'work_log' | 'slip' | 'meeting_item';

/** One problem with everything that belongs to it, as panel and papers need it. */
export interface ProblemFile {
  readonly problem: RowOf<'problem'>;
  readonly project: RowOf<'project'>;
  /** The leader in charge: the project's own, else the region's. */
  readonly patron: string | null;
  readonly clock: ProblemClock;
  readonly measures: RowOf<'measure'>[];
  readonly clock_stops: RowOf<'clock_stop'>[];
  readonly work_logs: RowOf<'work_log'>[];
  /** Newest first. */
  readonly slips: RowOf<'slip'>[];
  readonly meeting_items: RowOf<'meeting_item'>[];
  readonly history: Told[];
  readonly raised: number;
}

/** Throws Refusal no_record where it is not here, or withdrawn. */
export function problemFile(context: LedgerContext, id: string): ProblemFile {
  const { database, journal, clock } = context;
  const raw = database.prepare('SELECT * FROM problem WHERE id = @id AND deleted <> 1').get({ id }) as
    | Record<string, unknown>
    | undefined;
  const problem = raw && toRow('problem', raw);
  const project = problem?.project ? projectRow(database, problem.project) : undefined;
  if (!problem || !project) throw new Refusal('no_record', { entity: problemEntity.label, id });
  const attached = <Name extends Attached>(entity: Name, order = 'record') =>
    (
      database.prepare(`SELECT * FROM ${entity} WHERE problem = @id AND deleted <> 1 ORDER BY ${order}`).all({
        id,
      }) as Record<string, unknown>[]
    ).map((row) => toRow(entity, row));
  const clock_stops = attached('clock_stop', 'stopped_on, record');
  const work_logs = attached('work_log', 'date, record');
  const slips = attached('slip', 'issued_on DESC, record DESC');
  const rules = loadRuleBook(context);
  // What was outside its device's scope is no step; where it was accepted, the decision is.
  const recorded = historyOf(journal.core, 'problem', id).filter(({ review }) => review === null);
  return {
    problem,
    project,
    patron:
      project.patron ??
      (project.region === null ? null : (loadLeaders(database, clock.today())(project.region) ?? null)),
    clock: problemClock(problem, clock_stops, rules.problemLimits, rules.calendar, clock.today()),
    measures: attached('measure', 'due IS NULL, due, record'),
    clock_stops,
    work_logs,
    slips,
    meeting_items: attached('meeting_item'),
    ...problemHistory(problem, recorded, work_logs, slips),
  };
}

/** Names of people that the ledger knows, this person's first. */
function knownPeople({ database, identity }: LedgerContext): string[] {
  const names = database
    .prepare(
      `SELECT name FROM (
         SELECT checker AS name, 1 AS rank FROM problem WHERE deleted <> 1
         UNION ALL SELECT extension_approver, 2 FROM problem WHERE deleted <> 1
         UNION ALL SELECT shelving_approver, 2 FROM problem WHERE deleted <> 1
         UNION ALL SELECT person, 3 FROM device
       ) WHERE name IS NOT NULL AND name <> '' GROUP BY name ORDER BY min(rank), count(*) DESC, name LIMIT 40`,
    )
    .pluck()
    .all() as string[];
  return [...new Set([identity.person, ...names])];
}

export const showProblem: Handler<'problems.show'> = (context, { id }) => {
  const { project, patron, clock, ...file } = problemFile(context, id);
  return {
    ...file,
    project: {
      id: project.id,
      name: project.short_name ?? project.name ?? '',
      region: project.region,
      full_name: project.name ?? '',
      owner: project.owner,
      patron,
    },
    clock: { ...clock, escalations: [...clock.escalations] },
    people: knownPeople(context),
  };
};

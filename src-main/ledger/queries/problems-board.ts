import type { Database } from 'better-sqlite3';
import { samePerson } from '../../../src-shared/rules/problem-actions';
import { compareLines, type ProblemLine, raisedOn } from '../../../src-shared/rules/problem-board';
import { problemClock } from '../../../src-shared/rules/problem-clock';
import type { RuleBook } from '../../../src-shared/rules/rule-book';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { type RowOf, toRow } from './rows';
import { loadRuleBook } from './rules';

type Raw = Record<string, unknown>;

/** A problem with what its line needs of its project. */
export interface JoinedProblem {
  readonly problem: RowOf<'problem'>;
  readonly project: { readonly id: string; readonly name: string; readonly region: string | null };
  readonly secretary: string | null;
}

/** Problems of projects that are not withdrawn; `condition` is about `p` (problem). */
export function selectProblems(
  database: Database,
  condition: string,
  parameters: Record<string, unknown> = {},
): JoinedProblem[] {
  return (
    database
      .prepare(
        `SELECT p.*, coalesce(j.short_name, j.name) AS project_name, j.region AS project_region, j.secretary AS project_secretary
         FROM problem p JOIN project j ON j.id = p.project AND j.deleted <> 1
         WHERE p.deleted <> 1 AND (${condition}) ORDER BY p.record`,
      )
      .all(parameters) as Raw[]
  ).map(({ project_name, project_region, project_secretary, ...raw }) => {
    const problem = toRow('problem', raw);
    return {
      problem,
      project: {
        id: problem.project ?? '',
        name: String(project_name ?? ''),
        region: project_region as string | null,
      },
      secretary: project_secretary as string | null,
    };
  });
}

/** Rows of an entity by the problem that they belong to. */
function byProblem<Name extends 'clock_stop' | 'measure'>(
  database: Database,
  entity: Name,
): Map<string, RowOf<Name>[]> {
  const groups = new Map<string, RowOf<Name>[]>();
  for (const raw of database
    .prepare(`SELECT * FROM ${entity} WHERE deleted <> 1 AND problem IS NOT NULL ORDER BY record`)
    .iterate() as Iterable<Raw>) {
    const row = toRow(entity, raw);
    const key = (row as { problem: string | null }).problem ?? '';
    const known = groups.get(key);
    if (known) known.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/**
 * Whose a problem is: of a secretary's own projects as the ledger names her, or where this person handles or checks it. Where the
 * ledger names her nowhere, all are hers. The Commission's own are those before the joint meeting.
 */
function ownership({ database, identity }: LedgerContext): (line: JoinedProblem, level: string) => boolean {
  const inHands = ({ problem }: JoinedProblem) =>
    samePerson(problem.handler, identity.person) || samePerson(problem.checker, identity.person);
  if (identity.role === 'commission') return (line, level) => level === 'city' || inHands(line);
  const named = database
    .prepare('SELECT 1 FROM project WHERE deleted <> 1 AND secretary = @person LIMIT 1')
    .get({ person: identity.person });
  return (line) => inHands(line) || line.secretary === identity.person || (!named && line.secretary === null);
}

/** Lines with their clocks as of today. */
export function linesOf(
  context: LedgerContext,
  problems: readonly JoinedProblem[],
  rules: RuleBook = loadRuleBook(context),
): ProblemLine[] {
  const { database, clock } = context;
  const today = clock.today();
  const stops = byProblem(database, 'clock_stop');
  const measures = byProblem(database, 'measure');
  const isMine = ownership(context);
  return problems.map((joined) => {
    const { problem, project } = joined;
    const own = measures.get(problem.id) ?? [];
    const running = problemClock(problem, stops.get(problem.id) ?? [], rules.problemLimits, rules.calendar, today);
    return {
      problem,
      project,
      clock: running,
      measures: { done: own.filter(({ done_on }) => done_on !== null).length, total: own.length },
      mine: isMine(joined, running.level),
      raisedOn: raisedOn(problem, running),
    };
  });
}

/** The contract's lists are mutable, the rules' are not: the same data. */
export const asData = (line: ProblemLine) => ({
  ...line,
  clock: { ...line.clock, escalations: [...line.clock.escalations] },
});

export const showBoard: Handler<'problems.board'> = (context, input) => {
  const { database, clock } = context;
  const rules = loadRuleBook(context);
  const open = linesOf(context, selectProblems(database, "p.state IS NOT 'closed'"), rules).sort(compareLines);
  const closed = linesOf(
    context,
    input.closed === 'all'
      ? selectProblems(database, "p.state = 'closed'")
      : selectProblems(database, "p.state = 'closed' AND p.closed_on >= @first", {
          first: `${clock.today().slice(0, 7)}-01`,
        }),
    rules,
  ).sort((a, b) => ((a.problem.closed_on ?? '') < (b.problem.closed_on ?? '') ? 1 : -1));
  const count = (condition: string) =>
    database
      .prepare(
        `SELECT count(*) FROM problem p JOIN project j ON j.id = p.project AND j.deleted <> 1 WHERE p.deleted <> 1 AND ${condition}`,
      )
      .pluck()
      .get() as number;
  return {
    open: open.map(asData),
    closed: closed.map(asData),
    closedInAll: count("p.state = 'closed'"),
    unnumbered: count('p.number IS NULL'),
    pending: open.reduce((sum, line) => sum + line.clock.escalations.length, 0),
  };
};

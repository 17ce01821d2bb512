import type { Database } from 'better-sqlite3';
import { v7 as uuidv7 } from 'uuid';
import { project as projectEntity } from '../../../src-shared/entities/project';
import { actionLabel } from '../../../src-shared/rules/problem-actions';
import { advanceProblem, touchedStops } from '../../../src-shared/rules/problem-advance';
import type { ProblemLine } from '../../../src-shared/rules/problem-board';
import { type Escalation, levelOf } from '../../../src-shared/rules/problem-clock';
import { escalationSource } from '../../../src-shared/rules/problem-history';
import { confirmedNumbers } from '../../../src-shared/rules/problem-numbers';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { naturalId } from '../journal/cells';
import type { Edit } from '../journal/edit';
import { linesOf, selectProblems } from './problems-board';
import { provisionalFor } from './problems-number';
import { problemFile } from './problems-show';

const withoutDot = (text: string) => text.replace(/[。；]$/, '');

/** Refused with the reasons run together. */
export function refuseStep(reasons: readonly string[]): never {
  throw new Refusal('step_refused', { reason: reasons.map(withoutDot).join('；') });
}

export const registerProblem: Handler<'problems.register'> = (context, { set }) => {
  const { journal, clock, identity } = context;
  if (typeof set.project !== 'string') throw new Refusal('missing_value', { label: projectEntity.label });
  const today = clock.today();
  const reported = typeof set.reported_on === 'string' ? set.reported_on : today;
  const id = uuidv7();
  const level = levelOf(typeof set.level === 'string' ? set.level : null);
  const edit: Edit = {
    entity: 'problem',
    id,
    create: true,
    set: {
      ...set,
      level,
      state: 'registered',
      reported_on: reported,
      // Its clock begins where it is written down; what was reported earlier is not late on its first day here.
      level_since: reported > today ? reported : today,
      provisional_number: provisionalFor(context, set.project, reported.slice(0, 4)),
    },
  };
  journal.commit([edit], { source: identity.role === 'field' ? '踏查登记' : '' });
  return { id };
};

/** The slip of a step up has one id wherever it is made, so that two machines make one slip. */
const slipOf = (problem: string, step: Escalation) => naturalId('slip', [problem, step.to, step.on]);

function slipExists(database: Database, id: string): boolean {
  return database.prepare('SELECT 1 FROM slip WHERE id = @id AND deleted <> 1').get({ id }) !== undefined;
}

/** Writes steps up down, oldest first, each under what caused it, so that history tells them apart. */
function writeEscalations(
  { journal, database }: LedgerContext,
  lines: readonly { readonly problem: ProblemLine['problem']; readonly escalations: readonly Escalation[] }[],
): number {
  let written = 0;
  const most = Math.max(0, ...lines.map(({ escalations }) => escalations.length));
  for (let round = 0; round < most; round += 1) {
    const groups = new Map<string, Edit[]>();
    for (const { problem, escalations } of lines) {
      const step = escalations[round];
      if (!step) continue;
      written += 1;
      const source = escalationSource(step);
      const edits = groups.get(source) ?? [];
      groups.set(source, edits);
      edits.push({ entity: 'problem', id: problem.id, set: { level: step.to, level_since: step.on } });
      const slip = slipOf(problem.id, step);
      if (slipExists(database, slip)) continue;
      // Without number, addressee and requests: a person adds them when it is sent.
      edits.push({
        entity: 'slip',
        id: slip,
        create: true,
        set: { project: problem.project, problem: problem.id, kind: 'supervision', issued_on: step.on },
      });
    }
    for (const [source, edits] of groups) journal.commit(edits, { source });
  }
  return written;
}

export const escalateProblems: Handler<'problems.escalate'> = (context) => {
  const lines = linesOf(context, selectProblems(context.database, "p.state IS NOT 'closed' AND p.level IS NOT 'city'"))
    .filter(({ clock }) => clock.escalations.length > 0)
    .map(({ problem, clock }) => ({ problem, escalations: clock.escalations }));
  return { problems: lines.length, steps: writeEscalations(context, lines) };
};

export const advanceStep: Handler<'problems.advance'> = (context, { id, action, values }) => {
  const { journal, identity, clock } = context;
  const file = problemFile(context, id);
  const problem = { ...file.problem, level: file.clock.level, level_since: file.clock.since };
  const today = clock.today();
  const result = advanceProblem(problem, file.measures, identity, action, values, today);
  if (!result.ok) refuseStep(result.reasons);
  // What time has raised is written down first: the step is taken on the level where it stands.
  writeEscalations(context, [{ problem: file.problem, escalations: file.clock.escalations }]);
  const { set, stop, end, forget, source } = result.advance;
  const edits: Edit[] = [
    { entity: 'problem', id, set },
    ...touchedStops(file.clock_stops, end).map(
      (one): Edit => ({
        entity: 'clock_stop',
        id: one.id,
        set: { resumed_on: one.stopped_on !== null && one.stopped_on > today ? one.stopped_on : today },
      }),
    ),
    ...touchedStops(file.clock_stops, forget).map(
      (one): Edit => ({ entity: 'clock_stop', id: one.id, set: {}, deleted: true }),
    ),
    ...(stop
      ? [
          {
            entity: 'clock_stop' as const,
            id: null,
            set: { project: problem.project, problem: id, reason: stop, stopped_on: today },
          },
        ]
      : []),
  ];
  journal.commit(edits, { source: source || `问题${actionLabel(action)}` });
  const state = typeof set.state === 'string' ? set.state : (problem.state ?? 'registered');
  return { id, state, level: levelOf(typeof set.level === 'string' ? set.level : problem.level) };
};

export const confirmNumbers: Handler<'problems.confirmNumbers'> = (context) => {
  const { database, journal, clock, identity } = context;
  if (identity.role !== 'commission') refuseStep(['编号由市发改委统一确认，上报后等回执即可']);
  const problems = (
    database
      .prepare(
        `SELECT p.id, p.deleted, p.number, p.provisional_number, p.reported_on, j.region, j.deleted AS project_deleted
         FROM problem p LEFT JOIN project j ON j.id = p.project`,
      )
      .all() as {
      id: string;
      deleted: number;
      number: string | null;
      provisional_number: string | null;
      reported_on: string | null;
      region: string | null;
      project_deleted: number | null;
    }[]
  ).map(({ deleted, project_deleted, ...problem }) => ({
    ...problem,
    deleted: deleted === 1 || project_deleted !== 0,
  }));
  const confirmed = confirmedNumbers(problems, clock.today());
  if (confirmed.length > 0) {
    journal.commit(
      confirmed.map(({ id, number }): Edit => ({ entity: 'problem', id, set: { number } })),
      { source: '确认编号' },
    );
  }
  return { confirmed: confirmed.length };
};

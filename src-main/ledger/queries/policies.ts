import type { Database } from 'better-sqlite3';
import { regionName } from '../../../src-shared/catalogues/regions';
import { policy as policyEntity } from '../../../src-shared/entities/policy';
import { project as projectEntity } from '../../../src-shared/entities/project';
import { lifecycleOf } from '../../../src-shared/rules/ledger-views';
import type { KnownPermit } from '../../../src-shared/rules/permit-nodes';
import {
  type PolicyKnowledge,
  type PolicyMatch,
  policyKnowledge,
  policyMatcher,
} from '../../../src-shared/rules/policy-match';
import { policyWindow } from '../../../src-shared/rules/policy-window';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { projectRow, projectSource, type RowOf, rowsOfProject, toRow } from './rows';
import { viewSql } from './view-sql';

interface Candidate {
  readonly project: RowOf<'project'>;
  readonly knowledge: PolicyKnowledge;
}

type Owned<Value> = Value & { readonly project: string };

function grouped<Value>(rows: readonly Owned<Value>[]): Map<string, Owned<Value>[]> {
  const groups = new Map<string, Owned<Value>[]>();
  for (const row of rows) {
    const known = groups.get(row.project);
    if (known) known.push(row);
    else groups.set(row.project, [row]);
  }
  return groups;
}

/** Projects that a policy may be held against, with what is known of them. */
function candidates({ database }: LedgerContext): Candidate[] {
  const permits = grouped(
    database
      .prepare(
        'SELECT project, catalogue_code, name, state, planned_submit, planned_finish, actual_submit, actual_finish FROM permit WHERE deleted <> 1 AND project IS NOT NULL',
      )
      .all() as Owned<KnownPermit>[],
  );
  const nodes = grouped(
    database
      .prepare('SELECT project, code, actual FROM node WHERE deleted <> 1 AND project IS NOT NULL')
      .all() as Owned<Pick<RowOf<'node'>, 'code' | 'actual'>>[],
  );
  return (
    database.prepare(`SELECT * FROM ${projectSource} WHERE ${viewSql('all')} ORDER BY record`).all() as Record<
      string,
      unknown
    >[]
  )
    .map((raw) => toRow('project', raw))
    .filter((project) => lifecycleOf(project) !== 'terminated')
    .map((project) => ({
      project,
      knowledge: policyKnowledge(project, permits.get(project.id) ?? [], nodes.get(project.id) ?? []),
    }));
}

/** A policy, withdrawn or not. Throws Refusal no_record. */
export function findPolicy(database: Database, id: string): RowOf<'policy'> {
  const raw = database.prepare('SELECT * FROM policy WHERE id = @id').get({ id }) as
    | Record<string, unknown>
    | undefined;
  if (!raw) throw new Refusal('no_record', { entity: policyEntity.label, id });
  return toRow('policy', raw);
}

const windowRank = { open: 0, upcoming: 1, closed: 2 };

/** Open ones first, what ends soonest before what ends later or never; then what opens soonest, then what closed last. */
function policiesInOrder({ database, clock }: LedgerContext) {
  const today = clock.today();
  const far = Number.POSITIVE_INFINITY;
  return (
    database.prepare('SELECT * FROM policy WHERE deleted <> 1 ORDER BY record').all() as Record<string, unknown>[]
  )
    .map((raw) => toRow('policy', raw))
    .map((policy) => ({ policy, window: policyWindow(policy, today) }))
    .sort(
      (a, b) =>
        windowRank[a.window.state] - windowRank[b.window.state] || (a.window.days ?? far) - (b.window.days ?? far),
    );
}

type Made = { readonly id: string; readonly stage: string | null };

/** Applications under a policy, or of a project, by the other of the two. Where there are several the newest counts. */
function applicationsBy(database: Database, where: 'policy' | 'project', id: string): Map<string, Made> {
  const key = where === 'policy' ? 'project' : 'policy';
  const rows = database
    .prepare(
      `SELECT "${key}" AS key, id, stage FROM funding_application WHERE deleted <> 1 AND "${where}" = @id ORDER BY record`,
    )
    .all({ id }) as (Made & { key: string | null })[];
  return new Map(rows.flatMap(({ key: other, id: made, stage }) => (other ? [[other, { id: made, stage }]] : [])));
}

export const listPolicies: Handler<'funding.policies'> = (context) => {
  const today = context.clock.today();
  const subjects = candidates(context);
  const applications = new Map(
    context.database
      .prepare('SELECT policy, count(*) FROM funding_application WHERE deleted <> 1 GROUP BY policy')
      .raw()
      .all() as [string, number][],
  );
  return policiesInOrder(context).map(({ policy, window }) => {
    const match = policyMatcher(policy, today);
    let fits = 0;
    let lacks = 0;
    for (const { project, knowledge } of subjects) {
      const found = match(project, knowledge).match;
      if (found === 'fits') fits += 1;
      else if (found === 'lacks') lacks += 1;
    }
    return { policy, window, fits, lacks, applications: applications.get(policy.id) ?? 0 };
  });
};

const matchRank: Record<PolicyMatch['match'], number> = { fits: 0, lacks: 1, excluded: 2 };

function byMatch(a: Pick<PolicyMatch, 'match' | 'missing'>, b: Pick<PolicyMatch, 'match' | 'missing'>): number {
  return matchRank[a.match] - matchRank[b.match] || a.missing.length - b.missing.length;
}

export const matchProjects: Handler<'funding.matches'> = (context, input) => {
  const match = policyMatcher(findPolicy(context.database, input.policy), context.clock.today());
  const made = applicationsBy(context.database, 'policy', input.policy);
  return candidates(context)
    .map(({ project, knowledge }) => {
      const found = match(project, knowledge);
      return {
        id: project.id,
        name: project.short_name ?? project.name ?? '',
        region: project.region === null ? null : regionName(project.region),
        total_investment: project.total_investment,
        match: found.match,
        missing: [...found.missing],
        application: made.get(project.id) ?? null,
      };
    })
    .sort((a, b) => byMatch(a, b) || (b.total_investment ?? 0) - (a.total_investment ?? 0));
};

export const policiesOfProject: Handler<'funding.ofProject'> = (context, input) => {
  const { database } = context;
  const subject = projectRow(database, input.project);
  if (!subject) throw new Refusal('no_record', { entity: projectEntity.label, id: input.project });
  const knowledge = policyKnowledge(
    subject,
    rowsOfProject(database, 'permit', subject.id),
    rowsOfProject(database, 'node', subject.id),
  );
  const made = applicationsBy(database, 'project', subject.id);
  return policiesInOrder(context)
    .map(({ policy, window }) => {
      const { match, missing } = policyMatcher(policy, context.clock.today())(subject, knowledge);
      return { policy, window, match, missing: [...missing], application: made.get(policy.id) ?? null };
    })
    .sort((a, b) => Number(a.window.state === 'closed') - Number(b.window.state === 'closed') || byMatch(a, b));
};

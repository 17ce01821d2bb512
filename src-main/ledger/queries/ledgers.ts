import type { Database } from 'better-sqlite3';
import { project as projectEntity } from '../../../src-shared/entities/project';
import { lifecycleLabel, moveEdit } from '../../../src-shared/rules/lifecycle-moves';
import { type PlannedStart, plannedStartOf } from '../../../src-shared/rules/planned-start';
import { promotionRates } from '../../../src-shared/rules/promotion-rates';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { projectRow, projectSource, type RowOf, toRow } from './rows';
import { loadRuleBook } from './rules';
import { fromSigningSql, lifecycleSql, viewSql } from './view-sql';

/** Came from a signing and was not given up: the denominator of 落地率, as in the bulletin. */
const signedOnce = `(project.deleted <> 1 AND ${fromSigningSql} AND ${lifecycleSql} IS NOT 'terminated')`;

/** Projects under a condition over the table `project`, in the order of their making. */
export function projectsWhere(database: Database, condition: string): RowOf<'project'>[] {
  const rows = database.prepare(`SELECT * FROM ${projectSource} WHERE ${condition} ORDER BY record`).all();
  return (rows as Record<string, unknown>[]).map((raw) => toRow('project', raw));
}

/** Records of an entity that belong to the projects under a condition, by project. */
function rowsWhere<Name extends 'permit' | 'node' | 'clock_stop'>(
  database: Database,
  entity: Name,
  condition: string,
): (project: string) => RowOf<Name>[] {
  const rows = database
    .prepare(
      `SELECT * FROM "${entity}" WHERE deleted <> 1 AND project IN (SELECT id FROM project WHERE ${condition}) ORDER BY record`,
    )
    .all() as Record<string, unknown>[];
  const groups = new Map<string, RowOf<Name>[]>();
  for (const row of rows.map((raw) => toRow(entity, raw))) {
    const key = String((row as { project: string | null }).project);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return (project) => groups.get(project) ?? [];
}

/** Where planned starts stand, by id of the project; `condition` is the one under which the projects were read. */
export function plannedStarts(
  context: LedgerContext,
  projects: readonly RowOf<'project'>[],
  condition: string,
): Record<string, PlannedStart> {
  const { database, clock } = context;
  const { calendar, permits: items } = loadRuleBook(context);
  const permits = rowsWhere(database, 'permit', condition);
  const nodes = rowsWhere(database, 'node', condition);
  const stops = rowsWhere(database, 'clock_stop', condition);
  const today = clock.today();
  return Object.fromEntries(
    projects.flatMap((project) => {
      const { id } = project;
      const input = { permits: permits(id), nodes: nodes(id), stops: stops(id), today, calendar, items };
      const start = plannedStartOf(project, input);
      return start ? [[id, start]] : [];
    }),
  );
}

export const showLedger: Handler<'ledgers.show'> = (context, { ledger }) => {
  const { database } = context;
  const projects = projectsWhere(database, viewSql(ledger));
  return {
    projects,
    starts: ledger === 'planned-start' ? plannedStarts(context, projects, viewSql(ledger)) : {},
    rates: ledger === 'signed' ? promotionRates(projectsWhere(database, signedOnce)) : [],
  };
};

export const moveProject: Handler<'projects.move'> = (context, { id, to, reason, set: given }) => {
  const project = projectRow(context.database, id);
  if (!project) throw new Refusal('no_record', { entity: projectEntity.label, id });
  const edit = moveEdit(project, to, given, reason, context.clock.today());
  if ('illegal' in edit) {
    throw new Refusal('illegal_move', {
      from: lifecycleLabel(project.lifecycle ?? '') || '未填阶段',
      to: lifecycleLabel(to),
    });
  }
  if ('missing' in edit) throw new Refusal('missing_value', { label: edit.missing });
  const source = reason.trim() || `变更阶段：${lifecycleLabel(to)}`;
  const [written] = context.journal.commit([{ entity: 'project', id, set: edit.set }], { source });
  return { id, dot: written?.dot ?? null };
};

import type { Database } from 'better-sqlite3';
import { entityOf, type RelatedEntityName } from '../../../src-shared/entities/entities';
import { fromColumn } from '../journal/cells';
import type { SqlValue } from '../journal/merge';
import type { RowOf } from './rows';

/** Above this many projects all rows are read and put to their projects: a list in the statement would cost more. */
const mostNamed = 2000;

/** Whose rows are wanted: `ids` of the projects, or all. */
export interface Projects {
  readonly ids: ReadonlySet<string>;
  readonly all: boolean;
}

export function projectsOf(ids: readonly string[], held: number): Projects {
  return { ids: new Set(ids), all: ids.length > mostNamed || ids.length === held };
}

/**
 * Some columns of the rows of an entity, by project, without those that are withdrawn. `condition` is SQL over the table under its own
 * name. Rows without a project stand under ''.
 */
export function pickRows<Name extends RelatedEntityName, Column extends Extract<keyof RowOf<Name>, string>>(
  database: Database,
  entity: Name,
  columns: readonly Column[],
  { projects, condition = '1', loose = false }: { projects: Projects; condition?: string; loose?: boolean },
): Map<string, Pick<RowOf<Name>, Column>[]> {
  const whose = projects.all
    ? '1'
    : `(project IN (SELECT value FROM json_each(@ids))${loose ? ' OR project IS NULL' : ''})`;
  const statement = database.prepare(
    `SELECT project, ${columns.map((name) => `"${name}"`).join(', ')} FROM "${entity}"
     WHERE deleted <> 1 AND ${whose} AND (${condition}) ORDER BY record`,
  );
  const parameters = projects.all ? [] : [{ ids: JSON.stringify([...projects.ids]) }];
  // Only a list needs reading; text and numbers stand in the column as they are.
  const lists = columns.flatMap((name) => {
    const field = entityOf(entity).fields[name];
    return field?.kind === 'choices' ? [{ name, field }] : [];
  });
  const grouped = new Map<string, Pick<RowOf<Name>, Column>[]>();
  for (const raw of statement.all(...parameters) as Record<string, unknown>[]) {
    for (const { name, field } of lists) raw[name] = fromColumn(field, (raw[name] ?? null) as SqlValue);
    const project = (raw.project as string | null) ?? '';
    const row = raw as Pick<RowOf<Name>, Column>;
    const known = grouped.get(project);
    if (known) known.push(row);
    else grouped.set(project, [row]);
  }
  return grouped;
}

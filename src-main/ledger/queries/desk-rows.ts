import type { Database, Statement } from 'better-sqlite3';
import { entityOf, type RelatedEntityName } from '../../../src-shared/entities/entities';
import { fromColumn } from '../journal/cells';
import type { SqlValue } from '../journal/merge';
import type { RowOf } from './rows';

type Columns<Name extends RelatedEntityName> = Extract<keyof RowOf<Name>, string>;

/**
 * Some columns of the rows of an entity, by project, of the projects with these ids, without those that are withdrawn. `condition` is SQL
 * over the table under its own name.
 */
export function pickRows<Name extends RelatedEntityName, Column extends Columns<Name>>(
  database: Database,
  entity: Name,
  columns: readonly Column[],
  ids: readonly string[],
  condition = '1',
): Map<string, Pick<RowOf<Name>, Column>[]> {
  const whose = 'project IN (SELECT value FROM json_each(@ids))';
  const grouped = new Map<string, Pick<RowOf<Name>, Column>[]>();
  for (const raw of select(database, entity, columns, `${whose} AND (${condition})`, { ids: JSON.stringify(ids) })) {
    const project = raw.project as string;
    const row = raw as Pick<RowOf<Name>, Column>;
    const known = grouped.get(project);
    if (known) known.push(row);
    else grouped.set(project, [row]);
  }
  return grouped;
}

/** The same of the rows that belong to no project. */
export function pickLooseRows<Name extends RelatedEntityName, Column extends Columns<Name>>(
  database: Database,
  entity: Name,
  columns: readonly Column[],
  condition: string,
): Pick<RowOf<Name>, Column>[] {
  return select(database, entity, columns, `project IS NULL AND (${condition})`, {}) as Pick<RowOf<Name>, Column>[];
}

const prepared = new WeakMap<Database, Map<string, Statement>>();

/** A statement that is asked again for every portion of a desk: to prepare it takes longer than to run it. */
export function portionStatement(database: Database, text: string): Statement {
  const known = prepared.get(database) ?? new Map<string, Statement>();
  prepared.set(database, known);
  const statement = known.get(text) ?? database.prepare(text);
  known.set(text, statement);
  return statement;
}

function select(
  database: Database,
  entity: RelatedEntityName,
  columns: readonly string[],
  condition: string,
  parameters: Record<string, unknown>,
): Record<string, unknown>[] {
  const names = columns.map((name) => `"${name}"`).join(', ');
  const text = `SELECT project, ${names} FROM "${entity}" WHERE deleted <> 1 AND ${condition} ORDER BY record`;
  const rows = portionStatement(database, text).all(parameters) as Record<string, unknown>[];
  // Only a list needs reading; text and numbers stand in the column as they are.
  for (const name of columns) {
    const field = entityOf(entity).fields[name];
    if (field?.kind === 'choices')
      for (const row of rows) row[name] = fromColumn(field, (row[name] ?? null) as SqlValue);
  }
  return rows;
}

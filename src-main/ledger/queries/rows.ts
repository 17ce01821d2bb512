import type { Database } from 'better-sqlite3';
import type { EntityName, entities, RelatedEntityName } from '../../../src-shared/entities/entities';
import type { Row } from '../../../src-shared/entities/field';
import { columnsOf, fromColumn } from '../journal/cells';
import type { SqlValue } from '../journal/merge';

export type RowOf<Name extends EntityName> = Row<(typeof entities)[Name]>;

/**
 * A table row as the declaration describes it: JSON columns parsed, `deleted` as a boolean. Columns that the query adds beside the
 * declared ones (a joined `listing`) are kept as they are.
 */
export function toRow<Name extends EntityName>(entity: Name, raw: Record<string, unknown>): RowOf<Name> {
  const { record: _, ...row } = raw;
  const columns = columnsOf(entity);
  columns.names.forEach((name, index) => {
    row[name] =
      index === 0 ? raw[name] === 1 : fromColumn(columns.fields[index] ?? null, (raw[name] ?? null) as SqlValue);
  });
  return row as RowOf<Name>;
}

/** Records of an entity that belong to a project, withdrawn ones left out. */
export function rowsOfProject<Name extends RelatedEntityName>(
  database: Database,
  entity: Name,
  project: string,
): RowOf<Name>[] {
  const order =
    entity === 'progress' ? 'month' : entity === 'permit' ? 'coalesce(catalogue_code, name), record' : 'record';
  const rows = database
    .prepare(`SELECT * FROM "${entity}" WHERE project = @project AND deleted <> 1 ORDER BY ${order}`)
    .all({ project }) as Record<string, unknown>[];
  return rows.map((row) => toRow(entity, row));
}

/** Every record of an entity in the order in which they were made, withdrawn ones left out. */
export function rowsOf<Name extends EntityName>(database: Database, entity: Name): RowOf<Name>[] {
  const rows = database.prepare(`SELECT * FROM "${entity}" WHERE deleted <> 1 ORDER BY record`).all();
  return (rows as Record<string, unknown>[]).map((row) => toRow(entity, row));
}

/** Every record of an entity that belongs to some project, by project. */
export function rowsByProject<Name extends RelatedEntityName>(
  database: Database,
  entity: Name,
): Map<string, RowOf<Name>[]> {
  const grouped = new Map<string, RowOf<Name>[]>();
  for (const raw of database
    .prepare(`SELECT * FROM "${entity}" WHERE deleted <> 1 ORDER BY record`)
    .iterate() as Iterable<Record<string, unknown>>) {
    const row = toRow(entity, raw);
    const project = (row as { project: string | null }).project ?? '';
    const known = grouped.get(project);
    if (known) known.push(row);
    else grouped.set(project, [row]);
  }
  return grouped;
}

/** `project` with the state of its listing case, under the name `project`, so that every field of the declaration is a column. */
export const projectSource = `(SELECT project.*, listing.state AS listing FROM project LEFT JOIN listing ON listing.project = project.id AND listing.deleted <> 1) AS project`;

/** One project, withdrawn or not; undefined where it is not here. */
export function projectRow(database: Database, id: string): RowOf<'project'> | undefined {
  const raw = database.prepare(`SELECT * FROM ${projectSource} WHERE id = @id`).get({ id }) as
    | Record<string, unknown>
    | undefined;
  return raw ? toRow('project', raw) : undefined;
}

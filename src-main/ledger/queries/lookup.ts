import { businessEntityNames, type EntityName, entityOf } from '../../../src-shared/entities/entities';
import type { Entity } from '../../../src-shared/entities/field';
import { Refusal } from '../../../src-shared/terms/errors';
import type { Handler } from '../handler';
import { naturalId } from '../journal/cells';
import { projectSource, toRow } from './rows';

type Raw = Record<string, unknown>;

/** The field by whose value a person may name a record: a title of words, never one that is a choice or a month. */
function namingField(entity: Entity): string | null {
  const kind = entity.fields[entity.title]?.kind;
  return kind === 'text' || kind === 'long_text' ? entity.title : null;
}

export const findNamed: Handler<'records.find'> = ({ database }, input) => {
  const declared = entityOf(input.entity);
  const select = `SELECT id, "${declared.title}" AS title FROM "${input.entity}"`;
  const found = (rows: unknown[]) =>
    (rows as { id: string; title: string | null }[]).map(({ id, title }) => ({ id, title: title ?? '' }));
  const byId = (id: string) => found(database.prepare(`${select} WHERE id = @id`).all({ id }));

  const exact = byId(input.text);
  if (exact.length > 0) return exact;
  const naming = namingField(declared);
  if (naming) {
    const own = input.project !== undefined && Object.hasOwn(declared.fields, 'project');
    const named = found(
      database
        .prepare(
          `${select} WHERE deleted <> 1 AND "${naming}" = @text ${own ? 'AND project = @project' : ''} ORDER BY record`,
        )
        .all({ text: input.text, ...(own ? { project: input.project } : {}) }),
    );
    if (named.length > 0) return named;
  }
  const { naturalKey } = declared;
  return input.key && naturalKey?.length === input.key.length ? byId(naturalId(input.entity, input.key)) : [];
};

/** Fields of an entity that refer to records of another. */
function references(entity: EntityName, to: EntityName): string[] {
  return Object.entries(entityOf(entity).fields).flatMap(([name, field]) =>
    field.kind === 'reference' && field.entity === to ? [name] : [],
  );
}

export const showRecord: Handler<'records.show'> = ({ database }, input) => {
  const source = input.entity === 'project' ? projectSource : `"${input.entity}"`;
  const raw = database.prepare(`SELECT * FROM ${source} WHERE id = @id`).get({ id: input.id }) as Raw | undefined;
  if (!raw) throw new Refusal('no_record', { entity: entityOf(input.entity).label, id: input.id });
  const related = businessEntityNames.flatMap((entity) => {
    const names = references(entity, input.entity);
    if (names.length === 0) return [];
    const rows = database
      .prepare(
        `SELECT * FROM "${entity}" WHERE deleted <> 1 AND (${names.map((name) => `"${name}" = @id`).join(' OR ')}) ORDER BY record`,
      )
      .all({ id: input.id }) as Raw[];
    return [[entity, rows.map((row) => toRow(entity, row))] as const];
  });
  return { record: toRow(input.entity, raw), related: Object.fromEntries(related) };
};

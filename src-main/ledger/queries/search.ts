import { regionName } from '../../../src-shared/catalogues/regions';
import { type EntityName, entityOf } from '../../../src-shared/entities/entities';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { indexWords, matchQuery, mayBeInitials } from '../journal/search-text';

interface Hit {
  readonly record: number;
  readonly entity: EntityName;
}

/** Records whose texts hold all the words, newest first: the greatest record number was made last. */
function hitsByText(context: LedgerContext, words: string, limit: number): Hit[] {
  const query = matchQuery(words);
  if (query === null || indexWords(words) === '') return [];
  return context.database
    .prepare(
      'SELECT s.rowid AS record, f.entity FROM search_text s JOIN fields f ON f.record = s.rowid WHERE s.words MATCH @query ORDER BY s.rowid DESC LIMIT @limit',
    )
    .all({ query, limit }) as Hit[];
}

/** Records whose title has these pinyin initials in a row. */
function hitsByInitials(context: LedgerContext, words: string, limit: number): Hit[] {
  if (!mayBeInitials(words)) return [];
  return context.database
    .prepare(
      "SELECT s.record, f.entity FROM search_entry s JOIN fields f ON f.record = s.record WHERE s.initials LIKE '%' || @initials || '%' ORDER BY s.record DESC LIMIT @limit",
    )
    .all({ initials: words.trim().toLowerCase(), limit }) as Hit[];
}

/** Chinese words of any length, codes and pinyin initials; hits in the text before hits by initials, the newest first. */
export const findRecords: Handler<'search.find'> = (context, input) => {
  const hits = new Map<number, Hit>();
  for (const hit of hitsByText(context, input.words, input.limit)) hits.set(hit.record, hit);
  for (const hit of hitsByInitials(context, input.words, input.limit))
    if (!hits.has(hit.record)) hits.set(hit.record, hit);
  return [...hits.values()].slice(0, input.limit).map((hit) => {
    if (hit.entity === 'project') {
      const row = context.database
        .prepare('SELECT id, name, region, owner FROM project WHERE record = @record')
        .get({ record: hit.record }) as {
        id: string;
        name: string | null;
        region: string | null;
        owner: string | null;
      };
      return {
        id: row.id,
        entity: hit.entity,
        title: row.name ?? '',
        project: row.id,
        detail: [row.region ? regionName(row.region) : '', row.owner ?? ''].filter(Boolean).join('，'),
      };
    }
    const { title, fields } = entityOf(hit.entity);
    // A policy or a meeting belongs to no project.
    const project = Object.hasOwn(fields, 'project') ? 't.project' : 'NULL';
    const row = context.database
      .prepare(
        `SELECT t.id, t."${title}" AS title, ${project} AS project, p.name FROM "${hit.entity}" t LEFT JOIN project p ON p.id = ${project} WHERE t.record = @record`,
      )
      .get({ record: hit.record }) as { id: string; title: string | null; project: string | null; name: string | null };
    return {
      id: row.id,
      entity: hit.entity,
      title: row.title ?? '',
      project: row.project,
      detail: [entityOf(hit.entity).label, row.name ?? ''].filter(Boolean).join('，'),
    };
  });
};

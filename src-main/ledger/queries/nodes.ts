import type { FieldValue } from '../../../src-shared/entities/field';
import { node } from '../../../src-shared/entities/node';
import { project as projectEntity } from '../../../src-shared/entities/project';
import { Refusal } from '../../../src-shared/terms/errors';
import type { Handler } from '../handler';
import type { Edit } from '../journal/edit';
import { projectRow, toRow } from './rows';

/** Days and people of several nodes of one project in one step. */
export const writeNodes: Handler<'nodes.write'> = ({ database, journal }, { project, rows }) => {
  if (!projectRow(database, project)) throw new Refusal('no_record', { entity: projectEntity.label, id: project });
  const find = database.prepare('SELECT * FROM node WHERE project = @project AND code = @code');
  const sets = new Map<string, Record<string, FieldValue>>();
  for (const { code, set } of rows) {
    if ('project' in set || 'code' in set) throw new Refusal('unknown_field', { entity: node.label, field: 'code' });
    sets.set(code, { ...sets.get(code), ...set });
  }
  const edits = [...sets].flatMap(([code, set]): Edit[] => {
    const raw = find.get({ project, code }) as Record<string, unknown> | undefined;
    const row = raw ? toRow('node', raw) : null;
    if (row) return [{ entity: 'node', id: row.id, set, ...(row.deleted ? { deleted: false } : {}) }];
    // An empty cell that is cleared makes no record.
    return Object.values(set).every((value) => value === null)
      ? []
      : [{ entity: 'node', id: null, set: { project, code, ...set } }];
  });
  const committed = edits.length > 0 ? journal.commit(edits) : [];
  return { changed: committed.filter(({ dot }) => dot !== null).length };
};

import type { FieldValue } from '../../../src-shared/entities/field';
import { progress } from '../../../src-shared/entities/progress';
import { project as projectEntity } from '../../../src-shared/entities/project';
import { reportedFields } from '../../../src-shared/rules/month-report';
import { monthClosed } from '../../../src-shared/rules/period';
import { Refusal } from '../../../src-shared/terms/errors';
import { formatDate } from '../../../src-shared/terms/format';
import type { Handler } from '../handler';
import type { Edit } from '../journal/edit';
import { type RowOf, toRow } from './rows';

type Set = Record<string, FieldValue>;

/** Figures and words of several projects and months in one step; a block that was pasted is taken back by one Ctrl+Z. */
export const writeProgress: Handler<'progress.write'> = (context, { rows, reason, source }) => {
  const { database, journal, clock } = context;
  const today = clock.today();
  const find = database.prepare('SELECT * FROM progress WHERE project = @project AND month = @month');
  const known = database.prepare('SELECT 1 FROM project WHERE id = @id').pluck();
  const edits: Edit[] = [];
  for (const { project, month, set } of merged(rows)) {
    const raw = find.get({ project, month }) as Record<string, unknown> | undefined;
    const row = raw ? toRow('progress', raw) : null;
    if (!row && known.get({ id: project }) === undefined) {
      throw new Refusal('no_record', { entity: projectEntity.label, id: project });
    }
    const changes = changedFields(set, row);
    if (changes.length === 0) continue;
    const present = row && !row.deleted ? (row as unknown as Set) : null;
    // A plan that nobody had made is no correction.
    const isReported = (name: string) =>
      reportedFields.has(name) && (name !== 'planned' || (present?.[name] ?? null) !== null);
    const closed = monthClosed(month, today) && changes.some(isReported);
    if (closed && !reason) throw new Refusal('month_closed', { month: formatDate(month) });
    const values: Set = closed && reason ? { ...set, correction_reason: reason } : set;
    edits.push(
      row
        ? { entity: 'progress', id: row.id, set: values, ...(row.deleted ? { deleted: false } : {}) }
        : { entity: 'progress', id: null, set: { project, month, ...values } },
    );
  }
  if (edits.length === 0) return { changed: 0 };
  const committed = journal.commit(edits, { source: source ?? (reason ? `更正：${reason}` : '') });
  return { changed: committed.filter(({ dot }) => dot !== null).length };
};

/** One set for each project and month, in the order of their first mention. */
function merged(rows: readonly { project: string; month: string; set: Set }[]) {
  const byKey = new Map<string, { project: string; month: string; set: Set }>();
  for (const { project, month, set } of rows) {
    if ('project' in set || 'month' in set)
      throw new Refusal('unknown_field', { entity: progress.label, field: 'month' });
    const key = `${project} ${month}`;
    byKey.set(key, { project, month, set: { ...byKey.get(key)?.set, ...set } });
  }
  return [...byKey.values()];
}

/** Fields that the set would change; of a record that is not there, or is withdrawn, those with a value. */
function changedFields(set: Set, row: RowOf<'progress'> | null): string[] {
  const present = row && !row.deleted ? (row as unknown as Set) : {};
  return Object.keys(set).filter((name) => (set[name] ?? null) !== (present[name] ?? null));
}

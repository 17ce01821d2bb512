import type { Field, FieldValue } from '../../../src-shared/entities/field';
import type { Edit } from '../journal/edit';
import type { LedgerWorkbook, WorkbookRow } from './ledger-workbook-in';
import { fieldOf, lastPlain, put, requiredOf } from './ledger-workbook-paths';

/** A row that becomes a record. References to records that are made after it wait in `later`. */
export interface Making {
  readonly row: WorkbookRow;
  readonly id: string;
  readonly set: Record<string, FieldValue>;
  readonly later: Record<string, FieldValue>;
}

interface Surroundings {
  readonly conflicts: LedgerWorkbook['conflicts'];
  sourceOf(row: WorkbookRow): string;
  leadsSomewhere(field: Field, id: string): boolean;
  problem(row: WorkbookRow, message: string): void;
}

/**
 * The edits that make records: `first` all of them, with their references and the conflicts that were open about them; `last` those
 * that delete again what was deleted, when nothing more has to refer to it.
 */
export function makingEdits(makings: readonly Making[], around: Surroundings): { first: Edit[]; last: Edit[] } {
  const creations: Edit[] = [];
  const references: Edit[] = [];
  const contested: Edit[] = [];
  const tombstones: Edit[] = [];
  const reopened: Edit[] = [];
  for (const { row, id, set, later } of makings) {
    const at = { entity: row.entity, id, source: around.sourceOf(row) };
    const kept = row.deletion === 2 ? lastPlain(row.entity, set) : undefined;
    const { [kept ?? '']: last, ...others } = set;
    if (row.deletion === 2 && kept === undefined) around.problem(row, '删后又改的标记没有带过来：这条记录没有别的内容');
    creations.push({ ...at, create: true, set: kept === undefined ? set : others });
    if (Object.keys(later).length > 0) references.push({ ...at, set: later });
    for (const each of contestedSets(row, { ...set, ...later }, around))
      contested.push({ ...at, set: each, unseen: true });
    if (row.deletion === 1 || kept !== undefined) tombstones.push({ ...at, set: {}, deleted: true });
    // What is written after a tombstone that does not take it back makes the record one that was edited after its deletion.
    if (kept !== undefined && last !== undefined)
      reopened.push({ ...at, create: true, deleted: true, set: { ...requiredOf(row.entity, set), [kept]: last } });
  }
  return { first: [...creations, ...references, ...contested], last: [...tombstones, ...reopened] };
}

/** What stands against the shown value, one after the other, then the shown value again: it wins by being the latest. */
function contestedSets(
  row: WorkbookRow,
  shown: Readonly<Record<string, FieldValue>>,
  { conflicts, leadsSomewhere }: Surroundings,
): Record<string, FieldValue>[] {
  const sets: Record<string, FieldValue>[] = [];
  for (const [path, values] of conflicts.get(`${row.entity} ${row.id}`) ?? []) {
    const field = fieldOf(row.entity, path);
    const others = values
      .filter((value) => value !== null || !field.required)
      .filter((value) => field.kind !== 'reference' || value === null || leadsSomewhere(field, String(value)));
    if (others.length === 0) continue;
    const dot = path.indexOf('.');
    const own =
      dot < 0 ? shown[path] : (shown[path.slice(0, dot)] as Record<string, number> | undefined)?.[path.slice(dot + 1)];
    for (const value of [...others, own ?? null]) {
      const set: Record<string, FieldValue> = {};
      put(set, row.entity, path, value);
      sets.push(set);
    }
  }
  return sets;
}

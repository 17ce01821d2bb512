import type { Conflict } from '../../../src-shared/contract/record-methods';
import { type EntityName, entityOf, relatedEntityNames } from '../../../src-shared/entities/entities';
import type { FieldValue } from '../../../src-shared/entities/field';
import { Refusal } from '../../../src-shared/terms/errors';
import type { Handler } from '../handler';
import { columnsOf, deletedCell, targetOf, toJournal } from './cells';
import { linesOf, type RecordedLine } from './history';
import { momentOf } from './hybrid-clock';
import type { JournalCore } from './journal';
import type { SqlValue } from './merge';

interface HeadRow {
  readonly record: number;
  readonly cell: number;
  readonly device: number;
  readonly seq: number;
  readonly clock: number;
  readonly value: string;
  readonly entity: EntityName;
}

/** A conflict is named by its record and cell, so that the name stays while heads come and go. */
function conflictId(record: number, cell: string): string {
  return `${record}:${cell}`;
}

/** The last value that all sides had seen: what every head names in `prev`. */
function commonBase(lines: readonly RecordedLine[], heads: readonly RecordedLine[], field: string): FieldValue {
  const shared = (heads[0]?.line.prev?.[field] ?? []).filter((dot) =>
    heads.every((head) => head.line.prev?.[field]?.includes(dot)),
  );
  const base = lines.filter((line) => shared.includes(line.dot)).at(-1);
  return (base?.line.set[field] ?? null) as FieldValue;
}

/** Name of the record, and of the project that it belongs to, for a person. */
function titleOf(
  core: JournalCore,
  entity: EntityName,
  record: number,
): { id: string; title: string; region: string | null } {
  const columns = columnsOf(entity);
  const own = entity === 'project';
  const row = core.database
    .prepare(
      own
        ? 'SELECT id, name AS title, region, name AS project FROM project WHERE record = @record'
        : `SELECT t.id, t."${columns.names[columns.title]}" AS title, p.region, p.name AS project FROM "${entity}" t LEFT JOIN project p ON p.id = t.project WHERE t.record = @record`,
    )
    .get({ record }) as { id: string; title: string | null; region: string | null; project: string | null };
  const title = own
    ? (row.title ?? '')
    : `${row.project ?? ''} ${entityOf(entity).label}${entity === 'listing' ? '' : ` ${row.title ?? ''}`}`;
  return { id: row.id, title: title.trim(), region: row.region };
}

/** Open conflicts, those of one project beside each other. */
export function conflictsOf(core: JournalCore): Conflict[] {
  const rows = core.database
    .prepare(
      'SELECT h.record, h.cell, h.device, h.seq, h.clock, h.value, f.entity FROM head h JOIN fields f ON f.record = h.record ORDER BY h.record, h.cell, h.clock DESC',
    )
    .all() as HeadRow[];
  const groups = new Map<string, HeadRow[]>();
  for (const row of rows) {
    const id = conflictId(row.record, core.statements.cellName(row.cell));
    groups.set(id, [...(groups.get(id) ?? []), row]);
  }
  const conflicts: Conflict[] = [];
  for (const [id, heads] of groups) {
    const first = heads[0] as HeadRow;
    if (heads.every((head) => head.value === first.value)) continue;
    const field = core.statements.cellName(first.cell);
    const target = targetOf(first.entity, field);
    if (!target) continue;
    const record = titleOf(core, first.entity, first.record);
    const lines = linesOf(core, first.entity, record.id);
    const recorded = heads
      .map((head) => lines.find((line) => line.device.number === head.device && line.line.n === head.seq))
      .filter((line) => line !== undefined);
    conflicts.push({
      id,
      entity: first.entity,
      record: record.id,
      title: record.title,
      region: record.region,
      field,
      base: field === deletedCell ? 0 : commonBase(lines, recorded, field),
      heads: heads.map((head) => {
        const line = recorded.find(
          (candidate) => candidate.device.number === head.device && candidate.line.n === head.seq,
        );
        const value = JSON.parse(head.value) as SqlValue;
        return {
          dot: `${core.devices.id(head.device)}:${head.seq}`,
          value: field === deletedCell ? value : (toJournal(target, value) as FieldValue),
          clock: head.clock,
          at: momentOf(head.clock),
          person: line?.line.p ?? '',
          unit: line?.device.unit ?? '',
          device: core.devices.id(head.device),
          package: line?.package ?? null,
        };
      }),
    });
  }
  return conflicts;
}

export const listConflicts: Handler<'conflicts.list'> = (context) => conflictsOf(context.journal.core);

/** Settles a conflict by an ordinary edit whose `prev` names all heads; the reason goes into history. */
export const resolveConflict: Handler<'conflicts.resolve'> = (context, input) => {
  const conflict = conflictsOf(context.journal.core).find((candidate) => candidate.id === input.id);
  if (!conflict) throw new Refusal('no_conflict');
  if (input.reason.trim() === '') throw new Refusal('reason_required');
  const { entity, record: id, field } = conflict;
  const key = field.indexOf('.');
  const edit =
    field === deletedCell
      ? { entity, id, set: {}, deleted: input.value === 1 }
      : {
          entity,
          id,
          set:
            key < 0
              ? { [field]: input.value }
              : { [field.slice(0, key)]: { [field.slice(key + 1)]: input.value as number | null } },
        };
  const [committed] = context.journal.commit([edit], { source: `裁定：${input.reason.trim()}` });
  if (!committed?.dot) throw new Refusal('no_conflict');
  return { dot: committed.dot };
};

const openCells = 'SELECT record FROM head GROUP BY record, cell HAVING count(DISTINCT value) > 1';

/** Number of open conflicts; of one project and what belongs to it where `project` is given. */
export function countConflicts(core: JournalCore, project?: string): number {
  if (project === undefined)
    return core.database.prepare(`SELECT count(*) FROM (${openCells})`).pluck().get() as number;
  const related = relatedEntityNames.map((entity) => `SELECT record FROM "${entity}" WHERE project = @project`);
  return core.database
    .prepare(
      `SELECT count(*) FROM (${openCells}) WHERE record IN (SELECT record FROM project WHERE id = @project UNION ALL ${related.join(' UNION ALL ')})`,
    )
    .pluck()
    .get({ project }) as number;
}

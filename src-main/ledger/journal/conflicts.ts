import type { Conflict } from '../../../src-shared/contract/record-methods';
import {
  businessEntityNames,
  type EntityName,
  entityOf,
  type RelatedEntityName,
  relatedEntityNames,
} from '../../../src-shared/entities/entities';
import type { FieldValue } from '../../../src-shared/entities/field';
import {
  type ConflictGroup,
  type ConflictSource,
  conflictGroupOf,
  defaultConflictOrder,
  inConflictOrder,
} from '../../../src-shared/rules/conflict-order';
import { columnsOf, deletedCell, targetOf, toJournal } from './cells';
import { unpackCells } from './heads';
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

type Order = Readonly<Record<ConflictGroup, ConflictSource>>;
type Side = Conflict['heads'][number];

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

function isRelated(entity: EntityName): entity is RelatedEntityName {
  return (relatedEntityNames as readonly EntityName[]).includes(entity);
}

interface Named {
  readonly record: string;
  readonly title: string;
  readonly project: string | null;
  readonly region: string | null;
}

/** Names the record, and the project that it belongs to, for a person. */
function named(core: JournalCore, entity: EntityName, record: number): Named {
  const columns = columnsOf(entity);
  const title = `t."${columns.names[columns.title]}" AS title`;
  const sql =
    entity === 'project'
      ? `SELECT t.id, ${title}, t.region, t.id AS project, NULL AS project_name FROM project t WHERE t.record = @record`
      : isRelated(entity)
        ? `SELECT t.id, ${title}, p.region, t.project, p.name AS project_name FROM "${entity}" t LEFT JOIN project p ON p.id = t.project WHERE t.record = @record`
        : `SELECT t.id, ${title}, NULL AS region, NULL AS project, NULL AS project_name FROM "${entity}" t WHERE t.record = @record`;
  const row = core.database.prepare(sql).get({ record }) as {
    id: string;
    title: string | number | null;
    region: string | null;
    project: string | null;
    project_name: string | null;
  };
  const words =
    entity === 'project'
      ? [row.title]
      : [row.project_name, entityOf(entity).label, entity === 'listing' ? null : row.title];
  return {
    record: row.id,
    title: words.filter((word) => word !== null && word !== '').join(' '),
    project: row.project,
    region: row.region,
  };
}

function sideOf({ device, line, package: file, dot }: RecordedLine, value: FieldValue): Side {
  return {
    dot,
    value,
    clock: line.t,
    at: momentOf(line.t),
    person: line.p,
    unit: device.unit,
    device: device.id,
    role: device.role,
    package: file,
  };
}

function conflictOf(
  core: JournalCore,
  entity: EntityName,
  record: number,
  field: string,
  base: FieldValue,
  sides: readonly Side[],
  order: Order,
): Conflict {
  const first = order[conflictGroupOf(entity, field)];
  const about = named(core, entity, record);
  return { id: conflictId(record, field), entity, ...about, field, base, first, heads: inConflictOrder(sides, first) };
}

/** Open conflicts, those of one project beside each other. `order` says whose value is shown first. */
export function conflictsOf(core: JournalCore, order: Order = defaultConflictOrder): Conflict[] {
  return [...contestedFields(core, order), ...disputedWithdrawals(core, order)].sort(
    (a, b) => compareTexts(a.region, b.region) || compareTexts(a.project, b.project) || compareTexts(a.id, b.id),
  );
}

function compareTexts(a: string | null, b: string | null): number {
  return a === b ? 0 : (a ?? '') < (b ?? '') ? -1 : 1;
}

const withdrawn = businessEntityNames
  .map((entity) => `SELECT record FROM "${entity}" WHERE deleted = 1 AND record IN (SELECT record FROM head)`)
  .join(' UNION ALL ');
// Of `head h JOIN fields f`: who is trusted is not settled at this desk, and in a record that is withdrawn nothing is open but the
// withdrawal itself; what else is contested there comes back with the record.
const isDecidable = `f.entity IN (${businessEntityNames.map((entity) => `'${entity}'`).join(', ')})
  AND (h.cell = (SELECT number FROM cell WHERE name = 'deleted') OR h.record NOT IN (${withdrawn}))`;

function contestedFields(core: JournalCore, order: Order): Conflict[] {
  const rows = core.database
    .prepare(
      `SELECT h.record, h.cell, h.device, h.seq, h.clock, h.value, f.entity FROM head h JOIN fields f ON f.record = h.record
       WHERE ${isDecidable} ORDER BY h.record, h.cell, h.clock DESC`,
    )
    .all() as HeadRow[];
  const groups = new Map<string, HeadRow[]>();
  for (const row of rows) {
    const id = conflictId(row.record, core.statements.cellName(row.cell));
    groups.set(id, [...(groups.get(id) ?? []), row]);
  }
  // Fields of one record come one behind another, and its history is unpacked once for all of them.
  let known: { record: number; lines: RecordedLine[] } | undefined;
  return [...groups.values()].flatMap((heads): Conflict[] => {
    const first = heads[0] as HeadRow;
    if (heads.every((head) => head.value === first.value)) return [];
    const field = core.statements.cellName(first.cell);
    const target = targetOf(first.entity, field);
    if (!target) return [];
    if (known?.record !== first.record)
      known = { record: first.record, lines: linesOf(core, first.entity, recordId(core, first.entity, first.record)) };
    const { lines } = known;
    const recorded = heads.flatMap((head) => {
      const line = lines.find(({ device, line: { n } }) => device.number === head.device && n === head.seq);
      return line ? [{ head, line }] : [];
    });
    const base =
      field === deletedCell
        ? 0
        : commonBase(
            lines,
            recorded.map(({ line }) => line),
            field,
          );
    const sides = recorded.map(({ head, line }) => {
      const value = JSON.parse(head.value) as SqlValue;
      return sideOf(line, field === deletedCell ? value : (toJournal(target, value) as FieldValue));
    });
    return [conflictOf(core, first.entity, first.record, field, base, sides, order)];
  });
}

function recordId(core: JournalCore, entity: EntityName, record: number): string {
  return core.database.prepare(`SELECT id FROM "${entity}" WHERE record = @record`).pluck().get({ record }) as string;
}

// Where the withdrawal itself is contested, that conflict stands for both.
const isOneWithdrawal =
  "record NOT IN (SELECT h.record FROM head h JOIN cell c ON c.number = h.cell WHERE c.name = 'deleted' GROUP BY h.record HAVING count(DISTINCT h.value) > 1)";

/** Records that one machine withdrew while another edited them without having seen that: both are shown, and a person decides. */
function disputedWithdrawals(core: JournalCore, order: Order): Conflict[] {
  return businessEntityNames.flatMap((entity) => {
    const records = core.database
      .prepare(`SELECT record, id FROM "${entity}" WHERE deleted = 2 AND ${isOneWithdrawal}`)
      .raw()
      .all() as [number, string][];
    return records.flatMap(([record, id]): Conflict[] => {
      const lines = linesOf(core, entity, id);
      const { cells } = unpackCells(core.statements.packed.get(record) as Buffer);
      const head = cells.get(core.statements.cell(deletedCell))?.heads[0];
      const withdrawal = lines.findLast(({ device, line }) =>
        head ? device.number === head.device && line.n === head.seq : line.set[deletedCell] === true,
      );
      if (!withdrawal) return [];
      const { saw } = withdrawal.line;
      const edits = lines.filter(
        ({ dot, line }) => dot !== withdrawal.dot && Object.keys(line.set).some((field) => field !== deletedCell),
      );
      // Where several withdrew, what one of them had not seen another may have: then the last edit speaks for the record.
      const edit =
        edits.findLast(({ dot, line }) => (saw ? !saw.includes(dot) : line.t > withdrawal.line.t)) ?? edits.at(-1);
      const sides = [sideOf(withdrawal, 1), ...(edit ? [sideOf(edit, 0)] : [])];
      return [conflictOf(core, entity, record, deletedCell, 0, sides, order)];
    });
  });
}

/** Cells on which a person can decide, as `record` and `cell`, one row each. */
export const openCells = `SELECT h.record, h.cell FROM head h JOIN fields f ON f.record = h.record WHERE ${isDecidable}
  GROUP BY h.record, h.cell HAVING count(DISTINCT h.value) > 1`;
const disputed = businessEntityNames
  .map((entity) => `SELECT record FROM "${entity}" WHERE deleted = 2 AND ${isOneWithdrawal}`)
  .join(' UNION ALL ');

/** Number of open conflicts; of one project and what belongs to it where `project` is given. */
export function countConflicts(core: JournalCore, project?: string): number {
  const open = `SELECT record FROM (${openCells}) UNION ALL ${disputed}`;
  if (project === undefined) return core.database.prepare(`SELECT count(*) FROM (${open})`).pluck().get() as number;
  const related = relatedEntityNames.map((entity) => `SELECT record FROM "${entity}" WHERE project = @project`);
  return core.database
    .prepare(
      `SELECT count(*) FROM (${open}) WHERE record IN (SELECT record FROM project WHERE id = @project UNION ALL ${related.join(' UNION ALL ')})`,
    )
    .pluck()
    .get({ project }) as number;
}

import { businessEntityNames, type EntityName, entityOf } from '../../../src-shared/entities/entities';
import { type Field, type FieldValue, isKeyed } from '../../../src-shared/entities/field';
import { secrecyMark } from '../../../src-shared/rules/secrecy';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import { columnsOf, fromColumn } from '../journal/cells';
import type { SqlValue } from '../journal/merge';
import { dispatchNotice } from './bulletin-letterhead';
import { cellOf, type ExportCell, isMoney, textCell } from './excel-export-cells';
import type { ExportTable, TableColumn } from './excel-export-sheet';
import { editedAfterDeletion, headerOfColumn, partLength, type WorkbookColumn } from './ledger-workbook-columns';
import { conflictTable } from './ledger-workbook-conflicts';
import { checkOf, type Deletion, type RecordValues, storedFields } from './ledger-workbook-record';

/** Entities that the program alone works with: their sheets are hidden. */
const technical: ReadonlySet<EntityName> = new Set(['snooze', 'rule_setting', 'template', 'saved_view']);
const charactersPerPixel = 1 / 7.5;

export interface LedgerRecord {
  readonly id: string;
  readonly deletion: Deletion;
  readonly values: RecordValues;
}

/** Reads records of an entity by their local numbers. */
export function recordReader(context: LedgerContext, entity: EntityName): (record: number) => LedgerRecord | undefined {
  const { names, fields } = columnsOf(entity);
  const statement = context.database
    .prepare(`SELECT id, ${names.map((name) => `"${name}"`).join(', ')} FROM "${entity}" WHERE record = ?`)
    .raw();
  return (record) => {
    const row = statement.get(record) as [string, ...SqlValue[]] | undefined;
    if (!row) return undefined;
    const [id, deleted, ...cells] = row;
    const values: Record<string, FieldValue> = {};
    cells.forEach((cell, index) => {
      values[names[index + 1] as string] = fromColumn(fields[index + 1] ?? null, cell);
    });
    return { id, deletion: deleted as Deletion, values };
  };
}

/** Names that references are shown by, by entity and id. */
class Titles {
  readonly #known = new Map<EntityName, ReadonlyMap<string, string>>();

  constructor(readonly context: LedgerContext) {}

  of(entity: EntityName, id: string): string {
    let titles = this.#known.get(entity);
    if (!titles) {
      const { names, title } = columnsOf(entity);
      const rows = this.context.database
        .prepare(`SELECT id, "${names[title]}" FROM "${entity}" WHERE "${names[title]}" IS NOT NULL`)
        .raw()
        .all() as [string, string][];
      titles = new Map(rows);
      this.#known.set(entity, titles);
    }
    return titles.get(id) ?? '';
  }
}

interface OutColumn extends TableColumn {
  readonly column: WorkbookColumn;
}

function widthOf(field: Field): number {
  const usual = { long_text: 260, text: 160, reference: 220 } as Readonly<Partial<Record<Field['kind'], number>>>;
  return Math.max(8, Math.round((field.width ?? usual[field.kind] ?? 110) * charactersPerPixel));
}

/** How many cells the longest text of each field needs. */
function partsOf(context: LedgerContext, entity: EntityName): ReadonlyMap<string, number> {
  const long = storedFields(entity).filter((name) => {
    const field = entityOf(entity).fields[name];
    return field?.kind === 'long_text' || field?.kind === 'text';
  });
  if (long.length === 0) return new Map();
  // SQLite counts characters, a cell counts UTF-16 units: one character may be two.
  const lengths = context.database
    .prepare(`SELECT ${long.map((name) => `coalesce(max(length("${name}")), 0)`).join(', ')} FROM "${entity}"`)
    .raw()
    .get() as number[];
  return new Map(
    long.map((name, index) => {
      const length = lengths[index] ?? 0;
      return [name, length * 2 <= partLength ? 1 : Math.ceil((length * 2) / (partLength - 1))];
    }),
  );
}

function keysOf(context: LedgerContext, entity: EntityName, name: string): string[] {
  return context.database
    .prepare(`SELECT DISTINCT k.key FROM "${entity}" e, json_each(e."${name}") k ORDER BY 1`)
    .pluck()
    .all() as string[];
}

function valueColumns(context: LedgerContext, entity: EntityName): OutColumn[] {
  const fields = entityOf(entity).fields;
  const parts = partsOf(context, entity);
  const columns: OutColumn[] = [];
  const add = (column: WorkbookColumn, field: Field) => {
    const isLeft = field.kind === 'text' || field.kind === 'long_text' || field.kind === 'reference';
    columns.push({
      column,
      header: headerOfColumn(entity, column),
      width: widthOf(field),
      align: isMoney(field) ? 'right' : isLeft ? 'left' : 'center',
    });
  };
  for (const name of storedFields(entity)) {
    const field = fields[name] as Field;
    if (field.kind === 'reference') add({ kind: 'title', name }, field);
    else if (isKeyed(field))
      for (const key of keysOf(context, entity, name)) add({ kind: 'value', name, key, part: 0 }, field);
    else
      for (let part = 0; part < (parts.get(name) ?? 1); part += 1) add({ kind: 'value', name, key: null, part }, field);
  }
  return columns;
}

/** The columns at the right end that only the program reads. */
export function ownColumns(entity: EntityName, withMark: boolean): OutColumn[] {
  const references = storedFields(entity).filter((name) => entityOf(entity).fields[name]?.kind === 'reference');
  const columns: WorkbookColumn[] = [
    ...references.map((name) => ({ kind: 'reference', name }) as const),
    ...(withMark ? [{ kind: 'mark' } as const] : []),
    { kind: 'id' },
    { kind: 'check' },
  ];
  return columns.map((column) => ({
    column,
    header: headerOfColumn(entity, column),
    width: 38,
    align: 'left',
    isHidden: true,
  }));
}

/** A part of a text, cut between characters and not inside one. */
function partOf(text: string, part: number): string {
  let from = 0;
  for (let done = 0; ; done += 1) {
    let to = Math.min(from + partLength, text.length);
    if (to < text.length && /[\uD800-\uDBFF]/.test(text[to - 1] ?? '')) to -= 1;
    if (done === part) return text.slice(from, to);
    from = to;
  }
}

/** The cell of a record in one of the workbook's own columns. */
export function workbookCell(
  entity: EntityName,
  column: WorkbookColumn,
  { id, deletion, values }: LedgerRecord,
  titleOf: (entity: EntityName, id: string) => string,
): ExportCell {
  switch (column.kind) {
    case 'id':
      return textCell(id);
    case 'check':
      return textCell(checkOf(entity, id, deletion, values));
    case 'mark':
      return deletion === 2 ? textCell(editedAfterDeletion) : { value: null };
    default: {
      const field = entityOf(entity).fields[column.name] as Field;
      const value = values[column.name] ?? null;
      if (value === null) return { value: null };
      if (column.kind === 'reference') return textCell(String(value));
      if (column.kind === 'title') {
        const title = titleOf(field.entity as EntityName, String(value));
        return title === '' ? { value: null } : textCell(title.slice(0, 200));
      }
      if (column.key !== null) return cellOf(field, (value as Record<string, number>)[column.key] ?? null);
      if (typeof value === 'string' && (field.kind === 'text' || field.kind === 'long_text')) {
        const text = partOf(value, column.part);
        return text === '' ? { value: null } : textCell(text);
      }
      return cellOf(field, value);
    }
  }
}

/** Records in the order of their projects, those of a project in the order in which they were made. */
function recordsOf(context: LedgerContext, entity: EntityName, condition: string): number[] {
  const ofProject = Object.hasOwn(entityOf(entity).fields, 'project');
  return context.database
    .prepare(
      ofProject
        ? `SELECT e.record FROM "${entity}" e LEFT JOIN project p ON p.id = e.project WHERE ${condition} ORDER BY p.record, e.record`
        : `SELECT e.record FROM "${entity}" e WHERE ${condition} ORDER BY e.record`,
    )
    .pluck()
    .all() as number[];
}

/** Throws Refusal secret_mark where a text of the record bears a mark. */
export function refuseSecrets(values: Readonly<Record<string, FieldValue | undefined>>): void {
  for (const name in values) {
    const value = values[name];
    const mark = typeof value === 'string' && value.includes('密') ? secrecyMark(value) : undefined;
    if (mark) throw new Refusal('secret_mark', { mark });
  }
}

function entityTable(
  context: LedgerContext,
  entity: EntityName,
  isDeleted: boolean,
  titles: Titles,
): ExportTable | undefined {
  const records = recordsOf(context, entity, isDeleted ? 'e.deleted = 1' : 'e.deleted <> 1');
  if (records.length === 0) return undefined;
  const { label } = entityOf(entity);
  const read = recordReader(context, entity);
  const shown = valueColumns(context, entity);
  const columns = [...shown, ...ownColumns(entity, !isDeleted && hasEditedAfterDeletion(context, entity))];
  const titleOf = (other: EntityName, id: string) => titles.of(other, id);
  return {
    name: isDeleted ? `${label}（已删除）` : label,
    title: isDeleted ? `${label}（已删除）` : label,
    under: `${dispatchNotice}　金额单位：万元　共 ${records.length} 条　右侧隐藏的编号、校验列请勿改动`,
    columns,
    printed: shown.length,
    frozen: 1,
    isPlain: true,
    isHidden: isDeleted || technical.has(entity),
    count: records.length,
    notes: [],
    *rows() {
      for (const record of records) {
        const found = read(record);
        if (!found) continue;
        refuseSecrets(found.values);
        yield { cells: columns.map(({ column }) => workbookCell(entity, column, found, titleOf)) };
      }
    },
  };
}

export function hasEditedAfterDeletion({ database }: LedgerContext, entity: EntityName): boolean {
  return database.prepare(`SELECT 1 FROM "${entity}" WHERE deleted = 2 LIMIT 1`).get() !== undefined;
}

/** Every sheet of a whole-ledger workbook behind the first one: records of the other entities, then what was deleted. */
export function* furtherTables(context: LedgerContext): Iterable<ExportTable> {
  const titles = new Titles(context);
  const conflicts = conflictTable(context);
  if (conflicts) yield conflicts;
  for (const isDeleted of [false, true]) {
    for (const entity of businessEntityNames) {
      if (entity === 'project' && !isDeleted) continue;
      const table = entityTable(context, entity, isDeleted, titles);
      if (table) yield table;
    }
  }
}

/** How many records a workbook of the whole ledger holds. */
export function countRecords({ database }: LedgerContext): number {
  return businessEntityNames.reduce(
    (sum, entity) => sum + (database.prepare(`SELECT count(*) FROM "${entity}"`).pluck().get() as number),
    0,
  );
}

import { businessEntityNames, type EntityName, entityOf } from '../../../src-shared/entities/entities';
import { type Field, type FieldValue, fieldSchema, isKeyed } from '../../../src-shared/entities/field';
import { nameKey } from '../../../src-shared/rules/names';
import type { LedgerContext } from '../context';
import { naturalId } from '../journal/cells';
import type { Edit } from '../journal/edit';
import type { LedgerWorkbook, WorkbookRow } from './ledger-workbook-in';
import { rowsOf } from './ledger-workbook-in';
import { exportedState, LedgerRecords, type RecordCells } from './ledger-workbook-known';
import { type Making, makingEdits } from './ledger-workbook-makings';
import { fieldOf, flat, naturalIdOf, put } from './ledger-workbook-paths';
import { checkOf, plainValue } from './ledger-workbook-record';
import { type RowState, tally } from './ledger-workbook-tally';

/** Something to be told about one row. */
export interface RowRemark {
  readonly row: WorkbookRow;
  /** Letter; '' where it is about the whole row. */
  readonly column: string;
  readonly value: string;
  readonly message: string;
}

export interface WorkbookChange {
  readonly row: WorkbookRow;
  /** `name`, `annual_plan.2018`. */
  readonly path: string;
  readonly field: Field;
  readonly before: FieldValue;
  readonly after: FieldValue;
}

export interface WorkbookPlan {
  readonly edits: readonly Edit[];
  readonly states: ReadonlyMap<WorkbookRow, RowState>;
  readonly changes: readonly WorkbookChange[];
  readonly problems: readonly RowRemark[];
  readonly skipped: readonly RowRemark[];
  /** Rows that nobody touched and that stand differently in the ledger by now: the ledger keeps its own. */
  readonly overtaken: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

const idForm = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/**
 * What importing a whole-ledger workbook changes: records that are not here are made with their own ids; of those that are here just
 * the cells that a person changed since the export, told by the sum at the end of the row. A row that nobody touched never replaces
 * what the ledger knows by now, and absence deletes nothing.
 */
export function planWorkbook(context: LedgerContext, workbook: LedgerWorkbook, fileName: string): WorkbookPlan {
  return new Planner(context, fileName).plan(workbook);
}

class Planner {
  readonly #records: LedgerRecords;
  readonly #states = new Map<WorkbookRow, RowState>();
  readonly #changes: WorkbookChange[] = [];
  readonly #problems: RowRemark[] = [];
  readonly #skipped: RowRemark[] = [];
  readonly #revisions: Edit[] = [];
  readonly #makings = new Map<WorkbookRow, Making>();
  /** Ids that this import makes, by entity. */
  readonly #made = new Map<EntityName, Set<string>>(businessEntityNames.map((name) => [name, new Set()]));
  readonly #listingRows = new Map<string, WorkbookRow>();
  /** States of listing that were written beside their projects. */
  readonly #afterwards: Edit[] = [];
  #overtaken = 0;

  constructor(
    readonly context: LedgerContext,
    readonly fileName: string,
  ) {
    this.#records = new LedgerRecords(context);
  }

  plan(workbook: LedgerWorkbook): WorkbookPlan {
    const rows = this.#inOrder(workbook);
    for (const row of rows) if (row.entity === 'listing' && row.id !== null) this.#listingRows.set(row.id, row);
    // First what there will be, so that references can be held against it.
    for (const row of rows) if (!this.#isHere(row)) this.#make(row);
    for (const making of [...this.#makings.values()]) this.#settleReferences(making);
    for (const row of rows) this.#known(row);
    for (const row of rows) if (row.entity === 'project' && this.#states.get(row) !== 'skipped') this.#listing(row);
    return {
      edits: this.#edits(workbook.conflicts),
      states: this.#states,
      changes: this.#changes,
      problems: this.#problems,
      skipped: this.#skipped,
      overtaken: this.#overtaken,
      ...tally(rows, this.#states, this.#makings),
    };
  }

  /** Rows by entity in the order in which their records can be made. A second row of one record is left out. */
  #inOrder(workbook: LedgerWorkbook): WorkbookRow[] {
    const byEntity = new Map<EntityName, WorkbookRow[]>(businessEntityNames.map((name) => [name, []]));
    const seen = new Map<string, WorkbookRow>();
    for (const sheet of workbook.sheets)
      for (const row of rowsOf(sheet)) {
        const key = row.id === null ? undefined : `${row.entity} ${row.id}`;
        const first = key === undefined ? undefined : seen.get(key);
        if (first) this.#skip(row, `编号与第 ${first.row} 行相同；要新增一行，请把编号、校验两格清空`);
        else {
          if (key !== undefined) seen.set(key, row);
          byEntity.get(row.entity)?.push(row);
        }
      }
    return [...byEntity.values()].flat();
  }

  #skip(row: WorkbookRow, message: string): void {
    this.#states.set(row, 'skipped');
    this.#skipped.push({ row, column: '', value: '', message });
  }

  #problem(row: WorkbookRow, path: string, value: string, message: string): void {
    this.#problems.push({ row, column: row.letters.get(path) ?? '', value: value.slice(0, 60), message });
  }

  #isHere({ entity, id }: WorkbookRow): boolean {
    return id !== null && this.#records.find(entity, id) !== undefined;
  }

  /** Plans the changes of a record that is here. */
  #known(row: WorkbookRow): void {
    const current = row.id === null ? undefined : this.#records.find(row.entity, row.id);
    if (row.id === null || !current) return;
    const isAsExported = checkOf(row.entity, row.id, current.deletion, current.values) === row.check;
    if (!row.isTouched) {
      if (!isAsExported) this.#overtaken += 1;
      this.#states.set(row, 'unchanged');
      return;
    }
    this.#states.set(row, 'unchanged');
    if (current.deletion === 1) {
      this.#skip(row, `这条${entityOf(row.entity).label}在台账里已经删除，没有写入；要改它请先恢复`);
      return;
    }
    const base = isAsExported ? current.values : exportedState(this.context, row.entity, row.id, row.check);
    this.#revise(row, current.values, base);
  }

  /** Cells that differ from what was exported; where that is no longer known, filled cells that differ from what is here. */
  #revise(row: WorkbookRow, current: RecordCells, base: RecordCells | undefined): void {
    const set: Record<string, FieldValue> = {};
    const before = flat(row.entity, current);
    const exported = base && flat(row.entity, base);
    for (const [path, value] of flat(row.entity, row.values)) {
      const plain = plainValue(value);
      const isMeant = exported ? plainValue(exported.get(path)) !== plain : plain !== '';
      const known = before.get(path) ?? null;
      if (!isMeant || plainValue(known) === plain || !this.#isAllowed(row, path, value)) continue;
      const field = fieldOf(row.entity, path);
      this.#changes.push({ row, path, field, before: known, after: value });
      put(set, row.entity, path, value);
    }
    if (Object.keys(set).length === 0) return;
    this.#states.set(row, 'updated');
    this.#revisions.push({ entity: row.entity, id: row.id, set, source: this.#source(row) });
  }

  /** Whether the value can be written; tells what is wrong where not. */
  #isAllowed(row: WorkbookRow, path: string, value: FieldValue): boolean {
    const field = fieldOf(row.entity, path);
    const fault = row.faults.get(path);
    if (fault) {
      this.#problem(row, path, fault.value, fault.message);
      return false;
    }
    if (value === null) {
      if (field.required) this.#problem(row, path, '', `${field.label}不能为空，保留台账里的值`);
      return !field.required;
    }
    const natural = entityOf(row.entity).naturalKey?.includes(path) && row.id !== null;
    if (natural && naturalIdOf(row.entity, row.values) !== row.id) {
      this.#problem(row, path, String(value), `${field.label}决定这条记录是哪一条，不能改；请在程序里另建`);
      return false;
    }
    if (field.kind === 'reference' && !this.#leadsSomewhere(field, String(value))) {
      this.#problem(row, path, String(value), `${field.label}指向的记录不在台账里`);
      return false;
    }
    const parsed = fieldSchema(isKeyed(field) ? { ...field, kind: 'money' } : field).safeParse(value);
    if (!parsed.success) this.#problem(row, path, String(value), parsed.error.issues[0]?.message ?? '这个值存不下');
    return parsed.success;
  }

  #leadsSomewhere(field: Field, id: string): boolean {
    const entity = field.entity as EntityName;
    if (this.#made.get(entity)?.has(id)) return true;
    const found = this.#records.find(entity, id);
    return found !== undefined && found.deletion !== 1;
  }

  /** Plans a record that is not here, references aside. */
  #make(row: WorkbookRow): void {
    const { entity } = row;
    const values = row.id === null ? this.#resolved(row) : row.values;
    const set: Record<string, FieldValue> = {};
    for (const [path, value] of flat(entity, values)) {
      if (value === null) continue;
      const field = fieldOf(entity, path);
      if (field.kind === 'reference' ? !row.faults.has(path) : this.#isAllowed({ ...row, id: null }, path, value))
        put(set, entity, path, value);
    }
    const fault = this.#faultOfMaking(row, set);
    if (fault !== undefined) {
      this.#skip(row, fault);
      return;
    }
    const natural = naturalIdOf(entity, set);
    if (row.id === null && this.#isThere(row, natural)) return;
    const id = row.id ?? natural ?? this.#records.freshId();
    this.#made.get(entity)?.add(id);
    this.#states.set(row, 'created');
    this.#makings.set(row, { row, id, set, later: {} });
  }

  /** Why a record cannot be made of a row; undefined where it can. */
  #faultOfMaking(row: WorkbookRow, set: Readonly<Record<string, FieldValue>>): string | undefined {
    const { fields, label } = entityOf(row.entity);
    const missing = Object.entries(fields).find(([name, field]) => field.required && (set[name] ?? null) === null);
    if (missing) return `缺${missing[1].label}，没有写入`;
    if (row.id === null) return undefined;
    if (!idForm.test(row.id)) return '编号被改过，没有写入';
    const natural = naturalIdOf(row.entity, set);
    return natural !== undefined && natural !== row.id ? `编号与这条${label}的内容对不上，没有写入` : undefined;
  }

  /** A row that a person added for something that is there already is not written twice. */
  #isThere(row: WorkbookRow, natural: string | undefined): boolean {
    const { label } = entityOf(row.entity);
    if (
      natural !== undefined &&
      (this.#records.find(row.entity, natural) || this.#made.get(row.entity)?.has(natural))
    ) {
      this.#skip(row, `这条${label}已经有了，请改它那一行`);
      return true;
    }
    if (row.entity !== 'project') return false;
    const name = String(row.values.name);
    const same =
      this.#records.projectNamed(name) ??
      [...this.#makings.values()].find(
        (made) => made.row.entity === 'project' && nameKey(String(made.set.name)) === nameKey(name),
      );
    if (same) this.#skip(row, `台账里已有同名项目“${name}”，请改它那一行`);
    return same !== undefined;
  }

  /** References of a row that a person added go by the names that the sheet shows. */
  #resolved(row: WorkbookRow): Record<string, FieldValue> {
    const values: Record<string, FieldValue> = { ...row.values };
    for (const [name, field] of Object.entries(entityOf(row.entity).fields)) {
      const title = row.titles[name];
      if (field.kind !== 'reference' || values[name] || !title) continue;
      const made = [...this.#makings.values()].filter(
        ({ row: other, set }) =>
          other.entity === field.entity && set[entityOf(other.entity).title] === title && other.deletion === 0,
      );
      const ids = new Set([...made.map(({ id }) => id), ...this.#records.titled(field.entity as EntityName, title)]);
      const [id] = ids;
      if (ids.size === 1 && id !== undefined) values[name] = id;
      else
        this.#problem(
          row,
          name,
          title,
          ids.size === 0 ? `没有“${title}”` : `有 ${ids.size} 条叫“${title}”，分不清是哪一条`,
        );
    }
    return values;
  }

  /** Drops references that lead nowhere, and puts off those to records that are made after this one. */
  #settleReferences(making: Making): void {
    const { row, set } = making;
    for (const [name, field] of Object.entries(entityOf(row.entity).fields)) {
      const id = set[name];
      if (field.kind !== 'reference' || typeof id !== 'string') continue;
      if (!this.#leadsSomewhere(field, id)) {
        delete set[name];
        if (field.required) {
          this.#skip(row, `${field.label}不在台账里，没有写入`);
          this.#made.get(row.entity)?.delete(making.id);
          this.#makings.delete(row);
          return;
        }
        this.#problem(row, name, row.titles[name] ?? id, `${field.label}指向的记录不在台账里`);
      } else if (field.entity === row.entity && this.#made.get(row.entity)?.has(id)) {
        making.later[name] = id;
        delete set[name];
      }
    }
  }

  /** The state of listing stands with its project for people, but lives in a record of its own, whose row is the first to ask. */
  #listing(row: WorkbookRow): void {
    const { listing } = row;
    const made = this.#makings.get(row);
    const project = made?.id ?? row.id;
    if (listing === undefined || project === null || row.deletion === 1) return;
    const fault = row.faults.get('listing');
    const id = naturalId('listing', [project]);
    const own = this.#listingRows.get(id);
    const current = this.#records.find('listing', id)?.values.state ?? null;
    const stated = own ? (own.values.state ?? null) : current;
    const plain = plainValue(listing);
    if (plain === plainValue(stated) || plain === plainValue(current) || (listing === null && !own)) return;
    if (fault) {
      this.#problem(row, 'listing', fault.value, fault.message);
      return;
    }
    if (own?.isTouched && this.#states.get(own) !== 'created') {
      this.#problem(row, 'listing', '', '与“入统”表里改的状态不同，按“入统”表写入');
      return;
    }
    this.#changes.push({ row, path: 'listing', field: fieldOf('project', 'listing'), before: current, after: listing });
    if (this.#states.get(row) === 'unchanged') this.#states.set(row, 'updated');
    this.#afterwards.push({ entity: 'project', id: project, set: { listing }, source: this.#source(row) });
  }

  #source({ sheet, row }: WorkbookRow): string {
    return `导入 ${this.fileName}·${sheet} 第${row}行`;
  }

  #edits(conflicts: LedgerWorkbook['conflicts']): Edit[] {
    const made = makingEdits([...this.#makings.values()], {
      conflicts,
      sourceOf: (row) => this.#source(row),
      leadsSomewhere: (field, id) => this.#leadsSomewhere(field, id),
      problem: (row, message) => this.#problem(row, '', '', message),
    });
    return [...made.first, ...this.#revisions, ...this.#afterwards, ...made.last];
  }
}

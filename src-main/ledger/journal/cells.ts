import { hash } from 'node:crypto';
import { type EntityName, entityOf } from '../../../src-shared/entities/entities';
import { type Field, type FieldValue, isKeyed, sqlType } from '../../../src-shared/entities/field';
import type { SqlValue } from './merge';
import { presentName } from './renamed-fields';

/** Cell that carries the tombstone of every entity. */
export const deletedCell = 'deleted';

/** Where a cell of an entity lives: column of the row (0 is `deleted`, then the stored fields in order) and key inside it. */
export interface CellTarget {
  readonly column: number;
  readonly field: Field | null;
  readonly key: string | null;
}

export interface Columns {
  readonly entity: EntityName;
  /** SQL names, `deleted` first. */
  readonly names: readonly string[];
  readonly fields: readonly (Field | null)[];
  readonly indexOf: ReadonlyMap<string, number>;
  /** Columns whose words are searched; the title first. */
  readonly searched: readonly number[];
  readonly title: number;
  /** Columns whose pinyin initials are searched. */
  readonly initials: readonly number[];
}

const loneSurrogate = /\p{Surrogate}/u;

const columnsByEntity = new Map<EntityName, Columns>();

export function columnsOf(entity: EntityName): Columns {
  const known = columnsByEntity.get(entity);
  if (known) return known;
  const declared = entityOf(entity);
  const stored = Object.entries(declared.fields).filter(([, field]) => !field.storedIn);
  const names = [deletedCell, ...stored.map(([name]) => name)];
  const title = names.indexOf(declared.title);
  const columns: Columns = {
    entity,
    names,
    fields: [null, ...stored.map(([, field]) => field)],
    indexOf: new Map(names.map((name, index) => [name, index])),
    searched: stored.flatMap(([name, field]) => (field.searched ? [names.indexOf(name)] : [])),
    title,
    initials: stored.flatMap(([name, field]) => (field.initials ? [names.indexOf(name)] : [])),
  };
  columnsByEntity.set(entity, columns);
  return columns;
}

/** Place of a cell by its name in the journal, or undefined where this version does not know it. */
export function targetOf(entity: EntityName, named: string): CellTarget | undefined {
  const cell = presentName(entity, named);
  const columns = columnsOf(entity);
  const plain = columns.indexOf.get(cell);
  if (plain !== undefined) {
    const field = columns.fields[plain] ?? null;
    return field && isKeyed(field) ? undefined : { column: plain, field, key: null };
  }
  const dot = cell.indexOf('.');
  if (dot < 0) return undefined;
  const column = columns.indexOf.get(cell.slice(0, dot));
  const field = column === undefined ? null : columns.fields[column];
  return column !== undefined && field && isKeyed(field) ? { column, field, key: cell.slice(dot + 1) } : undefined;
}

/** A journal value as the cell keeps it; undefined where it does not fit, and then the line stays in `unapplied`. */
export function toSql(target: CellTarget, value: unknown): SqlValue | undefined {
  if (target.field === null)
    return value === true || value === 1 ? 1 : value === false || value === 0 || value === null ? 0 : undefined;
  if (value === null) return null;
  if (target.key !== null || sqlType(target.field.kind) === 'INTEGER')
    return Number.isSafeInteger(value) ? (value as number) : undefined;
  if (target.field.kind === 'choices')
    return Array.isArray(value) && value.every((item) => typeof item === 'string') ? JSON.stringify(value) : undefined;
  return typeof value === 'string' && !loneSurrogate.test(value) ? value : undefined;
}

/** Whether `toSql` gives back every proper text as it stands. */
export function takesText({ field, key }: CellTarget): boolean {
  return field !== null && key === null && sqlType(field.kind) !== 'INTEGER' && field.kind !== 'choices';
}

/** The reverse of `toSql` for one cell, as it stands in a line. */
export function toJournal(target: CellTarget, value: SqlValue): unknown {
  if (target.field === null) return value === 1;
  return target.field.kind === 'choices' && typeof value === 'string' ? JSON.parse(value) : value;
}

/** A column of an entity row as queries hand it out. */
export function fromColumn(field: Field | null, value: SqlValue): FieldValue {
  if (typeof value === 'string' && field && (field.kind === 'choices' || isKeyed(field)))
    return JSON.parse(value) as FieldValue;
  return value;
}

/** One key of a keyed column. */
export function readKey(column: SqlValue, key: string): SqlValue {
  if (typeof column !== 'string') return null;
  return (JSON.parse(column) as Record<string, number>)[key] ?? null;
}

/** The keyed column with one key changed; null removes it. Keys are sorted, so that equal facts are equal texts. */
export function writeKey(column: SqlValue, key: string, value: SqlValue): SqlValue {
  const keyed = typeof column === 'string' ? (JSON.parse(column) as Record<string, SqlValue>) : {};
  if (value === null) delete keyed[key];
  else keyed[key] = value;
  const keys = Object.keys(keyed).sort();
  return keys.length === 0 ? null : JSON.stringify(Object.fromEntries(keys.map((name) => [name, keyed[name]])));
}

/**
 * Id of a record with a natural key: the same on every machine, so that two that add September's progress of one project write one
 * record. A UUID of version 8 (RFC 9562) over the SHA-256 of entity and key.
 */
export function naturalId(entity: EntityName, key: readonly string[]): string {
  const sum = hash('sha256', JSON.stringify([entity, ...key]), 'buffer');
  sum[6] = ((sum[6] ?? 0) & 0x0f) | 0x80;
  sum[8] = ((sum[8] ?? 0) & 0x3f) | 0x80;
  const hex = sum.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

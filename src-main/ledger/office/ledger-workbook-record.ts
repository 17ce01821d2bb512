import { createHash } from 'node:crypto';
import { type EntityName, entityOf } from '../../../src-shared/entities/entities';
import type { FieldValue } from '../../../src-shared/entities/field';

/** 0: there; 1: deleted; 2: deleted by one machine, edited by another that had not seen it. */
export type Deletion = 0 | 1 | 2;

export type RecordValues = Readonly<Record<string, FieldValue | undefined>>;

/** Fields of an entity that its own records keep, in the order of the declaration. */
export function storedFields(entity: EntityName): string[] {
  return Object.entries(entityOf(entity).fields).flatMap(([name, field]) => (field.storedIn ? [] : [name]));
}

/** A value as text that is equal where the facts are: keys in one order, nothing for nothing. */
export function plainValue(value: FieldValue | undefined): string {
  if (value === null || value === undefined || value === '') return '';
  if (Array.isArray(value)) return value.length === 0 ? '' : JSON.stringify(value);
  if (typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).filter(([, amount]) => amount !== null);
  return entries.length === 0 ? '' : JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * Sum over what a record holds. It begins with the name of the entity, so that a row knows where it belongs whatever its sheet is
 * called. Empty fields are not in it: a program that knows more fields comes to the same.
 */
export function checkOf(entity: EntityName, id: string, deletion: Deletion, values: RecordValues): string {
  const filled = storedFields(entity).flatMap((name) => {
    const plain = plainValue(values[name]);
    return plain === '' ? [] : [`${name}=${plain}`];
  });
  const sum = createHash('sha256').update(JSON.stringify([entity, id, deletion, filled]));
  return `${entity}:${sum.digest('hex').slice(0, 16)}`;
}

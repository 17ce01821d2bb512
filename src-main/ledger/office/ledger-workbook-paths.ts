import { type EntityName, entityOf } from '../../../src-shared/entities/entities';
import { type Field, type FieldValue, isKeyed } from '../../../src-shared/entities/field';
import { naturalId } from '../journal/cells';

/** The field of a path: `annual_plan.2018` is a key of `annual_plan`. */
export function fieldOf(entity: EntityName, path: string): Field {
  const field = entityOf(entity).fields[path.split('.', 1)[0] as string];
  if (!field) throw new Error(`${entity} has no field ${path}`);
  return field;
}

/** Values by path; each key of a keyed field has one of its own. */
export function flat(
  entity: EntityName,
  values: Readonly<Record<string, FieldValue | undefined>>,
): Map<string, FieldValue> {
  const paths = new Map<string, FieldValue>();
  for (const [name, value] of Object.entries(values)) {
    const field = entityOf(entity).fields[name];
    if (!field || value === undefined) continue;
    if (!isKeyed(field)) paths.set(name, value);
    else
      for (const [key, amount] of Object.entries((value ?? {}) as Record<string, number | null>))
        paths.set(`${name}.${key}`, amount);
  }
  return paths;
}

/** Adds a value to what an edit sets, by its path. */
export function put(set: Record<string, FieldValue>, entity: EntityName, path: string, value: FieldValue): void {
  const field = fieldOf(entity, path);
  if (!isKeyed(field)) {
    set[path] = value;
    return;
  }
  const dot = path.indexOf('.');
  const name = path.slice(0, dot);
  set[name] = { ...(set[name] as Record<string, number> | undefined), [path.slice(dot + 1)]: value as number | null };
}

/** Id that the natural key gives; undefined for entities without one and where a part of it is missing. */
export function naturalIdOf(
  entity: EntityName,
  values: Readonly<Record<string, FieldValue | undefined>>,
): string | undefined {
  const key = entityOf(entity).naturalKey?.map((name) => values[name]);
  return key?.every((part) => part !== null && part !== undefined) ? naturalId(entity, key.map(String)) : undefined;
}

/** A field that is not required, to be written last. */
export function lastPlain(entity: EntityName, set: Readonly<Record<string, FieldValue>>): string | undefined {
  const { fields } = entityOf(entity);
  return Object.keys(set).findLast((name) => !fields[name]?.required && fields[name]?.kind !== 'reference');
}

/** The part of a set that making a record demands. */
export function requiredOf(entity: EntityName, set: Readonly<Record<string, FieldValue>>): Record<string, FieldValue> {
  const { fields } = entityOf(entity);
  return Object.fromEntries(Object.entries(set).filter(([name]) => fields[name]?.required));
}

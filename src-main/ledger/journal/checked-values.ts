import { cityCode, regionCode } from '../../../src-shared/catalogues/regions';
import { type EntityName, entityOf } from '../../../src-shared/entities/entities';
import {
  type Entity,
  editSchema,
  type Field,
  type FieldValue,
  isIsoDate,
  isIsoMonth,
  maxLengthOf,
} from '../../../src-shared/entities/field';
import { secrecyMark } from '../../../src-shared/rules/secrecy';
import { Refusal } from '../../../src-shared/terms/errors';
import type { Edit } from './edit';

const schemas = new Map<EntityName, ReturnType<typeof editSchema>>();

function schemaOf(name: EntityName): ReturnType<typeof editSchema> {
  let schema = schemas.get(name);
  if (!schema) {
    schema = editSchema(entityOf(name));
    schemas.set(name, schema);
  }
  return schema;
}

/** Text as it is kept: NFC, no outer blanks, no control characters but line ends. Empty text is null, and so is a choice of nothing. */
function cleanValue(field: Field, value: FieldValue): FieldValue {
  if (Array.isArray(value) && value.length === 0) return null;
  if (typeof value !== 'string') return value;
  const clean = value
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/(?!\n)\p{Cc}/gu, ' ')
    .trim();
  if (clean === '') return null;
  if (field.kind !== 'region') return clean;
  const code = (field.orCity ? cityCode(clean) : undefined) ?? regionCode(clean);
  if (!code) throw new Refusal('invalid_value', { label: field.label, detail: `没有“${clean}”这个属地` });
  return code;
}

const codes = new WeakMap<Field, ReadonlySet<unknown>>();

function codesOf(field: Field): ReadonlySet<unknown> {
  let known = codes.get(field);
  if (!known) {
    known = new Set(field.choices?.map(({ code }) => code));
    codes.set(field, known);
  }
  return known;
}

/**
 * Whether the schema of the field takes a value, told without asking it: an import asks half a million times. False may also mean
 * that only the schema can tell.
 */
export function plainlyFits(field: Field, value: FieldValue | undefined): boolean {
  if (value === null) return true;
  switch (field.kind) {
    case 'money':
    case 'integer':
      return Number.isSafeInteger(value);
    case 'percent':
      return (
        Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= (field.hundredths ? 100_000 : 100)
      );
    case 'date':
      return typeof value === 'string' && isIsoDate(value);
    case 'month':
      return typeof value === 'string' && isIsoMonth(value);
    case 'day_or_month':
      return typeof value === 'string' && (isIsoMonth(value) || isIsoDate(value));
    case 'choice':
      return codesOf(field).has(value);
    case 'region':
    case 'reference':
      return typeof value === 'string' && value.length > 0 && isAtMost(value, 64);
    case 'text':
    case 'long_text':
      return typeof value === 'string' && isAtMost(value, maxLengthOf(field));
    case 'choices':
      return Array.isArray(value) && value.every((code) => codesOf(field).has(code));
    case 'money_by_year':
      return areAmounts(value, (key) => isYear.test(key));
    case 'money_by_channel':
      return areAmounts(value, (key) => key.length > 0 && isAtMost(key, 40));
  }
}

/** The schema counts characters, of which rare ones take two places of a string. */
const isAtMost = (text: string, most: number) => text.length <= most || [...text].length <= most;

const isYear = /^(19|20|21)\d{2}$/;

function areAmounts(value: FieldValue | undefined, isKey: (key: string) => boolean): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  // An object of another make may hide more than its entries.
  if (Object.getPrototypeOf(value) !== Object.prototype) return false;
  return Object.entries(value).every(
    ([key, amount]) => isKey(key) && (amount === null || Number.isSafeInteger(amount)),
  );
}

/** Checks an edit against the declaration; throws Refusal. Returns the cleaned values. */
export function checkedValues(entity: Entity & { name: string }, set: Edit['set']): Record<string, FieldValue> {
  const values: Record<string, FieldValue> = {};
  let isPlain = true;
  for (const name in set) {
    const field = Object.hasOwn(entity.fields, name) ? entity.fields[name] : undefined;
    if (!field) throw new Refusal('unknown_field', { entity: entity.label, field: name });
    const value = set[name] as FieldValue;
    const clean = cleanValue(field, value);
    values[name] = clean;
    const mark = typeof value === 'string' ? secrecyMark(value) : undefined;
    if (mark) throw new Refusal('secret_mark', { mark });
    if (field.required && clean === null) throw new Refusal('missing_value', { label: field.label });
    isPlain &&= plainlyFits(field, clean);
  }
  if (isPlain) return values;
  const parsed = schemaOf(entity.name as EntityName).safeParse(values);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const label = entity.fields[String(issue?.path[0])]?.label ?? String(issue?.path[0] ?? '');
    throw new Refusal('invalid_value', { label, detail: issue?.message ?? '' });
  }
  return values;
}

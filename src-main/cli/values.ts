import { cityCode, regionCode, regionName } from '../../src-shared/catalogues/regions';
import { businessEntityNames, type EntityName, entityOf, isEntityName } from '../../src-shared/entities/entities';
import { type Entity, type Field, type FieldValue, isKeyed } from '../../src-shared/entities/field';
import { Refusal } from '../../src-shared/terms/errors';
import { UsageError } from './invocation';
import { parseMoney } from './money-text';

/** One `field=value` as it was typed. */
export interface Assignment {
  readonly name: string;
  readonly value: string;
}

/** Splits at the first '='. Throws UsageError without one. */
export function splitAssignment(text: string): Assignment {
  const at = text.indexOf('=');
  if (at <= 0) throw new UsageError(`“${text}”不是 字段=值。`);
  return { name: text.slice(0, at).trim(), value: text.slice(at + 1) };
}

/** The entity of that name. Throws Refusal unknown_entity. */
export function entityNamed(text: string): EntityName {
  const name = isEntityName(text) ? text : businessEntityNames.find((candidate) => entityOf(candidate).label === text);
  if (!name) throw new Refusal('unknown_entity', { entity: text, known: businessEntityNames.join('、') });
  return name;
}

interface FieldPlace {
  readonly name: string;
  readonly field: Field;
  /** Year or channel of a keyed field that was named with it: `annual_plan.2018`. */
  readonly key: string | null;
}

/** A field by its name or its Chinese label, with the key of a keyed one. Throws Refusal unknown_field. */
export function fieldNamed(entity: Entity, text: string): FieldPlace {
  const dot = text.indexOf('.');
  const stem = dot < 0 ? text : text.slice(0, dot);
  const entry = Object.entries(entity.fields).find(([name, field]) => name === stem || field.label === stem);
  const [name, field] = entry ?? [];
  if (!name || !field || (dot >= 0 && !isKeyed(field))) {
    throw new Refusal('unknown_field', { entity: entity.label, field: text });
  }
  return { name, field, key: dot < 0 ? null : text.slice(dot + 1) };
}

const wrong = (field: Field, detail: string) => new Refusal('invalid_value', { label: field.label, detail });

/** '2018年9月6日', '2018.9.6', '2018/9' → '2018-09-06', '2018-09'; anything else stays as it is and is judged by the ledger. */
function dateText(text: string): string {
  const match = /^(\d{4})\s*[-./年]\s*(\d{1,2})(?:\s*[-./月]\s*(\d{1,2})\s*日?|\s*月)?$/.exec(
    text.normalize('NFKC').trim(),
  );
  if (!match) return text.trim();
  const [, year, month = '', day] = match;
  return [year, month.padStart(2, '0'), ...(day ? [day.padStart(2, '0')] : [])].join('-');
}

const half = (text: string) => text.normalize('NFKC');

/** Every name of every choice, half-width, the longest first. */
function choiceNames(field: Field): { readonly name: string; readonly code: string }[] {
  return (field.choices ?? [])
    .flatMap(({ code, label, synonyms = [] }) => [code, label, ...synonyms].map((name) => ({ name: half(name), code })))
    .sort((a, b) => b.name.length - a.name.length);
}

function noSuchChoice(field: Field, text: string): Refusal {
  const known = (field.choices ?? []).map(({ code, label }) => `${code}（${label}）`).join('、');
  return wrong(field, `没有“${text}”，可用的有 ${known}`);
}

function choiceCode(field: Field, text: string): string {
  const wanted = half(text).trim();
  const choice = choiceNames(field).find(({ name }) => name === wanted);
  if (!choice) throw noSuchChoice(field, text);
  return choice.code;
}

const between = /^[,、;\s]+/;

/** Codes of a list. A name may hold the signs that part a list, so the longest that fits is taken each time. */
function choiceCodes(field: Field, text: string): string[] {
  const names = choiceNames(field);
  const codes: string[] = [];
  for (let rest = half(text).replace(between, ''); rest !== ''; rest = rest.replace(between, '')) {
    const choice = names.find(
      ({ name }) => rest.startsWith(name) && (rest.length === name.length || between.test(rest.slice(name.length))),
    );
    if (!choice) throw noSuchChoice(field, rest.split(/[,、;\s]/)[0] ?? rest);
    codes.push(choice.code);
    rest = rest.slice(choice.name.length);
  }
  return codes;
}

/** One value of a field, or of one key of a keyed field; empty clears. References stay as typed. Throws Refusal invalid_value. */
export function parseValue(field: Field, text: string): FieldValue {
  if (text.trim() === '') return null;
  switch (field.kind) {
    case 'money':
    case 'money_by_year':
    case 'money_by_channel': {
      const yuan = parseMoney(text);
      if (yuan === undefined) throw wrong(field, `“${text}”不是金额，请写整数元，或 6800万、1.2亿`);
      return yuan;
    }
    case 'integer':
    case 'percent': {
      const number = Number(text.normalize('NFKC').trim().replace(/%$/, ''));
      if (!Number.isSafeInteger(number)) throw wrong(field, `“${text}”不是整数`);
      return number;
    }
    case 'date':
    case 'month':
    case 'day_or_month':
      return dateText(text);
    case 'choice':
      return choiceCode(field, text);
    case 'choices':
      return choiceCodes(field, text);
    case 'region': {
      const code = (field.orCity ? cityCode(text) : undefined) ?? regionCode(text);
      if (!code) throw wrong(field, `没有“${text}”这个属地`);
      return code;
    }
    case 'text':
    case 'long_text':
    case 'reference':
      return text;
  }
}

/**
 * The values of an edit from what was typed. `yearOf` gives the year of a keyed field that was named without one.
 * Throws UsageError for a field that is named twice, Refusal unknown_field and invalid_value.
 */
export function parseAssignments(
  entity: Entity,
  assignments: readonly Assignment[],
  yearOf: (field: string) => string | undefined,
): Record<string, FieldValue> {
  const set: Record<string, FieldValue> = {};
  for (const { name: typed, value } of assignments) {
    const { name, field, key } = fieldNamed(entity, typed);
    if (!isKeyed(field)) {
      if (name in set) throw new UsageError(`“${typed}”写了两次。`);
      set[name] = parseValue(field, value);
      continue;
    }
    const place = key ?? (field.kind === 'money_by_year' ? yearOf(name) : undefined);
    if (!place) throw wrong(field, `请写明是哪一项，如 ${name}.中央预算内=6800万`);
    const keyed = (set[name] ?? {}) as Record<string, number | null>;
    if (place in keyed) throw new UsageError(`“${typed}”写了两次。`);
    set[name] = { ...keyed, [place]: parseValue(field, value) } as FieldValue;
  }
  return set;
}

/** A value as JSON prints it: regions by their Chinese names. */
export function printedValue(field: Field | undefined, value: FieldValue): FieldValue {
  return field?.kind === 'region' && typeof value === 'string' ? regionName(value) : value;
}

/** Field of a cell: `annual_plan.2018` → annual_plan. Undefined for `deleted` and for what this version does not know. */
export function fieldOfCell(entity: EntityName, cell: string): Field | undefined {
  return entityOf(entity).fields[cell.split('.')[0] ?? ''];
}

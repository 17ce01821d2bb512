import { z } from 'zod';

/**
 * What a field holds. One word decides the SQL type, the zod schema, the form control, the grid cell, how Excel is read
 * and how history words a change.
 *
 * | kind | value | SQL |
 * |---|---|---|
 * | text, long_text | string, NFC, no control characters but line ends in long_text | TEXT |
 * | money | whole yuan, a safe integer, may be negative only as a correction | INTEGER |
 * | integer, percent | whole number; percent in 0..100 | INTEGER |
 * | date | `YYYY-MM-DD` | TEXT |
 * | month | `YYYY-MM` | TEXT |
 * | day_or_month | `YYYY-MM-DD`, or `YYYY-MM` where nobody knows the day | TEXT |
 * | choice | one code of `choices` | TEXT |
 * | choices | several codes, sorted as declared, as a JSON array | TEXT |
 * | region | a region code of `regions.json` | TEXT |
 * | reference | id of a record of `entity` | TEXT |
 * | money_by_year, money_by_channel | JSON object key → whole yuan; in the journal each key is a cell of its own, `annual_plan.2018` | TEXT |
 */
export type FieldKind =
  | 'text'
  | 'long_text'
  | 'money'
  | 'integer'
  | 'percent'
  | 'date'
  | 'month'
  | 'day_or_month'
  | 'choice'
  | 'choices'
  | 'region'
  | 'reference'
  | 'money_by_year'
  | 'money_by_channel';

export interface Choice {
  readonly code: string;
  readonly label: string;
  /** Other ways in which a ledger writes it. */
  readonly synonyms?: readonly string[];
}

export interface Field {
  readonly kind: FieldKind;
  /** Chinese name on the screen, in exported headers and in history. */
  readonly label: string;
  /** Headers under which other people's ledgers keep it, besides `label`; compared after normalisation. */
  readonly headers?: readonly string[];
  readonly required?: boolean;
  /** Its words are found by the search box. */
  readonly searched?: boolean;
  /** Its pinyin initials are searched too. */
  readonly initials?: boolean;
  readonly choices?: readonly Choice[];
  /** For `region`: the city's own code may stand there, for all of it. */
  readonly orCity?: boolean;
  /** For `percent`: kept in hundredths of a per cent, so that 95.5% is 9550; up to 1000%. */
  readonly hundredths?: boolean;
  /** For `reference`: the entity that the id belongs to. */
  readonly entity?: string;
  readonly maxLength?: number;
  /** Section of the form. */
  readonly section?: string;
  /** Width of its grid column in CSS pixels; a field without one is not offered as a column. */
  readonly width?: number;
  /** One sentence under the control. */
  readonly hint?: string;
  /**
   * The value lives in a record of another entity that belongs to this one (its natural key is just this record), so that the
   * fact has one home. Reading joins it, writing goes to its home.
   */
  readonly storedIn?: { readonly entity: string; readonly field: string };
  /** How a person reads a value that the program wrote for itself, in history, conflicts and previews. Never throws. */
  readonly words?: (value: string) => string;
}

export interface Entity<Fields extends Readonly<Record<string, Field>> = Readonly<Record<string, Field>>> {
  readonly name: string;
  readonly label: string;
  /** The field whose value names a record in lists, search hits and history. */
  readonly title: string;
  /**
   * Fields that together name one record of this entity. Two machines that know nothing of each other then write the same
   * record, and their edits merge instead of making two. Without it ids are UUIDv7.
   */
  readonly naturalKey?: readonly string[];
  /** Not a fact about projects but about the machines: stays out of digest, exports and the general record methods. */
  readonly administrative?: boolean;
  readonly fields: Fields;
}

export type FieldValue = string | number | string[] | Record<string, number | null> | null;

type ValueOf<F extends Field> = F['kind'] extends 'money' | 'integer' | 'percent'
  ? number
  : F['kind'] extends 'choices'
    ? string[]
    : F['kind'] extends 'money_by_year' | 'money_by_channel'
      ? Record<string, number>
      : string;

/** One record as queries return it: every declared field, null where nothing is known. */
export type Row<E extends Entity> = { id: string; deleted: boolean } & {
  [Name in keyof E['fields']]: ValueOf<E['fields'][Name]> | null;
};

export function defineEntity<const Fields extends Readonly<Record<string, Field>>>(
  entity: Entity<Fields> & { title: keyof Fields; naturalKey?: readonly (keyof Fields)[] },
): Entity<Fields> {
  return Object.freeze(entity);
}

/** Whether each key of the field is a merge cell of its own. */
export function isKeyed(field: Field): boolean {
  return field.kind === 'money_by_year' || field.kind === 'money_by_channel';
}

/** SQL type of the column, as the migration must declare it. */
export function sqlType(kind: FieldKind): 'INTEGER' | 'TEXT' {
  return kind === 'money' || kind === 'integer' || kind === 'percent' ? 'INTEGER' : 'TEXT';
}

const isoMonth = /^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/;

/** True for an existing day of the Gregorian calendar written `YYYY-MM-DD`. */
export function isIsoDate(text: string): boolean {
  if (!/^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

export function isIsoMonth(text: string): boolean {
  return isoMonth.test(text);
}

const defaultMaxLength = { text: 200, long_text: 4000 } as const;

/** Longest text that the field takes, in characters. */
export function maxLengthOf(field: Field): number {
  return field.maxLength ?? (field.kind === 'long_text' ? defaultMaxLength.long_text : defaultMaxLength.text);
}

const safeMoney = z.number().refine(Number.isSafeInteger, '金额必须是整数元');
const text = (field: Field) => z.string().max(maxLengthOf(field), `不能超过 ${maxLengthOf(field)} 个字`);

/** zod schema of one value of the field; null, which clears, is added by `editSchema`. */
export function fieldSchema(field: Field): z.ZodType {
  switch (field.kind) {
    case 'money':
      return safeMoney;
    case 'integer':
      return z.number().refine(Number.isSafeInteger, '必须是整数');
    case 'percent':
      return z
        .number()
        .int('必须是整数')
        .min(0, '不能小于 0')
        .max(field.hundredths ? 100_000 : 100, field.hundredths ? '不能大于 1000%' : '不能大于 100');
    case 'date':
      return z.string().refine(isIsoDate, '没有这一天，请写成 2018-09-16');
    case 'month':
      return z.string().refine(isIsoMonth, '没有这个月，请写成 2018-09');
    case 'day_or_month':
      return z.string().refine((value) => isIsoDate(value) || isIsoMonth(value), '请写成 2018-09-16 或 2018-09');
    case 'choice':
      return z.enum((field.choices ?? []).map((choice) => choice.code));
    case 'choices':
      return z.array(z.enum((field.choices ?? []).map((choice) => choice.code)));
    case 'money_by_year':
      return z.record(z.string().regex(/^(19|20|21)\d{2}$/, '年份不对'), safeMoney.nullable());
    case 'money_by_channel':
      return z.record(z.string().min(1).max(40), safeMoney.nullable());
    case 'region':
    case 'reference':
      return z.string().min(1).max(64);
    case 'text':
    case 'long_text':
      return text(field);
  }
}

/** Schema of an edit: any of the fields, null to clear; unknown names are refused. */
export function editSchema(entity: Entity): z.ZodType<Record<string, FieldValue>> {
  const shape: Record<string, z.ZodType> = {};
  for (const [name, field] of Object.entries(entity.fields)) shape[name] = fieldSchema(field).nullable().optional();
  return z.strictObject(shape) as unknown as z.ZodType<Record<string, FieldValue>>;
}

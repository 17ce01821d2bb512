import { regionName } from '../../../src-shared/catalogues/regions';
import type { Field, FieldValue } from '../../../src-shared/entities/field';

/** What a cell of an exported sheet holds: text, a number with its format, or a day. */
export interface ExportCell {
  readonly value: string | number | Date | null;
  readonly format?: string;
  /** Colour of a light. */
  readonly tone?: 'red' | 'yellow' | 'green';
}

const yuanPerWan = 10_000;
/** From here on a number has more digits in 万元 than a sheet keeps, and is written as text. */
const longestYuan = 1e15;
/** A sheet believes in a 29 February 1900, so that programs disagree about the days before it. */
const firstCommonDay = '1900-03-01';

export const isMoney = (field: Field) =>
  field.kind === 'money' || field.kind === 'money_by_year' || field.kind === 'money_by_channel';

/** Its label, with the unit where it holds amounts. */
export const headerOf = (field: Field) => (isMoney(field) ? `${field.label}（万元）` : field.label);

/** Text in a cell of the text format: what begins with = + - @ stays what it is, also when somebody edits it. */
export function textCell(words: string): ExportCell {
  return { value: words, format: '@' };
}

/** Whole yuan as 万元, with as many decimals as the yuan need, so that nothing is lost on the way back. */
export function moneyCell(yuan: number | null): ExportCell {
  if (yuan === null) return { value: null };
  const size = Math.abs(yuan);
  const fraction = String(size % yuanPerWan)
    .padStart(4, '0')
    .replace(/0+$/, '');
  if (size >= longestYuan) {
    const whole = `${yuan < 0 ? '-' : ''}${Math.floor(size / yuanPerWan)}`;
    return textCell(fraction ? `${whole}.${fraction}` : whole);
  }
  return {
    value: yuan / yuanPerWan,
    format: fraction.length === 0 ? '#,##0' : `#,##0.${'0'.repeat(fraction.length)}`,
  };
}

const labels = new Map<Field, ReadonlyMap<string, string>>();

function labelOf(field: Field, code: string): string {
  let known = labels.get(field);
  if (!known) {
    known = new Map(field.choices?.map((choice) => [choice.code, choice.label]));
    labels.set(field, known);
  }
  return known.get(code) ?? code;
}

/** A value of a declared field as a sheet shows it; of a keyed field the amount of one key. */
export function cellOf(field: Field, value: FieldValue): ExportCell {
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return { value: null };
  switch (field.kind) {
    case 'money':
    case 'money_by_year':
    case 'money_by_channel':
      return moneyCell(value as number);
    case 'integer':
    case 'percent':
      return { value: value as number, format: '0' };
    case 'choice':
      return textCell(labelOf(field, String(value)));
    case 'choices':
      return textCell((value as string[]).map((code) => labelOf(field, code)).join('、'));
    case 'region':
      return textCell(regionName(String(value)));
    case 'date':
    case 'month':
    case 'day_or_month': {
      const date = String(value);
      // A sheet has no months: as a day it would claim to know the day.
      return date.length === 10 && date >= firstCommonDay
        ? { value: new Date(`${date}T00:00:00Z`), format: 'yyyy-mm-dd' }
        : textCell(date);
    }
    default:
      return textCell(String(value));
  }
}

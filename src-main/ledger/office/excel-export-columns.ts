import { regionName } from '../../../src-shared/catalogues/regions';
import type { View } from '../../../src-shared/contract/common';
import { entities } from '../../../src-shared/entities/entities';
import type { Field, FieldValue } from '../../../src-shared/entities/field';
import { unknown } from '../../../src-shared/terms/format';

/** What a cell of the exported sheet holds: text, a number with its format, or a day. */
export interface ExportCell {
  readonly value: string | number | Date | null;
  readonly format?: string;
}

/** One exported project with what its row needs beside its own fields. */
export interface ExportRow {
  readonly values: Readonly<Record<string, FieldValue>>;
  readonly listing: Readonly<Record<string, FieldValue>>;
  /** Yuan completed from January to the month of the header; null where no month is known. */
  readonly completed: number | null;
}

export interface ExportColumn {
  readonly header: string;
  /** In characters, as sheets measure. */
  readonly width: number;
  readonly align: 'left' | 'center' | 'right';
  /** Stands in its place also where no project has a value. */
  readonly isAlways?: boolean;
  cell(row: ExportRow, index: number): ExportCell;
}

const yuanPerWan = 10_000;
const charactersPerPixel = 1 / 7.5;
const projectFields: Readonly<Record<string, Field>> = entities.project.fields;
const listingFields: Readonly<Record<string, Field>> = entities.listing.fields;

/** Fields of the listing record that a list of unlisted projects shows beside the state. */
const listingColumns = ['reason_code', 'missing_materials', 'promised_month'];

/** Columns of a ledger view: number, every field that has a width, the plan of `year`, what was completed up to `month`, the rate. */
export function exportColumns(view: View, year: number, month: number): ExportColumn[] {
  const columns: ExportColumn[] = [
    { header: '序号', width: 6, align: 'center', isAlways: true, cell: (_, index) => ({ value: index + 1 }) },
  ];
  for (const [name, field] of Object.entries(projectFields)) {
    if (!field.width || field.kind === 'reference' || field.kind === 'money_by_channel') continue;
    if (field.kind === 'money_by_year') {
      columns.push(planColumn(name, field, year), completedColumn(year, month), rateColumn(name, year));
    } else {
      const column = fieldColumn(field, (row) => row.values[name] ?? null);
      columns.push(field.required ? { ...column, isAlways: true } : column);
    }
    if (name === 'listing' && view === 'not-listed') {
      for (const each of listingColumns) {
        const own = listingFields[each];
        if (own) columns.push(fieldColumn(own, (row) => row.listing[each] ?? null));
      }
    }
  }
  return columns;
}

const isMoney = (field: Field) => field.kind === 'money' || field.kind === 'money_by_year';

function fieldColumn(field: Field, read: (row: ExportRow) => FieldValue): ExportColumn {
  const isLeft = field.kind === 'text' || field.kind === 'long_text';
  return {
    header: isMoney(field) ? `${field.label}（万元）` : field.label,
    width: Math.max(8, Math.round((field.width ?? 100) * charactersPerPixel)),
    align: isMoney(field) ? 'right' : isLeft ? 'left' : 'center',
    cell: (row) => cellOf(field, read(row)),
  };
}

function planColumn(name: string, field: Field, year: number): ExportColumn {
  return {
    ...fieldColumn({ ...field, kind: 'money' }, (row) => planOf(row, name, year)),
    header: `${year}年计划投资（万元）`,
  };
}

function planOf(row: ExportRow, name: string, year: number): number | null {
  return (row.values[name] as Record<string, number> | null)?.[String(year)] ?? null;
}

function completedColumn(year: number, month: number): ExportColumn {
  const range = month === 1 ? '1月' : `1-${month}月`;
  return {
    header: `${year}年${range}完成投资（万元）`,
    width: 14,
    align: 'right',
    cell: (row) => moneyCell(row.completed),
  };
}

function rateColumn(name: string, year: number): ExportColumn {
  return {
    header: '完成率（%）',
    width: 9,
    align: 'right',
    cell: (row) => {
      const plan = planOf(row, name, year);
      return plan && row.completed !== null
        ? { value: (row.completed / plan) * 100, format: '0.0' }
        : { value: unknown };
    },
  };
}

/** Whole yuan as 万元, with as many decimals as the yuan need, so that nothing is lost on the way back. */
function moneyCell(yuan: number | null): ExportCell {
  if (yuan === null) return { value: null };
  const decimals = String(Math.abs(yuan) % yuanPerWan)
    .padStart(4, '0')
    .replace(/0+$/, '').length;
  return { value: yuan / yuanPerWan, format: decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}` };
}

const labelOf = (field: Field, code: string) => field.choices?.find((choice) => choice.code === code)?.label ?? code;

function cellOf(field: Field, value: FieldValue): ExportCell {
  if (value === null || value === '') return { value: null };
  switch (field.kind) {
    case 'money':
      return moneyCell(value as number);
    case 'integer':
    case 'percent':
      return { value: value as number, format: '0' };
    case 'choice':
      return text(labelOf(field, String(value)));
    case 'choices':
      return text((value as string[]).map((code) => labelOf(field, code)).join('、'));
    case 'region':
      return text(regionName(String(value)));
    case 'date':
    case 'month':
    case 'day_or_month': {
      const date = String(value);
      // A sheet has no months: as a day it would claim to know the day.
      return date.length === 10 ? { value: new Date(`${date}T00:00:00Z`), format: 'yyyy-mm-dd' } : text(date);
    }
    default:
      return text(String(value));
  }
}

/** Text in a cell of the text format: what begins with = + - @ stays what it is, also when somebody edits it. */
function text(words: string): ExportCell {
  return { value: words, format: '@' };
}

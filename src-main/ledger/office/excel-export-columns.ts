import type { View } from '../../../src-shared/contract/common';
import { entities } from '../../../src-shared/entities/entities';
import type { Field, FieldValue } from '../../../src-shared/entities/field';
import { unknown } from '../../../src-shared/terms/format';
import { cellOf, type ExportCell, headerOf, isMoney, moneyCell } from './excel-export-cells';
import type { TableColumn } from './excel-export-sheet';

/** One exported project with what its row needs beside its own fields. */
export interface ExportRow {
  readonly id: string;
  readonly deletion: 0 | 1 | 2;
  readonly values: Readonly<Record<string, FieldValue>>;
  readonly listing: Readonly<Record<string, FieldValue>>;
  /** Yuan completed from January to the month of the header; null where no month is known. */
  readonly completed: number | null;
}

export interface ExportColumn extends TableColumn {
  /** What has to hold a value somewhere for the column to stand in its place: a field, `annual_plan.2018`, `listing.batch`; null: always. */
  readonly source: string | null;
  cell(row: ExportRow, index: number): ExportCell;
}

/** What the columns of an export depend on. */
export interface ColumnChoice {
  readonly view: View;
  /** Of the plan. */
  readonly year: number;
  /** Last month that anybody reported. */
  readonly month: number;
  /** Years that anybody has a funding need for. */
  readonly needYears: readonly string[];
}

const charactersPerPixel = 1 / 7.5;
const projectFields: Readonly<Record<string, Field>> = entities.project.fields;
const listingFields: Readonly<Record<string, Field>> = entities.listing.fields;

/** Fields of the listing record that a list of unlisted projects shows beside the state. */
export const listingColumns = ['reason_code', 'missing_materials', 'promised_month'] as const;

/** Header of one key of a keyed field: '2018年计划投资（万元）', '2019年三年滚动需求（万元）', '资金来源：银行贷款（万元）'. */
export function keyedHeader(name: string, field: Field, key: string): string {
  if (field.kind === 'money_by_channel') return `${field.label}：${key}（万元）`;
  return `${key}年${name === 'annual_plan' ? '计划投资' : field.label}（万元）`;
}

/** Columns of a ledger view: number, every field that has a width, the plan of the year, what was completed of it, the rate. */
export function exportColumns({ view, year, month, needYears }: ColumnChoice): ExportColumn[] {
  const columns: ExportColumn[] = [
    { header: '序号', width: 6, align: 'center', source: null, cell: (_, index) => ({ value: index + 1 }) },
  ];
  for (const [name, field] of Object.entries(projectFields)) {
    if (!field.width || field.kind === 'reference' || field.kind === 'money_by_channel') continue;
    if (name === 'annual_plan')
      columns.push(keyedColumn(name, String(year)), completedColumn(year, month), rateColumn(name, year));
    else if (field.kind === 'money_by_year') columns.push(...needYears.map((each) => keyedColumn(name, each)));
    else columns.push(fieldColumn(field, field.required ? null : name, (row) => row.values[name] ?? null));
    if (name === 'listing' && view === 'not-listed') {
      for (const each of listingColumns) {
        const own = listingFields[each];
        if (own) columns.push(fieldColumn(own, `listing.${each}`, (row) => row.listing[each] ?? null));
      }
    }
  }
  return columns;
}

function fieldColumn(field: Field, source: string | null, read: (row: ExportRow) => FieldValue): ExportColumn {
  const isLeft = field.kind === 'text' || field.kind === 'long_text';
  return {
    header: headerOf(field),
    width: Math.max(8, Math.round((field.width ?? 100) * charactersPerPixel)),
    align: isMoney(field) ? 'right' : isLeft ? 'left' : 'center',
    source,
    cell: (row) => cellOf(field, read(row)),
  };
}

/** One year or channel of a keyed field of the project. */
export function keyedColumn(name: string, key: string): ExportColumn {
  const field = projectFields[name] as Field;
  return {
    ...fieldColumn(field, `${name}.${key}`, (row) => amountOf(row, name, key)),
    header: keyedHeader(name, field, key),
  };
}

function amountOf(row: ExportRow, name: string, key: string): number | null {
  return (row.values[name] as Record<string, number> | null)?.[key] ?? null;
}

function completedColumn(year: number, month: number): ExportColumn {
  const range = month === 1 ? '1月' : `1-${month}月`;
  return {
    header: `${year}年${range}完成投资（万元）`,
    width: 14,
    align: 'right',
    source: 'completed',
    cell: (row) => moneyCell(row.completed),
  };
}

function rateColumn(name: string, year: number): ExportColumn {
  return {
    header: '完成率（%）',
    width: 9,
    align: 'right',
    source: null,
    cell: (row) => {
      const plan = amountOf(row, name, String(year));
      return plan && row.completed !== null
        ? { value: (row.completed / plan) * 100, format: '0.0' }
        : { value: unknown };
    },
  };
}

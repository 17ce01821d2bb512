import { regionName } from '../../../src-shared/catalogues/regions';
import type { ParsedInputOf } from '../../../src-shared/contract/contract';
import type { GroupRow, ProjectRow } from '../../../src-shared/contract/record-methods';
import { entities } from '../../../src-shared/entities/entities';
import type { Field, FieldValue } from '../../../src-shared/entities/field';
import { Refusal } from '../../../src-shared/terms/errors';
import { formatDate, unknown } from '../../../src-shared/terms/format';
import type { LedgerContext } from '../context';
import { pageOfProjects } from '../queries/projects-page';
import { cellOf, type ExportCell, headerOf, isMoney, moneyCell, textCell } from './excel-export-cells';
import type { TableColumn, TableRow } from './excel-export-sheet';

type Row = ProjectRow | GroupRow;

interface GridColumn extends TableColumn {
  cell(row: Row): ExportCell;
}

const pageSize = 500;
const charactersPerPixel = 1 / 7.5;
const fields: Readonly<Record<string, Field>> = entities.project.fields;
const nothing: ExportCell = { value: null };
const lights = { red: '红', yellow: '黄', green: '绿' } as const;

/** An amount as the grid shows it: what nobody knows has a dash. */
const amount = (yuan: number | null): ExportCell => (yuan === null ? { value: unknown } : moneyCell(yuan));

function rateCell(rate: number | null): ExportCell {
  return rate === null ? { value: unknown } : { value: rate * 100, format: '0.0' };
}

function gapCell(points: number | null): ExportCell {
  if (points === null) return { value: unknown };
  // What rounds to nothing has no sign.
  return { value: Math.abs(points) < 0.05 ? 0 : points, format: '+0.0;-0.0;0.0' };
}

/** Columns that the grid computes or joins; their keys and labels are those of the grid, and a test holds both against each other. */
const computed: Readonly<Record<string, GridColumn>> = {
  annual_plan: {
    header: '年度计划（万元）',
    width: 13,
    align: 'right',
    cell: (row) => amount(row.kind === 'group' ? row.annual_plan : row.annual_plan_now),
  },
  completed_this_year: {
    header: '本年完成（万元）',
    width: 13,
    align: 'right',
    cell: (row) => amount(row.kind === 'group' ? row.completed_this_year : row.derived.completedThisYear),
  },
  completed_this_month: {
    header: '当月完成（万元）',
    width: 13,
    align: 'right',
    cell: (row) => (row.kind === 'group' ? nothing : amount(row.derived.completedThisMonth)),
  },
  completion_rate: {
    header: '完成率（%）',
    width: 9,
    align: 'right',
    cell: (row) => rateCell(row.kind === 'group' ? row.completion_rate : row.derived.completionRate),
  },
  gap: {
    header: '序时差（百分点）',
    width: 10,
    align: 'right',
    cell: (row) => gapCell(row.kind === 'group' ? row.gap : row.derived.gap),
  },
  reason_code: {
    header: entities.listing.fields.reason_code.label,
    width: 24,
    align: 'left',
    cell: (row) =>
      row.kind === 'group'
        ? nothing
        : cellOf(entities.listing.fields.reason_code, (row.reason_code as FieldValue | undefined) ?? null),
  },
  light: {
    header: '灯',
    width: 6,
    align: 'center',
    cell: (row) => {
      if (row.kind === 'group' || row.derived.light.color === 'none') return nothing;
      const { color } = row.derived.light;
      return { value: lights[color], tone: color };
    },
  },
};

function declared(name: string, field: Field): GridColumn {
  const isLeft = field.kind === 'text' || field.kind === 'long_text';
  return {
    header: headerOf(field),
    width: Math.max(8, Math.round((field.width ?? 110) * charactersPerPixel)),
    align: isMoney(field) ? 'right' : isLeft ? 'left' : 'center',
    cell: (row) => {
      if (row.kind === 'group') {
        if (name === 'name') return textCell(`${row.label}（${row.count} 项）`);
        return name === 'total_investment' ? moneyCell(row.total_investment) : nothing;
      }
      const value = (name === 'patron' ? row.derived.patron : (row[name] as FieldValue | undefined)) ?? null;
      return isLeft ? cellOf(field, value) : shownCell(field, value);
    },
  };
}

/** As `cellOf`, in the words of the grid: dates in Chinese, a dash for what nobody knows. */
function shownCell(field: Field, value: FieldValue): ExportCell {
  if (value === null || value === '') return { value: unknown };
  if (field.kind === 'region') return textCell(regionName(String(value)));
  if (field.kind === 'percent') return { value: value as number, format: '0"%"' };
  if (field.kind === 'money_by_year') return textCell(amountsByYear(value as Record<string, number>));
  const cell = cellOf(field, value);
  if (cell.value instanceof Date) return { value: cell.value, format: 'yyyy"年"m"月"d"日"' };
  return field.kind === 'month' || field.kind === 'date' || field.kind === 'day_or_month'
    ? textCell(formatDate(String(value)))
    : cell;
}

const amountsByYear = (amounts: Record<string, number>) =>
  Object.entries(amounts)
    .map(([year, yuan]) => `${year}年 ${yuan / 10_000}万元`)
    .join('，');

/** Columns by the grid's keys. Throws Refusal unknown_field. */
function columnsOf(keys: readonly string[]): GridColumn[] {
  return keys.map((key) => {
    const column = computed[key];
    if (column) return column;
    const field = fields[key];
    if (!field || field.kind === 'reference' || field.kind === 'money_by_channel')
      throw new Refusal('unknown_field', { entity: entities.project.label, field: key });
    return declared(key, field);
  });
}

/** What a grid shows: its columns and its rows from the first to the last, groups with their subtotals among them. */
export interface GridExport {
  readonly columns: readonly TableColumn[];
  /** All rows, group rows counted. */
  readonly count: number;
  readonly projects: number;
  rows(): Iterable<TableRow>;
}

export function gridExport(
  context: LedgerContext,
  input: ParsedInputOf<'excel.export'> & { readonly columns: readonly string[] },
  check: (row: ProjectRow) => void,
): GridExport {
  const columns = columnsOf(input.columns);
  const page = (offset: number, limit: number) =>
    pageOfProjects(context, {
      view: input.view,
      filters: input.filters,
      orders: input.orders,
      group: input.group,
      words: input.words,
      folded: [],
      unfolded: null,
      offset,
      limit,
    }) as { rows: Row[]; total: number; projects: number };
  const { total, projects } = page(0, 1);
  const toRow = (row: Row): TableRow => {
    if (row.kind === 'project') check(row);
    const cells = columns.map((column) => column.cell(row));
    return {
      cells: [row.kind === 'project' ? { value: row.ordinal } : nothing, ...cells],
      ...(input.group === null ? {} : { kind: row.kind === 'group' ? ('group' as const) : ('member' as const) }),
    };
  };
  return {
    columns: [{ header: '序号', width: 6, align: 'center' }, ...columns],
    count: total,
    projects,
    *rows() {
      for (let offset = 0; offset < total; offset += pageSize)
        for (const row of page(offset, pageSize).rows) yield toRow(row);
    },
  };
}

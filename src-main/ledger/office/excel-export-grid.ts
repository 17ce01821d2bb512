import { regionName } from '../../../src-shared/catalogues/regions';
import type { ParsedInputOf } from '../../../src-shared/contract/contract';
import type { GroupRow } from '../../../src-shared/contract/record-methods';
import { entities } from '../../../src-shared/entities/entities';
import type { Field, FieldValue } from '../../../src-shared/entities/field';
import { percentagePoints } from '../../../src-shared/rules/indicators';
import { timeProportionalToday } from '../../../src-shared/rules/period';
import { secrecyMark } from '../../../src-shared/rules/secrecy';
import type { LeaderOf } from '../../../src-shared/rules/slices';
import { Refusal } from '../../../src-shared/terms/errors';
import { formatDate, unknown } from '../../../src-shared/terms/format';
import type { LedgerContext } from '../context';
import { fromColumn } from '../journal/cells';
import type { SqlValue } from '../journal/merge';
import { loadLeaders } from '../queries/assignments';
import { loadLightRules } from '../queries/light-rules';
import { ProjectSelection } from '../queries/project-selection';
import { pageOfProjects } from '../queries/projects-page';
import { cellOf, type ExportCell, headerOf, isMoney, moneyCell, textCell } from './excel-export-cells';
import type { TableColumn, TableRow } from './excel-export-sheet';

/** What a cell is made of besides its own value. */
interface Surroundings {
  readonly region: string | null;
  readonly timeProportional: number;
  readonly leaderOf: LeaderOf;
}

interface GridColumn extends TableColumn {
  /** SQL over `project` and what was worked out about it, `figure`. */
  readonly select: string;
  cell(value: SqlValue, around: Surroundings): ExportCell;
  /** Under it in the row of a group; nothing without. */
  ofGroup?(group: GroupRow): ExportCell;
}

const charactersPerPixel = 1 / 7.5;
const fields: Readonly<Record<string, Field>> = entities.project.fields;
const nothing: ExportCell = { value: null };
const notKnown: ExportCell = { value: unknown };
const lights: Readonly<Record<string, ExportCell>> = {
  red: { value: '红', tone: 'red' },
  yellow: { value: '黄', tone: 'yellow' },
  green: { value: '绿', tone: 'green' },
};

/** An amount as the grid shows it: what nobody knows has a dash. */
const amount = (yuan: SqlValue): ExportCell => (yuan === null ? notKnown : moneyCell(yuan as number));

const rateCell = (rate: SqlValue): ExportCell =>
  rate === null ? notKnown : { value: (rate as number) * 100, format: '0.0' };

function gapCell(points: number | null): ExportCell {
  if (points === null) return notKnown;
  // What rounds to nothing has no sign.
  return { value: Math.abs(points) < 0.05 ? 0 : points, format: '+0.0;-0.0;0.0' };
}

const reason: Field = entities.listing.fields.reason_code;

/** Columns that the grid computes or joins; their keys and labels are those of the grid, and a test holds both against each other. */
const computed: Readonly<Record<string, GridColumn>> = {
  annual_plan: {
    header: '年度计划（万元）',
    width: 13,
    align: 'right',
    select: 'figure.annual_plan',
    cell: amount,
    ofGroup: (group) => moneyCell(group.annual_plan),
  },
  completed_this_year: {
    header: '本年完成（万元）',
    width: 13,
    align: 'right',
    select: 'figure.this_year',
    cell: amount,
    ofGroup: (group) => moneyCell(group.completed_this_year),
  },
  completed_this_month: {
    header: '当月完成（万元）',
    width: 13,
    align: 'right',
    select: 'figure.this_month',
    cell: amount,
  },
  completion_rate: {
    header: '完成率（%）',
    width: 9,
    align: 'right',
    select: 'figure.rate',
    cell: rateCell,
    ofGroup: (group) => rateCell(group.completion_rate),
  },
  gap: {
    header: '序时差（百分点）',
    width: 10,
    align: 'right',
    select: 'figure.rate',
    cell: (rate, { timeProportional }) => gapCell(percentagePoints(rate as number | null, timeProportional)),
    ofGroup: (group) => gapCell(group.gap),
  },
  reason_code: {
    header: reason.label,
    width: 24,
    align: 'left',
    select: 'figure.reason_code',
    cell: (value) => cellOf(reason, value),
  },
  light: {
    header: '灯',
    width: 6,
    align: 'center',
    select: 'figure.light',
    cell: (light) => lights[String(light)] ?? nothing,
  },
};

function declared(name: string, field: Field): GridColumn {
  const isLeft = field.kind === 'text' || field.kind === 'long_text';
  const column: GridColumn = {
    header: headerOf(field),
    width: Math.max(8, Math.round((field.width ?? 110) * charactersPerPixel)),
    align: isMoney(field) ? 'right' : isLeft ? 'left' : 'center',
    select: field.storedIn ? `figure.${name}` : `project."${name}"`,
    cell: (value) => (isLeft ? cellOf(field, value) : shownCell(field, fromColumn(field, value))),
  };
  if (name === 'name') return { ...column, ofGroup: ({ label, count }) => textCell(`${label}（${count} 项）`) };
  if (name === 'total_investment') return { ...column, ofGroup: (group) => moneyCell(group.total_investment) };
  if (name === 'patron')
    return {
      ...column,
      cell: (value, { region, leaderOf }) =>
        cellOf(field, value ?? (region === null ? null : (leaderOf(region) ?? null))),
    };
  return column;
}

/** As `cellOf`, in the words of the grid: dates in Chinese, a dash for what nobody knows. */
function shownCell(field: Field, value: FieldValue): ExportCell {
  if (value === null || value === '') return notKnown;
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

type Input = Pick<ParsedInputOf<'excel.export'>, 'view' | 'filters' | 'orders' | 'group' | 'words'>;

/** Projects that stand together, by their record numbers. */
interface Section {
  readonly group: GroupRow | null;
  readonly records: readonly number[];
}

function sectionsOf(context: LedgerContext, input: Input, selection: ProjectSelection): Section[] {
  const by = input.group;
  if (by === null) return [{ group: null, records: selection.records(null) }];
  // With every group folded the page holds just the groups.
  const shape = { ...input, folded: [], unfolded: [], offset: 0, limit: Number.MAX_SAFE_INTEGER };
  const page = pageOfProjects(context, shape) as { rows: readonly { kind: string }[] };
  return page.rows.map((row) => {
    const group = row as GroupRow;
    const key = group.id.slice(by.length + 1);
    return { group, records: selection.records({ by, key: key === '' ? null : key }) };
  });
}

/** Throws Refusal unknown_field, and secret_mark while the rows are read. */
export function gridExport(context: LedgerContext, input: Input, keys: readonly string[]): GridExport {
  const columns = columnsOf(keys);
  const selection = new ProjectSelection(context, input);
  const sections = sectionsOf(context, input, selection);
  const projects = sections.reduce((sum, { records }) => sum + records.length, 0);
  const timeProportional = timeProportionalToday(context.clock.today(), loadLightRules(context).monthShares);
  const leaderOf = loadLeaders(context.database, context.clock.today());
  return {
    columns: [{ header: '序号', width: 6, align: 'center' }, ...columns],
    count: projects + (input.group === null ? 0 : sections.length),
    projects,
    *rows() {
      const read = reader(context, columns);
      const kind = input.group === null ? {} : { kind: 'member' as const };
      let ordinal = 0;
      for (const { group, records } of sections) {
        if (group)
          yield { kind: 'group', cells: [nothing, ...columns.map((column) => column.ofGroup?.(group) ?? nothing)] };
        for (const raw of read(records)) {
          ordinal += 1;
          const around = { region: raw[1] as string | null, timeProportional, leaderOf };
          const cells: ExportCell[] = [{ value: ordinal }];
          for (let at = 0; at < columns.length; at += 1) {
            const value = raw[at + 2] ?? null;
            if (typeof value === 'string') refuseSecret(value);
            cells.push((columns[at] as GridColumn).cell(value, around));
          }
          yield { cells, ...kind };
        }
      }
    },
  };
}

/** Records that are read at once: every reading of its own takes and gives back the locks of the file. */
const batch = 500;

/** Reads records in the given order, as rows of record number, region and the columns; those that are gone by now are left out. */
function reader(context: LedgerContext, columns: readonly GridColumn[]) {
  const statement = context.database
    .prepare(
      `SELECT project.record, project.region, ${columns.map(({ select }) => select).join(', ')} FROM project LEFT JOIN temp.project_figure AS figure ON figure.record = project.record WHERE project.record IN (SELECT value FROM json_each(?))`,
    )
    .raw();
  return function* (records: readonly number[]): Iterable<SqlValue[]> {
    for (let from = 0; from < records.length; from += batch) {
      const part = records.slice(from, from + batch);
      const rows = statement.all(JSON.stringify(part)) as SqlValue[][];
      const byRecord = new Map(rows.map((row) => [row[0], row]));
      for (const record of part) {
        const row = byRecord.get(record);
        if (row) yield row;
      }
    }
  };
}

function refuseSecret(text: string): void {
  const mark = text.includes('密') ? secrecyMark(text) : undefined;
  if (mark) throw new Refusal('secret_mark', { mark });
}

import { IconArrowUpRight } from '@tabler/icons-react';
import { Link } from 'wouter';
import { regionName } from '../../../src-shared/catalogues/regions';
import type { GroupRow, ProjectRow } from '../../../src-shared/contract/record-methods';
import type { Field, FieldValue } from '../../../src-shared/entities/field';
import { listing } from '../../../src-shared/entities/listing';
import { project } from '../../../src-shared/entities/project';
import { codeDoubt } from '../../../src-shared/rules/code-doubts';
import { formatDate, formatGap, formatMoney, formatRate, formatValue, unknown } from '../../../src-shared/terms/format';
import type { GridColumn } from '../../components/data-grid/grid-types';
import { Light } from '../../components/light';
import { MiniBar } from '../../components/mini-bar';
import classes from './projects-page.module.css';

export type Row = ProjectRow | GroupRow;
export type ProjectColumn = GridColumn<Row>;

const fields: Readonly<Record<string, Field>> = project.fields;
const of = (row: Row, name: string): FieldValue =>
  row.kind === 'project' ? ((row[name] as FieldValue | undefined) ?? null) : null;

/** Widths of the pictures; a field's own width is for exports and forms, where there is more room. */
const widths: Readonly<Record<string, number>> = {
  name: 160,
  region: 57,
  owner: 96,
  lifecycle: 44,
  // Wide enough for the bold sum of a group.
  total_investment: 82,
  annual_plan: 78,
  listing: 72,
  nature: 84,
  tiers: 84,
  patron: 84,
  secretary: 84,
  sector: 84,
};

function declaredText(field: Field, value: FieldValue): string {
  if (value === null || value === '') return field.kind === 'text' || field.kind === 'long_text' ? '' : unknown;
  if (field.kind === 'money') return formatMoney(value as number);
  if (field.kind === 'region') return regionName(value as string);
  if (field.kind === 'date' || field.kind === 'month' || field.kind === 'day_or_month')
    return formatDate(value as string);
  return formatValue(field, value);
}

const yuanAsWan = (yuan: FieldValue) => (typeof yuan === 'number' ? yuan / 10_000 : null);

function declared(name: string): ProjectColumn {
  const field = fields[name] as Field;
  const money = field.kind === 'money';
  const column: ProjectColumn = {
    key: name,
    label: field.label,
    width: widths[name] ?? field.width ?? 110,
    grow: name === 'name' ? 4 : name === 'owner' ? 3 : field.kind === 'text' || field.kind === 'long_text' ? 1 : 0,
    order: name,
    field,
    value: (row) => of(row, name),
    text: (row) =>
      row.kind === 'group'
        ? name === 'total_investment'
          ? formatMoney(row.total_investment)
          : ''
        : declaredText(field, of(row, name)),
    doubt: (row) => (row.kind === 'group' ? null : (codeDoubt('project', name, row)?.sentence ?? null)),
  };
  if (money || field.kind === 'integer' || field.kind === 'percent')
    return {
      ...column,
      right: true,
      number: (row) => (money ? yuanAsWan(of(row, name)) : (of(row, name) as number | null)),
    };
  return column;
}

const nameColumn: ProjectColumn = {
  ...declared('name'),
  text: (row) => (row.kind === 'group' ? row.label : String(row.name ?? '')),
  render: (row) =>
    row.kind === 'group' ? (
      <span className="ell">
        {row.label}
        <span className={classes.count}>{row.count.toLocaleString('zh-CN')} 项</span>
      </span>
    ) : (
      <>
        <span className="ell" title={String(row.name ?? '')}>
          {String(row.name ?? '') || <span className="muted">未填名称</span>}
        </span>
        <Link
          to={`/projects/${row.id}/overview`}
          className={classes.open}
          tabIndex={-1}
          title="打开项目（Ctrl+Enter）"
          aria-label={`打开 ${String(row.name ?? '')}`}
        >
          <IconArrowUpRight className="icon" aria-hidden="true" />
        </Link>
      </>
    ),
};

const annualPlan: ProjectColumn = {
  key: 'annual_plan',
  label: '年度计划',
  width: 78,
  right: true,
  order: 'annual_plan',
  field: project.fields.annual_plan,
  value: (row) => (row.kind === 'project' ? row.annual_plan_now : null),
  text: (row) => formatMoney(row.kind === 'group' ? row.annual_plan : row.annual_plan_now),
  number: (row) => (row.kind === 'project' ? yuanAsWan(row.annual_plan_now) : null),
};

const completed: ProjectColumn = {
  key: 'completed_this_year',
  label: '本年完成',
  width: 78,
  right: true,
  order: 'completed_this_year',
  locked: '它由各月进度相加，请打开项目在“进度”里填当月完成',
  text: (row) => formatMoney(row.kind === 'group' ? row.completed_this_year : row.derived.completedThisYear),
  number: (row) => (row.kind === 'project' ? yuanAsWan(row.derived.completedThisYear) : null),
};

const completedThisMonth: ProjectColumn = {
  key: 'completed_this_month',
  label: '当月完成',
  width: 72,
  right: true,
  order: 'completed_this_month',
  locked: '请打开项目在“进度”里填',
  text: (row) => (row.kind === 'group' ? '' : formatMoney(row.derived.completedThisMonth)),
  number: (row) => (row.kind === 'project' ? yuanAsWan(row.derived.completedThisMonth) : null),
};

const completionRate: ProjectColumn = {
  key: 'completion_rate',
  label: '完成率 %',
  width: 96,
  right: true,
  order: 'completion_rate',
  locked: '它由本年完成除以年度计划算出',
  text: (row) => formatRate(row.kind === 'group' ? row.completion_rate : row.derived.completionRate),
  render: (row) => {
    const rate = row.kind === 'group' ? row.completion_rate : row.derived.completionRate;
    const tick =
      row.kind === 'group'
        ? row.completion_rate === null || row.gap === null
          ? null
          : row.completion_rate - row.gap / 100
        : row.derived.timeProportional;
    const words =
      row.kind === 'group'
        ? [row.completed_this_year, row.annual_plan]
        : [row.derived.completedThisYear, row.derived.annualPlan];
    return (
      <span
        title={
          rate === null
            ? '没有年度计划，或还没有开工'
            : `本年完成 ${formatMoney(words[0])} ÷ 年度计划 ${formatMoney(words[1])}（万元）`
        }
      >
        <MiniBar rate={rate} tick={tick} width={34} />
        <span className={classes.percent}>{formatRate(rate)}</span>
      </span>
    );
  },
};

const gap: ProjectColumn = {
  key: 'gap',
  label: '序时差',
  width: 58,
  right: true,
  order: 'gap',
  locked: '它由完成率减序时进度算出，单位是百分点',
  text: (row) => formatGap(row.kind === 'group' ? row.gap : row.derived.gap),
  number: (row) => (row.kind === 'project' ? row.derived.gap : null),
};

const patron: ProjectColumn = {
  ...declared('patron'),
  text: (row) => (row.kind === 'project' ? (row.derived.patron ?? '') : ''),
};

const light: ProjectColumn = {
  key: 'light',
  label: '灯',
  width: 49,
  order: 'light',
  locked: '它按红黄绿规则判定',
  text: (row) =>
    row.kind === 'project' ? { red: '红', yellow: '黄', green: '绿', none: '' }[row.derived.light.color] : '',
  render: (row) =>
    row.kind === 'project' ? <Light color={row.derived.light.color} sentence={row.derived.light.sentence} /> : null,
};

const reason: ProjectColumn = {
  key: 'reason_code',
  label: '未入统原因',
  width: 150,
  order: 'reason_code',
  locked: '请在入统体检里填',
  text: (row) =>
    of(row, 'reason_code') === null ? '' : formatValue(listing.fields.reason_code, of(row, 'reason_code')),
};

// A project moves from stage to stage by steps that ask for what they need (rules/lifecycle-moves.ts).
const lifecycle: ProjectColumn = { ...declared('lifecycle'), locked: '请打开项目，在右上角变更阶段' };

const special: Readonly<Record<string, ProjectColumn>> = {
  name: nameColumn,
  annual_plan: annualPlan,
  lifecycle,
  patron,
};

/** Every column that the grid of projects offers, in the order of the declaration, the computed ones after what they come from. */
export const projectColumns: readonly ProjectColumn[] = Object.entries(fields).flatMap(([name, field]) => {
  if (field.width === undefined) return [];
  const column = special[name] ?? declared(name);
  return name === 'annual_plan'
    ? [column, completed, completedThisMonth, completionRate, gap]
    : name === 'listing'
      ? [column, reason, light]
      : [column];
});

export const defaultColumns: readonly string[] = [
  'name',
  'region',
  'owner',
  'lifecycle',
  'total_investment',
  'annual_plan',
  'completed_this_year',
  'completion_rate',
  'gap',
  'listing',
  'light',
];

const byKey = new Map(projectColumns.map((column) => [column.key, column]));

/** Columns by their keys; the name always comes first. */
export function columnsOf(keys: readonly string[]): ProjectColumn[] {
  return ['name', ...keys.filter((key) => key !== 'name')].flatMap((key) => byKey.get(key) ?? []);
}

/** Keys in order after one column was put at another place; the name stays first. */
export function movedKeys(columns: readonly ProjectColumn[], key: string, to: number): string[] {
  const rest = columns.map((column) => column.key).filter((other) => other !== key);
  return rest.toSpliced(Math.max(1, to), 0, key);
}

/** What `records.revise` takes for a cell: the year's plan is one key of a keyed field. */
export function editOf(column: ProjectColumn, value: FieldValue, year: number): Record<string, FieldValue> {
  if (column.key === 'annual_plan') return { annual_plan: { [String(year)]: value } as unknown as FieldValue };
  return { [column.key]: value };
}

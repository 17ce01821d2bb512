import { regionName } from '../../../src-shared/catalogues/regions';
import type { Filter } from '../../../src-shared/contract/record-methods';
import type { Field } from '../../../src-shared/entities/field';
import { project } from '../../../src-shared/entities/project';
import { formatDate, formatMoney, formatValue } from '../../../src-shared/terms/format';

const fields: Readonly<Record<string, Field>> = project.fields;
export const operatorLabels: Record<Filter['operator'], string> = {
  is: '是',
  is_not: '不是',
  contains: '包含',
  contains_not: '不包含',
  at_least: '≥',
  at_most: '≤',
  between: '介于',
  empty: '未填',
  filled: '已填',
};

export interface FilterField {
  readonly name: string;
  readonly label: string;
  readonly kind: 'choice' | 'region' | 'text' | 'money' | 'date' | 'number';
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

const derivedFields: readonly FilterField[] = [
  { name: 'annual_plan', label: '年度计划', kind: 'money', choices: [] },
  { name: 'completed_this_year', label: '本年完成', kind: 'money', choices: [] },
  { name: 'completed_this_month', label: '当月完成', kind: 'money', choices: [] },
  { name: 'gap', label: '序时差', kind: 'number', choices: [] },
];

function filterField(name: string, field: Field): FilterField | null {
  const choices = (field.choices ?? []).map(({ code, label }) => ({ value: code, label }));
  switch (field.kind) {
    case 'choice':
      return { name, label: field.label, kind: 'choice', choices };
    case 'region':
      return { name, label: field.label, kind: 'region', choices: [] };
    case 'money':
      return { name, label: field.label, kind: 'money', choices: [] };
    case 'date':
    case 'month':
    case 'day_or_month':
      return { name, label: field.label, kind: 'date', choices: [] };
    case 'text':
    case 'long_text':
      return { name, label: field.label, kind: 'text', choices: [] };
    default:
      return null;
  }
}

/** What the filter popover offers, in the order of the declaration. */
export const filterFields: readonly FilterField[] = [
  ...Object.entries(fields).flatMap(([name, field]) => filterField(name, field) ?? []),
  ...derivedFields,
];

const fieldOf = (name: string) => filterFields.find((field) => field.name === name);

/** '总投资 ≥ 3亿元', '包保领导：谢义', '实际开工 未填'. */
export function filterWords(filter: Filter): string {
  const field = fieldOf(filter.field);
  const label = field?.label ?? filter.field;
  if (filter.operator === 'empty' || filter.operator === 'filled') return `${label} ${operatorLabels[filter.operator]}`;
  const values = Array.isArray(filter.value) ? filter.value : [filter.value];
  const words = values.map((value) => {
    if (field?.kind === 'money' && typeof value === 'number')
      return Math.abs(value) >= 100_000_000 && value % 10_000_000 === 0
        ? `${formatMoney(value, 'yi')}亿元`
        : `${formatMoney(value)}万元`;
    if (field?.kind === 'region') return regionName(String(value));
    if (field?.kind === 'date') return formatDate(String(value));
    if (field?.kind === 'number') return `${value} 个百分点`;
    const declared = fields[filter.field];
    return declared ? formatValue(declared, value) : String(value);
  });
  return filter.operator === 'is'
    ? `${label}：${words.join('、')}`
    : `${label} ${operatorLabels[filter.operator]} ${words.join('、')}`;
}

/** What the ledger is asked: a month as an upper bound takes its days in. */
export function queryFilter(filter: Filter): Filter {
  if (filter.operator === 'at_most' && typeof filter.value === 'string' && /^\d{4}-\d{2}$/.test(filter.value))
    return { ...filter, value: `${filter.value}-31` };
  return filter;
}

/** One filter in the address: `region~is~220202,220203`. */
export function writeFilter(filter: Filter): string {
  const value = Array.isArray(filter.value)
    ? filter.value.join(',')
    : filter.value === null
      ? ''
      : String(filter.value);
  return [filter.field, filter.operator, value].join('~');
}

/** Reads a filter of the address; null where it makes no sense (an address from elsewhere). */
export function readFilter(text: string): Filter | null {
  const [name = '', operator = '', ...rest] = text.split('~');
  const field = fieldOf(name);
  if (!field || !Object.hasOwn(operatorLabels, operator)) return null;
  const value = rest.join('~');
  const read = (): Filter['value'] => {
    if (operator === 'empty' || operator === 'filled') return null;
    if (field.kind === 'choice' || field.kind === 'region') return value.split(',').filter(Boolean);
    if (field.kind === 'money' || field.kind === 'number') return Number(value);
    return value;
  };
  const filter = { field: name, operator: operator as Filter['operator'], value: read() };
  return typeof filter.value === 'number' && !Number.isFinite(filter.value) ? null : filter;
}

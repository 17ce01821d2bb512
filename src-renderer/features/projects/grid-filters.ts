import { regionName } from '../../../src-shared/catalogues/regions';
import type { Filter } from '../../../src-shared/contract/record-methods';
import type { Field } from '../../../src-shared/entities/field';
import { listing } from '../../../src-shared/entities/listing';
import { project } from '../../../src-shared/entities/project';
import { formatDate, formatMoney } from '../../../src-shared/terms/format';
import { readDate, readMoney } from '../../components/fields/read-text';

type Operator = Filter['operator'];

const fields: Readonly<Record<string, Field>> = project.fields;
export const operatorLabels: Record<Operator, string> = {
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

/** `list` has values to be chosen from, `text` as well, and may be searched in; `long` may only be searched in. */
export type FilterKind = 'list' | 'text' | 'long' | 'money' | 'date' | 'percent' | 'points' | 'number';

export interface FilterField {
  readonly name: string;
  readonly label: string;
  readonly kind: FilterKind;
  /** Name of a value; what is chosen of free texts is its own name. */
  readonly labelOf: (value: string) => string;
}

const itself = (value: string) => value;
const labelsOf =
  (choices: Field['choices']): FilterField['labelOf'] =>
  (value) =>
    choices?.find(({ code }) => code === value)?.label ?? value;

const lightLabels: Readonly<Record<string, string>> = { red: '红灯', yellow: '黄灯', green: '绿灯', none: '不判灯' };

const derivedFields: readonly FilterField[] = [
  { name: 'annual_plan', label: '年度计划', kind: 'money', labelOf: itself },
  { name: 'completed_this_year', label: '本年完成', kind: 'money', labelOf: itself },
  { name: 'completed_this_month', label: '当月完成', kind: 'money', labelOf: itself },
  { name: 'completion_rate', label: '完成率', kind: 'percent', labelOf: itself },
  { name: 'gap', label: '序时差', kind: 'points', labelOf: itself },
  { name: 'light', label: '灯', kind: 'list', labelOf: (value) => lightLabels[value] ?? value },
  {
    name: 'reason_code',
    label: '未入统原因',
    kind: 'list',
    labelOf: labelsOf(listing.fields.reason_code.choices),
  },
];

function filterField(name: string, field: Field): FilterField | null {
  const { label } = field;
  switch (field.kind) {
    case 'choice':
    case 'choices':
      return { name, label, kind: 'list', labelOf: labelsOf(field.choices) };
    case 'region':
      return { name, label, kind: 'list', labelOf: regionName };
    case 'money':
      return { name, label, kind: 'money', labelOf: itself };
    case 'integer':
    case 'percent':
      return { name, label, kind: 'number', labelOf: itself };
    case 'date':
    case 'month':
    case 'day_or_month':
      return { name, label, kind: 'date', labelOf: itself };
    case 'text':
      return { name, label, kind: 'text', labelOf: itself };
    case 'long_text':
      return { name, label, kind: 'long', labelOf: itself };
    default:
      return null;
  }
}

/** What can be filtered by, in the order of the declaration. */
export const filterFields: readonly FilterField[] = [
  ...Object.entries(fields).flatMap(([name, field]) => filterField(name, field) ?? []),
  ...derivedFields,
];

export const filterFieldOf = (name: string) => filterFields.find((field) => field.name === name);

const blanks: readonly Operator[] = ['empty', 'filled'];

/** What can be asked of a column, the usual first. */
export function operatorsOf({ kind }: FilterField): readonly Operator[] {
  if (kind === 'list') return ['is', 'is_not', ...blanks];
  if (kind === 'text') return ['is', 'is_not', 'contains', 'contains_not', ...blanks];
  if (kind === 'long') return ['contains', 'contains_not', ...blanks];
  return ['at_least', 'at_most', 'between', ...blanks];
}

const units: Partial<Record<FilterKind, string>> = { percent: '%', points: ' 个百分点' };

/** '3亿元', '5,000万元', '2018年9月', '50%'. */
export function boundWords(field: FilterField, value: string | number): string {
  if (field.kind === 'money' && typeof value === 'number')
    return Math.abs(value) >= 100_000_000 && value % 10_000_000 === 0
      ? `${formatMoney(value, 'yi')}亿元`
      : `${formatMoney(value)}万元`;
  if (field.kind === 'date') return formatDate(String(value));
  const number = typeof value === 'number' ? Math.round(value * 10) / 10 : value;
  return `${String(number).replace('-', '−')}${units[field.kind] ?? ''}`;
}

const listOf = (value: Filter['value']): readonly (string | number)[] =>
  Array.isArray(value) ? value : value === null ? [] : [value];

/** '总投资 ≥ 3亿元', '包保领导：谢义', '属地 不是 昌邑区', '实际开工 未填'. */
export function filterWords(filter: Filter): string {
  const field = filterFieldOf(filter.field);
  const label = field?.label ?? filter.field;
  const operator = operatorLabels[filter.operator];
  if (filter.operator === 'empty' || filter.operator === 'filled') return `${label} ${operator}`;
  const values = listOf(filter.value);
  if (filter.operator === 'is' || filter.operator === 'is_not') {
    const words = values.map((value) =>
      value === ''
        ? '未填'
        : typeof value === 'number' && field
          ? boundWords(field, value)
          : (field?.labelOf(String(value)) ?? value),
    );
    const text = words.length > 4 ? `${words.slice(0, 3).join('、')} 等 ${words.length} 个` : words.join('、');
    return filter.operator === 'is' ? `${label}：${text}` : `${label} ${operator} ${text}`;
  }
  const words = values.map((value) => (field ? boundWords(field, value) : String(value)));
  return filter.operator === 'between'
    ? `${label} ${words[0] ?? ''}至${words[1] ?? ''}`
    : `${label} ${operator} ${words.join('、')}`;
}

export const boundHints: Partial<Record<FilterKind, string>> = {
  money: '如 5000 或 3亿（不写单位为万元）',
  date: '如 2018-09 或 2018-09-16',
  percent: '如 60',
  points: '如 -10',
};

/** One bound as the ledger takes it, or a sentence. */
export function readBound(field: FilterField, text: string): { value: string | number } | { fault: string } {
  if (!text.trim()) return { fault: '请填写' };
  if (field.kind === 'money') {
    const reading = readMoney(text);
    return reading.ok ? { value: reading.value as number } : { fault: reading.message };
  }
  if (field.kind === 'date') {
    const reading = readDate(text, 'day_or_month');
    return reading.ok ? { value: reading.value as string } : { fault: reading.message };
  }
  if (field.kind === 'text' || field.kind === 'long' || field.kind === 'list') return { value: text.trim() };
  const number = Number(
    text
      .normalize('NFKC')
      .replace('−', '-')
      .replace(/[%％]$/, ''),
  );
  return Number.isFinite(number) ? { value: number } : { fault: '请填数字' };
}

/** How a bound is typed again: money in 万元, the rest as it is. */
export function boundText(field: FilterField, value: string | number): string {
  if (field.kind === 'money' && typeof value === 'number') return `${formatMoney(value)}`;
  return String(value);
}

/** Puts a filter in place of one of the same kind on its column; null takes it away. */
export function replaceFilter(filters: readonly Filter[], before: Filter | null, after: Filter | null): Filter[] {
  const at = before ? filters.indexOf(before) : -1;
  const isSame = (other: Filter) => after !== null && other.field === after.field && other.operator === after.operator;
  const kept = filters.filter((other, index) => index !== at && !isSame(other));
  if (!after) return kept;
  const place = at >= 0 ? filters.slice(0, at).filter((other) => !isSame(other)).length : kept.length;
  return kept.toSpliced(place, 0, after);
}

// A value may itself hold the comma that stands between two.
const escaped = (text: string) => text.replace(/[%,]/g, encodeURIComponent);
const unescaped = (text: string) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** One filter in the address: `region~is~220202,220203`. */
export function writeFilter(filter: Filter): string {
  const value = Array.isArray(filter.value)
    ? filter.value.map((item) => escaped(String(item))).join(',')
    : filter.value === null
      ? ''
      : escaped(String(filter.value));
  return [filter.field, filter.operator, value].join('~');
}

/** Reads a filter of the address; null where it makes no sense (an address from elsewhere). */
export function readFilter(text: string): Filter | null {
  const [name = '', operator = '', ...rest] = text.split('~');
  const field = filterFieldOf(name);
  if (!field || !Object.hasOwn(operatorLabels, operator)) return null;
  const value = readValue(field, operator as Operator, rest.join('~').split(',').map(unescaped));
  return value === undefined ? null : { field: name, operator: operator as Operator, value };
}

function readValue(field: FilterField, operator: Operator, texts: readonly string[]): Filter['value'] | undefined {
  if (operator === 'empty' || operator === 'filled') return null;
  const isText = field.kind === 'list' || field.kind === 'text' || field.kind === 'long';
  if (operator === 'is' || operator === 'is_not') return isText ? [...texts] : undefined;
  const [first = '', second = ''] = texts;
  if (isText || field.kind === 'date') return operator === 'between' ? [first, second] : texts.join(',');
  const numbers = [Number(first), Number(second)] as [number, number];
  if (!numbers.every(Number.isFinite)) return undefined;
  return operator === 'between' ? numbers : numbers[0];
}

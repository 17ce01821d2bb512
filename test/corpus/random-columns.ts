/** Columns of a random ledger: how a header may be worded, how its cells are typed, what they then mean. */
import { type Cell, day, serialOf } from './cell';
import type { ProjectSays } from './draft';
import { type Facts, fullWidth, inUnit, sum, type Unit, withCommas } from './projects';

/** `months` stands for eight columns, January to August. */
export type ColumnName =
  | 'owner'
  | 'total'
  | 'plan'
  | 'before'
  | 'fixed'
  | 'august'
  | 'done'
  | 'months'
  | 'start'
  | 'finish'
  | 'planned'
  | 'code'
  | 'phone'
  | 'contact'
  | 'scale'
  | 'region'
  | 'name'
  | 'serial';
export type Chunk = 'money' | 'days' | 'alone';

export const chunkOf = (column: ColumnName): Chunk => {
  if (['total', 'plan', 'before', 'fixed', 'august', 'done', 'months'].includes(column)) return 'money';
  return ['start', 'finish', 'planned'].includes(column) ? 'days' : 'alone';
};

export const wordings: Readonly<Record<ColumnName, readonly string[]>> = {
  serial: ['序号', '编号', '序'],
  name: ['项目名称', '工程名称', '建设项目名称', '名称'],
  region: ['属地', '县区', '所在县区', '所属地区', '县（市）区', '项目所在地'],
  owner: ['建设单位', '项目单位', '业主单位', '项目业主'],
  total: ['总投资', '计划总投资', '项目总投资', '投资总额', '概算总投资'],
  plan: ['2018年计划投资', '年度计划投资', '本年计划投资', '2018年度投资计划'],
  before: ['截至上年底累计完成', '上年底累计完成', '截至2017年底累计完成投资'],
  fixed: ['固定资产投资', '其中固定资产投资'],
  august: ['8月完成投资', '8月份完成'],
  done: ['1-8月累计完成', '1—8月完成投资', '今年以来累计完成'],
  months: [],
  start: ['实际开工时间', '开工时间', '开工日期', '实际开工日期'],
  finish: ['计划竣工时间', '竣工时间', '计划完工时间'],
  planned: ['计划开工时间', '拟开工时间'],
  code: ['项目代码', '投资项目代码'],
  phone: ['联系电话', '电话', '联系方式'],
  contact: ['联系人', '项目联系人'],
  scale: ['建设规模及内容', '主要建设内容', '建设内容'],
};

/** Explanations that bureaus put behind a header. */
export const explanations: Readonly<Partial<Record<ColumnName, readonly string[]>>> = {
  name: ['（与批复一致）', '（全称）', '*'],
  owner: ['（全称）', '（盖章）'],
  start: ['（以施工许可证为准）', '（年月日）'],
  finish: ['（年月）'],
  scale: ['（100字以内）'],
  contact: ['及职务'],
};

/** How a unit stands in the header of its column. */
export const unitWords: readonly ((unit: string) => string)[] = [
  (unit) => `（${unit}）`,
  (unit) => `(${unit})`,
  (unit) => `/${unit}`,
  (unit) => `\n（${unit}）`,
  (unit) => `[${unit}]`,
  (unit) => `（单位：${unit}）`,
];

/** Spaces and line ends that a hand puts into a header. */
export const spacings: readonly ((word: string) => string)[] = [
  (word) => word,
  (word) => [...word].join(' '),
  (word) => (word.length > 3 ? `${word.slice(0, 2)}\n${word.slice(2)}` : word),
  (word) => ` ${word} `,
  (word) => [...word].join('　'),
];

export const figures: readonly ((value: number) => Cell)[] = [
  (value) => value,
  (value) => value,
  (value) => withCommas(value),
  (value) => fullWidth(String(value)),
  (value) => ` ${value} `,
  (value) => withCommas(value).replaceAll(',', '，'),
  (value) => value.toFixed(8).replace(/0+$/, '0'),
];

const withUnit: readonly ((yuan: number) => Cell)[] = [
  (yuan) => `${inUnit(yuan, '万元')}万元`,
  (yuan) => `${inUnit(yuan, '亿元')}亿元`,
  (yuan) => `${withCommas(inUnit(yuan, '万元'))}万`,
  (yuan) => `${inUnit(yuan, '亿元')} 亿`,
];

/**
 * `month`: only the month is told, and only the month may be read. `text`: a file of texts can hold it. `firsts`: days that are all the
 * first of a month mean the month, once there are enough of them to see it. `bare`: a serial without
 * a format, counted from 1900.
 */
export interface DayStyle {
  readonly month: boolean;
  readonly text: boolean;
  readonly firsts?: boolean;
  readonly bare?: boolean;
  readonly write: (iso: string) => Cell;
}

export const dayStyles: readonly DayStyle[] = [
  { month: false, text: true, write: (iso) => day(iso) },
  { month: false, text: true, write: (iso) => iso },
  { month: false, text: false, write: (iso) => day(iso, 'yyyy"年"m"月"d"日"') },
  { month: false, text: true, write: (iso) => iso.replaceAll('-', '.') },
  { month: false, text: true, write: (iso) => iso.slice(2).replaceAll('-', '/') },
  { month: false, text: true, write: (iso) => Number(iso.replaceAll('-', '')) },
  { month: false, text: true, write: (iso) => iso.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, '$1年$2月$3日') },
  { month: true, text: true, write: (iso) => iso.replace(/^(\d+)-0?(\d+)-.*$/, '$1年$2月') },
  { month: true, text: true, write: (iso) => fullWidth(iso.replace(/^(\d+)-0?(\d+)-.*$/, '$1年$2月')) },
  { month: true, text: true, write: (iso) => iso.slice(0, 7).replace('-', '.') },
  { month: true, text: true, write: (iso) => iso.slice(0, 7) },
  { month: true, text: false, write: (iso) => day(`${iso.slice(0, 7)}-01`, 'yyyy"年"m"月"') },
  { month: true, text: true, write: (iso) => Number(iso.slice(0, 7).replace('-', '')) },
  { month: false, text: true, bare: true, write: (iso) => serialOf(iso) },
  { month: true, text: true, firsts: true, write: (iso) => day(`${iso.slice(0, 7)}-01`) },
  { month: true, text: true, firsts: true, write: (iso) => `${iso.slice(0, 7).replace('-', '/')}/1` },
];

export interface ColumnChoice {
  /** For a month column: 0 is January. */
  readonly month?: number;
  /** The month's plan, beside what was completed in it. */
  readonly planned?: boolean;
  readonly column: ColumnName;
  readonly unit: Unit;
  readonly figure: number;
  readonly inCell: boolean;
  /** Taken in turn, row by row. */
  readonly days: readonly DayStyle[];
}

const moneyOf = ({ column, month, planned }: ColumnChoice, facts: Facts): number => {
  switch (column) {
    case 'months':
      return (facts.months[month ?? 0] ?? 0) + (planned ? 150_000 : 0);
    case 'total':
      return facts.total;
    case 'plan':
      return facts.plan;
    case 'before':
      return facts.before;
    case 'fixed':
      return facts.total - 2_000_000;
    case 'august':
      return facts.months[7] ?? 0;
    default:
      return sum(facts.months);
  }
};

const dayOf = (column: ColumnName, facts: Facts): string => {
  if (column === 'start') return facts.started;
  return column === 'finish' ? `${facts.finishes}-16` : `${facts.starts}-25`;
};

const dayStyleOf = ({ days }: ColumnChoice, ordinal: number) => days[ordinal % days.length];

export function cellOf(choice: ColumnChoice, facts: Facts, ordinal: number): Cell {
  const { column, unit, figure, inCell } = choice;
  if (chunkOf(column) === 'money') {
    const yuan = moneyOf(choice, facts);
    if (inCell) return withUnit[(figure + ordinal) % withUnit.length]?.(yuan) ?? null;
    return figures[figure]?.(inUnit(yuan, unit)) ?? null;
  }
  switch (column) {
    case 'start':
    case 'finish':
    case 'planned':
      return dayStyleOf(choice, ordinal)?.write(dayOf(column, facts)) ?? null;
    case 'serial':
      return ordinal;
    default:
      return facts[column as 'name' | 'region' | 'owner' | 'code' | 'phone' | 'contact' | 'scale'];
  }
}

/** The cell of a line of sums. */
export function sumOf(choice: ColumnChoice, list: readonly Facts[]): Cell {
  if (chunkOf(choice.column) !== 'money' || choice.inCell) return null;
  return inUnit(sum(list.map((facts) => moneyOf(choice, facts))), choice.unit);
}

/** What these columns say of the project. */
export function saysOf(choices: readonly ColumnChoice[], facts: Facts, ordinal: number): ProjectSays {
  const fields: Record<string, string | number | Record<string, number>> = {};
  let more: Partial<ProjectSays> = {};
  for (const choice of choices) {
    const { column } = choice;
    const style = dayStyleOf(choice, ordinal);
    const told = (iso: string) => (style?.month ? iso.slice(0, 7) : iso);
    switch (column) {
      case 'total':
        fields.total_investment = facts.total;
        break;
      case 'plan':
        fields.annual_plan = { 2018: facts.plan };
        break;
      case 'before':
        fields.completed_before_year = facts.before;
        break;
      case 'fixed':
        fields.fixed_investment = moneyOf(choice, facts);
        break;
      case 'august':
        more = { ...more, months: { '2018-08': { completed: facts.months[7] ?? 0 } } };
        break;
      case 'months': {
        const month = `2018-0${(choice.month ?? 0) + 1}`;
        const told = { [choice.planned ? 'planned' : 'completed']: moneyOf(choice, facts) };
        more = {
          ...more,
          completedThisYear: sum(facts.months),
          months: { ...more.months, [month]: { ...more.months?.[month], ...told } },
        };
        break;
      }
      case 'done':
        more = { ...more, completedThisYear: sum(facts.months) };
        break;
      case 'start':
        fields.actual_start = told(dayOf(column, facts));
        break;
      case 'finish':
        fields.planned_finish = told(dayOf(column, facts));
        break;
      case 'planned':
        fields.planned_start = told(dayOf(column, facts));
        break;
      case 'serial':
      case 'name':
      case 'region':
        break;
      default:
        fields[column] = facts[column];
    }
  }
  return { fields, ...more };
}

import { regionName } from '../catalogues/regions';
import type { MoneyUnit } from '../contract/excel-methods';
import type { Field, FieldValue } from '../entities/field';

/** The sign for 'not known' and for a rate without a denominator: never 0. */
export const unknown = '—';

const yuanPer: Record<MoneyUnit, number> = { yuan: 1, wan: 10_000, yi: 100_000_000 };
export const moneyUnitLabels: Record<MoneyUnit, string> = { yuan: '元', wan: '万元', yi: '亿元' };

// Making one is dear: a list of thousands of lines uses the same few.
const formats = new Map<string, Intl.NumberFormat>();

function grouped(value: number, most: number, least = 0): string {
  const key = `${least}-${most}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: least, maximumFractionDigits: most });
    formats.set(key, format);
  }
  return format.format(value).replace('-', '−');
}

/** Whole yuan as a number in `unit`, without the unit: 240000000 → '24,000' (wan). Exact to the yuan: as many decimals as it needs. */
export function formatMoney(yuan: number | null | undefined, unit: MoneyUnit = 'wan'): string {
  if (yuan === null || yuan === undefined) return unknown;
  return grouped(yuan / yuanPer[unit], unit === 'yuan' ? 0 : unit === 'wan' ? 4 : 8);
}

/** With the unit: '24,000万元'. */
export function formatMoneyWithUnit(yuan: number | null | undefined, unit: MoneyUnit = 'wan'): string {
  return yuan === null || yuan === undefined ? unknown : `${formatMoney(yuan, unit)}${moneyUnitLabels[unit]}`;
}

/** Whole yuan as 亿元 with one decimal, as bulletins print it. */
export function formatYi(yuan: number | null | undefined): string {
  return yuan === null || yuan === undefined ? unknown : grouped(yuan / yuanPer.yi, 1, 1);
}

/** A rate 0.677 → '67.7' (per cent, one decimal, no sign); null → —. */
export function formatRate(rate: number | null | undefined): string {
  return rate === null || rate === undefined ? unknown : grouped(rate * 100, 1, 1);
}

/** A gap in percentage points, already ×100: -17.8 → '−17.8', 5 → '+5.0'. */
export function formatGap(points: number | null | undefined): string {
  if (points === null || points === undefined) return unknown;
  const text = grouped(points, 1, 1);
  return points > 0 && text !== '0.0' ? `+${text}` : text === '−0.0' ? '0.0' : text;
}

/** '2018-09-16' → '2018年9月16日', '2018-09' → '2018年9月'. */
export function formatDate(date: string | null | undefined): string {
  if (!date) return unknown;
  const [year, month, day] = date.split('-');
  return `${year}年${Number(month)}月${day ? `${Number(day)}日` : ''}`;
}

/** '2018-09-16' → '9月16日'. */
export function formatDay(date: string | null | undefined): string {
  return date ? formatDate(date).replace(/^\d+年/, '') : unknown;
}

/** ISO moment → '9月13日 16:20' in the machine's zone of the moment itself (China has one). */
export function formatMoment(timestamp: string): string {
  const beijing = new Date(new Date(timestamp).getTime() + 8 * 3_600_000).toISOString();
  return `${formatDay(beijing.slice(0, 10))} ${beijing.slice(11, 16)}`;
}

/** A value of a declared field as a person reads it, in history, conflicts and previews. */
export function formatValue(field: Field, value: FieldValue | undefined): string {
  if (value === null || value === undefined || value === '') return '空';
  if (field.words) return field.words(String(value));
  switch (field.kind) {
    case 'money':
      return formatMoneyWithUnit(value as number);
    case 'percent':
      return field.hundredths ? `${Number(value) / 100}%` : `${value}%`;
    case 'date':
    case 'month':
    case 'day_or_month':
      return formatDate(value as string);
    case 'choice':
      return field.choices?.find((choice) => choice.code === value)?.label ?? String(value);
    case 'choices':
      return (value as string[])
        .map((code) => field.choices?.find((choice) => choice.code === code)?.label ?? code)
        .join('、');
    case 'region':
      return regionName(value as string);
    case 'money_by_year':
    case 'money_by_channel':
      // A cell of a keyed field carries its number alone.
      return typeof value === 'number'
        ? formatMoneyWithUnit(value)
        : Object.entries(value as Record<string, number>)
            .map(([key, yuan]) => `${key}${field.kind === 'money_by_year' ? '年 ' : ' '}${formatMoneyWithUnit(yuan)}`)
            .join('，');
    default:
      return String(value);
  }
}

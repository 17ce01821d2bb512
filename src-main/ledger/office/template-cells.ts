import type { MoneyUnit } from '../../../src-shared/contract/excel-methods';
import type { TemplateSourceKind } from '../../../src-shared/rules/template-source';
import { formatDate, formatGap, formatMoney, formatRate, unknown } from '../../../src-shared/terms/format';
import type { CellFormat } from './template-styles';
import type { SourceValue } from './template-values';

/** What is written into a cell: a number, or words that stay words whatever they begin with. */
export type CellContent = { readonly number: number } | { readonly text: string } | null;

const yuanPer: Readonly<Record<MoneyUnit, number>> = { yuan: 1, wan: 10_000, yi: 100_000_000 };

/** Days from the beginning of the sheet's calendar. */
function serialOf(day: string, from1904: boolean): number {
  return Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569 - (from1904 ? 1_462 : 0);
}

const rounded = (value: number, decimals: number) => Number(value.toFixed(decimals)) + 0;

/**
 * A value as a cell with this number format takes it: amounts in the column's unit, rates as a share where the format shows per cent and
 * in per cent where it does not, days as real days where the format is one of days, else as words (2018年9月).
 */
export function cellContent(
  value: SourceValue,
  kind: TemplateSourceKind,
  unit: MoneyUnit | null,
  format: CellFormat,
  from1904: boolean,
): CellContent {
  if (kind === 'rate' || kind === 'points') return rateContent(value, kind, format);
  if (value === null || value === '') return null;
  if (kind === 'money' && typeof value === 'number') return { number: value / yuanPer[unit ?? 'wan'] };
  if (kind === 'date' && typeof value === 'string') return dateContent(value, format, from1904);
  return typeof value === 'number' ? { number: value } : { text: String(value) };
}

function rateContent(value: SourceValue, kind: 'rate' | 'points', format: CellFormat): CellContent {
  if (typeof value !== 'number') return { text: unknown };
  const share = kind === 'rate' ? value : value / 100;
  if (format.isPercent) return { number: rounded(share, 6) };
  // A bare cell shows whatever it is given; one with a format rounds by itself.
  return { number: rounded(share * 100, format.isGeneral ? 1 : 6) };
}

function dateContent(date: string, format: CellFormat, from1904: boolean): CellContent {
  // A month in a cell of days would claim to know the day.
  if (!format.isDate || (date.length === 7 && !format.isMonth)) return { text: formatDate(date) };
  return { number: serialOf(date.length === 7 ? `${date}-01` : date, from1904) };
}

/** The same value as a person reads it, for a preview without a table. */
export function shownText(value: SourceValue, kind: TemplateSourceKind, unit: MoneyUnit | null): string {
  if (kind === 'rate') return typeof value === 'number' ? `${formatRate(value)}%` : unknown;
  if (kind === 'points') return typeof value === 'number' ? formatGap(value) : unknown;
  if (value === null) return '';
  if (kind === 'money') return typeof value === 'number' ? formatMoney(value, unit ?? 'wan') : '';
  return kind === 'date' ? formatDate(String(value)) : String(value);
}

/** Text that begins as formulas begin. */
export const looksLikeFormula = (text: string) => /^[=+\-@\t\r＝＋－＠]/.test(text);

/** Longest text that a cell takes. */
const longestText = 32_767;

/** What XML cannot carry: control characters and halves of pairs. */
const control = /(?![\t\n])\p{Cc}|\p{Cs}|[\ufffe\uffff]/gu;

/** Text as it stands inside an element of a sheet. */
export function xmlText(text: string): string {
  return text
    .slice(0, longestText)
    .replace(/\r\n?/g, '\n')
    .replace(control, '')
    .replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

import type { MoneyUnit } from '../../../src-shared/contract/excel-methods';

/** What a cell of a money column says. `unit` is the one written in the cell itself; `rough` marks 约 and the like. */
export type MoneyReading =
  | { readonly kind: 'empty' }
  | { readonly kind: 'value'; readonly yuan: number; readonly unit: MoneyUnit | null; readonly rough: boolean }
  | { readonly kind: 'unclear'; readonly message: string };

export const yuanPer: Readonly<Record<MoneyUnit, number>> = { yuan: 1, wan: 10_000, yi: 100_000_000 };

const powers: Readonly<Record<string, number>> = { 元: 0, 千元: 3, 万: 4, 万元: 4, 百万元: 6, 亿: 8, 亿元: 8 };
const unitOfPower: Readonly<Record<number, MoneyUnit>> = { 0: 'yuan', 4: 'wan', 8: 'yi' };

const blanks = new Set([
  '',
  '-',
  '--',
  '—',
  '——',
  '–',
  '/',
  '\\',
  '无',
  '暂无',
  '未定',
  '待定',
  '不详',
  '未明确',
  'n/a',
  '#',
]);

/** Signs by which ledgers say that there is nothing to say. */
export function isBlankMark(text: string): boolean {
  return blanks.has(text.normalize('NFKC').trim().toLowerCase());
}

/** Decimal digits moved by `power` places as text, rounded half away from zero to whole yuan; null where it is no safe integer. */
function shift(digits: string, power: number): number | null {
  const negative = digits.startsWith('-');
  const [whole = '0', fraction = ''] = digits.replace('-', '').split('.');
  const padded = fraction.padEnd(power + 1, '0');
  const rounded = Number(`${whole}${padded.slice(0, power)}`) + (Number(padded[power]) >= 5 ? 1 : 0);
  return Number.isSafeInteger(rounded) ? (negative && rounded > 0 ? -rounded : rounded) : null;
}

const roughBefore = /^(?:大约|大概|约|近|预计|估算|估计|暂估|不超过|不低于|超过|超)+/;
const roughAfter = /(?:左右|上下|以上|以下|以内|余元|余|多)+$/;
const plain = /^(-?\d+(?:\.\d+)?|-?\.\d+)(亿元|百万元|万元|千元|亿|万|元)?$/;
const composite = /^(\d+(?:\.\d+)?)亿元?(\d+(?:\.\d+)?)万元?$/;

/**
 * Reads an amount as a person wrote it; a bare number is in `unit`. '5,200' → 52000000 (wan), '约1.2亿' → 120000000,
 * '１２５０００万元' → 1250000000, '1亿2000万' → 120000000.
 */
export function readMoney(text: string, unit: MoneyUnit): MoneyReading {
  if (isBlankMark(text)) return { kind: 'empty' };
  let word = text
    .normalize('NFKC')
    .replace(/[\s,，'’¥￥_]|人民币|rmb|cny/gi, '')
    .replace(/^[−–—－]/, '-');
  const exact = word;
  word = word.replace(roughBefore, '').replace(roughAfter, '');
  const rough = word !== exact;
  // Accountants put a minus into brackets.
  const bracketed = /^\((\d[\d.]*[^()]*)\)$/.exec(word);
  if (bracketed?.[1]) word = `-${bracketed[1]}`;

  const both = composite.exec(word);
  if (both?.[1] && both[2]) {
    const yuan = (shift(both[1], 8) ?? Number.NaN) + (shift(both[2], 4) ?? Number.NaN);
    return Number.isSafeInteger(yuan)
      ? { kind: 'value', yuan, unit: 'yi', rough }
      : { kind: 'unclear', message: '金额太大' };
  }
  const match = plain.exec(word);
  if (!match?.[1]) return { kind: 'unclear', message: faultOf(word) };
  const power = match[2] ? (powers[match[2]] ?? 0) : (powers[{ yuan: '元', wan: '万', yi: '亿' }[unit]] ?? 0);
  const yuan = shift(match[1].replace(/^(-?)\./, '$10.'), power);
  if (yuan === null) return { kind: 'unclear', message: '金额太大' };
  return { kind: 'value', yuan, unit: match[2] ? (unitOfPower[power] ?? 'yuan') : null, rough };
}

function faultOf(word: string): string {
  if (/美元|欧元|港元|日元|usd|eur|\$|€/i.test(word)) return '外币金额，请换算成人民币';
  if (/\d.*[-—–~至到].*\d/.test(word)) return '是一个范围，请填一个数';
  if (/%$/.test(word)) return '是百分数，不是金额';
  return '不是金额';
}

/** Yuan of a number cell; decimals below one yuan are rounded. Undefined where it is no amount at all. */
export function yuanOfNumber(number: number, unit: MoneyUnit): number | undefined {
  const exact = number * yuanPer[unit];
  if (Number.isSafeInteger(exact)) return exact + 0;
  // Fifteen digits are what a sheet keeps; the noise of binary fractions behind them would turn up as a yuan.
  const yuan = Math.round(Number(exact.toPrecision(15)));
  return Number.isSafeInteger(yuan) ? yuan + 0 : undefined;
}

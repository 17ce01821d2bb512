import { regionCode } from '../../../src-shared/catalogues/regions';
import { type Field, type FieldValue, isIsoDate, isIsoMonth, maxLengthOf } from '../../../src-shared/entities/field';

/** What a typed or pasted text means for a field: a value (null clears), or a sentence that says what is wrong with it. */
export type Reading =
  | { readonly ok: true; readonly value: FieldValue }
  | { readonly ok: false; readonly message: string };

const value = (read: FieldValue): Reading => ({ ok: true, value: read });
const fault = (message: string): Reading => ({ ok: false, message });

const powers: Readonly<Record<string, number>> = { '': 4, 元: 0, 万: 4, 万元: 4, 亿: 8, 亿元: 8 };

/**
 * Yuan of a typed amount; a bare number is 万元. '6,960' → 69600000, '3.5亿' → 350000000, '128元' → 128.
 * Decimal digits are shifted as text, so that no amount is rounded on the way.
 */
export function readMoney(text: string): Reading {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s,，¥￥]/g, '')
    .replace(/^[−–—]/, '-');
  const match = /^(-?)(\d*)(?:\.(\d*))?(元|万元|亿元|万|亿)?$/.exec(plain);
  if (!match || (!match[2] && !match[3])) return fault('不是金额，请写成 1234.5（万元）或 3.2亿');
  const [, sign = '', whole = '', fraction = '', unit = ''] = match;
  const power = powers[unit] ?? 4;
  const digits = fraction.replace(/0+$/, '');
  if (digits.length > power) return fault('金额最小到元');
  const yuan = Number(`${sign}${whole || '0'}${digits.padEnd(power, '0')}`);
  return Number.isSafeInteger(yuan) ? value(yuan === 0 ? 0 : yuan) : fault('金额太大');
}

const pad = (number: string) => number.padStart(2, '0');

// '18.7.31' has its year first, as everywhere in China; with two parts it may be a month and a day.
const shortYear = /^(\d{2})([-./年]\d{1,2}[-./月]\d{1,2}[日号]?)$/;

/** ISO day or month of a date as people type it: 2018-9-16, 2018.9.16, 18.9.16, 2018年9月16日, 20180916, 2018/9, 2018年9月底, with an hour behind it. */
export function readDate(text: string, kind: 'date' | 'month' | 'day_or_month'): Reading {
  const plain = text
    .normalize('NFKC')
    .replace(/[\sT]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$/, '')
    .replace(/(星期|周)[一二三四五六日天]$/, '')
    .replace(/\s/g, '')
    .replace(shortYear, '20$1$2');
  const compact = /^(\d{4})(\d{2})(\d{2})?$/.exec(plain);
  const spaced = /^(\d{4})[-./年](\d{1,2})(?:[-./月](\d{1,2})?[日号]?|月?)(?:底|末|前|份)*$/.exec(plain);
  const [, year, month, day] = compact ?? spaced ?? [];
  if (!year || !month) {
    return fault(
      kind === 'month'
        ? '不是月份，请写成 2018-09'
        : kind === 'date'
          ? '不是日期，请写成 2018-09-16'
          : '不是日期，请写成 2018-09-16 或 2018-09',
    );
  }
  const isoMonth = `${year}-${pad(month)}`;
  if (!isIsoMonth(isoMonth))
    return fault(Number(month) > 12 || Number(month) < 1 ? `没有 ${Number(month)}月` : '年份不对');
  if (kind === 'month') return value(isoMonth);
  if (!day) return kind === 'day_or_month' ? value(isoMonth) : fault('还缺哪一天，请写成 2018-09-16');
  const isoDay = `${isoMonth}-${pad(day)}`;
  return isIsoDate(isoDay) ? value(isoDay) : fault(`${year}年${Number(month)}月没有 ${Number(day)}日`);
}

function readWhole(text: string, percent: boolean): Reading {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s,，]/g, '')
    .replace(/%$/, '');
  if (!/^-?\d+$/.test(plain) || !Number.isSafeInteger(Number(plain))) return fault('请填整数');
  const number = Number(plain);
  return percent && (number < 0 || number > 100) ? fault('请填 0 至 100') : value(number);
}

/** Hundredths of a per cent: '95.5' and '95.5%' are 9550. Digits are shifted as text, as with money. */
function readHundredths(text: string): Reading {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s,，]/g, '')
    .replace(/%$/, '');
  const match = /^(\d{1,4})(?:\.(\d*))?$/.exec(plain);
  if (!match) return fault('请填百分数，如 95 或 95.5');
  const digits = (match[2] ?? '').replace(/0+$/, '');
  if (digits.length > 2) return fault('最多两位小数');
  const hundredths = Number(`${match[1]}${digits.padEnd(2, '0')}`);
  return hundredths > 100_000 ? fault('不能大于 1000%') : value(hundredths);
}

const normal = (text: string) => text.normalize('NFKC').replace(/\s/g, '').toLowerCase();

function choiceCode(field: Field, text: string): string | undefined {
  const wanted = normal(text);
  const choices = field.choices ?? [];
  const exact = choices.find(({ code, label, synonyms }) =>
    [label, code, ...(synonyms ?? [])].some((name) => normal(name) === wanted),
  );
  if (exact) return exact.code;
  const close = choices.filter(({ label }) => normal(label).includes(wanted));
  return close.length === 1 ? close[0]?.code : undefined;
}

function readChoices(field: Field, text: string): Reading {
  const codes: string[] = [];
  for (const part of text.split(/[、,，;；/\s]+/).filter(Boolean)) {
    const code = choiceCode(field, part);
    if (!code) return fault(`没有“${part}”，可选：${labels(field)}`);
    codes.push(code);
  }
  const order = (field.choices ?? []).map((choice) => choice.code);
  return value([...new Set(codes)].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
}

const labels = (field: Field) => (field.choices ?? []).map((choice) => choice.label).join('、');

// Everything below blank but tab and line end has no place in a ledger.
const clean = (text: string) =>
  [...text.normalize('NFC')].filter((letter) => letter >= ' ' || letter === '\n' || letter === '\t').join('');

// How ledgers write that there is nothing; in words of its own a field may mean more by it, and takes it as it is.
const nothing = /^(—+|[-–－/／\\]+|无|暂无)$/;
const measured: readonly Field['kind'][] = [
  'money',
  'money_by_year',
  'money_by_channel',
  'integer',
  'percent',
  'date',
  'month',
  'day_or_month',
];

/** Reads a typed or pasted text for one field; of a keyed money field, for one of its keys. An empty text clears. */
export function readText(field: Field, text: string): Reading {
  const trimmed = text.replace(/\r\n?/g, '\n').trim();
  if (trimmed === '' || trimmed === '—' || (measured.includes(field.kind) && nothing.test(trimmed)))
    return field.required ? fault(`“${field.label}”不能为空`) : value(null);
  switch (field.kind) {
    case 'money':
    case 'money_by_year':
    case 'money_by_channel':
      return readMoney(trimmed);
    case 'integer':
      return readWhole(trimmed, false);
    case 'percent':
      return field.hundredths ? readHundredths(trimmed) : readWhole(trimmed, true);
    case 'date':
    case 'month':
    case 'day_or_month':
      return readDate(trimmed, field.kind);
    case 'choice': {
      const code = choiceCode(field, trimmed);
      return code ? value(code) : fault(`没有“${trimmed}”，可选：${labels(field)}`);
    }
    case 'choices':
      return readChoices(field, trimmed);
    case 'region': {
      const code = regionCode(trimmed);
      return code ? value(code) : fault(`没有“${trimmed}”这个县（市）区、开发区`);
    }
    case 'reference':
      return value(trimmed);
    case 'text':
    case 'long_text': {
      const words = clean(field.kind === 'text' ? trimmed.replace(/\s*\n\s*/g, ' ') : trimmed);
      return words.length > maxLengthOf(field)
        ? fault(`最多 ${maxLengthOf(field)} 个字，现在 ${words.length} 个`)
        : value(words);
    }
  }
}

import { regionCode } from '../../../src-shared/catalogues/regions';
import type { MoneyUnit } from '../../../src-shared/contract/excel-methods';
import { type Choice, type Field, type FieldValue, maxLengthOf } from '../../../src-shared/entities/field';
import { type DateReading, readDateNumber, readDateText } from './excel-date';
import { isBlankMark, type MoneyReading, readMoney, yuanOfNumber } from './excel-money';
import { type Cell, cellNumber, cellText } from './excel-sheet';
import { regionNamed } from './excel-titles';

/** What one cell says for one field. A problem is not written; `cut` offers the beginning of a text that is too long. */
export type CellReading =
  | { readonly kind: 'empty' }
  | { readonly kind: 'value'; readonly value: FieldValue }
  | { readonly kind: 'problem'; readonly message: string }
  | { readonly kind: 'too-long'; readonly cut: string; readonly limit: number; readonly length: number };

const empty: CellReading = { kind: 'empty' };
const value = (read: FieldValue): CellReading => ({ kind: 'value', value: read });
const problem = (message: string): CellReading => ({ kind: 'problem', message });

/** Names a cell that has no value to read: an error, a formula that nobody computed. Undefined for all others. */
export function cellFault(cell: Cell | undefined): string | undefined {
  if (typeof cell !== 'object' || cell === null) return undefined;
  if (cell.kind === 'error') return '公式出错，没有写入';
  return cell.kind === 'uncomputed' ? '公式还没有算出结果，请用 Excel 打开保存一次' : undefined;
}

/** An amount in a cell; numbers are in `unit`, texts may carry their own. */
export function readMoneyCell(cell: Cell, unit: MoneyUnit): MoneyReading {
  const number = cellNumber(cell);
  if (number !== undefined) {
    const yuan = yuanOfNumber(number, unit);
    return yuan === undefined
      ? { kind: 'unclear', message: '金额太大' }
      : { kind: 'value', yuan, unit: null, rough: false };
  }
  if (typeof cell === 'object' && cell?.kind === 'day')
    return { kind: 'unclear', message: '单元格是日期格式，不是金额' };
  return readMoney(cellText(cell), unit);
}

/** A date in a cell of any kind. */
export function readDateCell(cell: Cell, year: number | null, date1904: boolean): DateReading {
  if (typeof cell === 'object' && cell?.kind === 'day')
    return { kind: 'value', date: cell.monthOnly ? cell.day.slice(0, 7) : cell.day, loose: '' };
  const number = cellNumber(cell);
  return number === undefined ? readDateText(cellText(cell), year) : readDateNumber(number, cellText(cell), date1904);
}

const control = /[\p{Cc}\u200b-\u200f\ufeff]/gu;

/** What a text must hold to be changed at all; most are as they should be. */
const untidy = /[\p{Cc}\p{M}\u200b-\u200f\ufeff\u00a0\u3000]| {2}|^\s|\s$/u;

/** Signs that are as they should be wherever they stand. Nearly every text has no others, and is known by them at a glance. */
const tidy = /^[!-~\u2010-\u2027\u3001-\u3020\u4e00-\u9fff\uff01-\uff5e]*$/;

/** Text as the ledger keeps it: NFC, one blank for many, line ends only in long texts. */
export function cleanText(text: string, keepLines: boolean): string {
  if (tidy.test(text) || !untidy.test(text)) return text;
  const lines = text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) =>
      line
        .replace(control, ' ')
        .replace(/[ \u00a0\u3000]+/g, ' ')
        .trim(),
    );
  return keepLines
    ? lines.join('\n').trim()
    : lines.join(lines.length > 1 && /[一-鿿]$/.test(lines[0] ?? '') ? '' : ' ').trim();
}

const codeLike = new Set(['code', 'credit_code', 'statistics_code']);

/** A code as it was assigned: half-width signs, every dash a hyphen, no blanks. */
const plainCode = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[—–―−‐‑]/g, '-')
    .replace(/\s/g, '');

/** Reads a cell for any field that is neither money nor a date. */
export function readCell(cell: Cell, field: Field, name: string): CellReading {
  const number = cellNumber(cell);
  if (field.kind === 'percent' && number !== undefined) return readPercent(number, cell);
  const text = cellText(cell);
  switch (field.kind) {
    case 'text':
    case 'long_text':
      if (number !== undefined && codeLike.has(name) && Math.abs(number) >= 1e15)
        return problem('存成了数字，后几位已经丢失，请改成文本再填');
      if (codeLike.has(name)) return readWords(number === undefined ? plainCode(text) : String(number), field);
      return readWords(text, field);
    case 'percent':
    case 'integer':
      return readWhole(text, field);
    case 'choice':
      return readChoice(text, field);
    case 'choices':
      return readChoices(text, field);
    case 'region':
      return readRegion(text);
    default:
      return problem('这一列不能导入');
  }
}

function readWords(text: string, field: Field): CellReading {
  const words = cleanText(text, field.kind === 'long_text');
  if (words === '' || (words.length <= 2 && /^[-—–/\\]+$/.test(words))) return empty;
  const limit = maxLengthOf(field);
  return words.length > limit
    ? { kind: 'too-long', cut: words.slice(0, limit), limit, length: words.length }
    : value(words);
}

function readPercent(number: number, cell: Cell): CellReading {
  const isShare =
    typeof cell === 'object' && cell?.kind === 'number' ? cell.format.includes('%') : number > 0 && number < 1;
  const percent = Math.round(number * (isShare ? 100 : 1));
  return percent >= 0 && percent <= 100 ? value(percent) : problem('百分比要在 0 至 100 之间');
}

function readWhole(text: string, field: Field): CellReading {
  if (isBlankMark(text)) return empty;
  const found = /^(\d+(?:\.\d+)?)%?$/.exec(text.normalize('NFKC').replace(/[\s,]/g, ''))?.[1];
  if (!found) return problem('不是数字');
  const number = Math.round(Number(found));
  return field.kind === 'percent' && number > 100 ? problem('百分比要在 0 至 100 之间') : value(number);
}

const plain = (text: string) => text.normalize('NFKC').replace(/\s/g, '').toLowerCase();

function findChoice(text: string, choices: readonly Choice[]): Choice | undefined {
  const wanted = plain(text);
  const exact = choices.find((choice) =>
    [choice.label, choice.code, ...(choice.synonyms ?? [])].some((name) => plain(name) === wanted),
  );
  if (exact) return exact;
  // 已备案(2018) contains 备案, 未开工 is not 开工: the longest word wins, and none counts behind a denial.
  let best: { choice: Choice; length: number } | undefined;
  for (const choice of choices) {
    for (const name of [choice.label, ...(choice.synonyms ?? [])].map(plain)) {
      const at = name.length < 2 ? -1 : wanted.indexOf(name);
      if (at < 0 || /[未无不非待拟]$/.test(wanted.slice(0, at)) || name.length <= (best?.length ?? 0)) continue;
      best = { choice, length: name.length };
    }
  }
  return best?.choice;
}

function readChoice(text: string, field: Field): CellReading {
  const choices = field.choices ?? [];
  const found = text.trim() === '' ? undefined : findChoice(text, choices);
  if (found) return value(found.code);
  if (isBlankMark(text)) return empty;
  return problem(
    choices.length > 10 ? '不是可选的一项' : `不是可选的一项（${choices.map((choice) => choice.label).join('、')}）`,
  );
}

function readChoices(text: string, field: Field): CellReading {
  const choices = field.choices ?? [];
  const codes = new Set<string>();
  for (const part of text.split(/[、,，;；/\s和及+]+/).filter(Boolean)) {
    if (isBlankMark(part)) continue;
    const found = findChoice(part, choices) ?? choices.find((choice) => plain(part).startsWith(plain(choice.label)));
    if (!found) return problem(`“${part}”不是可选的一项（${choices.map((choice) => choice.label).join('、')}）`);
    codes.add(found.code);
  }
  return codes.size === 0 ? empty : value(choices.map((choice) => choice.code).filter((code) => codes.has(code)));
}

function readRegion(text: string): CellReading {
  if (isBlankMark(text)) return empty;
  const words = cleanText(text, false);
  const code = regionCode(words) ?? regionNamed(words);
  return code ? value(code) : problem('没有认出是哪个县（市）区、开发区');
}

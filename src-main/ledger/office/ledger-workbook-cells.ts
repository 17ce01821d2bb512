import { cityCode, regionCode, regions } from '../../../src-shared/catalogues/regions';
import type { Choice, Field, FieldValue } from '../../../src-shared/entities/field';
import { readDateNumber, readDateText } from './excel-date';
import { readMoney, yuanOfNumber } from './excel-money';
import { type Cell, cellNumber, cellText, isBlank } from './excel-sheet';

/** What a cell says; with a `fault` its words were not understood, and `value` is just them. */
export interface CellReading {
  readonly value: FieldValue;
  readonly fault?: string;
}

const nothing: CellReading = { value: null };

/** Text as the journal keeps it. */
export function cleanText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/(?!\n)\p{Cc}/gu, ' ')
    .trim();
}

const regionsByName = new Map(regions.map((region) => [region.name, region.code]));
const codes = new Map<Field, ReadonlyMap<string, string>>();

/** Codes by every way in which a choice may be written; its label before all others. */
function codesOf(field: Field): ReadonlyMap<string, string> {
  let known = codes.get(field);
  if (!known) {
    const found = new Map<string, string>();
    const add = (word: string, code: string) => {
      if (!found.has(word)) found.set(word, code);
    };
    const choices: readonly Choice[] = field.choices ?? [];
    for (const { code, label } of choices) add(label, code);
    for (const { code } of choices) add(code, code);
    for (const { code, synonyms } of choices) for (const word of synonyms ?? []) add(word, code);
    known = found;
    codes.set(field, known);
  }
  return known;
}

/** Several choices joined by 、, which may stand inside a label too: the longest label that fits is taken. */
function readChoices(field: Field, text: string): CellReading {
  const known = [...codesOf(field)].sort(([a], [b]) => b.length - a.length);
  const found: string[] = [];
  for (let rest = text; rest !== ''; ) {
    const next = known.find(
      ([word]) => rest === word || (rest.startsWith(word) && /^[、，,；;\s]/.test(rest.slice(word.length))),
    );
    if (!next) return { value: text, fault: `没有“${rest.split('、')[0]}”这个选项` };
    found.push(next[1]);
    rest = rest.slice(next[0].length).replace(/^[、，,；;\s]+/, '');
  }
  return { value: (field.choices ?? []).map(({ code }) => code).filter((code) => found.includes(code)) };
}

function readAmount(cell: Cell): CellReading {
  const number = cellNumber(cell);
  if (number !== undefined) {
    const yuan = yuanOfNumber(number, 'wan');
    return yuan === undefined ? { value: String(number), fault: '金额太大' } : { value: yuan };
  }
  const text = cellText(cell);
  const reading = readMoney(text, 'wan');
  if (reading.kind === 'empty') return nothing;
  return reading.kind === 'value' ? { value: reading.yuan } : { value: text, fault: reading.message };
}

function readWhole(cell: Cell): CellReading {
  const text = cellText(cell)
    .normalize('NFKC')
    .replace(/[,%\s]/g, '');
  const number = cellNumber(cell) ?? (/^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN);
  return Number.isSafeInteger(number) ? { value: number + 0 } : { value: cellText(cell), fault: '不是整数' };
}

function readDate(kind: 'date' | 'month' | 'day_or_month', cell: Cell): CellReading {
  const number = cellNumber(cell);
  const isDay = typeof cell === 'object' && cell?.kind === 'day';
  const text = cellText(cell);
  const reading = isDay
    ? ({ kind: 'value', date: cell.monthOnly ? cell.day.slice(0, 7) : cell.day } as const)
    : number === undefined
      ? readDateText(text, null)
      : readDateNumber(number, text);
  if (reading.kind === 'empty') return nothing;
  if (reading.kind === 'unclear') return { value: text, fault: reading.message };
  const { date } = reading;
  if (kind === 'month') return { value: date.slice(0, 7) };
  return kind === 'date' && date.length < 10 ? { value: text, fault: '没有写到日' } : { value: date };
}

/** Reads a cell of a whole-ledger workbook as a value of its field; of a keyed field the amount of one key. */
export function readCell(field: Field, cell: Cell | undefined): CellReading {
  if (cell === undefined || isBlank(cell)) return nothing;
  const found = cell as Exclude<Cell, null>;
  if (typeof found === 'object' && found.kind === 'error') return { value: found.error, fault: '公式出错' };
  const text = cleanText(cellText(found));
  if (text === '') return nothing;
  switch (field.kind) {
    case 'money':
    case 'money_by_year':
    case 'money_by_channel':
      return readAmount(found);
    case 'integer':
    case 'percent':
      return readWhole(found);
    case 'date':
    case 'month':
    case 'day_or_month':
      return readDate(field.kind, found);
    case 'choice': {
      const code = codesOf(field).get(text);
      return code === undefined ? { value: text, fault: `没有“${text}”这个选项` } : { value: code };
    }
    case 'choices':
      return readChoices(field, text);
    case 'region': {
      const code = (field.orCity ? cityCode(text) : undefined) ?? regionsByName.get(text) ?? regionCode(text);
      return code === undefined ? { value: text, fault: `没有“${text}”这个属地` } : { value: code };
    }
    default:
      return { value: text };
  }
}

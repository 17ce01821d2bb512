import type { Field } from '../../../src-shared/entities/field';
import { type Reading, readText } from '../fields/read-text';

/** A cell of the clipboard: what the spreadsheet shows, and the number behind it where it says so. */
export interface ClipCell {
  readonly text: string;
  readonly number: number | null;
}

export const plainCell = (text: string): ClipCell => ({ text, number: null });

const day = 86_400_000;

/** ISO day of a day number of a spreadsheet that counts from 1900, for the years 1990…2099; null for other numbers. */
export function dayOfSerial(serial: number): string | null {
  const whole = Math.floor(serial);
  if (whole < 32_874 || whole > 73_050) return null;
  return new Date(Date.UTC(1899, 11, 30) + whole * day).toISOString().slice(0, 10);
}

/** Day number of an ISO day. */
export const serialOfDay = (iso: string): number => (Date.parse(`${iso}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / day;

const isPlainNumber = (text: string) => /^[-−]?[\d,，]+(\.\d+)?$/.test(text.normalize('NFKC').trim());
const isCut = (text: string) => /^#+$/.test(text) || /^-?\d(\.\d+)?E[+-]?\d+$/i.test(text);

function readDay(field: Field, { text, number }: ClipCell): Reading {
  const asText = readText(field, text);
  const bare = text.normalize('NFKC').trim();
  const serial = number ?? (/^\d{5}(\.\d+)?$/.test(bare) ? Number(bare) : null);
  const iso = serial === null ? null : dayOfSerial(serial);
  // What is shown wins, because a person has seen it; the number behind it speaks where that is no date or has no year.
  if (asText.ok || iso === null) return asText;
  return readText(field, field.kind === 'month' ? iso.slice(0, 7) : iso);
}

function readAmount(field: Field, { text, number }: ClipCell): Reading {
  const bare = text.normalize('NFKC').trim();
  // A unit that is shown belongs to the figure that is shown; a bare one may be rounded, and the cell holds the whole.
  if (number === null || (!isPlainNumber(bare) && !isCut(bare) && bare !== '-')) return readText(field, text);
  return readText(field, String(Number(number.toFixed(4))));
}

function readWords(field: Field, { text, number }: ClipCell): Reading {
  if (!isCut(text.trim())) return readText(field, text);
  if (number !== null && Number.isSafeInteger(number)) return readText(field, String(number));
  return { ok: false, message: '这是表格没有显示全的数，请在原表里设成文本，或在这里改好' };
}

/** What a cell of another program means for a field. A failure says in a sentence what is wrong with it. */
export function readCell(field: Field, cell: ClipCell): Reading {
  switch (field.kind) {
    case 'date':
    case 'month':
    case 'day_or_month':
      return readDay(field, cell);
    case 'money':
    case 'money_by_year':
    case 'money_by_channel':
      return readAmount(field, cell);
    case 'integer':
    case 'percent': {
      const asText = readText(field, cell.text);
      return asText.ok || cell.number === null ? asText : readText(field, String(cell.number));
    }
    case 'text':
    case 'long_text':
      return readWords(field, cell);
    default:
      return readText(field, cell.text);
  }
}

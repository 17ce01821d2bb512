import { regionName } from '../../../src-shared/catalogues/regions';
import type { Field, FieldValue } from '../../../src-shared/entities/field';

/** Yuan as a plain number of 万元, exact, without grouping: 69600000 → '6960', 125000 → '12.5'. */
export function plainWan(yuan: number): string {
  const sign = yuan < 0 ? '-' : '';
  const digits = String(Math.abs(yuan)).padStart(5, '0');
  const fraction = digits.slice(-4).replace(/0+$/, '');
  return `${sign}${digits.slice(0, -4)}${fraction ? `.${fraction}` : ''}`;
}

/** A value as it is put into an editor or on the clipboard: what `readText` reads back to the same value. */
export function editText(field: Field, value: FieldValue | undefined): string {
  if (value === null || value === undefined) return '';
  switch (field.kind) {
    case 'money':
    case 'money_by_year':
    case 'money_by_channel':
      return typeof value === 'number' ? plainWan(value) : '';
    case 'percent':
      return field.hundredths ? String(Number(value) / 100) : String(value);
    case 'choice':
      return field.choices?.find((choice) => choice.code === value)?.label ?? String(value);
    case 'choices':
      return Array.isArray(value)
        ? value.map((code) => field.choices?.find((choice) => choice.code === code)?.label ?? code).join('、')
        : '';
    case 'region':
      return regionName(String(value));
    default:
      return String(value);
  }
}

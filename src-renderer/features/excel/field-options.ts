import type { ImportColumn } from '../../../src-shared/contract/exchange-methods';
import { entities } from '../../../src-shared/entities/entities';
import type { Field } from '../../../src-shared/entities/field';
import { moneyUnitLabels } from '../../../src-shared/terms/format';

export interface FieldOption {
  /** What the reader calls it: `name`, `annual_plan.2018`, `progress.2018-08.completed`. */
  code: string;
  label: string;
  /** Year or month of a figure that has one. */
  detail: string;
  group: string;
}

const projectFields: Readonly<Record<string, Field>> = entities.project.fields;
const progressFields: Readonly<Record<string, Field>> = entities.progress.fields;
const listingFields: Readonly<Record<string, Field>> = entities.listing.fields;

/** How a column's meaning reads in the window. */
export function describeField(code: string): FieldOption {
  const parts = code.split('.');
  const [first = '', second = '', third = ''] = parts;
  if (first === 'progress' && parts.length === 3) {
    const month = Number(second.slice(5));
    return { code, label: progressFields[third]?.label ?? third, detail: `${month}月`, group: '进度' };
  }
  if (first === 'listing' && parts.length === 2) {
    return { code, label: listingFields[second]?.label ?? second, detail: '', group: '入统' };
  }
  const field = projectFields[first];
  if (parts.length === 2)
    return { code, label: field?.label ?? first, detail: `${second}年`, group: field?.section ?? '其他' };
  return { code, label: field?.label ?? code, detail: '', group: field?.section ?? '其他' };
}

/** What stands beside the confidence in a column's head: the unit, the month of a figure, the year where it is not this one. */
export function headNote(column: ImportColumn, today: string): string {
  const unit = column.unit ? moneyUnitLabels[column.unit] : '';
  const [entity = '', key = ''] = column.field?.split('.') ?? [];
  if (entity === 'progress') return unit ? `${Number(key.slice(5))}月` : '';
  return key && key !== today.slice(0, 4) && entity !== 'listing' ? `${unit} ${key}年`.trim() : unit;
}

const notTyped = new Set<Field['kind']>(['reference', 'money_by_year', 'money_by_channel']);

/**
 * Every field that a column can be read as. Figures of a month are offered for the month that the sheet speaks of, else for
 * today's; yearly plans for the years around it. `used` are the codes that the reader found.
 */
export function fieldOptions(used: readonly string[], today: string): FieldOption[] {
  const month = used.find((code) => code.startsWith('progress.'))?.split('.')[1] ?? today.slice(0, 7);
  const year = Number(used.find((code) => code.startsWith('annual_plan.'))?.split('.')[1] ?? today.slice(0, 4));
  const codes = new Set<string>();
  for (const [name, field] of Object.entries(projectFields)) {
    if (name === 'annual_plan') for (const plan of [year - 1, year, year + 1]) codes.add(`annual_plan.${plan}`);
    else if (!notTyped.has(field.kind)) codes.add(name);
  }
  for (const name of Object.keys(progressFields)) {
    if (!['project', 'month', 'correction_reason'].includes(name)) codes.add(`progress.${month}.${name}`);
  }
  for (const code of used) codes.add(code);
  return [...codes].map(describeField);
}

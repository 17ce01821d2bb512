import type { ImportColumn, ImportPolicy } from '../../../src-shared/contract/excel-methods';
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

// Two meanings that are no fields: the reader splits them into fields.
const toDate = 'completed_to_date';
const period: FieldOption = { code: 'construction_period', label: '建设起止年限', detail: '', group: '时间' };

const recordId: FieldOption = { code: 'id', label: '编号', detail: '', group: '其他' };

/** The declared field behind a column's meaning; undefined for meanings that are no single field. */
export function fieldOf(code: string): Field | undefined {
  const [first = '', second = '', third = ''] = code.split('.');
  if (first === 'progress') return progressFields[third === toDate ? 'completed' : third];
  if (first === 'listing' && second) return listingFields[second];
  return projectFields[first];
}

/** How a column's meaning reads in the window. */
export function describeField(code: string): FieldOption {
  if (code === period.code) return period;
  if (code === recordId.code) return recordId;
  const parts = code.split('.');
  const [first = '', second = '', third = ''] = parts;
  if (first === 'progress' && parts.length === 3) {
    const month = Number(second.slice(5));
    const label = third === toDate ? '本年完成' : (progressFields[third]?.label ?? third);
    return { code, label, detail: `${month}月`, group: '进度' };
  }
  if (first === 'listing' && parts.length === 2) {
    return { code, label: listingFields[second]?.label ?? second, detail: '', group: '入统' };
  }
  const field = projectFields[first];
  const group = field?.section ?? '其他';
  if (parts.length < 2) return { code, label: field?.label ?? code, detail: '', group };
  return {
    code,
    label: field?.label ?? first,
    detail: field?.kind === 'money_by_year' ? `${second}年` : second,
    group,
  };
}

/** What stands beside the confidence in a column's head: the unit, the month of a figure, the year where it is not this one. */
export function headNote(column: ImportColumn, today: string): string {
  const unit = column.unit ? moneyUnitLabels[column.unit] : '';
  const [entity = '', key = ''] = column.field?.split('.') ?? [];
  if (entity === 'progress') return unit ? `${Number(key.slice(5))}月` : '';
  return key && key !== today.slice(0, 4) && entity !== 'listing' ? `${unit} ${key}年`.trim() : unit;
}

/** What becomes of fields that have a value already, in the words of the screen. */
export const policyLabels: Readonly<Record<ImportPolicy, string>> = {
  fill: '只填空白',
  file: '以表为准',
  ask: '逐项问',
};

/** The note of a column's head, with its policy where it has one of its own. */
export function columnNote(
  column: ImportColumn,
  preview: { readonly policy: ImportPolicy; readonly policies: Readonly<Record<string, ImportPolicy>> },
  today: string,
): string {
  const policy = preview.policies[column.column];
  const own = policy && policy !== preview.policy ? policyLabels[policy] : '';
  return [headNote(column, today), own].filter(Boolean).join(' ');
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
  codes.add(`progress.${month}.${toDate}`);
  codes.add(period.code);
  for (const name of Object.keys(listingFields))
    if (name !== 'project' && name !== 'state') codes.add(`listing.${name}`);
  for (const code of used) codes.add(code);
  return [...codes].map(describeField);
}

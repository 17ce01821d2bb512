import { entities } from '../entities/entities';
import type { Field } from '../entities/field';
import { source, sourceKinds, type TemplateSource } from './template-source';

/** What a report of one month holds, as the table calls it without naming a month. */
export const monthNames = [
  'completed',
  'construction',
  'installation',
  'land',
  'image_progress',
  'stage_progress',
  'next_step',
  'needs',
  'planned',
  'statistics_completed',
  'explanation',
] as const;
export type MonthName = (typeof monthNames)[number];

export const monthHeaders: Partial<Record<MonthName, readonly string[]>> = {
  completed: ['本月完成', '当月完成', '本月完成投资', '当月完成投资', '本月实际完成', '当月投资完成', '本月投资'],
  next_step: ['下步打算', '下一步打算', '下步工作', '下一步工作', '下步工作计划', '下步工作打算'],
  needs: ['需协调解决的问题', '需要协调的问题', '需协调解决事项', '需要领导协调和解决的问题及建议'],
};
const lastMonthHeaders: Partial<Record<MonthName, readonly string[]>> = {
  completed: ['上月完成', '上月完成投资'],
  image_progress: ['上月形象进度', '上月进展'],
};
/** The newest words, whichever month they are of, are the better answer to these; see `last_progress`. */
const wordNames = new Set<MonthName>(['image_progress', 'next_step', 'needs']);

export function monthSources(): TemplateSource[] {
  const fields: Readonly<Record<string, Field>> = entities.progress.fields;
  return monthNames.flatMap((name) => {
    const field = fields[name];
    if (!field) return [];
    const bare = field.label.replace(/^当月/, '');
    const kind = sourceKinds[field.kind];
    const own = wordNames.has(name) ? [] : [field.label, ...(field.headers ?? []), ...(monthHeaders[name] ?? [])];
    return [
      source('本月进度', `progress.this.${name}`, `本月${bare}`, kind, own),
      source('上月进度', `progress.last.${name}`, `上月${bare}`, kind, lastMonthHeaders[name] ?? []),
    ];
  });
}

/** Names of which a table may have a column for each month of the year. */
const wideNames = ['completed', 'planned'] as const;

export function wideSources(): TemplateSource[] {
  return wideNames.flatMap((name) =>
    Array.from({ length: 12 }, (_, index) => fixedMonthSource(String(index + 1).padStart(2, '0'), name)),
  );
}

export function fixedMonthSource(month: string, name: MonthName): TemplateSource {
  const field: Field = entities.progress.fields[name];
  return source(
    '各月',
    `progress.${month}.${name}`,
    `${month.length > 2 ? `${month.slice(0, 4)}年` : ''}${Number(month.slice(-2))}月${field.label.replace(/^当月/, '')}`,
    sourceKinds[field.kind],
  );
}

/** Headers of a text that may be of any month. */
export function wordHeaders(name: MonthName): string[] {
  const field: Field = entities.progress.fields[name];
  return [field.label, ...(field.headers ?? []), ...(monthHeaders[name] ?? [])];
}

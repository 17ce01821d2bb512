import type { FieldKind } from '../entities/field';

/**
 * What a column of a superior's blank table can be filled from (一数多表). Codes stand in saved mappings, so they never change:
 *
 * | code | is |
 * |---|---|
 * | `name`, `total_investment`, … | a field of the project |
 * | `annual_plan`, `annual_plan.next`, `annual_plan.last` | the plan of the running year, of the next, of the last; `annual_plan.2019` of a fixed one |
 * | `listing.reason_code`, … | a field of its listing case |
 * | `progress.this.completed`, `progress.last.completed` | of the month that is reported, of the month before |
 * | `progress.03.completed`, `progress.2017-11.completed` | of March of the running year, of a fixed month |
 * | `completed_to.03`, `completed_to.2017-11` | completed from January to that month |
 * | `completed_to_date`, `gap`, `light`, … | what is computed, by the same rules as the grid |
 * | `constant:吉林市` | these words in every row |
 */
export interface TemplateSource {
  readonly code: string;
  readonly label: string;
  /** Heading under which a list of sources shows it. */
  readonly group: TemplateGroup;
  readonly kind: TemplateSourceKind;
  /** Headers of superiors' tables that mean it, besides the label. */
  readonly headers: readonly string[];
  /** One sentence about how it comes about, where the label leaves a question. */
  readonly hint?: string;
}

/**
 * What a value is: `money` whole yuan, `rate` a share (0.677), `points` percentage points (-17.8), `number` a plain number, `date` a day
 * or a month as text, `text` words as they are written.
 */
export type TemplateSourceKind = 'text' | 'money' | 'rate' | 'points' | 'number' | 'date';

export const templateGroups = [
  '常用',
  '完成情况',
  '本月进度',
  '上月进度',
  '基本',
  '投资',
  '时间',
  '入统',
  '问题与手续',
  '单位',
  '责任',
  '招商',
  '谋划',
  '各月',
  '其他',
] as const;
export type TemplateGroup = (typeof templateGroups)[number];

/** What the value of a field of each kind is. */
export const sourceKinds: Readonly<Record<FieldKind, TemplateSourceKind>> = {
  text: 'text',
  long_text: 'text',
  money: 'money',
  integer: 'number',
  percent: 'number',
  date: 'date',
  month: 'date',
  day_or_month: 'date',
  choice: 'text',
  choices: 'text',
  region: 'text',
  reference: 'text',
  money_by_year: 'money',
  money_by_channel: 'text',
};

export function source(
  group: TemplateGroup,
  code: string,
  label: string,
  kind: TemplateSourceKind,
  headers: readonly string[] = [],
  hint?: string,
): TemplateSource {
  return { code, label, group, kind, headers, ...(hint === undefined ? {} : { hint }) };
}

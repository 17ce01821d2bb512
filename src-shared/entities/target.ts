import { defineEntity, type Row } from './field';

/**
 * 目标: what a region, or the whole city, is to reach in a period. `region` is a region code or the city's own code for all of it; `period`
 * a code of rules/period.ts; the unit of `value` follows from the indicator: projects, whole yuan, or hundredths of a per cent for rates.
 */
export const target = defineEntity({
  name: 'target',
  label: '目标',
  title: 'indicator',
  naturalKey: ['scope', 'region', 'period', 'indicator'],
  fields: {
    scope: { kind: 'text', label: '范围', required: true, maxLength: 40 },
    region: { kind: 'region', label: '属地', required: true, width: 110, orCity: true },
    period: { kind: 'text', label: '期次', required: true, maxLength: 40, width: 90 },
    indicator: {
      kind: 'choice',
      label: '指标',
      required: true,
      choices: [
        { code: 'listed', label: '入统项目数' },
        { code: 'listing_rate', label: '项目入统率' },
        { code: 'started', label: '开工项目数' },
        { code: 'start_rate', label: '项目开工率' },
        { code: 'completed', label: '完成投资' },
        { code: 'completion_rate', label: '投资完成率' },
        { code: 'landed', label: '落地项目数' },
        { code: 'landing_rate', label: '招商落地率' },
        { code: 'prepared', label: '手续齐备项目数' },
        { code: 'preparation_rate', label: '前期工作成熟率' },
        { code: 'reserve', label: '谋划储备项目数' },
      ],
      width: 130,
    },
    value: { kind: 'integer', label: '目标值', width: 110 },
    note: { kind: 'long_text', label: '备注', width: 160 },
  },
});

export type Target = Row<typeof target>;
export type TargetIndicator = (typeof target.fields.indicator.choices)[number]['code'];

import { defineEntity, type Row } from './field';

/** 踏查点: one site on the route of an inspection, and what was found there. */
export const visit = defineEntity({
  name: 'visit',
  label: '踏查点',
  title: 'finding',
  naturalKey: ['inspection', 'project'],
  fields: {
    project: { kind: 'reference', entity: 'project', label: '项目', required: true },
    inspection: { kind: 'reference', entity: 'inspection', label: '踏查', required: true },
    position: { kind: 'integer', label: '顺序', width: 70 },
    state: {
      kind: 'choice',
      label: '状态',
      required: true,
      choices: [
        { code: 'planned', label: '待踏查' },
        { code: 'visited', label: '已踏查' },
        { code: 'missed', label: '未到场' },
      ],
      width: 90,
    },
    visited_on: { kind: 'date', label: '踏查日期', width: 110 },
    verdict: {
      kind: 'choice',
      label: '入统结论',
      choices: [
        { code: 'ready', label: '可入统' },
        { code: 'lacking', label: '缺材料' },
        { code: 'not_started', label: '未实质开工' },
        { code: 'not_due', label: '不在入统范围' },
        { code: 'hopeless', label: '本年无望' },
      ],
      width: 110,
    },
    /** Code of `listing-reasons.json`. */
    reason_code: { kind: 'text', label: '未入统原因', maxLength: 20, width: 90 },
    missing: { kind: 'long_text', label: '缺的材料', width: 200 },
    promised_month: { kind: 'month', label: '承诺入统月份', width: 110 },
    finding: { kind: 'long_text', label: '现场情况', width: 240 },
    visitor: { kind: 'text', label: '踏查人', width: 90 },
  },
});

export type Visit = Row<typeof visit>;

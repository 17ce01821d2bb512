import { defineEntity, type Row } from './field';

/** A region's plan for a 项目建设月 (plan section 三(一)); `scope` is the code of the region whose it is. What it promises are its commitments. */
export const campaign = defineEntity({
  name: 'campaign',
  label: '项目建设月方案',
  title: 'title',
  naturalKey: ['scope', 'month'],
  fields: {
    scope: { kind: 'text', label: '范围', required: true, maxLength: 40 },
    month: { kind: 'month', label: '月份', required: true, width: 90 },
    title: { kind: 'text', label: '方案名称', searched: true, width: 220 },
    leader: { kind: 'text', label: '负责领导', width: 100 },
    submitted_on: { kind: 'date', label: '报送日期', width: 110 },
    goals: { kind: 'long_text', label: '目标和安排', width: 240 },
    note: { kind: 'long_text', label: '备注', width: 160 },
  },
});

export type Campaign = Row<typeof campaign>;

import { defineEntity, type Row } from './field';

/** What one project did in one month; dispatch figures (调度数), never statistics. */
export const progress = defineEntity({
  name: 'progress',
  label: '进度',
  title: 'month',
  naturalKey: ['project', 'month'],
  fields: {
    project: { kind: 'reference', entity: 'project', label: '项目', required: true },
    month: { kind: 'month', label: '月份', required: true, width: 90 },
    completed: { kind: 'money', label: '当月完成', headers: ['本月完成', '当月完成投资', '本月完成投资'], width: 110 },
    construction: { kind: 'money', label: '建安', headers: ['其中土建', '土建', '建筑安装'], width: 100 },
    installation: { kind: 'money', label: '设备', headers: ['设备安装', '设备购置'], width: 100 },
    land: { kind: 'money', label: '土地', headers: ['土地费用', '土地费'], width: 100 },
    image_progress: {
      kind: 'text',
      label: '形象进度',
      headers: ['当前形象进度', '最新进展', '工程进度', '进展情况', '本年度项目最新进展情况', '项目进展'],
      maxLength: 100,
      width: 220,
    },
    stage_progress: { kind: 'percent', label: '阶段进度', headers: ['实施进度'], width: 90 },
    next_step: {
      kind: 'long_text',
      label: '下步措施',
      headers: ['下一步工作计划', '下步计划', '下一步措施'],
      width: 200,
    },
    needs: {
      kind: 'long_text',
      label: '需协调事项',
      headers: ['需要协调解决的问题', '要素需求', '存在问题', '存在的问题'],
      width: 200,
    },
    correction_reason: { kind: 'text', label: '更正原因', width: 140 },
    planned: { kind: 'money', label: '当月计划', headers: ['本月计划', '当月计划投资'], width: 110 },
    statistics_completed: {
      kind: 'money',
      label: '统计数',
      headers: ['统计局反馈数', '统计口径完成', '统计数当月完成'],
      width: 110,
      hint: '统计部门反馈的当月完成，与调度数分开',
    },
    explanation: { kind: 'text', label: '说明', width: 160, hint: '对提示写一句说明' },
  },
});

export type Progress = Row<typeof progress>;

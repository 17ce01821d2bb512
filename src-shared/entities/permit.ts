import { defineEntity, type Row } from './field';

/** One permit of one project, with or without a catalogue item behind it. */
export const permit = defineEntity({
  name: 'permit',
  label: '手续',
  title: 'name',
  fields: {
    project: { kind: 'reference', entity: 'project', label: '项目', required: true },
    catalogue_code: { kind: 'text', label: '目录编号', maxLength: 20, width: 80 },
    name: { kind: 'text', label: '手续名称', required: true, searched: true, initials: true, width: 200 },
    department: { kind: 'text', label: '审批部门', headers: ['部门'], width: 140 },
    prerequisites: { kind: 'text', label: '前置手续', maxLength: 400, hint: '目录编号，用顿号隔开' },
    workdays: { kind: 'integer', label: '时限（工作日）', width: 110 },
    days: { kind: 'integer', label: '时限（自然日）', width: 110 },
    state: {
      kind: 'choice',
      label: '办理状态',
      choices: [
        { code: 'not_started', label: '未启动' },
        { code: 'preparing', label: '备件' },
        { code: 'accepted', label: '受理' },
        { code: 'paused', label: '停表' },
        { code: 'granted', label: '办结' },
        { code: 'returned', label: '退件' },
        { code: 'not_needed', label: '不需要' },
      ],
      width: 90,
    },
    planned_submit: { kind: 'date', label: '计划报件', width: 110 },
    planned_finish: { kind: 'date', label: '计划办结', width: 110 },
    actual_submit: { kind: 'date', label: '实际报件', width: 110 },
    actual_finish: { kind: 'date', label: '实际办结', width: 110 },
    document_number: { kind: 'text', label: '文号', searched: true, width: 140 },
    missing_documents: { kind: 'long_text', label: '缺件', width: 160 },
    handler: { kind: 'text', label: '经办人', width: 90 },
    clock_stops: { kind: 'long_text', label: '停表说明', hint: '补正、公示、评估的起止日期' },
    note: { kind: 'long_text', label: '备注', width: 160 },
  },
});

export type Permit = Row<typeof permit>;

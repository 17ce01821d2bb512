import { defineEntity, type Row } from './field';

export const materialStates = [
  { code: 'missing', label: '缺' },
  { code: 'faulty', label: '不合格' },
  { code: 'ready', label: '齐' },
  { code: 'not_needed', label: '不需要' },
] as const;

/** One paper of the listing case of a project, by the name that the catalogue or a person gives it. */
export const material = defineEntity({
  name: 'material',
  label: '入统材料',
  title: 'name',
  naturalKey: ['project', 'name'],
  fields: {
    project: { kind: 'reference', entity: 'project', label: '项目', required: true },
    name: { kind: 'text', label: '材料', required: true, maxLength: 80, width: 160 },
    state: { kind: 'choice', label: '状态', choices: materialStates, width: 80 },
    detail: { kind: 'text', label: '情况', width: 160, hint: '如：已签，未备案' },
    file_name: { kind: 'text', label: '文件', width: 140, hint: '文件名或存放处' },
    received_on: { kind: 'date', label: '取得日期', width: 110 },
    received_from: { kind: 'text', label: '来处', width: 100 },
  },
});

export type Material = Row<typeof material>;

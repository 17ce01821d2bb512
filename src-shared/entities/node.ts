import lifecycle from '../catalogues/lifecycle.json';
import { defineEntity, type Row } from './field';

/** One node of the five stages of one project: when it is planned, when it was reached, whose it is. */
export const node = defineEntity({
  name: 'node',
  label: '节点',
  title: 'code',
  naturalKey: ['project', 'code'],
  fields: {
    project: { kind: 'reference', entity: 'project', label: '项目', required: true },
    code: {
      kind: 'choice',
      label: '节点',
      required: true,
      choices: lifecycle.stages.flatMap((stage) => stage.nodes.map(([code = '', label = '']) => ({ code, label }))),
      width: 120,
    },
    planned: { kind: 'date', label: '计划完成', width: 110 },
    actual: { kind: 'date', label: '实际完成', width: 110 },
    responsible_unit: { kind: 'text', label: '责任单位', width: 140 },
    responsible_person: { kind: 'text', label: '责任人', width: 90 },
    note: { kind: 'text', label: '备注', width: 160 },
  },
});

export type ProjectNode = Row<typeof node>;

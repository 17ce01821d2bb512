import { defineEntity, type Row } from './field';

/** A person to call: of one project's company, or of a department for all projects. */
export const contact = defineEntity({
  name: 'contact',
  label: '联系人',
  title: 'name',
  fields: {
    project: { kind: 'reference', entity: 'project', label: '项目' },
    name: { kind: 'text', label: '姓名', required: true, searched: true, initials: true, maxLength: 40, width: 90 },
    unit: { kind: 'text', label: '单位', searched: true, width: 160 },
    department: { kind: 'text', label: '科室', width: 120 },
    position: { kind: 'text', label: '职务', width: 100 },
    phone: { kind: 'text', label: '电话', maxLength: 40, width: 130 },
    matters: { kind: 'text', label: '负责事项', width: 180 },
    note: { kind: 'text', label: '备注', width: 160 },
  },
});

export type Contact = Row<typeof contact>;

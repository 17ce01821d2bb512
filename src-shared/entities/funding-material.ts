import { defineEntity, type Row } from './field';
import { materialStates } from './material';

/** One paper of an application for policy money. */
export const fundingMaterial = defineEntity({
  name: 'funding_material',
  label: '申报材料',
  title: 'name',
  naturalKey: ['application', 'name'],
  fields: {
    project: { kind: 'reference', entity: 'project', label: '项目', required: true },
    application: { kind: 'reference', entity: 'funding_application', label: '申报', required: true },
    name: { kind: 'text', label: '材料', required: true, maxLength: 80, width: 180 },
    state: { kind: 'choice', label: '状态', choices: materialStates, width: 80 },
    detail: { kind: 'text', label: '情况', width: 160 },
    received_on: { kind: 'date', label: '取得日期', width: 110 },
  },
});

export type FundingMaterial = Row<typeof fundingMaterial>;

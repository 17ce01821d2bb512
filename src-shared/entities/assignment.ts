import { defineEntity, type Row } from './field';

/**
 * 包保分工: which city leader is in charge of a region, from when to when (plan section 二(一)). Kept by the Commission; where no record
 * speaks of a region the plan's own assignment holds.
 */
export const assignment = defineEntity({
  name: 'assignment',
  label: '包保分工',
  title: 'leader',
  fields: {
    scope: { kind: 'text', label: '范围', required: true, maxLength: 40 },
    leader: { kind: 'text', label: '包保领导', required: true, searched: true, width: 100 },
    post: { kind: 'text', label: '职务', maxLength: 80, width: 180 },
    region: { kind: 'region', label: '属地', required: true, width: 110 },
    since: { kind: 'date', label: '自', width: 110 },
    until: { kind: 'date', label: '至', width: 110 },
    note: { kind: 'long_text', label: '备注', width: 160 },
  },
});

export type Assignment = Row<typeof assignment>;

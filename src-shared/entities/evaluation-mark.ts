import { defineEntity, type Row } from './field';

/** 加分、扣分、一票否决: proposed with evidence by one person, decided by another. `points` are hundredths of a point, never negative. */
export const evaluationMark = defineEntity({
  name: 'evaluation_mark',
  label: '考评加减分',
  title: 'item',
  fields: {
    scope: { kind: 'text', label: '范围', required: true, maxLength: 40 },
    period: { kind: 'text', label: '期次', required: true, maxLength: 40 },
    region: { kind: 'region', label: '属地', required: true, width: 110 },
    kind: {
      kind: 'choice',
      label: '种类',
      required: true,
      choices: [
        { code: 'bonus', label: '加分' },
        { code: 'deduction', label: '扣分' },
        { code: 'veto', label: '一票否决' },
      ],
      width: 90,
    },
    item: { kind: 'text', label: '事项', required: true, width: 200 },
    points: { kind: 'integer', label: '分值（百分之一分）', width: 110 },
    reason: { kind: 'long_text', label: '理由', width: 200 },
    evidence: { kind: 'long_text', label: '依据', width: 200 },
    state: {
      kind: 'choice',
      label: '状态',
      required: true,
      choices: [
        { code: 'proposed', label: '核查' },
        { code: 'approved', label: '认定' },
        { code: 'refused', label: '不认定' },
      ],
      width: 90,
    },
    proposed_by: { kind: 'text', label: '提出人', width: 90 },
    decided_by: { kind: 'text', label: '认定人', width: 90 },
    decided_on: { kind: 'date', label: '认定日期', width: 110 },
  },
});

export type EvaluationMark = Row<typeof evaluationMark>;

import { defineEntity, type Row } from './field';

/**
 * 考评: the published scores of one period by one rubric. `rule` is JSON of the rubric as it was then, `scores` JSON of the scored
 * regions with the arithmetic of every point, `through` the changes they came from as in a bulletin.
 */
export const evaluation = defineEntity({
  name: 'evaluation',
  label: '考评',
  title: 'period',
  naturalKey: ['scope', 'period', 'rubric'],
  fields: {
    scope: { kind: 'text', label: '范围', required: true, maxLength: 40 },
    period: { kind: 'text', label: '期次', required: true, maxLength: 10 },
    rubric: { kind: 'text', label: '规则', required: true, maxLength: 80 },
    published_at: { kind: 'text', label: '公布时间', maxLength: 40 },
    rule: { kind: 'long_text', label: '规则内容', maxLength: 400_000 },
    scores: { kind: 'long_text', label: '得分', maxLength: 400_000 },
    through: { kind: 'long_text', label: '数据来自', maxLength: 400_000 },
  },
});

export type Evaluation = Row<typeof evaluation>;

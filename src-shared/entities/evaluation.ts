import { defineEntity, type Row } from './field';

/**
 * 考评: the published scores of one period by one rubric, so that they can always be shown and printed again. `scores` is JSON of
 * `PublishedEvaluation`: the sheet with the rubric as it was and the arithmetic of every point, and the changes they came from. One value on
 * purpose, as in a bulletin: scores of one machine never stand beside the rule of another.
 */
export const evaluation = defineEntity({
  name: 'evaluation',
  label: '考评',
  title: 'period',
  naturalKey: ['scope', 'period', 'rubric'],
  fields: {
    scope: { kind: 'text', label: '范围', required: true, maxLength: 40 },
    period: { kind: 'text', label: '期次', required: true, maxLength: 40 },
    rubric: { kind: 'text', label: '规则', required: true, maxLength: 80 },
    scores: { kind: 'long_text', label: '得分', maxLength: 400_000 },
  },
});

export type Evaluation = Row<typeof evaluation>;

import { defineEntity, type Row } from './field';

/**
 * 通报: the frozen figures of one period, so that a published paper can always be made again. `figures` is JSON of `BulletinFigures`;
 * `through` names the changes they came from, as JSON: the last seq of every device's stream and the chain link there.
 */
export const bulletin = defineEntity({
  name: 'bulletin',
  label: '通报数据',
  title: 'period',
  naturalKey: ['scope', 'period'],
  fields: {
    scope: { kind: 'text', label: '范围', required: true, maxLength: 40 },
    period: { kind: 'text', label: '期次', required: true, maxLength: 10 },
    frozen_at: { kind: 'text', label: '冻结时间', maxLength: 40 },
    figures: { kind: 'long_text', label: '数据', maxLength: 400_000 },
    through: { kind: 'long_text', label: '数据来自', maxLength: 400_000 },
  },
});

export type Bulletin = Row<typeof bulletin>;

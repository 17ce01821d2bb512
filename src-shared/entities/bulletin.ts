import { defineEntity, type Row } from './field';

/**
 * 通报: the frozen figures of one period, so that a published paper can always be made again. `figures` is JSON of `FrozenBulletin`: the
 * figures, when they were frozen, and the changes they came from. It is one value on purpose: where two machines froze the same period,
 * people settle whose freeze holds, and no figure of one can stand beside one of the other.
 */
export const bulletin = defineEntity({
  name: 'bulletin',
  label: '通报数据',
  title: 'period',
  naturalKey: ['scope', 'period'],
  fields: {
    scope: { kind: 'text', label: '范围', required: true, maxLength: 40 },
    period: { kind: 'text', label: '期次', required: true, maxLength: 10 },
    figures: { kind: 'long_text', label: '冻结的数', maxLength: 400_000 },
  },
});

export type Bulletin = Row<typeof bulletin>;

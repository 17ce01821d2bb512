import { defineEntity, type Row } from './field';

/** '2018-09-16 09:00 冻结，在建 90 项，本年完成 12.3亿元，入统 55/80 项': enough to tell two freezes of one period apart. */
function frozenWords(text: string): string {
  try {
    const { frozenAt, totals } = JSON.parse(text).figures;
    const { projects, completed, listed, due } = totals;
    const moment = frozenAt.slice(0, 16).replace('T', ' ');
    return `${moment} 冻结，在建 ${projects} 项，本年完成 ${(completed / 100_000_000).toFixed(1)}亿元，入统 ${listed}/${due} 项`;
  } catch {
    return '冻结的数，本版本读不懂';
  }
}

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
    period: { kind: 'text', label: '期次', required: true, maxLength: 40 },
    figures: { kind: 'long_text', label: '冻结的数', maxLength: 400_000, words: frozenWords },
  },
});

export type Bulletin = Row<typeof bulletin>;

import type { OutputOf } from '../../../src-shared/contract/contract';
import { formatMoment } from '../../../src-shared/terms/format';

/** '9 人的上报包，本机录入，截至 9月15日'. */
export function sourceWords({ reporters, here, until }: OutputOf<'dispatch.behind'>['source']): string {
  if (until === null) return '没有改动记录';
  return [
    reporters > 0 && `${reporters} 人的上报包`,
    here > 0 && '本机录入',
    `截至 ${formatMoment(until).split(' ')[0]}`,
  ]
    .filter(Boolean)
    .join('，');
}

import type { ReviewedChange } from '../../../src-shared/contract/review-methods';
import { entityOf } from '../../../src-shared/entities/entities';
import type { FieldValue } from '../../../src-shared/entities/field';
import { formatMoment, formatValue } from '../../../src-shared/terms/format';
import { command, UsageError } from '../invocation';
import { fieldOfCell, printedValue } from '../values';

function printed({ id, device, person, entity, record, set, why }: ReviewedChange) {
  const values = Object.entries(set).map(([field, value]) => [
    field,
    typeof value === 'boolean' ? value : printedValue(fieldOfCell(entity, field), value as FieldValue),
  ]);
  return { id, device, person, entity, record, set: Object.fromEntries(values), why };
}

function reviewText(change: ReviewedChange): string {
  const { id, entity, title, project, person, unit, at, why } = change;
  const name = entity === 'project' ? title : `${project?.name ?? ''} ${entityOf(entity).label} ${title}`.trim();
  const cells = change.cells.map(({ field, present, wanted }) => {
    const known = fieldOfCell(entity, field);
    const shown = (value: FieldValue) => (known ? formatValue(known, value) : value === 1 ? '删除' : '保留');
    return `  ${known?.label ?? field}：${shown(present)} → ${shown(wanted)}`;
  });
  return [`${id}  ${name}，${unit}${person}，${formatMoment(at)}，${change.package}`, `  ${why}`, ...cells].join('\n');
}

export const reviewCommand = command(
  'review',
  '列出越权改动；写 --accept 或 --refuse 则裁定，再列出其余',
  {
    // More ids may follow the first: --accept ID ID ID.
    words: { usage: '', least: 0, most: Number.POSITIVE_INFINITY },
    options: {
      accept: { type: 'string', valueHint: 'ID', description: '采纳哪一处，可写几个' },
      refuse: { type: 'string', valueHint: 'ID', description: '不采纳哪一处，可写几个' },
      reason: { type: 'string', valueHint: 'R', description: '理由，写入历史；不采纳时必写' },
    },
  },
  async (invocation, { reason = '' }) => {
    const [accept, refuse] = [invocation.values('accept'), invocation.values('refuse')];
    if (accept.length > 0 && refuse.length > 0) throw new UsageError('--accept 和 --refuse 不能同时写。');
    const named = [...accept, ...refuse];
    if (named.length === 0 && invocation.positionals.length > 0) throw new UsageError('缺 --accept 或 --refuse。');
    const ids = [...named, ...invocation.positionals];
    if (ids.length === 0 && reason !== '') throw new UsageError('缺 --accept 或 --refuse。');
    if (refuse.length > 0 && reason.trim() === '') throw new UsageError('不采纳要写明 --reason。');
    if (ids.length > 0) {
      const { decided } = await invocation.call('review.decide', { ids, accept: accept.length > 0, reason });
      invocation.say(`已裁定 ${decided} 处。`);
    }
    const open = await invocation.call('review.list', {});
    return { json: open.map(printed), text: [...open.map(reviewText), `共 ${open.length} 处越权改动`].join('\n') };
  },
);

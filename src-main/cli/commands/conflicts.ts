import type { Conflict } from '../../../src-shared/contract/record-methods';
import type { FieldValue } from '../../../src-shared/entities/field';
import { Refusal } from '../../../src-shared/terms/errors';
import { formatMoment, formatValue } from '../../../src-shared/terms/format';
import { command, type Invocation, UsageError } from '../invocation';
import { fieldOfCell, parseValue, printedValue } from '../values';

/** `deleted` is no field: 删除 or 1, 保留 or 0. */
function deletionValue(text: string): FieldValue {
  if (/^(1|true|是|删除)$/.test(text)) return 1;
  if (/^(0|false|否|保留)$/.test(text)) return 0;
  throw new UsageError('--value 请写 删除 或 保留。');
}

async function resolve(invocation: Invocation, id: string, value: string, reason: string): Promise<void> {
  const conflict = (await invocation.call('conflicts.list', {})).find((candidate) => candidate.id === id);
  if (!conflict) throw new Refusal('no_conflict');
  const field = fieldOfCell(conflict.entity, conflict.field);
  await invocation.call('conflicts.resolve', {
    id,
    value: field ? parseValue(field, value) : deletionValue(value),
    reason,
  });
}

function printed(conflict: Conflict) {
  const field = fieldOfCell(conflict.entity, conflict.field);
  return {
    ...conflict,
    base: printedValue(field, conflict.base),
    heads: conflict.heads.map((head) => ({ ...head, value: printedValue(field, head.value) })),
  };
}

function conflictText(conflict: Conflict): string {
  const field = fieldOfCell(conflict.entity, conflict.field);
  const shown = (value: FieldValue) => (field ? formatValue(field, value) : value === 1 ? '删除' : '保留');
  const heads = conflict.heads.map(
    ({ value, person, unit, at, package: source }) =>
      `  ${shown(value)}  ${unit}${person}，${formatMoment(at)}，${source ?? '本机'}`,
  );
  const title = `${conflict.id}  ${conflict.title}：${field?.label ?? conflict.field}，改前 ${shown(conflict.base)}`;
  return [title, ...heads].join('\n');
}

export const conflictsCommand = command(
  'conflicts',
  '列出冲突；写 --resolve 则裁定一处，再列出其余',
  {
    options: {
      resolve: { type: 'string', valueHint: 'ID', description: '裁定哪一处' },
      value: { type: 'string', valueHint: 'V', description: '定为什么值' },
      reason: { type: 'string', valueHint: 'R', description: '理由，写入历史' },
    },
  },
  async (invocation, { resolve: id, value, reason }) => {
    if (id === undefined && (value !== undefined || reason !== undefined)) throw new UsageError('缺 --resolve。');
    if (id !== undefined) {
      if (value === undefined || reason === undefined) throw new UsageError('裁定要写明 --value 和 --reason。');
      await resolve(invocation, id, value, reason);
      invocation.say('已裁定。');
    }
    const open = await invocation.call('conflicts.list', {});
    return { json: open.map(printed), text: [...open.map(conflictText), `共 ${open.length} 处冲突`].join('\n') };
  },
);

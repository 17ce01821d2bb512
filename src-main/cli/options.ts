import type { ArgDef } from 'citty';
import { type View, views } from '../../src-shared/contract/common';
import { UsageError } from './invocation';

export const viewOption: ArgDef & { type: 'enum' } = {
  type: 'enum',
  options: [...views],
  valueHint: 'VIEW',
  description: `哪一本台账，不写为 all：${views.join(' ')}`,
};

/** The ledger view of `--view`; all projects without it. */
export function viewOf(text: string | undefined): View {
  return views.find((view) => view === text) ?? 'all';
}

/** A year of four digits. Throws UsageError. */
export function yearOf(text: string): number {
  if (!/^(19|20|21)\d{2}$/.test(text)) throw new UsageError(`“${text}”不是年份，请写成 2018。`);
  return Number(text);
}

/** A count from 1 on. Throws UsageError. */
export function countOf(option: string, text: string, most: number): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > most)
    throw new UsageError(`${option} 要写 1 至 ${most} 的整数。`);
  return count;
}

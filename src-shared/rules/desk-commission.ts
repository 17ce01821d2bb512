import type { Todo } from '../contract/desk-methods';
import type { Demand, DeskSurroundings, Waiting } from './desk-item';

const kinds: readonly (readonly [
  kind: Waiting,
  what: string,
  why: string,
  action: string,
  to: '/sync' | '/problems',
])[] = [
  ['packages', '待处理的上报包', '个包没有并入，等人看', '去处理', '/sync'],
  ['conflicts', '两边填得不一样', '处数值有两个说法，等人定', '去裁定', '/sync'],
  ['devices', '待登记的电脑', '台电脑交来登记文件，等核对指纹', '去登记', '/sync'],
  ['extensions', '申请延期', '个市级层级的问题申请延期，等批复', '去批复', '/problems'],
  ['checks', '待核验', '个市级层级的问题报来销号，等核验', '去核验', '/problems'],
  ['numbers', '确认问题编号', '个问题还是临时编号，等市里确认', '去确认', '/problems'],
];

/** What waits for the Commission's word: packages, conflicts, machines, and problems before the joint meeting. */
export function waitingTodos({ waiting }: DeskSurroundings, today: string): Todo[] {
  if (!waiting) return [];
  const base = { group: 'waiting', light: 'none', project: null, due: today, tick: null } as const;
  return kinds.flatMap(([kind, what, why, action, to]) =>
    waiting[kind] > 0 ? [{ ...base, id: `waiting:${kind}`, what, why: `${waiting[kind]} ${why}`, action, to }] : [],
  );
}

/** What a secretary set herself: her own day, whatever the light. */
const personal = /^(?:next-step|measure|check):/;

/** The city looks at what is late on red, and at what it sent out and decided itself; the rest is the secretaries' day. */
export function isForCommission(demand: Demand, group: Todo['group'], light: Todo['light']): boolean {
  if (demand.ofCity) return group !== 'next_week';
  return group === 'overdue' && light === 'red' && !personal.test(demand.id);
}

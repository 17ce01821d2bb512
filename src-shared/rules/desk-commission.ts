import type { Todo } from '../contract/desk-methods';
import type { DeskSurroundings } from './desk-item';

/** Packages, conflicts and machines that wait for the Commission's word. */
export function waitingTodos({ waiting }: DeskSurroundings, today: string): Todo[] {
  if (!waiting) return [];
  const base = { group: 'waiting', light: 'none', project: null, due: today, to: '/sync', tick: null } as const;
  const kinds = [
    {
      id: 'waiting:packages',
      count: waiting.packages,
      what: '待处理的上报包',
      why: '个包没有并入，等人看',
      action: '去处理',
    },
    {
      id: 'waiting:conflicts',
      count: waiting.conflicts,
      what: '两边填得不一样',
      why: '处数值有两个说法，等人定',
      action: '去裁定',
    },
    {
      id: 'waiting:devices',
      count: waiting.devices,
      what: '待登记的电脑',
      why: '台电脑交来登记文件，等核对指纹',
      action: '去登记',
    },
  ];
  return kinds.flatMap(({ count, why, ...kind }) => (count > 0 ? [{ ...base, ...kind, why: `${count} ${why}` }] : []));
}

/** Demands that the Commission follows whatever the light: what it sent out and what it decided. */
const followed = /^(slip|decision|agenda):/;

/** The city looks at what stands on red and at what waits for its own word; the rest is the secretaries' day. */
export function isCommissionTodo(todo: Todo): boolean {
  if (todo.group === 'waiting') return true;
  return followed.test(todo.id) ? todo.group !== 'next_week' : todo.group === 'overdue' && todo.light === 'red';
}

import type { SnoozedTodo, Todo } from '../contract/desk-methods';
import type { Snooze } from '../entities/snooze';
import { addDays } from './dates';

export type PutOff = Pick<Snooze, 'todo' | 'until' | 'reason'>;

/**
 * What is asked for today and what was put off to a later day. On the day `until` a to-do is back, and one whose cause is gone is in
 * neither list.
 */
export function partSnoozed(
  todos: readonly Todo[],
  snoozes: readonly PutOff[],
  today: string,
): { todos: Todo[]; snoozed: SnoozedTodo[] } {
  const away = new Map(
    snoozes.flatMap((snooze) =>
      snooze.until !== null && snooze.until > today ? [[snooze.todo, snooze] as const] : [],
    ),
  );
  const present: Todo[] = [];
  const snoozed: SnoozedTodo[] = [];
  for (const todo of todos) {
    const { until, reason } = away.get(todo.id) ?? {};
    if (until) snoozed.push({ ...todo, until, reason: reason ?? '' });
    else present.push(todo);
  }
  return {
    todos: present,
    snoozed: snoozed.sort((a, b) => a.until.localeCompare(b.until) || a.due.localeCompare(b.due)),
  };
}

/** The Monday after `today`. */
export function nextMonday(today: string): string {
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
  return addDays(today, weekday === 0 ? 1 : 8 - weekday);
}

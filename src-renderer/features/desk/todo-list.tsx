import { Fragment } from 'react';
import { addDays } from '../../../src-shared/rules/dates';
import { formatDay } from '../../../src-shared/terms/format';
import styles from './desk.module.css';
import type { Desk } from './desk-page';
import { SnoozedRows } from './snoozed-rows';
import { TodoRow } from './todo-row';
import { formatSpan } from './weeks';

const thisWeek = (today: string) => formatSpan(today, addDays(today, 6));
const nextWeek = (today: string) => formatSpan(addDays(today, 7), addDays(today, 13));
const groups = [
  { name: 'overdue', label: '逾期', span: (today: string) => `截至 ${formatDay(today)}`, none: '没有逾期的事' },
  { name: 'this_week', label: '本周', span: thisWeek, none: '本周没有要办的事' },
  { name: 'next_week', label: '下周', span: nextWeek, none: '下周没有要办的事' },
] as const;
const cityGroups = [
  groups[0],
  { name: 'waiting', label: '等人处理', span: () => '', none: '没有等人处理的包和冲突' },
  { name: 'this_week', label: '本周', span: thisWeek, none: '本周没有到期的督办件和议定事项' },
] as const;

/**
 * To-dos by urgency. Each row says why it is here and when; pointing at it or reaching it by Tab shows its action and the way to put it
 * off. For the whole `city` what is late on red, what waits for its word and what it has sent out: the rest is the secretaries' day.
 */
export function TodoList({
  desk: { todos, groups: numbers, snoozed },
  today,
  city,
}: {
  desk: Pick<Desk, 'todos' | 'groups' | 'snoozed'>;
  today: string;
  city: boolean;
}) {
  return (
    <section className={styles.todo} aria-label="今日待办">
      <table className="table">
        <colgroup>
          <col style={{ width: 34 }} />
          <col style={{ width: 152 }} />
          <col style={{ width: 132 }} />
          <col />
          <col style={{ width: 100 }} />
        </colgroup>
        <tbody>
          {(city ? cityGroups : groups).map(({ name, label, span, none }) => {
            const inGroup = todos.filter((todo) => todo.group === name);
            return (
              <Fragment key={name}>
                <tr>
                  <th colSpan={5} scope="rowgroup">
                    {label}
                    <span className={styles.count}>{numbers[name]}</span>
                    <span className={styles.span}>{span(today)}</span>
                  </th>
                </tr>
                {inGroup.map((todo) => (
                  <TodoRow key={todo.id} todo={todo} today={today} />
                ))}
                {(inGroup.length === 0 || numbers[name] > inGroup.length) && (
                  <tr>
                    <td />
                    <td colSpan={4} className="muted">
                      {inGroup.length === 0 ? none : `这里列出最早的 ${inGroup.length} 件，办掉后其余的会补上来`}
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
        <SnoozedRows snoozed={snoozed} />
      </table>
    </section>
  );
}

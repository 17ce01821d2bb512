import { Fragment } from 'react';
import { Link } from 'wouter';
import type { Todo } from '../../../src-shared/contract/desk-methods';
import { addDays } from '../../../src-shared/rules/dates';
import { formatDay } from '../../../src-shared/terms/format';
import { LightShape } from '../../components/light';
import styles from './desk.module.css';
import { formatDue, formatSpan } from './weeks';

const groups = [
  { name: 'overdue', label: '逾期', span: (today: string) => `截至 ${formatDay(today)}` },
  { name: 'this_week', label: '本周', span: (today: string) => formatSpan(today, addDays(today, 6)) },
  { name: 'next_week', label: '下周', span: (today: string) => formatSpan(addDays(today, 7), addDays(today, 13)) },
] as const;

/**
 * To-dos by urgency. Each row says why it is here and when; pointing at it or reaching it by Tab shows its one action.
 * For the whole `city` only what is late is listed: the rest is the secretaries' day.
 */
export function TodoList({ todos, today, city }: { todos: readonly Todo[]; today: string; city: boolean }) {
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
          {groups.slice(0, city ? 1 : groups.length).map(({ name, label, span }) => {
            const inGroup = todos.filter((todo) => todo.group === name);
            return (
              <Fragment key={name}>
                <tr>
                  <th colSpan={5} scope="rowgroup">
                    {label}
                    <span className={styles.count}>{inGroup.length}</span>
                    <span className={styles.span}>{span(today)}</span>
                  </th>
                </tr>
                {inGroup.map((todo) => (
                  <TodoRow key={todo.id} todo={todo} today={today} />
                ))}
                {inGroup.length === 0 && (
                  <tr>
                    <td />
                    <td colSpan={4} className="muted">
                      {label === '逾期' ? '没有逾期的事' : `${label}没有要办的事`}
                    </td>
                  </tr>
                )}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function TodoRow({ todo, today }: { todo: Todo; today: string }) {
  const late = todo.due < today;
  return (
    <tr className={styles.row}>
      <td>
        <span className={`light ${todo.light}`}>
          <LightShape color={todo.light} />
        </span>
      </td>
      <td title={todo.what}>{todo.what}</td>
      <td className={styles.soft} title={todo.project?.name}>
        {todo.project?.name}
      </td>
      <td className={styles.soft} title={todo.why}>
        {todo.why}
      </td>
      <td className={styles.act}>
        <span className={late ? styles.late : undefined}>{formatDue(todo.due, today)}</span>
        <Link
          to={todo.to}
          className="btn sm"
          aria-label={`${todo.action}：${todo.what}${todo.project ? `，${todo.project.name}` : ''}`}
        >
          {todo.action}
        </Link>
      </td>
    </tr>
  );
}

import { Popover } from '@mantine/core';
import { IconCheck, IconClockPause } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { Link } from 'wouter';
import type { Todo } from '../../../src-shared/contract/desk-methods';
import { useCanWrite } from '../../app/status';
import { LightShape } from '../../components/light';
import { showDone, showFailure } from '../../components/toast';
import { run } from '../../ledger-client';
import styles from './desk.module.css';
import { SnoozeForm } from './snooze-form';
import { formatDue } from './weeks';

/** Writes today's date into the one field that is left, and offers the way back. */
async function tick(todo: Todo, today: string): Promise<void> {
  if (!todo.tick) return;
  const { entity, record, field, label } = todo.tick;
  const result = await run('records.revise', { entity, id: record, set: { [field]: today }, source: '工作台' });
  if (!result.ok) showFailure(result.error);
  else showDone(`${label}：${todo.what}`, { undo: true });
}

/** Up and down go from row to row; S puts off. Letters of an input method are not keys. */
function onRowKey(event: KeyboardEvent<HTMLTableRowElement>, snooze: () => void): void {
  if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target instanceof HTMLElement && event.target.closest('form')) return;
  if (event.key.toLowerCase() === 's') {
    event.preventDefault();
    snooze();
  } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    const rows = [...(event.currentTarget.closest('table')?.querySelectorAll<HTMLElement>('tr[data-todo]') ?? [])];
    const next = rows[rows.indexOf(event.currentTarget) + (event.key === 'ArrowDown' ? 1 : -1)];
    event.preventDefault();
    next?.querySelector<HTMLElement>('[data-act]')?.focus();
  }
}

/** One to-do: what, for which project, why and when; its action in place of the date while the row is pointed at or holds the focus. */
export function TodoRow({ todo, today }: { todo: Todo; today: string }) {
  const [snoozing, setSnoozing] = useState(false);
  const canWrite = useCanWrite();
  const late = todo.due < today;
  const about = `${todo.what}${todo.project ? `，${todo.project.name}` : ''}`;
  const ticks = todo.tick !== null && canWrite;
  return (
    <tr
      className={styles.row}
      data-todo
      data-open={snoozing || undefined}
      onKeyDown={(event) => onRowKey(event, () => canWrite && setSnoozing(true))}
    >
      <td>
        <span className={`light ${todo.light}`}>
          <LightShape color={todo.light} />
        </span>
      </td>
      <td title={todo.what}>{ticks ? <Link to={todo.to}>{todo.what}</Link> : todo.what}</td>
      <td className={styles.soft} title={todo.project?.name}>
        {todo.project?.name}
      </td>
      <td className={styles.soft} title={todo.why}>
        {todo.why}
      </td>
      <td className={styles.act}>
        <span className={late ? styles.late : undefined}>{formatDue(todo.due, today)}</span>
        <div className={styles.actions}>
          {ticks ? (
            <button
              type="button"
              className="btn sm"
              data-act
              aria-label={`${todo.tick?.label}：${about}`}
              onClick={() => void tick(todo, today)}
            >
              <IconCheck className="icon" aria-hidden="true" />
              {todo.tick?.label}
            </button>
          ) : (
            <Link to={todo.to} className="btn sm" data-act aria-label={`${todo.action}：${about}`}>
              {todo.action}
            </Link>
          )}
          {canWrite && (
            <Popover opened={snoozing} onChange={setSnoozing} position="bottom-end" trapFocus returnFocus>
              <Popover.Target>
                <button
                  type="button"
                  className="btn sm icon-only"
                  title="推迟（S）"
                  aria-label={`推迟：${about}`}
                  aria-expanded={snoozing}
                  onClick={() => setSnoozing(!snoozing)}
                >
                  <IconClockPause className="icon" aria-hidden="true" />
                </button>
              </Popover.Target>
              <Popover.Dropdown>
                <SnoozeForm todo={todo} today={today} onDone={() => setSnoozing(false)} />
              </Popover.Dropdown>
            </Popover>
          )}
        </div>
      </td>
    </tr>
  );
}

import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { SnoozedTodo } from '../../../src-shared/contract/desk-methods';
import { formatDay } from '../../../src-shared/terms/format';
import { useCanWrite } from '../../app/status';
import { LightShape } from '../../components/light';
import { showDone, showFailure } from '../../components/toast';
import { run } from '../../ledger-client';
import styles from './desk.module.css';

async function wake(todo: SnoozedTodo): Promise<void> {
  const result = await run('desk.wake', { todo: todo.id });
  if (!result.ok) showFailure(result.error);
  else showDone(`已恢复：${todo.what}`, { undo: true });
}

/** '已推迟 3' and, once opened, each with the day on which it comes back and why it was put off. */
export function SnoozedRows({ snoozed }: { snoozed: readonly SnoozedTodo[] }) {
  const [open, setOpen] = useState(false);
  const canWrite = useCanWrite();
  if (snoozed.length === 0) return null;
  const Chevron = open ? IconChevronDown : IconChevronRight;
  return (
    <tbody>
      <tr>
        <th colSpan={5} scope="rowgroup">
          <button type="button" className={styles.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
            <Chevron className="icon" aria-hidden="true" />
            已推迟<span className={styles.count}>{snoozed.length}</span>
          </button>
        </th>
      </tr>
      {open &&
        snoozed.map((todo) => (
          <tr key={todo.id} className={styles.row} data-todo>
            <td>
              <span className={`light ${todo.light}`}>
                <LightShape color={todo.light} />
              </span>
            </td>
            <td title={todo.what}>{todo.what}</td>
            <td className={styles.soft} title={todo.project?.name}>
              {todo.project?.name}
            </td>
            <td className={styles.soft} title={todo.reason}>
              推迟到 {formatDay(todo.until)}，{todo.reason}
            </td>
            <td className={styles.act}>
              <span>{formatDay(todo.due)}</span>
              {canWrite && (
                <div className={styles.actions}>
                  <button
                    type="button"
                    className="btn sm"
                    data-act
                    aria-label={`恢复：${todo.what}${todo.project ? `，${todo.project.name}` : ''}`}
                    onClick={() => void wake(todo)}
                  >
                    恢复
                  </button>
                </div>
              )}
            </td>
          </tr>
        ))}
    </tbody>
  );
}

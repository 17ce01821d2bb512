import { notifications } from '@mantine/notifications';
import { IconAlertCircle, IconCheck } from '@tabler/icons-react';
import { describeFailure, type Failure } from '../../src-shared/terms/errors';
import { onStep, run } from '../ledger-client';
import classes from './toast.module.css';

/** The toast that offers the way back. Invariant: at most one, and it is about the very last step. */
let offer: string | null = null;
onStep(() => {
  if (offer) notifications.hide(offer);
  offer = null;
});

/** A word at the foot of the window. With `undo` it carries the way back, which takes the last step of this machine back. */
export function showDone(text: string, options: { undo?: boolean } = {}): void {
  const id = notifications.show({
    icon: <IconCheck className="icon" aria-hidden="true" />,
    autoClose: options.undo ? 8000 : 4000,
    withCloseButton: false,
    message: (
      <span className={classes.row}>
        <span>{text}</span>
        {options.undo && (
          <button
            type="button"
            className={classes.back}
            onClick={() => {
              notifications.hide(id);
              void undoLast();
            }}
          >
            撤销<span>Ctrl Z</span>
          </button>
        )}
      </span>
    ),
  });
  if (options.undo) offer = id;
}

/** A failure that has no place of its own on the screen. Stays until it is closed. */
export function showFailure(failure: Failure): void {
  const { what, safe, next } = describeFailure(failure);
  notifications.show({
    id: `failure-${failure.code}`,
    icon: <IconAlertCircle className="icon" aria-hidden="true" />,
    autoClose: 12_000,
    role: 'alert',
    closeButtonProps: { 'aria-label': '关闭' },
    message: (
      <span className={classes.failure}>
        <b>{what}</b>
        <span>
          {safe}
          {next}
        </span>
      </span>
    ),
  });
}

/** Takes back the last step typed on this machine and says what it was. */
export async function undoLast(): Promise<void> {
  const result = await run('records.undo', {});
  if (!result.ok) {
    showFailure(result.error);
    return;
  }
  showDone(`已撤销：${result.value.what}`);
}

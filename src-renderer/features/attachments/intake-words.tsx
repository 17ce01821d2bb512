import { IconX } from '@tabler/icons-react';
import type { Intake } from './attachment-intake';
import classes from './attachments.module.css';

/** Files that were not taken, each with the reason; and how far a long taking is. */
export function IntakeWords({ intake }: { intake: Intake }) {
  const { refused, progress, busy } = intake;
  return (
    <>
      {busy && (
        <p className={classes.working} role="status">
          {progress && progress.total > 1 ? `正在添加 ${progress.done} / ${progress.total}` : '正在添加'}
        </p>
      )}
      {refused.length > 0 && (
        <div className={classes.refused} role="alert">
          <ul>
            {refused.map(({ name, message }) => (
              <li key={name}>{message}</li>
            ))}
          </ul>
          <button type="button" className="btn sm icon-only quiet" aria-label="知道了" onClick={intake.forgetRefused}>
            <IconX className="icon" aria-hidden="true" />
          </button>
        </div>
      )}
    </>
  );
}

import { Button } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { describeFailure, type Failure, failureMessage } from '../../src-shared/terms/errors';
import { copyText } from './copy-text';

/**
 * A failure where the hand is: what happened, whether the data is safe, what to do, and the next step as a button.
 * `retry` offers 再试一次; `children` are further buttons.
 */
export function Trouble({
  failure,
  retry,
  children,
}: {
  failure: Failure;
  retry?: (() => void) | undefined;
  children?: ReactNode;
}) {
  const { what, safe, next } = describeFailure(failure);
  return (
    <div className="msg" role="alert">
      <div className="t">
        <IconAlertCircle className="icon" aria-hidden="true" />
        <span>{what}</span>
      </div>
      <p>
        {safe}
        {next}
      </p>
      <div className="b">
        {retry && (
          <Button variant="filled" onClick={retry}>
            再试一次
          </Button>
        )}
        {children}
        <Button variant="subtle" onClick={() => void copyText(failureMessage(failure))}>
          复制这段话
        </Button>
      </div>
    </div>
  );
}

/** What will stand here, and the button to begin with. */
export function Empty({ title, hint, children }: { title: string; hint?: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <p>
        <b>{title}</b>
        {hint && (
          <>
            <br />
            <span className="muted">{hint}</span>
          </>
        )}
      </p>
      {children && <div className="btns">{children}</div>}
    </div>
  );
}

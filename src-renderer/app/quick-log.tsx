import { Modal } from '@mantine/core';
import { useEffect } from 'react';
import classes from '../features/liaison/quick-log.module.css';
import { QuickLogForm } from '../features/liaison/quick-log-form';
import { closeQuickLog, isQuickLogOpen, openQuickLog, useQuickLogOpen } from './quick-log-state';
import { useCanWrite } from './status';

/** Whether Escape belongs to something inside: an open menu or list, or a token that is being set. */
const belongsInside = (target: EventTarget | null) =>
  target instanceof Element && target.closest('[data-own-escape], [role="menu"], [aria-expanded="true"]') !== null;

/**
 * Ctrl+J opens it from anywhere, Escape closes it alone. Both are heard before any dialog underneath hears them: the listener stands on the
 * window, in the capturing phase, from the first moment of the frame on.
 */
function useQuickLogKeys(writable: boolean): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || event.keyCode === 229) return;
      const plain = !event.shiftKey && !event.altKey;
      if ((event.ctrlKey || event.metaKey) && plain && event.key.toLowerCase() === 'j') {
        event.preventDefault();
        if (writable) openQuickLog();
      } else if ((event.ctrlKey || event.metaKey) && plain && event.key.toLowerCase() === 'k') {
        // The search box comes in its place.
        closeQuickLog();
      } else if (event.key === 'Escape' && isQuickLogOpen() && !belongsInside(event.target)) {
        event.preventDefault();
        event.stopImmediatePropagation();
        closeQuickLog();
      }
    };
    addEventListener('keydown', onKey, { capture: true });
    return () => removeEventListener('keydown', onKey, { capture: true });
  }, [writable]);
}

/** A note in ten seconds, from anywhere. */
export function QuickLog() {
  const writable = useCanWrite();
  const open = useQuickLogOpen();
  useQuickLogKeys(writable);
  return (
    // Without a transition it stands in the very task of Ctrl+J, so that no letter typed behind it is lost.
    <Modal.Root
      opened={open && writable}
      onClose={closeQuickLog}
      closeOnEscape={false}
      size={720}
      yOffset={128}
      centered={false}
      padding={0}
      zIndex={250}
      transitionProps={{ duration: 0 }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label="记一笔">
        <Modal.Body className={classes.body}>
          <QuickLogForm />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

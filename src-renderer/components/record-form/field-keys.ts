import type { KeyboardEvent } from 'react';
import { undoLast } from '../toast';

/** Keys of a one-line field: Enter saves, Escape gives up, Ctrl+Z in an untouched field takes the last step back. */
export function fieldKeys(
  event: KeyboardEvent<HTMLElement>,
  control: { dirty: boolean; leave: () => Promise<void>; giveUp: () => void },
  multiline = false,
): void {
  if (event.nativeEvent.isComposing || event.keyCode === 229) return;
  if (event.key === 'Enter' && !multiline) void control.leave();
  else if (event.key === 'Escape' && control.dirty) control.giveUp();
  else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z' && !control.dirty) void undoLast();
  else return;
  event.preventDefault();
}

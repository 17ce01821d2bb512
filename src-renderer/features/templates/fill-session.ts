import { useSyncExternalStore } from 'react';
import type { OutputOf } from '../../../src-shared/contract/contract';
import type { Failure } from '../../../src-shared/terms/errors';
import type { FileHandle } from '../../components/file-drop';
import { showFailure } from '../../components/toast';
import { call, type Progress, run } from '../../ledger-client';
import { proposedName } from './template-words';

export interface FillTask {
  readonly template: { readonly id: string; readonly name: string };
  /** Month that is reported, `YYYY-MM`. */
  readonly month: string;
  readonly target: FileHandle;
  /** Last month's copy, against which it is held. */
  readonly previous: FileHandle | null;
}

export type Fill = FillTask &
  (
    | { readonly state: 'running'; readonly progress: Progress | null }
    | { readonly state: 'done'; readonly outcome: OutputOf<'templates.fill'> }
    | { readonly state: 'failed'; readonly failure: Failure }
  );

// The last fill stays where it was done until it is closed, also while the person looks at something else.
let fill: Fill | null = null;
const listeners = new Set<() => void>();

function change(next: Fill | null): void {
  fill = next;
  for (const listener of listeners) listener();
}

export function useFill(): Fill | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => fill,
  );
}

export function closeFill(): void {
  change(null);
}

/** Writes the copy; a second run with the same task writes the same file anew. */
export async function runFill(task: FillTask): Promise<void> {
  if (fill?.state === 'running') return;
  const { template, month, target, previous } = task;
  const key = crypto.randomUUID();
  change({ ...task, state: 'running', progress: null });
  const stop = window.wubao.listen((event) => {
    if (event.type === 'progress' && event.key === key) change({ ...task, state: 'running', progress: event });
  });
  const result = await run(
    'templates.fill',
    { id: template.id, month, file: target.token, ...(previous ? { previousFile: previous.token } : {}) },
    key,
  );
  stop();
  change(
    result.ok ? { ...task, state: 'done', outcome: result.value } : { ...task, state: 'failed', failure: result.error },
  );
}

/** Asks where the filled copy goes. Answers whether it was begun: false where the person closed the dialog. */
export async function fillTemplate(
  template: FillTask['template'],
  month: string,
  previous: FileHandle | null = null,
): Promise<boolean> {
  const place = await call('files.chooseSave', { purpose: 'excel', name: proposedName(template.name, month) });
  if (!place.ok) showFailure(place.error);
  if (!place.ok || !place.value) return false;
  void runFill({ template, month, target: place.value, previous });
  return true;
}

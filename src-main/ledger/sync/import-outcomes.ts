import type { LedgerContext } from '../context';
import { awaitedFiles } from './attachment-volumes';
import { manifestOf } from './judge';
import { messages } from './messages';
import type { Outcome, Settled } from './settle';

/** The end of a file that brought nothing. */
export function end(outcome: Outcome['outcome'], message: string): Outcome {
  return { outcome, applied: 0, conflicts: 0, review: 0, missing: [], message };
}

/** Tells with the last file that was merged how many files are still on their way. */
export function noteAwaited(context: LedgerContext, outcomes: Map<number, Outcome>): void {
  const last = [...outcomes].filter(([, { outcome }]) => outcome === 'merged').sort(([a], [b]) => b - a)[0];
  const awaited = last ? awaitedFiles(context).length : 0;
  if (last && awaited > 0)
    outcomes.set(last[0], { ...last[1], message: last[1].message + messages.filesAwaited(awaited) });
}

/** The same bytes twice in one drop. */
export function twinOf(first: Outcome | undefined): Outcome {
  if (first?.outcome === 'merged' || first?.outcome === 'duplicate') return end('duplicate', messages.duplicate());
  return first ?? end('duplicate', messages.duplicate());
}

/** Tells with the file that filled a gap, or brought the approval, which earlier packages could go on. */
export function noteContinued(
  settled: readonly Settled[],
  outcomes: Map<number, Outcome>,
  indexOfDevice: ReadonlyMap<string, number>,
): void {
  const names = new Map<number, string[]>();
  for (const { candidate, outcome } of settled) {
    const index = indexOfDevice.get(manifestOf(candidate)?.device ?? '');
    if (index !== undefined && outcome.outcome === 'merged')
      names.set(index, [...(names.get(index) ?? []), candidate.name]);
  }
  for (const [index, list] of names) {
    const outcome = outcomes.get(index);
    if (outcome) outcomes.set(index, { ...outcome, message: outcome.message + messages.continued(list) });
  }
}

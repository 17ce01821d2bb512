import { useSyncExternalStore } from 'react';
import type { TemplateMapping } from '../../../src-shared/contract/template-values';
import type { FileHandle } from '../../components/file-drop';

/** What a person settled about a table before it is kept. */
export interface Settled {
  readonly name: string;
  readonly note: string;
  readonly mapping: TemplateMapping;
}

/** A table on its way: a new file, or a table of the ledger by its id. */
export interface Teaching {
  /** Null for a table of the ledger. */
  readonly file: FileHandle | null;
  /** The sheet that the person chose; undefined for the one that was found. */
  readonly sheet: string | undefined;
  /** Null while everything stands as it was understood. */
  readonly settled: Settled | null;
}

/** Key of the file that is not in the ledger yet. */
export const newTable = 'new';

// Tokens die with the window, so this lives in memory and not in the address: leaving the page and coming back loses nothing.
let teachings: ReadonlyMap<string, Teaching> = new Map();
const listeners = new Set<() => void>();

function change(key: string, teaching: Teaching | null): void {
  const next = new Map(teachings);
  if (teaching) next.set(key, teaching);
  else next.delete(key);
  teachings = next;
  for (const listener of listeners) listener();
}

/** Begins with another blank table; one on which something was settled already waits until it is taken up again. */
export function beginTeaching(file: FileHandle): void {
  putAside();
  change(newTable, { file, sheet: undefined, settled: null });
}

function putAside(): void {
  const present = teachings.get(newTable);
  if (present?.file && present.settled) change(present.file.token, present);
}

/** Goes on with a table that waits, by its key. */
export function resumeTeaching(key: string): void {
  const waiting = teachings.get(key);
  if (!waiting?.file || key === newTable) return;
  putAside();
  change(key, null);
  change(newTable, waiting);
}

/** Another sheet of the new file: what was settled for one says nothing about another. */
export function chooseSheet(sheet: string): void {
  const teaching = teachings.get(newTable);
  if (teaching) change(newTable, { ...teaching, sheet, settled: null });
}

export function settle(key: string, settled: Settled): void {
  const teaching = teachings.get(key) ?? { file: null, sheet: undefined, settled: null };
  change(key, { ...teaching, settled });
}

export function endTeaching(key: string): void {
  change(key, null);
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useTeaching(key: string): Teaching | undefined {
  return useSyncExternalStore(listen, () => teachings.get(key));
}

/** Every table on its way, the new files and the known ones, by its key. */
export function useTeachings(): ReadonlyMap<string, Teaching> {
  return useSyncExternalStore(listen, () => teachings);
}

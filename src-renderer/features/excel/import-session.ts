import { useSyncExternalStore } from 'react';
import type { InputOf } from '../../../src-shared/contract/contract';
import type { FileHandle } from '../../components/file-drop';
import type { BatchFile } from './batch-table';

type Input = InputOf<'excel.preview'>;

/** What a person settled for one file before it is written. */
export type FileOptions = {
  [Name in 'mapping' | 'decisions' | 'policies' | 'recall']: NonNullable<Input[Name]>;
} & Pick<Input, 'sheet' | 'unit' | 'policy'>;

const nothing: FileOptions = { mapping: {}, decisions: {}, policies: {}, recall: true };

// Tokens die with the window, so the session lives in memory and not in the address: leaving the page and coming back loses nothing.
let files: readonly BatchFile[] = [];
const options = new Map<string, FileOptions>();
const texts = new Map<string, string>();
const listeners = new Set<() => void>();

function change(next: readonly BatchFile[]): void {
  files = next;
  for (const listener of listeners) listener();
}

/** Begins with other files, which the import page shows one after the other. An empty list changes nothing. */
export function beginImport(chosen: readonly FileHandle[]): void {
  if (chosen.length === 0) return;
  endImport();
  change(chosen.map((file) => ({ ...file, result: null })));
}

/** Begins with a table from the clipboard, as HTML or as lines with tabs. */
export function beginPasted(text: string): void {
  endImport();
  const token = crypto.randomUUID();
  texts.set(token, text);
  change([{ token, name: '粘贴的表格', result: null }]);
}

export function endImport(): void {
  options.clear();
  texts.clear();
  change([]);
}

/** Where the table of a file is read from: the file itself, or what was pasted. */
export function sourceOf(token: string): Pick<Input, 'file' | 'text'> {
  const text = texts.get(token);
  return text === undefined ? { file: token } : { text };
}

/** Notes what became of a file. */
export function settleFile(token: string, result: BatchFile['result']): void {
  change(files.map((file) => (file.token === token ? { ...file, result } : file)));
}

export function optionsOf(token: string): FileOptions {
  return options.get(token) ?? nothing;
}

export function keepOptions(token: string, settled: FileOptions): void {
  options.set(token, settled);
}

/** What was settled for one sheet says nothing about another. */
export function optionsOfSheet(sheet: string | undefined): FileOptions {
  return sheet === undefined ? nothing : { ...nothing, sheet };
}

/** An answer to a doubt; a cell that is typed anew takes the place of whatever was typed there before. */
export function withDecision(settled: FileOptions, id: string, code: string): FileOptions {
  const place = id.slice(id.indexOf(':'));
  const kept = Object.entries(settled.decisions).filter(
    ([other, choice]) => !(other.endsWith(place) && choice.startsWith('value:')),
  );
  return { ...settled, decisions: { ...Object.fromEntries(kept), [id]: code } };
}

/** Files that were chosen together. */
export function useImportFiles(): readonly BatchFile[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => files,
  );
}

import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Door, openDoor } from '../../src-main/ledger/door';
import type { InputOf, MethodOf, OutputOf } from '../../src-shared/contract/contract';
import { failureMessage } from '../../src-shared/terms/errors';

export interface Measure {
  /** What was done, in the words of quality.md. */
  readonly work: string;
  readonly figure: string;
  /** What it is measured against in the same run. */
  readonly against: string;
  readonly ratio: string;
  readonly aim: string;
}

export const seconds = (since: number) => (performance.now() - since) / 1000;

/** Runs with a folder of its own, gone afterwards. */
export async function withScratch<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(os.tmpdir(), '五包 测量-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function commissionLedger(folder: string): Promise<Door> {
  const door = openDoor(folder, { migrations: path.resolve('migrations') });
  await must(door, 'ledger.initialize', { role: 'commission', person: '周科长', unit: '市发改委' });
  return door;
}

export async function must<Name extends MethodOf<'ledger'>>(
  door: Door,
  method: Name,
  input: InputOf<Name>,
): Promise<OutputOf<Name>> {
  const result = await door.call(method, input);
  if (!result.ok) throw new Error(`${method}: ${failureMessage(result.error)}`);
  return result.value;
}

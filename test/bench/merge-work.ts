import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Door } from '../../src-main/ledger/door';
import type { Line } from '../../src-main/ledger/journal/line';
import { Reporter } from './packages';
import { commissionLedger, must } from './scratch';
import { baseLines, Rounds, shape } from './workload';

/** The packages of all devices and the ledger that has the records which they edit; lies in a folder, for the parts. */
export interface MergeWork {
  /** Files by round. */
  readonly rounds: readonly (readonly string[])[];
  /** Of all packages together. */
  readonly bytes: number;
  readonly edits: number;
}

const ledgerFolder = (folder: string) => path.join(folder, 'ledger');
const baseFile = (folder: string) => path.join(folder, 'base.json');

/** The folder of the ledger that all measures begin with: 10,000 projects, every device approved. */
export const preparedLedger = ledgerFolder;

export function readBase(folder: string): Line[] {
  return JSON.parse(readFileSync(baseFile(folder), 'utf8')) as Line[];
}

export const readWork = (folder: string) =>
  JSON.parse(readFileSync(path.join(folder, 'work.json'), 'utf8')) as MergeWork;

/** Every edit as its author wrote it, device by device. */
export const readEdits = (folder: string) =>
  JSON.parse(readFileSync(path.join(folder, 'edits.json'), 'utf8')) as Line[][];

function approve(door: Door, reporters: readonly Reporter[]): void {
  const statement = door.context?.database.prepare(
    "INSERT INTO device (id, public_key, state) VALUES (?, ?, 'approved')",
  );
  for (const { key } of reporters) statement?.run(key.id, key.publicKey);
}

/** Writes `count` rounds of packages and the ledger to merge them into. */
export async function prepareMerge(folder: string, count = 1): Promise<MergeWork> {
  const office = new Reporter(folder, '底账');
  const base = baseLines(office.key.id);
  const first = await office.write(base);
  const reporters = Array.from({ length: shape.devices }, (_, index) => new Reporter(folder, `秘书${index + 1}`));
  const rounds = new Rounds(
    base,
    reporters.map(({ key }) => key.id),
  );
  const files: string[][] = [];
  let bytes = 0;
  for (let round = 0; round < count; round += 1) {
    const lines = rounds.next();
    if (count === 1) writeFileSync(path.join(folder, 'edits.json'), JSON.stringify(lines));
    const written: string[] = [];
    for (const [index, reporter] of reporters.entries()) {
      const file = await reporter.write(lines[index] as Line[]);
      bytes += file.bytes;
      written.push(file.file);
    }
    files.push(written);
  }
  const work = { rounds: files, bytes, edits: count * shape.devices * shape.edits };
  writeFileSync(path.join(folder, 'work.json'), JSON.stringify(work));
  writeFileSync(baseFile(folder), JSON.stringify(base));
  const door = await commissionLedger(ledgerFolder(folder));
  approve(door, [office, ...reporters]);
  await must(door, 'packages.import', { files: [first.file] });
  door.close();
  return work;
}

import { cpSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { type Door, openDoor } from '../../src-main/ledger/door';
import type { Line } from '../../src-main/ledger/journal/line';
import { openArchive } from '../../src-main/ledger/sync/archive';
import { installPeers, peers } from './merge-peers';
import { type MergeWork, preparedLedger, prepareMerge, readBase, readWork } from './merge-work';
import { type Part, type PartResult, runPart, runTurns, type Timed, timed } from './part';
import { type Measure, must, withScratch } from './scratch';
import { columns } from './workload';

/** Plain upserts of the same cells from the same files: the limit, which keeps nothing else and checks nothing. */
async function rawPart(folder: string): Promise<Timed> {
  const file = path.join(folder, 'raw.sqlite');
  for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
  const database = new BetterSqlite(file);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec(`CREATE TABLE project (id TEXT PRIMARY KEY NOT NULL, ${columns.join(', ')})`);
  const insert = database.prepare(`INSERT INTO project VALUES (?${', ?'.repeat(columns.length)})`);
  const base = readBase(folder);
  database.transaction(() => {
    for (const line of base) insert.run(line.r, ...columns.map((column) => line.set[column]));
  })();
  const upserts = Object.fromEntries(
    columns.map((column) => [
      column,
      database.prepare(
        `INSERT INTO project (id, ${column}) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET ${column} = excluded.${column}`,
      ),
    ]),
  );
  const packages = readWork(folder).rounds[0] ?? [];
  const taken = await timed(async () => {
    const files: Buffer[] = [];
    for (const name of packages) files.push((await openArchive(readFileSync(name), name)).read('changes.ndjson'));
    database.transaction(() => {
      for (const ndjson of files) {
        for (const text of ndjson.toString('utf8').trimEnd().split('\n')) {
          const { r, set } = JSON.parse(text) as Line;
          for (const column in set) upserts[column]?.run(r, set[column]);
        }
      }
    })();
  });
  database.close();
  return taken;
}

/** A copy of the prepared ledger, open; closed and gone after the work. */
export async function withPreparedLedger<T>(folder: string, work: (door: Door) => Promise<T>): Promise<T> {
  const copy = path.join(folder, `ledger-${process.pid}`);
  cpSync(preparedLedger(folder), copy, { recursive: true });
  const door = openDoor(copy, { migrations: path.resolve('migrations') });
  try {
    return await work(door);
  } finally {
    door.close();
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Imports and fails where not every edit was applied, or not every file was known where that is `expected`. */
export async function importAll(door: Door, files: readonly string[], edits: number | 'duplicate'): Promise<void> {
  const outcomes = await must(door, 'packages.import', { files: [...files] });
  const applied = outcomes.reduce((sum, outcome) => sum + outcome.applied, 0);
  const fits = edits === 'duplicate' ? outcomes.every(({ outcome }) => outcome === 'duplicate') : applied === edits;
  if (!fits) throw new Error(`${applied} edits were applied, wanted ${edits}: ${JSON.stringify(outcomes[0])}`);
}

/** Merge through the door: verify, inflate, chain, history, heads, search index, register. */
function mergePart(folder: string): Promise<Timed> {
  const { rounds, edits } = readWork(folder);
  return withPreparedLedger(folder, (door) => timed(() => importAll(door, rounds[0] ?? [], edits)));
}

function againPart(folder: string): Promise<Timed> {
  const { rounds, edits } = readWork(folder);
  return withPreparedLedger(folder, async (door) => {
    await importAll(door, rounds[0] ?? [], edits);
    return timed(() => importAll(door, rounds[0] ?? [], 'duplicate'));
  });
}

const peerPart: Part = (folder = '', name = '') => {
  const peer = peers[name];
  if (!peer) throw new Error(`no peer ${name}`);
  return peer.merge(folder);
};

export const mergeParts: Readonly<Record<string, Part>> = {
  'merge-raw': (folder = '') => rawPart(folder),
  merge: (folder = '') => mergePart(folder),
  'merge-again': (folder = '') => againPart(folder),
  'merge-peer': peerPart,
};

const perSecond = (edits: number, { seconds }: PartResult) => `${Math.round(edits / seconds)} edits/s`;
const megabytes = (result: PartResult) => `${Math.round(result.megabytes)} MB`;
const perEdit = (bytes: number, edits: number) => `${(bytes / edits).toFixed(1)} bytes/edit`;

const rounds = 3;

/** Merge of 100,000 edits in 20 packages, and how others do the same work; the middle of three turns each. */
export function measureMerge(): Promise<Measure[]> {
  return withScratch(async (folder) => {
    const work = await prepareMerge(folder);
    const { edits, bytes } = work;
    const results = await runTurns(rounds, {
      'merge-raw': [folder],
      merge: [folder],
      'merge-again': [folder],
    });
    const [raw, merged, again] = [results['merge-raw'], results.merge, results['merge-again']];
    if (!raw || !merged || !again) throw new Error('a part gave no result');
    const ratio = (result: PartResult) => (raw.seconds / result.seconds).toFixed(2);
    return [
      {
        work: `merge ${edits} edits`,
        figure: `${perSecond(edits, merged)}, ${megabytes(merged)}, keeps all`,
        against: `raw upsert ${perSecond(edits, raw)}`,
        ratio: ratio(merged),
        aim: '≥ 0.7, later 1.0',
      },
      {
        work: 'processor time of it, all threads',
        figure: `${merged.processorSeconds.toFixed(2)} s`,
        against: `raw upsert ${raw.processorSeconds.toFixed(2)} s`,
        ratio: (raw.processorSeconds / merged.processorSeconds).toFixed(2),
        aim: '',
      },
      {
        work: 'the same packages again',
        figure: `${Math.round(again.seconds * 1000)} ms`,
        against: '',
        ratio: '',
        aim: '< 50 ms',
      },
      { work: 'package size', figure: perEdit(bytes, edits), against: '', ratio: '', aim: '≤ 55' },
      ...(await measurePeers(folder, work, ratio)),
    ];
  });
}

/** A peer that cannot be installed or fails is a line that says so. */
async function measurePeers(
  folder: string,
  { edits }: MergeWork,
  ratio: (result: PartResult) => string,
): Promise<Measure[]> {
  const fault = installPeers();
  const measures: Measure[] = [];
  for (const [name, { title, keeps, prepare }] of Object.entries(peers)) {
    const row = { work: `  ${title}`, against: `keeps losers: ${keeps}`, aim: '' };
    try {
      const bytes = await prepare(folder);
      const result = await runPart('merge-peer', folder, name);
      const figure = `${perSecond(edits, result)}, ${megabytes(result)}, ${perEdit(bytes, edits)}`;
      measures.push({ ...row, figure, ratio: ratio(result) });
    } catch (error) {
      const reason = fault ?? (error instanceof Error ? error.message.split('\n')[0] : String(error));
      measures.push({ ...row, figure: `not measured: ${reason}`, ratio: '' });
    }
  }
  return measures;
}

import { readFileSync } from 'node:fs';
import path from 'node:path';
import BetterSqlite from 'better-sqlite3';
import type { Line } from '../../src-main/ledger/journal/line';
import { openArchive } from '../../src-main/ledger/sync/archive';
import { type PackageFile, packageOf } from './packages';
import { commissionLedger, type Measure, must, seconds, withScratch } from './scratch';
import { baseLines, columns, editLines, shape } from './workload';

/** Plain upserts of the same cells from the same files: the limit, which keeps nothing else. */
async function rawSeconds(folder: string, base: readonly Line[], packages: readonly PackageFile[]): Promise<number> {
  const database = new BetterSqlite(path.join(folder, 'raw.sqlite'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec(`CREATE TABLE project (id TEXT PRIMARY KEY NOT NULL, ${columns.join(', ')})`);
  const insert = database.prepare(`INSERT INTO project VALUES (?${', ?'.repeat(columns.length)})`);
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
  const start = performance.now();
  const files: Buffer[] = [];
  for (const { file } of packages) files.push((await openArchive(readFileSync(file), file)).read('changes.ndjson'));
  database.transaction(() => {
    for (const ndjson of files) {
      for (const text of ndjson.toString('utf8').trimEnd().split('\n')) {
        const { r, set } = JSON.parse(text) as Line;
        for (const column in set) upserts[column]?.run(r, set[column]);
      }
    }
  })();
  const taken = seconds(start);
  database.close();
  return taken;
}

/** Merge of 100,000 edits in 20 packages through the door: verify, inflate, chain, history, heads, search index, register. */
export async function measureMerge(): Promise<Measure[]> {
  return withScratch(async (folder) => {
    let base: readonly Line[] = [];
    const first = await packageOf(folder, '底账', (device) => {
      base = baseLines(device);
      return base;
    });
    const packages: PackageFile[] = [];
    for (let index = 0; index < shape.devices; index += 1)
      packages.push(await packageOf(folder, `秘书${index + 1}`, (device) => editLines(device, index, base)));
    const edits = shape.devices * shape.edits;

    const door = await commissionLedger(path.join(folder, 'ledger'));
    const importing = async (files: readonly PackageFile[]) => {
      const start = performance.now();
      const outcomes = await must(door, 'packages.import', { files: files.map(({ file }) => file) });
      return { outcomes, taken: seconds(start) };
    };
    const approve = async (files: readonly PackageFile[]) => {
      const { database } = door.context ?? {};
      for (const { key } of files)
        database
          ?.prepare("INSERT INTO device (id, public_key, state) VALUES (?, ?, 'approved')")
          .run(key.id, key.publicKey);
    };
    await approve([first, ...packages]);
    await importing([first]);
    globalThis.gc?.();
    const raw = await rawSeconds(folder, base, packages);
    globalThis.gc?.();
    const merged = await importing(packages);
    const applied = merged.outcomes.reduce((sum, outcome) => sum + outcome.applied, 0);
    if (applied !== edits)
      throw new Error(`${applied} of ${edits} edits were applied: ${JSON.stringify(merged.outcomes[0])}`);
    const again = await importing(packages);
    if (again.outcomes.some((outcome) => outcome.outcome !== 'duplicate'))
      throw new Error('the second import was no duplicate');
    door.close();
    const bytes = packages.reduce((sum, { bytes: size }) => sum + size, 0);
    return [
      {
        work: `merge ${edits} edits`,
        figure: `${Math.round(edits / merged.taken)} edits/s`,
        against: `raw upsert ${Math.round(edits / raw)} edits/s`,
        ratio: (raw / merged.taken).toFixed(2),
        aim: '≥ 0.5, later ≥ 0.7',
      },
      {
        work: 'the same packages again',
        figure: `${Math.round(again.taken * 1000)} ms`,
        against: '',
        ratio: '',
        aim: '< 50 ms',
      },
      {
        work: 'package size',
        figure: `${(bytes / edits).toFixed(1)} bytes/edit`,
        against: '',
        ratio: '',
        aim: '≤ 55 later',
      },
    ];
  });
}

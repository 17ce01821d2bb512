import path from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { commissionLedger, type Measure, must, seconds, withScratch } from './scratch';

const count = 300;

/** One edit through the journal against one bare insert with the same pragmas, each durable by itself. */
export async function measureCommit(): Promise<Measure[]> {
  return withScratch(async (folder) => {
    const bare = new BetterSqlite(path.join(folder, 'bare.sqlite'));
    bare.pragma('journal_mode = WAL');
    bare.pragma('synchronous = FULL');
    bare.exec('CREATE TABLE line (id INTEGER PRIMARY KEY, text TEXT) STRICT');
    const insert = bare.prepare('INSERT INTO line (text) VALUES (?)');
    const door = await commissionLedger(path.join(folder, 'ledger'));
    const { id } = await must(door, 'records.create', { entity: 'project', set: { name: '江澜碳纤维复合材料产业园' } });
    const journal = door.context?.journal;
    // Turn about, so that a slow moment of the disk hits both.
    let [bareTaken, journalTaken] = [0, 0];
    for (let index = 0; index < count; index += 1) {
      let start = performance.now();
      insert.run(`第 ${index} 次，说明文字有二十来个字那么长`);
      bareTaken += seconds(start);
      start = performance.now();
      journal?.commit([{ entity: 'project', id, set: { note: `第 ${index} 次，说明文字有二十来个字那么长` } }]);
      journalTaken += seconds(start);
    }
    door.close();
    bare.close();
    const milliseconds = (taken: number) => `${((taken / count) * 1000).toFixed(2)} ms`;
    return [
      {
        work: 'commit of one edit',
        figure: milliseconds(journalTaken),
        against: `bare insert ${milliseconds(bareTaken)}`,
        ratio: (journalTaken / bareTaken).toFixed(2),
        aim: '≤ 1.5',
      },
    ];
  });
}

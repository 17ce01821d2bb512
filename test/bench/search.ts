import path from 'node:path';
import type { Line } from '../../src-main/ledger/journal/line';
import { Reporter } from './packages';
import { commissionLedger, type Measure, must, seconds, withScratch } from './scratch';
import { cellValue, randomOf } from './workload';

const projects = 100_000;
const samples = 200;

/** `share` of the sorted times, in milliseconds. */
function percentile(times: readonly number[], share: number): number {
  return times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] as number;
}

/** Search over 100,000 projects, by words of one to four characters that stand in them, against LIKE over the same texts. */
export async function measureSearch(): Promise<Measure[]> {
  return withScratch(async (folder) => {
    const random = randomOf(11);
    const names: string[] = [];
    const reporter = new Reporter(folder, '十万项目');
    const device = reporter.key.id;
    const file = await reporter.write(
      Array.from({ length: projects }, (_, index): Line => {
        const name = cellValue(random, 'name') as string;
        names.push(name);
        return {
          d: device,
          n: index + 1,
          t: 2_418_508_800_000_000 + index,
          p: '周科长',
          e: 'project',
          r: `p${index}`,
          set: { name, owner: cellValue(random, 'owner'), region: cellValue(random, 'region') },
        };
      }),
    );
    const door = await commissionLedger(path.join(folder, 'ledger'));
    const database = door.context?.database;
    database
      ?.prepare("INSERT INTO device (id, public_key, state) VALUES (?, ?, 'approved')")
      .run(file.key.id, file.key.publicKey);
    await must(door, 'packages.import', { files: [file.file] });
    const like = database
      ?.prepare(
        "SELECT id FROM project WHERE name LIKE '%' || ? || '%' OR owner LIKE '%' || ? || '%' ORDER BY record DESC LIMIT 50",
      )
      .pluck();
    const measures: Measure[] = [];
    for (const length of [1, 2, 3, 4]) {
      const times: number[] = [];
      const scans: number[] = [];
      let [found, wanted] = [0, 0];
      for (let index = 0; index < samples; index += 1) {
        const name = names[Math.floor(random() * names.length)] as string;
        const words = name.slice(0, length);
        let start = performance.now();
        const hits = await must(door, 'search.find', { words, limit: 50 });
        times.push(seconds(start) * 1000);
        start = performance.now();
        const scanned = like?.all(words, words) as string[];
        scans.push(seconds(start) * 1000);
        const ids = new Set(hits.map((hit) => hit.id));
        wanted += scanned.length;
        found += scanned.filter((id) => ids.has(id)).length;
      }
      const [ours, scan] = [percentile(times, 0.99), percentile(scans, 0.99)];
      measures.push({
        work: `search ${length} characters, ${projects} projects`,
        figure: `p50 ${percentile(times, 0.5).toFixed(1)} ms, p99 ${ours.toFixed(1)} ms, recall ${(found / wanted).toFixed(3)}`,
        against: `LIKE p99 ${scan.toFixed(1)} ms`,
        ratio: (scan / ours).toFixed(1),
        aim: length === 1 ? 'p99 ≤ 25 ms' : 'p99 ≤ 5 ms',
      });
    }
    door.close();
    return measures;
  });
}

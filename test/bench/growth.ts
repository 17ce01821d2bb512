import { importAll, withPreparedLedger } from './merge';
import { prepareMerge, readWork } from './merge-work';
import { type Part, runPart, type Timed, timed } from './part';
import { type Measure, withScratch } from './scratch';
import { shape } from './workload';

/** Rounds of 100,000 edits after which is measured. */
const stages = [1, 3, 10];

/** Merges that many rounds, one after another; the time is that of the last alone. */
async function growthPart(folder = '', count = '1'): Promise<Timed> {
  const rounds = readWork(folder).rounds.slice(0, Number(count));
  const edits = shape.devices * shape.edits;
  return withPreparedLedger(folder, async (door) => {
    for (const files of rounds.slice(0, -1)) await importAll(door, files, edits);
    return timed(() => importAll(door, rounds.at(-1) ?? [], edits));
  });
}

export const growthParts: Readonly<Record<string, Part>> = { growth: growthPart };

/** Time an edit and memory, as a ledger of 10,000 projects grows to a million edits. */
export function measureGrowth(): Promise<Measure[]> {
  return withScratch(async (folder) => {
    await prepareMerge(folder, Math.max(...stages));
    const edits = shape.devices * shape.edits;
    const measures: Measure[] = [];
    let first: number | undefined;
    for (const stage of stages) {
      const result = await runPart('growth', folder, String(stage));
      const perEdit = (result.seconds / edits) * 1_000_000;
      first ??= perEdit;
      measures.push({
        work: `the last ${edits} of ${stage * edits} edits`,
        figure: `${perEdit.toFixed(1)} µs/edit, ${Math.round((result.processorSeconds / edits) * 1_000_000)} µs processor, ${Math.round(result.megabytes)} MB`,
        against: `first ${first.toFixed(1)} µs/edit`,
        ratio: (first / perEdit).toFixed(2),
        aim: 'linear, memory flat',
      });
    }
    return measures;
  });
}

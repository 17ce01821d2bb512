import { measureBulletin } from './bulletin';
import { measureCity } from './city';
import { measureCommit } from './commit';
import { measureDesk } from './desk';
import { excelParts, measureExcelIn, measureExcelOut } from './excel';
import { measureGrid } from './grid';
import { growthParts, measureGrowth } from './growth';
import { measureMerge, mergeParts } from './merge';
import { servePart } from './part';
import { measureSchedule } from './schedule';
import type { Measure } from './scratch';
import { measureSearch } from './search';

const benchmarks: Record<string, () => Promise<Measure[]>> = {
  merge: measureMerge,
  growth: measureGrowth,
  commit: measureCommit,
  search: measureSearch,
  schedule: measureSchedule,
  desk: measureDesk,
  bulletin: measureBulletin,
  city: measureCity,
  'excel-in': measureExcelIn,
  'excel-out': measureExcelOut,
  grid: measureGrid,
};

async function measureAll(): Promise<void> {
  const named = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
  const measures: Measure[] = [];
  for (const [name, measure] of Object.entries(benchmarks)) {
    if (named.length > 0 && !named.includes(name)) continue;
    process.stderr.write(`${name}…\n`);
    measures.push(...(await measure()));
  }
  if (process.argv.includes('--json')) process.stdout.write(`${JSON.stringify(measures, null, 2)}\n`);
  else
    for (const { work, figure, against, ratio, aim } of measures)
      process.stdout.write(
        `${[work.padEnd(36), figure.padEnd(44), against.padEnd(28), ratio.padStart(6), `aim ${aim}`].join('  ')}\n`,
      );
}

if (!(await servePart({ ...excelParts, ...mergeParts, ...growthParts }))) await measureAll();

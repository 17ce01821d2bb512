import type { Workbench } from './harness';
import { ask, begin, zhou } from './people';

export interface Filled {
  /** In the order in which the grid shows them. */
  readonly names: readonly string[];
  readonly totals: readonly number[];
  readonly ids: readonly string[];
}

const regions = ['220202', '220203', '220284'];

/** A dispatcher's ledger with `count` projects of three regions; totals from 100万 up, each another. */
export async function fillLedger(workbench: Workbench, count: number): Promise<Filled> {
  await begin(workbench, zhou);
  const names: string[] = [];
  const totals: number[] = [];
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const name = `第${index + 1}号试验项目`;
    // 37 and 131 have no common factor, so that the order by amount is not the order of entry.
    const total = (((index * 37) % 131) + 1) * 1_000_000;
    const { id } = await ask<{ id: string }>(workbench, 'records.create', {
      entity: 'project',
      set: {
        name,
        region: regions[index % 3],
        owner: `第${index + 1}建设公司`,
        lifecycle: 'construction',
        actual_start: '2018-06-15',
        total_investment: total,
        annual_plan: { 2018: total / 2 },
      },
    });
    names.push(name);
    totals.push(total);
    ids.push(id);
  }
  return { names, totals, ids };
}

import type { Database } from 'better-sqlite3';
import type { Period } from '../../../src-shared/rules/period';
import { isBeforeStart } from '../../../src-shared/rules/permit-nodes';

export interface PermitCounts {
  readonly total: number;
  /** Granted by the end of the period, or not needed: the figure of the preparation rate counts a project where this equals `total`. */
  readonly ready: number;
  /** Names of the others. */
  readonly open: readonly string[];
}

/** Permits that the start must wait for, by project; those after the start are left out. */
export function permitsBeforeStart(database: Database, { end }: Pick<Period, 'end'>): Map<string, PermitCounts> {
  const rows = database
    .prepare(
      'SELECT project, catalogue_code, name, state, actual_finish FROM permit WHERE deleted <> 1 AND project IS NOT NULL ORDER BY record',
    )
    .iterate() as Iterable<{
    project: string;
    catalogue_code: string | null;
    name: string | null;
    state: string | null;
    actual_finish: string | null;
  }>;
  const found = new Map<string, { total: number; ready: number; open: string[] }>();
  for (const { project, catalogue_code, name, state, actual_finish } of rows) {
    if (!isBeforeStart({ catalogue_code })) continue;
    const own = found.get(project) ?? { total: 0, ready: 0, open: [] };
    own.total += 1;
    if (state === 'not_needed' || (state === 'granted' && (actual_finish ?? '') <= end)) own.ready += 1;
    else own.open.push(name ?? '未写名称的手续');
    found.set(project, own);
  }
  return found;
}

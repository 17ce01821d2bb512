import type { FieldValue } from '../../../src-shared/entities/field';
import type { WorkbookRow } from './ledger-workbook-in';

export type RowState = 'created' | 'updated' | 'unchanged' | 'skipped';

/** Counts projects, each with all that belongs to it, and records that belong to none. What is deleted counts nowhere. */
export function tally(
  rows: readonly WorkbookRow[],
  states: ReadonlyMap<WorkbookRow, RowState>,
  makings: ReadonlyMap<WorkbookRow, { readonly id: string; readonly set: Readonly<Record<string, FieldValue>> }>,
): { created: number; updated: number; unchanged: number } {
  const owners = new Map<string, RowState>();
  for (const row of rows) {
    const state = states.get(row) ?? 'unchanged';
    if (row.deletion === 1 || state === 'skipped') continue;
    const made = makings.get(row);
    const project = made?.set.project ?? row.values.project;
    const owner = row.entity !== 'project' && typeof project === 'string' ? project : undefined;
    const key = owner === undefined ? `${row.entity} ${made?.id ?? row.id}` : `project ${owner}`;
    const known = owners.get(key);
    if (known === undefined) owners.set(key, owner !== undefined && state === 'created' ? 'updated' : state);
    else if (known === 'unchanged' && state !== 'unchanged') owners.set(key, 'updated');
  }
  const count = (state: RowState) => [...owners.values()].filter((each) => each === state).length;
  return { created: count('created'), updated: count('updated'), unchanged: count('unchanged') };
}

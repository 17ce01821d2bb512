import { v7 as uuidv7 } from 'uuid';
import type { FieldValue } from '../../../src-shared/entities/field';
import type { Edit } from '../journal/edit';
import { changesOf } from './excel-changes';
import { type MoneySheet, settleColumnUnits } from './excel-column-units';
import { byPlace, type Doubts } from './excel-doubts';
import type { KnownProjects } from './excel-known';
import { checkPlanned } from './excel-plan-checks';
import type { FieldDifference, PlannedProject } from './excel-planned';
import type { Policies } from './excel-policies';
import { recognise } from './excel-recognise';
import type { ReadProject } from './excel-table';

export type RowState = 'created' | 'updated' | 'unchanged';

/** What an import would do: one entry a project, in the order of the rows, and the edits of all of them. */
export interface ImportPlan {
  readonly states: ReadonlyMap<number, RowState>;
  /** Rows that turned out to be the same project as an earlier row. */
  readonly merged: readonly { readonly row: number; readonly reason: string }[];
  readonly edits: readonly Edit[];
  /** What the file says otherwise about projects that are there, taken or not. */
  readonly differences: readonly FieldDifference[];
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

export interface PlanOptions {
  readonly policies: Policies;
  readonly sheet: MoneySheet;
  /** Where an edit of a row was taken from, for the history of its fields. */
  readonly sourceOf: (row: number) => string;
}

/** Works out what an import changes. Pure but for fresh ids: the same file against the same ledger gives the same plan. */
export function planImport(
  projects: readonly ReadProject[],
  ledger: KnownProjects,
  options: PlanOptions,
  doubts: Doubts,
): ImportPlan {
  const { targets, merged } = recognise(projects, ledger.all(), doubts);
  const pairs = targets.map(({ read, id }) => ({ read, id, known: () => (id === null ? null : ledger.record(id)) }));
  const settled = settleColumnUnits(pairs, options.sheet, doubts);
  const states = new Map<number, RowState>();
  const edits: Edit[] = [];
  const differences: FieldDifference[] = [];
  for (const { read, id, known } of pairs) {
    const planned = changesOf(read, id ?? uuidv7(), known(), { policies: options.policies, settled, doubts });
    checkPlanned(planned, doubts);
    const own = editsOf(planned, options.sourceOf(read.row));
    states.set(read.row, id === null ? 'created' : own.length > 0 ? 'updated' : 'unchanged');
    edits.push(...own);
    differences.push(...[...planned.differences].sort(byPlace));
  }
  const count = (state: RowState) => [...states.values()].filter((each) => each === state).length;
  return {
    states,
    merged,
    edits,
    differences,
    created: count('created'),
    updated: count('updated'),
    unchanged: count('unchanged'),
  };
}

function editsOf({ id, known, project, listing, months }: PlannedProject, source: string): Edit[] {
  const edits: Edit[] = [];
  if (known === null) edits.push({ entity: 'project', id, create: true, set: project, source });
  else if (Object.keys(project).length > 0) edits.push({ entity: 'project', id, set: project, source });
  if (Object.keys(listing).length > 0)
    edits.push({ ...attached('listing', known?.listing?.id, { project: id }, listing), source });
  for (const [month, { set }] of months) {
    if (Object.keys(set).length > 0)
      edits.push({ ...attached('progress', known?.progress.get(month)?.id, { project: id, month }, set), source });
  }
  return edits;
}

/** An edit of a record that hangs on the project: the one that is there, else a new one under its natural key. */
function attached(
  entity: 'listing' | 'progress',
  id: string | undefined,
  key: Record<string, FieldValue>,
  set: Record<string, FieldValue>,
): Edit {
  return id === undefined ? { entity, id: null, set: { ...key, ...set } } : { entity, id, set };
}

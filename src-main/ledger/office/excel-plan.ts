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
  /** Empty for a preview. */
  readonly edits: Edit[];
  /** What the file says otherwise about projects that are there, taken or not. */
  readonly differences: readonly FieldDifference[];
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
}

export interface PlanOptions {
  readonly policies: Policies;
  readonly sheet: MoneySheet;
  /** Where an edit of a row was taken from, for the history of its fields; undefined where nothing is to be written. */
  readonly sourceOf: ((row: number) => string) | undefined;
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
  const counts: Record<RowState, number> = { created: 0, updated: 0, unchanged: 0 };
  const { policies, sourceOf } = options;
  for (const { read, id, known } of pairs) {
    const planned = changesOf(read, known(), { policies, settled, doubts });
    checkPlanned(planned, doubts);
    const state = id === null ? 'created' : changesAnything(planned) ? 'updated' : 'unchanged';
    states.set(read.row, state);
    counts[state] += 1;
    // The edits of a whole city are most of what an import holds; a preview does without.
    if (sourceOf) edits.push(...editsOf(planned, id ?? uuidv7(), sourceOf(read.row)));
    for (const difference of [...planned.differences].sort(byPlace)) differences.push(difference);
  }
  return { states, merged, edits, differences, ...counts };
}

function changesAnything({ project, listing, months }: PlannedProject): boolean {
  if (!isEmpty(project) || !isEmpty(listing)) return true;
  for (const { set } of months.values()) if (!isEmpty(set)) return true;
  return false;
}

const isEmpty = (values: Readonly<Record<string, FieldValue>>) => Object.keys(values).length === 0;

function editsOf({ known, project, listing, months }: PlannedProject, id: string, source: string): Edit[] {
  const edits: Edit[] = [];
  if (known === null) edits.push({ entity: 'project', id, create: true, set: project, source });
  else if (!isEmpty(project)) edits.push({ entity: 'project', id, set: project, source });
  if (!isEmpty(listing)) edits.push({ ...attached('listing', known?.listing?.id, { project: id }, listing), source });
  for (const [month, { set }] of months) {
    if (!isEmpty(set))
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

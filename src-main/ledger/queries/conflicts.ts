import type { Conflict } from '../../../src-shared/contract/record-methods';
import type { FieldValue } from '../../../src-shared/entities/field';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { conflictsOf } from '../journal/conflicts';
import type { Edit } from '../journal/edit';
import { loadRuleBook } from './rules';

function openConflicts(context: LedgerContext): Conflict[] {
  return conflictsOf(context.journal.core, loadRuleBook(context).conflictOrder);
}

export const listConflicts: Handler<'conflicts.list'> = openConflicts;

/** An ordinary edit; its `prev` names all heads, so it settles the conflict on every machine that it reaches. */
function settlingEdit({ entity, record: id, field }: Conflict, value: FieldValue): Edit {
  if (field === 'deleted') return { entity, id, set: {}, deleted: value === 1 };
  const key = field.indexOf('.');
  if (key < 0) return { entity, id, set: { [field]: value } };
  return { entity, id, set: { [field.slice(0, key)]: { [field.slice(key + 1)]: value as number | null } } };
}

function sourceOf(reason: string): string {
  if (reason.trim() === '') throw new Refusal('reason_required');
  return `裁定：${reason.trim()}`;
}

/** See `conflicts.resolve`: the reason goes into history. Throws Refusal no_conflict, reason_required. */
export const resolveConflict: Handler<'conflicts.resolve'> = (context, input) => {
  const conflict = openConflicts(context).find((candidate) => candidate.id === input.id);
  if (!conflict) throw new Refusal('no_conflict');
  const [committed] = context.journal.commit([settlingEdit(conflict, input.value)], { source: sourceOf(input.reason) });
  if (!committed?.dot) throw new Refusal('no_conflict');
  return { dot: committed.dot };
};

/** What is brought back comes before what is said of it, and what is withdrawn after: a withdrawn record takes no edits. */
function byStanding(a: Edit, b: Edit): number {
  const rank = ({ deleted }: Edit) => (deleted === undefined ? 1 : deleted ? 2 : 0);
  return rank(a) - rank(b);
}

/** See `conflicts.adopt`. Throws Refusal no_conflict where the device has a side in none of them, reason_required. */
export const adoptSide: Handler<'conflicts.adopt'> = (context, input) => {
  const wanted = new Set(input.ids);
  const edits = openConflicts(context).flatMap((conflict): Edit[] => {
    const side = conflict.heads.find(({ device }) => device === input.device);
    return wanted.has(conflict.id) && side ? [settlingEdit(conflict, side.value)] : [];
  });
  const source = sourceOf(input.reason);
  if (edits.length === 0) throw new Refusal('no_conflict');
  context.journal.commit(edits.toSorted(byStanding), { source });
  return { settled: edits.length };
};

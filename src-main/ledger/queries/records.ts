import type { ParsedInputOf } from '../../../src-shared/contract/contract';
import { entityOf, relatedEntityNames } from '../../../src-shared/entities/entities';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import type { Committed } from '../journal/edit';
import { historyOf, recordAsOf } from '../journal/history';
import { clockOf } from '../journal/hybrid-clock';
import { provisionalFor } from './problems-number';

/** A commit of one edit answers with one entry. */
function only(committed: Committed[]): Committed {
  const [first] = committed;
  if (!first) throw new Error('commit of one edit answered nothing');
  return first;
}

/** A problem has a number from its first day, whoever makes it; everything else is made of what was typed. */
function withNumber(context: LedgerContext, { entity, set }: ParsedInputOf<'records.create'>): typeof set {
  const { project, number, provisional_number: provisional, reported_on: reported } = set;
  if (entity !== 'problem' || typeof project !== 'string' || number || provisional) return set;
  const year = (typeof reported === 'string' ? reported : context.clock.today()).slice(0, 4);
  return { ...set, provisional_number: provisionalFor(context, project, year) };
}

export const createRecord: Handler<'records.create'> = (context, input) => {
  const set = withNumber(context, input);
  const { id, dot } = only(
    context.journal.commit([{ entity: input.entity, id: null, set }], { source: input.source ?? '' }),
  );
  return { id, dot: dot ?? '' };
};

export const reviseRecord: Handler<'records.revise'> = (context, input) =>
  only(
    context.journal.commit([{ entity: input.entity, id: input.id, set: input.set }], { source: input.source ?? '' }),
  );

export const reviseRecords: Handler<'records.reviseMany'> = (context, input) => {
  const committed = context.journal.commit(input.edits, { source: input.source ?? '' });
  return { changed: committed.filter((edit) => edit.dot !== null).length };
};

export const withdrawRecord: Handler<'records.withdraw'> = (context, input) =>
  only(
    context.journal.commit([{ entity: input.entity, id: input.id, set: {}, deleted: true }], {
      source: `删除${entityOf(input.entity).label}`,
    }),
  );

export const restoreRecord: Handler<'records.restore'> = (context, input) =>
  only(
    context.journal.commit([{ entity: input.entity, id: input.id, set: {}, deleted: false }], {
      source: `恢复${entityOf(input.entity).label}`,
    }),
  );

export const undoStep: Handler<'records.undo'> = (context) => context.journal.undo();

export const recordHistory: Handler<'records.history'> = (context, input) => {
  const entries = historyOf(context.journal.core, input.entity, input.id, input.field);
  if (!input.related || input.entity !== 'project') return entries;
  for (const entity of relatedEntityNames) {
    const ids = context.database
      .prepare(`SELECT id FROM "${entity}" WHERE project = @project`)
      .pluck()
      .all({ project: input.id }) as string[];
    for (const id of ids) entries.push(...historyOf(context.journal.core, entity, id));
  }
  return entries.sort((a, b) => b.clock - a.clock || (a.dot < b.dot ? 1 : -1));
};

export const recordAsOfMoment: Handler<'records.asOf'> = (context, input) =>
  // The last counter of the millisecond: everything of that moment is in.
  recordAsOf(context.journal.core, input.entity, input.id, clockOf(new Date(input.at)) + 4095) as ReturnType<
    Handler<'records.asOf'>
  >;

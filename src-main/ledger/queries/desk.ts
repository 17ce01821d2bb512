import type { Database } from 'better-sqlite3';
import { type Desk, deskHorizon, deskOf } from '../../../src-shared/rules/desk';
import type { PutOff } from '../../../src-shared/rules/desk-snooze';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { naturalId } from '../journal/cells';
import { loadDesk } from './desk-load';

interface Remembered {
  readonly key: string;
  readonly desk: Desk;
}
const memory = new WeakMap<Database, Remembered>();

/** To-dos that a person put off to a day that has not come. */
function snoozesOf({ database, identity, clock }: LedgerContext): PutOff[] {
  return database
    .prepare('SELECT todo, until, reason FROM snooze WHERE deleted <> 1 AND person = @person AND until > @today')
    .all({ person: identity.person, today: clock.today() }) as PutOff[];
}

/** The desk as it stands now; worked out again only after something was written, by this process or another, or the day has changed. */
function presentDesk(context: LedgerContext): Desk {
  const { database, clock, identity } = context;
  const today = clock.today();
  const written = `${database.pragma('data_version', { simple: true })}:${database.prepare('SELECT total_changes()').pluck().get()}`;
  const key = `${written}:${today}:${identity.role}:${identity.person}`;
  const known = memory.get(database);
  if (known?.key === key) return known.desk;
  const { items, surroundings } = loadDesk(context, deskHorizon);
  const desk = deskOf(items, surroundings, snoozesOf(context), today, identity.role === 'commission');
  memory.set(database, { key, desk });
  return desk;
}

export const showDesk: Handler<'desk.show'> = (context) => presentDesk(context);

export const countDesk: Handler<'desk.counts'> = (context) => {
  const today = context.clock.today();
  const due = presentDesk(context)
    .todos.filter((todo) => todo.due <= today)
    .map(({ id, due: day, what, project }) => ({ id, late: day < today, what, project: project?.name ?? '' }));
  const overdue = due.filter(({ late }) => late).length;
  return { today, demonstration: context.demonstration, overdue, dueToday: due.length - overdue, due };
};

export const snoozeTodo: Handler<'desk.snooze'> = (context, { todo, project, until, reason }) => {
  if (until <= context.clock.today()) throw new Refusal('invalid_value', { label: '推迟到', detail: '要晚于今天' });
  const { person } = context.identity;
  const id = naturalId('snooze', [todo, person]);
  const known = context.database.prepare('SELECT 1 FROM snooze WHERE id = @id AND deleted <> 1').get({ id });
  context.journal.commit(
    [
      known
        ? { entity: 'snooze', id, set: { until, reason } }
        : { entity: 'snooze', id: null, set: { todo, person, project, until, reason } },
    ],
    { source: '推迟待办' },
  );
  return {};
};

export const wakeTodo: Handler<'desk.wake'> = (context, { todo }) => {
  const { identity, database, clock, journal } = context;
  const id = naturalId('snooze', [todo, identity.person]);
  const until = database.prepare('SELECT until FROM snooze WHERE id = @id AND deleted <> 1').pluck().get({ id });
  const today = clock.today();
  // It is back from its day on, so that a day that has come is the way to say so.
  if (typeof until === 'string' && until > today) {
    journal.commit([{ entity: 'snooze', id, set: { until: today } }], { source: '恢复待办' });
  }
  return {};
};

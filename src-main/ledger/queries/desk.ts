import type { Database } from 'better-sqlite3';
import { mostDue, mostOnDesk } from '../../../src-shared/contract/desk-methods';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import { writtenVersion } from '../database/written';
import type { Handler } from '../handler';
import { naturalId } from '../journal/cells';
import { type MadeDesk, makeDesk } from './desk-make';

/** The last desk, or the one that is being made, and what it was made of. */
interface Remembered {
  readonly key: string;
  readonly desk: Promise<MadeDesk>;
  isMade: boolean;
}
const memory = new WeakMap<Database, Remembered>();

/** A desk under which somebody writes is made anew so many times; then it is shown as it was met: whoever wrote tells the window to ask again. */
const mostAttempts = 3;

function keyOf({ database, clock, identity }: LedgerContext): string {
  return `${writtenVersion(database)}:${clock.today()}:${identity.role}:${identity.person}`;
}

/** Never more than one is made at a time: a second one would only slow the first. */
function begin(context: LedgerContext, key: string): Remembered {
  const known = memory.get(context.database);
  if (known && (known.key === key || !known.isMade)) return known;
  const begun: Remembered = { key, desk: makeDesk(context, mostOnDesk), isMade: false };
  memory.set(context.database, begun);
  begun.desk.then(
    () => {
      begun.isMade = true;
    },
    () => memory.delete(context.database),
  );
  return begun;
}

/** The desk as it stands now; worked out again only after something was written, by this process or another, or the day has changed. */
async function presentDesk(context: LedgerContext): Promise<MadeDesk> {
  for (let attempt = 1; ; attempt += 1) {
    const begun = begin(context, keyOf(context));
    const desk = await begun.desk;
    if (attempt === mostAttempts || begun.key === keyOf(context)) return desk;
  }
}

/** The first ones of each group, in their order. */
function firstOfGroups(todos: MadeDesk['todos']) {
  const groups = { overdue: 0, waiting: 0, this_week: 0, next_week: 0 };
  const shown = todos.filter(({ group }) => {
    groups[group] += 1;
    return groups[group] <= mostOnDesk;
  });
  return { todos: shown, groups };
}

export const showDesk: Handler<'desk.show'> = async (context) => {
  const { period, todos, snoozed, projects, lines } = await presentDesk(context);
  const lights = { red: 0, yellow: 0, green: 0, none: 0 };
  for (const { light } of projects) lights[light] += 1;
  return { period, ...firstOfGroups(todos), snoozed, projects: [...lines], lights };
};

export const countDesk: Handler<'desk.counts'> = async (context) => {
  const { todos } = await presentDesk(context);
  const today = context.clock.today();
  const due = todos
    .filter((todo) => todo.due <= today)
    .map(({ id, due: day, what, project }) => ({ id, late: day < today, what, project: project?.name ?? '' }));
  const overdue = due.filter(({ late }) => late).length;
  return {
    today,
    demonstration: context.demonstration,
    overdue,
    dueToday: due.length - overdue,
    due: due.slice(0, mostDue),
  };
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

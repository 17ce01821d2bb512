import { deskOf } from '../../../src-shared/rules/desk';
import type { DeskItem } from '../../../src-shared/rules/desk-todos';
import { beijingDay } from '../clock';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { unpackCells } from '../journal/heads';
import { momentOf } from '../journal/hybrid-clock';
import { projectSource, type RowOf, rowsByProject, toRow } from './rows';
import { viewSql } from './view-sql';

/** Projects of the person at this machine: hers by name where the ledger names secretaries, else all that it holds. */
function myProjects(context: LedgerContext): RowOf<'project'>[] {
  const rows = (
    context.database.prepare(`SELECT * FROM ${projectSource} WHERE ${viewSql('all')} ORDER BY record`).all() as Record<
      string,
      unknown
    >[]
  ).map((raw) => toRow('project', raw));
  if (context.identity.role !== 'secretary') return rows;
  const mine = rows.filter((row) => row.secretary === null || row.secretary === context.identity.person);
  return mine.length > 0 ? mine : rows;
}

/** Day on which each progress record was last written. */
function changedDays(context: LedgerContext): Map<string, string> {
  const days = new Map<string, string>();
  for (const [id, packed] of context.database
    .prepare('SELECT t.id, f.packed FROM progress t JOIN fields f ON f.record = t.record')
    .raw()
    .iterate() as Iterable<[string, Buffer]>) {
    const clocks = [...unpackCells(packed).cells.values()].map(({ heads }) => heads[0]?.clock ?? 0);
    days.set(id, beijingDay(new Date(momentOf(Math.max(0, ...clocks)))));
  }
  return days;
}

export const showDesk: Handler<'desk.show'> = (context) => {
  const permits = rowsByProject(context.database, 'permit');
  const problems = rowsByProject(context.database, 'problem');
  const progress = rowsByProject(context.database, 'progress');
  const listings = rowsByProject(context.database, 'listing');
  const days = changedDays(context);
  const items = myProjects(context).map(
    (project): DeskItem => ({
      project,
      listing: listings.get(project.id)?.[0] ?? null,
      permits: permits.get(project.id) ?? [],
      problems: problems.get(project.id) ?? [],
      progress: (progress.get(project.id) ?? []).map(({ id, month, completed }) => ({
        month,
        completed,
        changedOn: days.get(id) ?? null,
      })),
    }),
  );
  const desk = deskOf(items, context.clock.today());
  if (context.identity.role !== 'commission') return desk;
  // The city looks at what stands on red; the rest is the secretaries' day.
  return {
    ...desk,
    todos: desk.todos.filter((todo) => todo.light === 'red' && todo.group === 'overdue'),
    projects: desk.projects.filter((line) => line.light === 'red'),
  };
};

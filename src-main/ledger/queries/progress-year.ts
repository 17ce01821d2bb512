import type { CarriedProject } from '../../../src-shared/contract/progress-methods';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import type { Edit } from '../journal/edit';
import { myProjects } from './my-projects';

/** What is to be carried of a year, and how many projects have been carried already. It only adds up figures that somebody reported. */
function carriedOf(context: LedgerContext, year: number): { rows: CarriedProject[]; done: number } {
  const { database } = context;
  const sums = new Map(
    database
      .prepare(
        `SELECT project, sum(completed) FROM progress
         WHERE deleted <> 1 AND completed IS NOT NULL AND month BETWEEN @first AND @last GROUP BY project`,
      )
      .raw()
      .all({ first: `${year}-01`, last: `${year}-12` }) as [string, number][],
  );
  const carried = new Map(
    database.prepare('SELECT id, carried_year FROM project WHERE carried_year IS NOT NULL').raw().all() as [
      string,
      number,
    ][],
  );
  let done = 0;
  const rows = myProjects(context).mine.flatMap((project): CarriedProject[] => {
    const completed = sums.get(project.id);
    if (completed === undefined) return [];
    if ((carried.get(project.id) ?? 0) > year) {
      done += 1;
      return [];
    }
    const before = project.completed_before_year;
    const name = project.short_name ?? project.name ?? '';
    return [{ project: project.id, name, before, completed, after: (before ?? 0) + completed }];
  });
  return { rows, done };
}

const isOver = (context: LedgerContext, year: number) => Number(context.clock.today().slice(0, 4)) > year;

export const previewRollOver: Handler<'progress.rollOverPreview'> = (context, { year }) => ({
  year,
  over: isOver(context, year),
  ...carriedOf(context, year),
});

/** The year's end (年度结转): what it completed becomes part of what was completed before the year. One step, taken back as one. */
export const rollOver: Handler<'progress.rollOver'> = (context, { year }) => {
  if (!isOver(context, year)) throw new Refusal('year_not_over', { year });
  const { rows } = carriedOf(context, year);
  if (rows.length === 0) throw new Refusal('nothing_to_carry', { year });
  const edits = rows.map(
    ({ project, after }): Edit => ({
      entity: 'project',
      id: project,
      set: { completed_before_year: after, carried_year: year + 1 },
    }),
  );
  context.journal.commit(edits, { source: `${year}年度结转` });
  return { changed: edits.length };
};

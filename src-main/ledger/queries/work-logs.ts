import type { ParsedInputOf } from '../../../src-shared/contract/contract';
import type { Note } from '../../../src-shared/contract/liaison-methods';
import { isOpenStep, openSteps, reviewOf } from '../../../src-shared/rules/work-log-review';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { toRow } from './rows';

type Filters = Pick<
  ParsedInputOf<'workLogs.page'>,
  'from' | 'to' | 'words' | 'duty' | 'way' | 'project' | 'secretary' | 'open'
>;

const everything: Filters = {
  from: null,
  to: null,
  words: '',
  duty: null,
  way: null,
  project: null,
  secretary: null,
  open: false,
};

const source = `work_log
  LEFT JOIN project ON project.id = work_log.project
  LEFT JOIN problem ON problem.id = work_log.problem`;

const literal = (words: string) => words.replace(/[\\%_]/g, (sign) => `\\${sign}`);

/** Notes under these filters, the newest day first and the last written of a day first. */
export function notesOf({ database }: LedgerContext, given: Partial<Filters> = {}): Note[] {
  const filters = { ...everything, ...given };
  const conditions = ['work_log.deleted <> 1'];
  const values: Record<string, string> = {};
  const must = (condition: string, name: string, value: string | null) => {
    if (value === null) return;
    conditions.push(condition);
    values[name] = value;
  };
  must('work_log.date >= @from', 'from', filters.from);
  must('work_log.date <= @to', 'to', filters.to);
  must('work_log.duty = @duty', 'duty', filters.duty);
  must('work_log.way = @way', 'way', filters.way);
  must('work_log.project = @project', 'project', filters.project);
  must('work_log.secretary = @secretary', 'secretary', filters.secretary);
  const words = filters.words.trim().split(/\s+/).filter(Boolean);
  for (const [index, word] of words.entries()) {
    must(
      `(coalesce(matter, '') || ' ' || coalesce(work_log.department, '') || coalesce(person, '') || ' ' || coalesce(result, '') || ' ' ||
        coalesce(next_step, '') || ' ' || coalesce(project.name, '') || ' ' || coalesce(project.short_name, '')) LIKE @word${index} ESCAPE '\\'`,
      `word${index}`,
      `%${literal(word)}%`,
    );
  }
  const rows = database
    .prepare(
      `SELECT work_log.*, coalesce(project.short_name, project.name) AS project_name, problem.number AS problem_number
       FROM ${source} WHERE ${conditions.join(' AND ')} ORDER BY work_log.date DESC, work_log.record DESC`,
    )
    .all(values) as Record<string, unknown>[];
  const notes = rows.map((row) => toRow('work_log', row) as unknown as Note);
  return filters.open ? notes.filter(isOpenStep) : notes;
}

type Reviewed = Parameters<typeof reviewOf>[0];

export const pageOfWorkLogs: Handler<'workLogs.page'> = (context, { day, limit, ...filters }) => {
  const notes = notesOf(context, filters);
  const days = new Map<string, number>();
  const names = new Map<string, string | null>();
  for (const { date, project, project_name: name } of notes) {
    if (date !== null) days.set(date, (days.get(date) ?? 0) + 1);
    if (project !== null) names.set(project, name);
  }
  const shown = day === null ? notes : notes.filter(({ date }) => date === day);
  const review = reviewOf(notes as unknown as Reviewed);
  return {
    notes: shown.slice(0, limit),
    total: shown.length,
    days: [...days].map(([date, count]) => ({ date, count })).sort((a, b) => a.date.localeCompare(b.date)),
    review: {
      ...review,
      duties: [...review.duties],
      projects: review.projects.map((share) => ({
        ...share,
        name: share.key === null ? null : (names.get(share.key) ?? null),
      })),
    },
    secretaries: context.database
      .prepare(
        'SELECT DISTINCT secretary FROM work_log WHERE deleted <> 1 AND secretary IS NOT NULL ORDER BY secretary',
      )
      .pluck()
      .all() as string[],
    projects: context.database
      .prepare(
        `SELECT DISTINCT project.id, coalesce(project.short_name, project.name, '') AS name FROM work_log
         JOIN project ON project.id = work_log.project WHERE work_log.deleted <> 1 ORDER BY name`,
      )
      .all() as { id: string; name: string }[],
  };
};

export const openWorkLogSteps: Handler<'workLogs.steps'> = (context) => {
  const notes = new Map(notesOf(context, { open: true }).map((note) => [note.id, note]));
  return openSteps([...notes.values()] as unknown as Parameters<typeof openSteps>[0]).flatMap(({ id }) => {
    const note = notes.get(id);
    return note ? [note] : [];
  });
};

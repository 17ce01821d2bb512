import type { OutputOf } from '../../../src-shared/contract/contract';
import type { Handler } from '../handler';

type Surroundings = OutputOf<'workLogs.surroundings'>;

/** Names are looked for in every line that is typed; more projects than this nobody knows by heart. */
const mostProjects = 20_000;

export const workLogSurroundings: Handler<'workLogs.surroundings'> = ({ database }) => ({
  projects: database
    .prepare(
      `SELECT id, name, short_name FROM project WHERE deleted <> 1 AND coalesce(lifecycle, '') <> 'terminated'
       ORDER BY record DESC LIMIT ${mostProjects}`,
    )
    .all() as Surroundings['projects'],
  contacts: database
    .prepare('SELECT project, name, unit, position FROM contact WHERE deleted <> 1 ORDER BY record')
    .all() as Surroundings['contacts'],
  departments: database
    .prepare(
      `SELECT DISTINCT name FROM (
         SELECT department AS name FROM work_log WHERE deleted <> 1
         UNION SELECT unit FROM contact WHERE deleted <> 1 AND project IS NULL
         UNION SELECT responsible_unit FROM problem WHERE deleted <> 1
       ) WHERE length(name) BETWEEN 2 AND 20 ORDER BY name LIMIT 2000`,
    )
    .pluck()
    .all() as string[],
  problems: database
    .prepare(
      `SELECT id, project, number, description, category, request, responsible_unit FROM problem
       WHERE deleted <> 1 AND coalesce(state, '') <> 'closed' ORDER BY record`,
    )
    .all() as Surroundings['problems'],
});

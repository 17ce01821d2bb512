import type { Database } from 'better-sqlite3';
import { monthBefore } from '../../../src-shared/rules/derive';

/** Projects changed since the last look from which on everything is added up anew. */
const mostStale = 2000;

const monthsOf = (today: string) => ({
  first: `${today.slice(0, 4)}-01`,
  month: today.slice(0, 7),
  /** No month is before this in January. */
  earlier: monthBefore(today) ?? '',
});

const select = `SELECT project.record, sums.this_year, sums.this_month, sums.earlier FROM (
    SELECT project, coalesce(sum(completed), 0) AS this_year, max(CASE WHEN month = @month THEN completed END) AS this_month,
      coalesce(sum(CASE WHEN month <= @earlier THEN completed END), 0) AS earlier
    FROM main.progress WHERE deleted <> 1 AND month BETWEEN @first AND @month`;
const joined = `GROUP BY project) AS sums JOIN main.project ON project.id = sums.project`;

/**
 * What each project completed this year, added up beforehand, so that a grid of 100,000 projects sorts and filters by it at once:
 * `temp.project_figure` by the project's record number; who has no row completed nothing. It lives in memory beside the database and
 * is never kept. Triggers of this connection name the projects whose sums are stale; what another process wrote, and a new month, make
 * it anew. Call it before every query that reads the table.
 */
export function refreshFigures(database: Database, today: string): void {
  const months = monthsOf(today);
  const key = `${months.month} ${months.earlier} ${database.pragma('data_version', { simple: true })}`;
  const isThere = database.prepare("SELECT 1 FROM temp.sqlite_master WHERE name = 'figure_key'").get() !== undefined;
  if (!isThere) prepare(database);
  const held = database.prepare('SELECT key FROM temp.figure_key').pluck().get();
  const stale = database.prepare('SELECT count(*) FROM temp.stale_figure').pluck().get() as number;
  if (held === key && stale === 0) return;
  database.transaction(() => {
    if (held !== key || stale > mostStale) {
      database.exec('DELETE FROM temp.project_figure');
      database.prepare(`INSERT INTO temp.project_figure ${select} ${joined}`).run(months);
    } else {
      const named = 'project IN (SELECT project FROM temp.stale_figure)';
      database.exec(
        `DELETE FROM temp.project_figure WHERE record IN (SELECT record FROM main.project WHERE id IN (SELECT project FROM temp.stale_figure))`,
      );
      database.prepare(`INSERT INTO temp.project_figure ${select} AND ${named} ${joined}`).run(months);
    }
    database.exec('DELETE FROM temp.stale_figure; DELETE FROM temp.figure_key');
    database.prepare('INSERT INTO temp.figure_key (key) VALUES (?)').run(key);
  })();
}

function prepare(database: Database): void {
  // Only sums of amounts stand in it, and the disk may be full.
  database.pragma('temp_store = MEMORY');
  database.exec(`
    CREATE TEMP TABLE project_figure (record INTEGER PRIMARY KEY, this_year INTEGER, this_month INTEGER, earlier INTEGER);
    CREATE TEMP TABLE stale_figure (project TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TEMP TABLE figure_key (key TEXT);
    CREATE TEMP TRIGGER figure_progress_added AFTER INSERT ON main.progress WHEN new.project IS NOT NULL
      BEGIN INSERT OR IGNORE INTO stale_figure VALUES (new.project); END;
    CREATE TEMP TRIGGER figure_progress_changed AFTER UPDATE ON main.progress
      BEGIN INSERT OR IGNORE INTO stale_figure SELECT value FROM (SELECT old.project AS value UNION SELECT new.project) WHERE value IS NOT NULL; END;
    CREATE TEMP TRIGGER figure_progress_removed AFTER DELETE ON main.progress WHEN old.project IS NOT NULL
      BEGIN INSERT OR IGNORE INTO stale_figure VALUES (old.project); END;
    CREATE TEMP TRIGGER figure_project_added AFTER INSERT ON main.project
      BEGIN INSERT OR IGNORE INTO stale_figure VALUES (new.id); END;`);
}

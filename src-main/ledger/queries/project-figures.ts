import type { Database } from 'better-sqlite3';
import { type RawBuilder, sql } from 'kysely';
import { monthBefore } from '../../../src-shared/rules/derive';
import type { LightRuleSet } from '../../../src-shared/rules/light-rules';
import { compiled } from '../database/compile';
import { besidesWriting } from '../database/written';
import { lightSql, rateSql } from './light-sql';

/** Projects changed since the last look from which on everything is made anew. */
const mostStale = 2000;

/**
 * What follows from a project, its listing and its progress, worked out beforehand, so that a grid of 100,000 projects sorts and
 * filters by it at once: `temp.project_figure` has a row for every project, by its record number. It lives in memory beside the
 * database and is never kept. Triggers of this connection name the projects whose rows are stale; what another process wrote, another
 * day and other rules make it anew. Call it before every query that reads the table.
 */
export function refreshFigures(database: Database, today: string, rules: LightRuleSet): void {
  const { name, measure, progress, start, listing, repeat, monthShares } = rules;
  const written = database.pragma('data_version', { simple: true });
  const bands = progress.map(({ light, from }) => [light, String(from)]);
  const key = JSON.stringify([written, today, name, measure, bands, start, listing, repeat, monthShares]);
  const isThere = database.prepare("SELECT 1 FROM temp.sqlite_master WHERE name = 'figure_key'").get() !== undefined;
  if (!isThere) prepare(database);
  const held = database.prepare('SELECT key FROM temp.figure_key').pluck().get();
  const stale = database.prepare('SELECT count(*) FROM temp.stale_figure').pluck().get() as number;
  if (held === key && stale === 0) return;
  const isAll = held !== key || stale > mostStale;
  const { sql: text, parameters } = compiled(insertion(today, rules, isAll));
  const make = database.transaction(() => {
    database.exec(
      isAll
        ? 'DELETE FROM temp.project_figure'
        : 'DELETE FROM temp.project_figure WHERE record IN (SELECT record FROM main.project WHERE id IN temp.stale_figure)',
    );
    database.prepare(text).run(...parameters);
    database.exec('DELETE FROM temp.stale_figure; DELETE FROM temp.figure_key');
    database.prepare('INSERT INTO temp.figure_key (key) VALUES (?)').run(key);
  });
  besidesWriting(database, make);
}

function insertion(today: string, rules: LightRuleSet, isAll: boolean): RawBuilder<unknown> {
  const month = today.slice(0, 7);
  const plan = sql.lit(`$."${today.slice(0, 4)}"`);
  const some = (column: string) => (isAll ? sql`` : sql.raw(`AND ${column} IN temp.stale_figure`));
  const base = { thisYear: sql`base.this_year`, earlier: sql`base.earlier`, plan: sql`base.annual_plan` };
  // In steps, each kept: a sum that is read five times is made once. No month is before '' in January.
  return sql`INSERT OR IGNORE INTO temp.project_figure
    WITH sums AS MATERIALIZED (
      SELECT project, coalesce(sum(completed), 0) AS this_year, max(CASE WHEN month = ${month} THEN completed END) AS this_month,
        coalesce(sum(CASE WHEN month <= ${monthBefore(today) ?? ''} THEN completed END), 0) AS earlier
      FROM main.progress WHERE deleted <> 1 AND month BETWEEN ${`${today.slice(0, 4)}-01`} AND ${month} ${some('project')} GROUP BY project
    ), base AS MATERIALIZED (
      SELECT project.record, json_extract(project.annual_plan, ${plan}) AS annual_plan, coalesce(sums.this_year, 0) AS this_year,
        sums.this_month, coalesce(sums.earlier, 0) AS earlier
      FROM main.project LEFT JOIN sums ON sums.project = project.id WHERE true ${some('project.id')}
    )
    SELECT base.*, ${rateSql(base.thisYear, base.plan)}, ${lightSql(base, base.plan, today, rules)}, listing.state, listing.reason_code
    FROM base CROSS JOIN main.project ON project.record = base.record
      LEFT JOIN main.listing ON listing.project = project.id AND listing.deleted <> 1`;
}

function prepare(database: Database): void {
  // The disk may be full, and what stands here is made anew in no time. Within a transaction the place cannot be changed.
  if (!database.inTransaction) database.pragma('temp_store = MEMORY');
  const stale = (value: string) => `BEGIN INSERT OR IGNORE INTO stale_figure SELECT ${value}; END;`;
  const owned = ['progress', 'listing'].map(
    (table) => `
    CREATE TEMP TRIGGER figure_${table}_added AFTER INSERT ON main.${table} ${stale('new.project WHERE new.project IS NOT NULL')}
    CREATE TEMP TRIGGER figure_${table}_changed AFTER UPDATE ON main.${table}
      ${stale('value FROM (SELECT old.project AS value UNION SELECT new.project) WHERE value IS NOT NULL')}
    CREATE TEMP TRIGGER figure_${table}_removed AFTER DELETE ON main.${table} ${stale('old.project WHERE old.project IS NOT NULL')}`,
  );
  database.exec(`
    CREATE TEMP TABLE project_figure (record INTEGER PRIMARY KEY, annual_plan INTEGER, this_year INTEGER, this_month INTEGER, earlier INTEGER,
      rate REAL, light TEXT, listing TEXT, reason_code TEXT);
    CREATE TEMP TABLE stale_figure (project TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TEMP TABLE figure_key (key TEXT);
    CREATE TEMP TRIGGER figure_project_added AFTER INSERT ON main.project ${stale('new.id')}
    CREATE TEMP TRIGGER figure_project_changed AFTER UPDATE ON main.project ${stale('new.id')}
    ${owned.join('')}`);
}

import { type RawBuilder, sql } from 'kysely';
import { addDays, addMonths, monthEnd } from '../../../src-shared/rules/dates';
import { monthBefore } from '../../../src-shared/rules/derive';
import { listingThreshold } from '../../../src-shared/rules/ledger-views';
import type { LightRuleSet } from '../../../src-shared/rules/light-rules';
import { timeProportional, timeProportionalToday } from '../../../src-shared/rules/period';
import { lifecycleSql, startedSql } from './view-sql';

type Sql = RawBuilder<unknown>;

const places = { red: 0, yellow: 1, green: 2 } as const;

/** Percentage points between a rate and 序时进度, rounded as `percentagePoints` rounds them. Fractions are bound: as text they might lose their last bit. */
export function pointsSql(rate: Sql, due: number): Sql {
  return sql`round(((${rate}) - ${due}) * 1e11) / 1e9`;
}

/** A rate 0…1 and more, null where nothing is planned or the project has not started. */
export function rateSql(completed: Sql, plan: Sql): Sql {
  return sql`CASE WHEN ${plan} > 0 AND ${sql.raw(startedSql)} THEN 1.0 * ${completed} / ${plan} END`;
}

/** Place of the band that a rate lies in; null where nothing can be measured. */
function bandSql(rate: Sql, due: number, rules: LightRuleSet): Sql {
  if (rules.measure === 'ratio' && due <= 0) return sql`NULL`;
  const value = rules.measure === 'gap' ? pointsSql(rate, due) : sql`(${rate}) / ${due}`;
  const cases = rules.progress.map(({ light, from }) =>
    Number.isFinite(from)
      ? sql`WHEN ${value} >= ${from} THEN ${sql.lit(places[light])}`
      : sql`WHEN ${value} IS NOT NULL THEN ${sql.lit(places[light])}`,
  );
  return sql`CASE ${sql.join(cases, sql` `)} END`;
}

/** True where the last day that `column` can mean is `day` or earlier. */
function untilSql(column: Sql, day: string): Sql {
  const month = day.slice(0, 7);
  const wholeMonth = monthEnd(month) === day ? month : addMonths(`${month}-01`, -1).slice(0, 7);
  return sql`CASE WHEN length(${column}) = 7 THEN ${column} <= ${sql.lit(wholeMonth)} ELSE ${column} <= ${sql.lit(day)} END`;
}

/** The latest day from which `months` months later lies before `today`. */
function lastDayBefore(today: string, months: number): string {
  let day = addDays(addMonths(today, -months), 4);
  while (addMonths(day, months) >= today) day = addDays(day, -1);
  return day;
}

/**
 * The colour of a project's light as SQL: 'red', 'yellow', 'green' or 'none'. The same rules as `rules/lights.ts`, and a test holds
 * both against each other. It reads `project`, `listing` and the sums of what was completed.
 */
export function lightSql(
  completed: { readonly thisYear: Sql; readonly earlier: Sql },
  plan: Sql,
  today: string,
  rules: LightRuleSet,
): Sql {
  const parts = [progressSql(completed, plan, today, rules), startSql(today, rules), listingSql(today, rules)];
  const worst = sql`min(${sql.join(parts.map((part) => sql`coalesce(${part}, 3)`))})`;
  return sql`CASE ${worst} WHEN 0 THEN 'red' WHEN 1 THEN 'yellow' WHEN 2 THEN 'green' ELSE 'none' END`;
}

function progressSql(
  completed: { readonly thisYear: Sql; readonly earlier: Sql },
  plan: Sql,
  today: string,
  rules: LightRuleSet,
): Sql {
  const now = bandSql(rateSql(completed.thisYear, plan), timeProportionalToday(today, rules.monthShares), rules);
  const month = rules.repeat ? monthBefore(today) : null;
  const place = month === null ? now : repeatedSql(now, completed.earlier, plan, month, rules);
  return sql`CASE WHEN coalesce(${sql.raw(lifecycleSql)} IN ('construction', 'suspended'), 0) THEN ${place} END`;
}

/** Yellow now and yellow at the end of the month before is red. */
function repeatedSql(now: Sql, earlier: Sql, plan: Sql, month: string, rules: LightRuleSet): Sql {
  const due = timeProportional(Number(month.slice(5)), 2, rules.monthShares);
  const before = bandSql(rateSql(earlier, plan), due, rules);
  const wasStarted = sql`(project.actual_start IS NULL OR ${untilSql(sql`project.actual_start`, monthEnd(month))})`;
  return sql`CASE WHEN (${now}) = 1 AND ${wasStarted} AND (${before}) = 1 THEN 0 ELSE ${now} END`;
}

function startSql(today: string, rules: LightRuleSet): Sql {
  if (!rules.start) return sql`NULL`;
  const before = (months: number) => sql.lit(addMonths(`${today.slice(0, 7)}-01`, -months).slice(0, 7));
  const planned = sql`substr(project.planned_start, 1, 7)`;
  return sql`CASE WHEN project.planned_start IS NULL OR ${sql.raw(startedSql)}
    OR coalesce(${sql.raw(lifecycleSql)} IN ('suspended', 'terminated'), 0) THEN NULL
    WHEN ${planned} <= ${before(rules.start.red)} THEN 0 WHEN ${planned} <= ${before(rules.start.yellow)} THEN 1 ELSE 2 END`;
}

function listingSql(today: string, rules: LightRuleSet): Sql {
  if (!rules.listing) return sql`NULL`;
  const start = sql`project.actual_start`;
  const over = (months: number) => untilSql(start, lastDayBefore(today, months));
  return sql`CASE WHEN ${start} IS NULL OR ${start} = '' OR listing.state IS 'listed' OR NOT ${sql.raw(startedSql)}
    OR coalesce(project.total_investment, 0) < ${sql.lit(listingThreshold)} THEN NULL
    WHEN ${over(rules.listing.red)} THEN 0 WHEN ${over(rules.listing.yellow)} THEN 1 ELSE 2 END`;
}

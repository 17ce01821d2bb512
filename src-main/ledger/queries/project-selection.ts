import type { Database } from 'better-sqlite3';
import { type RawBuilder, sql } from 'kysely';
import type { ParsedInputOf } from '../../../src-shared/contract/contract';
import type { Filter, ProjectRow } from '../../../src-shared/contract/record-methods';
import { deriveFromSums } from '../../../src-shared/rules/derive';
import type { LightRuleSet } from '../../../src-shared/rules/light-rules';
import { timeProportionalToday } from '../../../src-shared/rules/period';
import type { LedgerContext } from '../context';
import { all, compiled } from '../database/compile';
import { matchQuery } from '../journal/search-text';
import { loadLightRules } from './light-rules';
import { ProjectColumns } from './project-columns';
import { toRow } from './rows';
import { viewSql } from './view-sql';

const projects = sql`(SELECT project.*, listing.state AS listing, listing.reason_code, listing.missing_materials FROM project LEFT JOIN listing ON listing.project = project.id AND listing.deleted <> 1) AS project`;

type Selected = Pick<ParsedInputOf<'projects.page'>, 'view' | 'filters' | 'orders' | 'words'>;
/** A row as SQL gives it. */
export type Raw = Record<string, unknown>;

interface Memory {
  version: string;
  readonly answers: Map<string, Raw[]>;
}
const memories = new WeakMap<Database, Memory>();

/** Answers a query from memory as long as nobody, in this process or another, has written since. */
function remembered(database: Database, query: RawBuilder<Raw>): Raw[] {
  const version = `${database.pragma('data_version', { simple: true })}:${database.prepare('SELECT total_changes()').pluck().get()}`;
  let memory = memories.get(database);
  if (memory?.version !== version) {
    memory = { version, answers: new Map() };
    memories.set(database, memory);
  }
  const { sql: text, parameters } = compiled(query);
  const key = JSON.stringify([text, parameters]);
  const known = memory.answers.get(key);
  if (known) return known;
  const answer = all(database, query);
  memory.answers.set(key, answer);
  return answer;
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}

function condition(columns: ProjectColumns, filter: Filter, timeProportional: number): RawBuilder<unknown> {
  const column = columns.expression(filter.field);
  // A gap is asked for in percentage points, the column is the rate behind it.
  const value =
    filter.field === 'gap' && typeof filter.value === 'number' ? filter.value / 100 + timeProportional : filter.value;
  switch (filter.operator) {
    case 'empty':
      return sql`(${column} IS NULL)`;
    case 'filled':
      return sql`(${column} IS NOT NULL)`;
    case 'at_least':
      return sql`(${column} >= ${value})`;
    case 'at_most':
      return sql`(${column} <= ${value})`;
    case 'contains':
      return sql`(${column} LIKE ${`%${escapeLike(String(value ?? ''))}%`} ESCAPE '\\')`;
    case 'is': {
      const wanted = Array.isArray(value) ? value : [value];
      return sql`(${sql.join(
        wanted.map((item) => sql`${column} IS ${item}`),
        sql` OR `,
      )})`;
    }
  }
}

/** The projects that a view, filters and words leave over, in an order; every figure of the grid is asked of it. */
export class ProjectSelection {
  readonly #columns: ProjectColumns;
  readonly #where: RawBuilder<unknown>;
  readonly #today: string;
  readonly #rules: LightRuleSet;

  constructor(
    readonly context: LedgerContext,
    readonly input: Selected,
  ) {
    this.#today = context.clock.today();
    this.#columns = new ProjectColumns(this.#today);
    this.#rules = loadLightRules(context);
    const due = timeProportionalToday(this.#today, this.#rules.monthShares);
    const conditions = [
      sql.raw(viewSql(input.view)),
      ...input.filters.map((filter) => condition(this.#columns, filter, due)),
    ];
    const query = matchQuery(input.words);
    if (query !== null)
      conditions.push(sql`project.record IN (SELECT rowid FROM search_text WHERE words MATCH ${query})`);
    this.#where = sql`WHERE ${sql.join(conditions, sql` AND `)}`;
  }

  /** Counts and sums over all that passes, by group where `group` is given. Remembered until something is written. */
  sums(group: RawBuilder<unknown> | null): Raw[] {
    const year = this.#today.slice(0, 4);
    const query = sql<Raw>`SELECT ${group ?? sql`NULL`} AS key, count(*) AS count,
      coalesce(sum(project.total_investment), 0) AS total_investment, coalesce(sum(${this.#columns.annualPlan}), 0) AS annual_plan,
      coalesce(sum(done.completed), 0) AS completed_this_year FROM ${projects}
      LEFT JOIN (SELECT project, sum(completed) AS completed FROM progress WHERE deleted <> 1
        AND month BETWEEN ${`${year}-01`} AND ${this.#today.slice(0, 7)} GROUP BY project) AS done ON done.project = project.id
      ${this.#where} ${group ? sql`GROUP BY ${group}` : sql``}`;
    return remembered(this.context.database, query);
  }

  /** Rows `offset`… in order. The sorter carries record numbers alone; whole rows are read for those that are shown. */
  rows(
    group: { column: RawBuilder<unknown>; key: unknown } | null,
    offset: number,
    limit: number,
    ordinal: number,
  ): ProjectRow[] {
    const inGroup = group ? sql`AND ${group.column} IS ${group.key}` : sql``;
    const raw = all(
      this.context.database,
      sql<Raw>`WITH page AS (SELECT project.record, row_number() OVER (ORDER BY ${this.#order()}) AS place
          FROM ${projects} ${this.#where} ${inGroup} ORDER BY ${this.#order()} LIMIT ${limit} OFFSET ${offset})
        SELECT project.*, ${this.#columns.annualPlan} AS annual_plan_now, ${this.#columns.completedThisYear} AS completed_this_year,
        ${this.#columns.completedThisMonth} AS completed_this_month, ${this.#columns.completedEarlier} AS completed_earlier
        FROM page CROSS JOIN ${projects} ON project.record = page.record ORDER BY page.place`,
    );
    return raw.map((row, index) => this.#toRow(row, ordinal + index));
  }

  /** Every project that passes, in order. */
  ids(): string[] {
    const query = sql<{ id: string }>`SELECT project.id FROM ${projects} ${this.#where} ORDER BY ${this.#order()}`;
    return all(this.context.database, query).map(({ id }) => id);
  }

  #order(): RawBuilder<unknown> {
    const orders = this.input.orders.map(
      (order) =>
        sql`${this.#columns.orderExpression(order.field)} ${sql.raw(order.descending ? 'DESC' : 'ASC')} NULLS LAST`,
    );
    return sql.join([...orders, sql`project.record`]);
  }

  #toRow(raw: Raw, ordinal: number): ProjectRow {
    const {
      annual_plan_now,
      completed_this_year,
      completed_this_month,
      completed_earlier,
      reason_code,
      missing_materials,
      ...columns
    } = raw;
    const row = toRow('project', columns);
    const derived = deriveFromSums(
      row,
      {
        completedThisYear: completed_this_year as number,
        completedThisMonth: completed_this_month as number | null,
        completedEarlier: completed_earlier as number,
      },
      { reason_code: reason_code as string | null, missing_materials: missing_materials as string | null },
      this.#today,
      this.#rules,
    );
    return { ...row, kind: 'project', ordinal, annual_plan_now: annual_plan_now as number | null, derived };
  }

  groupColumn(group: NonNullable<ParsedInputOf<'projects.page'>['group']>): RawBuilder<unknown> {
    return group === 'patron' ? this.#columns.patron : sql.ref(`project.${group}`);
  }
}

import type { Database } from 'better-sqlite3';
import { type RawBuilder, sql } from 'kysely';
import type { Grouping } from '../../../src-shared/contract/common';
import type { ParsedInputOf } from '../../../src-shared/contract/contract';
import type { ProjectRow } from '../../../src-shared/contract/record-methods';
import { deriveFromSums } from '../../../src-shared/rules/derive';
import type { LightRuleSet } from '../../../src-shared/rules/light-rules';
import type { LeaderOf } from '../../../src-shared/rules/slices';
import type { LedgerContext } from '../context';
import { all, compiled } from '../database/compile';
import { writtenVersion } from '../database/written';
import { matchQuery } from '../journal/search-text';
import { loadLeaders } from './assignments';
import { loadLightRules } from './light-rules';
import { ProjectColumns } from './project-columns';
import { conditionSql, isBlankSql } from './project-conditions';
import { refreshFigures } from './project-figures';
import { toRow } from './rows';
import { viewSql } from './view-sql';

type Sql = RawBuilder<unknown>;
const from = sql`project LEFT JOIN temp.project_figure AS figure ON figure.record = project.record`;
const withListing = sql`LEFT JOIN listing ON listing.project = project.id AND listing.deleted <> 1`;

type Selected = Pick<ParsedInputOf<'projects.page'>, 'view' | 'filters' | 'orders' | 'words'>;
/** A row as SQL gives it. */
export type Raw = Record<string, unknown>;

/** Rows up to which a page is found by looking through all; farther down the whole order is made once. */
const mostSought = 1000;

const mostRemembered = 60;

interface Memory {
  version: string;
  readonly answers: Map<string, unknown>;
}
const memories = new WeakMap<Database, Memory>();

/** Answers from memory as long as nobody, in this process or another, has written since. */
export function remembered<Answer>(database: Database, key: string, make: () => Answer): Answer {
  const version = writtenVersion(database);
  let memory = memories.get(database);
  if (memory?.version !== version) {
    memory = { version, answers: new Map() };
    memories.set(database, memory);
  }
  const known = memory.answers.get(key) as Answer | undefined;
  if (known !== undefined) return known;
  const answer = make();
  const [oldest] = memory.answers.keys();
  if (memory.answers.size >= mostRemembered && oldest !== undefined) memory.answers.delete(oldest);
  memory.answers.set(key, answer);
  return answer;
}

/** The projects that a view, filters and words leave over, in an order; every figure of the grid is asked of it. */
export class ProjectSelection {
  readonly columns: ProjectColumns;
  readonly #where: Sql;
  readonly #today: string;
  readonly #rules: LightRuleSet;
  readonly #leaderOf: LeaderOf;

  constructor(
    readonly context: LedgerContext,
    readonly input: Selected,
  ) {
    this.#today = context.clock.today();
    this.#rules = loadLightRules(context);
    refreshFigures(context.database, this.#today, this.#rules);
    this.#leaderOf = loadLeaders(context.database, this.#today);
    this.columns = new ProjectColumns(this.#today, this.#rules, this.#leaderOf);
    const conditions = [
      sql.raw(viewSql(input.view)),
      ...input.filters.map((filter) => conditionSql(this.columns, filter)),
    ];
    const query = matchQuery(input.words);
    if (query !== null)
      conditions.push(sql`project.record IN (SELECT rowid FROM search_text WHERE words MATCH ${query})`);
    this.#where = sql.join(conditions, sql` AND `);
  }

  /** How many projects the view has before filters. */
  ofView(): number {
    const { database } = this.context;
    const query = `SELECT count(*) FROM project WHERE ${viewSql(this.input.view)}`;
    return remembered(database, query, () => database.prepare(query).pluck().get() as number);
  }

  /** Counts and sums over all that passes, by group where `group` is given. Remembered until something is written. */
  sums(group: Grouping | null): Raw[] {
    return this.#recall(sql<Raw>`SELECT ${group ? this.columns.groupExpression(group) : sql`NULL`} AS key, count(*) AS count,
      coalesce(sum(project.total_investment), 0) AS total_investment, coalesce(sum(figure.annual_plan), 0) AS annual_plan,
      coalesce(sum(figure.this_year), 0) AS completed_this_year FROM ${from}
      WHERE ${this.#where} ${group ? sql`GROUP BY 1` : sql``}`);
  }

  /** How many pass. */
  count(): number {
    const [row] = this.#recall(sql<Raw>`SELECT count(*) AS count FROM ${from} WHERE ${this.#where}`);
    return row?.count as number;
  }

  /** Of `select`, over all that passes. Remembered until something is written. */
  ask(select: Sql, rest: Sql): Raw[] {
    return this.#recall(sql<Raw>`SELECT ${select} FROM ${from} WHERE ${this.#where} ${rest}`);
  }

  /** The same for what is too much to be remembered. */
  look(select: Sql, rest: Sql): Raw[] {
    return all(this.context.database, sql<Raw>`SELECT ${select} FROM ${from} WHERE ${this.#where} ${rest}`);
  }

  /** Rows `offset`… in order, all of them or those of one group. */
  rows(
    group: { readonly by: Grouping; readonly key: unknown } | null,
    offset: number,
    limit: number,
    ordinal: number,
  ): ProjectRow[] {
    const { database } = this.context;
    const records =
      offset + limit <= mostSought
        ? this.#records(group, sql`LIMIT ${limit} OFFSET ${offset}`)
        : this.#wholeOrder(group).slice(offset, offset + limit);
    const raw = all(
      database,
      sql<Raw>`SELECT project.*, listing.state AS listing, listing.reason_code, listing.missing_materials,
        figure.annual_plan AS annual_plan_now, figure.this_year AS completed_this_year,
        figure.this_month AS completed_this_month, figure.earlier AS completed_earlier
        FROM ${from} ${withListing} WHERE project.record IN (SELECT value FROM json_each(${JSON.stringify(records)}))`,
    );
    const byRecord = new Map(raw.map((row) => [row.record as number, row]));
    return records.flatMap((record, index) => {
      const row = byRecord.get(record);
      return row ? [this.#toRow(row, ordinal + index)] : [];
    });
  }

  /** Record numbers of everything that passes, or of one group of it, in order. */
  records(group: { readonly by: Grouping; readonly key: unknown } | null): readonly number[] {
    return this.#wholeOrder(group);
  }

  /** Every project that passes, in order. */
  ids(): string[] {
    const query = sql<{
      id: string;
    }>`SELECT project.id FROM ${from} WHERE ${this.#where} ORDER BY ${this.#order()}`;
    return all(this.context.database, query).map(({ id }) => id);
  }

  #recall(query: RawBuilder<Raw>): Raw[] {
    const { sql: text, parameters } = compiled(query);
    const key = JSON.stringify([text, parameters]);
    return remembered(this.context.database, key, () => all(this.context.database, query));
  }

  /** Record numbers in order: the sorter carries nothing else, whole rows are read for those that are shown. */
  #records(group: { readonly by: Grouping; readonly key: unknown } | null, rest: Sql): number[] {
    const inGroup = group ? sql`AND ${this.#isIn(group)}` : sql``;
    const query = sql<{
      record: number;
    }>`SELECT project.record FROM ${from}
      WHERE ${this.#where} ${inGroup} ORDER BY ${this.#order()} ${rest}`;
    return all(this.context.database, query).map(({ record }) => record);
  }

  #wholeOrder(group: { readonly by: Grouping; readonly key: unknown } | null): number[] {
    const { view, filters, orders, words } = this.input;
    const key = JSON.stringify(['order', view, filters, orders, words, group, this.#today]);
    return remembered(this.context.database, key, () => this.#records(group, sql``));
  }

  #isIn({ by, key }: { readonly by: Grouping; readonly key: unknown }): Sql {
    const column = this.columns.expression(by);
    return key === null ? isBlankSql(column, this.columns.kindOf(by)) : sql`${column} = ${key}`;
  }

  #order(): Sql {
    const orders = this.input.orders.map(
      (order) =>
        sql`${this.columns.orderExpression(order.field)} ${sql.raw(order.descending ? 'DESC' : 'ASC')} NULLS LAST`,
    );
    return sql.join([...orders, sql`project.record`]);
  }

  #toRow(raw: Raw, ordinal: number): ProjectRow {
    const {
      annual_plan_now,
      completed_this_year,
      completed_this_month,
      completed_earlier,
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
      { reason_code: raw.reason_code as string | null, missing_materials: missing_materials as string | null },
      this.#today,
      this.#rules,
      this.#leaderOf,
    );
    return { ...row, kind: 'project', ordinal, annual_plan_now: annual_plan_now as number | null, derived };
  }
}

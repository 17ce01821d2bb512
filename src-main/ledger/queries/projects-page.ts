import { type RawBuilder, sql } from 'kysely';
import { assignments, regionName, regions } from '../../../src-shared/catalogues/regions';
import type { ParsedInputOf } from '../../../src-shared/contract/contract';
import type { Filter, GroupRow, ProjectRow } from '../../../src-shared/contract/record-methods';
import { project } from '../../../src-shared/entities/project';
import { deriveFromSums } from '../../../src-shared/rules/derive';
import { percentagePoints, rate } from '../../../src-shared/rules/indicators';
import { timeProportionalToday } from '../../../src-shared/rules/period';
import type { LedgerContext } from '../context';
import { all } from '../database/compile';
import type { Handler } from '../handler';
import { matchQuery } from '../journal/search-text';
import { ProjectColumns } from './project-columns';
import { projectSource, toRow } from './rows';
import { viewSql } from './view-sql';

const projects = sql`(SELECT project.*, listing.state AS listing, listing.reason_code, listing.missing_materials FROM project LEFT JOIN listing ON listing.project = project.id AND listing.deleted <> 1) AS project`;

type Input = ParsedInputOf<'projects.page'>;
type Raw = Record<string, unknown>;

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

class Page {
  readonly #columns: ProjectColumns;
  readonly #where: RawBuilder<unknown>;
  readonly #today: string;

  constructor(
    readonly context: LedgerContext,
    readonly input: Input,
  ) {
    this.#today = context.clock.today();
    this.#columns = new ProjectColumns(this.#today);
    const conditions = [
      sql.raw(viewSql(input.view)),
      ...input.filters.map((filter) => condition(this.#columns, filter, timeProportionalToday(this.#today))),
    ];
    const query = matchQuery(input.words);
    if (query !== null)
      conditions.push(sql`project.record IN (SELECT rowid FROM search_text WHERE words MATCH ${query})`);
    this.#where = sql`WHERE ${sql.join(conditions, sql` AND `)}`;
  }

  /** Sums over all that passes, by group where `group` is given. */
  sums(group: RawBuilder<unknown> | null): Raw[] {
    const { annualPlan, completedThisYear } = this.#columns;
    // The rate of a group counts only what has a plan and has started, as the city's rate does.
    const tail = group ? sql`GROUP BY ${group}` : sql``;
    return all(
      this.context.database,
      sql<Raw>`SELECT ${group ?? sql`NULL`} AS key, count(*) AS count, coalesce(sum(project.total_investment), 0) AS total_investment,
        coalesce(sum(${annualPlan}), 0) AS annual_plan, coalesce(sum(${completedThisYear}), 0) AS completed_this_year
        FROM ${projects} ${this.#where} ${tail}`,
    );
  }

  rows(
    group: { column: RawBuilder<unknown>; key: unknown } | null,
    offset: number,
    limit: number,
    ordinal: number,
  ): ProjectRow[] {
    const inGroup = group ? sql`AND ${group.column} IS ${group.key}` : sql``;
    const raw = all(
      this.context.database,
      sql<Raw>`SELECT project.*, ${this.#columns.annualPlan} AS annual_plan_now, ${this.#columns.completedThisYear} AS completed_this_year,
        ${this.#columns.completedThisMonth} AS completed_this_month FROM ${projects} ${this.#where} ${inGroup}
        ORDER BY ${sql.join([...this.#orders(), sql`project.record`])} LIMIT ${limit} OFFSET ${offset}`,
    );
    return raw.map((row, index) => this.#toRow(row, ordinal + index));
  }

  /** Every project that passes, in the order of the page. */
  ids(): string[] {
    return all(
      this.context.database,
      sql<{
        id: string;
      }>`SELECT project.id FROM ${projects} ${this.#where} ORDER BY ${sql.join([...this.#orders(), sql`project.record`])}`,
    ).map(({ id }) => id);
  }

  #orders(): RawBuilder<unknown>[] {
    return this.input.orders.map(
      (order) =>
        sql`${this.#columns.orderExpression(order.field)} ${sql.raw(order.descending ? 'DESC' : 'ASC')} NULLS LAST`,
    );
  }

  #toRow(raw: Raw, ordinal: number): ProjectRow {
    const { annual_plan_now, completed_this_year, completed_this_month, reason_code, missing_materials, ...columns } =
      raw;
    const row = toRow('project', columns);
    const derived = deriveFromSums(
      row,
      { completedThisYear: completed_this_year as number, completedThisMonth: completed_this_month as number | null },
      { reason_code: reason_code as string | null, missing_materials: missing_materials as string | null },
      this.#today,
    );
    return { ...row, kind: 'project', ordinal, annual_plan_now: annual_plan_now as number | null, derived };
  }

  groupColumn(): RawBuilder<unknown> | null {
    return this.input.group === null
      ? null
      : this.input.group === 'patron'
        ? this.#columns.patron
        : sql.ref(`project.${this.input.group}`);
  }

  toGroup(raw: Raw): GroupRow {
    const key = raw.key as string | null;
    const completion = rate(raw.completed_this_year as number, raw.annual_plan as number);
    return {
      kind: 'group',
      id: `${this.input.group}:${key ?? ''}`,
      label: labelOf(this.input.group, key),
      count: raw.count as number,
      total_investment: raw.total_investment as number,
      annual_plan: raw.annual_plan as number,
      completed_this_year: raw.completed_this_year as number,
      completion_rate: completion,
      gap: percentagePoints(completion, timeProportionalToday(this.#today)),
    };
  }
}

function labelOf(group: Input['group'], key: string | null): string {
  if (key === null) return '未填';
  if (group === 'region') return regionName(key);
  if (group === 'lifecycle')
    return project.fields.lifecycle.choices.find((choice) => choice.code === key)?.label ?? key;
  return key;
}

const catalogueOrder: Record<NonNullable<Input['group']>, readonly string[]> = {
  region: regions.map((region) => region.code),
  patron: assignments.map((assignment) => assignment.leader),
  lifecycle: project.fields.lifecycle.choices.map((choice) => choice.code),
};

/** Groups in the order of the catalogue, then by name; what is not filled in comes last. */
function inOrder(group: NonNullable<Input['group']>, groups: readonly Raw[]): Raw[] {
  const place = ({ key }: Raw) => {
    if (key === null) return Number.POSITIVE_INFINITY;
    const index = catalogueOrder[group].indexOf(key as string);
    return index < 0 ? Number.MAX_SAFE_INTEGER : index;
  };
  return groups.toSorted((a, b) => place(a) - place(b) || String(a.key).localeCompare(String(b.key), 'zh-CN'));
}

/** Ids of the projects that a grid with this view, these filters and this order shows, from the first to the last. */
export function projectIds(context: LedgerContext, shown: Pick<Input, 'view' | 'filters' | 'orders'>): string[] {
  return new Page(context, { ...shown, group: null, folded: [], words: '', offset: 0, limit: 1 }).ids();
}

/** A page of the grid. Group headers are rows among the others, so that the window needs to know nothing of groups to scroll. */
export const pageOfProjects: Handler<'projects.page'> = (context, input) => {
  const page = new Page(context, input);
  const ofView = context.database
    .prepare(`SELECT count(*) FROM ${projectSource} WHERE ${viewSql(input.view)}`)
    .pluck()
    .get() as number;
  const [sums] = page.sums(null) as [Raw];
  const count = sums.count as number;
  const totals = {
    total_investment: sums.total_investment as number,
    annual_plan: sums.annual_plan as number,
    completed_this_year: sums.completed_this_year as number,
  };
  const column = page.groupColumn();
  if (!column || input.group === null)
    return {
      rows: page.rows(null, input.offset, input.limit, input.offset + 1),
      total: count,
      projects: count,
      all: ofView,
      sums: totals,
    };

  const rows: (ProjectRow | GroupRow)[] = [];
  const end = input.offset + input.limit;
  let place = 0;
  let ordinal = 1;
  for (const raw of inOrder(input.group, page.sums(column))) {
    const group = page.toGroup(raw);
    if (place >= input.offset && place < end) rows.push(group);
    place += 1;
    const shown = input.folded.includes(group.id) ? 0 : group.count;
    const from = Math.max(input.offset - place, 0);
    const to = Math.min(end - place, shown);
    if (from < to) rows.push(...page.rows({ column, key: raw.key }, from, to - from, ordinal + from));
    place += shown;
    ordinal += group.count;
  }
  return { rows, total: place, projects: count, all: ofView, sums: totals };
};

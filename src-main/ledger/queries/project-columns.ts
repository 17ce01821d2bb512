import { type RawBuilder, sql } from 'kysely';
import { assignments, regions } from '../../../src-shared/catalogues/regions';
import { type Field, isKeyed } from '../../../src-shared/entities/field';
import { project } from '../../../src-shared/entities/project';
import { monthBefore } from '../../../src-shared/rules/derive';
import { Refusal } from '../../../src-shared/terms/errors';

const fields: Readonly<Record<string, Field>> = project.fields;

/** Leaders by region (plan section 二(一)), for a project that names none of its own. */
const patronByRegion = sql`coalesce(project.patron, CASE project.region ${sql.join(
  regions.flatMap((region) => {
    const leader = assignments.find((assignment) => assignment.regions.includes(region.name))?.leader;
    return leader ? [sql`WHEN ${sql.lit(region.code)} THEN ${sql.lit(leader)}`] : [];
  }),
  sql` `,
)} END)`;

function completedBetween(from: string, to: string): RawBuilder<unknown> {
  return sql`(SELECT coalesce(sum(progress.completed), 0) FROM progress WHERE progress.project = project.id AND progress.deleted <> 1 AND progress.month BETWEEN ${sql.lit(from)} AND ${sql.lit(to)})`;
}

/** What a grid of projects can show, sort and filter by: each declared field, and the figures that are derived as of today. */
export class ProjectColumns {
  readonly annualPlan: RawBuilder<unknown>;
  readonly completedThisYear: RawBuilder<unknown>;
  readonly completedThisMonth: RawBuilder<unknown>;
  /** Of the year up to the month before the last half-month that is over; 0 in January. */
  readonly completedEarlier: RawBuilder<unknown>;
  readonly patron = patronByRegion;
  readonly #derived: ReadonlyMap<string, RawBuilder<unknown>>;

  constructor(today: string) {
    const month = today.slice(0, 7);
    const year = today.slice(0, 4);
    this.annualPlan = sql`json_extract(project.annual_plan, ${sql.lit(`$."${year}"`)})`;
    this.completedThisYear = completedBetween(`${year}-01`, month);
    this.completedThisMonth = sql`(SELECT progress.completed FROM progress WHERE progress.project = project.id AND progress.deleted <> 1 AND progress.month = ${sql.lit(month)})`;
    const earlier = monthBefore(today);
    this.completedEarlier = earlier === null ? sql`0` : completedBetween(`${year}-01`, earlier);
    const rate = sql`CASE WHEN ${this.annualPlan} > 0 THEN 1.0 * ${this.completedThisYear} / ${this.annualPlan} END`;
    this.#derived = new Map<string, RawBuilder<unknown>>([
      ['annual_plan', this.annualPlan],
      ['completed_this_year', this.completedThisYear],
      ['completed_this_month', this.completedThisMonth],
      ['completion_rate', rate],
      ['gap', rate],
      ['start', sql`coalesce(project.actual_start, project.planned_start)`],
      ['patron', patronByRegion],
    ]);
  }

  /** SQL of a column; throws Refusal unknown_field. Regions and choices sort in their declared order, not by code. */
  expression(name: string): RawBuilder<unknown> {
    const derived = this.#derived.get(name);
    if (derived) return derived;
    const field = fields[name];
    if (!field || isKeyed(field)) throw new Refusal('unknown_field', { entity: project.label, field: name });
    return sql.ref(`project.${name}`);
  }

  orderExpression(name: string): RawBuilder<unknown> {
    const field = fields[name];
    const codes =
      field?.kind === 'region'
        ? regions.map((region) => region.code)
        : field?.kind === 'choice'
          ? (field.choices ?? []).map((choice) => choice.code)
          : null;
    if (!codes) return this.expression(name);
    const places = codes.map((code, index) => sql`WHEN ${sql.lit(code)} THEN ${sql.lit(index)}`);
    return sql`CASE ${this.expression(name)} ${sql.join(places, sql` `)} END`;
  }
}

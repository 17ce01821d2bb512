import { type RawBuilder, sql } from 'kysely';
import { assignments, regions } from '../../../src-shared/catalogues/regions';
import type { Grouping } from '../../../src-shared/contract/common';
import type { Choice, Field, FieldKind } from '../../../src-shared/entities/field';
import { isKeyed } from '../../../src-shared/entities/field';
import { listing } from '../../../src-shared/entities/listing';
import { project } from '../../../src-shared/entities/project';
import type { LightRuleSet } from '../../../src-shared/rules/light-rules';
import { timeProportionalToday } from '../../../src-shared/rules/period';
import type { LeaderOf } from '../../../src-shared/rules/slices';
import { Refusal } from '../../../src-shared/terms/errors';
import { pointsSql } from './light-sql';

type Sql = RawBuilder<unknown>;

const fields: Readonly<Record<string, Field>> = project.fields;

/** The project's own leader, else the one in charge of its region. */
function patronSql(leaderOf: LeaderOf): Sql {
  const charges = regions.flatMap(({ code }) => {
    const leader = leaderOf(code);
    return leader === undefined ? [] : [sql`WHEN ${sql.lit(code)} THEN ${sql.lit(leader)}`];
  });
  // Without a WHEN there is no CASE.
  if (charges.length === 0) return sql`project.patron`;
  return sql`coalesce(project.patron, CASE project.region ${sql.join(charges, sql` `)} END)`;
}

export const lightColors: readonly Choice[] = [
  { code: 'red', label: '红灯' },
  { code: 'yellow', label: '黄灯' },
  { code: 'green', label: '绿灯' },
  { code: 'none', label: '不判灯' },
];

/** What a column holds, for whoever filters or counts its values. `rate` is 0…1 in SQL and per cent outside, `points` percentage points. */
export type ColumnKind = FieldKind | 'rate' | 'points';

/** Order of what a column may hold, where the catalogue has one. */
export function catalogueOf(name: string): readonly Choice[] | null {
  if (name === 'light') return lightColors;
  if (name === 'reason_code') return listing.fields.reason_code.choices;
  if (name === 'patron') return assignments.map(({ leader }) => ({ code: leader, label: leader }));
  const field = fields[name];
  if (field?.kind === 'region') return regions.map(({ code, name: label }) => ({ code, label }));
  return field?.kind === 'choice' || field?.kind === 'choices' ? (field.choices ?? []) : null;
}

/**
 * What a grid of projects can show, sort and filter by: each declared field, and what is derived as of today. It is SQL over `project`
 * and its `figure` (project-figures.ts).
 */
export class ProjectColumns {
  readonly #derived: ReadonlyMap<string, { readonly kind: ColumnKind; readonly sql: Sql }>;

  constructor(today: string, rules: LightRuleSet, leaderOf: LeaderOf) {
    const due = timeProportionalToday(today, rules.monthShares);
    this.#derived = new Map<string, { kind: ColumnKind; sql: Sql }>([
      ['annual_plan', { kind: 'money', sql: sql`figure.annual_plan` }],
      ['completed_this_year', { kind: 'money', sql: sql`figure.this_year` }],
      ['completed_this_month', { kind: 'money', sql: sql`figure.this_month` }],
      ['completion_rate', { kind: 'rate', sql: sql`figure.rate` }],
      ['gap', { kind: 'points', sql: pointsSql(sql`figure.rate`, due) }],
      ['start', { kind: 'day_or_month', sql: sql`coalesce(project.actual_start, project.planned_start)` }],
      ['patron', { kind: 'text', sql: patronSql(leaderOf) }],
      ['listing', { kind: 'choice', sql: sql`figure.listing` }],
      ['reason_code', { kind: 'choice', sql: sql`figure.reason_code` }],
      ['light', { kind: 'choice', sql: sql`figure.light` }],
    ]);
  }

  /** Throws Refusal unknown_field. */
  kindOf(name: string): ColumnKind {
    const derived = this.#derived.get(name);
    if (derived) return derived.kind;
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field || isKeyed(field)) throw new Refusal('unknown_field', { entity: project.label, field: name });
    return field.kind;
  }

  /** SQL of a column. Throws Refusal unknown_field. */
  expression(name: string): Sql {
    this.kindOf(name);
    return this.#derived.get(name)?.sql ?? sql.ref(`project.${name}`);
  }

  /** Regions and choices sort in their declared order, not by code. */
  orderExpression(name: string): Sql {
    const kind = this.kindOf(name);
    const choices = kind === 'region' || kind === 'choice' ? catalogueOf(name) : null;
    if (!choices) return this.expression(name);
    const places = choices.map(({ code }, index) => sql`WHEN ${sql.lit(code)} THEN ${sql.lit(index)}`);
    return sql`CASE ${this.expression(name)} ${sql.join(places, sql` `)} END`;
  }

  /** The key that the rows of a group share; null for what is not filled in. */
  groupExpression(group: Grouping): Sql {
    // Read as a column an index might be asked for, and the rows would come in its order, one by one.
    return this.kindOf(group) === 'text' ? sql`nullif(${this.expression(group)}, '')` : sql`+${this.expression(group)}`;
  }
}

import type { FieldValue } from '../entities/field';
import type { Derived } from './record-methods';

/**
 * A project among the rows of `projects.page`: every declared field of `project` under its own name (`annual_plan` whole, by
 * year; `listing` joined), and what is computed under `derived`. Filters and orders take declared names (`annual_plan` is then
 * the year's amount) and `completed_this_year`, `completion_rate`, `gap`, `start`, `light`.
 */
export interface GridProject {
  readonly kind: 'project';
  readonly id: string;
  /** Running number among the projects of the answer's order, from 1, group headers not counted. */
  readonly number: number;
  readonly derived: Derived;
  readonly [field: string]: FieldValue | boolean | Derived | undefined;
}

/** A group header with its subtotals. `id` is what `folded` takes. */
export interface GridGroup {
  readonly kind: 'group';
  readonly id: string;
  readonly label: string;
  readonly projects: number;
  readonly folded: boolean;
  readonly total_investment: number;
  readonly annual_plan: number;
  readonly completed_this_year: number;
  readonly completion_rate: number | null;
  readonly gap: number | null;
}

export type GridRow = GridProject | GridGroup;

import { z } from 'zod';
import { conflictSources } from '../rules/conflict-order';
import { edit, entityName, fieldValue, grouping, id, nothing, record, role, timestamp, view } from './common';
import { command, query } from './method';
import { reviewState } from './review-methods';

export const filterOperators = [
  'is',
  'is_not',
  'contains',
  'contains_not',
  'at_least',
  'at_most',
  'between',
  'empty',
  'filled',
] as const;

/**
 * A condition on what the grid shows in a column. `is` takes one value or several, of which one must hold; '' among them stands for
 * what is not filled in, and `is_not` is its opposite. `between` takes the least and the greatest value, both included. Money is in
 * yuan, a rate in per cent, a gap in percentage points. A date may be a month: it reaches from its first day to its last.
 */
export const filter = z.strictObject({
  field: z.string().max(64),
  operator: z.enum(filterOperators),
  value: z.union([
    z.string().max(200),
    z.number(),
    z.array(z.string().max(200)).max(64),
    z.tuple([z.number(), z.number()]),
    z.null(),
  ]),
});
export type Filter = z.infer<typeof filter>;

export const order = z.strictObject({ field: z.string().max(64), descending: z.boolean() });
export type Order = z.infer<typeof order>;

/** Projects that a grid is left with: a view of the plan, filters and searched words. */
export const chosenProjects = {
  view: view.default('all'),
  filters: z.array(filter).max(20).default([]),
  words: z.string().max(100).default(''),
};

/** The same in an order and by groups: what a grid shows. */
export const shownProjects = {
  ...chosenProjects,
  orders: z.array(order).max(4).default([]),
  group: grouping.nullable().default(null),
};

/** The rows of a grid, group headers among them. */
export const shownRows = {
  ...shownProjects,
  /** Groups that are folded: their projects are not among the rows. */
  folded: z.array(z.string()).default([]),
  /** Where given, every group is folded but these, and `folded` counts for nothing. */
  unfolded: z.array(z.string()).nullable().default(null),
};

const light = z.strictObject({ color: z.enum(['red', 'yellow', 'green', 'none']), sentence: z.string() });
export type Light = z.infer<typeof light>;

/** Figures that are computed, never stored. Null where a rate has no denominator. */
const derived = z.strictObject({
  year: z.number(),
  annualPlan: z.number().nullable(),
  completedThisYear: z.number(),
  completionRate: z.number().nullable(),
  timeProportional: z.number(),
  gap: z.number().nullable(),
  completedThisMonth: z.number().nullable(),
  /** Actual start, else the planned one. */
  start: z.string().nullable(),
  patron: z.string().nullable(),
  light,
});
export type Derived = z.infer<typeof derived>;

/** A project as the grid shows it: its declared fields (region and choices as codes, `listing` joined) and what is derived. */
const projectRow = z.looseObject({
  kind: z.literal('project'),
  id: z.string(),
  /** Place among the projects of the whole answer, from 1. */
  ordinal: z.number(),
  /** Plan of the derived year. */
  annual_plan_now: z.number().nullable(),
  derived,
});
/** A group header with subtotals over the projects that passed the filters. */
const groupRow = z.strictObject({
  kind: z.literal('group'),
  /** `region:220202`, `patron:谢义`, `lifecycle:construction`; what `folded` names. */
  id: z.string(),
  label: z.string(),
  count: z.number(),
  total_investment: z.number(),
  annual_plan: z.number(),
  completed_this_year: z.number(),
  completion_rate: z.number().nullable(),
  gap: z.number().nullable(),
});
const gridRow = z.discriminatedUnion('kind', [projectRow, groupRow]);
export type ProjectRow = z.infer<typeof projectRow>;
export type GroupRow = z.infer<typeof groupRow>;

export const historyEntry = z.strictObject({
  dot: z.string(),
  clock: z.number(),
  at: timestamp,
  person: z.string(),
  device: z.string(),
  unit: z.string(),
  entity: entityName,
  record: id,
  field: z.string(),
  from: fieldValue,
  to: fieldValue,
  /** File name of the package that brought it, or null where it was typed here. */
  package: z.string().nullable(),
  /** Where the author took it from: '导入 2018年投资计划.xlsx', a reason, or empty. */
  source: z.string(),
  /** For a change outside its device's scope: whether it waits for a decision, and counts for nothing until then, or how that ended. */
  review: reviewState.nullable(),
});
export type HistoryEntry = z.infer<typeof historyEntry>;

const head = z.strictObject({
  dot: z.string(),
  value: fieldValue,
  clock: z.number(),
  at: timestamp,
  person: z.string(),
  unit: z.string(),
  device: z.string(),
  role,
  package: z.string().nullable(),
});
const conflict = z.strictObject({
  id: z.string(),
  entity: entityName,
  record: id,
  /** The project that the record belongs to, or is. */
  project: id.nullable(),
  /** Names the record for a person. */
  title: z.string(),
  region: z.string().nullable(),
  /** 'deleted' where one machine withdrew the record and another edited it without having seen that: 1 withdrawn, 0 kept. */
  field: z.string(),
  base: fieldValue,
  /** In the order in which they are shown: whose value stands first is the rule `conflict_order`. */
  first: z.enum(conflictSources),
  heads: z.array(head),
});
export type Conflict = z.infer<typeof conflict>;

export const recordMethods = {
  'projects.page': query(
    'ledger',
    z.strictObject({
      ...shownRows,
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    z.strictObject({
      rows: z.array(gridRow),
      /** Rows in all, group headers among them. */
      total: z.number(),
      projects: z.number(),
      /** Projects of the view before filters. */
      all: z.number(),
      sums: z.strictObject({ total_investment: z.number(), annual_plan: z.number(), completed_this_year: z.number() }),
    }),
  ),
  /** Complete list for the command line and for export: no limit. */
  'projects.list': query(
    'ledger',
    z.strictObject({
      view: view.default('all'),
      where: z.record(z.string(), z.string()).default({}),
      year: z.number().int().optional(),
    }),
    z.array(z.looseObject({ id: z.string() })),
  ),
  'projects.show': query(
    'ledger',
    z.strictObject({ id }),
    z.strictObject({
      project: record,
      derived,
      permits: z.array(record),
      progress: z.array(record),
      problems: z.array(record),
      listing: record.nullable(),
      nodes: z.array(record),
      clock_stops: z.array(record),
      materials: z.array(record),
      listing_events: z.array(record),
      work_logs: z.array(record),
      contacts: z.array(record),
      measures: z.array(record),
      slips: z.array(record),
      meeting_items: z.array(record),
      funding_applications: z.array(record),
      funding_materials: z.array(record),
      conflicts: z.number(),
    }),
  ),
  /** Makes a record; refuses when the natural key is taken. */
  'records.create': command(
    'ledger',
    z.strictObject({ entity: entityName, set: edit, source: z.string().max(200).optional() }),
    z.strictObject({ id, dot: z.string() }),
  ),
  /** Changes fields; values equal to the present ones are left out, and an edit that changes nothing writes nothing (dot is then null). */
  'records.revise': command(
    'ledger',
    z.strictObject({ entity: entityName, id, set: edit, source: z.string().max(200).optional() }),
    z.strictObject({ id, dot: z.string().nullable() }),
  ),
  /** Several revisions that happen together or not at all: a pasted block. */
  'records.reviseMany': command(
    'ledger',
    z.strictObject({
      edits: z
        .array(z.strictObject({ entity: entityName, id, set: edit }))
        .min(1)
        .max(5000),
      source: z.string().max(200).optional(),
    }),
    z.strictObject({ changed: z.number() }),
  ),
  'records.withdraw': command(
    'ledger',
    z.strictObject({ entity: entityName, id }),
    z.strictObject({ id, dot: z.string().nullable() }),
  ),
  'records.restore': command(
    'ledger',
    z.strictObject({ entity: entityName, id }),
    z.strictObject({ id, dot: z.string().nullable() }),
  ),
  /** Takes back the last step typed on this machine; `what` says in Chinese what was taken back. */
  'records.undo': command('ledger', nothing, z.strictObject({ what: z.string(), entity: entityName, id })),
  /** Newest first. With `related`, also the records that belong to a project. */
  'records.history': query(
    'ledger',
    z.strictObject({ entity: entityName, id, field: z.string().optional(), related: z.boolean().default(false) }),
    z.array(historyEntry),
  ),
  /** The record as it stood at a moment (ISO 8601). */
  'records.asOf': query('ledger', z.strictObject({ entity: entityName, id, at: timestamp }), record.nullable()),
  'search.find': query(
    'ledger',
    z.strictObject({ words: z.string().max(100), limit: z.number().int().min(1).max(100_000).default(50) }),
    z.array(z.strictObject({ id, entity: entityName, title: z.string(), project: id.nullable(), detail: z.string() })),
  ),
  'conflicts.list': query('ledger', nothing, z.array(conflict)),
  /** Settles each conflict by what `device` wrote there, all in one step; those in which it has no side are left alone. */
  'conflicts.adopt': command(
    'ledger',
    z.strictObject({ ids: z.array(z.string()).min(1).max(5000), device: z.string(), reason: z.string().max(200) }),
    z.strictObject({ settled: z.number() }),
  ),
  'conflicts.resolve': command(
    'ledger',
    z.strictObject({ id: z.string(), value: fieldValue, reason: z.string().max(200) }),
    z.strictObject({ dot: z.string() }),
  ),
} as const;

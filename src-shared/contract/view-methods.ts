import { z } from 'zod';
import { id, nothing } from './common';
import { query } from './method';
import { chosenProjects } from './record-methods';

const sharedView = z.strictObject({
  id,
  name: z.string(),
  /** The query of its address: view, filters, order, grouping. */
  query: z.string(),
  /** Keys of its columns in their order; none for the usual ones. */
  columns: z.array(z.string()),
  /** Columns that stay in sight at the left, the name among them; null where it says nothing of it. */
  pinned: z.number().nullable(),
  person: z.string(),
  /** '市级' or the region's name. */
  scopeLabel: z.string(),
  /** Belongs to this machine's own scope, which may change it. */
  own: z.boolean(),
});
export type SharedView = z.infer<typeof sharedView>;

export const viewMethods = {
  /**
   * The values that occur in a column with how many projects have each. The filters on other columns count, those on this one do
   * not, so that one more value can be chosen.
   */
  'projects.values': query(
    'ledger',
    z.strictObject({
      ...chosenProjects,
      field: z.string().max(64),
      /** Leaves over the values whose label contains this. */
      search: z.string().max(100).default(''),
      limit: z.number().int().min(1).max(1000).default(200),
    }),
    z.strictObject({
      /** In the order of the catalogue, else the most frequent first. Empty where the column holds amounts or dates. */
      values: z.array(z.strictObject({ value: z.string(), label: z.string(), count: z.number() })),
      /** How many values there are in all. */
      distinct: z.number(),
      blank: z.number(),
      filled: z.number(),
      /** Least and greatest amount, date or rate, in the units of a filter; null elsewhere and where nothing is filled in. */
      least: z.union([z.string(), z.number()]).nullable(),
      greatest: z.union([z.string(), z.number()]).nullable(),
    }),
  ),
  'projects.count': query('ledger', z.strictObject(chosenProjects), z.strictObject({ projects: z.number() })),
  /** Views that are shared: this machine's own and the city's, and those of other regions. */
  'views.list': query(
    'ledger',
    nothing,
    z.strictObject({
      /** Scope that this machine's own views are kept under. */
      scope: z.string(),
      views: z.array(sharedView),
      others: z.array(sharedView),
    }),
  ),
} as const;

import { z } from 'zod';
import { fieldValue, id } from './common';
import { query } from './method';
import { shownRows } from './record-methods';

/** Most cells that one replacement changes: as many records as one step may write. */
export const mostReplaced = 5000;

const place = z.strictObject({ row: z.number().int().min(0), column: z.number().int().min(0) });

export const findMethods = {
  /**
   * Looks for words in all cells of what `projects.page` shows with the same view, filters, order and groups, not only in those that
   * are in sight. A cell holds what it shows; capitals and full-width letters count as plain ones, figures also without commas.
   */
  'projects.find': query(
    'ledger',
    z.strictObject({
      ...shownRows,
      needle: z.string().min(1).max(200),
      /** Keys of the columns that are shown, in their order; others are not looked into. */
      columns: z.array(z.string().max(64)).min(1).max(60),
      /** Looked into alone, as a place in `columns`. */
      only: z.number().int().min(0).nullable().default(null),
      /** Where the cursor stands: row in the shown order, group headers counted, and column as a place in `columns`. */
      from: place,
      toward: z.enum(['here', 'next', 'previous']).default('here'),
      /** Also hands over the first so many cells with their values, in the shown order. */
      take: z.number().int().min(0).max(mostReplaced).default(0),
    }),
    z.strictObject({
      /** Cells that hold the words and can be gone to. */
      total: z.number(),
      /** Cells that hold them in groups that are folded. */
      hidden: z.number(),
      hit: z.strictObject({ ...place.shape, id, ordinal: z.number() }).nullable(),
      cells: z.array(z.strictObject({ ...place.shape, id, value: fieldValue })),
    }),
  ),
} as const;

import { z } from 'zod';
import { id, period, timestamp } from './common';
import { query } from './method';

/** The figures of a bulletin that count projects, as its regions have them. */
export const countedFigures = [
  'projects',
  'planned_starts',
  'started',
  'due',
  'listed',
  'signed',
  'landed',
  'preparing',
  'prepared',
  'reserve',
] as const;
export type CountedFigure = (typeof countedFigures)[number];

/**
 * One project as it stands in the figures of a period: what it adds to each of them, and by what it may be grouped. Money in whole yuan.
 * The sums of a region take `plan` and `completed` of its projects that `counted.projects`.
 */
export const projectFacts = z.strictObject({
  id,
  name: z.string(),
  /** Code; null where nobody wrote one. */
  region: z.string().nullable(),
  lifecycle: z.string().nullable(),
  sector: z.string().nullable(),
  nature: z.string().nullable(),
  /** national, province, city, county. */
  tiers: z.array(z.string()),
  owner: z.string().nullable(),
  responsible_unit: z.string().nullable(),
  /** The project's own leader in charge; most have none, and the assignment of their region speaks. */
  patron: z.string().nullable(),
  secretary: z.string().nullable(),
  total: z.number().nullable(),
  /** Plan of the period's year. */
  plan: z.number().nullable(),
  /** Reported for the months of the year up to the one in which the period ends; null where nothing was. */
  completed: z.number().nullable(),
  /** Of it the months of the period itself; of a half-month its whole month, as progress is one record a month. */
  completed_period: z.number().nullable(),
  planned_start: z.string().nullable(),
  actual_start: z.string().nullable(),
  /** State of the listing case. */
  listing: z.string().nullable(),
  listed_month: z.string().nullable(),
  /** Which figures count it. */
  counted: z.record(z.enum(countedFigures), z.boolean()),
});
export type ProjectFacts = z.infer<typeof projectFacts>;

export const bulletinMethods = {
  /**
   * The projects behind a figure: of a region (a code, 'elsewhere' for none or an unknown one, all without), and those that a figure
   * counts. Of a frozen period as they were frozen; `projects` is null where the figures were frozen on another machine, which alone
   * knows the projects.
   */
  'bulletins.projects': query(
    'ledger',
    z.strictObject({
      period,
      region: z.string().max(20).optional(),
      figure: z.enum(countedFigures).optional(),
      /** A count without it: started ones left out of the planned, listed ones out of the due. */
      without: z.enum(countedFigures).optional(),
    }),
    z.strictObject({ frozenAt: timestamp.nullable(), projects: z.array(projectFacts).nullable() }),
  ),
} as const;

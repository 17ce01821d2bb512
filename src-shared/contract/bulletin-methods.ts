import { z } from 'zod';
import { countedFigures, summedFigures } from '../rules/summed-figures';
import { id, isoDate, nothing, period, timestamp } from './common';
import { regionFigures } from './exchange-methods';
import { query } from './method';
import { historyEntry } from './record-methods';

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
  signed_on: z.string().nullable(),
  planned_start: z.string().nullable(),
  actual_start: z.string().nullable(),
  /** State of the listing case. */
  listing: z.string().nullable(),
  listed_month: z.string().nullable(),
  /** Which figures count it. */
  counted: z.record(z.enum(countedFigures), z.boolean()),
});
export type ProjectFacts = z.infer<typeof projectFacts>;

export type SummedFigure = (typeof summedFigures)[number];

/** What a region has in one figure before and after: projects, or whole yuan. */
const figureShift = z.strictObject({
  /** Code; null where nobody wrote one. */
  region: z.string().nullable(),
  figure: z.enum(summedFigures),
  before: z.number(),
  after: z.number(),
});
export type FigureShift = z.infer<typeof figureShift>;

const shiftedProject = {
  id,
  name: z.string(),
  /** added: it was not there before; withdrawn: it is not there any more. */
  kind: z.enum(['changed', 'added', 'withdrawn']),
  /** Its region now, and the one before where it was another. */
  region: z.string().nullable(),
  formerRegion: z.string().nullable().optional(),
  shifts: z.array(figureShift),
};
export interface ShiftedProject {
  id: string;
  name: string;
  kind: 'changed' | 'added' | 'withdrawn';
  region: string | null;
  formerRegion?: string | null | undefined;
  shifts: FigureShift[];
}

/** A period with the moment of its freeze; null where its figures still follow the ledger. */
const comparedPeriod = z.strictObject({ period, name: z.string(), asOf: isoDate, frozenAt: timestamp.nullable() });

const correctedFigure = z.strictObject({
  /** Chinese name, as in the figures of the bulletin. */
  region: z.string(),
  figure: z.enum(summedFigures),
  /** As it was frozen. */
  before: z.number(),
  /** As it would have to be frozen now. */
  after: z.number(),
  /** Reasons that were written for the projects behind it. */
  reasons: z.array(z.string()),
});
export type CorrectedFigure = z.infer<typeof correctedFigure>;

const corrections = z.strictObject({
  /** The frozen period that is corrected; null where none before this one is frozen. */
  of: comparedPeriod.nullable(),
  /**
   * Projects whose past the ledger now tells otherwise than it was frozen, with the changes since, newest first, and the reasons that were
   * written for them. Null where the period was frozen on another machine, which alone can tell.
   */
  projects: z
    .array(z.strictObject({ ...shiftedProject, changes: z.array(historyEntry), reasons: z.array(z.string()) }))
    .nullable(),
  /** Figures of regions that would have been frozen otherwise, in the order of the bulletin's regions and figures. */
  regions: z.array(correctedFigure),
  /** The same of the whole city; what a project takes from one region to another comes out even there. */
  totals: z.array(correctedFigure),
});
export type Corrections = z.infer<typeof corrections>;

const author = z.strictObject({
  person: z.string(),
  unit: z.string(),
  device: z.string(),
  /** File that brought it; null where it was typed here. */
  package: z.string().nullable(),
});
export type ChangeAuthor = z.infer<typeof author>;

const comparison = z.strictObject({
  from: comparedPeriod,
  to: comparedPeriod,
  /** Regions in the order of the catalogue; 属地不明 last, where either has it. */
  regions: z.array(z.strictObject({ code: z.string().nullable(), before: regionFigures, after: regionFigures })),
  totals: z.strictObject({ before: regionFigures, after: regionFigures }),
  /** Projects that add otherwise to the figures, with whoever wrote something between that they depend on. Null: see `corrections`. */
  projects: z.array(z.strictObject({ ...shiftedProject, authors: z.array(author) })).nullable(),
});
export type Comparison = z.infer<typeof comparison>;

/** The newer side of a comparison: a period as it was frozen, or as it stands where it is not; `now`: the half-month of today. */
const comparedTo = z.union([z.literal('now'), period]);

const missingReports = z.strictObject({
  name: z.string(),
  /** Last day on which a report may be handed in. */
  deadline: isoDate,
  /** Nobody can have reported for a period that still goes on: then nothing is missing yet. */
  over: z.boolean(),
  /** Secretaries from whom a report is expected. */
  expected: z.number(),
  /** In the order of the regions; within one, who reported longest ago first. */
  missing: z.array(
    z.strictObject({
      id,
      person: z.string(),
      unit: z.string(),
      /** Code; null where the secretary has no regional limit. */
      region: z.string().nullable(),
      phone: z.string(),
      lastReport: isoDate.nullable(),
      lastPackage: z.string().nullable(),
      /** Days since the last report. */
      days: z.number().nullable(),
      /** Projects in this secretary's name. */
      projects: z.number(),
    }),
  ),
});
export type MissingReports = z.infer<typeof missingReports>;

const bulletinSource = z.strictObject({
  person: z.string(),
  unit: z.string(),
  device: z.string(),
  /** Number of the last change of this machine that the figures came from. */
  through: z.number(),
  /** Changes of it that came here since. */
  since: z.number(),
  /** here: just these changes lie here; missing: not all of them do; other: its changes here are others under the same numbers. */
  state: z.enum(['here', 'missing', 'other']),
});
export type BulletinSource = z.infer<typeof bulletinSource>;

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
  /** The changes that a frozen period came from: every machine's up to one, held against what lies here. Refused: not_frozen. */
  'bulletins.sources': query('ledger', z.strictObject({ period }), z.array(bulletinSource)),
  /** Who has not reported for a period. */
  'reports.missing': query('ledger', z.strictObject({ period }), missingReports),
  /** Periods that are frozen here, newest first. */
  'bulletins.frozen': query('ledger', nothing, z.array(comparedPeriod)),
  /**
   * 更正: what the ledger now says of the newest frozen period before this one (of the same kind, where there is one), against what was
   * frozen. What has no date is no correction: a project that went on from one stage to the next, permits, and what came within the
   * month that was still running. The frozen figures stay as they are.
   */
  'bulletins.corrections': query('ledger', z.strictObject({ period }), corrections),
  /** What moved from one frozen period to another one, or to now. Refused: not_frozen for a `from` that is not. */
  'bulletins.compare': query('ledger', z.strictObject({ from: period, to: comparedTo }), comparison),
  /** The changes between, newest first, of one project and what belongs to it: those that its figures depend on. */
  'bulletins.changes': query(
    'ledger',
    z.strictObject({ from: period, to: comparedTo, project: id }),
    z.array(historyEntry),
  ),
} as const;

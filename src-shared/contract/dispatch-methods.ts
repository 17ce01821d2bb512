import { z } from 'zod';
import { figureNames, figureParts } from '../rules/figure-parts';
import { sliceKinds } from '../rules/slices';
import { file, id, isoDate, period, timestamp } from './common';
import { bulletin, regionFigures } from './exchange-methods';
import { command, query } from './method';
import { historyEntry } from './record-methods';
import { regionMap } from './rule-values';

const sliceKind = z.enum(sliceKinds);
/** Key of a slice (rules/slices.ts); '' for what nobody marked, null for the whole city. */
const sliceKey = z.string().max(120).nullable();
const figure = z.enum(figureNames);
const part = z.enum(figureParts);

const slice = z.strictObject({ key: z.string(), label: z.string(), figures: regionFigures });

/** A project behind a figure, with what decides there. Money in whole yuan. */
const behindRow = z.strictObject({
  id,
  name: z.string(),
  region: z.string().nullable(),
  leader: z.string(),
  secretary: z.string().nullable(),
  total: z.number().nullable(),
  plan: z.number().nullable(),
  completed: z.number().nullable(),
  /** Completed ÷ plan; null without a plan. */
  rate: z.number().nullable(),
  /** Which part of the figure it belongs to; null where it has none (no plan, nothing to be reached). */
  part: part.exclude(['all']).nullable(),
  /** In words, what it stands at: '缺材料', '已入库', '手续 6 / 9 办结'. */
  state: z.string(),
});
export type BehindRow = z.infer<typeof behindRow>;

/** A chart's category with one count for each series. */
const counts = z.array(z.number());

const problemLine = z.strictObject({
  id,
  number: z.string().nullable(),
  project: id,
  projectName: z.string(),
  region: z.string(),
  description: z.string(),
  request: z.string().nullable(),
  level: z.enum(['secretary', 'unit', 'county', 'city']),
  due: isoDate.nullable(),
  over: z.number(),
});

export const dispatchMethods = {
  /** What stands around the figures of a period on the city picture. */
  'dispatch.city': query(
    'ledger',
    z.strictObject({ period }),
    z.strictObject({
      /** The latest freeze of the same year before the period: '8月下半月'. */
      previous: z.strictObject({ code: z.string(), name: z.string(), figures: bulletin }).nullable(),
      /** Targets for the period and those that still run; rates as fractions. `source` says who set it: the ledger, or the plan. */
      targets: z.array(
        z.strictObject({
          region: z.string(),
          by: z.string(),
          measure: z.string(),
          value: z.number(),
          actual: z.number().nullable(),
          source: z.enum(['target', 'plan']),
        }),
      ),
      /** Score, place and movement of each region by name; empty where nothing can be scored. */
      scores: z.array(
        z.strictObject({
          region: z.string(),
          score: z.number().nullable(),
          rank: z.number().nullable(),
          movement: z.number().nullable(),
        }),
      ),
      /** Who is in charge of each region at the end of the period, by its name. */
      leaders: z.array(z.strictObject({ region: z.string(), leader: z.string() })),
      /** What the places moved against; null where there is nothing. */
      comparedWith: z.string().nullable(),
      rubric: z.string().nullable(),
    }),
  ),
  /**
   * The city by region, leader, sector, tier or size. `rows` add up to `totals`; `classes` are those by size of which each holds the next.
   * `rows` is null where the period was frozen on another machine and only the figures of the regions are here.
   */
  'dispatch.slices': query(
    'ledger',
    z.strictObject({ period, by: sliceKind }),
    z.strictObject({
      /** `leader` is who is in charge of a region at the end of the period; null for other slices. */
      rows: z.array(slice.extend({ leader: z.string().nullable() })).nullable(),
      classes: z.array(slice),
      totals: regionFigures,
    }),
  ),
  /** The projects behind one figure of one row, and what can be said of them together. */
  'dispatch.behind': query(
    'ledger',
    z.strictObject({
      period,
      by: sliceKind,
      key: sliceKey,
      figure,
      part,
      /** Of them only the projects that this leader has. */
      leader: z.string().min(1).max(100).optional(),
    }),
    z.strictObject({
      label: z.string(),
      /** Projects of each part; of completion those without a plan belong to `all` alone. */
      counts: z.strictObject({ all: z.number(), done: z.number(), open: z.number() }),
      sums: z.strictObject({ plan: z.number(), completed: z.number(), total: z.number() }),
      /** Of the part that was asked for. Null where the period was frozen on another machine. */
      projects: z.array(behindRow).nullable(),
      /** What divides the open projects: '未入统': '缺材料 5，市级审核 2'. */
      breakdown: z.array(z.strictObject({ label: z.string(), text: z.string() })),
      /** Who wrote the cells that decide, for the whole denominator: persons whose packages came in, persons at this machine, and the latest moment. */
      source: z.strictObject({ reporters: z.number(), here: z.number(), until: timestamp.nullable() }),
    }),
  ),
  /** History of the cells that decide whether, or how much, a project counts in a figure; newest first, each with what it is about. */
  'dispatch.trail': query(
    'ledger',
    z.strictObject({ period, figure, project: id }),
    z.array(historyEntry.extend({ about: z.string() })),
  ),
  'dispatch.charts': query(
    'ledger',
    z.strictObject({ period }),
    z.strictObject({
      curve: z.array(
        z.strictObject({
          label: z.string(),
          end: isoDate,
          at: z.number(),
          due: z.number(),
          planned: z.number().nullable(),
          completed: z.number().nullable(),
        }),
      ),
      annualPlan: z.number(),
      funnel: z.array(z.strictObject({ key: z.string(), label: z.string(), count: z.number() })),
      /**
       * Region × week: projects of the region for which a figure or word of progress was written in that week, as it now stands in the
       * ledger; `expected` are the projects under construction.
       */
      heat: z.strictObject({
        weeks: z.array(isoDate),
        regions: z.array(
          z.strictObject({ key: z.string(), label: z.string(), expected: z.number(), projects: counts }),
        ),
      }),
      /** Open problems by age, each class by level: secretary, unit, county, city. */
      ageing: z.array(z.strictObject({ label: z.string(), levels: counts, overdue: z.number() })),
      day: isoDate,
    }),
  ),
  /** A leader's page: his regions, the projects that lag most, open problems, what he has to decide. */
  'dispatch.leader': query(
    'ledger',
    z.strictObject({ period, leader: z.string().min(1).max(100) }),
    z.strictObject({
      post: z.string().nullable(),
      regions: z.array(slice),
      totals: regionFigures,
      worst: z.array(
        z.strictObject({
          id,
          name: z.string(),
          region: z.string(),
          plan: z.number().nullable(),
          completed: z.number(),
          rate: z.number().nullable(),
          gap: z.number().nullable(),
          light: z.enum(['red', 'yellow', 'green', 'none']),
          sentence: z.string(),
          needs: z.string().nullable(),
        }),
      ),
      problems: z.array(problemLine),
      /** Of those the ones that stand with the county or the joint meeting and ask for something. */
      decisions: z.array(problemLine),
    }),
  ),
  /**
   * Reads a GeoJSON file of the regions and says what it found. Refused: region_map_unreadable. Writes nothing: what it answers is set as
   * the rule `region_map`.
   */
  'dispatch.readMap': query(
    'ledger',
    z.strictObject({ file, property: z.string().max(100).optional() }),
    z.strictObject({
      map: regionMap,
      /** Properties of the file with the number of regions that each of them names, the best first. */
      properties: z.array(z.strictObject({ name: z.string(), regions: z.number() })),
      /** Names of regions that the file has no outline for. */
      missing: z.array(z.string()),
      /** Outlines that name no region here. */
      unknown: z.array(z.string()),
      pointsBefore: z.number(),
      points: z.number(),
    }),
    ['file'],
  ),
  /** Writes the picture of a chart under a name that a person chose: an SVG without script, or a PNG, in base64. */
  'charts.save': command(
    'ledger',
    z.strictObject({ file, kind: z.enum(['png', 'svg']), data: z.base64().max(15_900_000) }),
    z.strictObject({ name: z.string() }),
    ['file'],
  ),
} as const;

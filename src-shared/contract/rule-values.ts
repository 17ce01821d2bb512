import { z } from 'zod';
import { isIsoDate } from '../entities/field';
import { conflictGroups, conflictSources } from '../rules/conflict-order';
import { areWhole } from '../rules/time-curve';
import { rubricSchema } from './evaluation-values';

const day = z.string().refine(isIsoDate, '没有这一天，请写成 2018-09-16');

/** One year as the State Council arranges it: days off by name, and Saturdays and Sundays that are worked. */
const calendarYear = z.strictObject({
  holidays: z.record(day, z.string().min(1).max(20)),
  workdays: z.array(day),
});
export type CalendarYear = z.infer<typeof calendarYear>;

/** One item of the permit catalogue, as `permits.json` and an imported catalogue hold it. */
export const permitItem = z.object({
  code: z.string().min(1).max(20),
  name: z.string().min(1).max(80),
  stage: z.string().max(40),
  department: z.string().max(80),
  prerequisites: z.array(z.string().max(20)),
  /** Length of the limit; whether in worked or natural days says `limitUnitInLaw`. */
  workdays: z.number().int().min(0).max(1000),
  appliesTo: z.array(z.enum(['审批', '核准', '备案'])),
  basis: z.string().default(''),
  documents: z.array(z.string()).default([]),
  kind: z.string().default(''),
  triggerCondition: z.string().default(''),
  limitUnitInLaw: z.enum(['工作日', '日']),
  limitNote: z.string().default(''),
  timeLimitSource: z.string().default(''),
  /** A low one is no legal limit but experience (经验值), and the screen says so. */
  confidence: z.enum(['high', 'medium', 'low']).default('low'),
  canRunInParallel: z.boolean().default(true),
  usuallyCritical: z.boolean().default(false),
  validity: z.string().default(''),
  localOverride: z.boolean().default(true),
  /** Items of one group stand for each other: one of them is chosen. */
  alternativeGroup: z.string().nullable().default(null),
});
export type PermitItem = z.infer<typeof permitItem>;

/** What a place may set otherwise for one item. */
const permitOverride = z.strictObject({
  department: z.string().max(80).optional(),
  workdays: z.number().int().min(0).max(1000).optional(),
  limitUnitInLaw: z.enum(['工作日', '日']).optional(),
});
export type PermitOverride = z.infer<typeof permitOverride>;

const dayOfMonth = z.number().int().min(1).max(31);
/** Days of the month on which the three levels of statistics close their windows. */
const listingWindows = z.strictObject({ county: dayOfMonth, city: dayOfMonth, province: dayOfMonth });
export type ListingWindows = z.infer<typeof listingWindows>;

const workdays = z.number().int().min(1).max(250);
/** Worked days that a problem may stand on a level before it goes up. */
const problemLimits = z.strictObject({ secretary: workdays, unit: workdays, county: workdays, city: workdays });
export type ProblemLimits = z.infer<typeof problemLimits>;

const months = z.number().int().min(1).max(24);
const monthLimits = z
  .strictObject({ yellow: months, red: months })
  .refine(({ yellow, red }) => yellow <= red, '红灯的月数不能少于黄灯');
const points = z.number().min(-100).max(100);
/**
 * How red, yellow and green are told: progress is green from `yellow` on, yellow from `red` on and red below, measured as percentage
 * points against 序时进度 (`gap`) or as completion ÷ 序时进度 (`ratio`, 0.8 means 80 %).
 */
export const lightRules = z
  .strictObject({
    name: z.string().min(1).max(20),
    measure: z.enum(['gap', 'ratio']),
    yellow: points,
    red: points,
    start: monthLimits.nullable(),
    listing: monthLimits.nullable(),
    /** Two yellow periods in a row become red. */
    repeat: z.boolean(),
    /** Share of the year's work by month, in per cent. */
    monthShares: z.array(z.number().min(0).max(100)).length(12),
  })
  .refine(({ yellow, red }) => red < yellow, '红灯的界限要低于黄灯的界限')
  .refine(({ monthShares }) => areWhole(monthShares), '12 个月的比重合计要等于 100%');
export type LightRules = z.infer<typeof lightRules>;

/** Whose value stands first in a conflict, by kind of fact; one that is not named stays as the program brings it. */
export const conflictOrder = z.partialRecord(z.enum(conflictGroups), z.enum(conflictSources));
export type ConflictOrder = z.infer<typeof conflictOrder>;

/** How papers of a kind are numbered: '吉市督〔{year}〕{serial}号', '第{serial}期'. */
const paperNumber = z
  .string()
  .trim()
  .max(40)
  .refine((text) => text.includes('{serial}'), '文号里要有 {serial}，序号填在这里');

const degrees = (most: number) => z.number().min(-most).max(most);
/** One outline: rings of [longitude, latitude], the outer one first. */
const outline = z.array(z.array(z.tuple([degrees(180), degrees(90)])).min(4)).min(1);
/** Outlines of the regions from a city's own file, for the map of the city picture: by region code, in degrees, simplified. */
export const regionMap = z.strictObject({
  /** Name of the file that it was read from, and the property that named the regions in it. */
  source: z.string().max(200),
  property: z.string().max(100),
  shapes: z.record(z.string().max(20), z.array(outline).min(1)),
});
export type RegionMap = z.infer<typeof regionMap>;

/** What each key of `rule_setting` may hold; `permit.P306`, `calendar.2027` and `rubric:年终` are looked up by what stands before the dot or colon. */
const schemas: Readonly<Record<string, z.ZodType>> = {
  permits: z.array(permitItem).min(1).max(500),
  permit: permitOverride,
  calendar: calendarYear,
  listing_windows: listingWindows,
  problem_limits: problemLimits,
  light_rules: lightRules,
  conflict_order: conflictOrder,
  region_map: regionMap,
  rubric: rubricSchema,
  /** Name of the rubric that scores and places are made by. */
  rubric_in_use: z.string().min(1).max(40),
  /** `paper_number.bulletin` and so on. */
  paper_number: paperNumber,
};

/** Schema of the value of a key, or undefined for a key that this version does not know. */
export function settingSchema(key: string): z.ZodType | undefined {
  const stem = key.split(/[.:]/)[0] ?? '';
  return Object.hasOwn(schemas, stem) ? schemas[stem] : undefined;
}

/** One rule that a place has set otherwise; `value` fits the schema of its key. */
export interface Setting {
  readonly scope: string;
  readonly key: string;
  readonly value: unknown;
}

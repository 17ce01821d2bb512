import { z } from 'zod';
import { target } from '../entities/target';
import { isoDate, period } from './common';
import { command, query } from './method';

const indicator = z.enum(target.fields.indicator.choices.map(({ code }) => code));
/** In the unit of the indicator (rules/targets.ts): projects, whole yuan, hundredths of a per cent. */
const amount = z.number();

const line = z.strictObject({
  /** Code of the region, or the city's own. */
  region: z.string(),
  name: z.string(),
  /** One for each of `indicators`, in their order. */
  cells: z.array(
    z.strictObject({
      value: amount.nullable(),
      /** As the bulletin of the period has it; null where a rate has no denominator. Of rates not a whole number. */
      actual: amount.nullable(),
    }),
  ),
});

export const targetMethods = {
  /** What the city and each region is to reach in a period, with what they have by the figures of that period. */
  'targets.show': query(
    'ledger',
    z.strictObject({ period }),
    z.strictObject({
      name: z.string(),
      asOf: isoDate,
      frozenAt: z.string().nullable(),
      /** Days from today to the end of the period; negative where it is over. */
      daysLeft: z.number(),
      /** Whether this machine sets the city's targets. */
      mayWrite: z.boolean(),
      indicators: z.array(
        z.strictObject({
          indicator,
          /** What the targets of the regions add up to; null for rates and where none is set. */
          sum: amount.nullable(),
          /** Share that should be reached by today, 0…1; null where nothing says so. */
          pace: z.number().nullable(),
        }),
      ),
      /** The whole city first, then the regions in the order of the catalogue. */
      lines: z.array(line),
      checks: z.array(z.string()),
      /** Periods that have targets, the earliest first. */
      periods: z.array(z.strictObject({ code: z.string(), name: z.string(), targets: z.number() })),
    }),
  ),
  /**
   * Sets targets of a period, all together as one step; null takes one away. Refused: targets_not_city on a machine that does not keep the
   * city's.
   */
  'targets.write': command(
    'ledger',
    z.strictObject({
      period,
      cells: z
        .array(z.strictObject({ region: z.string().min(1).max(40), indicator, value: z.int().nullable() }))
        .min(1)
        .max(500),
    }),
    z.strictObject({ changed: z.number() }),
  ),
} as const;

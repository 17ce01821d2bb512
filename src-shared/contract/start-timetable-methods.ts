import { z } from 'zod';
import { id, isoDate } from './common';
import { query } from './method';
import { plannedStart } from './promotion-methods';

const timetableProject = z.strictObject({
  id,
  name: z.string(),
  region: z.string().nullable(),
  unit: z.string().nullable(),
  /** Day or month. */
  planned: z.string(),
  actual: z.string().nullable(),
  begun: z.boolean(),
  /** Permits and back-schedule; null where building has begun. */
  start: plannedStart.nullable(),
});
export type TimetableProject = z.infer<typeof timetableProject>;

export const startTimetableMethods = {
  /**
   * 开工时间表: every project whose planned start lies in a year and that was not given up, in the order of the plan. Standing and counts
   * follow by rules/start-timetable.ts.
   */
  'starts.timetable': query(
    'ledger',
    z.strictObject({ year: z.number().int().min(2000).max(2099) }),
    z.strictObject({ year: z.number(), asOf: isoDate, projects: z.array(timetableProject) }),
  ),
} as const;

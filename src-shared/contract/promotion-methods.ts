import { z } from 'zod';
import { file, id, record } from './common';
import { command, query } from './method';

const day = z.string().max(10).nullable().optional();

const startMark = z.strictObject({ state: z.enum(['done', 'open', 'unknown']), date: z.string().nullable() });
export const plannedStart = z.strictObject({
  month: z.string(),
  granted: z.number(),
  permits: z.number(),
  obstacle: z.string().nullable(),
  earliest: z.string().nullable(),
  handIn: z.strictObject({ name: z.string(), latest: z.string() }).nullable(),
  land: startMark,
  clearing: startMark,
  funds: startMark,
  days: z.number(),
  outlook: z.enum(['overdue', 'delayed', 'on_time']),
  why: z.string().nullable(),
});

const promotionRate = z.strictObject({
  name: z.string(),
  part: z.number(),
  whole: z.number(),
  value: z.number().nullable(),
  isMoney: z.boolean(),
  note: z.string(),
});

/** Ledgers with a workspace of their own; `aside` holds what stands still and what was given up. */
const ledger = z.enum(['planned-start', 'signed', 'negotiation', 'reserve', 'aside']);

export const promotionMethods = {
  /**
   * Projects of one ledger with all their fields; of planned starts also how far each is. `rates` are those of all projects that came
   * from a signing, whatever the ledger.
   */
  'ledgers.show': query(
    'ledger',
    z.strictObject({ ledger }),
    z.strictObject({
      projects: z.array(record),
      starts: z.record(z.string(), plannedStart),
      rates: z.array(promotionRate),
    }),
  ),
  /**
   * Moves a project to another stage of its life by a legal step (rules/lifecycle-moves.ts), in one step of undo; the reason goes into
   * history. `records.revise` may still write the stage: imports bring what others decided.
   */
  'projects.move': command(
    'ledger',
    z.strictObject({
      id,
      to: z.string().max(40),
      reason: z.string().max(200).default(''),
      set: z
        .strictObject({
          signed_on: day,
          planned_start: day,
          actual_start: day,
          actual_finish: day,
          leader_in_charge: z.string().max(200).nullable().optional(),
        })
        .default({}),
    }),
    z.strictObject({ id, dot: z.string().nullable() }),
  ),
  /** Writes the one-page card of a project as a .docx into a folder. */
  'projects.writeCard': command(
    'ledger',
    z.strictObject({ id, folder: file }),
    z.strictObject({ files: z.array(z.string()) }),
    ['folder'],
  ),
} as const;

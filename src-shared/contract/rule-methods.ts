import { z } from 'zod';
import { nothing } from './common';
import { command, query } from './method';

export const ruleMethods = {
  /** Every setting that differs from what the program brings, of all scopes, and the scope of this machine. `rules/rule-book.ts` reads them. */
  'rules.show': query(
    'ledger',
    nothing,
    z.strictObject({
      scope: z.string(),
      settings: z.array(z.strictObject({ scope: z.string(), key: z.string(), value: z.unknown() })),
    }),
  ),
  /** Sets rules in the scope of this machine; null goes back to what holds without it. */
  'rules.revise': command(
    'ledger',
    z.strictObject({
      settings: z
        .array(z.strictObject({ key: z.string().min(1).max(80), value: z.unknown() }))
        .min(1)
        .max(600),
    }),
    nothing,
  ),
} as const;

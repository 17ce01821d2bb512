import { z } from 'zod';
import { businessEntityNames } from '../entities/entities';

export const id = z.string().min(1).max(64);
export const entityName = z.enum(businessEntityNames);
export const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
/** Code of a half-month, month, quarter or year; see `rules/period.ts`. */
export const period = z
  .string()
  .regex(/^(?:19|20|21)\d{2}(-(Q[1-4]|(0[1-9]|1[0-2])(-H[12])?))?$/, '期次请写成 2018-09-H1、2018-09、2018-Q3 或 2018');
/** ISO 8601 with an offset. */
export const timestamp = z.string();
export const money = z.number();
export const nothing = z.strictObject({});
/** A token in a window, a path behind the gateway. */
export const file = z.string().min(1).max(4096);

export const fieldValue = z.union([
  z.string(),
  z.number(),
  z.array(z.string()),
  z.record(z.string(), z.number().nullable()),
  z.null(),
]);
/** Values of an edit by field name; checked against the entity's own schema inside the ledger, where the entity is known. */
export const edit = z.record(z.string().max(64), fieldValue);
/** A record as queries return it: id, deleted, and every declared field. */
export const record = z.looseObject({ id: z.string(), deleted: z.boolean() });

export const roles = ['secretary', 'field', 'commission'] as const;
export const role = z.enum(roles);
export type Role = z.infer<typeof role>;

export const views = [
  'all',
  'construction',
  'not-listed',
  'planned-start',
  'signed',
  'negotiation',
  'reserve',
  'small',
  'aside',
] as const;
export const view = z.enum(views);
export type View = z.infer<typeof view>;

/** What the rows of the grid may stand in groups by. */
export const groupings = [
  'region',
  'patron',
  'lifecycle',
  'listing',
  'light',
  'sector',
  'nature',
  'responsible_unit',
  'secretary',
] as const;
export const grouping = z.enum(groupings);
export type Grouping = z.infer<typeof grouping>;

/** Four hex groups and four words of one public key, to be compared by eye or on the telephone. */
export const fingerprint = z.strictObject({ hex: z.string(), words: z.array(z.string()) });

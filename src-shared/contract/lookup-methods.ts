import { z } from 'zod';
import { entityName, id, record } from './common';
import { query } from './method';

export const lookupMethods = {
  /**
   * Records of an entity that a text names: by id, else by their exact title where that is words, else by their natural key. `project`
   * keeps to records of that project. Withdrawn ones are found by id alone.
   */
  'records.find': query(
    'ledger',
    z.strictObject({
      entity: entityName,
      text: z.string().max(4000),
      key: z.array(z.string().max(200)).max(4).optional(),
      project: id.optional(),
    }),
    z.array(z.strictObject({ id, title: z.string() })),
  ),
  /** One record of any entity with the records that refer to it, by their entity. */
  'records.show': query(
    'ledger',
    z.strictObject({ entity: entityName, id }),
    z.strictObject({ record, related: z.partialRecord(entityName, z.array(record)) }),
  ),
} as const;

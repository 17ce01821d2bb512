import { z } from 'zod';
import { views } from './common';
import { moneyUnit } from './excel-methods';
import { filter, order } from './record-methods';

/** Rows from 1, columns by letter, as the sheet shows them. */
export const templateColumn = z.strictObject({
  column: z.string().regex(/^[A-Z]{1,3}$/),
  /** Its header in one line, captions first. */
  header: z.string().max(400),
  /** Code of `rules/template-sources.ts`, or null where the column stays as it is in the blank table. */
  source: z.string().max(120).nullable(),
  /** Unit in which amounts are written; null for what is no amount. */
  unit: moneyUnit.nullable(),
});
export type TemplateColumn = z.infer<typeof templateColumn>;

/** What was learnt of a blank table: where its rows stand, what each column means, which projects go in and in what order. */
export const templateMapping = z.strictObject({
  sheet: z.string().max(64),
  headerRows: z.array(z.number().int().min(1)).max(8),
  /** First row that takes a project. */
  firstRow: z.number().int().min(1),
  /** Last row that takes a project in the file as it is (blank or filled last month); what stands below moves with the rows. */
  lastRow: z.number().int().min(1),
  columns: z.array(templateColumn).max(300),
  view: z.enum(views).default('all'),
  filters: z.array(filter).max(20).default([]),
  orders: z.array(order).max(4).default([]),
});
export type TemplateMapping = z.infer<typeof templateMapping>;

import { z } from 'zod';
import { file, id, nothing } from './common';
import { command, query } from './method';
import { templateColumn, templateMapping } from './template-values';

/** Month that the table reports, `YYYY-MM`; without it the one whose report is due next. Figures are as of its end, or of today within it. */
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

const sheetRow = z.strictObject({ row: z.number(), cells: z.array(z.string()) });

/** A blank table as it was understood, or as somebody settled it. */
const learntTemplate = z.strictObject({
  name: z.string(),
  fileName: z.string(),
  sheets: z.array(z.string()),
  mapping: templateMapping,
  /** How sure each column's meaning is, in the order of `mapping.columns`. */
  confidence: z.array(z.enum(['high', 'medium', 'low'])),
  /** The sheet down to the first rows that take projects and the rows after the last one, for the picture on the screen. */
  rows: z.array(sheetRow),
  /** Sentences about the whole table. */
  notes: z.array(z.string()),
});

/** One cell that this month's copy says otherwise than the file of last month. */
const templateDifference = z.strictObject({
  project: z.string(),
  column: z.string(),
  header: z.string(),
  before: z.string(),
  after: z.string(),
});

export const templateMethods = {
  'templates.list': query(
    'ledger',
    nothing,
    z.array(
      z.strictObject({
        id,
        name: z.string(),
        fileName: z.string(),
        note: z.string(),
        /** True for those of this machine's own scope, which it may change; the Commission's are shown to everybody. */
        own: z.boolean(),
        /** '市级' or the region's name. */
        scopeLabel: z.string(),
        columns: z.number(),
        /** Columns with a source. */
        mapped: z.number(),
      }),
    ),
  ),
  /** Reads a blank table (.xlsx), or last month's filled copy; writes nothing. */
  'templates.learn': query('ledger', z.strictObject({ file, sheet: z.string().max(64).optional() }), learntTemplate, [
    'file',
  ]),
  'templates.show': query('ledger', z.strictObject({ id }), learntTemplate),
  /** Keeps a table: a new one with its file, or what was settled anew of a known one (`id`), then without a file. */
  'templates.save': command(
    'ledger',
    z.strictObject({
      id: id.nullable().default(null),
      file: file.optional(),
      name: z.string().min(1).max(100),
      note: z.string().max(2000).default(''),
      mapping: templateMapping,
    }),
    z.strictObject({ id }),
    ['file'],
  ),
  /** What a fill would write: the first rows as texts, in the order of the mapped columns. */
  'templates.preview': query(
    'ledger',
    z.strictObject({
      mapping: templateMapping,
      month: month.optional(),
      limit: z.number().int().min(1).max(200).default(20),
    }),
    z.strictObject({
      /** Columns with a source, in the order of the sheet; `rows` has a text for each of them. */
      columns: z.array(templateColumn),
      rows: z.array(z.array(z.string())),
      total: z.number(),
      month: z.string(),
    }),
  ),
  /** Fills a copy of the table. With `previousFile`, last month's copy, what differs is written beside it. */
  'templates.fill': command(
    'ledger',
    z.strictObject({ id, file, previousFile: file.optional(), month: month.optional() }),
    z.strictObject({
      rows: z.number(),
      file: z.string(),
      /** Month that was filled in, `YYYY-MM`. */
      month: z.string(),
      /** File of the differences, or null where none was asked for. */
      differencesFile: z.string().nullable(),
      differences: z.array(templateDifference),
      notes: z.array(z.string()),
    }),
    ['file', 'previousFile'],
  ),
} as const;

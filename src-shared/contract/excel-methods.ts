import { z } from 'zod';
import { file } from './common';
import { command, query } from './method';
import { shownProjects } from './record-methods';

export const moneyUnit = z.enum(['yuan', 'wan', 'yi']);
export type MoneyUnit = z.infer<typeof moneyUnit>;

const importColumn = z.strictObject({
  /** Column letter, A…XFD. */
  column: z.string(),
  header: z.string(),
  /** `name`, `annual_plan.2018`, `progress.2018-08.completed`, or null where the column is left out. */
  field: z.string().nullable(),
  unit: moneyUnit.nullable(),
  confidence: z.enum(['high', 'medium', 'low']),
});
export type ImportColumn = z.infer<typeof importColumn>;

const importProblem = z.strictObject({ row: z.number(), column: z.string(), value: z.string(), message: z.string() });

/** A doubt that a person may settle in the preview; one that is `required` must be settled before anything is written. */
const importDoubt = z.strictObject({
  id: z.string(),
  row: z.number(),
  column: z.string(),
  message: z.string(),
  detail: z.string(),
  required: z.boolean(),
  /** The cell as it stands in the file. */
  value: z.string(),
  /** The cell may be typed anew: a decision `value:…` is read as if it stood in the file. */
  fixable: z.boolean(),
  choices: z.array(z.strictObject({ code: z.string(), label: z.string() })),
  chosen: z.string().nullable(),
});
export type ImportDoubt = z.infer<typeof importDoubt>;

/**
 * What happens to a field that has a value already and another in the file: only blanks are filled, the file wins, or each is asked.
 * An empty cell never clears anything.
 */
export const importPolicy = z.enum(['fill', 'file', 'ask']);
export type ImportPolicy = z.infer<typeof importPolicy>;

/** One field of a project that is there already and about which the file says something new. */
const importDifference = z.strictObject({
  row: z.number(),
  /** '' where no column says so, but the title of the table. */
  column: z.string(),
  /** Path of the field: `total_investment`, `annual_plan.2018`, `progress.2018-08.completed`. */
  field: z.string(),
  label: z.string(),
  mine: z.string(),
  file: z.string(),
  /** Whether it will be written. */
  taken: z.boolean(),
});
export type ImportDifference = z.infer<typeof importDifference>;

const importOptions = {
  file: file.optional(),
  /** In place of a file: what the clipboard held, a table as HTML or as lines with tabs. */
  text: z.string().max(8_000_000).optional(),
  sheet: z.string().max(64).optional(),
  unit: moneyUnit.optional(),
  /** Overrides of the guessed mapping, by column letter; null leaves the column out. */
  mapping: z.record(z.string(), z.string().nullable()).default({}),
  /** Answers to doubts, by doubt id; `value:…` types the cell of the doubt anew. A problem goes by the id `problem:<row>:<column>`. */
  decisions: z.record(z.string(), z.string()).default({}),
  /** For all columns: as remembered for this table, else the file wins. */
  policy: importPolicy.optional(),
  /** For single columns, by letter. */
  policies: z.record(z.string(), importPolicy).default({}),
  /** False reads as if nothing were remembered of such a table. */
  recall: z.boolean().default(true),
};
const isOneSource = ({ file: path, text }: { file?: string | undefined; text?: string | undefined }) =>
  (path === undefined) !== (text === undefined);
const importInput = z.strictObject(importOptions).refine(isOneSource, '要么给文件，要么给粘贴的内容');

const importCounts = { created: z.number(), updated: z.number(), unchanged: z.number() };
const skippedRow = z.strictObject({ row: z.number(), reason: z.string() });

const importOutcome = z.strictObject({
  sheet: z.string(),
  headerRows: z.array(z.number()),
  mapping: z.array(importColumn),
  ...importCounts,
  skipped: z.array(skippedRow),
  problems: z.array(importProblem),
});
export type ImportOutcome = z.infer<typeof importOutcome>;

export const excelMethods = {
  /** What the reader understood; writes nothing. `rows` is the sheet as it is drawn in the preview. */
  'excel.preview': query(
    'ledger',
    importInput,
    z.strictObject({
      name: z.string(),
      sheets: z.array(z.string()),
      unit: moneyUnit,
      ...importOutcome.shape,
      doubts: z.array(importDoubt),
      /** What would change in projects that are there, in the order of the rows: the first some thousands of `differenceCount`. */
      differences: z.array(importDifference),
      differenceCount: z.number(),
      policy: importPolicy,
      policies: z.record(z.string(), importPolicy),
      /** What is remembered of a table with this header, and where it was followed; null where nothing is. */
      remembered: z
        .strictObject({
          fingerprint: z.string(),
          /** ISO timestamp of the last table that was read so. */
          usedAt: z.string(),
          /** Letters of the columns whose meaning comes from memory. */
          columns: z.array(z.string()),
          used: z.boolean(),
        })
        .nullable(),
      /** Sentences about the whole sheet: how dates were read, which sheets were left out. */
      notes: z.array(z.string()),
      /** Letters of the columns that the sheet itself hides. */
      hiddenColumns: z.array(z.string()).optional(),
      /** Rows of the sheet; `rows` holds the first ones, the last ones and those with doubts or differences. */
      totalRows: z.number(),
      rows: z.array(
        z.strictObject({
          row: z.number(),
          state: z.enum(['skipped', 'header', 'created', 'updated', 'unchanged']),
          cells: z.array(z.string()),
          /** The sheet itself hides the row. */
          hidden: z.boolean().optional(),
        }),
      ),
    }),
    ['file'],
  ),
  /** Writes what `excel.preview` with the same options showed, in one transaction. */
  'excel.import': command(
    'ledger',
    z
      .strictObject({
        ...importOptions,
        /** Keeps what was changed by hand for the next table with this header. */
        remember: z.boolean().default(false),
      })
      .refine(isOneSource, '要么给文件，要么给粘贴的内容'),
    importOutcome.extend({
      /** When a table with this header was last read as it is remembered, where this one was read so, too; else null. */
      recalledFrom: z.string().nullable(),
    }),
    ['file'],
  ),
  /** Keeps how this table is read (meanings changed by hand, unit, policies) for the next one with the same header; no record changes. */
  'excel.remember': command('ledger', importInput, z.strictObject({ fingerprint: z.string(), columns: z.number() }), [
    'file',
  ]),
  'excel.forget': command('ledger', z.strictObject({ fingerprint: z.string() }), z.strictObject({})),
  /**
   * Ends every reading of a file in progress: the `excel.preview` or `excel.import` that waits for it is refused with
   * `reading_cancelled` and nothing is written. A query, so that it does not wait behind the import it is to end.
   */
  'excel.cancel': query('ledger', z.strictObject({}), z.strictObject({ cancelled: z.boolean() })),
  'excel.export': command(
    'ledger',
    z.strictObject({
      ...shownProjects,
      file,
      year: z.number().int().optional(),
      /**
       * Keys of the grid's columns in its order: just what is seen. Without them, every field; and of all projects without any choice,
       * the whole ledger: every record of every entity on sheets of its own, which `excel.import` takes back by their ids.
       */
      columns: z.array(z.string().max(64)).max(200).optional(),
      /** A superior's blank table to fill in place of the program's own layout. */
      templateFile: file.optional(),
    }),
    z.strictObject({ rows: z.number(), file: z.string() }),
    ['file', 'templateFile'],
  ),
} as const;

import type { View } from '../../../src-shared/contract/common';
import type { FieldValue } from '../../../src-shared/entities/field';
import type { LedgerContext } from '../context';
import { columnsOf } from '../journal/cells';
import { projectSource, toRow } from '../queries/rows';
import { viewSql } from '../queries/view-sql';
import { type ExportRow, listingColumns } from './excel-export-columns';

/** The projects of an export: their record numbers in order; the rows themselves are read when they are written. */
export class ExportRows {
  readonly records: readonly number[];

  /** `ids` where a filter or an order chose them, else the whole view. */
  constructor(
    readonly context: LedgerContext,
    readonly view: View,
    ids: readonly string[] | null,
  ) {
    const found = context.database
      .prepare(`SELECT record, id FROM project WHERE ${viewSql(view)} ORDER BY record`)
      .raw()
      .all() as [number, string][];
    const byId = ids && new Map(found.map(([record, id]) => [id, record]));
    this.records = byId ? (ids?.flatMap((id) => byId.get(id) ?? []) ?? []) : found.map(([record]) => record);
  }

  /** The running year where anybody has a plan for it, else the latest that has one. */
  planYear(): number {
    const current = this.context.clock.today().slice(0, 4);
    const years = this.keysOf('annual_plan');
    return Number(years.includes(current) || years.length === 0 ? current : years.at(-1));
  }

  /** Years or channels that any of the projects has an amount for, sorted. */
  keysOf(field: 'annual_plan' | 'funding_need' | 'fund_sources'): string[] {
    return this.context.database
      .prepare(
        `SELECT DISTINCT k.key FROM project, json_each(project.${field}) k WHERE project.record IN (SELECT value FROM json_each(@records)) ORDER BY 1`,
      )
      .pluck()
      .all({ records: JSON.stringify(this.records) }) as string[];
  }

  /** Fields that any of the projects has a value for. */
  filled(): ReadonlySet<string> {
    const names = [...columnsOf('project').names.slice(1), 'listing'];
    const counts = this.context.database
      .prepare(
        `SELECT ${names.map((name) => `count(project."${name}")`).join(', ')} FROM ${projectSource} WHERE record IN (SELECT value FROM json_each(@records))`,
      )
      .raw()
      .get({ records: JSON.stringify(this.records) }) as number[];
    return new Set([...names.filter((_, index) => (counts[index] ?? 0) > 0), ...this.#filledInListing()]);
  }

  #filledInListing(): string[] {
    if (this.view !== 'not-listed') return [];
    const counts = this.context.database
      .prepare(
        `SELECT ${listingColumns.map((name) => `count(l.${name})`).join(', ')} FROM listing l JOIN project p ON p.id = l.project WHERE l.deleted <> 1 AND p.record IN (SELECT value FROM json_each(@records))`,
      )
      .raw()
      .get({ records: JSON.stringify(this.records) }) as number[];
    return listingColumns.filter((_, index) => (counts[index] ?? 0) > 0).map((name) => `listing.${name}`);
  }

  /** What every project completed in a year, and the last month that anybody reported, else that of today. */
  completed(year: number): { byProject: ReadonlyMap<string, number>; month: number } {
    const { database, clock } = this.context;
    const sums = database
      .prepare(
        'SELECT project, sum(completed) AS completed, max(month) AS month FROM progress WHERE deleted <> 1 AND completed IS NOT NULL AND month BETWEEN @from AND @to GROUP BY project',
      )
      .all({ from: `${year}-01`, to: `${year}-12` }) as { project: string; completed: number; month: string }[];
    const last = sums.reduce((latest, { month }) => (month > latest ? month : latest), '') || clock.today();
    return {
      byProject: new Map(sums.map((sum) => [sum.project, sum.completed])),
      month: Number(last.slice(5, 7)),
    };
  }

  /** The rows in order. One statement a row: nobody waits for the whole, and the ledger may be written to in between. */
  *read(completed: ReadonlyMap<string, number>): Iterable<ExportRow> {
    const { database } = this.context;
    const project = database.prepare(`SELECT * FROM ${projectSource} WHERE record = @record`);
    const listing = database.prepare('SELECT * FROM listing WHERE project = @id AND deleted <> 1');
    for (const record of this.records) {
      const raw = project.get({ record }) as Record<string, unknown> | undefined;
      if (!raw) continue;
      const values = toRow('project', raw);
      const found =
        this.view === 'not-listed'
          ? (listing.get({ id: values.id }) as Record<string, unknown> | undefined)
          : undefined;
      yield {
        id: values.id,
        deletion: raw.deleted as 0 | 1 | 2,
        values: values as unknown as Record<string, FieldValue>,
        listing: found ? (toRow('listing', found) as unknown as Record<string, FieldValue>) : {},
        completed: completed.get(values.id) ?? null,
      };
    }
  }
}

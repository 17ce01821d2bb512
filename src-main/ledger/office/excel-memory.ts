import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { importPolicy, moneyUnit } from '../../../src-shared/contract/excel-methods';
import type { HeadColumn, TableHead } from './excel-fingerprint';
import { targetOf } from './excel-targets';

/** What is kept of a table with a certain header. Columns go by the keys of their headers, never by their letters. */
const content = z.object({
  /** Meanings chosen by hand, months and years relative to those of the header: `progress.@0.completed`; null leaves a column out. */
  columns: z.array(z.object({ key: z.string(), path: z.string().nullable() })),
  unit: moneyUnit.nullable(),
  policy: importPolicy.nullable(),
  policies: z.array(z.object({ key: z.string(), policy: importPolicy })),
  /** Answers about whole columns: in which unit they are. */
  answers: z.array(z.object({ kind: z.string(), key: z.string(), choice: z.string() })),
});
type Content = z.infer<typeof content>;

/** How a table is read, in the terms of one import: by letters, with months and years of its own. */
export interface Reading {
  readonly mapping: Readonly<Record<string, string | null>>;
  readonly unit: z.infer<typeof moneyUnit> | undefined;
  readonly policy: z.infer<typeof importPolicy> | undefined;
  readonly policies: Readonly<Record<string, z.infer<typeof importPolicy>>>;
  /** By id of the doubt. */
  readonly answers: Readonly<Record<string, string>>;
}

export interface Remembered {
  readonly usedAt: string;
  readonly reading: Reading;
}

/** Doubts about a whole column whose answer holds next month, too. */
const lasting = new Set(['unit', 'table-unit', 'known-unit']);

const absolute = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
const monthAt = (count: number) => `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;

/** `progress.2018-07.completed` under a header of 2018-08 → `progress.@-1.completed`; plans of a year likewise by years. */
export function relativePath(path: string, month: string): string {
  const [first = '', key = '', ...rest] = path.split('.');
  if (first === 'progress') return [first, `@${absolute(key) - absolute(month)}`, ...rest].join('.');
  if (targetOf(path)?.field.kind !== 'money_by_year') return path;
  return `${first}.@${Number(key) - Number(month.slice(0, 4))}`;
}

/** The way back, under the header of another month; undefined where the program knows no such field any more. */
export function absolutePath(path: string, month: string): string | undefined {
  const found = path.replace(/^([^.]+)\.@(-?\d+)/, (_, first: string, offset: string) =>
    first === 'progress'
      ? `progress.${monthAt(absolute(month) + Number(offset))}`
      : `${first}.${Number(month.slice(0, 4)) + Number(offset)}`,
  );
  return targetOf(found) ? found : undefined;
}

/** What is remembered of a table with this head, told in its own letters and months; undefined where nothing is. */
export function recallTable(database: Database, head: TableHead): Remembered | undefined {
  const row = database
    .prepare('SELECT content, used_at AS usedAt FROM table_mapping WHERE fingerprint = @fingerprint')
    .get({ fingerprint: head.fingerprint }) as { content: string; usedAt: string } | undefined;
  const kept = row && parse(row.content);
  if (!kept) return undefined;
  const byKey = new Map(head.columns.map((column) => [column.key, column]));
  const placed = <Entry extends { key: string }>(entries: readonly Entry[]) =>
    entries.flatMap((entry) => {
      const column = byKey.get(entry.key);
      return column ? [{ entry, column }] : [];
    });
  return {
    usedAt: row.usedAt,
    reading: {
      mapping: Object.fromEntries(
        placed(kept.columns).flatMap(({ entry, column }) => {
          const path = entry.path === null ? null : absolutePath(entry.path, column.month);
          return path === undefined ? [] : [[column.letter, path]];
        }),
      ),
      unit: kept.unit ?? undefined,
      policy: kept.policy ?? undefined,
      policies: Object.fromEntries(placed(kept.policies).map(({ entry, column }) => [column.letter, entry.policy])),
      answers: Object.fromEntries(
        placed(kept.answers).map(({ entry, column }) => [
          `${entry.kind}:${head.headerRow}:${column.letter}`,
          entry.choice,
        ]),
      ),
    },
  };
}

function parse(text: string): Content | undefined {
  try {
    return content.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Keeps how a table was read for the next one with the same header. Returns how many columns were told by hand. */
export function rememberTable(database: Database, head: TableHead, reading: Reading, now: Date): number {
  const byLetter = new Map(head.columns.map((column) => [column.letter, column]));
  const keyed = <Value, Kept>(
    values: Readonly<Record<string, Value>>,
    keep: (value: Value, column: HeadColumn) => Kept,
  ) =>
    Object.entries(values).flatMap(([letter, value]) => {
      const column = byLetter.get(letter);
      return column ? [keep(value, column)] : [];
    });
  const kept: Content = {
    columns: keyed(reading.mapping, (path, { key, month }) => ({
      key,
      path: path === null ? null : relativePath(path, month),
    })),
    unit: reading.unit ?? null,
    policy: reading.policy ?? null,
    policies: keyed(reading.policies, (policy, { key }) => ({ key, policy })),
    answers: Object.entries(reading.answers).flatMap(([id, choice]) => {
      const [kind = '', row, letter = ''] = id.split(':');
      const column = byLetter.get(letter);
      return column && lasting.has(kind) && Number(row) === head.headerRow ? [{ kind, key: column.key, choice }] : [];
    }),
  };
  database
    .prepare(
      `INSERT INTO table_mapping (fingerprint, name, content, used_at) VALUES (@fingerprint, @name, @content, @now)
       ON CONFLICT (fingerprint) DO UPDATE SET name = @name, content = @content, used_at = @now`,
    )
    .run({
      fingerprint: head.fingerprint,
      name: head.name,
      content: JSON.stringify(kept),
      now: now.toISOString(),
    });
  return kept.columns.length;
}

/** Notes that a table was read by what is remembered of it. */
export function markRecalled(database: Database, head: TableHead, now: Date): void {
  database
    .prepare('UPDATE table_mapping SET used_at = @now WHERE fingerprint = @fingerprint')
    .run({ fingerprint: head.fingerprint, now: now.toISOString() });
}

export function forgetTable(database: Database, fingerprint: string): void {
  database.prepare('DELETE FROM table_mapping WHERE fingerprint = @fingerprint').run({ fingerprint });
}

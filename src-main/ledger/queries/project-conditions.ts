import { type RawBuilder, sql } from 'kysely';
import type { Filter } from '../../../src-shared/contract/record-methods';
import type { ColumnKind, ProjectColumns } from './project-columns';

type Sql = RawBuilder<unknown>;

const dates = new Set<ColumnKind>(['date', 'month', 'day_or_month']);

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}

export function containsSql(column: Sql, text: string): Sql {
  return sql`(${column} LIKE ${`%${escapeLike(text)}%`} ESCAPE '\\')`;
}

/** A bound of a filter as the column holds it: rates are asked for in per cent. */
function bound(kind: ColumnKind, value: unknown): unknown {
  return kind === 'rate' && typeof value === 'number' ? value / 100 : value;
}

/** From a day on: a value that is a month counts where the day lies in it, for nobody knows its day. */
function atLeast(column: Sql, kind: ColumnKind, value: unknown): Sql {
  const least = sql`${column} >= ${bound(kind, value)}`;
  if (!dates.has(kind) || typeof value !== 'string' || value.length !== 10) return sql`(${least})`;
  return sql`(${least} OR ${column} = ${value.slice(0, 7)})`;
}

/** Up to a day, or to the end of a month. */
function atMost(column: Sql, kind: ColumnKind, value: unknown): Sql {
  const most = dates.has(kind) && typeof value === 'string' && value.length === 7 ? `${value}-31` : bound(kind, value);
  return sql`(${column} <= ${most})`;
}

export function isBlankSql(column: Sql, kind: ColumnKind): Sql {
  if (kind === 'choices') return sql`(coalesce(${column}, '[]') = '[]')`;
  return kind === 'text' || kind === 'long_text' ? sql`(coalesce(${column}, '') = '')` : sql`(${column} IS NULL)`;
}

function isOneOf(column: Sql, kind: ColumnKind, value: Filter['value']): Sql {
  const wanted = (Array.isArray(value) ? value : [value]) as readonly (string | number | null)[];
  const filled = wanted.filter((item) => item !== '' && item !== null);
  const conditions = [
    ...(filled.length < wanted.length ? [isBlankSql(column, kind)] : []),
    // Several codes stand in one cell, as a JSON array.
    ...(kind === 'choices'
      ? filled.map((item) => sql`coalesce(instr(${column}, ${JSON.stringify(item)}) > 0, 0)`)
      : []),
    ...(kind !== 'choices' && filled.length > 0
      ? [sql`coalesce(${column} IN (${sql.join(filled.map((item) => bound(kind, item)))}), 0)`]
      : []),
  ];
  return conditions.length > 0 ? sql`(${sql.join(conditions, sql` OR `)})` : sql`0`;
}

/** A filter as a condition. Throws Refusal unknown_field. */
export function conditionSql(columns: ProjectColumns, { field, operator, value }: Filter): Sql {
  const column = columns.expression(field);
  const kind = columns.kindOf(field);
  switch (operator) {
    case 'empty':
      return isBlankSql(column, kind);
    case 'filled':
      return sql`(NOT ${isBlankSql(column, kind)})`;
    case 'at_least':
      return atLeast(column, kind, value);
    case 'at_most':
      return atMost(column, kind, value);
    case 'between': {
      const [least, greatest] = Array.isArray(value) ? value : [value, value];
      return sql`(${atLeast(column, kind, least)} AND ${atMost(column, kind, greatest)})`;
    }
    case 'contains':
      return containsSql(column, String(value ?? ''));
    case 'contains_not':
      return sql`(${column} IS NULL OR NOT ${containsSql(column, String(value ?? ''))})`;
    case 'is':
      return isOneOf(column, kind, value);
    case 'is_not':
      return sql`(NOT ${isOneOf(column, kind, value)})`;
  }
}

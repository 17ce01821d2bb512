import { type RawBuilder, sql } from 'kysely';
import type { ParsedInputOf } from '../../../src-shared/contract/contract';
import type { Handler } from '../handler';
import { type ColumnKind, catalogueOf } from './project-columns';
import { containsSql } from './project-conditions';
import { ProjectSelection, type Raw } from './project-selection';

type Sql = RawBuilder<unknown>;
type Input = ParsedInputOf<'projects.values'>;

const listed = new Set<ColumnKind>(['text', 'long_text', 'choice', 'choices', 'region']);

/** The values of a column and how many projects have each; or, where it holds amounts or dates, from where to where they reach. */
export const valuesOfProjects: Handler<'projects.values'> = (context, input) => {
  const others = input.filters.filter(({ field }) => field !== input.field);
  const selection = new ProjectSelection(context, { ...input, filters: others, orders: [] });
  const kind = selection.columns.kindOf(input.field);
  const column = selection.columns.expression(input.field);
  if (!listed.has(kind)) return rangeOf(selection, kind, column);
  return catalogueOf(input.field) && input.field !== 'patron'
    ? choicesOf(selection, input, kind, column)
    : textsOf(selection, input, column);
};

export const countProjects: Handler<'projects.count'> = (context, input) => ({
  projects: new ProjectSelection(context, { ...input, orders: [] }).count(),
});

const nothing = { values: [], distinct: 0, least: null, greatest: null };

function rangeOf(selection: ProjectSelection, kind: ColumnKind, column: Sql) {
  const [row] = selection.ask(
    sql`min(${column}) AS least, max(${column}) AS greatest, count(${column}) AS filled, count(*) AS total`,
    sql``,
  ) as [Raw];
  const outside = (value: unknown) =>
    kind === 'rate' && typeof value === 'number' ? Math.round(value * 1e8) / 1e6 : (value as string | number | null);
  const filled = row.filled as number;
  return {
    ...nothing,
    filled,
    blank: (row.total as number) - filled,
    least: outside(row.least),
    greatest: outside(row.greatest),
  };
}

/** Few values, with their labels and in the order of the catalogue: counted all, then searched. */
function choicesOf(selection: ProjectSelection, { field, search, limit }: Input, kind: ColumnKind, column: Sql) {
  const counts = new Map<string, number>();
  let [blank, filled] = [0, 0];
  for (const row of selection.ask(sql`+${column} AS value, count(*) AS count`, sql`GROUP BY 1`)) {
    const count = row.count as number;
    // Several codes may stand in one cell, and the project counts for each.
    const codes = kind === 'choices' ? (JSON.parse((row.value as string | null) ?? '[]') as string[]) : [row.value];
    const known = codes.filter((code): code is string => typeof code === 'string' && code !== '');
    if (known.length === 0) blank += count;
    else filled += count;
    for (const code of known) counts.set(code, (counts.get(code) ?? 0) + count);
  }
  const declared = (catalogueOf(field) ?? []).filter(({ code }) => counts.has(code));
  const unknown = [...counts.keys()].filter((code) => !declared.some((choice) => choice.code === code)).sort();
  const all = [...declared, ...unknown.map((code) => ({ code, label: code }))];
  const values = all
    .filter(({ label }) => label.toLowerCase().includes(search.toLowerCase()))
    .map(({ code, label }) => ({ value: code, label, count: counts.get(code) ?? 0 }));
  return { ...nothing, values: values.slice(0, limit), distinct: values.length, blank, filled };
}

/** Texts, as many as there may be: the database counts and searches them. */
function textsOf(selection: ProjectSelection, { search, limit }: Input, column: Sql) {
  const isFilled = sql`coalesce(${column}, '') <> ''`;
  const found = search ? sql`AND ${containsSql(column, search)}` : sql``;
  const values = selection.ask(
    sql`${column} AS value, count(*) AS count, count(*) OVER () AS groups, sum(count(*)) OVER () AS projects`,
    sql`AND ${isFilled} ${found} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${limit}`,
  );
  const [first] = values;
  // Without a search the projects of all values together are those that have one.
  const filled = search
    ? (selection.ask(sql`count(*) AS count`, sql`AND ${isFilled}`)[0]?.count as number)
    : ((first?.projects as number | undefined) ?? 0);
  return {
    ...nothing,
    values: values.map(({ value, count }) => ({
      value: value as string,
      label: value as string,
      count: count as number,
    })),
    distinct: (first?.groups as number | undefined) ?? 0,
    blank: selection.count() - filled,
    filled,
  };
}

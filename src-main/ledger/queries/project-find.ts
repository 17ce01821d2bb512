import { type RawBuilder, sql } from 'kysely';
import type { ParsedInputOf } from '../../../src-shared/contract/contract';
import { type Field, type FieldValue, isKeyed } from '../../../src-shared/entities/field';
import { project } from '../../../src-shared/entities/project';
import { foldText, hasFigure, matcherOf, needleOf, plainAmount } from '../../../src-shared/rules/find-text';
import { formatValue } from '../../../src-shared/terms/format';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { catalogueOf, type ProjectColumns } from './project-columns';
import { ProjectSelection, remembered } from './project-selection';
import { inOrder } from './projects-page';

type Sql = RawBuilder<unknown>;
type Input = ParsedInputOf<'projects.find'>;
type Matcher = (value: string | number) => boolean;

const fields: Readonly<Record<string, Field>> = project.fields;
// A bit for each column goes into one number, which is exact up to 2^53.
const mostColumns = 52;

/** Short names of the lights, as the grid shows them; a project without one shows nothing. */
const lightWords = [
  { code: 'red', label: '红灯' },
  { code: 'yellow', label: '黄灯' },
  { code: 'green', label: '绿灯' },
];

/** Where every project stands in the grid, group headers counted; −1 where its group is folded. */
function placesOf(context: LedgerContext, selection: ProjectSelection, input: Input): ReadonlyMap<string, number> {
  const { view, filters, orders, words, group, folded, unfolded } = input;
  const key = JSON.stringify(['places', view, filters, orders, words, group, folded, unfolded, context.clock.today()]);
  return remembered(context.database, key, () => {
    const ids = selection.ids();
    if (group === null) return new Map(ids.map((id, index) => [id, index]));
    const named = new Set(unfolded ?? folded);
    const next = new Map<unknown, number>();
    let start = 0;
    for (const { key: value, count } of inOrder(group, selection.sums(group))) {
      const isFolded = named.has(`${group}:${value ?? ''}`) === (unfolded === null);
      next.set(value, isFolded ? -1 : start + 1);
      start += isFolded ? 1 : 1 + (count as number);
    }
    const groupOf = new Map(
      selection
        .look(sql`project.id AS id, ${selection.columns.groupExpression(group)} AS key`, sql``)
        .map((row) => [row.id as string, row.key]),
    );
    return new Map(
      ids.map((id) => {
        const value = groupOf.get(id);
        const place = next.get(value) ?? -1;
        if (place >= 0) next.set(value, place + 1);
        return [id, place];
      }),
    );
  });
}

interface Searched {
  /** Place among the columns that are shown. */
  readonly column: number;
  readonly value: Sql;
  readonly holds: Matcher;
}

/** The columns in which the words may stand, and how to tell. */
function searchedOf(columns: ProjectColumns, input: Input): Searched[] {
  const needle = needleOf(input.needle);
  const searched = input.columns.flatMap((name, column): Searched[] => {
    if (input.only !== null && input.only !== column) return [];
    const field = fields[name];
    if (field && isKeyed(field) && name !== 'annual_plan') {
      const holds: Matcher = (json) => {
        const amounts = JSON.parse(json as string) as Record<string, number>;
        const { figure } = needle;
        return (
          foldText(formatValue(field, amounts)).includes(needle.folded) ||
          (figure !== null && Object.values(amounts).some((yuan) => hasFigure(plainAmount(yuan), figure)))
        );
      };
      return [{ column, value: sql.ref(`project.${name}`), holds }];
    }
    const choices = name === 'light' ? lightWords : (catalogueOf(name) ?? []);
    const holds = matcherOf(needle, columns.kindOf(name), choices);
    return holds ? [{ column, value: columns.expression(name), holds }] : [];
  });
  return searched.slice(0, mostColumns);
}

/** Hits in the shown order: three numbers each — row, column, and the place of its project in `ids`. */
interface Hits {
  readonly cells: Float64Array;
  readonly ids: readonly string[];
  readonly hidden: number;
}

const noHits: Hits = { cells: new Float64Array(), ids: [], hidden: 0 };

// Rows are under 2^31 and columns under 64: one number orders both.
const cellNumber = (row: number, column: number) => row * 64 + column;

function hitsOf(context: LedgerContext, selection: ProjectSelection, input: Input): Hits {
  const { view, filters, orders, words, group, folded, unfolded, needle, columns, only } = input;
  const shown = [view, filters, orders, words, group, folded, unfolded, needle, columns, only, context.clock.today()];
  const key = JSON.stringify(shown);
  // Only the last search is kept: every letter that is typed makes another.
  const last = remembered(context.database, 'find', (): { key: string; hits: Hits } => ({ key: '', hits: noHits }));
  if (last.key !== key) Object.assign(last, { key, hits: searchFor(context, selection, input) });
  return last.hits;
}

function searchFor(context: LedgerContext, selection: ProjectSelection, input: Input): Hits {
  const searched = searchedOf(selection.columns, input);
  if (searched.length === 0) return noHits;
  const places = placesOf(context, selection, input);
  // One call a row from SQL: the values of a row that holds nothing never become a row of the answer.
  context.database.function('cells_that_hold', { varargs: true }, (...values: unknown[]) => {
    let bits = 0;
    searched.forEach(({ holds }, index) => {
      const value = values[index] as string | number | null;
      if (value !== null && value !== '' && holds(value)) bits += 2 ** index;
    });
    return bits;
  });
  const held = sql`cells_that_hold(${sql.join(searched.map(({ value }) => value))})`;
  // By place, so that nothing has to be sorted.
  const rows: { readonly id: string; readonly bits: number }[] = [];
  let [total, hidden] = [0, 0];
  for (const { id, bits } of selection.look(sql`project.id AS id, ${held} AS bits`, sql`AND ${held} <> 0`)) {
    const row = { id: id as string, bits: bits as number };
    const place = places.get(row.id) ?? -1;
    const cells = searched.filter((_, index) => isSet(row.bits, index)).length;
    if (place < 0) hidden += cells;
    else {
      rows[place] = row;
      total += cells;
    }
  }
  const cells = new Float64Array(total);
  const ids: string[] = [];
  rows.forEach(({ id, bits }, place) => {
    searched.forEach(({ column }, index) => {
      if (!isSet(bits, index)) return;
      cells[ids.length] = cellNumber(place, column);
      ids.push(id);
    });
  });
  return { cells, ids, hidden };
}

const isSet = (bits: number, index: number) => Math.floor(bits / 2 ** index) % 2 === 1;

/** Place of the first hit at or after a cell. */
function firstFrom(cells: Float64Array, cell: number): number {
  let [low, high] = [0, cells.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cells[middle] ?? 0) < cell) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The hit that a step leads to; after the last comes the first again. */
function stepTo(cells: Float64Array, { from, toward }: Input): number | null {
  if (cells.length === 0) return null;
  const here = cellNumber(from.row, from.column);
  if (toward === 'previous') return (firstFrom(cells, here) - 1 + cells.length) % cells.length;
  return firstFrom(cells, toward === 'next' ? here + 1 : here) % cells.length;
}

export const findInProjects: Handler<'projects.find'> = (context, input) => {
  const selection = new ProjectSelection(context, input);
  const { cells, ids, hidden } = hitsOf(context, selection, input);
  const placeOf = (index: number) => {
    const cell = cells[index] ?? 0;
    return { row: Math.floor(cell / 64), column: cell % 64, id: ids[index] ?? '' };
  };
  const at = stepTo(cells, input);
  const taken = Array.from({ length: Math.min(input.take, cells.length) }, (_, index) => placeOf(index));
  const values = valuesOf(selection, input, taken);
  return {
    total: cells.length,
    hidden,
    hit: at === null ? null : { ...placeOf(at), ordinal: at + 1 },
    cells: taken.map((place) => ({ ...place, value: values.get(place.id)?.[place.column] ?? null })),
  };
};

/** Values of the cells that are handed over, by project and place of the column. */
function valuesOf(selection: ProjectSelection, input: Input, taken: readonly { id: string; column: number }[]) {
  const values = new Map<string, FieldValue[]>();
  if (taken.length === 0) return values;
  const wanted = [...new Set(taken.map(({ column }) => column))];
  const expressions = wanted.map((column) => {
    const name = input.columns[column] ?? '';
    const field = fields[name];
    const value =
      field && isKeyed(field) && name !== 'annual_plan'
        ? sql.ref(`project.${name}`)
        : selection.columns.expression(name);
    return sql`${value} AS ${sql.ref(`value_${column}`)}`;
  });
  const ids = JSON.stringify([...new Set(taken.map(({ id }) => id))]);
  const rows = selection.look(
    sql`project.id AS id, ${sql.join(expressions)}`,
    sql`AND project.id IN (SELECT value FROM json_each(${ids}))`,
  );
  for (const row of rows) {
    const list: FieldValue[] = [];
    for (const column of wanted) {
      const field = fields[input.columns[column] ?? ''];
      const raw = row[`value_${column}`] as FieldValue;
      const isJson = typeof raw === 'string' && (field?.kind === 'choices' || (field && isKeyed(field)));
      list[column] = isJson ? (JSON.parse(raw) as FieldValue) : raw;
    }
    values.set(row.id as string, list);
  }
  return values;
}

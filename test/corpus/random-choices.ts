/** Every choice that a random ledger makes, each on its own, and the columns that they come to. */
import fc from 'fast-check';
import type { Unit } from './projects';
import { type ColumnChoice, type ColumnName, chunkOf, type DayStyle, dayStyles, figures } from './random-columns';

const optional: readonly ColumnName[] = [
  'owner',
  'plan',
  'before',
  'fixed',
  'august',
  'done',
  'months',
  'start',
  'finish',
  'planned',
  'code',
  'phone',
  'contact',
  'scale',
];
const kinds = [
  'xlsx',
  'xlsx',
  'xlsx',
  'inline.xlsx',
  '1904.xlsx',
  'xls',
  'et',
  'gbk.csv',
  'utf8.csv',
  'utf16.txt',
  'html.xls',
  'xml.xls',
] as const;
const units: readonly Unit[] = ['万元', '万元', '亿元', '千元', '元'];

const places = ['title', 'line', 'header', 'group', 'cell', 'note', 'row'] as const;
const regions = ['column', 'column', 'left', 'block', 'title', 'group', 'none'] as const;

export const layoutArbitrary = fc.record({
  seed: fc.integer({ min: 100, max: 100_000 }),
  count: fc.integer({ min: 2, max: 12 }),
  kind: fc.constantFrom(...kinds),
  left: fc.constantFrom(0, 0, 0, 1, 2),
  top: fc.constantFrom(0, 0, 1, 3),
  titled: fc.boolean(),
  titleMerged: fc.boolean(),
  dated: fc.boolean(),
  unit: fc.constantFrom(...units),
  unitPlace: fc.constantFrom(...places),
  region: fc.constantFrom(...regions),
  columns: fc.shuffledSubarray([...optional], { minLength: 2, maxLength: 8 }),
  total: fc.constantFrom(true, true, true, false),
  serial: fc.constantFrom('first', 'first', 'none', 'last'),
  /** Decides wording, order, spelling of figures and days, column by column. */
  noise: fc.nat(),
  deep: fc.boolean(),
  headMerged: fc.boolean(),
  numbers: fc.constantFrom(false, false, true),
  explained: fc.constantFrom(false, false, true),
  /** Months in pairs of plan and completion, in a header of two rows. */
  pairs: fc.boolean(),
  /** 同上 for a region that stands in the row above. */
  ditto: fc.boolean(),
  /** Lines 其中：… below some projects. */
  parts: fc.constantFrom(false, false, true),
  /** Days of one column in several spellings. */
  mixedDays: fc.boolean(),
  hidden: fc.constantFrom(false, false, false, true),
  /** Groups as ordinary lines: 一 in the column of numbers, the words in the column of names. */
  groupsAsLines: fc.boolean(),
  groups: fc.boolean(),
  subtotals: fc.constantFrom('none', 'above', 'below'),
  grandTotal: fc.constantFrom('none', 'above', 'below'),
  pageEvery: fc.constantFrom(0, 0, 3, 5),
  blanks: fc.constantFrom(0, 0, 3),
  notes: fc.nat({ max: 3 }),
  remarks: fc.constantFrom(false, false, true),
  cover: fc.constantFrom(false, false, true),
});
export type Layout = typeof layoutArbitrary extends fc.Arbitrary<infer Chosen> ? Chosen : never;

export const flat = (kind: Layout['kind']) => /csv|txt/.test(kind);

export type Roll = (below: number) => number;

/** The same noise gives the same choices. */
export function rollFrom(noise: number): Roll {
  let state = (noise + 1) >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

export function chosenColumns(layout: Layout, roll: Roll): ColumnChoice[] {
  const asked = new Set<ColumnName>(layout.columns);
  if (layout.total || layout.columns.every((column) => chunkOf(column) !== 'money')) asked.add('total');
  // Completed months of a project that is only planned to start are a contradiction that a reader may well ask about.
  if (asked.has('planned')) for (const column of ['start', 'august', 'done'] as const) asked.delete(column);
  if (asked.has('planned')) asked.delete('months');
  if (asked.has('months')) for (const column of ['august', 'done'] as const) asked.delete(column);
  if (![...asked].some((column) => chunkOf(column) === 'money')) asked.add('total');
  const place = (column: ColumnName) => {
    const chunk = chunkOf(column);
    return chunk === 'alone' ? column : chunk;
  };
  const keys = new Map<string, number>();
  const all: ColumnName[] = ['name', ...asked];
  if (regionPlace(layout) === 'column') all.push('region');
  for (const column of all) {
    const key = place(column);
    if (!keys.has(key)) keys.set(key, roll(1000));
    keys.set(`${key} ${column}`, roll(1000));
  }
  const rank = (column: ColumnName) =>
    (keys.get(place(column)) ?? 0) * 1000 + (keys.get(`${place(column)} ${column}`) ?? 0);
  const ordered = all.toSorted((one, other) => rank(one) - rank(other) || (place(one) < place(other) ? -1 : 1));
  if (layout.serial === 'first') ordered.unshift('serial');
  if (layout.serial === 'last') ordered.push('serial');
  const texts = flat(layout.kind) || layout.kind === 'html.xls' || layout.kind === 'xml.xls';
  return ordered.flatMap((column): ColumnChoice[] => {
    const fitting = dayStyles.filter(
      ({ text, firsts, bare }) =>
        (text || !texts) &&
        !(firsts && (layout.mixedDays || layout.count < 4 || regionPlace(layout) === 'block')) &&
        !(bare && layout.kind === '1904.xlsx'),
    );
    const first = roll(fitting.length);
    const days = [first, first + 1 + roll(3), first + 4].map((at) => fitting[at % fitting.length] as DayStyle);
    const perColumn = layout.unitPlace === 'header' || layout.unitPlace === 'row';
    const mixed = perColumn ? units[roll(units.length)] : undefined;
    const choice = {
      column,
      unit: mixed ?? layout.unit,
      figure: roll(figures.length),
      inCell: layout.unitPlace === 'cell',
      days: layout.mixedDays ? days : days.slice(0, 1),
    };
    if (column !== 'months') return [choice];
    const months = Array.from({ length: 8 }, (_, month) => ({ ...choice, month }));
    if (!layout.pairs || !layout.deep) return months;
    return months.flatMap((each) => [
      { ...each, planned: true },
      { ...each, planned: false },
    ]);
  });
}

/** A text file has no merges, so that a region would stand beside its first project only. */
export function regionPlace({ region, kind }: Layout): Layout['region'] {
  return region === 'left' && flat(kind) ? 'column' : region;
}

/** A unit over a group needs groups. */
export const unitPlaceOf = (layout: Layout) =>
  layout.unitPlace === 'group' && !layout.deep ? 'header' : layout.unitPlace;

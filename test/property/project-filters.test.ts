import type { Database } from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LedgerContext } from '../../src-main/ledger/context';
import { valuesOfProjects } from '../../src-main/ledger/queries/project-values';
import { pageOfProjects, projectIds } from '../../src-main/ledger/queries/projects-page';
import type { View } from '../../src-shared/contract/common';
import { contract, type InputOf, type OutputOf } from '../../src-shared/contract/contract';
import type { Derived, Filter } from '../../src-shared/contract/record-methods';
import type { LightRules } from '../../src-shared/contract/rule-values';
import { addDays, monthEnd } from '../../src-shared/rules/dates';
import { derive } from '../../src-shared/rules/derive';
import { isInView } from '../../src-shared/rules/ledger-views';
import { defaultLightRules, type LightRuleSet, lightPresets, lightRuleSetOf } from '../../src-shared/rules/light-rules';
import { anyCity, type Case, insert, insertCase, plainDatabase } from '../support/plain-ledger';

function contextOf(database: Database, today: string): LedgerContext {
  return {
    database,
    clock: { today: () => today },
    identity: { role: 'commission', region: null },
  } as unknown as LedgerContext;
}

interface Shown {
  readonly one: Case;
  readonly derived: Derived;
}

const kept = <Row extends { readonly deleted: boolean }>(rows: readonly Row[]) => rows.filter((row) => !row.deleted);

function shownIn(city: readonly Case[], view: View, today: string, rules: LightRuleSet): Shown[] {
  return city
    .filter(({ project }) => isInView(view, project))
    .map((one) => {
      const listing = one.listing && !one.listing.deleted ? { reason_code: null, missing_materials: null } : null;
      return { one, derived: derive(one.project, kept(one.progress), listing, today, rules) };
    });
}

type Value = string | number | readonly string[] | null;

/** What the grid shows in a column, in the units of a filter. */
function shownValue({ one: { project }, derived }: Shown, field: string): Value {
  switch (field) {
    case 'annual_plan':
      return derived.annualPlan;
    case 'completed_this_year':
      return derived.completedThisYear;
    case 'completed_this_month':
      return derived.completedThisMonth;
    case 'completion_rate':
      return derived.completionRate;
    case 'gap':
      return derived.gap;
    case 'patron':
      return derived.patron;
    case 'start':
      return derived.start;
    case 'light':
      return derived.light.color;
    default:
      return project[field as 'region'] as Value;
  }
}

const isBlank = (value: Value) => value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** A filter as a person means it, written anew: the SQL must leave the same projects over. */
function passes(value: Value, { operator, value: wanted }: Filter, field: string): boolean {
  const share = field === 'completion_rate' ? 100 : 1;
  const least = (bound: unknown): boolean => {
    if (value === null) return false;
    if (typeof value === 'number') return value >= Number(bound) / share;
    const month = String(value).length === 7 && String(bound).length === 10;
    return String(value) >= String(bound).slice(0, month ? 7 : 10);
  };
  const most = (bound: unknown): boolean => {
    if (value === null) return false;
    if (typeof value === 'number') return value <= Number(bound) / share;
    return String(value).slice(0, String(bound).length) <= String(bound);
  };
  const items = Array.isArray(value) ? value : [value];
  const list = (Array.isArray(wanted) ? wanted : [wanted]) as readonly (string | number | null)[];
  const isOne = list.some((item) =>
    item === '' || item === null ? isBlank(value) : items.some((each) => each === item),
  );
  const contains = String(value ?? '')
    .toLowerCase()
    .includes(String(wanted).toLowerCase());
  switch (operator) {
    case 'is':
      return isOne;
    case 'is_not':
      return !isOne;
    case 'contains':
      return value !== null && contains;
    case 'contains_not':
      return value === null || !contains;
    case 'at_least':
      return least(wanted);
    case 'at_most':
      return most(wanted);
    case 'between':
      return least(list[0]) && most(list[1]);
    case 'empty':
      return isBlank(value);
    case 'filled':
      return !isBlank(value);
  }
}

const choicesOf: Record<string, readonly string[]> = {
  region: ['220202', '220203', '2202-gaoxin', '220299', ''],
  lifecycle: ['construction', 'preparation', 'suspended', 'terminated', ''],
  listing: ['listed', 'missing', 'returned', ''],
  light: ['red', 'yellow', 'green', 'none', ''],
  patron: ['陈东', '谢义', ''],
  tiers: ['city', 'county', 'province', ''],
};
const amounts = { total_investment: 60_000_000, annual_plan: 400_000_000, completed_this_year: 40_000_000 };
const dates = ['planned_start', 'actual_start', 'start'];
const bounds = ['2018-03', '2018-09-15', '2017-12-31', '2018-09', '2019-06-14', '2018-02-01'];

const anyChoice = fc.constantFrom(...Object.keys(choicesOf)).chain((field) =>
  fc.record({
    field: fc.constant(field),
    operator: fc.constantFrom('is' as const, 'is_not' as const),
    value: fc.subarray([...(choicesOf[field] ?? [])], { minLength: 1 }),
  }),
);
const ordered = <T extends string | number>(pair: readonly [T, T]): [T, T] =>
  pair[0] <= pair[1] ? [pair[0], pair[1]] : [pair[1], pair[0]];
const numbers = (field: string, number: fc.Arbitrary<number>): fc.Arbitrary<Filter> =>
  fc.oneof(
    fc.record({
      field: fc.constant(field),
      operator: fc.constantFrom('at_least' as const, 'at_most' as const),
      value: number,
    }),
    fc.record({
      field: fc.constant(field),
      operator: fc.constant('between' as const),
      value: fc.tuple(number, number).map(ordered),
    }),
  );
const anyAmount = fc
  .constantFrom(...Object.entries(amounts))
  .chain(([field, most]) => numbers(field, fc.integer({ min: 0, max: most })));
const anyRate = numbers('completion_rate', fc.constantFrom(0, 5, 12.5, 50, 100));
const anyGap = numbers('gap', fc.constantFrom(-70.8, -30, -10, 0, 25));
const anyDate = fc.constantFrom(...dates).chain((field) =>
  fc.oneof(
    fc.record({
      field: fc.constant(field),
      operator: fc.constantFrom('at_least' as const, 'at_most' as const),
      value: fc.constantFrom(...bounds),
    }),
    fc.record({
      field: fc.constant(field),
      operator: fc.constant('between' as const),
      value: fc.tuple(fc.constantFrom(...bounds), fc.constantFrom(...bounds)).map(ordered),
    }),
  ),
);
const anyText = fc.record({
  field: fc.constantFrom('name', 'owner', 'patron'),
  operator: fc.constantFrom('contains' as const, 'contains_not' as const),
  value: fc.constantFrom('东', '城', 'a', '%', '_'),
});
const anyBlank = fc.record({
  field: fc.constantFrom(...Object.keys(choicesOf), ...Object.keys(amounts), ...dates, 'owner', 'gap'),
  operator: fc.constantFrom('empty' as const, 'filled' as const),
  value: fc.constant(null),
});
const anyFilter: fc.Arbitrary<Filter> = fc.oneof(anyChoice, anyAmount, anyRate, anyGap, anyDate, anyText, anyBlank);

const own = (change: Partial<LightRules>): LightRules => ({ ...(lightPresets[0] as LightRules), ...change });
const ruleSettings: readonly (LightRules | null)[] = [
  null,
  lightPresets[1] as LightRules,
  own({ name: '连续', repeat: true, yellow: -5, red: -12.5, start: { yellow: 2, red: 5 } }),
  own({ name: '不看入统', listing: null, monthShares: [0, 0, 2, 6, 10, 14, 16, 16, 14, 12, 8, 2] }),
];

const anyScene = fc.record({
  city: anyCity,
  texts: fc.array(fc.constantFrom(null, '东城A区', '100%_达标', 'abc', '西'), { minLength: 80, maxLength: 80 }),
  tiers: fc.array(fc.constantFrom(null, [], ['city'], ['province', 'county'], ['city', 'county']), {
    minLength: 80,
    maxLength: 80,
  }),
  filters: fc.array(anyFilter, { minLength: 1, maxLength: 3 }),
  view: fc.constantFrom<View>('all', 'construction', 'not-listed', 'small'),
  today: fc.constantFrom('2018-09-16', '2018-01-07', '2018-12-31', '2018-03-01'),
  rules: fc.constantFrom(...ruleSettings),
  changed: fc.array(
    fc.record({
      at: fc.nat(),
      what: fc.constantFrom('project', 'progress', 'listing'),
      value: fc.integer({ min: 0, max: 90_000_000 }),
    }),
    { maxLength: 4 },
  ),
});

type Scene = typeof anyScene extends fc.Arbitrary<infer Value> ? Value : never;

/** A database that has been asked before, so that what it worked out beforehand must follow what is written. */
function fill(database: Database, scene: Scene): Case[] {
  database.exec(
    'DELETE FROM project; DELETE FROM listing; DELETE FROM permit; DELETE FROM progress; DELETE FROM rule_setting',
  );
  const city = scene.city.map((one, index) => ({
    ...one,
    project: {
      ...one.project,
      name: scene.texts[index] ?? null,
      owner: scene.texts[79 - index] ?? null,
      tiers: scene.tiers[index] ?? null,
    },
  }));
  for (const one of city) insertCase(database, one as Case);
  if (scene.rules)
    insert(database, 'rule_setting', {
      id: 'rules',
      scope: 'city',
      key: 'light_rules',
      value: JSON.stringify(scene.rules),
    });
  return city as Case[];
}

const textOf = (value: Value): string | null =>
  value === null || (Array.isArray(value) && value.length === 0) ? null : String(value);
const ask = (context: LedgerContext, input: InputOf<'projects.values'>) =>
  valuesOfProjects(context, contract['projects.values'].input.parse(input)) as OutputOf<'projects.values'>;
const pageOf = (context: LedgerContext, input: InputOf<'projects.page'>) =>
  pageOfProjects(context, contract['projects.page'].input.parse({ limit: 500, ...input })) as OutputOf<'projects.page'>;

/** Writes behind the grid's back, as the journal does: the table, and the same fact in the case. */
function change(database: Database, city: Case[], changed: Scene['changed']): Case[] {
  const after = [...city];
  for (const { at, what, value } of changed) {
    const index = at % after.length;
    const one = after[index];
    if (!one) continue;
    const { id } = one.project;
    if (what === 'project') {
      const actual_start = value % 2 === 0 ? null : '2018-03';
      database
        .prepare('UPDATE project SET total_investment = ?, actual_start = ? WHERE id = ?')
        .run(value, actual_start, id);
      after[index] = { ...one, project: { ...one.project, total_investment: value, actual_start } };
    } else if (what === 'listing' && one.listing) {
      database.prepare("UPDATE listing SET state = 'ready', deleted = 0 WHERE project = ?").run(id);
      after[index] = {
        ...one,
        project: { ...one.project, listing: 'ready' },
        listing: { ...one.listing, state: 'ready', deleted: false },
      };
    } else if (what === 'progress' && one.progress[0]) {
      const { month } = one.progress[0];
      database.prepare('UPDATE progress SET completed = ? WHERE project = ? AND month = ?').run(value, id, month);
      const [first, ...rest] = one.progress;
      after[index] = { ...one, progress: [{ ...first, completed: value }, ...rest] };
    }
  }
  return after;
}

test('filters leave over just the projects that a plain reading of them does, whatever was written before', () => {
  const database = plainDatabase();
  const fields = new Set<string>();
  const lights = new Set<string>();
  fc.assert(
    fc.property(anyScene, (scene) => {
      const { filters, view, today } = scene;
      const before = fill(database, scene);
      const context = contextOf(database, today);
      const rules = scene.rules ? lightRuleSetOf(scene.rules) : defaultLightRules;
      projectIds(context, { view, filters: [], orders: [] });
      const city = change(database, before, scene.changed);
      const shown = shownIn(city, view, today, rules);
      const expected = shown
        .filter((each) => filters.every((filter) => passes(shownValue(each, filter.field), filter, filter.field)))
        .map(({ one }) => one.project.id);
      expect(projectIds(context, { view, filters, orders: [] })).toEqual(expected);
      if (expected.length > 0 && expected.length < shown.length) for (const { field } of filters) fields.add(field);
      for (const { derived } of shown) lights.add(derived.light.color);
    }),
    { numRuns: 400 },
  );
  expect([...lights].sort()).toEqual(['green', 'none', 'red', 'yellow']);
  expect(fields.size).toBeGreaterThan(12);
});

test('the values of a column and their counts are those of the projects that the other filters leave over', () => {
  const database = plainDatabase();
  fc.assert(
    fc.property(anyScene, fc.constantFrom(...Object.keys(choicesOf), 'owner'), (scene, field) => {
      const { filters, view, today } = scene;
      const city = fill(database, scene);
      const context = contextOf(database, today);
      const rules = scene.rules ? lightRuleSetOf(scene.rules) : defaultLightRules;
      const others = filters.filter((filter) => filter.field !== field);
      const left = shownIn(city, view, today, rules).filter((each) =>
        others.every((filter) => passes(shownValue(each, filter.field), filter, filter.field)),
      );
      const counts = new Map<string, number>();
      for (const each of left) {
        const value = shownValue(each, field);
        for (const item of Array.isArray(value) ? value : [textOf(value)])
          if (item !== null && item !== '') counts.set(item, (counts.get(item) ?? 0) + 1);
      }
      const answer = ask(context, { view, filters, field });
      expect(new Map(answer.values.map(({ value, count }) => [value, count]))).toEqual(counts);
      expect(answer.distinct).toBe(counts.size);
      const blank = left.filter((each) => isBlank(shownValue(each, field))).length;
      expect([answer.blank, answer.filled]).toEqual([blank, left.length - blank]);
    }),
    { numRuns: 150 },
  );
});

/** Holds each row's own light against the group that the database put it into. */
function expectLightsIn(rows: OutputOf<'projects.page'>['rows'], group = ''): string {
  let present = group;
  for (const row of rows) {
    if (row.kind === 'group') present = row.id;
    else expect([row.id, `light:${row.derived.light.color}`]).toEqual([row.id, present]);
  }
  return present;
}

test('the light of every row is the one that it is filtered and grouped by', () => {
  const database = plainDatabase();
  fc.assert(
    fc.property(anyScene, (scene) => {
      fill(database, scene);
      expectLightsIn(pageOf(contextOf(database, scene.today), { group: 'light' }).rows);
    }),
    { numRuns: 150 },
  );
});

test('limits in months end on the same day in SQL, whatever the lengths of the months', () => {
  const database = plainDatabase();
  const starts: string[] = [];
  for (let day = '2017-11-01'; day <= '2018-08-31'; day = addDays(day, 1)) {
    starts.push(day);
    if (monthEnd(day) === day) starts.push(day.slice(0, 7));
  }
  starts.forEach((start, index) => {
    const started = { lifecycle: 'construction', actual_start: start, total_investment: 60_000_000 };
    insert(database, 'project', { id: `p${index} ${start}`, ...started });
    insert(database, 'project', { id: `q${index} ${start}`, lifecycle: 'preparation', planned_start: start });
  });
  for (const today of ['2018-02-28', '2018-03-01', '2018-03-30', '2018-03-31', '2018-05-31', '2018-08-31']) {
    const context = contextOf(database, today);
    const group = expectLightsIn(pageOf(context, { group: 'light' }).rows);
    expectLightsIn(pageOf(context, { group: 'light', offset: 500 }).rows, group);
  }
});

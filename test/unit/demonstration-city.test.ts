import { describe, expect, test } from 'vitest';
import { apportion } from '../../src-main/ledger/demonstration/apportion';
import { demonstrationCity } from '../../src-main/ledger/demonstration/city';
import { creditCode, projectCode } from '../../src-main/ledger/demonstration/codes';
import type { Draft } from '../../src-main/ledger/demonstration/draft';
import { regionFigures } from '../../src-main/ledger/demonstration/figures';
import { permitsOf } from '../../src-main/ledger/demonstration/permits';
import { monthReports } from '../../src-main/ledger/demonstration/progress';
import { randomOf } from '../../src-main/ledger/demonstration/random';
import { regionSteps } from '../../src-main/ledger/demonstration/story';
import plan from '../../src-shared/catalogues/plan-2018-figures.json';
import { creditCodeWarning } from '../../src-shared/rules/credit-code';
import { codeGeneration } from '../../src-shared/rules/project-code';

const city = demonstrationCity();
const all = [...city.values()].flat();
const of = (lifecycle: Draft['lifecycle'], drafts: readonly Draft[] = all) =>
  drafts.filter((draft) => draft.lifecycle === lifecycle);
const sum = (drafts: readonly Draft[], value: (draft: Draft) => number) =>
  drafts.reduce((total, draft) => total + value(draft), 0);

test('the city adds up to the plan of 2018', () => {
  const building = of('construction');
  const started = building.filter((draft) => draft.start?.startsWith('2018'));
  expect({
    total: building.length,
    new: started.length,
    continued: building.length - started.length,
    atLeast100MillionYuan: building.filter((draft) => draft.total >= 10_000).length,
    atLeast50MillionYuan: building.filter((draft) => draft.total >= 5_000).length,
  }).toEqual(plan.construction);
  expect(building.filter((draft) => draft.listing?.state !== 'listed')).toHaveLength(plan.notListed.total);
  expect(of('preparation')).toHaveLength(plan.plannedStart.total);
  for (const { plannedStart = '' } of of('preparation')) {
    expect(plannedStart.slice(0, 7) >= plan.plannedStart.from && plannedStart.slice(0, 7) <= plan.plannedStart.to).toBe(
      true,
    );
  }
  expect(of('signed')).toHaveLength(plan.signed.total);
  expect(of('negotiation')).toHaveLength(plan.negotiation.total);
  expect(of('negotiation').filter((draft) => draft.total >= 10_000)).toHaveLength(
    plan.negotiation.atLeast100MillionYuan,
  );
  expect(of('reserve')).toHaveLength(31);
});

test.each(regionFigures)('$name adds up to its own line', (figures) => {
  const drafts = city.get(figures.name) ?? [];
  const building = of('construction', drafts);
  expect({
    construction: building.length,
    started: building.filter((draft) => draft.start?.startsWith('2018')).length,
    large: building.filter((draft) => draft.total >= 10_000).length,
    notListed: building.filter((draft) => draft.listing?.state !== 'listed').length,
    plannedStart: of('preparation', drafts).length,
    prepared: drafts.filter((draft) => draft.prepared).length,
    signed: of('signed', drafts).length,
    landed: drafts.filter((draft) => draft.landed).length,
    negotiation: of('negotiation', drafts).length,
    reserve: of('reserve', drafts).length,
    small: drafts.filter((draft) => draft.total >= 500 && draft.total < 5_000).length,
    annualPlan: sum(building, (draft) => draft.plan),
    completed: sum(building, (draft) => draft.completed),
    aside: of('suspended', drafts).length + of('terminated', drafts).length,
  }).toEqual(Object.fromEntries(Object.entries(figures).filter(([, value]) => typeof value === 'number')));
});

test('every figure is one that an office would believe', () => {
  for (const draft of all) {
    expect(draft.plan, draft.name).toBeLessThanOrEqual(draft.total);
    expect(draft.completed, draft.name).toBeLessThanOrEqual(draft.plan);
    expect(draft.before + draft.plan, draft.name).toBeLessThanOrEqual(draft.total * 1.1);
    if (draft.start) expect(draft.start < '2018-09-16', draft.name).toBe(true);
  }
  const names = all.map((draft) => draft.name);
  expect(new Set(names).size).toBe(names.length);
});

test('the months of a project add up to what it completed', () => {
  for (const draft of of('construction')) {
    for (const lastMonth of [8, 9]) {
      const reports = monthReports(draft, randomOf('months'), lastMonth);
      if (draft.reports && lastMonth === 8 && draft.september !== false) continue;
      const completed = reports.reduce((total, report) => total + report.completed, 0);
      expect(completed, draft.name).toBe(draft.completed);
      expect(reports.every(({ month, image }) => month >= 1 && month <= lastMonth && image.length > 0)).toBe(true);
    }
  }
});

test('permits of a prepared start are all granted in the past, of another at least one is not', () => {
  for (const draft of of('preparation')) {
    const permits = permitsOf(draft, randomOf(draft.name), '2018-09-12');
    expect(permits.length, draft.name).toBeGreaterThanOrEqual(12);
    expect(
      permits.every((permit) => permit.state === 'granted'),
      draft.name,
    ).toBe(draft.prepared === true);
    for (const permit of permits) {
      if (permit.state === 'granted') expect(String(permit.actual_finish) < '2018-09-12', draft.name).toBe(true);
    }
  }
});

test('the same city every time, and N times the city N times as large', () => {
  expect(demonstrationCity()).toEqual(city);
  const large = [...demonstrationCity(5).values()].flat();
  expect(large).toHaveLength(all.length * 5);
  expect(new Set(large.map((draft) => draft.name)).size).toBe(large.length);
  expect(sum(of('construction', large), (draft) => draft.plan)).toBe(
    5 * sum(of('construction'), (draft) => draft.plan),
  );
});

test('steps go forward in time and make each record once', () => {
  for (const figures of regionFigures) {
    const steps = regionSteps(figures, city.get(figures.name) ?? []);
    const moments = steps.map(({ at }) => Date.parse(at));
    expect(moments).toEqual([...moments].sort((a, b) => a - b));
    const made = steps.flatMap(({ edits }) => edits).flatMap((edit) => (edit.create ? [edit.id] : []));
    expect(new Set(made).size).toBe(made.length);
  }
});

describe('codes', () => {
  test('invented credit codes carry a right check character', () => {
    for (let index = 0; index < 50; index++) {
      const code = creditCode(randomOf(String(index)), '220202');
      expect(code).toMatch(/^91220202MA1[0-9A-Z]{6}[0-9A-Z]$/);
      expect(creditCodeWarning(code)).toBeNull();
    }
  });

  test('project codes have the form that was in use in 2018', () => {
    expect(projectCode(2018, '220202', '2829', 'filing', 4217)).toBe('2018-220202-28-03-004217');
    for (const year of [2015, 2016, 2017, 2018]) {
      expect(codeGeneration(projectCode(year, '220200', '4813', 'approval', 77))).toBe('old');
    }
  });
});

describe('apportion', () => {
  const share = (weight: number, least = 0, most = 1000) => ({ weight, least, most });
  test('adds up exactly, in proportion, within the bounds', () => {
    expect(apportion(10, [share(1), share(1), share(1)])).toEqual([4, 3, 3]);
    expect(apportion(100, [share(1, 0, 10), share(1), share(2)])).toEqual([10, 30, 60]);
    expect(apportion(100, [share(1, 50), share(9)])).toEqual([50, 50]);
    expect(apportion(5, [share(0), share(0)]).reduce((a, b) => a + b)).toBe(5);
    expect(apportion(0, [])).toEqual([]);
  });
  test('says so where the bounds leave no way', () => {
    expect(() => apportion(100, [share(1, 0, 10)])).toThrow(RangeError);
    expect(() => apportion(1, [share(1, 5, 10)])).toThrow(RangeError);
  });
});

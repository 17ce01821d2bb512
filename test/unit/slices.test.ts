import { describe, expect, test } from 'vitest';
import type { ProjectFacts } from '../../src-shared/contract/bulletin-methods';
import { isBehind } from '../../src-shared/rules/figure-parts';
import { isInSlice, sizeClassRows, slicesOf } from '../../src-shared/rules/slices';
import { countedFigures } from '../../src-shared/rules/summed-figures';

const leaders: Readonly<Record<string, string>> = { '220202': '谢义', '220221': '贾树城' };
const leaderOf = (region: string) => leaders[region];

function facts(id: string, own: Partial<ProjectFacts>, ...counted: (typeof countedFigures)[number][]): ProjectFacts {
  return {
    id,
    name: id,
    region: '220202',
    lifecycle: 'construction',
    sector: null,
    nature: null,
    tiers: [],
    owner: null,
    responsible_unit: null,
    patron: null,
    secretary: null,
    signed_on: null,
    total: null,
    plan: null,
    completed: null,
    completed_period: null,
    planned_start: null,
    actual_start: null,
    listing: null,
    listed_month: null,
    ...own,
    counted: Object.fromEntries(
      countedFigures.map((name) => [name, counted.includes(name)]),
    ) as ProjectFacts['counted'],
  };
}

const million = 1_000_000;
const city = [
  facts(
    'a',
    { tiers: ['county', 'province'], total: 50 * million, plan: 10, completed: 8 },
    'projects',
    'due',
    'listed',
  ),
  facts('b', { sector: '能源', total: 100 * million - 1, plan: 20, completed: 5 }, 'projects', 'due'),
  facts('c', { region: '220221', sector: ' 能源 ', total: 1000 * million, plan: 0, completed: 3 }, 'projects'),
  facts('d', { region: '220221', patron: '谢义', tiers: ['city'], total: 49 * million }, 'signed', 'landed'),
  facts('e', { region: '999999', total: 500 * million }, 'reserve'),
  facts('f', { region: null }, 'planned_starts', 'started'),
];

const rows = (kind: Parameters<typeof slicesOf>[0]) =>
  slicesOf(kind, city, 0.5, leaderOf).map(({ key, label }) => [key, label]);

describe('the city in slices', () => {
  test('a project stands in the slice of its highest tier, its size, its own leader', () => {
    expect(rows('tier')).toEqual([
      ['province', '省级'],
      ['city', '市级'],
      ['', '未填层级'],
    ]);
    expect(rows('size')).toEqual([
      ['below50', '不足 5000万'],
      ['from50', '5000万至 1亿'],
      ['from500', '5亿至 10亿'],
      ['from1000', '10亿以上'],
      ['', '未填总投资'],
    ]);
    expect(
      slicesOf('leader', city, 0.5, leaderOf).map(({ label, figures }) => [label, figures.projects, figures.signed]),
    ).toEqual([
      ['谢义', 2, 1],
      ['贾树城', 1, 0],
      ['未定领导', 0, 0],
    ]);
    expect(rows('sector')).toEqual([
      ['能源', '能源'],
      ['', '未填领域'],
    ]);
    expect(rows('region').map(([, label]) => label)).toEqual(['昌邑区', '永吉县', '属地不明']);
  });

  test('classes by size hold everything above them', () => {
    expect(sizeClassRows(city, 0.5).map(({ label, figures }) => [label, figures.projects, figures.reserve])).toEqual([
      ['5000万以上', 3, 1],
      ['1亿以上', 1, 1],
      ['5亿以上', 1, 1],
      ['10亿以上', 1, 0],
    ]);
    const least = city.filter((one) => isInSlice('size', 'least500', one, leaderOf)).map(({ id }) => id);
    expect(least).toEqual(['c', 'e']);
  });

  test('what is unmarked has no place among the others', () => {
    const slices = slicesOf('leader', city, 0.5, leaderOf);
    expect(slices.map(({ figures }) => figures.rank)).toEqual([1, null, null]);
    expect(slices.at(-1)?.figures.reserve_rank).toBeNull();
  });
});

test('a project without a plan is neither ahead of 序时 nor behind it', () => {
  const of = (part: 'all' | 'done' | 'open') =>
    city.filter((one) => isBehind('completion', part, one, 0.5)).map(({ id }) => id);
  expect(of('all')).toEqual(['a', 'b', 'c']);
  expect(of('done')).toEqual(['a']);
  expect(of('open')).toEqual(['b']);
});

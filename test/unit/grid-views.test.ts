import { describe, expect, test } from 'vitest';
import { fittingTabs } from '../../src-renderer/features/projects/fitting-tabs';
import {
  filterFieldOf,
  filterWords,
  operatorsOf,
  readBound,
  readFilter,
  replaceFilter,
  writeFilter,
} from '../../src-renderer/features/projects/grid-filters';
import {
  gridAddress,
  plainState,
  readGridState,
  writeGridState,
} from '../../src-renderer/features/projects/grid-state';
import {
  activeView,
  contentOf,
  isChanged,
  type KeptView,
  stateOf,
} from '../../src-renderer/features/projects/kept-views';
import type { Filter } from '../../src-shared/contract/record-methods';

const filters: Filter[] = [
  { field: 'region', operator: 'is', value: ['220202', '2202-gaoxin', ''] },
  { field: 'total_investment', operator: 'at_least', value: 300_000_000 },
  { field: 'total_investment', operator: 'between', value: [1, 2] },
  { field: 'name', operator: 'contains', value: '江&澜~一,二%' },
  { field: 'owner', operator: 'is_not', value: ['A,B公司', '100%控股'] },
  { field: 'planned_start', operator: 'between', value: ['2018-03', '2018-09-16'] },
  { field: 'completion_rate', operator: 'at_most', value: 12.5 },
  { field: 'actual_start', operator: 'empty', value: null },
];

describe('the address of the grid', () => {
  test('keeps filters, words, order, grouping, columns and the view it began with', () => {
    const query = writeGridState({
      view: 'signed',
      filters,
      words: '江城 二期',
      sortings: [{ field: 'gap', descending: true }],
      group: 'patron',
      columns: ['name', 'light', 'region'],
      pinned: 2,
      saved: 'v1',
    });
    const state = readGridState(query);
    expect(writeGridState(state)).toBe(query);
    expect(state.filters).toEqual(filters);
  });
  test('leaves out what makes no sense', () => {
    expect(
      readGridState('view=nowhere&f=x~is~1&f=total_investment~at_least~abc&f=gap~is~3&group=colour&pinned=-1&columns='),
    ).toEqual(plainState);
    expect(gridAddress(plainState)).toBe('/projects');
    expect(readFilter('owner~is~%E4%')).toEqual({ field: 'owner', operator: 'is', value: ['%E4%'] });
  });
});

describe('filters in words', () => {
  test.each([
    [{ field: 'region', operator: 'is', value: ['220202', ''] }, '属地：昌邑区、未填'],
    [{ field: 'region', operator: 'is_not', value: ['220202'] }, '属地 不是 昌邑区'],
    [{ field: 'light', operator: 'is', value: ['red', 'yellow'] }, '灯：红灯、黄灯'],
    [{ field: 'total_investment', operator: 'at_least', value: 300_000_000 }, '总投资 ≥ 3亿元'],
    [
      { field: 'total_investment', operator: 'between', value: [50_000_000, 1_000_000_000] },
      '总投资 5,000万元至10亿元',
    ],
    [{ field: 'planned_start', operator: 'at_most', value: '2018-09' }, '计划开工 ≤ 2018年9月'],
    [{ field: 'gap', operator: 'at_most', value: -10 }, '序时差 ≤ −10 个百分点'],
    [{ field: 'completion_rate', operator: 'at_least', value: 60 }, '完成率 ≥ 60%'],
    [{ field: 'owner', operator: 'contains_not', value: '公司' }, '建设单位 不包含 公司'],
    [{ field: 'secretary', operator: 'is', value: ['一', '二', '三', '四', '五'] }, '项目秘书：一、二、三 等 5 个'],
  ] as [Filter, string][])('%j', (filter, words) => {
    expect(filterWords(filter)).toBe(words);
    expect(readFilter(writeFilter(filter))).toEqual(filter);
  });

  test('bounds are read in the unit of their column', () => {
    const read = (name: string, text: string) => readBound(filterFieldOf(name) as never, text);
    expect(read('total_investment', '3亿')).toEqual({ value: 300_000_000 });
    expect(read('completion_rate', '６０％')).toEqual({ value: 60 });
    expect(read('gap', '−10')).toEqual({ value: -10 });
    expect(read('planned_start', '2018年9月')).toEqual({ value: '2018-09' });
    expect(read('gap', '很多')).toEqual({ fault: '请填数字' });
    expect(read('owner', ' ')).toEqual({ fault: '请填写' });
    expect(operatorsOf(filterFieldOf('scale') as never)).not.toContain('is');
  });

  test('a filter takes the place of the one that is edited, and no column has two of one kind', () => {
    const [region, least] = filters as [Filter, Filter];
    const other: Filter = { field: 'region', operator: 'is_not', value: ['220203'] };
    expect(replaceFilter([region, least], region, other)).toEqual([other, least]);
    expect(replaceFilter([region, least], null, { ...least, value: 5 })).toEqual([region, { ...least, value: 5 }]);
    expect(replaceFilter([region, least], region, null)).toEqual([least]);
  });
});

describe('saved views', () => {
  const state = readGridState('f=light~is~red&sort=-gap');
  const view: KeptView = {
    ...contentOf(state, ['name', 'gap'], 2),
    id: 'v1',
    name: '红灯',
    kind: 'private',
    own: true,
    from: '',
  };
  const opened = stateOf(view);

  test('a view opens with its columns and knows when it is no longer shown as it was kept', () => {
    expect(opened).toMatchObject({ columns: ['name', 'gap'], pinned: 2, saved: 'v1', sortings: state.sortings });
    expect(isChanged(view, opened)).toBe(false);
    expect(isChanged(view, { ...opened, columns: ['name', 'gap', 'region'] })).toBe(true);
    expect(isChanged(view, { ...opened, pinned: 1 })).toBe(true);
    expect(isChanged(view, { ...opened, filters: [] })).toBe(true);
    expect(isChanged(view, readGridState(writeGridState(opened)))).toBe(false);
  });

  test('the view in sight is the one that was opened, else one that shows just the same', () => {
    expect(activeView([view], { ...opened, filters: [] })).toBe(view);
    expect(activeView([view], { ...opened, saved: 'gone' })).toBeNull();
    expect(activeView([view], { ...opened, saved: null })).toBe(view);
    expect(activeView([view], plainState)).toBeNull();
  });
});

test('tabs that do not fit go under a menu, but never the one in sight', () => {
  const widths = [100, 100, 100, 100];
  expect(fittingTabs(widths, 20, 600, -1)).toEqual([0, 1, 2, 3]);
  expect(fittingTabs(widths, 20, 500, -1)).toEqual([0, 1, 2]);
  expect(fittingTabs(widths, 20, 500, 3)).toEqual([0, 1, 3]);
  expect(fittingTabs(widths, 20, 100, 2)).toEqual([2]);
  expect(fittingTabs([], 20, 100, -1)).toEqual([]);
});

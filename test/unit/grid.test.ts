import { describe, expect, test, vi } from 'vitest';
import { readTable } from '../../src-renderer/components/data-grid/clipboard';
import type { GridColumn } from '../../src-renderer/components/data-grid/grid-types';
import { nextSorting } from '../../src-renderer/components/data-grid/next-sorting';
import { PageCache } from '../../src-renderer/components/data-grid/page-cache';
import { planPaste, textsOf } from '../../src-renderer/components/data-grid/paste';
import { at, step, tab } from '../../src-renderer/components/data-grid/selection';
import { readGridState, writeGridState } from '../../src-renderer/features/projects/grid-state';
import { project } from '../../src-shared/entities/project';

describe('the clipboard of a spreadsheet', () => {
  test('cells with line ends and quotes stay whole, one line end at the end is none', () => {
    expect(readTable('一\t"二\n行"\r\n"他说""好"""\t四\r\n')).toEqual([
      ['一', '二\n行'],
      ['他说"好"', '四'],
    ]);
  });
  test('a quote in an ordinary text is a letter', () => {
    expect(readTable('"江澜"项目\t"二期"工程')).toEqual([['"江澜"项目', '"二期"工程']]);
  });
  test('short lines are filled up', () => {
    expect(readTable('1\t2\n3')).toEqual([
      ['1', '2'],
      ['3', ''],
    ]);
  });
});

interface TestRow {
  kind: string;
  id: string;
  total: number | null;
}
const total: GridColumn<TestRow> = {
  key: 'total',
  label: '总投资',
  width: 1,
  field: project.fields.total_investment,
  value: (row) => row.total,
  text: (row) => String(row.total),
};
const locked: GridColumn<TestRow> = { key: 'rate', label: '完成率', width: 1, locked: '算出来的', text: () => '1' };
const rows: TestRow[] = [
  { kind: 'project', id: 'a', total: 10_000 },
  { kind: 'group', id: 'g', total: null },
  { kind: 'project', id: 'b', total: 20_000 },
];
const rowAt = (index: number) => rows[index];
const block = { top: 0, bottom: 0, left: 0, right: 0 };

describe('pasting', () => {
  test('lines go on below a group header; values that are the same are no edits', () => {
    const plan = planPaste([['1'], ['5']], block, [total], rowAt, 3);
    expect(plan.ok && plan.edits.map(({ row, value }) => [row.id, value])).toEqual([['b', 50_000]]);
  });
  test('one text fills the block', () => {
    const plan = planPaste([['7']], { ...block, bottom: 2 }, [total], rowAt, 3);
    expect(plan.ok && plan.edits.map(({ row }) => row.id)).toEqual(['a', 'b']);
  });
  test.each([
    [[['1'], ['很多']], [total], '第 2 行“总投资”是“很多”'],
    [[['1'], ['2'], ['3']], [total], '粘贴的内容有 3 行，从这里往下只有 2 行'],
    [[['1', '2']], [total], '粘贴的内容有 2 列，从这里往右只有 1 列'],
    [[['1', '2']], [total, locked], '“完成率”不能粘贴'],
  ])('what does not fit refuses the whole: %j', (texts, columns, message) => {
    const plan = planPaste(texts, block, columns, rowAt, 3);
    expect(plan.ok ? '' : plan.message).toContain(message);
    expect(plan.ok ? '' : plan.message).toContain('没有粘贴任何内容');
  });
  test('what is copied leaves group headers out and is read back', () => {
    expect(textsOf({ ...block, bottom: 2 }, [total], rowAt)).toEqual([['1'], ['2']]);
  });
});

test('the cursor stops at the edges; Tab goes on in the next line and leaves at the end', () => {
  const extent = { rows: 3, columns: 2, page: 2 };
  expect(step({ row: 0, column: 0 }, 'ArrowUp', false, extent)).toEqual({ row: 0, column: 0 });
  expect(step({ row: 0, column: 1 }, 'End', true, extent)).toEqual({ row: 2, column: 1 });
  expect(step({ row: 2, column: 0 }, 'ArrowDown', false, extent)).toEqual({ row: 2, column: 0 });
  expect(step({ row: 0, column: 0 }, 'a', false, extent)).toBeNull();
  expect(tab({ row: 0, column: 1 }, false, extent)).toEqual({ row: 1, column: 0 });
  expect(tab({ row: 2, column: 1 }, false, extent)).toBeNull();
  expect(at(1, 1).active).toEqual({ row: 1, column: 1 });
});

test('figures sort from the greatest, texts from the first, the third click lets go', () => {
  const figure = { order: 'total', right: true };
  const once = nextSorting(figure, [], false);
  expect(once).toEqual([{ field: 'total', descending: true }]);
  const twice = nextSorting(figure, once, false);
  expect(twice).toEqual([{ field: 'total', descending: false }]);
  expect(nextSorting(figure, twice, false)).toEqual([]);
  expect(nextSorting({ order: 'name' }, once, true)).toEqual([...once, { field: 'name', descending: false }]);
});

test('a view with filters, order and group survives its address; nonsense is left out', () => {
  const query = writeGridState({
    view: 'signed',
    filters: [
      { field: 'region', operator: 'is', value: ['220202', '2202-gaoxin'] },
      { field: 'total_investment', operator: 'at_least', value: 300_000_000 },
      { field: 'name', operator: 'contains', value: '江&澜~一' },
      { field: 'actual_start', operator: 'empty', value: null },
    ],
    sortings: [{ field: 'gap', descending: true }],
    group: 'patron',
  });
  const state = readGridState(query);
  expect(writeGridState(state)).toBe(query);
  expect(state.filters[2]?.value).toBe('江&澜~一');
  expect(readGridState('view=nowhere&f=x~is~1&f=total_investment~at_least~abc&group=colour')).toEqual({
    view: 'all',
    filters: [],
    sortings: [],
    group: null,
  });
});

describe('pages of rows', () => {
  const load = (content: () => string) =>
    vi.fn(async (offset: number, limit: number) => ({
      rows: Array.from({ length: limit }, (_, index) => `${content()}${offset + index}`),
      total: 100_000,
      summary: null,
    }));

  test('a page is asked for once, and what was seen stays until the new rows are here', async () => {
    let letter = 'a';
    const loader = load(() => letter);
    const cache = new PageCache(loader);
    await Promise.all([cache.want(0, 150), cache.want(0, 150)]);
    expect(loader).toHaveBeenCalledTimes(2);
    expect(cache.row(150)).toBe('a150');
    letter = 'b';
    cache.refresh();
    expect(cache.row(150)).toBe('a150');
    await cache.want(0, 150);
    await vi.waitFor(() => expect(cache.row(150)).toBe('b150'));
  });

  test('an answer that was asked for before a change does not replace the one after it', async () => {
    const answers: ((rows: string[]) => void)[] = [];
    const cache = new PageCache<string, null>(
      () => new Promise((resolve) => answers.push((rows) => resolve({ rows, total: 1, summary: null }))),
    );
    const first = cache.want(0, 0);
    cache.refresh();
    answers[1]?.(['new']);
    await vi.waitFor(() => expect(cache.row(0)).toBe('new'));
    answers[0]?.(['old']);
    await first;
    expect(cache.row(0)).toBe('new');
  });
});

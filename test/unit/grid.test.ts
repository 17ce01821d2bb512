import { describe, expect, test, vi } from 'vitest';
import { readTable, writeClipboard } from '../../src-renderer/components/data-grid/clipboard';
import type { GridColumn } from '../../src-renderer/components/data-grid/grid-types';
import { nextSorting } from '../../src-renderer/components/data-grid/next-sorting';
import { PageCache } from '../../src-renderer/components/data-grid/page-cache';
import { copiesOf, editsOf, faultsOf, mended, planPaste } from '../../src-renderer/components/data-grid/paste';
import { dayOfSerial, plainCell, readCell, serialOfDay } from '../../src-renderer/components/data-grid/read-cell';
import { isDoubtful, nextFault, reviewOf, reviewWords } from '../../src-renderer/components/data-grid/review';
import { at, step, tab } from '../../src-renderer/components/data-grid/selection';
import type { Field } from '../../src-shared/entities/field';
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

const cells = (texts: string[][]) => texts.map((row) => row.map(plainCell));
const written = (plan: ReturnType<typeof planPaste<TestRow>>) => editsOf(plan).map(({ row, value }) => [row.id, value]);

describe('pasting', () => {
  test('lines go on below a group header; values that are the same are no edits', () => {
    const plan = planPaste(cells([['1'], ['5']]), block, [total], rowAt, 3);
    expect(written(plan)).toEqual([['b', 50_000]]);
    expect(isDoubtful(plan)).toBe(false);
  });
  test('one text fills the block, and so do lines that go into it a whole number of times', () => {
    expect(written(planPaste(cells([['7']]), { ...block, bottom: 2 }, [total], rowAt, 3))).toEqual([
      ['a', 70_000],
      ['b', 70_000],
    ]);
    const many = (index: number) => ({ kind: 'project', id: `p${index}`, total: null });
    const four = planPaste(cells([['1'], ['2']]), { ...block, bottom: 3 }, [total], many, 9);
    expect(editsOf(four).map(({ value }) => value)).toEqual([10_000, 20_000, 10_000, 20_000]);
    const three = planPaste(cells([['1'], ['2']]), { ...block, bottom: 2 }, [total], many, 9);
    expect(editsOf(three)).toHaveLength(2);
  });
  test('what cannot be read is marked where it would stand, and what was mended is read anew', () => {
    const plan = planPaste(cells([['3'], ['很多']]), block, [total], rowAt, 3);
    expect(faultsOf(plan).map(({ index, at, text }) => [index, at, text])).toEqual([[2, 0, '很多']]);
    expect(isDoubtful(plan)).toBe(true);
    const review = reviewOf(plan);
    expect(reviewWords(review)).toBe('1 处读不懂。还没有粘贴。');
    expect(review.rows.get(2)?.[0]?.fault).toContain('不是金额');
    expect(nextFault(review, { row: 0, column: 0 })?.index).toBe(2);
    const better = reviewOf(mended(plan, 2, 0, '4'));
    expect(better.unread).toBe(0);
    expect(written(better.plan)).toEqual([
      ['a', 30_000],
      ['b', 40_000],
    ]);
  });
  test.each([
    [[['1'], ['2'], ['3']], [total], '共 3 行，这里往下只有 2 行'],
    [[['1', '2']], [total], '共 2 列，这里往右只有 1 列'],
    [[['1', '2']], [total, locked], '1 格是算出来的或锁定的'],
  ])('what finds no place is said: %j', (texts, columns, message) => {
    const plan = planPaste(cells(texts), block, columns, rowAt, 3);
    expect(isDoubtful(plan)).toBe(true);
    expect(reviewWords(reviewOf(plan))).toContain(message);
  });
  test('a computed cell that is pasted as it is hinders nothing', () => {
    expect(isDoubtful(planPaste(cells([['2', '1']]), block, [total, locked], rowAt, 3))).toBe(false);
    expect(isDoubtful(planPaste(cells([['2', '']]), block, [total, locked], rowAt, 3))).toBe(false);
  });
  test('what is copied leaves group headers out and is read back', () => {
    const copied = copiesOf({ ...block, bottom: 2 }, [total], rowAt);
    expect(copied).toEqual([[{ text: '1', kind: 'number' }], [{ text: '2', kind: 'number' }]]);
  });
  test('codes and months are words for a spreadsheet, days are days', () => {
    const { code, planned_start, name } = project.fields;
    const column = (field: Field, value: string): GridColumn<TestRow> => ({
      key: 'x',
      label: 'x',
      width: 1,
      field,
      value: () => value,
      text: () => value,
    });
    const kinds = [
      column(code, '2018220202470301'),
      column(planned_start, '2018-09'),
      column(planned_start, '2018-09-16'),
      column(name, '12'),
    ];
    const [line] = copiesOf({ top: 0, bottom: 0, left: 0, right: 3 }, kinds, rowAt);
    expect(line?.map(({ kind }) => kind)).toEqual(['words', 'words', 'day', 'words']);
  });
});

test('what is copied says of each cell what it is, and no word is calculated', () => {
  const kept = new Map<string, string>();
  writeClipboard({ setData: (type: string, text: string) => kept.set(type, text) } as unknown as DataTransfer, [
    [
      { text: '1234.5', kind: 'number' },
      { text: '2018-07-31', kind: 'day' },
      { text: '=1+1<b>', kind: 'words' },
      { text: '', kind: 'words' },
    ],
  ]);
  expect(kept.get('text/plain')).toBe('1234.5\t2018-07-31\t=1+1<b>\t');
  const cells = kept.get('text/html')?.match(/<td[^>]*>.*?<\/td>/g) ?? [];
  expect(cells).toHaveLength(4);
  expect(cells[0]).toContain(
    `x:num="1234.5" sdval="1234.5" sdnum="1033;0;#,##0.0" style='mso-number-format:"\\#\\,\\#\\#0\\.0"'`,
  );
  expect(cells[1]).toContain('sdval="43312" sdnum="1033;0;YYYY-MM-DD"');
  expect(cells[2]).toContain(`sdnum="1033;0;@" style='mso-number-format:"\\@"'>=1+1&lt;b&gt;</td>`);
});

describe('a cell of another program', () => {
  const { total_investment: money, actual_start: start, name, listing, region, tiers } = project.fields;
  const read = (field: Field, text: string, number: number | null = null) => {
    const reading = readCell(field, { text, number });
    return reading.ok ? reading.value : `?${reading.message}`;
  };
  test.each([
    // The cell holds the whole of a figure that is shown rounded; a unit that is shown belongs to what is shown.
    [money, '1.2', 1.2345, 12_345],
    [money, '####', 68000, 680_000_000],
    [money, '6.8亿', 680_000_000, 680_000_000],
    [money, '5000万', null, 50_000_000],
    [money, '１２．５', null, 125_000],
    [money, ' -   ', 0, 0],
    [money, '/', null, null],
    [start, '2018.7.31', null, '2018-07-31'],
    [start, '18.7.31', null, '2018-07-31'],
    [start, '43312', null, '2018-07-31'],
    [start, '7月31日', 43312, '2018-07-31'],
    [start, '2018年7月', 43282, '2018-07'],
    [start, '2018-07-31 00:00:00', null, '2018-07-31'],
    [start, '2018年7月31日星期二', null, '2018-07-31'],
    [name, '2.20202E+17', 220_202, '220202'],
    [listing, '√', null, 'listed'],
    [region, '龙潭', null, '220203'],
    [tiers, '省级，市重点', null, ['province', 'city']],
  ] as [Field, string, number | null, unknown][])('%j %s (%s)', (field, text, number, value) => {
    expect(read(field, text, number)).toEqual(value);
  });
  test('a long code that the spreadsheet spoilt is no code', () => {
    expect(read(name, '2.20202E+17')).toContain('没有显示全');
    expect(read(name, '####')).toContain('没有显示全');
  });
  test('day numbers are those of the calendar', () => {
    expect(dayOfSerial(43_312)).toBe('2018-07-31');
    expect(dayOfSerial(43_312.75)).toBe('2018-07-31');
    expect(serialOfDay('2018-07-31')).toBe(43_312);
    expect(dayOfSerial(1)).toBeNull();
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

  test('the page that comes next in the direction of scrolling is fetched before it is needed', async () => {
    const loader = load(() => 'a');
    const cache = new PageCache(loader);
    await cache.want(0, 30);
    await cache.want(10, 40);
    await vi.waitFor(() => expect(cache.row(150)).toBe('a150'));
    await cache.want(510, 540);
    await cache.want(500, 530);
    await vi.waitFor(() => expect(cache.row(450)).toBe('a450'));
    expect(loader.mock.calls.map(([offset]) => offset)).toEqual([0, 100, 500, 600, 400]);
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

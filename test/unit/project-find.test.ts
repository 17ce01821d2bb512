import { describe, expect, test } from 'vitest';
import { regionName } from '../../src-shared/catalogues/regions';
import type { InputOf } from '../../src-shared/contract/contract';
import type { GroupRow, ProjectRow } from '../../src-shared/contract/record-methods';
import type { Field } from '../../src-shared/entities/field';
import { project } from '../../src-shared/entities/project';
import { replaceIn } from '../../src-shared/rules/find-text';
import { formatDate, formatGap, formatMoney, formatRate } from '../../src-shared/terms/format';
import { makeLedger, type TestLedger } from '../support/ledger';

const columns = [
  'name',
  'region',
  'owner',
  'tiers',
  'total_investment',
  'annual_plan',
  'completed_this_year',
  'completion_rate',
  'gap',
  'planned_start',
  'light',
] as const;

const regions = ['220202', '220203', '220284'];

async function filledLedger(): Promise<TestLedger> {
  const ledger = await makeLedger();
  for (let index = 0; index < 40; index += 1) {
    const { id } = await ledger.call('records.create', {
      entity: 'project',
      set: {
        name: index % 7 === 0 ? `ＡＢＣ江澜${index}期 5%_项目` : `第${index}号江北试验Abc项目`,
        region: regions[index % 3] as string,
        ...(index % 4 === 0 ? {} : { owner: `吉林第${index * 3}建设公司` }),
        tiers: index % 2 === 0 ? ['province', 'city'] : [],
        total_investment: (index * 1_234_567) % 900_000_000,
        annual_plan: index % 5 === 0 ? {} : { '2018': 1_000_000 * (index + 1) },
        lifecycle: 'construction',
        actual_start: '2018-03-01',
        planned_start: index % 3 === 0 ? '2018-03' : `2018-0${(index % 8) + 1}-1${index % 10}`,
      },
    });
    if (index % 3 === 1)
      await ledger.call('records.create', {
        entity: 'progress',
        set: { project: id, month: '2018-05', completed: 123_456 * index },
      });
  }
  return ledger;
}

type Shown = Omit<InputOf<'projects.find'>, 'needle' | 'columns' | 'from' | 'toward'>;

async function rowsOf(ledger: TestLedger, shown: Shown): Promise<(ProjectRow | GroupRow)[]> {
  return (await ledger.call('projects.page', { ...shown, limit: 500 })).rows;
}

/** What a cell shows, said once more and in another way than the search does. */
function wordsOf(row: ProjectRow, column: (typeof columns)[number]): string[] {
  const { derived } = row;
  const text = (row[column] ?? '') as string;
  switch (column) {
    case 'region':
      return [regionName(text)];
    case 'tiers': {
      const field: Field = project.fields.tiers;
      const codes = (row.tiers ?? []) as string[];
      return [codes.map((code) => field.choices?.find((choice) => choice.code === code)?.label).join('、')];
    }
    case 'total_investment':
      return [formatMoney(row.total_investment as number)];
    case 'annual_plan':
      return row.annual_plan_now === null ? [] : [formatMoney(row.annual_plan_now)];
    case 'completed_this_year':
      return [formatMoney(derived.completedThisYear)];
    case 'completion_rate':
      return derived.completionRate === null ? [] : [formatRate(derived.completionRate)];
    case 'gap':
      return derived.gap === null ? [] : [formatGap(derived.gap).replace('−', '-')];
    case 'planned_start':
      return [text, formatDate(text)];
    case 'light':
      return [{ red: '红灯', yellow: '黄灯', green: '绿灯', none: '' }[derived.light.color]];
    default:
      return [text];
  }
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase();
const holds = (texts: string[], needle: string) =>
  texts.some((text) => plain(text).includes(plain(needle)) || plain(text).replaceAll(',', '').includes(plain(needle)));

function expected(rows: readonly (ProjectRow | GroupRow)[], needle: string): [number, number][] {
  return rows.flatMap((row, index) =>
    row.kind === 'group'
      ? []
      : columns.flatMap((column, at): [number, number][] => (holds(wordsOf(row, column), needle) ? [[index, at]] : [])),
  );
}

async function found(ledger: TestLedger, shown: Shown, needle: string) {
  const answer = await ledger.call('projects.find', {
    ...shown,
    needle,
    columns: [...columns],
    from: { row: 0, column: 0 },
    take: 5000,
  });
  expect(answer.cells).toHaveLength(answer.total);
  return { ...answer, places: answer.cells.map(({ row, column }): [number, number] => [row, column]) };
}

const needles = [
  '江',
  'abc',
  'ＡＢＣ',
  '江澜',
  '%',
  '_',
  '5%',
  '12',
  '1,2',
  '2018年3月',
  '-0',
  '-',
  '.',
  '县',
  '省',
  '昌邑',
  '红',
  '不存在',
];

describe('the search of the grid', () => {
  test('finds just the cells that show the words, where the grid shows them', async () => {
    const ledger = await filledLedger();
    const shapes: Shown[] = [
      {},
      { orders: [{ field: 'total_investment', descending: true }] },
      { group: 'region', orders: [{ field: 'name', descending: false }] },
      { group: 'region', folded: ['region:220203'] },
      { group: 'light', unfolded: ['light:red'] },
      { filters: [{ field: 'region', operator: 'is', value: ['220202'] }] },
    ];
    let hits = 0;
    for (const shown of shapes) {
      const rows = await rowsOf(ledger, shown);
      for (const needle of needles) {
        const { places } = await found(ledger, shown, needle);
        expect({ shown, needle, places }).toEqual({ shown, needle, places: expected(rows, needle) });
        hits += places.length;
      }
    }
    expect(hits).toBeGreaterThan(500);
  });

  test('steps go on from the cursor and round at the ends; what is folded is only counted', async () => {
    const ledger = await filledLedger();
    const { places, total } = await found(ledger, {}, '江澜');
    const ask = (from: [number, number], toward: 'here' | 'next' | 'previous') =>
      ledger.call('projects.find', {
        needle: '江澜',
        columns: [...columns],
        from: { row: from[0], column: from[1] },
        toward,
      });
    const [first, second] = places as [[number, number], [number, number]];
    const last = places.at(-1) as [number, number];
    expect((await ask(first, 'here')).hit).toMatchObject({ row: first[0], column: first[1], ordinal: 1 });
    expect((await ask(first, 'next')).hit).toMatchObject({ row: second[0], ordinal: 2 });
    expect((await ask(last, 'next')).hit).toMatchObject({ row: first[0], ordinal: 1 });
    expect((await ask(first, 'previous')).hit).toMatchObject({ row: last[0], ordinal: total });
    const folded = await found(ledger, { group: 'region', folded: regions.map((code) => `region:${code}`) }, '江澜');
    expect([folded.total, folded.hidden, folded.hit]).toEqual([0, total, null]);
  });

  test('one column alone; values that are handed over are those of the ledger', async () => {
    const ledger = await filledLedger();
    const answer = await ledger.call('projects.find', {
      needle: '1',
      columns: [...columns],
      only: columns.indexOf('annual_plan'),
      from: { row: 0, column: 0 },
      take: 3,
    });
    const rows = await rowsOf(ledger, {});
    expect(answer.total).toBeGreaterThan(3);
    expect(answer.cells).toHaveLength(3);
    for (const cell of answer.cells)
      expect(cell.value).toBe((rows[cell.row] as ProjectRow | undefined)?.annual_plan_now);
    const tiers = await ledger.call('projects.find', {
      needle: '省',
      columns: ['tiers'],
      from: { row: 0, column: 0 },
      take: 1,
    });
    expect(tiers.cells[0]?.value).toEqual(['province', 'city']);
  });

  test('an edit is found at once', async () => {
    const ledger = await filledLedger();
    expect((await found(ledger, {}, '改了名')).total).toBe(0);
    const [row] = await rowsOf(ledger, {});
    await ledger.call('records.revise', { entity: 'project', id: row?.id ?? '', set: { owner: '改了名的公司' } });
    expect((await found(ledger, {}, '改了名')).places).toEqual([[0, 2]]);
  });
});

test.each([
  ['第1号江北', '1', '2', '第2号江北'],
  ['ＡＢＣ abc', 'abc', 'x', 'x x'],
  ['aaaa', 'aa', 'b', 'bb'],
  ['１，２', '1', '9', '9，２'],
  ['没有', '1', '2', null],
  ['㎡的面积', 'm', '平', '平的面积'],
  ['a.b', '.', '$&', 'a$&b'],
  ['𠮷林𠮷', '𠮷', '吉', '吉林吉'],
])('%s: %s becomes %s', (text, needle, replacement, result) => {
  expect(replaceIn(text, needle, replacement)).toBe(result);
});

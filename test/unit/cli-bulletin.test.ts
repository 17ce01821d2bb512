import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { Terminal, temporaryFolder } from '../support/terminal';

const asked = [
  'region',
  'projects',
  'planned_starts',
  'started',
  'start_rate',
  'annual_plan',
  'completed',
  'completion_rate',
  'gap',
  'listed',
  'due',
  'listing_rate',
  'reserve',
  'rank',
];

async function commission(now: string): Promise<{ terminal: Terminal; project: string }> {
  const terminal = new Terminal(temporaryFolder(), now);
  await terminal.json('init', '--ledger', '市', '--role', 'commission', '--person', '周科长', '--unit', '市发改委');
  const { id } = await terminal.json(
    ...['add', 'project', '--ledger', '市', 'name=精密铸造扩能', 'region=昌邑区', 'lifecycle=在建'],
    ...['actual_start=2018-03', 'total_investment=8000万', 'annual_plan.2018=3000万'],
  );
  for (const [month, done] of [
    ['2018-06', '400万'],
    ['2018-09', '600万'],
    ['2018-12', '1000万'],
  ])
    await terminal.json('add', 'progress', '--ledger', '市', `project=${id}`, `month=${month}`, `completed=${done}`);
  return { terminal, project: id };
}

test('every kind of period is frozen and written, its figures as they stood at its end', async () => {
  const { terminal } = await commission('2018-12-31T18:00:00+08:00');
  const expected = {
    '2018-09-H1': [10_000_000, 8.5 / 12, '2018年9月上半月'],
    '2018-08': [4_000_000, 8 / 12, '2018年8月'],
    '2018-Q3': [10_000_000, 9 / 12, '2018年第三季度'],
    '2018': [20_000_000, 1, '2018年度'],
  } as const;
  for (const [period, [completed, due, name]] of Object.entries(expected)) {
    const { regions, totals, files, ...more } = await terminal.json(
      ...['bulletin', '--ledger', '市', '--period', period, '--out', period],
    );
    expect(more).toEqual({});
    expect(regions).toHaveLength(13);
    for (const region of [...regions, totals]) expect(Object.keys(region)).toEqual(expect.arrayContaining(asked));
    expect(totals).toMatchObject({ projects: 1, annual_plan: 30_000_000, completed });
    expect(totals.gap).toBeCloseTo((completed / 30_000_000 - due) * 100, 6);
    expect(files.map((file: string) => path.extname(file))).toEqual(['.docx', '.xlsx', '.json']);
    expect(files.every((file: string) => existsSync(file) && path.basename(file).includes(name))).toBe(true);
    const figures = JSON.parse(readFileSync(files[2], 'utf8'));
    expect(figures).toMatchObject({ period, totals, regions });
    expect(figures.frozenAt).toMatch(/^2018-12-31T18:0/);
  }
});

test('what is no period, or has not begun, is refused and writes nothing', async () => {
  const { terminal } = await commission('2018-09-16T09:00:00+08:00');
  for (const [period, code] of [
    ['2018-9', 'invalid_period'],
    ['2018-Q5', 'invalid_period'],
    ['2018-Q4', 'period_not_begun'],
    ['2019', 'period_not_begun'],
  ] as const) {
    const { status, out } = await terminal.run(
      ...['bulletin', '--ledger', '市', '--period', period, '--out', '通报', '--json'],
    );
    expect([period, status, JSON.parse(out).error.code]).toEqual([period, 1, code]);
  }
  expect(existsSync(path.join(terminal.folder, '通报'))).toBe(false);
});

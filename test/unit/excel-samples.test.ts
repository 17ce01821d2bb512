import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeLedger, type TestLedger, temporaryFolder } from '../support/ledger';

const samples = path.join(import.meta.dirname, '../fixtures/samples');
const names = ['export', 'monthly', 'not-listed'] as const;
type Sample = (typeof names)[number];

interface Expected {
  name: string;
  region: string;
  total_investment: number;
  annual_plan: number;
  start: string;
}

const fileOf = (sample: Sample) => path.join(samples, `${sample}.xlsx`);
const expectedOf = (sample: Sample) =>
  JSON.parse(readFileSync(path.join(samples, `${sample}.expected.json`), 'utf8')) as Expected[];
const byName = (projects: Expected[]) => [...projects].sort((one, other) => (one.name < other.name ? -1 : 1));

async function listed(ledger: TestLedger): Promise<Expected[]> {
  const projects = await ledger.call('projects.list', { view: 'all' });
  return projects.map(({ name, region, total_investment, annual_plan, start }) => ({
    name: String(name),
    region: String(region),
    total_investment: Number(total_investment),
    annual_plan: Number(annual_plan),
    start: String(start),
  }));
}

describe.each(names)('the sample %s', (sample) => {
  test('comes in to the yuan and the month, through the ledger', async () => {
    const ledger = await makeLedger();
    const outcome = await ledger.call('excel.import', { file: fileOf(sample) });
    const expected = expectedOf(sample);
    expect(outcome).toMatchObject({ created: expected.length, updated: 0, unchanged: 0, problems: [] });
    expect(byName(await listed(ledger))).toEqual(byName(expected));
  });

  test('changes nothing when it comes in again, also under another name', async () => {
    const ledger = await makeLedger();
    await ledger.call('excel.import', { file: fileOf(sample) });
    const before = await ledger.call('ledger.digest', {});
    const copy = path.join(temporaryFolder(), '第二份 副本.xlsx');
    cpSync(fileOf(sample), copy);
    for (const file of [fileOf(sample), copy]) {
      const outcome = await ledger.call('excel.import', { file });
      expect(outcome).toMatchObject({ created: 0, updated: 0, unchanged: expectedOf(sample).length });
    }
    expect(await ledger.call('ledger.digest', {})).toEqual(before);
  });

  test('is previewed as it is then written, and the preview writes nothing', async () => {
    const ledger = await makeLedger();
    const before = await ledger.call('ledger.digest', {});
    const preview = await ledger.call('excel.preview', { file: fileOf(sample) });
    expect(await ledger.call('ledger.digest', {})).toEqual(before);
    const written = await ledger.call('excel.import', { file: fileOf(sample) });
    const { sheet, headerRows, mapping, created, updated, unchanged, skipped } = written;
    expect(preview).toMatchObject({ sheet, headerRows, mapping, created, updated, unchanged, skipped, problems: [] });
    expect(preview.rows.filter((row) => row.state === 'created')).toHaveLength(preview.created);
  });
});

test('all three samples in one ledger stay apart, and one undo takes back one file', async () => {
  const ledger = await makeLedger();
  for (const sample of names) await ledger.call('excel.import', { file: fileOf(sample) });
  const all = names.flatMap((sample) => expectedOf(sample));
  expect(byName(await listed(ledger))).toEqual(byName(all));
  await ledger.call('records.undo', {});
  expect(byName(await listed(ledger))).toEqual(byName([...expectedOf('export'), ...expectedOf('monthly')]));
});

describe('what the samples say besides', () => {
  test('the monthly table gives eight months of completion and names what it leaves out', async () => {
    const ledger = await makeLedger();
    const preview = await ledger.call('excel.preview', { file: fileOf('monthly') });
    expect(preview.headerRows).toEqual([3, 4, 5]);
    expect(preview.skipped).toEqual([
      { row: 1, reason: '标题、说明' },
      { row: 2, reason: '标题、说明' },
      { row: 6, reason: '分组行' },
      { row: 20, reason: '分组行' },
      { row: 48, reason: '合计、小计行' },
      { row: 50, reason: '说明' },
      { row: 51, reason: '说明' },
    ]);
    await ledger.call('excel.import', { file: fileOf('monthly') });
    const [project] = (await ledger.call('projects.list', { view: 'all' })).filter(
      ({ name }) => name === '丰满热电联产改造工程项目3',
    );
    const shown = await ledger.call('projects.show', { id: String(project?.id) });
    expect(shown.progress.map(({ month, completed }) => [month, completed])).toEqual([
      ['2018-01', 1_014_000],
      ['2018-02', 1_148_100],
      ['2018-03', 539_700],
      ['2018-04', 534_600],
      ['2018-05', 506_600],
      ['2018-06', 1_064_300],
      ['2018-07', 671_000],
      ['2018-08', 49_800],
    ]);
  });

  test('the list of unlisted projects gives state, reason, missing material and promised month', async () => {
    const ledger = await makeLedger();
    await ledger.call('excel.import', { file: fileOf('not-listed') });
    const projects = await ledger.call('projects.list', { view: 'not-listed' });
    expect(projects).toHaveLength(30);
    const found = projects.find(({ name }) => name === '龙潭养老服务中心工程项目18');
    const shown = await ledger.call('projects.show', { id: String(found?.id) });
    expect(shown.listing).toMatchObject({
      state: 'missing',
      reason_code: 'C',
      missing_materials: '立项、施工合同、现场照片',
      promised_month: '2018-09',
    });
  });

  test('the sum since January of the export is what the months add up to', async () => {
    const ledger = await makeLedger();
    await ledger.call('excel.import', { file: fileOf('export') });
    const projects = await ledger.call('projects.list', { view: 'all' });
    expect(projects.find(({ name }) => name === '昌邑绿色食品加工园项目1')?.completed_this_year).toBe(10_394_800);
    expect(projects.find(({ name }) => name === '丰满污水处理厂扩建工程项目60')?.completed_this_year).toBe(43_955_300);
  });
});

test('the clock of another year reads the samples the same', async () => {
  const ledger = await makeLedger(
    {},
    { clock: { now: () => new Date('2026-11-24T01:00:00Z'), today: () => '2026-11-24' } },
  );
  for (const sample of names) await ledger.call('excel.import', { file: fileOf(sample) });
  expect(byName(await listed(ledger))).toEqual(byName(names.flatMap((sample) => expectedOf(sample))));
});

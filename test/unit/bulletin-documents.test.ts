import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, test } from 'vitest';
import { bulletinPaper } from '../../src-main/ledger/office/papers/bulletin';
import { paperDocx } from '../../src-main/ledger/office/papers/paper-docx';
import { tablesOf } from '../../src-main/ledger/office/papers/paper-xlsx';
import { regions } from '../../src-shared/catalogues/regions';
import type { BulletinFigures } from '../../src-shared/contract/exchange-methods';
import type { PaperTable } from '../../src-shared/contract/paper-values';
import type { BulletinFacts } from '../../src-shared/rules/bulletin-prose';
import { cellWords } from '../../src-shared/rules/paper-cells';
import { regionMeasures } from '../../src-shared/rules/region-measures';
import { factsOfFigures } from '../support/bulletin-facts';
import { figuresFrom } from '../support/figures';
import { makeLedger } from '../support/ledger';
import { wordTables, wordText, zipText } from '../support/zip-text';

/** Thirteen regions, two of which share a place, and one of which has nothing. */
const figures = figuresFrom(
  Object.fromEntries(
    regions.slice(0, 12).map(({ name }, index) => [
      name,
      {
        projects: 20 + index,
        annual_plan: 3_000_000_001 + index * 111_111_111,
        completed:
          index < 2 ? Math.round((3_000_000_001 + index * 111_111_111) / 2) : 1_234_567_891 + index * 99_999_999,
        due: 20 + index,
        listed: 15,
        planned_starts: index,
        started: Math.floor(index / 2),
        signed: 4,
        landed: index % 3,
        preparing: 5,
        prepared: 3,
        reserve: index % 4,
      },
    ]),
  ),
  { frozenAt: '2018-09-16T09:00:00+08:00' },
);

const paper = (more: Partial<BulletinFacts> = {}, of: BulletinFigures = figures) =>
  bulletinPaper(factsOfFigures(of, more), '2018-09-16');

/** Cells of a table under a header, by region. */
function column(table: PaperTable, group: string | undefined, header: string) {
  const named = table.columns.findIndex(({ header: words }) => words.replaceAll('\n', '') === '县（市）区、开发区');
  const at = table.columns.findIndex(
    (one) => one.header.replaceAll('\n', '') === header && (group === undefined || one.group === group),
  );
  const rows = [...table.rows, ...(table.totals ? [table.totals] : [])];
  return at < 0 ? null : new Map(rows.map((row) => [row[named], row[at]]));
}

describe('tables', () => {
  const [progress, start] = tablesOf(paper()) as [PaperTable, PaperTable];

  test('every measure of every region is in one of them, as the figures have it', () => {
    // completion_rank is the place itself.
    for (const { name, header, group } of regionMeasures.filter((one) => one.name !== 'completion_rank')) {
      const cells =
        column(start, group, header) ?? column(progress, undefined, header) ?? column(progress, undefined, '位次');
      for (const region of [...figures.regions, figures.totals])
        if (!(name === 'rank' && region === figures.totals))
          expect([name, cells?.get(region.region)]).toEqual([name, region[name]]);
    }
  });

  test('regions stand by place, the city last', () => {
    const places = progress.rows.map(([place]) => place);
    expect(places.filter((place) => place !== null)).toEqual(places.slice(0, 12).sort((a, b) => Number(a) - Number(b)));
    expect(places[12]).toBeNull();
    expect(progress.totals?.slice(0, 2)).toEqual(['', '全市']);
  });

  test('each has its unit, its day, the notice and what rates are made of', () => {
    for (const table of [progress, start]) {
      expect(table.unit).toMatch(/^单位：.*，截至2018年9月15日$/);
      expect(table.notes[0]).toBe('调度口径，不作统计数据使用。');
    }
    const notes = [...progress.notes, ...start.notes].join('');
    for (const rate of ['完成率＝', '入统率＝', '开工率＝', '落地率＝', '成熟率＝', '序时进度为70.8%'])
      expect(notes).toContain(rate);
  });

  test('where an evaluation was published, its scores and places order the regions', () => {
    const scores = figures.regions.map(({ region }, index) => ({ region, score: 60 + index, place: 13 - index }));
    const [table] = tablesOf(paper({ evaluation: { name: '默认考评规则', scores } })) as [PaperTable];
    expect(table.rows.map((row) => row[1])).toEqual([...figures.regions].reverse().map(({ region }) => region));
    expect(table.rows[0]?.at(-1)).toBe(72);
    expect(table.columns.at(-1)).toMatchObject({ header: '得分', format: 'points' });
    expect(table.notes.join('')).toContain('得分按“默认考评规则”计');
  });

  test('against the period before: differences, and both places', () => {
    const earlier = {
      ...figures,
      asOf: '2018-08-31',
      regions: figures.regions.map((region) => ({
        ...region,
        completed: region.completed - 10_000_000,
        listed: 14,
        rank: 1,
      })),
    };
    const table = tablesOf(paper({ previous: { name: '8月下半月', figures: earlier } }))[2] as PaperTable;
    expect(table.caption).toBe('各地较上期变化情况');
    expect(column(table, '增减', '本年完成')?.get('昌邑区')).toBe(10_000_000);
    expect(column(table, '增减', '已入统')?.get('昌邑区')).toBe(1);
    expect(column(table, '增减', '完成率')?.get('昌邑区')).toBe(0);
    expect(column(table, '进度名次', '上期')?.get('龙潭区')).toBe(1);
  });
});

describe('the paper', () => {
  let document = '';
  let bytes: Buffer;
  beforeAll(async () => {
    bytes = await paperDocx(paper());
    document = await zipText(bytes, 'word/document.xml');
  });

  test('read back, its tables print the figures', () => {
    const tables = wordTables(document);
    for (const [index, table] of tablesOf(paper()).entries()) {
      const rows = [...table.rows, ...(table.totals ? [table.totals] : [])];
      expect((tables[index] ?? []).slice(-rows.length)).toEqual(
        rows.map((row) => row.map((cell, at) => cellWords(cell, table.columns[at]?.format ?? 'text'))),
      );
    }
    expect(wordText(document)).toContain('30.0');
    expect(wordText(document)).toContain('−20.8');
  });

  test('caption, unit and head are repeated on every page, and no row breaks', () => {
    const tables = [...document.matchAll(/<w:tbl>.*?<\/w:tbl>/gs)].map(([table]) => table);
    expect(tables.map((table) => table.match(/<w:tblHeader\/>/g)?.length)).toEqual([2, 3]);
    for (const table of tables)
      expect(table.match(/<w:cantSplit\/>/g)?.length).toBe(table.match(/<w:tr>|<w:tr /g)?.length);
  });

  test('unfrozen figures say so on every page, frozen ones do not', async () => {
    const headers = async (file: Buffer) =>
      Promise.all(['word/header1.xml', 'word/header2.xml'].map(async (name) => wordText(await zipText(file, name))));
    expect(await headers(bytes)).toEqual(['', '']);
    const draft = paper({}, { ...figures, frozenAt: null });
    expect(await headers(await paperDocx(draft))).toEqual(['送审稿，数据未冻结', '送审稿，数据未冻结']);
    expect(draft.name).toBe('项目建设督查通报（2018年9月上半月，送审稿）');
  });

  test('head, title, signature and notes', () => {
    const words = wordText(document);
    expect(words).toMatch(
      /^项目建设督查通报吉市督〔2018〕　　号关于9月上半月全市重点项目推进情况的通报各县（市）区人民政府/,
    );
    expect(words).toContain('2018年9月16日印发');
    expect(words.endsWith('吉林市人民政府督查室2018年9月16日')).toBe(true);
  });

  test('month, quarter and year have titles that fit', () => {
    const titleOf = (period: string) => paper({}, { ...figuresFrom({}, { period }) }).title[0];
    expect(['2018-09', '2018-Q3', '2018'].map(titleOf)).toEqual([
      '关于9月全市重点项目',
      '关于第三季度全市重点项目',
      '关于2018年度全市重点项目',
    ]);
  });
});

describe('writing', () => {
  const wide = { timeout: 30_000 };

  async function ledgerWithProjects() {
    const ledger = await makeLedger({ role: 'commission', person: '周科长', unit: '市发改委' });
    const create = (entity: 'project' | 'progress' | 'problem' | 'target' | 'listing', set: Record<string, unknown>) =>
      ledger.context.journal.commit([{ entity, id: null, set: set as never }], { source: '' })[0]?.id ?? '';
    const project = (region: string, more: Record<string, unknown> = {}) =>
      create('project', {
        name: `江湾车间${region}`,
        region,
        lifecycle: 'construction',
        total_investment: 80_000_001,
        annual_plan: { '2018': 30_000_003 },
        ...more,
      });
    const ids = ['220203', '220202', '220283'].map((region) => project(region));
    create('progress', { project: ids[0] ?? '', month: '2018-08', completed: 12_345_678 });
    create('listing', { project: ids[1] ?? '', state: 'listed', listed_month: '2018-08' });
    create('problem', {
      project: ids[2] ?? '',
      description: '用地未批',
      reported_on: '2018-09-03',
      state: 'registered',
    });
    return { ledger, create, project };
  }

  const wordsOf = async (file: string | undefined) =>
    wordText(await zipText(readFileSync(file ?? ''), 'word/document.xml'));

  test('a draft and the frozen paper stand beside each other', wide, async () => {
    const { ledger } = await ledgerWithProjects();
    const folder = path.join(ledger.folder, '第 1 期');
    const draft = await ledger.call('bulletins.write', { period: '2018-09-H1', folder, freeze: false });
    expect(draft.frozenAt).toBeNull();
    expect(draft.files.map((file) => path.basename(file))).toEqual(
      ['docx', 'xlsx', 'json'].map((type) => `项目建设督查通报（2018年9月上半月，送审稿）.${type}`),
    );
    const final = await ledger.call('bulletins.write', { period: '2018-09-H1', folder, freeze: true });
    expect(final.files.map((file) => path.basename(file))).toEqual(
      ['docx', 'xlsx', 'json'].map((type) => `项目建设督查通报（2018年9月上半月）.${type}`),
    );
    expect(readdirSync(folder).sort()).toEqual(
      [...draft.files, ...final.files].map((file) => path.basename(file)).sort(),
    );
  });

  test('figures in the JSON equal those in .docx and .xlsx, read back from the files', wide, async () => {
    const { ledger } = await ledgerWithProjects();
    const { files } = await ledger.call('bulletins.write', {
      period: '2018-09-H1',
      folder: ledger.folder,
      freeze: true,
    });
    const [docx, xlsx, json] = files.map((file) => readFileSync(file)) as [Buffer, Buffer, Buffer];
    const written = JSON.parse(json.toString('utf8')) as BulletinFigures;
    expect(written.totals).toMatchObject({
      projects: 3,
      annual_plan: 90_000_009,
      completed: 12_345_678,
      due: 3,
      listed: 1,
    });
    const tables = wordTables(await zipText(docx, 'word/document.xml'));
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(xlsx as unknown as ArrayBuffer);
    for (const [index, table] of tablesOf(bulletinPaper(factsOfFigures(written), '2018-09-16')).entries()) {
      const sheet = workbook.worksheets[index] as ExcelJS.Worksheet;
      const rows = [...table.rows, ...(table.totals ? [table.totals] : [])];
      const printed = (tables[index] ?? []).slice(-rows.length);
      const first = sheet.rowCount - table.notes.length - rows.length + 1;
      rows.forEach((row, at) => {
        const name = String(row.find((cell) => typeof cell === 'string' && cell !== ''));
        const region = [...written.regions, written.totals].find((one) => one.region === name);
        expect(printed[at]).toEqual(row.map((cell, place) => cellWords(cell, table.columns[place]?.format ?? 'text')));
        table.columns.forEach(({ header, group, format }, place) => {
          const measure = regionMeasures.find(
            (one) => one.header === header.replaceAll('\n', '') && (group === undefined || one.group === group),
          );
          // Several columns are called 位次.
          if (!measure || measure.header === '位次' || (measure.name === 'rank' && name === '全市')) return;
          const value = region?.[measure.name] ?? null;
          const found = sheet.getCell(first + at, place + 1).value;
          if (value === null) expect([measure.name, found]).toEqual([measure.name, '—']);
          else {
            const unit = format === 'yi' ? 100_000_000 : format === 'rate' ? 0.01 : 1;
            expect(Number(found) * unit).toBeCloseTo(value, format === 'yi' ? 4 : 9);
          }
        });
      });
    }
  });

  test('nothing that is written after the freeze changes the paper', wide, async () => {
    const { ledger, create, project } = await ledgerWithProjects();
    const write = () => ledger.call('bulletins.write', { period: '2018-09-H1', folder: ledger.folder, freeze: false });
    await ledger.call('bulletins.freeze', { period: '2018-09-H1' });
    const before = await wordsOf((await write()).files[0]);
    expect(before).toContain('未销号问题1个');
    expect(before).toContain('2018年9月16日印发');
    const id = project('220211');
    create('problem', { project: id, description: '资金未到位', reported_on: '2018-09-10', state: 'registered' });
    create('target', { scope: 'city', region: '220203', period: '2018-09', indicator: 'listed', value: 314 });
    expect(await wordsOf((await write()).files[0])).toBe(before);
    const draft = await ledger.call('bulletins.write', { period: '2018-09-H2', folder: ledger.folder, freeze: false });
    const next = await wordsOf(draft.files[0]);
    expect(next).toContain('有目标的1个地区中1个尚未完成，为龙潭区');
    expect(next).toContain('与9月上半月相比');
  });

  test(
    'what was put right after a freeze stands in the next paper with its reason, and the frozen one stays',
    wide,
    async () => {
      const { ledger } = await ledgerWithProjects();
      const write = (period: string) => ledger.call('bulletins.write', { period, folder: ledger.folder, freeze: true });
      const frozen = await wordsOf((await write('2018-08-H2')).files[0]);
      const row = ledger.context.database.prepare('SELECT id FROM progress').pluck().get() as string;
      const set = { completed: 10_345_678, correction_reason: '多报一笔设备款' };
      ledger.context.journal.commit([{ entity: 'progress', id: row, set }], { source: '' });
      expect(await wordsOf((await write('2018-08-H2')).files[0])).toBe(frozen);
      const paper = await ledger.call('papers.show', { kind: 'bulletin', subject: '2018-09-H1' });
      const words = JSON.stringify(paper.blocks);
      expect(words).toContain('更正事项');
      expect(words).toContain(
        '8月下半月通报中，龙潭区本年完成投资1,234.5678万元更正为1,034.5678万元（多报一笔设备款）',
      );
      const next = await wordsOf((await write('2018-09-H1')).files[0]);
      expect(next).toContain('二、更正事项');
      ledger.context.journal.commit([{ entity: 'progress', id: row, set: { ...set, completed: 9_000_000 } }], {
        source: '',
      });
      expect(await wordsOf((await write('2018-09-H1')).files[0])).toBe(next);
    },
  );

  test(
    'scores of an evaluation stand in the paper once they are published, and not in one frozen before',
    wide,
    async () => {
      const { ledger } = await ledgerWithProjects();
      const progress = async () => {
        const paper = await ledger.call('papers.show', { kind: 'bulletin', subject: '2018-09-H1' });
        return tablesOf(paper)[0] as PaperTable;
      };
      expect((await progress()).columns.at(-1)?.header).not.toBe('得分');
      const sheet = await ledger.call('evaluations.publish', { period: '2018-09-H1' });
      const table = await progress();
      expect(table.columns.at(-1)?.header).toBe('得分');
      for (const { region, total, rank } of sheet.regions) {
        const row = table.rows.find((cells) => cells[1] === region);
        expect([region, row?.[0], row?.at(-1)]).toEqual([region, total === null ? null : rank, total]);
      }
      expect(table.notes.join('')).toContain(`得分按“${sheet.rubric.name}”考评规则计`);

      const other = (await ledgerWithProjects()).ledger;
      await other.call('bulletins.freeze', { period: '2018-09-H1' });
      await other.call('evaluations.publish', { period: '2018-09-H1' });
      const frozen = await other.call('papers.show', { kind: 'bulletin', subject: '2018-09-H1' });
      expect(JSON.stringify(frozen)).not.toContain('得分');
    },
  );

  test('the command writes the same paper as the register', wide, async () => {
    const { ledger } = await ledgerWithProjects();
    const paper = await ledger.call('papers.show', { kind: 'bulletin', subject: '2018-09-H1' });
    const { files } = await ledger.call('bulletins.write', {
      period: '2018-09-H1',
      folder: ledger.folder,
      freeze: false,
    });
    expect(files.map((file) => path.basename(file, path.extname(file)))).toEqual([paper.name, paper.name, paper.name]);
    expect(await ledger.refused('papers.show', { kind: 'bulletin', subject: '2018-13' })).toBe('invalid_period');
  });
});

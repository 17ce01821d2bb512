import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shiftedClock } from '../../src-main/ledger/clock';
import type { LedgerContext } from '../../src-main/ledger/context';
import { columnOf, columns, printed } from '../../src-main/ledger/office/bulletin-columns';
import { bulletinDocx, byPlace } from '../../src-main/ledger/office/bulletin-docx';
import { writeBulletin } from '../../src-main/ledger/office/bulletin-files';
import { progressTable, startTable } from '../../src-main/ledger/office/bulletin-tables';
import { bulletinXlsx } from '../../src-main/ledger/office/bulletin-xlsx';
import { regions } from '../../src-shared/catalogues/regions';
import type { BulletinFigures, RegionFigures } from '../../src-shared/contract/exchange-methods';
import { type Period, parsePeriod } from '../../src-shared/rules/period';
import { figuresFrom } from '../support/figures';
import { insert, plainDatabase } from '../support/plain-ledger';
import { wordTables, wordText, zipText } from '../support/zip-text';

const period = parsePeriod('2018-09-H1') as Period;
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

describe('the paper', () => {
  let document = '';
  let bytes: Buffer;
  beforeAll(async () => {
    bytes = await bulletinDocx(figures, period, '2018-09-16');
    document = await zipText(bytes, 'word/document.xml');
  });

  test('both tables print the figures, regions by place and the city last', () => {
    const tables = wordTables(document);
    expect(tables).toHaveLength(2);
    for (const [index, shape] of [progressTable, startTable].entries()) {
      const rows = tables[index] ?? [];
      const body = rows.slice(-14);
      byPlace(figures.regions).forEach((region, at) => {
        expect(body[at]).toEqual(shape.columns.map(({ name }) => printed(region, columnOf(name))));
      });
      expect(body[13]).toEqual(
        shape.columns.map(({ name }) => (name === 'rank' ? '' : printed(figures.totals, columnOf(name)))),
      );
      expect(rows[0]).toEqual([shape.caption, expect.stringMatching(/^单位：.*，截至2018年9月15日$/)]);
    }
  });

  test('every measure is in one of the tables, in figures that a person can check', () => {
    const shown = new Set([...progressTable.columns, ...startTable.columns].map(({ name }) => name));
    // completion_rank is the place itself.
    expect(columns.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual(['completion_rank']);
    const first = figures.regions[0] as RegionFigures;
    expect([
      printed(first, columnOf('annual_plan')),
      printed(first, columnOf('completion_rate')),
      printed(first, columnOf('gap')),
    ]).toEqual(['30.0', '50.0', '−20.8']);
    expect(printed(figures.regions[12] as RegionFigures, columnOf('completion_rate'))).toBe('—');
  });

  test('caption, unit and head are repeated on every page, and no row breaks', () => {
    const tables = [...document.matchAll(/<w:tbl>.*?<\/w:tbl>/gs)].map(([table]) => table);
    expect(tables.map((table) => table.match(/<w:tblHeader\/>/g)?.length)).toEqual([2, 3]);
    for (const table of tables) {
      expect(table.match(/<w:cantSplit\/>/g)?.length).toBe(table.match(/<w:tr>|<w:tr /g)?.length);
      expect(table).not.toContain('w:val="Normal"');
    }
  });

  test('the page is that of GB/T 9704: A4, 37/26/35/28 mm, 22 lines of 28 characters', async () => {
    const attribute = (name: string) =>
      Number(new RegExp(`w:${name}="(\\d+)"`).exec(document.slice(document.lastIndexOf('<w:sectPr')))?.[1]);
    const millimetres = (twips: number) => (twips * 25.4) / 1440;
    expect(
      ['w', 'h', 'top', 'right', 'bottom', 'left'].map((name) => Math.round(millimetres(attribute(name)))),
    ).toEqual([210, 297, 37, 26, 35, 28]);
    expect(document).toContain('<w:docGrid w:type="lines" w:linePitch="560"/>');
    expect(Math.floor((((297 - 37 - 35) / 25.4) * 72) / 28)).toBe(22);
    // 3号 is 16 pt, a quarter point less between characters.
    expect(document).toMatch(/<w:spacing w:val="-5"\/><w:sz w:val="32"\/>/);
    expect(Math.floor((((210 - 26 - 28) / 25.4) * 72) / (16 - 0.25))).toBe(28);
    expect(document).toContain('w:firstLine="640" w:firstLineChars="200"');
    const styles = await zipText(bytes, 'word/styles.xml');
    expect(styles).toContain('<w:autoSpaceDN w:val="0"/>');
    expect(styles).toMatch(/w:styleId="Apart".*<w:snapToGrid w:val="0"\/>/);
  });

  test('fonts are named with ways out, and none is embedded', async () => {
    const table = await zipText(bytes, 'word/fontTable.xml');
    for (const name of ['方正小标宋简体', '仿宋_GB2312', '楷体_GB2312', '黑体', '宋体']) {
      expect(table).toContain(`<w:font w:name="${name}"><w:altName w:val="`);
    }
    expect(table).not.toContain('embed');
    const used = new Set([...document.matchAll(/w:eastAsia="([^"]+)"/g)].map((match) => match[1]));
    for (const name of used) expect(table).toContain(`w:name="${name}"`);
  });

  test('the page number stands outside, the notice inside, on odd and even pages', async () => {
    const footers = await Promise.all(['word/footer1.xml', 'word/footer2.xml'].map((name) => zipText(bytes, name)));
    const shown = footers.map((xml) =>
      xml.replace(/<w:tab\/>/g, '<w:t>\t</w:t>').replace(/<w:instrText[^>]*>PAGE<\/w:instrText>/g, '<w:t>#</w:t>'),
    );
    expect(shown.map(wordText)).toEqual(['调度口径，不作统计数据使用\t— # —', '— # —\t调度口径，不作统计数据使用']);
    expect(await zipText(bytes, 'word/settings.xml')).toMatch(/<w:evenAndOddHeaders(\/>| w:val="true"\/>)/);
  });

  test('unfrozen figures say so on every page, frozen ones do not', async () => {
    const headers = async (paper: Buffer) =>
      Promise.all(['word/header1.xml', 'word/header2.xml'].map(async (name) => wordText(await zipText(paper, name))));
    expect(await headers(bytes)).toEqual(['', '']);
    const draft = await bulletinDocx({ ...figures, frozenAt: null }, period, '2018-09-16');
    expect(await headers(draft)).toEqual(['送审稿，数据未冻结', '送审稿，数据未冻结']);
  });

  test('head, title, signature and notes', () => {
    const words = wordText(document);
    expect(words).toMatch(
      /^项目建设督查通报吉市督〔2018〕　　号关于9月上半月全市重点项目推进情况的通报各县（市）区人民政府/,
    );
    expect(words).toContain('2018年9月16日印发');
    expect(words.endsWith('吉林市人民政府督查室2018年9月16日')).toBe(true);
    expect(words).toContain('序时进度为70.8%');
    expect(words.match(/调度口径，不作统计数据使用。/g)).toHaveLength(2);
    for (const rate of ['完成率＝', '入统率＝', '开工率＝', '落地率＝', '成熟率＝']) expect(words).toContain(rate);
  });
});

describe('the workbook', () => {
  const read = async (bytes: Buffer) => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
    return workbook.worksheets[0] as ExcelJS.Worksheet;
  };

  test('read back, every figure is the one of the JSON, money to the yuan', async () => {
    const sheet = await read(await bulletinXlsx(figures, period));
    const check = (row: number, region: RegionFigures) => {
      for (const [index, { name, kind }] of columns.entries()) {
        const found = sheet.getCell(row, index + 1).value;
        const value = region[name];
        if (typeof value === 'string') expect(found).toBe(value);
        else if (value === null) expect(found).toBe(name === 'rank' && region === figures.totals ? '' : '—');
        else if (kind === 'money') expect(Math.round(Number(found) * 100_000_000)).toBe(value);
        else expect(kind === 'rate' ? Number(found) / 100 : found).toBeCloseTo(value, 12);
      }
    };
    for (const [index, region] of figures.regions.entries()) check(5 + index, region);
    check(18, figures.totals);
  });

  test('it prints on A4 across, one page wide, with title, unit, head on every page and notes', async () => {
    const sheet = await read(await bulletinXlsx(figures, period));
    expect(sheet.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '1:4',
    });
    expect(sheet.getCell('A1').value).toBe('各地重点项目推进情况表（2018年9月上半月）');
    expect(sheet.getCell('A2').value).toBe('调度口径，不作统计数据使用');
    expect(sheet.getCell('M2').value).toBe('单位：项、亿元、百分点，截至2018年9月15日');
    expect(sheet.getCell('D5').numFmt).toBe('#,##0.0');
    expect(sheet.getCell('A19').value).toBe('调度口径，不作统计数据使用。');
    expect(String(sheet.getCell('A20').value)).toMatch(/^完成率＝/);
    expect(sheet.headerFooter.oddFooter).toContain('调度口径，不作统计数据使用');
  });

  test('unfrozen figures say so', async () => {
    const sheet = await read(await bulletinXlsx({ ...figures, frozenAt: null }, period));
    expect(sheet.getCell('A2').value).toBe('调度口径，不作统计数据使用（送审稿，数据未冻结）');
    expect(sheet.headerFooter.oddHeader).toContain('送审稿，数据未冻结');
  });
});

describe('writing', () => {
  const folder = mkdtempSync(path.join(tmpdir(), '通报 五包-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const database = plainDatabase();
  insert(database, 'project', {
    id: 'a',
    region: '220203',
    lifecycle: 'construction',
    total_investment: 80_000_001,
    annual_plan: { '2018': 30_000_003 },
  });
  const context = { database, clock: shiftedClock('2018-09-16T09:00:00+08:00') } as unknown as LedgerContext;
  const input = { period: '2018-09-H1', folder: path.join(folder, '第 1 期') };

  test('a draft and the frozen paper stand beside each other', async () => {
    const draft = await writeBulletin(context, { ...input, freeze: false });
    expect(draft.frozenAt).toBeNull();
    expect(draft.files.map((file) => path.basename(file))).toEqual(
      ['docx', 'xlsx', 'json'].map((type) => `项目建设督查通报（2018年9月上半月，送审稿）.${type}`),
    );
    const final = await writeBulletin(context, { ...input, freeze: true });
    expect(final.files.map((file) => path.basename(file))).toEqual(
      ['docx', 'xlsx', 'json'].map((type) => `项目建设督查通报（2018年9月上半月）.${type}`),
    );
    expect(readdirSync(input.folder).sort()).toEqual(
      [...draft.files, ...final.files].map((file) => path.basename(file)).sort(),
    );
    const json = JSON.parse(readFileSync(final.files[2] ?? '', 'utf8')) as BulletinFigures;
    expect(json.totals).toMatchObject({ projects: 1, annual_plan: 30_000_003 });
    expect(json.frozenAt).toBe(final.frozenAt);
  });

  test('a frozen paper bears the day of the freeze whenever it is written again', async () => {
    const later = { database, clock: shiftedClock('2018-11-05T09:00:00+08:00') } as unknown as LedgerContext;
    database.exec('UPDATE project SET total_investment = 1');
    const { files } = await writeBulletin(later, { ...input, freeze: false });
    const words = wordText(await zipText(readFileSync(files[0] ?? ''), 'word/document.xml'));
    expect(words).toContain('2018年9月16日印发');
    expect(words).toContain('全市在建项目1项');
  });
});

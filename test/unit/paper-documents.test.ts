import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { paperDocx } from '../../src-main/ledger/office/papers/paper-docx';
import { paperXlsx, tablesOf } from '../../src-main/ledger/office/papers/paper-xlsx';
import { type Paper, type PaperTable, paperSchema } from '../../src-shared/contract/paper-values';
import { cellNumber, cellWords, columnWidths, hasHead } from '../../src-shared/rules/paper-cells';
import { formLayout } from '../../src-shared/rules/paper-form';
import { nextSerial, paperNumber, paperNumberPattern } from '../../src-shared/rules/paper-numbers';
import { anyPaper, bulletin, card, meeting, minutes, regionTable, samples, slip } from '../support/papers';
import { wordTables, wordText, zipText } from '../support/zip-text';

const documentOf = async (paper: Paper) => zipText(await paperDocx(paper), 'word/document.xml');

async function sheetsOf(paper: Paper): Promise<ExcelJS.Worksheet[]> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load((await paperXlsx(paper)) as unknown as ArrayBuffer);
  return workbook.worksheets;
}

test('cells are worded as official papers print them', () => {
  expect(cellWords(123_450_000_000, 'yi')).toBe('1,234.5');
  expect(cellWords(-4_999_999, 'yi')).toBe('0.0');
  expect(cellWords(12_345_678, 'wan')).toBe('1,234.5678');
  expect(cellWords(240_000_000, 'wan')).toBe('24,000');
  expect(cellWords(0.6774, 'rate')).toBe('67.7');
  expect([3.4, -17.84, 0.04, -0.04].map((gap) => cellWords(gap, 'gap'))).toEqual(['+3.4', '−17.8', '0.0', '0.0']);
  expect(cellWords(89.75, 'points')).toBe('89.8');
  expect(cellWords(1234, 'count')).toBe('1,234');
  expect(cellWords('2018-09-16', 'date')).toBe('2018年9月16日');
  expect([null, Number.NaN].map((cell) => cellWords(cell, 'count'))).toEqual(['—', '—']);
  expect(cellWords('已撤销', 'yi')).toBe('已撤销');
});

/** What Excel shows of a number in one of our formats. */
function shownInExcel(value: number, format: string): string {
  const [positive = '', negative = positive, zero = positive] = format.split(';');
  const decimals = /\.(0+)/.exec(positive)?.[1]?.length ?? 0;
  const rounded = Number(Math.abs(value).toFixed(decimals));
  const part = value > 0 ? positive : value < 0 ? negative : zero;
  const digits = new Intl.NumberFormat('en-US', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: part.includes('#,##'),
  }).format(rounded);
  return `${part.replace(/[#,0.]+/, '')}${digits}`;
}

test('a number in the workbook reads like the cell on paper, and is worth what it was', () => {
  const formats = ['count', 'yi', 'wan', 'rate', 'gap', 'points', 'place'] as const;
  fc.assert(
    fc.property(
      fc.constantFrom(...formats),
      fc.integer({ min: -9_000_000_000, max: 900_000_000_000 }),
      (format, amount) => {
        const cell = format === 'rate' || format === 'gap' || format === 'points' ? amount / 1e9 : amount;
        if (format === 'place' && cell < 0) return;
        const number = cellNumber(cell, format);
        expect(number).not.toBeNull();
        const words = cellWords(cell, format);
        // What rounds to nothing bears no minus on paper; in a workbook the value itself may.
        if (!/^[+−]?0\.0$/.test(words)) {
          const halves = Math.abs(((Math.abs(number?.value ?? 0) * 10) % 1) - 0.5) < 1e-6;
          if (!halves) expect(shownInExcel(number?.value ?? 0, number?.numberFormat ?? '')).toBe(words);
        }
        const back =
          (number?.value ?? 0) * (format === 'yi' ? 1e8 : format === 'wan' ? 1e4 : format === 'rate' ? 0.01 : 1);
        expect(back).toBeCloseTo(cell, format === 'yi' || format === 'wan' ? 3 : 9);
      },
    ),
    { numRuns: 400 },
  );
});

test('widths of columns add up to the table', () => {
  fc.assert(
    fc.property(fc.array(fc.float({ min: 1, max: 100, noNaN: true }), { minLength: 1, maxLength: 16 }), (widths) => {
      const columns = columnWidths(
        widths.map((width) => ({ width })),
        8844,
      );
      expect(columns.reduce((sum, width) => sum + width, 0)).toBe(8844);
    }),
  );
});

describe('.docx', () => {
  test('a table says every cell as on the screen, caption and unit first, sums last', async () => {
    const [table = []] = wordTables(await documentOf(bulletin));
    expect(table[0]).toEqual([regionTable.caption, regionTable.unit]);
    expect(table[1]).toEqual(regionTable.columns.map(({ header }) => header.replaceAll('\n', '')));
    const cells = [...regionTable.rows, regionTable.totals ?? []];
    expect(table.slice(2)).toEqual(
      cells.map((row) => row.map((cell, index) => cellWords(cell, regionTable.columns[index]?.format ?? 'text'))),
    );
  });

  test('caption, unit and head stand on every page, and no row breaks', async () => {
    const document = await documentOf({
      ...bulletin,
      blocks: [
        {
          ...regionTable,
          columns: regionTable.columns.map((column, index) => ({ ...column, ...(index > 6 ? { group: '入统' } : {}) })),
        },
      ],
    });
    const table = /<w:tbl>.*?<\/w:tbl>/s.exec(document)?.[0] ?? '';
    expect(table.match(/<w:tblHeader\/>/g)).toHaveLength(3);
    expect(table.match(/<w:cantSplit\/>/g)?.length).toBe(table.match(/<w:tr>|<w:tr /g)?.length);
    expect(wordTables(document)[0]?.[1]?.at(-1)).toBe('入统');
  });

  test('the page is that of GB/T 9704, across where it must be', async () => {
    const attributes = async (paper: Paper) => {
      const section = (await documentOf(paper)).match(/<w:sectPr.*<\/w:sectPr>/s)?.[0] ?? '';
      return ['w', 'h', 'top', 'right', 'bottom', 'left'].map((name) =>
        Math.round((Number(new RegExp(`w:${name}="(\\d+)"`).exec(section)?.[1]) * 25.4) / 1440),
      );
    };
    expect(await attributes(bulletin)).toEqual([210, 297, 37, 26, 35, 28]);
    expect((await attributes(meeting)).slice(0, 2)).toEqual([297, 210]);
    expect(await documentOf(bulletin)).toContain('<w:docGrid w:type="lines" w:linePitch="560"/>');
    expect(await documentOf(bulletin)).toMatch(/<w:spacing w:val="-5"\/><w:sz w:val="32"\/>/);
  });

  test('levels, signature, annexes and imprint have their fonts and places', async () => {
    const document = await documentOf(bulletin);
    const runOf = (text: string) =>
      new RegExp(`<w:r><w:rPr>((?:(?!<w:r>).)*)</w:rPr><w:t[^>]*>${text}`, 's').exec(document)?.[1] ?? '';
    expect(runOf('一、总体情况')).toContain('黑体');
    expect(runOf('（一）投资进度')).toContain('楷体_GB2312');
    expect(runOf('1. 县区自查')).toContain('仿宋_GB2312');
    expect(runOf('关于9月上半月')).toContain('方正小标宋简体');
    expect(runOf('项目建设督查通报')).toContain('D0021B');
    const words = wordText(document);
    expect(words).toContain('附件：1．未入统项目名单2．计划开工项目倒排表');
    expect(words.indexOf('2018年9月16日印发')).toBeLessThan(words.lastIndexOf('2018年9月16日'));
    // Issuer and date hold the text before them, and the frames of the foot stand before all of it.
    expect(words.indexOf('2018年9月16日印发')).toBeLessThan(words.indexOf('1. 县区自查'));
    expect(document.match(/<w:keepLines\/>/g)?.length).toBeGreaterThan(1);
    expect(wordText(await documentOf(minutes))).toContain('附件1落实情况');
  });

  test('the number of a page stands outside, the notice inside; a draft says so above', async () => {
    const bytes = await paperDocx(bulletin);
    const shown = await Promise.all(
      ['word/footer1.xml', 'word/footer2.xml'].map(async (name) =>
        wordText(
          (await zipText(bytes, name))
            .replace(/<w:tab\/>/g, '<w:t>\t</w:t>')
            .replace(/<w:instrText[^>]*>PAGE<\/w:instrText>/g, '<w:t>#</w:t>'),
        ),
      ),
    );
    expect(shown).toEqual(['调度口径，不作统计数据使用\t— # —', '— # —\t调度口径，不作统计数据使用']);
    expect(wordText(await zipText(bytes, 'word/header1.xml'))).toBe('送审稿，数据未冻结');
    expect(wordText(await zipText(await paperDocx(minutes), 'word/header1.xml'))).toBe('');
    expect(wordText(await zipText(await paperDocx(card), 'word/footer1.xml'))).toContain('数据截至2018年9月15日');
  });

  test('a sheet is black, white and grey, and its chart can be changed in Word', async () => {
    const bytes = await paperDocx(card);
    const document = await zipText(bytes, 'word/document.xml');
    for (const [, color = ''] of document.matchAll(/w:(?:color|fill)(?:="| w:val=")([0-9A-F]{6})"/g))
      expect(color).toMatch(/^(..)\1\1$/);
    expect(await zipText(bytes, 'word/charts/chart1.xml')).toContain('<c:v>12720</c:v>');
  });

  test('where much is said a form moves its lines together and leaves less room, so that it stays on one page', () => {
    const rows = (lines: number) => [
      {
        kind: 'text' as const,
        label: '办理要求',
        paragraphs: Array.from({ length: lines }, () => '接通专线，增供临时容量。'),
      },
      { kind: 'room' as const, label: '办理结果', height: 32, parts: ['负责人：'] },
    ];
    const little = formLayout(rows(6), 156, 245);
    const much = formLayout(rows(30), 156, 245);
    expect(much.pitch).toBeLessThan(little.pitch);
    expect(little.roomOf(32)).toBe(32);
    expect(much.roomOf(32)).toBeLessThan(32);
    expect(formLayout(rows(90), 156, 245).roomOf(32)).toBe(16);
  });
});

describe('.xlsx', () => {
  test('a sheet a table: figures are numbers of the same worth, words are words', async () => {
    const paper: Paper = { ...bulletin, blocks: [regionTable, { ...regionTable, totals: null }] };
    const sheets = await sheetsOf(paper);
    expect(sheets.map(({ name }) => name)).toEqual(['各地重点项目推进情况', '各地重点项目推进情况 2']);
    const [sheet] = sheets;
    const head = 3;
    [...regionTable.rows, regionTable.totals ?? []].forEach((row, at) => {
      row.forEach((cell, index) => {
        const column = regionTable.columns[index];
        const found = sheet?.getCell(head + 1 + at, index + 1);
        const number = cellNumber(cell, column?.format ?? 'text');
        if (number) {
          expect(found?.value).toBeCloseTo(number.value, 12);
          expect(found?.numFmt).toBe(number.numberFormat);
        } else expect(found?.value).toBe(cellWords(cell, column?.format ?? 'text'));
      });
    });
    expect(sheet?.getCell('A1').value).toBe(regionTable.caption);
    expect(sheet?.getCell('A2').value).toBe('调度口径，不作统计数据使用（送审稿，数据未冻结）');
    const texts = Array.from({ length: 11 }, (_, index) => sheet?.getCell(2, index + 1).value);
    expect(texts).toContain(regionTable.unit);
    expect(sheet?.getCell(head + 15, 1).value).toBe(regionTable.notes[0]);
    expect(sheet?.pageSetup).toMatchObject({ paperSize: 9, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '1:3' });
    expect(sheet?.headerFooter.oddFooter).toContain('调度口径，不作统计数据使用');
  });

  test('a paper without tables has no workbook', async () => {
    expect(await paperXlsx(slip)).toBeNull();
  });
});

test('numbers: the place’s pattern, then the city’s; one after the greatest of the year', () => {
  const settings = [
    { scope: 'city', key: 'paper_number.bulletin', value: '吉督〔{year}〕{serial}号' },
    { scope: '220202', key: 'paper_number.bulletin', value: '昌督{serial}' },
  ];
  expect(paperNumber(paperNumberPattern('bulletin', settings, '220202'), 2018, 3)).toBe('昌督3');
  expect(paperNumber(paperNumberPattern('bulletin', settings, '220203'), 2018, 3)).toBe('吉督〔2018〕3号');
  expect(paperNumber(paperNumberPattern('bulletin', [], 'city'), 2018, null)).toBe('吉市督〔2018〕　　号');
  expect(
    nextSerial(
      [
        { year: 2018, serial: 8 },
        { year: 2017, serial: 90 },
        { year: 2018, serial: 3 },
      ],
      2018,
    ),
  ).toBe(9);
});

/** Every text of a paper that its documents must hold. */
function wordsOf(paper: Paper): string[] {
  const skipped = new Set([
    'kind',
    'face',
    'align',
    'look',
    'format',
    'type',
    'data',
    'state',
    'stroke',
    'name',
    'form',
    'description',
  ]);
  const texts: string[] = [];
  const walk = (value: unknown, name: string) => {
    if (typeof value === 'string') {
      if (!skipped.has(name)) texts.push(value);
    } else if (Array.isArray(value)) for (const entry of value) walk(entry, name);
    else if (typeof value === 'object' && value !== null)
      for (const [key, entry] of Object.entries(value)) {
        if (key === 'categories' || key === 'rows' || key === 'totals') continue;
        // Heads of forms and tables without heads are not shown.
        if (key === 'columns' && 'look' in value && !hasHead(value as PaperTable)) continue;
        walk(entry, key);
      }
  };
  const { draft, notice, foot, imprint, letterhead, addressee, subtitle, number, ...shown } = paper;
  walk({ ...shown, addressee, subtitle, number, letterhead: paper.form === 'red' ? letterhead : null }, '');
  for (const table of tablesOf(paper))
    for (const row of [...table.rows, ...(table.totals ? [table.totals] : [])])
      table.columns.forEach(({ format }, index) => {
        if (index < row.length) texts.push(cellWords(row[index] ?? null, format));
      });
  for (const block of paper.blocks)
    if (block.kind === 'form')
      for (const row of block.rows)
        texts.push(
          ...(row.kind === 'pair'
            ? row.cells.flatMap(({ label, text }) => [label, text])
            : [row.label, ...('parts' in row ? row.parts : row.kind === 'text' ? row.paragraphs : row.lines)]),
        );
  return texts.flatMap((text) => text.split(/[\n\t]/)).filter((text) => text !== '');
}

test('any paper becomes documents without a fault, and loses no text', async () => {
  await fc.assert(
    fc.asyncProperty(anyPaper, async (paper) => {
      expect(paperSchema.parse(JSON.parse(JSON.stringify(paper)))).toEqual(paper);
      const words = wordText(await documentOf(paper));
      for (const text of wordsOf(paper)) expect(words).toContain(text);
      const tables = tablesOf(paper);
      if (tables.length > 0) expect(await sheetsOf(paper)).toHaveLength(tables.length);
    }),
    { numRuns: 60 },
  );
});

test('every sample keeps all its text', async () => {
  for (const [name, paper] of Object.entries(samples)) {
    const words = wordText(await documentOf(paper));
    for (const text of wordsOf(paper)) expect(words, name).toContain(text);
  }
});

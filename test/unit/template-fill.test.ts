import { describe, expect, test } from 'vitest';
import { blankTable, monthlyTable } from '../support/blank-tables';
import { addBuildings, fillBlank, partsOf, said, sheetOf } from '../support/filled-tables';
import { makeLedger } from '../support/ledger';

const commission = { role: 'commission', person: '周科长', unit: '市发改委' } as const;

describe('a monthly table with five blank rows', () => {
  test('takes eight projects: rows are put in and everything below follows', async () => {
    const ledger = await makeLedger();
    await addBuildings(ledger, 8);
    const file = await blankTable('月报.xlsx', monthlyTable);
    const filled = await fillBlank(ledger, file);
    expect(filled).toMatchObject({ rows: 8, month: '2018-09', differences: [], differencesFile: null });
    const sheet = await sheetOf(filled.file);
    // Amounts in the unit of the header: 亿元 for the total, 万元 from the title.
    expect(['A5', 'B5', 'C5', 'D5', 'E5', 'F5', 'G5', 'H5', 'I5', 'K5'].map((cell) => said(sheet, cell))).toEqual([
      1,
      '第1号厂房项目',
      '沐禾1有限公司',
      1,
      1000,
      300,
      100,
      '=F5/E5',
      '2018-09 主体完成',
      '红灯',
    ]);
    expect(['A12', 'B12', 'D12', 'H12'].map((cell) => said(sheet, cell))).toEqual([8, '第8号厂房项目', 8, '=F12/E12']);
    // The total line grew, the signing line moved and has today's date.
    expect(['A13', 'D13', 'G13'].map((cell) => said(sheet, cell))).toEqual(['合计', '=SUM(D5:D12)', '=SUM(G5:G12)']);
    expect(said(sheet, 'A14')).toBe('填报单位（盖章）：　　　　填报日期：2018年9月16日');
    expect(said(sheet, 'A15')).toBe('注：调度口径，不作统计数据使用。');
    // Months of the table are brought up to date.
    expect(said(sheet, 'A1')).toBe('2018年重点项目推进情况月报表（9月）');
    expect(said(sheet, 'F3')).toBe('1-9月完成投资');
    expect(said(sheet, 'G4')).toBe('其中：9月完成');
    expect(filled.notes.join('')).toMatch(/加了 3 行.*调度口径/);
  });

  test('keeps styles, widths, merges, checks, conditional formats, panes, print setup', async () => {
    const ledger = await makeLedger();
    await addBuildings(ledger, 8);
    const file = await blankTable('月报.xlsx', monthlyTable);
    const filled = await fillBlank(ledger, file);
    const [before, after] = [await partsOf(file), await partsOf(filled.file)];
    for (const part of [
      'xl/styles.xml',
      'xl/theme/theme1.xml',
      'xl/sharedStrings.xml',
      '[Content_Types].xml',
      'docProps/core.xml',
    ])
      expect(after.get(part), part).toBe(before.get(part));
    const xml = after.get('xl/worksheets/sheet1.xml') ?? '';
    const old = before.get('xl/worksheets/sheet1.xml') ?? '';
    const part = (text: string, name: string) => new RegExp(`<${name}[ >/].*?(?:</${name}>|/>)`, 's').exec(text)?.[0];
    for (const name of ['cols', 'pageMargins', 'pageSetup', 'sheetPr', 'sheetFormatPr'])
      expect(part(xml, name), name).toBe(part(old, name));
    expect(xml).toMatch(/<pane xSplit="2" ySplit="4" topLeftCell="C5"/);
    expect(xml).toContain('sqref="K5:K12"><cfRule');
    expect(xml).toMatch(/<dataValidation [^>]*sqref="K5:K12"/);
    expect(xml.match(/<mergeCell /g)).toHaveLength(old.match(/<mergeCell /g)?.length ?? 0);
    // Styles of every cell of a row are those of the blank row.
    const styles = (text: string, row: number) =>
      [...text.matchAll(new RegExp(`<c r="[A-Z]+${row}"( s="\\d+")?`, 'g'))].map(([, s]) => s);
    for (let row = 5; row <= 12; row++) expect(styles(xml, row)).toEqual(styles(old, 5));
    expect(styles(xml, 13)).toEqual(styles(old, 10));
    expect(after.get('xl/workbook.xml')).toContain('$L14</definedName>');
    expect(after.get('xl/workbook.xml')).toContain('$1:$4</definedName>');
    expect(after.get('xl/workbook.xml')).toContain('fullCalcOnLoad="1"');
    // Outside the print area nobody would see the line on paper.
    expect(xml).toContain('<oddFooter>&amp;L&amp;9调度口径，不作统计数据使用&amp;C第 &amp;P 页</oddFooter>');
    // What formulas came to before is gone.
    expect(xml).not.toMatch(/<f>[^<]*<\/f><v>/);
  });

  test('takes two projects: what is left over goes, the sums stay right', async () => {
    const ledger = await makeLedger();
    await addBuildings(ledger, 2);
    const filled = await fillBlank(ledger, await blankTable('月报.xlsx', monthlyTable));
    const sheet = await sheetOf(filled.file);
    expect(['B5', 'B6', 'A7', 'D7', 'A8'].map((cell) => said(sheet, cell))).toEqual([
      '第1号厂房项目',
      '第2号厂房项目',
      '合计',
      '=SUM(D5:D6)',
      '填报单位（盖章）：　　　　填报日期：2018年9月16日',
    ]);
    expect(filled.notes.join('')).toContain('多出的 3 行删去了');
  });

  test('without any project one blank row stays', async () => {
    const ledger = await makeLedger();
    const filled = await fillBlank(ledger, await blankTable('月报.xlsx', monthlyTable));
    const sheet = await sheetOf(filled.file);
    expect(filled.rows).toBe(0);
    expect(['A5', 'B5', 'H5', 'D6'].map((cell) => said(sheet, cell))).toEqual([null, null, '=F5/E5', '=SUM(D5:D5)']);
  });

  test('can be filled for the month before, as of its end', async () => {
    const ledger = await makeLedger();
    await addBuildings(ledger, 1);
    const filled = await fillBlank(ledger, await blankTable('月报.xlsx', monthlyTable), { month: '2018-08' });
    const sheet = await sheetOf(filled.file);
    expect(filled.month).toBe('2018-08');
    expect(['A1', 'F5', 'I5'].map((cell) => said(sheet, cell))).toEqual([
      '2018年重点项目推进情况月报表（8月）',
      200,
      '2018-08 主体完成',
    ]);
    expect(await ledger.refused('templates.fill', { id: filled.id, file: filled.file, month: '2018-10' })).toBe(
      'invalid_input',
    );
  });

  test('figures are those of the grid', async () => {
    const ledger = await makeLedger();
    const [id = ''] = await addBuildings(ledger, 1);
    const file = await blankTable('完成率.xlsx', {
      header: [['序号', '项目名称', '完成率', '完成率（%）', '序时差', '亮灯原因', '未完成投资（万元）']],
      rows: 3,
      formats: { 3: '0.0%' },
    });
    const filled = await fillBlank(ledger, file);
    const sheet = await sheetOf(filled.file);
    const { derived } = await ledger.call('projects.show', { id });
    expect(said(sheet, 'C2')).toBeCloseTo(derived.completionRate ?? 0, 5);
    expect(said(sheet, 'D2')).toBeCloseTo((derived.completionRate ?? 0) * 100, 1);
    expect(said(sheet, 'E2')).toBeCloseTo(derived.gap ?? 0, 1);
    expect(said(sheet, 'F2')).toBe(derived.light.sentence);
    expect(said(sheet, 'G2')).toBe(700);
  });
});

test('texts that look like formulas stay texts, here and when somebody edits them', async () => {
  const ledger = await makeLedger();
  const dangerous = [
    '=1+1',
    '+86 432',
    '-1+2',
    '@SUM(A1)',
    '=HYPERLINK("http://x","y")',
    '＝1+1',
    '</t></is></c>&amp;"_x0041_',
  ];
  for (const name of dangerous)
    await ledger.call('records.create', { entity: 'project', set: { name: `${name}号厂房`, owner: name } });
  const file = await blankTable('表.xlsx', { header: [['序号', '项目名称', '建设单位', '总投资（万元）']], rows: 2 });
  const filled = await fillBlank(ledger, file);
  const sheet = await sheetOf(filled.file);
  const parts = await partsOf(filled.file);
  const xml = parts.get('xl/worksheets/sheet1.xml') ?? '';
  expect(xml).not.toContain('<f');
  dangerous.forEach((name, index) => {
    const cell = sheet.getCell(index + 2, 3);
    expect(String(cell.value).replace('_x005F_x0041_', '_x0041_')).toBe(name);
    const style = /s="(\d+)"/.exec(new RegExp(`<c r="C${index + 2}"[^>]*>`).exec(xml)?.[0] ?? '')?.[1] ?? '0';
    const xfs = /<cellXfs.*?<\/cellXfs>/s.exec(parts.get('xl/styles.xml') ?? '')?.[0].match(/<xf [^>]*>/g) ?? [];
    expect(xfs[Number(style)]?.includes('quotePrefix="1"'), name).toBe(/^[=+\-@＝]/.test(name));
  });
});

test('dates are days where the cell shows days, else words of the table', async () => {
  const ledger = await makeLedger();
  await addBuildings(ledger, 1);
  const file = await blankTable('日期.xlsx', {
    header: [['序号', '项目名称', '实际开工时间', '开工日期', '计划竣工时间', '竣工时间', '填报日期']],
    rows: 2,
    formats: { 3: 'yyyy-mm-dd', 5: 'yyyy"年"m"月"', 6: 'yyyy-mm-dd', 7: 'yyyy/m/d' },
  });
  const filled = await fillBlank(ledger, file);
  const sheet = await sheetOf(filled.file);
  expect(['C2', 'D2', 'E2', 'F2', 'G2'].map((cell) => said(sheet, cell))).toEqual([
    '2017-05-18',
    '2017年5月18日',
    '2019-10-01',
    // A month in a cell of days would claim to know the day.
    '2019年10月',
    '2018-09-16',
  ]);
});

test('rows with merges, two rows a project, and words that stand in every row', async () => {
  const ledger = await makeLedger();
  await addBuildings(ledger, 3);
  const file = await blankTable('合并.xlsx', {
    header: [['序号', '项目名称', null, '总投资', '单位', '备注']],
    merges: ['B1:C1', 'A2:A3', 'A4:A5', 'B2:C3', 'B4:C5', 'D2:D3', 'D4:D5'],
    rows: 4,
    totals: [4],
    finish: (sheet) => {
      for (let row = 2; row <= 5; row++) sheet.getCell(row, 5).value = '万元';
    },
  });
  const filled = await fillBlank(ledger, file);
  const sheet = await sheetOf(filled.file);
  expect(['A2', 'B2', 'D2', 'A4', 'B4', 'A6', 'B6', 'E6', 'E7'].map((cell) => said(sheet, cell))).toEqual([
    1,
    '第1号厂房项目',
    10_000,
    2,
    '第2号厂房项目',
    3,
    '第3号厂房项目',
    '万元',
    '万元',
  ]);
  expect(said(sheet, 'D8')).toBe('=SUM(D2:D7)');
  const merges = new Set((sheet.model as { merges: string[] }).merges);
  expect([...merges].sort()).toEqual([
    'A2:A3',
    'A4:A5',
    'A6:A7',
    'B1:C1',
    'B2:C3',
    'B4:C5',
    'B6:C7',
    'D2:D3',
    'D4:D5',
    'D6:D7',
  ]);
});

test('a table in parts takes in each part the projects of its region', async () => {
  const ledger = await makeLedger(commission);
  await addBuildings(ledger, 4);
  await addBuildings(ledger, 1, { region: '220203' });
  await addBuildings(ledger, 2, { region: '220281' });
  const file = await blankTable('分县区.xlsx', {
    titles: ['各县（市）区重点项目完成情况（单位：万元）'],
    header: [['序号', '项目名称', '总投资']],
    rows: 7,
    totals: [3],
    finish: (sheet) => {
      for (const [row, text] of [
        [3, '一、昌邑区（2项）'],
        [6, '二、龙潭区（2项）'],
      ] as const) {
        sheet.getCell(row, 1).value = text;
        sheet.mergeCells(row, 1, row, 3);
      }
      sheet.getCell('C10').value = { formula: 'SUM(C4:C5)+SUM(C7:C9)' };
    },
  });
  const filled = await fillBlank(ledger, file);
  const sheet = await sheetOf(filled.file);
  expect(['A3', 'B4', 'B7', 'A8', 'A9', 'B9', 'A10', 'C10'].map((cell) => said(sheet, cell))).toEqual([
    '一、昌邑区（4项）',
    '第1号厂房项目',
    '第4号厂房项目',
    '二、龙潭区（1项）',
    5,
    '第1号厂房项目',
    '合计',
    '=SUM(C4:C7)+SUM(C9:C9)',
  ]);
  expect(filled.notes.join('')).toContain('有 2 个项目在表里没有自己的一段');
});

test('a picture, a comment, another sheet’s sums and a chain of computing follow the rows', async () => {
  const ledger = await makeLedger();
  await addBuildings(ledger, 5);
  const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const file = await blankTable('图.xlsx', {
    header: [['序号', '项目名称', '总投资（万元）']],
    rows: 2,
    totals: [3],
    finish: (sheet, { workbook }) => {
      const image = workbook.addImage({ base64: pixel, extension: 'png' });
      sheet.addImage(image, { tl: { col: 0, row: 5 }, br: { col: 1, row: 7 } } as never);
      sheet.getCell('C4').note = '含土地费';
      sheet.getCell('A6').value = { text: '说明', hyperlink: 'https://example.cn' };
      const other = workbook.addWorksheet('汇总');
      other.getCell('A1').value = { formula: "'表一'!C4+SUM('表一'!C2:C3)" };
    },
  });
  const filled = await fillBlank(ledger, file);
  const parts = await partsOf(filled.file);
  expect(parts.get('xl/drawings/drawing1.xml')).toMatch(/<xdr:row>8<\/xdr:row>.*<xdr:row>10<\/xdr:row>/s);
  expect(parts.get('xl/comments1.xml')).toContain('ref="C7"');
  expect(parts.get('xl/worksheets/sheet1.xml')).toContain('<hyperlink ref="A9"');
  expect(parts.get('xl/worksheets/sheet2.xml')).toContain("表一'!C7+SUM('表一'!C2:C6)");
});

test('a table in parts of parts: regions over 续建 and 新建, with figures that were typed last month', async () => {
  const ledger = await makeLedger(commission);
  await addBuildings(ledger, 3);
  await addBuildings(ledger, 2, { actual_start: '2018-04' });
  await addBuildings(ledger, 1, { region: '220203', actual_start: '2018-04-02' });
  const file = await blankTable('分类.xlsx', {
    titles: ['重点项目分类汇总表（单位：万元）'],
    header: [['序号', '项目名称', '总投资', '完成率']],
    rows: 10,
    totals: [],
    finish: (sheet) => {
      const captions: [number, string, string][] = [
        [3, '一', '昌邑区'],
        [4, '（一）', '续建项目'],
        [6, '（二）', '新建项目'],
        [8, '二', '龙潭区'],
        [9, '（一）', '续建项目'],
        [11, '（二）', '新建项目'],
      ];
      for (const [row, number, text] of captions) {
        sheet.getCell(row, 1).value = number;
        sheet.getCell(row, 2).value = text;
        sheet.getCell(row, 3).value = 12_345.6;
      }
      sheet.getCell('B13').value = '5个';
      sheet.getCell('C13').value = 99_999;
      sheet.getCell('D13').value = 0.5;
    },
  });
  const filled = await fillBlank(ledger, file);
  const sheet = await sheetOf(filled.file);
  const column = (letter: string) => Array.from({ length: 14 }, (_, index) => said(sheet, `${letter}${index + 3}`));
  expect(column('B')).toEqual([
    '昌邑区',
    '续建项目',
    '第1号厂房项目',
    '第2号厂房项目',
    '第3号厂房项目',
    '新建项目',
    '第1号厂房项目',
    '第2号厂房项目',
    '龙潭区',
    '续建项目',
    null,
    '新建项目',
    '第1号厂房项目',
    '6个',
  ]);
  expect(column('C')).toEqual([
    '=SUM(C5:C7,C9:C10)',
    '=SUM(C5:C7)',
    10_000,
    20_000,
    30_000,
    '=SUM(C9:C10)',
    10_000,
    20_000,
    '=SUM(C13:C13,C15:C15)',
    '=SUM(C13:C13)',
    null,
    '=SUM(C15:C15)',
    10_000,
    '=SUM(C5:C7,C9:C10,C13:C13,C15:C15)',
  ]);
  expect(said(sheet, 'D16')).toBe(null);
  expect(filled.notes.join('')).toMatch(/改成了求和公式.*1 个手填的数/);
});

test('formulas of last month’s copy that were typed over or are broken are those of the other rows again', async () => {
  const ledger = await makeLedger();
  await addBuildings(ledger, 4);
  const file = await blankTable('上月.xlsx', {
    header: [['序号', '项目名称', '年度计划投资（万元）', '本年累计完成（万元）', '差额']],
    rows: 3,
    formulas: { 5: 'C{row}-D{row}' },
    finish: (sheet) => {
      for (let row = 2; row <= 4; row++) sheet.getCell(row, 2).value = `旧项目${row}`;
      // Somebody added up in the cell: that is a value.
      sheet.getCell('C2').value = { formula: '1200+300' };
      sheet.getCell('E3').value = 7;
      sheet.getCell('E4').value = { formula: '#REF!-D4' };
    },
  });
  const filled = await fillBlank(ledger, file);
  const sheet = await sheetOf(filled.file);
  expect(['C2', 'E2', 'E3', 'E4', 'E5'].map((cell) => said(sheet, cell))).toEqual([
    1000,
    '=C2-D2',
    '=C3-D3',
    '=C4-D4',
    '=C5-D5',
  ]);
});

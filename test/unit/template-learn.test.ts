import { expect, test } from 'vitest';
import { type BlankTable, blankTable, monthlyTable } from '../support/blank-tables';
import { makeLedger } from '../support/ledger';
import { putFile, workbookBytes } from '../support/workbook';

const tables: Record<
  string,
  { table: BlankTable; rows: [number, number]; view: string; sources: Record<string, string | null> }
> = {
  月报: {
    table: monthlyTable,
    rows: [5, 9],
    view: 'all',
    sources: {
      A: 'ordinal',
      B: 'name',
      C: 'owner',
      D: 'total_investment yi',
      E: 'annual_plan wan',
      F: 'completed_to_date wan',
      G: 'progress.this.completed wan',
      H: null,
      I: 'last_progress',
      J: 'problems',
      K: 'light',
      L: 'note',
    },
  },
  未入统: {
    table: {
      titles: [
        '吉林市未入统计库项目排查情况表',
        '填报单位：            填报时间：    年  月  日           单位：万元、亿元',
      ],
      header: [
        [
          '序号',
          '县（市）区',
          '项目名称',
          '建设内容',
          '计划总投资（亿元）',
          '开工时间',
          '形象进度',
          '完成投资（万元）',
          '是否入统',
          '未入统原因',
          '缺少材料',
          '承诺入统时间',
          '厂长电话',
          '联系电话',
        ],
      ],
      rows: 10,
      below: ['注：1.本表统计5000万元以上项目；', '单位负责人：        填表人：         联系电话：'],
    },
    rows: [4, 13],
    view: 'not-listed',
    sources: {
      B: 'region',
      C: 'name',
      D: 'scale',
      E: 'total_investment yi',
      F: 'actual_start',
      H: 'completed_to_date wan',
      I: 'is_listed',
      J: 'listing.reason_code',
      K: 'listing.missing_materials',
      L: 'listing.promised_month',
      N: 'phone',
    },
  },
  计划开工: {
    table: {
      titles: ['2018年计划开工项目前期手续办理情况调度表', '（截至2018年8月31日）　　　　单位：亿元'],
      header: [
        [
          '序号',
          '项目名称',
          '投资规模',
          null,
          '拟开工时间',
          '前期手续',
          null,
          '目前进展情况',
          '存在的主要问题',
          '下步工作打算',
          '包保领导',
          '秘书',
        ],
        [null, null, '总投资', '2018年计划', null, '已办理', '未办理', null, null, null, null, null],
      ],
      merges: ['C3:D3', 'F3:G3'],
      rows: 0,
    },
    // No row of its own: rows are put in under the header.
    rows: [5, 4],
    view: 'planned-start',
    sources: {
      C: 'total_investment yi',
      D: 'annual_plan yi',
      E: 'planned_start',
      F: 'permits_granted_names',
      G: 'permits_open_names',
      H: 'last_progress',
      I: 'problems',
      J: 'last_next_step',
      K: 'patron',
      L: 'secretary',
    },
  },
  在建: {
    table: {
      titles: ['8月份在建项目投资完成情况'],
      header: [
        [
          '序号',
          '工程名称',
          '年度计划（千元）',
          '本月完成',
          '上月完成',
          '自开工累计完成投资',
          '本年累计',
          '占年度计划比例',
          '序时进度',
          '与序时进度差距',
          '亮灯情况',
          '滞后原因',
          '还需完成投资',
          '工期',
        ],
      ],
      rows: 6,
      totals: [4, 5],
      totalOnTop: true,
    },
    rows: [4, 9],
    view: 'construction',
    sources: {
      B: 'name',
      // Thousands are not written.
      C: null,
      D: 'progress.this.completed wan',
      E: 'progress.last.completed wan',
      F: 'completed_since_start wan',
      G: 'completed_to_date wan',
      H: 'completion_rate',
      I: 'time_proportional',
      J: 'gap',
      K: 'light',
      L: 'light_sentence',
      M: 'remaining wan',
      N: 'construction_period',
    },
  },
  各月: {
    table: {
      titles: ['2018年重点项目分月投资完成情况表（万元）'],
      header: [['序号', '项目名称', '2019年计划投资', '截至2017年底累计完成投资', '1月', '2月', '3月', '4月', '合计']],
      rows: 4,
      formulas: { 9: 'SUM(E{row}:H{row})' },
    },
    rows: [3, 6],
    view: 'all',
    sources: {
      C: 'annual_plan.next wan',
      D: 'completed_before_year wan',
      E: 'progress.01.completed wan',
      H: 'progress.04.completed wan',
      I: null,
    },
  },
};

test.each(Object.entries(tables))(
  '%s: what each column means, where the rows stand, which projects go in',
  async (name, each) => {
    const ledger = await makeLedger({ region: '220202' });
    const { mapping, confidence, notes } = await ledger.call('templates.learn', {
      file: await blankTable(`${name}.xlsx`, each.table),
    });
    const found = Object.fromEntries(
      mapping.columns.map(({ column, source, unit }) => [column, source && (unit ? `${source} ${unit}` : source)]),
    );
    expect(found).toMatchObject(each.sources);
    expect([mapping.firstRow, mapping.lastRow]).toEqual(each.rows);
    expect(mapping.view).toBe(each.view);
    expect(confidence).toHaveLength(mapping.columns.length);
    expect(notes.every((note) => /。$/.test(note))).toBe(true);
  },
);

test('last month’s filled copy is read like the blank table', async () => {
  const ledger = await makeLedger();
  const file = await blankTable('上月.xlsx', {
    ...monthlyTable,
    finish: (sheet, place) => {
      monthlyTable.finish?.(sheet, place);
      for (let row = place.first; row < place.last; row++) {
        sheet.getCell(row, 1).value = row - place.first + 1;
        sheet.getCell(row, 2).value = `第${row}号厂房项目`;
        sheet.getCell(row, 9).value = '主体封顶';
      }
    },
  });
  const { mapping } = await ledger.call('templates.learn', { file });
  expect([mapping.firstRow, mapping.lastRow]).toEqual([5, 9]);
  expect(mapping.columns.find(({ column }) => column === 'I')?.source).toBe('last_progress');
});

test('a region in the title asks for its projects', async () => {
  const ledger = await makeLedger();
  const file = await blankTable('签约.xlsx', {
    titles: ['昌邑区招商签约项目落地情况台账'],
    header: [['序号', '项目名称', '投资方', '协议投资额（亿元）']],
    rows: 3,
  });
  const { mapping } = await ledger.call('templates.learn', { file });
  expect(mapping).toMatchObject({ view: 'signed', filters: [{ field: 'region', operator: 'is', value: '220202' }] });
});

test('what cannot be filled is refused with a reason', async () => {
  const ledger = await makeLedger();
  const learn = (file: string) => ledger.refused('templates.learn', { file });
  const rows = [['序号', '项目名称', '总投资（万元）']];
  expect(await learn(putFile('旧.xls', workbookBytes([{ rows }], { bookType: 'biff8' })))).toBe('template_kind');
  expect(await learn(putFile('表.csv', '序号,项目名称,总投资\n'))).toBe('template_kind');
  expect(await learn(putFile('空.xlsx', ''))).toBe('workbook_empty');
  expect(await learn(putFile('不是.xlsx', Buffer.from('PK\u0003\u0004 nothing of the kind')))).toBe('not_a_workbook');
  expect(await learn(putFile('太大.xlsx', Buffer.alloc(3 * 1024 * 1024, 0x20)))).toBe('template_too_large');
  expect(await learn(putFile('密.xlsx', workbookBytes([{ rows: [['机密★'], ...rows] }])))).toBe('secret_mark');
  expect(await learn(putFile('别的.xlsx', workbookBytes([{ rows: [['姓名', '电话']] }])))).toBe('no_header');
  expect(await learn('/没有/这个.xlsx')).toBe('no_file');
});

test('what a header cannot tell stays blank and is said', async () => {
  const ledger = await makeLedger();
  const learn = async (table: BlankTable) => {
    const { mapping, notes } = await ledger.call('templates.learn', { file: await blankTable('表.xlsx', table) });
    return {
      sources: mapping.columns.map(({ source, unit }) => (unit ? `${source} ${unit}` : source)),
      notes: notes.join(''),
    };
  };
  const beside = await learn({
    header: [['序号', '项目名称', '总投资（万元）', '序号', '项目名称', '总投资（万元）']],
    rows: 2,
  });
  expect(beside.sources).toEqual(['ordinal', 'name', 'total_investment wan', null, null, null]);
  expect(beside.notes).toContain('D 列起是并排的另一张表');

  const twoRows = await learn({
    titles: ['2018年分月表（万元）'],
    header: [['项目名称', '总投资', '类别', '1月', '2月', '3月']],
    merges: ['A3:A4', 'B3:B4', 'A5:A6', 'B5:B6'],
    rows: 4,
    finish: (sheet) => {
      for (const row of [3, 5]) sheet.getCell(row, 3).value = '计划';
      for (const row of [4, 6]) sheet.getCell(row, 3).value = '完成';
    },
  });
  expect(twoRows.sources).toEqual(['name', 'total_investment wan', null, null, null, null]);
  expect(twoRows.notes).toContain('每个项目占 2 行，D、E、F 列各行内容不同');

  const corner = await learn({ header: [['项目名称', '建设单位', '总投资', '单位：亿元']], rows: 2 });
  expect(corner.sources).toEqual(['name', 'owner', 'total_investment yi', null]);

  const thousands = await learn({
    titles: ['项目表', '单位：千元'],
    header: [['项目名称', '建设单位', '总投资']],
    rows: 2,
  });
  expect(thousands.sources).toEqual(['name', 'owner', null]);

  const years = await learn({
    titles: ['2018年完成情况（万元）'],
    header: [['项目名称', '2017年11月', '2018年1月', '2018年2月', '1-2月累计完成', '1-3月累计完成']],
    rows: 2,
  });
  expect(years.sources).toEqual([
    'name',
    'progress.2017-11.completed wan',
    'progress.01.completed wan',
    'progress.02.completed wan',
    'completed_to.02 wan',
    'completed_to.03 wan',
  ]);
});

import { describe, expect, test } from 'vitest';
import { makeLedger } from '../support/ledger';
import { ledgerFile, putFile, type SheetSpec, workbookBytes } from '../support/workbook';

async function preview(rows: SheetSpec['rows'], options: Parameters<typeof ledgerFile>[1] = {}) {
  const ledger = await makeLedger();
  const file = ledgerFile(rows, options);
  return ledger.call('excel.preview', { file });
}

async function read(
  rows: SheetSpec['rows'],
  options: Parameters<typeof ledgerFile>[1] = {},
  fields = ['name', 'region', 'total_investment', 'annual_plan', 'start'],
) {
  const ledger = await makeLedger();
  const outcome = await ledger.call('excel.import', { file: ledgerFile(rows, options) });
  const projects = await ledger.call('projects.list', { view: 'all' });
  return { ledger, outcome, projects: projects.map((project) => fields.map((field) => project[field] ?? null)) };
}

const mapped = ({ mapping }: Awaited<ReturnType<typeof preview>>) =>
  mapping.map(({ column, field }) => [column, field]);

describe('where the table is', () => {
  test('the header anywhere, captions without merges, a row of column numbers', async () => {
    const rows = [
      [null, '2018年全市重点项目情况表'],
      [],
      [null, '填报单位：市发改委', null, null, null, null, '单位：万元'],
      [null, '序号', '项目名称', '属地', '投资情况', null, null, '时间', null],
      [null, null, null, null, '总投资', '2018年计划', '1-8月完成', '计划开工', '计划竣工'],
      [null, '甲', '乙', '丙', 1, 2, 3, 4, 5],
      [null, 1, '江湾里商业综合体', '船营区', 128000, 32000, 22450, '2017年3月', '2019年10月'],
    ];
    const found = await preview(rows);
    expect(found.headerRows).toEqual([4, 5]);
    expect(found.skipped).toEqual([
      { row: 1, reason: '标题、说明' },
      { row: 3, reason: '标题、说明' },
      { row: 6, reason: '列号' },
    ]);
    expect(mapped(found)).toEqual([
      ['B', null],
      ['C', 'name'],
      ['D', 'region'],
      ['E', 'total_investment'],
      ['F', 'annual_plan.2018'],
      ['G', 'progress.2018-08.completed_to_date'],
      ['H', 'planned_start'],
      ['I', 'planned_finish'],
    ]);
  });

  test('three rows of header with the names at the bottom', async () => {
    const rows = [
      [null, null, '投资（万元）', null, null, '开工时间', null],
      [null, null, '总投资', '其中：固定资产投资', '年度计划', '计划', '实际'],
      ['项目名称', '属地', null, null, '2018年', null, null],
      ['甲厂房', '昌邑区', 5200, 4800, 2000, '2018.3', '2018.4.18'],
    ];
    const found = await preview(rows, { merges: ['C1:E1', 'F1:G1', 'C2:C3', 'D2:D3', 'F2:F3', 'G2:G3'] });
    expect(found.headerRows).toEqual([1, 2, 3]);
    expect(mapped(found).map(([, field]) => field)).toEqual([
      'name',
      'region',
      'total_investment',
      'fixed_investment',
      'annual_plan.2018',
      'planned_start',
      'actual_start',
    ]);
  });

  test('blocks one under another, each with its header, the region only in its title', async () => {
    const rows = [
      ['2018年重点项目清单（单位：亿元）'],
      ['昌邑区'],
      ['序号', '项目名称', '总投资', '年度计划'],
      [1, '甲厂房', 1.2, 0.5],
      ['合计', null, 1.2, 0.5],
      [],
      ['龙潭区'],
      ['序号', '项目名称', '年度计划', '总投资'],
      [1, '乙厂房', 0.7, 2.3],
      [2, '丙厂房', 0.1, 0.52],
    ];
    const { projects, outcome } = await read(rows);
    expect(projects).toEqual([
      ['甲厂房', '昌邑区', 120_000_000, 50_000_000, null],
      ['乙厂房', '龙潭区', 230_000_000, 70_000_000, null],
      ['丙厂房', '龙潭区', 52_000_000, 10_000_000, null],
    ]);
    expect(outcome.headerRows).toEqual([3, 8]);
  });

  test('the sheet that is most of a ledger is chosen, another can be asked for', async () => {
    const bytes = workbookBytes([
      { name: '封面', rows: [['项目台账']] },
      {
        name: '在建',
        rows: [
          ['项目名称', '属地', '总投资（万元）'],
          ['甲厂房', '昌邑区', 5200],
          ['乙厂房', '昌邑区', 6200],
        ],
      },
      {
        name: '储备',
        rows: [
          ['项目名称', '属地', '总投资（万元）'],
          ['丙厂房', '昌邑区', 5200],
        ],
      },
    ]);
    const ledger = await makeLedger();
    const file = putFile('台账.xlsx', bytes);
    const found = await ledger.call('excel.preview', { file });
    expect(found).toMatchObject({ sheet: '在建', created: 2, sheets: ['封面', '在建', '储备'] });
    expect(found.notes.join()).toContain('“储备”');
    await ledger.call('excel.import', { file, sheet: '储备' });
    expect((await ledger.call('projects.list', { view: 'reserve' })).map(({ name }) => name)).toEqual(['丙厂房']);
  });
});

test('a sheet of sums is passed over, however long it is', async () => {
  const sums = Array.from({ length: 30 }, (_, index) => [`${index}号汇总口径`, '昌邑区', 5200, 3000]);
  const bytes = workbookBytes([
    { name: '汇总', rows: [['项目名称', '属地', '总投资（万元）', '2018年计划投资（万元）'], ...sums] },
    {
      name: '明细',
      rows: [
        ['项目名称', '属地', '总投资（万元）'],
        ['甲厂房', '昌邑区', 5200],
      ],
    },
  ]);
  const ledger = await makeLedger();
  expect(await ledger.call('excel.preview', { file: putFile('台账.xlsx', bytes) })).toMatchObject({ sheet: '明细' });
});

describe('which rows are projects', () => {
  test('totals, parts, captions, notes and rows without a name are left out by name', async () => {
    const rows = [
      ['序号', '项目名称', '建设单位', '属地', '总投资（万元）'],
      ['总  计', null, null, null, 20_000],
      [null, '其中：亿元以上项目', null, null, 12_000],
      ['一', '工业项目（2个）', null, null, 17_200],
      [1, '甲厂房', '甲公司', '昌邑区', 12_000],
      [2, '乙厂房', '乙公司', '昌邑区', 5_200],
      [null, '昌邑区小计', null, null, 17_200],
      ['二、民生项目'],
      [1, '丙学校', '丙公司', '龙潭区', 5_800],
      [2, null, '丁公司', '龙潭区', 5_800],
      ['备注：以上为调度数'],
      [null, '填表人：张三', null, '审核人：李四'],
    ];
    const { projects, outcome } = await read(rows, {}, ['name']);
    expect(projects).toEqual([['甲厂房'], ['乙厂房'], ['丙学校']]);
    expect(outcome.skipped).toEqual([
      { row: 2, reason: '合计、小计行' },
      { row: 3, reason: '“其中”行' },
      { row: 4, reason: '分组行' },
      { row: 7, reason: '合计、小计行' },
      { row: 8, reason: '分组行' },
      { row: 10, reason: '没有项目名称' },
      { row: 11, reason: '说明' },
      { row: 12, reason: '说明' },
    ]);
  });

  test('captions give region and stage to the rows under them', async () => {
    const rows = [
      ['2018年项目汇总'],
      ['项目名称', '建设单位', '总投资（亿元）', '开工时间'],
      ['一、计划开工项目', null, null, null],
      ['昌邑区（1项）', null, 1.2, null],
      ['甲厂房', '甲公司', 1.2, '2018.7'],
      ['（二）龙潭区', null, null, null],
      ['乙厂房', '乙公司', 0.8, '2018.11'],
      ['二、谋划储备项目', null, null, null],
      ['丙厂房', '丙公司', 3, null],
    ];
    const { projects } = await read(rows, {}, ['name', 'region', 'lifecycle', 'planned_start', 'actual_start']);
    expect(projects).toEqual([
      ['甲厂房', '昌邑区', 'preparation', '2018-07', null],
      ['乙厂房', '龙潭区', 'preparation', '2018-11', null],
      ['丙厂房', null, 'reserve', null, null],
    ]);
  });

  test('regions written once are filled down, merged or not; where every row names its region a blank stays blank', async () => {
    const filled = [
      ['属地', '项目名称', '总投资（万元）'],
      ['昌邑区', '甲厂房', 5200],
      [null, '乙厂房', 5200],
      ['龙潭区', '丙厂房', 5200],
      [null, '丁厂房', 5200],
    ];
    const regions = [
      ['甲厂房', '昌邑区'],
      ['乙厂房', '昌邑区'],
      ['丙厂房', '龙潭区'],
      ['丁厂房', '龙潭区'],
    ];
    expect((await read(filled, {}, ['name', 'region'])).projects).toEqual(regions);
    expect((await read(filled, { merges: ['A2:A3', 'A4:A5'] }, ['name', 'region'])).projects).toEqual(regions);
    const repeated = [
      ['属地', '项目名称', '总投资（万元）'],
      ['昌邑区', '甲厂房', 5200],
      ['昌邑区', '乙厂房', 5200],
      [null, '丙厂房', 5200],
    ];
    expect((await read(repeated, {}, ['name', 'region'])).projects.at(-1)).toEqual(['丙厂房', null]);
  });

  test('a project over merged rows is one project, and its amount is not counted twice', async () => {
    const rows = [
      ['项目名称', '属地', '总投资（万元）', '存在问题'],
      ['甲厂房', '昌邑区', 5200, '用地'],
      [null, null, null, '用电'],
      ['乙厂房', '昌邑区', 5300, null],
    ];
    const { projects, outcome } = await read(rows, { merges: ['A2:A3', 'B2:B3', 'C2:C3'] }, [
      'name',
      'total_investment',
    ]);
    expect(projects).toEqual([
      ['甲厂房', 52_000_000],
      ['乙厂房', 53_000_000],
    ]);
    expect(outcome.skipped).toEqual([{ row: 3, reason: '与上一行同属一个项目（合并单元格）' }]);
  });
});

describe('what the columns mean', () => {
  test('amounts by header, by title, by cell; text numbers, full width, rough ones', async () => {
    const rows = [
      ['单位：亿元'],
      ['项目名称', '属地', '总投资', '固定资产投资(万元)', '协议投资额（元）'],
      ['甲厂房', '昌邑区', '１．２', '9,800', '120000000'],
      ['乙厂房', '昌邑区', '约5000万', '4800.5', ' 50,000,000 '],
      ['丙厂房', '昌邑区', '1亿2000万', '1.1亿元', null],
      ['丁厂房', '昌邑区', '3—5', '—', '待定'],
      ['戊厂房', '昌邑区', '2亿美元', 0, null],
    ];
    const { projects, outcome } = await read(rows, {}, ['total_investment', 'fixed_investment', 'agreed_amount']);
    expect(projects).toEqual([
      [120_000_000, 98_000_000, 120_000_000],
      [50_000_000, 48_005_000, 50_000_000],
      [120_000_000, 110_000_000, null],
      [null, null, null],
      [null, 0, null],
    ]);
    expect(outcome.problems).toEqual([
      { row: 6, column: 'C', value: '3—5', message: '是一个范围，请填一个数，没有写入' },
      { row: 7, column: 'C', value: '2亿美元', message: '外币金额，请换算成人民币，没有写入' },
    ]);
  });

  test('without any unit the size decides, and what is not 万元 is asked', async () => {
    const table = (unit: number) => [
      ['项目名称', '属地', '总投资'],
      ...[1.2, 0.8, 3.6, 12.5].map((yi, index) => [`${index}号厂房`, '昌邑区', yi * unit]),
    ];
    const totals = [120_000_000, 80_000_000, 360_000_000, 1_250_000_000];
    for (const [unit, code] of [
      [1, 'yi'],
      [10_000, 'wan'],
      [100_000_000, 'yuan'],
    ] as const) {
      const found = await preview(table(unit));
      expect(found.unit).toBe(code);
      expect(found.doubts.map(({ id, chosen }) => [id, chosen])).toEqual(
        code === 'wan' ? [] : [['table-unit:1:C', code]],
      );
      expect((await read(table(unit), {}, ['total_investment'])).projects.flat()).toEqual(totals);
    }
  });

  test('a unit that is plainly wrong for the whole column must be settled once', async () => {
    const rows = [
      ['单位：万元'],
      ['项目名称', '属地', '总投资', '2018年计划投资'],
      ...[1.2, 0.8, 3.6, 12.5].map((yi, index) => [`${index}号厂房`, '昌邑区', yi, 3000]),
    ];
    const ledger = await makeLedger();
    const file = ledgerFile(rows);
    const found = await ledger.call('excel.preview', { file });
    expect(found.doubts.filter(({ required }) => required).map(({ id }) => id)).toEqual(['unit:2:C']);
    expect(await ledger.refused('excel.import', { file })).toBe('unit_undecided');
    await ledger.call('excel.import', { file, decisions: { 'unit:2:C': 'yi' } });
    const projects = await ledger.call('projects.list', { view: 'all' });
    expect(projects.map((project) => project.total_investment)).toEqual([
      120_000_000, 80_000_000, 360_000_000, 1_250_000_000,
    ]);
  });

  test('--unit stands in where headers say nothing, and nowhere else', async () => {
    const rows = [
      ['项目名称', '属地', '总投资', '年度计划（亿元）'],
      ['甲厂房', '昌邑区', 52_000_000, 0.2],
    ];
    const ledger = await makeLedger();
    const found = await ledger.call('excel.preview', { file: ledgerFile(rows), unit: 'yuan' });
    expect(found.unit).toBe('yuan');
    expect(found.mapping.map(({ unit }) => unit)).toEqual([null, null, 'yuan', 'yi']);
  });

  test('columns of months, of plans, and what a month says in words', async () => {
    const rows = [
      ['2018年项目月报（8月）'],
      [
        '项目名称',
        '属地',
        '总投资（万元）',
        '本年计划（万元）',
        '8月',
        null,
        '本月完成（万元）',
        '9月计划（万元）',
        '形象进度',
        '下一步工作计划',
      ],
      [null, null, null, null, '7月完成（万元）', '形象进度', null, null, null, null],
      ['甲厂房', '昌邑区', 12000, 5000, 300, '基础', 400, 500, '主体三层', '封顶'],
    ];
    // The caption over E and F is spread, but 7月完成 names its own month.
    const { ledger } = await read(rows, {
      merges: ['E2:F2', 'A2:A3', 'B2:B3', 'C2:C3', 'D2:D3', 'G2:G3', 'H2:H3', 'I2:I3', 'J2:J3'],
    });
    const [project] = await ledger.call('projects.list', { view: 'all' });
    const { progress } = await ledger.call('projects.show', { id: String(project?.id) });
    expect(
      progress.map(({ month, completed, planned, image_progress, next_step }) => [
        month,
        completed,
        planned,
        image_progress,
        next_step,
      ]),
    ).toEqual([
      ['2018-07', 3_000_000, null, null, null],
      ['2018-08', 4_000_000, null, '基础', '封顶'],
      ['2018-09', null, 5_000_000, null, null],
    ]);
  });

  test('建设性质 that counts starts is no kind of building, one that does not is', async () => {
    const starts = [
      ['项目名称', '属地', '建设性质', '总投资（万元）'],
      ['甲厂房', '昌邑区', '续建', 5200],
      ['乙厂房', '昌邑区', '新建', 5200],
      ['丙厂房', '昌邑区', '改扩建', 5200],
    ];
    expect((await read(starts, {}, ['nature', 'lifecycle'])).projects).toEqual([
      [null, 'construction'],
      [null, null],
      ['renovation', null],
    ]);
    const kinds = [
      ['项目名称', '属地', '建设性质', '总投资（万元）'],
      ['甲厂房', '昌邑区', '扩建', 5200],
      ['乙厂房', '昌邑区', '新建', 5200],
    ];
    expect((await read(kinds, {}, ['nature'])).projects).toEqual([['expansion'], ['new']]);
  });

  test('a column whose cells say something else than its header is read as what they say, or not at all', async () => {
    const rows = [
      ['项目名称', '所在地', '项目类型', '总投资（万元）'],
      ...['左家镇', '九站街道', '桦皮厂镇', '莲花街'].map((place, index) => [
        `${index}号厂房`,
        place,
        '产业项目',
        5200,
      ]),
    ];
    const { projects, outcome } = await read(rows, {}, ['region', 'address', 'approval_type', 'sector']);
    expect(projects[0]).toEqual([null, '左家镇', null, '产业项目']);
    expect(outcome.problems).toEqual([]);
  });

  test('dates of every kind, with doubts only where they are doubtful', async () => {
    const dates: Record<string, string | null> = {
      '2018.4': '2018-04',
      '2018.10': '2018-10',
      '2018年4月': '2018-04',
      '2018 年 04 月 20 日': '2018-04-20',
      '２０１８－４－２０': '2018-04-20',
      '2018/4/10': '2018-04-10',
      '201804': '2018-04',
      '20180420': '2018-04-20',
      '18年4月': '2018-04',
      二〇一八年十一月: '2018-11',
      '4月': '2018-04',
      '4月20日': '2018-04-20',
      '2018-04-20 00:00:00': '2018-04-20',
      已于2018年4月开工: '2018-04',
      '4月中旬': '2018-04',
      '2018、4、20': '2018-04-20',
      '2018—04—20': '2018-04-20',
      '2018年底': null,
      '2018年': null,
      待定: null,
      '2018年2月30日': null,
      已开工: null,
    };
    const rows = [
      ['2018年项目表'],
      ['项目名称', '属地', '计划竣工'],
      ...Object.keys(dates).map((text, index) => [`${index}号厂房`, '昌邑区', text]),
    ];
    const { projects, outcome } = await read(rows, {}, ['planned_finish']);
    expect(projects.flat()).toEqual(Object.values(dates));
    expect(outcome.problems.map(({ value, message }) => [value, message])).toEqual([
      ['4月中旬', '“4月中旬”不是日期，按“2018年4月”处理'],
      ['2018年底', '“2018年底”不是日期，按“留空”处理'],
      ['2018年', '只有年份，没有写入'],
      ['2018年2月30日', '“2018年2月30日”不是日期，按“留空”处理'],
      ['已开工', '不是日期，没有写入'],
    ]);
  });

  test('a number 2018.1 may be January or October and is asked', async () => {
    const ledger = await makeLedger();
    const file = ledgerFile([
      ['项目名称', '属地', '计划竣工'],
      ['甲厂房', '昌邑区', 2018.1],
      ['乙厂房', '昌邑区', 2018.4],
    ]);
    const found = await ledger.call('excel.preview', { file });
    expect(found.doubts).toMatchObject([
      { id: 'date:2:C', chosen: 'empty', choices: [{ code: '2018-01' }, { code: '2018-10' }, { code: 'empty' }] },
    ]);
    await ledger.call('excel.import', { file, decisions: { 'date:2:C': '2018-10' } });
    expect((await ledger.call('projects.list', { view: 'all' })).map(({ planned_finish }) => planned_finish)).toEqual([
      '2018-10',
      '2018-04',
    ]);
  });

  test('days stay days where they are not all the first of a month', async () => {
    const rows = [
      ['项目名称', '属地', '实际开工时间'],
      ['甲厂房', '昌邑区', { day: '2018-04-01' }],
      ['乙厂房', '昌邑区', { day: '2018-05-18' }],
      ['丙厂房', '昌邑区', { day: '2018-06-01' }],
    ];
    expect((await read(rows, {}, ['start'])).projects.flat()).toEqual(['2018-04-01', '2018-05-18', '2018-06-01']);
  });

  test('a period of construction gives start and finish', async () => {
    const rows = [
      ['项目名称', '属地', '建设起止年限'],
      ['甲厂房', '昌邑区', '2017.5-2019.10'],
      ['乙厂房', '昌邑区', '2018年11月至2020年6月'],
      ['丙厂房', '昌邑区', '2018-2020'],
    ];
    const { projects } = await read(rows, {}, ['actual_start', 'planned_start', 'planned_finish']);
    expect(projects).toEqual([
      ['2017-05', null, '2019-10'],
      [null, '2018-11', '2020-06'],
      [null, null, null],
    ]);
  });

  test('a choice by a person wins over the guess, and null leaves a column out', async () => {
    const ledger = await makeLedger();
    const file = ledgerFile([
      ['项目名称', '属地', '总投资（万元）', '附注'],
      ['甲厂房', '昌邑区', 5200, '要紧'],
    ]);
    const mapping = { D: 'note', C: null };
    expect(
      (await ledger.call('excel.preview', { file, mapping })).mapping
        .map(({ field, confidence }) => [field, confidence])
        .slice(2),
    ).toEqual([
      [null, 'high'],
      ['note', 'high'],
    ]);
    await ledger.call('excel.import', { file, mapping });
    expect(await ledger.call('projects.list', { view: 'all' })).toMatchObject([
      { total_investment: null, note: '要紧' },
    ]);
  });

  test('a text that is too long is cut only with a word about it, a number that lost its digits is not taken', async () => {
    const rows = [
      ['项目名称', '属地', '项目代码', '形象进度'],
      ['甲厂房', '昌邑区', Number('20182202022603012345'), '进'.repeat(120)],
    ];
    const { outcome, projects } = await read(rows, {}, ['code']);
    expect(projects).toEqual([[null]]);
    expect(outcome.problems.map(({ column, message }) => [column, message])).toEqual([
      ['C', '存成了数字，后几位已经丢失，请改成文本再填，没有写入'],
      ['D', '“形象进度”有 120 个字，最多 100 个，按“取前 100 字”处理'],
    ]);
  });
});

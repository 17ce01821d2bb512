import { expect, test } from 'vitest';
import { makeLedger } from '../support/ledger';
import { ledgerFile } from '../support/workbook';

// The table of the picture `import`, with enough rows below it that a column shows what it is used to.
const head = [
  ['昌邑区 2018年重点项目调度表（8月）'],
  ['填报单位：昌邑区发改局　2018年8月31日'],
  ['序号', '项目名称', '建设单位', '投资情况', null, null, '开工时间', '形象进度'],
  [null, null, null, '总投资(亿元)', '年度计划', '1-8月完成', null, null],
];
const rows = [
  [1, '江澜碳纤维复合材料产业园', '吉林江澜新材料有限公司', 6.8, 24000, 11560, '2018.7.31', '钢构吊装'],
  [2, '松筑装配式建筑构件基地项目', '吉林松筑住工有限公司', 4.26, 18000, 4310, 43210, '基础完成'],
  [3, '禾沐大米精深加工扩建', '吉林禾沐食品有限公司', 1.58, 6200, 4480, '2017年5月', '设备安装'],
  [4, '九站街道社区养老中心', '吉林颐禾养老服务有限公司', 0.86, 3100, 1450, '2018-05-18', '主体三层'],
  [5, '桦皮厂玉米秸秆饲料加工', '吉林丰垛农业有限公司', 0.54, 2800, 900, '4月中旬', '厂房封顶'],
  [6, '老旧供热管网改造', '昌邑区住建局', 2.13, 9600, 6900, '2017/4/10', '管网焊接'],
  [7, '通江新型墙体材料', '吉林通筑建材有限公司', 9600, 4200, 1600, '2018.6.1', '设备基础'],
  [8, '翼川通航零部件制造', '吉林翼川航空科技有限公司', 3.65, 12000, 6960, '2018年4月', '主体封顶'],
  [9, '江湾里商业综合体', '吉林澜庭置业有限公司', 12.8, 32000, 22450, '2017.3', '机电安装'],
  [10, '莲花街区停车楼', '吉林市泊安停车有限公司', 0.51, 6000, 1200, '2018.7.9', '桩基完成'],
];
const foot = [[null, '合计', null, 98.43, 118000, 61810], ['注：投资额为调度数，不含流动资金']];
const merges = ['A1:H1', 'A2:H2', 'A3:A4', 'B3:B4', 'C3:C4', 'D3:F3', 'G3:G4', 'H3:H4', 'A16:H16'];
const file = () =>
  ledgerFile([...head, ...rows, ...foot], { name: '调度表', merges, file: '昌邑区8月重点项目调度表.xlsx' });

async function ledgerWithSongzhu() {
  const ledger = await makeLedger({ region: '220202' });
  await ledger.call('records.create', {
    entity: 'project',
    set: {
      name: '松筑装配式建筑构件基地',
      owner: '吉林松筑住工有限公司',
      region: '220202',
      total_investment: 426_000_000,
    },
  });
  return ledger;
}

test('the picture of the import preview: mapping, skipped rows and the four doubts', async () => {
  const ledger = await ledgerWithSongzhu();
  const preview = await ledger.call('excel.preview', { file: file() });
  expect(preview).toMatchObject({
    name: '昌邑区8月重点项目调度表.xlsx',
    sheet: '调度表',
    headerRows: [3, 4],
    unit: 'wan',
    created: 9,
    updated: 1,
    unchanged: 0,
    problems: [],
  });
  expect(preview.mapping.map(({ column, field, unit, confidence }) => [column, field, unit, confidence])).toEqual([
    ['A', null, null, 'high'],
    ['B', 'name', null, 'high'],
    ['C', 'owner', null, 'high'],
    ['D', 'total_investment', 'yi', 'high'],
    ['E', 'annual_plan.2018', 'wan', 'high'],
    ['F', 'progress.2018-08.completed_to_date', 'wan', 'medium'],
    ['G', 'actual_start', null, 'medium'],
    ['H', 'progress.2018-08.image_progress', null, 'high'],
  ]);
  expect(preview.skipped.map(({ row }) => row)).toEqual([1, 2, 15, 16]);
  const { doubts } = preview;
  expect(doubts).toMatchObject([
    {
      row: 6,
      column: 'B',
      message: '与台账“松筑装配式建筑构件基地”疑似同一项目',
      detail: '单位、属地相同，名称差 2 字',
      chosen: 'update',
      required: false,
    },
    {
      row: 9,
      column: 'G',
      message: '“4月中旬”不是日期',
      detail: '只取到月份，或留空',
      chosen: '2018-04',
      required: false,
    },
    {
      row: 11,
      column: 'D',
      message: '9,600 亿元，与同列差一万倍',
      detail: '同列其余 9 行都在 20 亿元以内',
      chosen: null,
      required: true,
    },
    {
      row: 14,
      column: 'E',
      message: '年度计划大于总投资',
      detail: '6,000 与 5,100万元，可先导入',
      chosen: 'keep',
      required: false,
    },
  ]);
  expect(doubts.find(({ row }) => row === 11)?.choices.map(({ label }) => label)).toEqual([
    '读作万元',
    '读作亿元',
    '跳过',
  ]);
  expect(preview.notes).toContain('G 列有 7 种日期写法，43210 读作 2018年4月20日。');
});

test('nothing is written before the unit is decided; then it is written as decided', async () => {
  const ledger = await ledgerWithSongzhu();
  const input = file();
  const before = await ledger.call('ledger.digest', {});
  expect(await ledger.refused('excel.import', { file: input })).toBe('unit_undecided');
  expect(await ledger.call('ledger.digest', {})).toEqual(before);

  const decisions = { 'unit:11:D': 'wan', 'plan-over-total:14:E': 'skip', 'date:9:G': 'empty' };
  const preview = await ledger.call('excel.preview', { file: input, decisions });
  expect(preview.doubts.find(({ id }) => id === 'unit:11:D')?.chosen).toBe('wan');
  await ledger.call('excel.import', { file: input, decisions });
  const projects = new Map(
    (await ledger.call('projects.list', { view: 'all' })).map((project) => [project.name, project]),
  );
  expect(projects.size).toBe(10);
  expect(projects.get('通江新型墙体材料')?.total_investment).toBe(96_000_000);
  expect(projects.get('莲花街区停车楼')).toMatchObject({
    annual_plan: null,
    start: '2018-07-09',
    region: '昌邑区',
    lifecycle: 'construction',
  });
  expect(projects.get('桦皮厂玉米秸秆饲料加工')?.start).toBeNull();
  expect(projects.get('松筑装配式建筑构件基地')).toMatchObject({ start: '2018-04-20', annual_plan: 180_000_000 });
});

test('whoever makes a new project of the likeness gets one', async () => {
  const ledger = await ledgerWithSongzhu();
  const decisions = { 'unit:11:D': 'skip', 'same:6:B': 'create' };
  const outcome = await ledger.call('excel.import', { file: file(), decisions });
  expect(outcome).toMatchObject({ created: 10, updated: 0 });
  const projects = await ledger.call('projects.list', { view: 'all' });
  expect(projects.find(({ name }) => name === '通江新型墙体材料')?.total_investment).toBeNull();
});

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { utils, write } from '@e965/xlsx';
import type { Workbench } from './harness';

type Cell = string | number | null;

/** The table of the picture `import`: ten projects of a district, with a second header row, 亿元 and 万元, and one wrong unit. */
export const pictured: readonly (readonly Cell[])[] = [
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

/** Writes the district's table of a month of 2018 into the folder of the test; the header moves with the month. */
export function monthlyTable(workbench: Workbench, month: number, rows: readonly (readonly Cell[])[]): string {
  const sheet = utils.aoa_to_sheet([
    [`昌邑区 2018年重点项目调度表（${month}月）`],
    [`填报单位：昌邑区发改局　2018年${month}月30日`],
    ['序号', '项目名称', '建设单位', '投资情况', null, null, '开工时间', '形象进度'],
    [null, null, null, '总投资(亿元)', '年度计划', `1-${month}月完成`, null, null],
    ...rows.map((row) => [...row]),
    [null, '合计', null, 98.43, 118000, 61810],
    ['注：投资额为调度数，不含流动资金'],
  ]);
  const last = rows.length + 6;
  const merges = ['A1:H1', 'A2:H2', 'A3:A4', 'B3:B4', 'C3:C4', 'D3:F3', 'G3:G4', 'H3:H4', `A${last}:H${last}`];
  sheet['!merges'] = merges.map((range) => utils.decode_range(range));
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, '调度表');
  const file = path.join(workbench.folder, `昌邑区${month}月重点项目调度表.xlsx`);
  writeFileSync(file, write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer);
  return file;
}

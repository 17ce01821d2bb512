/** Traps: names like furniture, ditto marks, rows without a name, the same name twice, units in a row of their own. */
import type { Cell } from './cell';
import { Draft } from './draft';
import { book, type Ledger, ledger } from './ledger';
import { type Facts, inventProjects, sum, wan, yi } from './projects';

const named = (facts: Facts, name: string): Facts => ({ ...facts, name });

const namesLikeFurniture = ledger(
  'names-like-furniture.xlsx',
  'projects whose names begin like sums, groups, notes and units: 小计算机产业园, 总计量检测中心, 合计划镇…, 一、二号泵站, 注塑…, 单位…',
  () => {
    const sheet = new Draft('Sheet1');
    sheet.across('title', '2018年重点项目表（万元）', 5);
    sheet.header([['序号', '项目名称', '属地', '总投资', '2018年计划投资']]);
    const names = [
      '小计算机产业园项目',
      '总计量检测中心项目',
      '一、二号泵站改造工程',
      '注塑件生产线扩建项目',
      '单位大院老旧小区改造工程',
      '说明书印刷基地项目',
      '其中村安置房建设项目',
      '（二期）松江路改造工程',
      '2018年农村公路建设项目',
      '1号路、2号路及配套管网工程',
      '合计屯美丽乡村建设项目',
      '备注河综合治理工程',
    ];
    const facts = inventProjects(101, names.length).map((project, index) => named(project, names[index] ?? ''));
    facts.forEach((project, index) => {
      sheet.project(project, { fields: { total_investment: project.total, annual_plan: { 2018: project.plan } } }, [
        index + 1,
        project.name,
        project.region,
        wan(project.total),
        wan(project.plan),
      ]);
    });
    sheet.line('total', [
      null,
      '合计',
      null,
      wan(sum(facts.map(({ total }) => total))),
      wan(sum(facts.map(({ plan }) => plan))),
    ]);
    return book(sheet);
  },
);

const ditto = ledger(
  'ditto.xlsx',
  'ditto marks: 同上, 〃 and ″ for the region, the unit and the day of the row above',
  () => {
    const sheet = new Draft('Sheet1');
    sheet.header([['序号', '属地', '建设单位', '项目名称', '总投资（万元）', '计划竣工时间']]);
    const marks = ['', '同上', '〃', '″', '', '同上'];
    const facts = inventProjects(102, 6);
    let above = facts[0] as Facts;
    facts.forEach((own, index) => {
      const mark = marks[index];
      const project = mark ? { ...own, region: above.region, owner: above.owner, finishes: above.finishes } : own;
      above = project;
      sheet.project(
        project,
        {
          fields: { owner: project.owner, total_investment: project.total, planned_finish: project.finishes },
        },
        [
          index + 1,
          mark || project.region,
          mark || project.owner,
          project.name,
          wan(project.total),
          mark || project.finishes.replace('-', '.'),
        ],
      );
    });
    return book(sheet);
  },
);

const unitRow = ledger(
  'row-of-units.xlsx',
  'a row of its own below the header says the unit of each column: 万元, 亿元, 年月, 元',
  () => {
    const sheet = new Draft('Sheet1');
    sheet.across('title', '项目情况', 6);
    sheet.header([
      ['项目名称', '属地', '总投资', '2018年计划投资', '1-8月完成投资', '计划开工时间'],
      ['', '', '亿元', '万元', '元', '年月'],
    ]);
    inventProjects(103, 6).forEach((project) => {
      sheet.project(
        project,
        {
          fields: {
            total_investment: project.total,
            annual_plan: { 2018: project.plan },
            planned_start: project.starts,
          },
          completedThisYear: sum(project.months),
        },
        [
          project.name,
          project.region,
          yi(project.total),
          wan(project.plan),
          sum(project.months),
          project.starts.replace('-', '.'),
        ],
      );
    });
    return book(sheet);
  },
);

const groupsInNames = ledger(
  'groups-beside-numbers.xlsx',
  'groups and sums as ordinary lines: 一 | 续建项目 | sums, （一） | 产业项目, in the columns of number and name; regions as groups too',
  () => {
    const sheet = new Draft('Sheet1');
    sheet.across('title', '重点项目分类汇总表', 5);
    sheet.line('title', [null, null, null, null, '单位：万元']);
    sheet.header([['序号', '项目名称', '建设单位', '总投资', '2018年计划投资']]);
    const money = (list: readonly Facts[]): Cell[] => [
      wan(sum(list.map(({ total }) => total))),
      wan(sum(list.map(({ plan }) => plan))),
    ];
    const parts = ['蛟河市', '龙潭区'].map((region, place) => [
      inventProjects(104 + place, 3, [region]),
      inventProjects(106 + place, 2, [region]),
    ]);
    sheet.line('total', [null, '全市合计', null, ...money(parts.flat(2))]);
    ['蛟河市', '龙潭区'].forEach((region, place) => {
      const [going = [], fresh = []] = parts[place] ?? [];
      sheet.line('group', ['一二'[place] ?? '', region, null, ...money([...going, ...fresh])]);
      for (const [mark, label, list] of [
        ['（一）', '续建项目', going],
        ['（二）', '新建项目', fresh],
      ] as const) {
        sheet.line('group', [mark, label, `${list.length}个`, ...money(list)]);
        list.forEach((project, index) => {
          sheet.project(
            project,
            {
              fields: {
                owner: project.owner,
                total_investment: project.total,
                annual_plan: { 2018: project.plan },
              },
            },
            [index + 1, project.name, project.owner, wan(project.total), wan(project.plan)],
          );
        });
      }
    });
    return book(sheet);
  },
);

const sameName = ledger(
  'same-name.xlsx',
  'nearly the same name in two regions is two projects; the same line twice is one, and that is told',
  () => {
    const sheet = new Draft('Sheet1');
    sheet.header([['序号', '项目名称', '建设单位', '属地', '总投资（万元）', '计划竣工时间']]);
    const facts = inventProjects(108, 4, ['昌邑区']);
    const other = inventProjects(109, 1, ['磐石市'])[0] as Facts;
    const [first, second] = facts as [Facts, Facts];
    for (const project of [...facts, { ...other, name: `${first.name}（磐石）` }]) {
      const finish = project === second ? null : project.finishes;
      sheet.project(
        project,
        {
          fields: {
            owner: project.owner,
            total_investment: project.total,
            planned_finish: project.finishes,
          },
        },
        [sheet.projects.length + 1, project.name, project.owner, project.region, wan(project.total), finish],
      );
    }
    const again = sheet.line('more', [6, second.name, second.owner, second.region, wan(second.total), second.finishes]);
    sheet.says.push(`"row":${again}`);
    return book(sheet);
  },
);

const withoutName = ledger(
  'row-without-name.xlsx',
  'a row with figures and no name is told, not written; a name with nothing else is a project',
  () => {
    const sheet = new Draft('Sheet1');
    sheet.header([['序号', '项目名称', '属地', '总投资（万元）', '2018年计划投资（万元）']]);
    inventProjects(110, 6, ['昌邑区', '永吉县']).forEach((project, index) => {
      if (index === 2) {
        const row = sheet.line('project', [3, null, project.region, wan(project.total), wan(project.plan)]);
        sheet.kinds.set(row, 'blank');
        sheet.says.push(`"row":${row}`);
        return;
      }
      if (index === 4) {
        sheet.project(project, { region: null, fields: {} }, [5, project.name]);
        return;
      }
      sheet.project(project, { fields: { total_investment: project.total, annual_plan: { 2018: project.plan } } }, [
        index + 1,
        project.name,
        project.region,
        wan(project.total),
        wan(project.plan),
      ]);
    });
    return book(sheet);
  },
);

export const trapLedgers: readonly Ledger[] = [
  namesLikeFurniture,
  ditto,
  unitRow,
  groupsInNames,
  sameName,
  withoutName,
];

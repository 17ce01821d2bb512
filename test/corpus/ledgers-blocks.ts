/** A table before the table, captions with counts and sums, groups inside blocks. */
import { type Cell, day } from './cell';
import { Draft } from './draft';
import { book, type Ledger, ledger } from './ledger';
import { type Facts, inventProjects, sum, wan, yi } from './projects';

const summaryFirst = ledger(
  'summary-first.xlsx',
  'a page of instructions, then sums by region as a table of their own, then the projects; the header in row 27',
  () => {
    const sheet = new Draft('Sheet1');
    const facts = inventProjects(132, 7, ['龙潭区', '桦甸市', '永吉县']);
    sheet.across('title', '关于报送重点项目情况的填表说明', 6);
    for (let index = 1; index <= 9; index++)
      sheet.line('title', [`${index}.本表由各县（市）区发改局填报，项目名称应与批复文件一致，投资额按实际数填写。`]);
    sheet.blank(2);
    sheet.line('title', ['表一  分县区汇总']);
    sheet.line('title', ['县区', '个数', '总投资（亿元）', '年度计划（亿元）']);
    for (const region of ['龙潭区', '桦甸市', '永吉县']) {
      const part = facts.filter((project) => project.region === region);
      sheet.line('title', [
        region,
        part.length,
        yi(sum(part.map(({ total }) => total))),
        yi(sum(part.map(({ plan }) => plan))),
      ]);
    }
    sheet.line('title', ['合计', 7, yi(sum(facts.map(({ total }) => total))), yi(sum(facts.map(({ plan }) => plan)))]);
    sheet.blank(6);
    sheet.line('title', ['表二  项目明细']);
    sheet.line('title', [null, null, null, null, '单位：万元']);
    sheet.header([['序号', '项目名称', '县区', '总投资', '2018年计划投资', '开工时间']]);
    facts.forEach((project, index) => {
      sheet.project(
        project,
        {
          fields: {
            total_investment: project.total,
            annual_plan: { 2018: project.plan },
            actual_start: project.started,
          },
        },
        [index + 1, project.name, project.region, wan(project.total), wan(project.plan), day(project.started)],
      );
    });
    return book(sheet);
  },
);

const countsInCaptions = ledger(
  'captions-with-counts.xlsx',
  'regions as lines with a number of projects in the column of names and their sums',
  () => {
    const sheet = new Draft('Sheet1');
    sheet.header([['序号', '项目名称', '建设单位', '总投资（万元）', '2018年计划投资（万元）']]);
    const money = (list: readonly Facts[]): Cell[] => [
      wan(sum(list.map(({ total }) => total))),
      wan(sum(list.map(({ plan }) => plan))),
    ];
    let serial = 0;
    for (const [region, seed] of [
      ['船营区', 133],
      ['丰满区', 134],
      ['磐石市', 135],
    ] as const) {
      const facts = inventProjects(seed, 3, [region]);
      sheet.line('group', [region, `${facts.length}个`, null, ...money(facts)]);
      for (const project of facts) {
        serial++;
        sheet.project(
          project,
          {
            fields: {
              owner: project.owner,
              total_investment: project.total,
              annual_plan: { 2018: project.plan },
            },
          },
          [serial, project.name, project.owner, wan(project.total), wan(project.plan)],
        );
      }
    }
    return book(sheet);
  },
);

const groupsInBlocks = ledger(
  'groups-in-blocks.xlsx',
  'a block per region with the same header again, in one of them groups 续建/新建 with their number in the last column and the end of a page',
  () => {
    const sheet = new Draft('Sheet1');
    sheet.line('title', ['2018年重点项目情况表（单位：万元）']);
    ['永吉县', '舒兰市', '北大壶开发区', '桦甸市'].forEach((region, block) => {
      const facts = inventProjects(150 + block, block === 2 ? 4 : 1, [region]);
      sheet.line('title', [`${region}（${facts.length}个）`]);
      sheet.header([['项目名称', '总投资', '2018年计划投资', '序号']]);
      facts.forEach((project, index) => {
        if (facts.length > 1 && index % 2 === 0)
          sheet.line('group', [index ? '新建项目（2个）' : '续建项目（2个）', null, null, index ? '二' : '一']);
        // The printed page ends just below the caption.
        if (index === 2) sheet.header([['项目名称', '总投资', '2018年计划投资', '序号']]);
        sheet.project(project, { fields: { total_investment: project.total, annual_plan: { 2018: project.plan } } }, [
          project.name,
          wan(project.total),
          wan(project.plan),
          index + 1,
        ]);
      });
      sheet.blank();
    });
    return book(sheet);
  },
);

export const blockLedgers: readonly Ledger[] = [summaryFirst, countsInCaptions, groupsInBlocks];

/** A second round of traps, thought out when the reader could read the first: figures of other years, tables before the table. */
import { type Cell, day } from './cell';
import { Draft } from './draft';
import { book, type Ledger, ledger } from './ledger';
import { type Facts, inventProjects, sum, wan, yi } from './projects';

const notThisYear = ledger(
  'figures-of-other-times.xlsx',
  'completed since the start, in the same months of last year, what is left, growth: none of them is completed this year',
  () => {
    const sheet = new Draft('Sheet1');
    sheet.across('title', '2018年1-8月重点项目投资完成情况（万元）', 10);
    sheet.header([
      [
        '序号',
        '项目名称',
        '属地',
        '总投资',
        '开工以来累计完成投资',
        '1-8月完成投资',
        '去年同期完成投资',
        '同比增长（%）',
        '剩余投资',
        '未完成投资占比',
      ],
    ]);
    inventProjects(130, 6).forEach((project, index) => {
      const done = sum(project.months);
      sheet.project(project, { fields: { total_investment: project.total }, completedThisYear: done }, [
        index + 1,
        project.name,
        project.region,
        wan(project.total),
        wan(project.before + done),
        wan(done),
        wan(Math.round(done / 2)),
        100,
        wan(project.total - project.before - done),
        0.42,
      ]);
    });
    return book(sheet);
  },
);

const consistency = ledger(
  'papers-compared.xlsx',
  'not in statistics: the same fact from three papers beside each other, under merged headers 批文, 施工合同, 申请表',
  () => {
    const sheet = new Draft('比对');
    sheet.across('title', '未入统项目材料一致性核对表（2018年9月，万元）', 10);
    sheet.header([
      [
        '序号',
        '项目名称',
        '属地',
        '总投资',
        '批文总投资',
        '申请表总投资',
        '批文建设单位',
        '合同甲方',
        '批文日期',
        '合同日期',
      ],
    ]);
    inventProjects(131, 5).forEach((project, index) => {
      const stated = index === 1 ? project.total - 1_000_000 : project.total;
      const other = index === 2 ? `${project.owner}吉林分公司` : project.owner;
      sheet.project(
        project,
        {
          fields: { total_investment: project.total },
          listing: {
            state: 'missing',
            approval_investment: project.total,
            form_investment: stated,
            approval_owner: project.owner,
            contract_owner: other,
            approval_date: '2018-03-15',
            contract_date: '2018-04-20',
          },
        },
        [
          index + 1,
          project.name,
          project.region,
          wan(project.total),
          wan(project.total),
          wan(stated),
          project.owner,
          other,
          day('2018-03-15'),
          '2018年4月20日',
        ],
      );
    });
    return book(sheet);
  },
);

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
  'regions as lines with a number of projects in the column of names and their sums; categories below them by letters',
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

const numbersInNames = ledger(
  'numbers-in-names.xlsx',
  'no column of numbers: each name begins with its own (1、 2、 …); 1号路 keeps its 1',
  () => {
    const sheet = new Draft('Sheet1');
    sheet.header([['项目名称', '县区', '总投资（亿元）']]);
    inventProjects(136, 6).forEach((own, index) => {
      const project = index === 5 ? { ...own, name: '1号路及配套管网工程' } : own;
      sheet.project(project, { fields: { total_investment: project.total } }, [
        `${index + 1}、${project.name}`,
        project.region,
        yi(project.total),
      ]);
    });
    return book(sheet);
  },
);

const monthNumbers = ledger(
  'month-numbers.xlsx',
  'months as bare numbers under 2018年计划开工月份 and 计划竣工（年 | 月) in two columns',
  () => {
    const sheet = new Draft('Sheet1');
    sheet.across('title', '2018年计划开工项目（万元）', 6);
    sheet.header([['序号', '项目名称', '属地', '总投资', '2018年计划开工月份', '责任单位']]);
    inventProjects(137, 6).forEach((project, index) => {
      const month = Number(project.starts.slice(5));
      sheet.project(
        project,
        {
          fields: {
            total_investment: project.total,
            planned_start: project.starts,
            responsible_unit: `${project.region}政府`,
          },
        },
        [
          index + 1,
          project.name,
          project.region,
          wan(project.total),
          index % 2 ? month : `${month}月`,
          `${project.region}政府`,
        ],
      );
    });
    return book(sheet);
  },
);

const yearAndMonth = ledger(
  'year-and-month.xlsx',
  'year and month of the start in two columns under one merged header, as forms of statistics have them',
  () => {
    const sheet = new Draft('Sheet1');
    sheet.header([
      ['项目名称', '属地', '总投资（万元）', '开工时间', '<', '建设单位'],
      ['^', '^', '^', '年', '月', '^'],
    ]);
    inventProjects(138, 5).forEach((project) => {
      sheet.project(
        project,
        {
          fields: {
            total_investment: project.total,
            actual_start: project.started.slice(0, 7),
            owner: project.owner,
          },
        },
        [
          project.name,
          project.region,
          wan(project.total),
          Number(project.started.slice(0, 4)),
          Number(project.started.slice(5, 7)),
          project.owner,
        ],
      );
    });
    return book(sheet);
  },
);

const twoLeftMerges = ledger(
  'two-left-merges.xlsx',
  'no numbers; regions in a merged first column, kinds of industry in a merged second, three figures a month (计划, 完成, 完成率)',
  () => {
    const sheet = new Draft('Sheet1');
    sheet.across('title', '2018年重点项目进展（单位：万元）', 10);
    sheet.header([
      ['县区', '领域', '项目名称', '总投资', '7月', '<', '<', '8月', '<', '<'],
      ['^', '^', '^', '^', '计划', '完成', '完成率', '计划', '完成', '完成率'],
    ]);
    ['蛟河市', '高新区'].forEach((region, block) => {
      const top = sheet.next;
      for (const sector of ['工业', '农业']) {
        const first = sheet.next;
        inventProjects(140 + block * 2 + sector.length, 2, [region]).forEach((own) => {
          const project = { ...own, name: `${sector}${own.name}` };
          const [july = 0, august = 0] = project.months;
          const row = sheet.next;
          sheet.project(
            project,
            {
              fields: { sector, total_investment: project.total },
              completedThisYear: july + august,
              months: {
                '2018-07': { planned: july + 200_000, completed: july },
                '2018-08': { planned: august + 300_000, completed: august },
              },
            },
            [
              row === top ? region : null,
              row === first ? sector : null,
              project.name,
              wan(project.total),
              wan(july + 200_000),
              wan(july),
              july / (july + 200_000),
              wan(august + 300_000),
              wan(august),
              august / (august + 300_000),
            ],
          );
        });
        sheet.merge(first, 1, sheet.next - 1, 1);
      }
      sheet.merge(top, 0, sheet.next - 1, 0);
    });
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

export const moreLedgers: readonly Ledger[] = [
  notThisYear,
  consistency,
  summaryFirst,
  countsInCaptions,
  numbersInNames,
  monthNumbers,
  yearAndMonth,
  twoLeftMerges,
  groupsInBlocks,
];

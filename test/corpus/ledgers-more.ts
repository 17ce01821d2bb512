/** A second round of traps, thought out when the reader could read the first: figures of other times, numbers that are none. */
import { day } from './cell';
import { Draft } from './draft';
import { book, type Ledger, ledger } from './ledger';
import { inventProjects, sum, wan, yi } from './projects';

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

const monthNumbers = ledger('month-numbers.xlsx', 'months under 2018年计划开工月份, some as bare numbers', () => {
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
});

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

export const moreLedgers: readonly Ledger[] = [
  notThisYear,
  consistency,
  numbersInNames,
  monthNumbers,
  yearAndMonth,
  twoLeftMerges,
];

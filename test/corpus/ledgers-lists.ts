/** A left column without a header, headers with explanations, money by channel and year, two kinds of figures, a table on its side. */
import { computed, day } from './cell';
import { Draft } from './draft';
import { book, type Ledger, ledger } from './ledger';
import { inUnit, inventProjects, sum, wan } from './projects';

const noLeftHeader = ledger(
  'left-without-header.xlsx',
  'the merged left column holds regions and has no header of its own',
  () => {
    const sheet = new Draft('Sheet1');
    sheet.across('title', '各县区重点项目（单位：万元）', 5);
    sheet.line('header', ['', '序号', '项目名称', '总投资', '计划开工时间']);
    ['舒兰市', '高新区', '永吉县'].forEach((region, place) => {
      const first = sheet.next;
      inventProjects(111 + place, 2 + place).forEach((own, index) => {
        const project = { ...own, region };
        sheet.project(project, { fields: { total_investment: project.total, planned_start: project.starts } }, [
          index === 0 ? region : null,
          index + 1,
          project.name,
          wan(project.total),
          `${project.starts.replace('-', '年')}月`,
        ]);
      });
      sheet.merge(first, 0, sheet.next - 1, 0);
    });
    return book(sheet);
  },
);

const wordyHeaders = ledger(
  'wordy-headers.xlsx',
  'headers with explanations: 总投资（万元，含征地费用）, 开工时间（以施工许可为准）, 项目名称（与批复一致）, numbered headers',
  () => {
    const sheet = new Draft('Sheet1');
    sheet.across('title', '附件1：', 6);
    sheet.across('title', '重点项目申报汇总表', 6);
    sheet.header([
      [
        '1.项目名称（与批复文件一致）',
        '2.建设单位（全称）',
        '3.所在县（市）区',
        '4.总投资（万元，含征地费用）',
        '5.2018年计划投资（万元，四舍五入保留两位）',
        '6.开工时间（以施工许可证为准）',
      ],
    ]);
    inventProjects(115, 6).forEach((project) => {
      sheet.project(
        project,
        {
          fields: {
            owner: project.owner,
            total_investment: project.total,
            annual_plan: { 2018: project.plan },
            actual_start: project.started,
          },
        },
        [project.name, project.owner, project.region, wan(project.total), wan(project.plan), day(project.started)],
      );
    });
    return book(sheet);
  },
);

const funds = ledger(
  'fund-sources.xlsx',
  'where the money comes from, by channel under a merged header, beside the total and the plans of two years',
  () => {
    const sheet = new Draft('资金');
    sheet.across('title', '项目资金来源情况表（单位：万元）', 11);
    sheet.header([
      ['序号', '项目名称', '属地', '总投资', '资金来源', '<', '<', '<', '年度投资计划', '<', '备注'],
      ['^', '^', '^', '^', '中央预算内', '专项债', '银行贷款', '企业自筹', '2018年', '2019年', '^'],
    ]);
    inventProjects(116, 5).forEach((project, index) => {
      const shares = [10, 20, 30, 40].map((share) => (project.total * share) / 100);
      const next = project.plan + 5_000_000;
      sheet.project(
        project,
        {
          fields: {
            total_investment: project.total,
            annual_plan: { 2018: project.plan, 2019: next },
            fund_sources: {
              anyOf: [
                null,
                {
                  中央预算内: shares[0] ?? 0,
                  专项债: shares[1] ?? 0,
                  银行贷款: shares[2] ?? 0,
                  企业自筹: shares[3] ?? 0,
                },
              ],
            },
          },
        },
        [
          index + 1,
          project.name,
          project.region,
          computed(`SUM(E${sheet.next}:H${sheet.next})`, wan(project.total)),
          ...shares.map(wan),
          wan(project.plan),
          wan(next),
        ],
      );
    });
    return book(sheet);
  },
);

const twoYears = ledger(
  'months-of-two-years.xlsx',
  'month columns across the turn of the year, each with its year: 2017年11月 … 2018年8月',
  () => {
    const sheet = new Draft('Sheet1');
    const months = ['2017-11', '2017-12', ...Array.from({ length: 8 }, (_, index) => `2018-0${index + 1}`)];
    sheet.line('title', ['项目投资完成情况（万元）']);
    sheet.header([
      ['项目名称', '县区', '总投资', '完成投资', ...Array.from({ length: 9 }, () => '<')],
      ['^', '^', '^', ...months.map((month) => `${Number(month.slice(0, 4))}年${Number(month.slice(5))}月`)],
    ]);
    inventProjects(117, 5).forEach((project) => {
      const done = [2_000_000, 3_100_000, ...project.months];
      sheet.project(
        project,
        {
          fields: { total_investment: project.total },
          completedThisYear: sum(project.months),
          months: Object.fromEntries(months.map((month, index) => [month, { completed: done[index] ?? 0 }])),
        },
        [project.name, project.region, wan(project.total), ...done.map(wan)],
      );
    });
    return book(sheet);
  },
);

const statistics = ledger(
  'two-kinds-of-figures.xlsx',
  'dispatch figure and statistics figure of August beside each other, in one header group: they never become one',
  () => {
    const sheet = new Draft('比对');
    sheet.across('title', '2018年8月调度数与统计数比对表（万元）', 7);
    sheet.header([
      ['序号', '项目名称', '属地', '总投资', '8月完成投资', '<', '统计编码'],
      ['^', '^', '^', '^', '调度数', '统计数', '^'],
    ]);
    inventProjects(118, 5).forEach((project, index) => {
      const dispatch = project.months[7] ?? 0;
      const counted = index === 1 ? 0 : (project.months[6] ?? 0);
      const code = `2202001800${10 + index}`;
      sheet.project(
        project,
        {
          fields: { total_investment: project.total, statistics_code: code },
          months: { '2018-08': { completed: dispatch, statistics_completed: counted } },
        },
        [index + 1, project.name, project.region, wan(project.total), wan(dispatch), wan(counted), code],
      );
    });
    return book(sheet);
  },
);

const transposed = ledger(
  'lying-on-its-side.xlsx',
  'fields down, projects across: read rightly or refused, never read wrongly',
  () => {
    const sheet = new Draft('Sheet1');
    const facts = inventProjects(119, 4);
    sheet.across('title', '重点项目对照表', 5);
    sheet.line('header', ['项目名称', ...facts.map(({ name }) => name)]);
    sheet.line('more', ['属地', ...facts.map(({ region }) => region)]);
    sheet.line('more', ['总投资（万元）', ...facts.map(({ total }) => inUnit(total, '万元'))]);
    sheet.line('more', ['开工时间', ...facts.map(({ started }) => started)]);
    for (const project of facts)
      sheet.expect(2, project, { fields: { total_investment: project.total, actual_start: project.started } });
    sheet.mayBeRefused = true;
    return book(sheet);
  },
);

export const listLedgers: readonly Ledger[] = [noLeftHeader, wordyHeaders, funds, twoYears, statistics, transposed];

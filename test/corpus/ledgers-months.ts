/** Wide months: pairs of plan and completion, sums since January, real dates for headers, two rows a project, quarters. */
import { type Cell, computed, day } from './cell';
import { Draft } from './draft';
import { book, type Ledger, ledger } from './ledger';
import { type Facts, inventProjects, sum, wan } from './projects';

const monthOf = (index: number) => `2018-${String(index + 1).padStart(2, '0')}`;
const completedMonths = (facts: Facts) =>
  Object.fromEntries(facts.months.map((completed, index) => [monthOf(index), { completed }]));

const monthPairs = ledger(
  'month-pairs.xlsx',
  'each month a pair 计划/完成 under its merged number; twelve months, the later ones planned only; sums to the right',
  () => {
    const sheet = new Draft('分月');
    sheet.across('title', '2018年分月投资计划及完成情况', 30);
    sheet.line('title', ['填报单位：舒兰市重点办', ...Array.from({ length: 27 }, () => null), '单位：万元']);
    const months = Array.from({ length: 12 }, (_, index) => `${index + 1}月`);
    sheet.header([
      ['序号', '项目名称', '总投资', '2018年计划投资', ...months.flatMap((name) => [name, '<']), '全年合计', '<'],
      ['^', '^', '^', '^', ...months.flatMap(() => ['计划', '完成']), '计划', '完成'],
    ]);
    inventProjects(13, 5, ['舒兰市']).forEach((project, index) => {
      const planned = Array.from({ length: 12 }, (_, place) => (place + 1 + index) * 100_000);
      sheet.project(
        project,
        {
          fields: { total_investment: project.total, annual_plan: { 2018: project.plan } },
          completedThisYear: sum(project.months),
          months: Object.fromEntries(
            planned.map((plan, place) => [
              monthOf(place),
              project.months[place] === undefined
                ? { planned: plan }
                : { planned: plan, completed: project.months[place] },
            ]),
          ),
        },
        [
          index + 1,
          project.name,
          wan(project.total),
          wan(project.plan),
          ...planned.flatMap((plan, place): Cell[] => [
            wan(plan),
            project.months[place] === undefined ? null : wan(project.months[place]),
          ]),
          wan(sum(planned)),
          wan(sum(project.months)),
        ],
      );
    });
    return book(sheet);
  },
);

const sumsSinceJanuary = ledger(
  'sums-since-january.xlsx',
  'the month columns are sums since January (1月, 1-2月, 1-3月 …): a month is the difference of two',
  () => {
    const sheet = new Draft('累计');
    sheet.across('title', '2018年固定资产投资累计完成情况', 12);
    const labels = Array.from({ length: 8 }, (_, index) => (index === 0 ? '1月' : `1-${index + 1}月`));
    sheet.header([
      [
        '序号',
        '项目名称',
        '县区',
        '计划总投资（万元）',
        '累计完成投资（万元）',
        ...Array.from({ length: 7 }, () => '<'),
      ],
      ['^', '^', '^', '^', ...labels],
    ]);
    inventProjects(14, 5).forEach((project, index) => {
      sheet.project(
        project,
        {
          fields: { total_investment: project.total },
          completedThisYear: sum(project.months),
          months: completedMonths(project),
        },
        [
          index + 1,
          project.name,
          project.region,
          wan(project.total),
          ...project.months.map((_, place) => wan(sum(project.months.slice(0, place + 1)))),
        ],
      );
    });
    return book(sheet);
  },
);

const monthsAsDates = ledger(
  'months-as-dates.xlsx',
  'the headers of the months are real dates shown as 1月, 2月 …; a year’s plan before and after this one',
  () => {
    const sheet = new Draft('2018');
    sheet.line('title', ['重点项目投资完成（万元）']);
    sheet.line('header', [
      '项目名称',
      '所属区域',
      '截至2017年底累计完成投资',
      '2018年计划投资',
      '2019年计划投资',
      ...Array.from({ length: 8 }, (_, index) => day(`${monthOf(index)}-01`, 'm"月"')),
      '合计',
    ]);
    inventProjects(15, 6).forEach((project) => {
      sheet.project(
        project,
        {
          fields: {
            completed_before_year: project.before,
            annual_plan: { 2018: project.plan, 2019: project.plan + 1_000_000 },
          },
          completedThisYear: sum(project.months),
          months: completedMonths(project),
        },
        [
          project.name,
          project.region,
          wan(project.before),
          wan(project.plan),
          wan(project.plan + 1_000_000),
          ...project.months.map(wan),
          computed(`SUM(F${sheet.next}:M${sheet.next})`, wan(sum(project.months))),
        ],
      );
    });
    return book(sheet);
  },
);

const twoRows = ledger(
  'two-rows-a-project.xlsx',
  'a project takes two rows, upper plan, lower actual; everything else is merged over both',
  () => {
    const sheet = new Draft('倒排工期');
    sheet.across('title', '2018年项目倒排计划表', 14);
    sheet.line('title', ['单位：万元']);
    sheet.header([
      [
        '序号',
        '项目名称',
        '属地',
        '总投资',
        '类别',
        ...Array.from({ length: 8 }, (_, index) => `${index + 1}月`),
        '责任单位',
      ],
    ]);
    inventProjects(16, 5).forEach((project, index) => {
      const planned = project.months.map((_, place) => (place + 2) * 500_000 + index * 10_000);
      const unit = `${project.region}发改局`;
      const top = sheet.project(
        project,
        {
          fields: { total_investment: project.total, responsible_unit: unit },
          completedThisYear: sum(project.months),
          months: Object.fromEntries(
            project.months.map((completed, place) => [monthOf(place), { completed, planned: planned[place] ?? 0 }]),
          ),
        },
        [index + 1, project.name, project.region, wan(project.total), '计划', ...planned.map(wan), unit],
      );
      sheet.line('more', [null, null, null, null, '完成', ...project.months.map(wan)]);
      for (const column of [0, 1, 2, 3, 13]) sheet.merge(top, column, top + 1, column);
    });
    return book(sheet);
  },
);

const quarters = ledger(
  'quarters.xlsx',
  'plan by quarters: no month may be made of them; 上半年 and 全年 beside',
  () => {
    const sheet = new Draft('季度');
    sheet.across('title', '2018年重点项目分季度计划（单位：万元）', 9);
    sheet.header([
      ['序号', '项目名称', '所在县区', '总投资', '2018年计划投资', '其中', '<', '<', '<'],
      ['^', '^', '^', '^', '^', '一季度', '二季度', '三季度', '四季度'],
    ]);
    inventProjects(17, 5).forEach((project, index) => {
      const quarter = Math.round(project.plan / 4);
      sheet.project(project, { fields: { total_investment: project.total, annual_plan: { 2018: project.plan } } }, [
        index + 1,
        project.name,
        project.region,
        wan(project.total),
        wan(project.plan),
        wan(quarter),
        wan(quarter),
        wan(quarter),
        wan(quarter),
      ]);
    });
    return book(sheet);
  },
);

export const monthLedgers: readonly Ledger[] = [monthPairs, sumsSinceJanuary, monthsAsDates, twoRows, quarters];

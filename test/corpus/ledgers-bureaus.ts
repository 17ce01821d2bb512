/** How county bureaus hand in their tables: titles, reporting unit, sums, signatures, regions in blocks and groups. */
import { computed, day, looking } from './cell';
import { Draft } from './draft';
import { book, type Ledger, ledger } from './ledger';
import { type Facts, inventProjects, sum, wan } from './projects';

const month = (iso: string) => `${Number(iso.slice(0, 4))}年${Number(iso.slice(5, 7))}月`;

const barest = ledger('barest.xlsx', 'one header line; the region stands only in the title', () => {
  const sheet = new Draft('Sheet1');
  sheet.line('title', ['昌邑区2018年重点项目台账']);
  sheet.header([['序号', '项目名称', '总投资（万元）', '开工时间']]);
  inventProjects(1, 6, ['昌邑区']).forEach((facts, index) => {
    sheet.project(facts, { fields: { total_investment: facts.total, actual_start: facts.started } }, [
      index + 1,
      facts.name,
      wan(facts.total),
      day(facts.started),
    ]);
  });
  return book(sheet);
});

const reportingUnit = ledger(
  'reporting-unit.xlsx',
  'the region stands only in 填报单位; date of filling in; a two-row merged header; 合计 above the projects; signatures below',
  () => {
    const facts = inventProjects(2, 7, ['桦甸市']);
    const sheet = new Draft('汇总');
    sheet.across('title', looking('重点项目投资完成情况统计表', { bold: true, align: 'center' }), 9);
    sheet.across('title', '（2018年8月）', 9);
    sheet.line('title', [
      '填报单位：桦甸市发展和改革局',
      null,
      null,
      '填表日期：2018年9月5日',
      null,
      null,
      null,
      '单位：万元',
    ]);
    sheet.header([
      ['序号', '项目名称', '建设单位', '总投资', '2018年投资', '<', '<', '开工日期', '形象进度'],
      ['^', '^', '^', '^', '年度计划', '本月完成', '本年累计完成', '^', '^'],
    ]);
    const done = facts.map(({ months }) => sum(months));
    sheet.line('total', [
      '合计',
      '7个',
      null,
      computed('SUM(D7:D13)', wan(sum(facts.map(({ total }) => total)))),
      computed('SUM(E7:E13)', wan(sum(facts.map(({ plan }) => plan)))),
      null,
      computed('SUM(G7:G13)', wan(sum(done))),
    ]);
    facts.forEach((project, index) => {
      const august = project.months[7] ?? 0;
      const image = `主体施工至${index + 2}层`;
      sheet.project(
        project,
        {
          fields: {
            owner: project.owner,
            total_investment: project.total,
            annual_plan: { 2018: project.plan },
            actual_start: project.started.slice(0, 7),
          },
          completedThisYear: done[index] ?? 0,
          months: { '2018-08': { completed: august, image_progress: image } },
        },
        [
          index + 1,
          project.name,
          project.owner,
          wan(project.total),
          wan(project.plan),
          wan(august),
          wan(done[index] ?? 0),
          month(project.started),
          image,
        ],
      );
    });
    sheet.line('note', ['单位负责人：', null, null, '填表人：', null, null, '联系电话：0432-66000000']);
    return book(sheet);
  },
);

const groups = ledger(
  'groups-of-groups.xlsx',
  '总计 first, then 续建/新建 groups in Chinese numerals, groups of them by sector, 其中：省级 lines; a line of numbers under the header',
  () => {
    const sheet = new Draft('Sheet1');
    const facts = inventProjects(6, 9);
    sheet.across('title', '2018年重点项目计划表', 8);
    sheet.line('title', ['单位：万元、个']);
    sheet.header([
      [
        '序号',
        '项目名称',
        '建设地点',
        '建设规模及内容',
        '总投资',
        '至2017年底\n累计完成',
        '2018年\n计划投资',
        '所属地区',
      ],
    ]);
    sheet.line('number', ['甲', '乙', '丙', '丁', 1, 2, 3, '戊']);
    const total = (label: string, list: readonly Facts[]) =>
      sheet.line('total', [
        null,
        label,
        null,
        null,
        wan(sum(list.map((project) => project.total))),
        wan(sum(list.map(({ before }) => before))),
        wan(sum(list.map(({ plan }) => plan))),
      ]);
    const group = (label: string, list: readonly Facts[]) =>
      sheet.line('group', [
        label,
        null,
        null,
        null,
        wan(sum(list.map((project) => project.total))),
        wan(sum(list.map(({ before }) => before))),
        wan(sum(list.map(({ plan }) => plan))),
      ]);
    total(`总计（${facts.length}个）`, facts);
    total('其中：省级重点项目', facts.slice(0, 3));
    total('市级重点项目', facts.slice(3));
    const write = (list: readonly Facts[]) => {
      list.forEach((project, index) => {
        sheet.project(
          project,
          {
            fields: {
              address: `${project.region}${project.name.slice(0, 2)}街道`,
              scale: project.scale,
              total_investment: project.total,
              completed_before_year: project.before,
              annual_plan: { 2018: project.plan },
            },
          },
          [
            index + 1,
            project.name,
            `${project.region}${project.name.slice(0, 2)}街道`,
            project.scale,
            wan(project.total),
            wan(project.before),
            wan(project.plan),
            project.region,
          ],
        );
      });
    };
    group('一、续建项目（5个）', facts.slice(0, 5));
    sheet.line('group', ['（一）产业类']);
    write(facts.slice(0, 2));
    sheet.line('group', ['（二）基础设施类']);
    write(facts.slice(2, 5));
    group('二、新建项目（4个）', facts.slice(5));
    sheet.line('group', ['（一）产业类']);
    write(facts.slice(5, 7));
    sheet.line('group', ['（二）民生类']);
    write(facts.slice(7));
    return book(sheet);
  },
);

const printedPages = ledger(
  'printed-pages.xlsx',
  'as it was printed: after every four projects a page ends, a line （续表） and the whole header come again, the sum of the page before',
  () => {
    const sheet = new Draft('打印稿');
    const facts = inventProjects(7, 11);
    const head = () =>
      sheet.header([
        ['序号', '项目名称', '投资情况（万元）', '<', '时间', '<', '所在县区'],
        ['^', '^', '总投资', '本年计划', '开工', '竣工', '^'],
      ]);
    sheet.across('title', '全市重点项目基本情况表（2018年）', 7);
    head();
    facts.forEach((project, index) => {
      if (index > 0 && index % 4 === 0) {
        sheet.line('total', [null, '本页小计', wan(sum(facts.slice(index - 4, index).map(({ total }) => total)))]);
        sheet.breaks.push(sheet.next - 1);
        sheet.across('title', '全市重点项目基本情况表（续表）', 7);
        head();
      }
      sheet.project(
        project,
        {
          fields: {
            total_investment: project.total,
            annual_plan: { 2018: project.plan },
            planned_finish: project.finishes,
            planned_start: { anyOf: [null, project.started.slice(0, 7)] },
            actual_start: { anyOf: [null, project.started.slice(0, 7)] },
          },
          start: project.started.slice(0, 7),
        },
        [
          index + 1,
          project.name,
          wan(project.total),
          wan(project.plan),
          project.started.slice(0, 7),
          project.finishes,
          project.region,
        ],
      );
    });
    sheet.line('note', ['注：1.本表按项目总投资排序。']);
    sheet.line('note', ['    2.表内时间为年月。']);
    return book(sheet);
  },
);

const sideBySide = ledger(
  'side-by-side.xlsx',
  'two tables beside each other, an empty column between: started on the left, to be started on the right',
  () => {
    const sheet = new Draft('对照');
    const left = inventProjects(8, 5, ['船营区']);
    const right = inventProjects(9, 3, ['船营区']);
    sheet.line('title', ['船营区项目情况（万元）']);
    sheet.line('title', ['已开工项目', null, null, null, null, '计划开工项目']);
    sheet.line('header', [
      '序号',
      '项目名称',
      '总投资',
      '开工时间',
      null,
      '序号',
      '项目名称',
      '总投资',
      '计划开工时间',
    ]);
    left.forEach((project, index) => {
      const other = right[index];
      const row = sheet.project(
        project,
        { fields: { total_investment: project.total, actual_start: project.started } },
        [
          index + 1,
          project.name,
          wan(project.total),
          day(project.started),
          null,
          ...(other ? [index + 1, other.name, wan(other.total), other.starts] : []),
        ],
      );
      if (other) sheet.expect(row, other, { fields: { total_investment: other.total, planned_start: other.starts } });
    });
    return book(sheet);
  },
);

export const bureauLedgers: readonly Ledger[] = [barest, reportingUnit, groups, printedPages, sideBySide];

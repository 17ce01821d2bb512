/** Days and months as they are typed; codes and telephones that Excel took for numbers. */
import { type Cell, day, shown } from './cell';
import { Draft } from './draft';
import type { Wanted } from './expectation';
import { book, type Ledger, ledger } from './ledger';
import { inventProjects, wan } from './projects';

const everyKind = ledger(
  'days-of-every-kind.xlsx',
  'one column with days and months in every spelling: texts, serials in several formats, numbers like 20180731 and 201807',
  () => {
    const sheet = new Draft('Sheet1');
    sheet.across('title', '2018年重点项目开工情况（万元）', 5);
    sheet.header([['序号', '项目名称', '属地', '总投资', '实际开工时间']]);
    const days: readonly (readonly [Cell, string])[] = [
      ['2018.7.31', '2018-07-31'],
      ['2018年7月31日', '2018-07-31'],
      ['18/7/31', '2018-07-31'],
      ['2018-07', '2018-07'],
      [20180731, '2018-07-31'],
      ['20180731', '2018-07-31'],
      [201807, '2018-07'],
      ['2018年 7 月', '2018-07'],
      ['２０１８年７月', '2018-07'],
      [day('2018-07-31'), '2018-07-31'],
      [day('2018-07-31', 'yyyy"年"m"月"d"日"'), '2018-07-31'],
      [day('2018-07-31', 'm/d/yy'), '2018-07-31'],
      [day('2018-07-01', 'yyyy"年"m"月"'), '2018-07'],
      ['2018/7/31 0:00:00', '2018-07-31'],
      ['2018.07.', '2018-07'],
      ['7月31日', '2018-07-31'],
      ['2018年7月31号', '2018-07-31'],
      ['2018、7、31', '2018-07-31'],
      ['2017.11', '2017-11'],
      ['2018—07—31', '2018-07-31'],
      ['二〇一八年七月', '2018-07'],
      ['七月', '2018-07'],
    ];
    inventProjects(31, days.length).forEach((project, index) => {
      const [written, meant] = days[index] as (typeof days)[number];
      sheet.project(project, { fields: { total_investment: project.total, actual_start: meant } }, [
        index + 1,
        project.name,
        project.region,
        wan(project.total),
        written,
      ]);
    });
    return book(sheet);
  },
);

const unclear = ledger(
  'days-unclear.xlsx',
  'what is no day is asked, not made one: 年底, 上半年, 待定, 2018年13月, 2018.2.30, a year alone',
  () => {
    const sheet = new Draft('Sheet1');
    sheet.across('title', '计划开工项目表（单位：万元）', 5);
    sheet.header([['序号', '项目名称', '属地', '总投资', '计划开工时间']]);
    const days: readonly (readonly [Cell, string | null])[] = [
      ['2018年9月', '2018-09'],
      ['2018年13月', null],
      ['2018.10', '2018-10'],
      ['2018.2.30', null],
      ['待定', null],
      [day('2018-10-15'), '2018-10-15'],
      ['上半年', null],
      ['2018年11月底', '2018-11'],
      ['手续办结后', null],
      [2019, null],
    ];
    // The month is beyond doubt, so that it may stand until the question is answered.
    const meanwhile = new Map<Cell, Wanted>([
      ['2018年11月底', { anyOf: ['2018-11', '2018-11-30'] }],
      ['2018.2.30', { anyOf: [null, '2018-02'] }],
    ]);
    inventProjects(32, days.length).forEach((project, index) => {
      const [written, meant] = days[index] as (typeof days)[number];
      const row = sheet.project(
        project,
        {
          fields: {
            total_investment: project.total,
            planned_start: meanwhile.get(written) ?? meant,
          },
        },
        [index + 1, project.name, project.region, wan(project.total), written],
      );
      // 待定 says that nothing is known yet: there is nothing to ask.
      if (meant === null && written !== '待定') sheet.doubt(row, 4, 'no day and no month');
    });
    return book(sheet);
  },
);

const yearOf1904 = ledger('date-1904.xlsx', 'a workbook of a Mac, whose days count from 1904', () => {
  const sheet = new Draft('Sheet1');
  sheet.header([['项目名称', '属地', '总投资（万元）', '开工日期', '计划竣工日期']]);
  inventProjects(33, 6).forEach((project) => {
    const finish = `${project.finishes}-18`;
    sheet.project(
      project,
      { fields: { total_investment: project.total, actual_start: project.started, planned_finish: finish } },
      [project.name, project.region, wan(project.total), day(project.started), day(finish, 'yyyy/m/d')],
    );
  });
  return book(sheet, { date1904: true });
});

const spans = ledger(
  'start-to-finish.xlsx',
  'start and finish in one column 建设起止年限: 2018.5-2019.10, 2018年5月至2019年10月, 2018.05—2019.10',
  () => {
    const sheet = new Draft('Sheet1');
    sheet.across('title', '2018年重点项目基本情况', 5);
    sheet.header([['序号', '项目名称', '所在县区', '建设起止年限', '总投资（万元）']]);
    const write: readonly ((from: string, to: string) => string)[] = [
      (from, to) => `${from.replace('-0', '.')}-${to.replace('-', '.')}`,
      (from, to) =>
        `${Number(from.slice(0, 4))}年${Number(from.slice(5))}月至${Number(to.slice(0, 4))}年${Number(to.slice(5))}月`,
      (from, to) => `${from.replace('-', '.')}—${to.replace('-', '.')}`,
      (from, to) => `${from.replace('-', '/')}~${to.replace('-', '/')}`,
    ];
    inventProjects(34, 8).forEach((project, index) => {
      const from = project.started.slice(0, 7);
      const finish = `${project.finishes.slice(0, 4)}-1${index % 3}`;
      sheet.project(
        project,
        {
          fields: {
            total_investment: project.total,
            planned_finish: finish,
            // Whether the beginning is planned or real the ledger does not say; the start that counts is the same.
            planned_start: { anyOf: [null, from] },
            actual_start: { anyOf: [null, from] },
          },
          start: from,
        },
        [
          index + 1,
          project.name,
          project.region,
          (write[index % 4] as (typeof write)[number])(from, finish),
          wan(project.total),
        ],
      );
    });
    return book(sheet);
  },
);

const pointDates = ledger(
  'months-as-decimals.xlsx',
  'months typed as decimals: 2018.10 shown with two places is October; 2018.9 is September',
  () => {
    const sheet = new Draft('Sheet1');
    sheet.header([['序号', '项目名称', '县区', '总投资(万元)', '开工年月', '竣工年月']]);
    const months: readonly (readonly [Cell, string, Cell, string])[] = [
      [shown(2018.1, '0.00'), '2018-10', shown(2019.1, '0.00'), '2019-10'],
      [shown(2018.09, '0.00'), '2018-09', shown(2019.06, '0.00'), '2019-06'],
      [shown(2017.12, '0.00'), '2017-12', shown(2019.11, '0.00'), '2019-11'],
      [shown(2018.05, '0.00'), '2018-05', shown(2020.01, '0.00'), '2020-01'],
      [2018.04, '2018-04', '2020.6', '2020-06'],
    ];
    inventProjects(35, months.length).forEach((project, index) => {
      const [from, start, to, finish] = months[index] as (typeof months)[number];
      sheet.project(
        project,
        {
          fields: {
            total_investment: project.total,
            planned_finish: finish,
            actual_start: { anyOf: [start, null] },
            planned_start: { anyOf: [start, null] },
          },
          start,
        },
        [index + 1, project.name, project.region, wan(project.total), from, to],
      );
    });
    return book(sheet);
  },
);

const codes = ledger(
  'codes-as-numbers.xlsx',
  'telephones as numbers, codes with blanks and other hyphens; a code that Excel rounded to 2.0182E+19 is asked, not taken',
  () => {
    const sheet = new Draft('Sheet1');
    sheet.across('title', '项目联系表', 7);
    sheet.header([['序号', '项目代码', '项目名称', '属地', '总投资（万元）', '联系人', '联系电话']]);
    inventProjects(36, 6).forEach((project, index) => {
      const digits = project.code.replaceAll('-', '');
      const lost = index === 3;
      const code: Cell = lost
        ? Number(digits)
        : index === 1
          ? ` ${project.code} `
          : index === 2
            ? project.code.replaceAll('-', '－')
            : project.code;
      const phone = 13_900_000_000 + index * 1_111;
      const row = sheet.project(
        project,
        {
          fields: {
            total_investment: project.total,
            contact: project.contact,
            phone: String(phone),
            code: lost ? null : project.code,
          },
        },
        [index + 1, code, project.name, project.region, wan(project.total), project.contact, phone],
      );
      if (lost) sheet.doubt(row, 1, 'twenty digits do not fit into a number: the last ones are gone');
    });
    return book(sheet);
  },
);

const openStart = ledger(
  'start-planned-or-real.xlsx',
  'one column 开工时间 for what has begun and what has not: a day that is still to come is planned',
  () => {
    const sheet = new Draft('Sheet1');
    sheet.across('title', '重点项目情况表（万元）', 4);
    sheet.header([['项目名称', '属地', '总投资', '开工时间']]);
    const days: readonly (readonly [string, boolean])[] = [
      ['2017-06-12', true],
      ['2018-08', true],
      ['2018-10', false],
      ['2018-12-05', false],
      ['2018-09-10', true],
      ['2019-04', false],
    ];
    inventProjects(41, days.length).forEach((project, index) => {
      const [iso, begun] = days[index] as (typeof days)[number];
      sheet.project(
        project,
        { fields: { total_investment: project.total, [begun ? 'actual_start' : 'planned_start']: iso }, start: iso },
        [project.name, project.region, wan(project.total), iso.replaceAll('-', '.')],
      );
    });
    return book(sheet);
  },
);

export const dayLedgers: readonly Ledger[] = [everyKind, openStart, unclear, yearOf1904, spans, pointDates, codes];

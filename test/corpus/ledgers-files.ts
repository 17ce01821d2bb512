/** The same kind of ledger as other files: old workbooks, text files in three encodings, a web page, XML of 2003. */
import { day } from './cell';
import { Draft } from './draft';
import { type Ledger, ledger, plain } from './ledger';
import { encoded, html, otherBook, separated, spreadsheetMl } from './other-kinds';
import { inventProjects, sum, wan, yi } from './projects';

/** Title, unit, two header rows, groups, sums, a note: what most tables have. */
function usual(seed: number): Draft {
  const sheet = new Draft('项目表');
  sheet.across('title', '2018年重点项目投资情况表', 8);
  sheet.line('title', ['填报日期：2018年9月10日', null, null, null, null, null, '单位：万元']);
  sheet.header([
    ['序号', '项目名称', '建设单位', '所在县区', '投资（万元）', '<', '时间', '<'],
    ['^', '^', '^', '^', '总投资', '2018年计划', '实际开工时间', '计划竣工时间'],
  ]);
  const facts = inventProjects(seed, 8);
  facts.forEach((project, index) => {
    if (index === 0) sheet.line('group', ['一、续建项目']);
    if (index === 5) sheet.line('group', ['二、新建项目']);
    sheet.project(
      project,
      {
        fields: {
          owner: project.owner,
          total_investment: project.total,
          annual_plan: { 2018: project.plan },
          actual_start: project.started,
          planned_finish: project.finishes,
        },
      },
      [
        index + 1,
        project.name,
        project.owner,
        project.region,
        wan(project.total),
        wan(project.plan),
        day(project.started),
        `${project.finishes.slice(0, 4)}年${Number(project.finishes.slice(5))}月`,
      ],
    );
  });
  sheet.line('total', [
    null,
    '合计',
    null,
    null,
    wan(sum(facts.map(({ total }) => total))),
    wan(sum(facts.map(({ plan }) => plan))),
  ]);
  sheet.line('note', ['注：金额为调度口径。']);
  return sheet;
}

/** One header row as systems export it. */
function list(seed: number): Draft {
  const sheet = new Draft('Sheet1');
  sheet.line('header', [
    '项目代码',
    '项目名称',
    '属地',
    '总投资（亿元）',
    '年度计划投资（万元）',
    '开工日期',
    '建设规模及内容',
  ]);
  inventProjects(seed, 8).forEach((project, index) => {
    const scale =
      index === 2 ? `${project.scale}，“二期”预留` : index === 3 ? `${project.scale}\n含室外配套` : project.scale;
    sheet.project(
      project,
      {
        fields: {
          code: project.code,
          total_investment: project.total,
          annual_plan: { 2018: project.plan },
          actual_start: project.started,
          scale,
        },
      },
      [project.code, project.name, project.region, yi(project.total), wan(project.plan), day(project.started), scale],
    );
  });
  return sheet;
}

/** Pages of a printed text: the header again after a line of sums whose figures look like years. */
function pages(seed: number): Draft {
  const sheet = new Draft('Sheet1');
  sheet.line('title', ['填表日期：2018年9月10日']);
  const facts = inventProjects(seed, 6);
  facts.forEach((project, index) => {
    if (index % 2 === 0) sheet.header([['项目名称', '本年计划投资（万元）', '上年底累计完成（万元）', '拟开工时间']]);
    sheet.project(
      project,
      {
        region: null,
        fields: {
          annual_plan: { 2018: project.plan },
          completed_before_year: project.before,
          planned_start: project.starts,
        },
      },
      [project.name, wan(project.plan), wan(project.before), project.starts.replace('-', '.')],
    );
    if (index % 2) sheet.line('note', ['其中：土建部分', 2017.5 + index, 2019.4]);
  });
  return sheet;
}

export const fileLedgers: readonly Ledger[] = [
  ledger('excel-97.xls', 'the binary workbook of Excel 97', () => {
    const sheet = usual(80);
    return plain(sheet, otherBook([sheet], 'biff8'));
  }),
  ledger('wps.et', 'a WPS table that is a binary workbook inside', () => {
    const sheet = usual(81);
    return plain(sheet, otherBook([sheet], 'biff8'));
  }),
  ledger('open-document.ods', 'an OpenDocument table', () => {
    const sheet = usual(82);
    return plain(sheet, otherBook([sheet], 'ods'));
  }),
  ledger('xml-2003.xls', 'the XML of Excel 2003 under the name of a workbook', () => {
    const sheet = usual(83);
    return plain(sheet, spreadsheetMl(sheet));
  }),
  ledger('web-page.xls', 'a web page with rowspan and colspan under the name of a workbook', () => {
    const sheet = usual(84);
    return plain(sheet, html(sheet, 'utf-8'));
  }),
  ledger('web-page-gb2312.xls', 'the same in GB2312, as old systems send it', () => {
    const sheet = usual(85);
    return plain(sheet, html(sheet, 'gb2312'));
  }),
  ledger('tabs-gbk.xls', 'lines with tabs in GBK under the name of a workbook', () => {
    const sheet = list(86);
    return plain(sheet, encoded(separated(sheet, '\t'), 'gbk'));
  }),
  ledger('commas-gbk.csv', 'commas in GBK; a title above the header', () => {
    const sheet = usual(87);
    return plain(sheet, encoded(separated(sheet, ','), 'gbk'));
  }),
  ledger(
    'commas-utf8.csv',
    'commas in UTF-8 without a mark; quotes, a line end and a Chinese comma within a field',
    () => {
      const sheet = list(88);
      return plain(sheet, encoded(separated(sheet, ',', '\n'), 'utf-8'));
    },
  ),
  ledger('commas-utf8-mark.csv', 'commas in UTF-8 with a mark', () => {
    const sheet = usual(89);
    return plain(sheet, encoded(separated(sheet, ','), 'utf-8-bom'));
  }),
  ledger('pages.csv', 'pages of a printed text, each with the header again below a line of sums like 2021.4', () => {
    const sheet = pages(92);
    return plain(sheet, encoded(separated(sheet, ','), 'gbk'));
  }),
  ledger('unicode-text.txt', 'what Excel saves as Unicode text: tabs in UTF-16', () => {
    const sheet = list(90);
    return plain(sheet, encoded(separated(sheet, '\t'), 'utf-16le'));
  }),
  ledger('tabs-utf16.csv', 'the same under the name of a .csv, high bytes first', () => {
    const sheet = usual(91);
    return plain(sheet, encoded(separated(sheet, '\t'), 'utf-16be'));
  }),
];

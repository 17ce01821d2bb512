/** What else people leave in a sheet: hidden rows, borders without text, remarks, other sheets, page furniture. */
import { type Cell, computed, day, looking } from './cell';
import { Draft } from './draft';
import { book, bookOf, type Ledger, ledger } from './ledger';
import { inventProjects, sum, wan } from './projects';

const hidden = ledger(
  'hidden.xlsx',
  'two projects in rows that a filter hid and a hidden column of owners: said aloud, whether read or left out',
  () => {
    const sheet = new Draft('Sheet1');
    sheet.header([['序号', '项目名称', '建设单位', '属地', '总投资（万元）']]);
    sheet.hiddenColumns.add(2);
    inventProjects(65, 7).forEach((project, index) => {
      const row = sheet.project(
        project,
        { fields: { owner: { anyOf: [project.owner, null] }, total_investment: project.total } },
        [index + 1, project.name, project.owner, project.region, wan(project.total)],
      );
      if (index === 2 || index === 5) sheet.hiddenRows.add(row);
    });
    sheet.says.push('隐藏');
    return book(sheet);
  },
);

const borders = ledger(
  'borders-without-text.xlsx',
  'empty rows between the projects, and below them three hundred rows that have borders and no text; a header in the ninth row',
  () => {
    const sheet = new Draft('Sheet1', 1);
    const framed = (count: number) => {
      for (let index = 0; index < count; index++) {
        const row = sheet.line('blank', []);
        for (let column = 1; column < 7; column++) sheet.put(row, column, { value: null, look: { border: true } });
      }
    };
    sheet.blank(3);
    sheet.line('title', [null, null, '附件2']);
    sheet.blank();
    sheet.across('title', '磐石市重点项目明细表', 6);
    sheet.line('title', ['单位：万元']);
    framed(1);
    sheet.header([['序号', '项目名称', '建设单位', '总投资', '2018年计划投资', '开工时间']], {
      border: true,
      bold: true,
    });
    inventProjects(66, 6, ['磐石市']).forEach((project, index) => {
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
        [index + 1, project.name, project.owner, wan(project.total), wan(project.plan), day(project.started)],
      );
      if (index % 2) framed(2);
    });
    framed(300);
    return book(sheet);
  },
);

const remarks = ledger(
  'remarks-beside.xlsx',
  'beyond an empty column the secretary’s own notes, with names, figures and days that belong to no field',
  () => {
    const sheet = new Draft('Sheet1');
    sheet.line('title', ['永吉县重点项目台账（2018年，万元）']);
    sheet.header([['序号', '项目名称', '总投资', '2018年计划投资', '计划竣工时间', '备注', '', '', '']]);
    const notes: readonly (readonly Cell[])[] = [
      ['周三打电话', 5600, null],
      ['找李工要合同', null, '9.15'],
      [null, 300, null],
      ['下周去现场', null, '2018.9.20'],
      ['数不对，再核', 1234.5, null],
    ];
    inventProjects(67, 5, ['永吉县']).forEach((project, index) => {
      const note = index === 0 ? '省级项目' : null;
      sheet.project(
        project,
        {
          fields: {
            total_investment: project.total,
            annual_plan: { 2018: project.plan },
            planned_finish: project.finishes,
            note,
          },
        },
        [
          index + 1,
          project.name,
          wan(project.total),
          wan(project.plan),
          `${Number(project.finishes.slice(0, 4))}年${Number(project.finishes.slice(5))}月`,
          note,
          null,
          ...(notes[index] ?? []),
        ],
      );
    });
    return book(sheet);
  },
);

const mergedNames = ledger(
  'merged-over-two-rows.xlsx',
  'each project is merged over two rows but for its two problems, one a row; the number restarts in each group',
  () => {
    const sheet = new Draft('问题');
    sheet.across('title', '重点项目存在问题情况表（2018年8月）', 6);
    sheet.header([['序号', '项目名称', '属地', '总投资（万元）', '建设单位', '存在问题']]);
    for (const [group, seed] of [
      ['续建项目', 68],
      ['新建项目', 69],
    ] as const) {
      sheet.across('group', group, 6);
      inventProjects(seed, 3).forEach((project, index) => {
        const problems = [`${index + 1}.土地指标未落实`, `${index + 2}.施工用电未接通`];
        const top = sheet.project(
          project,
          {
            fields: { owner: project.owner, total_investment: project.total },
            months: { '2018-08': { needs: { contains: problems } } },
          },
          [index + 1, project.name, project.region, wan(project.total), project.owner, problems[0] ?? ''],
        );
        sheet.line('more', [null, null, null, null, null, problems[1] ?? '']);
        for (let column = 0; column < 5; column++) sheet.merge(top, column, top + 1, column);
      });
    }
    return book(sheet);
  },
);

const manySheets = ledger(
  'many-sheets.xlsx',
  'the ledger is the third of five sheets with English names: cover, code table, Data, pivot of sums, hidden old copy',
  () => {
    const cover = new Draft('Cover');
    cover.blank(5);
    cover.line('title', [null, '吉林市发展和改革委员会']);
    cover.line('title', [null, '项目代码', '填写说明']);
    const codes = new Draft('Codes');
    codes.header([['代码', '名称']]);
    for (const [code, name] of [
      ['01', '新建'],
      ['02', '扩建'],
      ['03', '改建'],
    ])
      codes.line('note', [code ?? '', name ?? '']);
    const facts = inventProjects(70, 12);
    const sheet = new Draft('Data');
    sheet.header([['No.', '项目名称', '所属地区', '建设单位', '总投资(亿元)', '2018年计划投资(万元)', '开工日期']]);
    facts.forEach((project, index) => {
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
        [
          index + 1,
          project.name,
          project.region,
          project.owner,
          project.total / 1e8,
          wan(project.plan),
          day(project.started, 'yyyy/mm/dd'),
        ],
      );
    });
    const pivot = new Draft('Summary');
    pivot.line('header', ['属地', '个数', '总投资']);
    pivot.line('total', ['合计', 12, computed('SUM(Data!E:E)', sum(facts.map(({ total }) => total)) / 1e8)]);
    const old = new Draft('Data_old');
    old.state = 'veryHidden';
    old.header([['No.', '项目名称', '总投资(亿元)']]);
    inventProjects(71, 30).forEach((project, index) => {
      old.line('note', [index + 1, project.name, project.total / 1e8]);
    });
    return bookOf([cover, codes, sheet, pivot, old], sheet);
  },
);

const webSystem = ledger(
  'web-system.xlsx',
  'what a web system wrote: texts in the cells, prefixed elements, no dimension, everything text',
  () => {
    const sheet = new Draft('sheet0');
    sheet.header([['项目编号', '项目名称', '项目单位', '所在地', '总投资(万元)', '开工时间', '拟建成时间']]);
    inventProjects(72, 8).forEach((project, index) => {
      sheet.project(
        project,
        {
          fields: {
            owner: project.owner,
            total_investment: project.total,
            actual_start: project.started,
            planned_finish: { anyOf: [project.finishes, null] },
            code: { anyOf: [`XM${1000 + index}`, null] },
          },
        },
        [
          `XM${1000 + index}`,
          project.name,
          project.owner,
          `吉林省吉林市${project.region}`,
          wan(project.total).toFixed(4),
          `${project.started} 00:00:00`,
          project.finishes,
        ],
      );
    });
    return book(sheet, { inline: true, prefix: 'x', dimension: false });
  },
);

const noAddresses = ledger(
  'cells-without-addresses.xlsx',
  'a workbook whose cells have no address and whose dimension lies (A1); names in several fonts, one with a reading above it',
  () => {
    const sheet = new Draft('项目');
    sheet.header([['序号', '项目名称', '属地', '总投资（亿元）', '实际开工']]);
    inventProjects(73, 6).forEach((project, index) => {
      const half = Math.ceil(project.name.length / 2);
      sheet.project(project, { fields: { total_investment: project.total, actual_start: project.started } }, [
        index + 1,
        index % 2
          ? { value: project.name, runs: [project.name.slice(0, half), project.name.slice(half)] }
          : { value: project.name, phonetic: 'かな' },
        project.region,
        project.total / 1e8,
        day(project.started),
      ]);
    });
    return book(sheet, { withoutAddresses: true, claims: 'A1' });
  },
);

const mergedEverything = ledger(
  'merged-everything.xlsx',
  'logo line, each field merged over two columns, rows of header and of projects alike',
  () => {
    const sheet = new Draft('Sheet1');
    sheet.across('title', looking('★吉林市重点项目★', { bold: true, align: 'center' }), 12);
    sheet.across('title', '单位：万元', 12);
    sheet.header([
      ['序号', '<', '项目名称', '<', '属地', '<', '总投资', '<', '2018年计划投资', '<', '计划开工时间', '<'],
    ]);
    inventProjects(74, 5).forEach((project, index) => {
      const row = sheet.project(
        project,
        {
          fields: {
            total_investment: project.total,
            annual_plan: { 2018: project.plan },
            planned_start: project.starts,
          },
        },
        [
          index + 1,
          null,
          project.name,
          null,
          project.region,
          null,
          wan(project.total),
          null,
          wan(project.plan),
          null,
          project.starts.replace('-', '.'),
        ],
      );
      for (let column = 0; column < 12; column += 2) sheet.merge(row, column, row, column + 1);
    });
    return book(sheet);
  },
);

export const habitLedgers: readonly Ledger[] = [
  hidden,
  borders,
  remarks,
  mergedNames,
  manySheets,
  webSystem,
  noAddresses,
  mergedEverything,
];

/** Money in every unit and spelling, and where the unit may stand. */
import { type Cell, looking, shown } from './cell';
import { Draft } from './draft';
import { book, type Ledger, ledger } from './ledger';
import { fullWidth, inUnit, inventProjects, sum, wan, withCommas, yi } from './projects';

const mixedUnits = ledger(
  'unit-per-column.xlsx',
  'the total in 亿元, the plan in 万元, what is completed in 元, fixed assets in 千元: each in its own header',
  () => {
    const sheet = new Draft('Sheet1');
    sheet.line('title', ['项目投资情况一览']);
    sheet.line('header', [
      '编号',
      '工程名称',
      '地区',
      '总投资\n(亿元)',
      '2018年计划\n（万元）',
      '1-8月完成投资【元】',
      '固定资产投资（千元）',
    ]);
    inventProjects(21, 6).forEach((project, index) => {
      const fixed = project.total - 3_000_000;
      sheet.project(
        project,
        {
          fields: { total_investment: project.total, annual_plan: { 2018: project.plan }, fixed_investment: fixed },
          completedThisYear: sum(project.months),
        },
        [
          index + 1,
          project.name,
          project.region,
          shown(yi(project.total), '0.00'),
          shown(wan(project.plan), '#,##0'),
          sum(project.months),
          inUnit(fixed, '千元'),
        ],
      );
    });
    return book(sheet);
  },
);

const unitBelow = ledger('unit-in-footnote.xlsx', 'no unit but in the last note below the table: 亿元', () => {
  const sheet = new Draft('Sheet1');
  sheet.across('title', '2018年亿元以上重大项目表', 5);
  sheet.header([['序号', '项目名称', '属地', '总投资', '2018年计划投资']]);
  inventProjects(22, 6).forEach((project, index) => {
    sheet.project(project, { fields: { total_investment: project.total, annual_plan: { 2018: project.plan } } }, [
      index + 1,
      project.name,
      project.region,
      yi(project.total),
      yi(project.plan),
    ]);
  });
  sheet.blank();
  sheet.line('note', ['说明：表中投资额单位均为亿元，保留实际小数位。']);
  return book(sheet);
});

const thousands = ledger('unit-thousand.xlsx', 'everything in 千元, said beside the title', () => {
  const sheet = new Draft('表一');
  sheet.line('title', ['固定资产投资项目表', null, null, null, '计量单位：千元']);
  sheet.header([['序号', '项目名称', '县（市）区', '计划总投资', '本年计划投资', '自开始建设至上年底累计完成投资']]);
  inventProjects(23, 5).forEach((project, index) => {
    sheet.project(
      project,
      {
        fields: {
          total_investment: project.total,
          annual_plan: { 2018: project.plan },
          completed_before_year: project.before,
        },
      },
      [
        index + 1,
        project.name,
        project.region,
        inUnit(project.total, '千元'),
        inUnit(project.plan, '千元'),
        inUnit(project.before, '千元'),
      ],
    );
  });
  return book(sheet);
});

const unitsInCells = ledger(
  'unit-in-cells.xlsx',
  'each cell with its own unit: 5000万, 1.2亿元, 约1.2亿, 3,500万元, full-width digits, 1亿2000万元, 元 in full',
  () => {
    const sheet = new Draft('Sheet1');
    sheet.header([['项目名称', '县区', '投资规模', '2018年计划投资']]);
    const amounts: readonly (readonly [string, number, string, number])[] = [
      ['5000万', 50_000_000, '1200万元', 12_000_000],
      ['1.2亿元', 120_000_000, '0.3亿', 30_000_000],
      ['约1.2亿', 120_000_000, '约3000万元', 30_000_000],
      ['13,500万元', 135_000_000, '3,500万元', 35_000_000],
      ['５８０００万元', 580_000_000, '１.５亿元', 150_000_000],
      ['1亿2000万元', 120_000_000, '4000 万元', 40_000_000],
      ['¥68,500,000元', 68_500_000, '20,000,000元', 20_000_000],
      ['3.6528亿', 365_280_000, '9999.5万', 99_995_000],
    ];
    inventProjects(24, amounts.length).forEach((project, index) => {
      const [total, totalYuan, plan, planYuan] = amounts[index] as (typeof amounts)[number];
      sheet.project(project, { fields: { total_investment: totalYuan, annual_plan: { 2018: planYuan } } }, [
        project.name,
        project.region,
        total,
        plan,
      ]);
    });
    return book(sheet);
  },
);

const unitColumn = ledger(
  'unit-in-a-column.xlsx',
  'a column 计量单位 says for each row whether its money is 万元 or 亿元',
  () => {
    const sheet = new Draft('Sheet1');
    sheet.across('title', '招商项目投资情况', 6);
    sheet.header([['序号', '项目名称', '属地', '计量单位', '总投资', '2018年计划投资']]);
    inventProjects(25, 6).forEach((project, index) => {
      const unit = index % 3 === 1 ? '亿元' : '万元';
      sheet.project(project, { fields: { total_investment: project.total, annual_plan: { 2018: project.plan } } }, [
        index + 1,
        project.name,
        project.region,
        unit,
        inUnit(project.total, unit),
        inUnit(project.plan, unit),
      ]);
    });
    return book(sheet);
  },
);

const unitPerBlock = ledger(
  'unit-per-block.xlsx',
  'two blocks, the first in 万元, the second in 亿元, each said above its header; columns in another order',
  () => {
    const sheet = new Draft('Sheet1');
    sheet.line('title', ['表1  续建项目（单位：万元）']);
    sheet.header([['序号', '项目名称', '属地', '总投资', '2018年计划投资']]);
    inventProjects(26, 4).forEach((project, index) => {
      sheet.project(project, { fields: { total_investment: project.total, annual_plan: { 2018: project.plan } } }, [
        index + 1,
        project.name,
        project.region,
        wan(project.total),
        wan(project.plan),
      ]);
    });
    sheet.blank(2);
    sheet.line('title', ['表2  新建项目（单位：亿元）']);
    sheet.header([['序号', '属地', '项目名称', '2018年计划投资', '总投资', '建设单位']]);
    inventProjects(27, 4).forEach((project, index) => {
      sheet.project(
        project,
        { fields: { total_investment: project.total, annual_plan: { 2018: project.plan }, owner: project.owner } },
        [index + 1, project.region, project.name, yi(project.plan), yi(project.total), project.owner],
      );
    });
    return book(sheet);
  },
);

const textNumbers = ledger(
  'text-numbers.xlsx',
  'all figures are texts: commas, Chinese commas, full width, blanks within, hard blanks, .0 behind, — and / for nothing, 0',
  () => {
    const sheet = new Draft('Sheet1');
    sheet.across('title', '项目资金情况（万元）', 6);
    sheet.header([['序号', '项目名称', '属地', '总投资', '2018年计划投资', '截至2017年底累计完成']]);
    const write: readonly ((value: number) => string)[] = [
      (value) => withCommas(value),
      (value) => fullWidth(String(value)),
      (value) => ` ${value}\u00a0`,
      (value) => withCommas(value).replaceAll(',', '，'),
      (value) => `${value}${Number.isInteger(value) ? '.0' : '0'}`,
      (value) => `'${value}`,
      (value) => withCommas(value).replaceAll(',', ' '),
    ];
    inventProjects(28, write.length).forEach((project, index) => {
      const words = write[index] as (value: number) => string;
      const before: readonly Cell[] = ['—', '/', '0', '-', '', '无', '——'];
      sheet.project(
        project,
        {
          fields: {
            total_investment: project.total,
            annual_plan: { 2018: project.plan },
            completed_before_year: index === 2 ? 0 : { anyOf: [null, 0] },
          },
        },
        [
          `${index + 1}`,
          project.name,
          project.region,
          words(wan(project.total)),
          words(wan(project.plan)),
          before[index] ?? null,
        ],
      );
    });
    return book(sheet);
  },
);

const unitInGroup = ledger(
  'unit-in-corner.xlsx',
  'the unit stands in a corner of the header row itself (单位：亿元 over an empty column); sums bold and filled',
  () => {
    const sheet = new Draft('Sheet1');
    sheet.line('title', [null, '重大产业项目清单']);
    sheet.line('header', ['项目名称', '县区', '建设单位', '总投资', '年内计划完成投资', '金额单位：亿元']);
    const facts = inventProjects(29, 5);
    for (const project of facts) {
      sheet.project(
        project,
        { fields: { owner: project.owner, total_investment: project.total, annual_plan: { 2018: project.plan } } },
        [project.name, project.region, project.owner, yi(project.total), yi(project.plan)],
      );
    }
    const strong = { bold: true, fill: true };
    sheet.line('total', [
      looking('共计5个项目', strong),
      null,
      null,
      looking(yi(sum(facts.map(({ total }) => total))), strong),
      looking(yi(sum(facts.map(({ plan }) => plan))), strong),
    ]);
    return book(sheet);
  },
);

const odd = ledger(
  'one-cell-off.xlsx',
  'a table in 万元 where one secretary typed yuan and one 亿元: a total ten thousand times off its own plan is asked, not taken',
  () => {
    const sheet = new Draft('Sheet1');
    sheet.across('title', '重点项目投资表（单位：万元）', 5);
    sheet.header([['序号', '项目名称', '属地', '总投资', '2018年计划投资']]);
    inventProjects(60, 7).forEach((project, index) => {
      const wrong = index === 2 ? project.total : index === 5 ? yi(project.total) : undefined;
      const row = sheet.project(
        project,
        {
          fields: {
            annual_plan: { 2018: project.plan },
            ...(wrong === undefined
              ? { total_investment: project.total }
              : { total_investment: { anyOf: [null, Math.round(wrong * 10_000)] } }),
          },
        },
        [index + 1, project.name, project.region, wrong ?? wan(project.total), wan(project.plan)],
      );
      if (wrong !== undefined) sheet.doubt(row, 3, 'ten thousand times off what the plan of the same row lets expect');
    });
    return book(sheet);
  },
);

export const figureLedgers: readonly Ledger[] = [
  mixedUnits,
  unitBelow,
  thousands,
  unitsInCells,
  unitColumn,
  unitPerBlock,
  textNumbers,
  unitInGroup,
  odd,
];

/** Not in statistics, left out of statistics, about to start: ticks, yes and no, reasons. */
import { day } from './cell';
import { Draft } from './draft';
import { book, type Ledger, ledger } from './ledger';
import { inventProjects, wan, yi } from './projects';

const ticks = ledger(
  'not-listed-ticks.xlsx',
  'material under a merged header with √ and ×, 有 and 无, 是 and 否; reasons in words; the promised month as 9月底',
  () => {
    const sheet = new Draft('未入统');
    sheet.across('title', '丰满区未入统计库项目台账', 12);
    sheet.line('title', [
      '填报时间：2018年9月12日',
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      '单位：万元',
    ]);
    sheet.header([
      [
        '序号',
        '项目名称',
        '建设单位',
        '总投资',
        '实际开工时间',
        '入统要件',
        '<',
        '<',
        '<',
        '未入统原因',
        '承诺入统时间',
        '责任单位',
      ],
      ['^', '^', '^', '^', '^', '营业执照', '立项文件', '施工合同', '现场照片', '^', '^', '^'],
    ]);
    const cases = [
      { marks: ['√', '×', '√', '√'], missing: ['立项'], reason: '立项未批', code: 'B' },
      { marks: ['√', '√', '×', '×'], missing: ['施工合同', '照片'], reason: '施工合同未签', code: 'C' },
      { marks: ['有', '有', '无', '有'], missing: ['施工合同'], reason: '缺施工合同', code: 'C' },
      { marks: ['有', '有', '有', '无'], missing: ['照片'], reason: '现场照片不合格', code: 'L' },
      { marks: ['是', '是', '是', '否'], missing: ['照片'], reason: '企业不愿入统', code: 'J' },
    ] as const;
    inventProjects(37, cases.length, ['丰满区']).forEach((project, index) => {
      const { marks, missing, reason, code } = cases[index] as (typeof cases)[number];
      sheet.project(
        project,
        {
          fields: {
            owner: project.owner,
            total_investment: project.total,
            actual_start: project.started,
            responsible_unit: '丰满区发改局',
          },
          listing: {
            state: 'missing',
            reason_code: code,
            missing_materials: { contains: missing },
            promised_month: index % 2 ? '2018-10' : '2018-09',
          },
        },
        [
          index + 1,
          project.name,
          project.owner,
          wan(project.total),
          day(project.started),
          ...marks,
          reason,
          index % 2 ? '10月底' : '9月底前',
          '丰满区发改局',
        ],
      );
    });
    return book(sheet);
  },
);

const yesAndNo = ledger(
  'listed-yes-and-no.xlsx',
  'whether started and whether listed as 是/否 and √/×; the month and the code of listing',
  () => {
    const sheet = new Draft('Sheet1');
    sheet.across('title', '项目开工、入统情况表（单位：亿元）', 9);
    sheet.header([['序号', '项目名称', '属地', '总投资', '是否开工', '开工时间', '是否入统', '入统时间', '统计编码']]);
    const cases = [
      { started: '是', listed: '是', month: '2018年5月', when: '2018-05', code: '220200180045' },
      { started: '是', listed: '否', month: null, when: null, code: null },
      { started: '√', listed: '√', month: '2018.3', when: '2018-03', code: '220200180012' },
      { started: '√', listed: '×', month: null, when: null, code: null },
      { started: '是', listed: '已入统', month: '201806', when: '2018-06', code: '220200180077' },
      { started: '是', listed: '未入统', month: null, when: null, code: null },
    ] as const;
    inventProjects(38, cases.length).forEach((project, index) => {
      const { started, listed, month, when, code } = cases[index] as (typeof cases)[number];
      sheet.project(
        project,
        {
          fields: {
            total_investment: project.total,
            actual_start: project.started,
            lifecycle: 'construction',
            statistics_code: code,
          },
          listing: { state: when ? 'listed' : 'missing', listed_month: when },
        },
        [
          index + 1,
          project.name,
          project.region,
          yi(project.total),
          started,
          day(project.started),
          listed,
          month,
          code,
        ],
      );
    });
    return book(sheet);
  },
);

const smallOnes = ledger(
  'small-projects.xlsx',
  'small projects checked for being left out: the source of the lead, the finding',
  () => {
    const sheet = new Draft('漏统核查');
    sheet.across('title', '5000万元以下项目漏统核查表', 7);
    sheet.line('title', ['单位：船营区发改局', null, null, null, null, '金额：万元']);
    sheet.header([['序号', '线索来源', '项目名称', '投资主体', '总投资', '开工时间', '核查结论']]);
    const cases = [
      ['施工许可', 'building_permit', '在库', 'listed'],
      ['项目备案', 'filing', '漏统待补报', 'omitted'],
      ['用电报装', 'power', '已补报', 'reported'],
      ['踏查', 'inspection', '不符合入统', 'exempt'],
      ['税务', 'tax', '待核查', 'open'],
    ] as const;
    inventProjects(39, cases.length, ['船营区']).forEach((project, index) => {
      const [source, sourceCode, finding, findingCode] = cases[index] as (typeof cases)[number];
      const total = 6_000_000 + index * 7_350_000;
      sheet.project(
        project,
        {
          fields: {
            owner: project.owner,
            total_investment: total,
            lead_source: sourceCode,
            omission_check: findingCode,
            actual_start: project.started,
          },
        },
        [index + 1, source, project.name, project.owner, wan(total), project.started.replaceAll('-', '.'), finding],
      );
    });
    return book(sheet);
  },
);

const toBeStarted = ledger(
  'to-be-started.xlsx',
  'to be started: the month as 9月, permits as ticks (no facts of the project), who leads and who is responsible',
  () => {
    const sheet = new Draft('计划开工');
    sheet.across('title', '2018年8-12月计划开工项目推进表', 12);
    sheet.line('title', ['填报日期：2018年9月12日']);
    sheet.header([
      [
        '序号',
        '项目名称',
        '属地',
        '总投资\n(万元)',
        '计划开工月份',
        '前期手续办理情况',
        '<',
        '<',
        '<',
        '牵头部门',
        '责任单位',
        '存在问题',
      ],
      ['^', '^', '^', '^', '^', '立项', '环评', '用地', '施工许可', '^', '^', '^'],
    ]);
    inventProjects(45, 6).forEach((project, index) => {
      const problem = index === 1 ? '征地未完成' : null;
      sheet.project(
        project,
        {
          fields: {
            total_investment: project.total,
            planned_start: project.starts,
            lead_department: '市发改委',
            responsible_unit: `${project.region}政府`,
          },
          ...(problem ? { months: { '2018-09': { needs: { anyOf: [problem, null] } } } } : {}),
        },
        [
          index + 1,
          project.name,
          project.region,
          wan(project.total),
          `${Number(project.starts.slice(5))}月`,
          '√',
          index % 2 ? '√' : '',
          index % 3 ? '办理中' : '√',
          '',
          '市发改委',
          `${project.region}政府`,
          problem,
        ],
      );
    });
    return book(sheet);
  },
);

export const listingLedgers: readonly Ledger[] = [ticks, yesAndNo, smallOnes, toBeStarted];

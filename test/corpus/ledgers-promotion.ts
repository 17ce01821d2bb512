/** Signed, in negotiation, in reserve: ledgers with headers of their own. */
import { type Cell, day } from './cell';
import { Draft } from './draft';
import { book, type Ledger, ledger } from './ledger';
import { inventProjects, wan, yi } from './projects';

const signed = ledger(
  'signed.xlsx',
  'signed projects: investor, agreed amount in 亿元, paid in 万元, day and event of signing, how far it has come, leader in charge',
  () => {
    const sheet = new Draft('签约项目');
    sheet.across('title', '2018年招商签约项目调度表', 12);
    sheet.line('title', ['填报单位：市商务局', null, null, null, null, null, null, null, null, null, '2018年9月']);
    sheet.header([
      [
        '序号',
        '项目名称',
        '投资方',
        '属地',
        '协议金额（亿元）',
        '到位资金（万元）',
        '签约时间',
        '签约活动',
        '注册公司名称',
        '注册日期',
        '履约情况',
        '备注',
      ],
    ]);
    const states = [
      ['履约', 'performing'],
      ['停滞', 'stalled'],
      ['履约', 'performing'],
    ] as const;
    inventProjects(61, 7).forEach((project, index) => {
      const [state, code] = states[index % 3] as (typeof states)[number];
      const investor = `${['长白', '松花湖', '雾凇'][index % 3]}集团有限公司`;
      const paid = index % 2 ? 5_600_000 : null;
      sheet.project(
        project,
        {
          fields: {
            investor,
            agreed_amount: project.total,
            paid_in_amount: paid,
            signed_on: project.started,
            signing_event: '2018年吉商大会',
            registered_company: index % 2 ? project.owner : null,
            registered_on: index % 2 ? '2018-08-17' : null,
            performance: code,
            note: index === 4 ? '一期已入驻' : null,
          },
        },
        [
          index + 1,
          project.name,
          investor,
          project.region,
          yi(project.total),
          paid === null ? null : wan(paid),
          index % 2 ? day(project.started) : project.started.replaceAll('-', '.'),
          '2018年吉商大会',
          index % 2 ? project.owner : '',
          index % 2 ? day('2018-08-17', 'yyyy"年"m"月"d"日"') : null,
          state,
          index === 4 ? '一期已入驻' : null,
        ],
      );
    });
    return book(sheet);
  },
);

const negotiation = ledger(
  'negotiation.xlsx',
  'in negotiation, in the charge of a leader whose merged cell spans his projects; a planned total of 亿元; no dates',
  () => {
    const sheet = new Draft('重点招商');
    sheet.across('title', '市领导包保重点招商项目表', 6);
    sheet.header([['招商包保领导', '序号', '项目名称', '意向企业', '计划总投资（亿元）', '所属地区']]);
    const facts = inventProjects(62, 7);
    let index = 0;
    for (const [leader, count] of [
      ['赵某某', 3],
      ['钱某某', 2],
      ['孙某某', 2],
    ] as const) {
      const first = sheet.next;
      for (let place = 0; place < count; place++) {
        const project = facts[index++];
        if (!project) continue;
        const investor = `${['北方', '东方'][place % 2]}控股集团`;
        sheet.project(project, { fields: { investor, total_investment: project.total, leader_in_charge: leader } }, [
          place === 0 ? leader : null,
          index,
          project.name,
          investor,
          yi(project.total),
          project.region,
        ]);
      }
      sheet.merge(first, 0, sheet.next - 1, 0);
    }
    return book(sheet);
  },
);

const reserve = ledger(
  'reserve.xlsx',
  'in reserve: depth, intended channel, whether in the national library, needs of three years under one header',
  () => {
    const sheet = new Draft('储备');
    sheet.across('title', '谋划储备项目表', 11);
    sheet.line('title', [null, null, null, null, null, null, null, null, null, '单位：亿元']);
    sheet.header([
      [
        '序号',
        '项目名称',
        '属地',
        '建设规模及内容',
        '总投资',
        '谋划深度',
        '拟投向',
        '国家库状态',
        '资金需求',
        '<',
        '<',
      ],
      ['^', '^', '^', '^', '^', '^', '^', '^', '2019年', '2020年', '2021年'],
    ]);
    const cases = [
      ['概念', 'concept', '专项债', 'special_bond', '未报', 'outside'],
      ['建议书', 'proposal', '中央预算内', 'central', '地方储备', 'local'],
      ['可研', 'feasibility', '省级专项', 'province', '已推送', 'pushed'],
      ['成熟', 'mature', '专项债', 'special_bond', '已入国家库', 'entered'],
    ] as const;
    inventProjects(63, 8).forEach((project, index) => {
      const [depth, readiness, way, channel, state, library] = cases[index % 4] as (typeof cases)[number];
      const needs = [20, 30, 40].map((share) => Math.round((project.total * share) / 100 / 10_000) * 10_000);
      sheet.project(
        project,
        {
          fields: {
            scale: project.scale,
            total_investment: project.total,
            readiness,
            intended_channel: channel,
            national_library: library,
            funding_need: { 2019: needs[0] ?? 0, 2020: needs[1] ?? 0, 2021: needs[2] ?? 0 },
          },
        },
        [
          index + 1,
          project.name,
          project.region,
          project.scale,
          yi(project.total),
          depth,
          way,
          state,
          ...needs.map(yi),
        ],
      );
    });
    return book(sheet);
  },
);

const natures = ledger(
  'natures-and-tiers.xlsx',
  'nature, approval, tiers as 省、市, stage of life in the words of a bureau; a person for the secretary',
  () => {
    const sheet = new Draft('主档');
    sheet.header([
      [
        '项目名称',
        '统计库项目名称',
        '立项类型',
        '建设性质',
        '项目级别',
        '项目状态',
        '属地',
        '项目秘书',
        '总投资（万元）',
        '统一社会信用代码',
        '行业代码',
      ],
    ]);
    const cases: readonly (readonly [Cell, string, Cell, string, Cell, readonly string[], Cell, string])[] = [
      ['审批', 'approval', '新建', 'new', '省级', ['province'], '建设中', 'construction'],
      ['核准', 'verification', '扩建', 'expansion', '省、市', ['province', 'city'], '已开工', 'construction'],
      ['备案', 'filing', '技术改造', 'renovation', '市级', ['city'], '前期工作', 'preparation'],
      ['备案', 'filing', '迁建', 'relocation', '县级', ['county'], '已竣工', 'completed'],
      ['审批', 'approval', '改建', 'renovation', '国家级', ['national'], '谋划储备', 'reserve'],
    ];
    inventProjects(64, cases.length).forEach((project, index) => {
      const [type, approval, word, nature, level, tiers, state, lifecycle] = cases[index] as (typeof cases)[number];
      sheet.project(
        project,
        {
          fields: {
            statistics_name: `${project.owner}${project.name}`,
            approval_type: approval,
            nature,
            tiers,
            lifecycle,
            secretary: '吴工',
            total_investment: project.total,
            credit_code: '91220200MA0Y123456',
            industry: '4811',
          },
        },
        [
          project.name,
          `${project.owner}${project.name}`,
          type,
          word,
          level,
          state,
          project.region,
          '吴工',
          wan(project.total),
          '91220200MA0Y123456',
          index % 2 ? '4811' : 4811,
        ],
      );
    });
    return book(sheet);
  },
);

export const promotionLedgers: readonly Ledger[] = [signed, negotiation, reserve, natures];

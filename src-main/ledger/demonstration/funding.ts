import type { FieldValue } from '../../../src-shared/entities/field';
import type { Edit } from '../journal/edit';
import { demonstrationDay, type RegionFigures } from './figures';
import { recordId } from './ids';
import { randomOf } from './random';
import { yuan } from './records';
import { type Placed, plusDays } from './step';

type Fields = Record<string, FieldValue>;

/** When the policy base was given out: every ledger holds the same records. */
const basisAt = '2018-03-05T09:00:00+08:00';

const papers = (...names: string[]) => names.join('\n');
const usual = ['立项批复或备案证明', '用地手续', '环评批复', '资金申请报告', '真实性承诺书'];

/** Policies of the demonstration: their kinds are real, wording, windows and limits are made up. Amounts in 万元. */
const policies: readonly (Fields & { title: string; channel: string })[] = [
  {
    title: '东北老工业基地调整改造专项',
    issuer: '省发改委',
    channel: 'central',
    opens_on: '2018-08-20',
    closes_on: '2018-09-28',
    sectors: '化工、装备制造、汽车零部件、碳纤维、冶金',
    stages: ['preparation', 'construction'],
    least_investment: yuan(10_000),
    requirements: ['project_code', 'approval', 'land', 'environment'],
    materials: papers(...usual, '银行贷款承诺', '节能审查意见', '信用报告'),
    conditions: '技术水平省内领先，建设期不超过三年',
    support: '不超过总投资的 10%，单项不超过 3,000万元',
  },
  {
    title: '老旧管网改造中央预算内投资',
    issuer: '市发改委',
    channel: 'central',
    opens_on: '2018-07-16',
    closes_on: '2018-10-12',
    sectors: '城市更新、基础设施、生态环保',
    stages: ['preparation', 'construction'],
    requirements: ['project_code', 'approval', 'national_library'],
    materials: papers(...usual, '国家重大建设项目库截图', '地方配套资金承诺', '可研批复', '初步设计批复'),
    support: '按投资额的一定比例补助',
  },
  {
    title: '棚户区改造专项债券',
    issuer: '省财政厅',
    channel: 'special_bond',
    opens_on: '2018-08-01',
    closes_on: '2018-09-26',
    sectors: '城市更新',
    stages: ['construction'],
    requirements: ['project_code', 'approval', 'national_library'],
    materials: papers('实施方案', '财务评价报告', '法律意见书', '征收方案', '收益平衡测算', '项目库编码'),
  },
  {
    title: '省级重点产业发展引导专项',
    issuer: '省工信厅',
    channel: 'province',
    opens_on: '2018-09-10',
    closes_on: '2018-10-20',
    sectors: '装备制造、汽车零部件、碳纤维、医药健康、电子信息',
    stages: ['construction'],
    least_investment: yuan(5_000),
    requirements: ['approval', 'building', 'listed'],
    materials: papers('备案证明', '设备购置发票', '入统证明', '审计报告', '信用报告'),
    support: '设备投资的 8%，不超过 1,000万元',
  },
  {
    title: '农产品加工业提升补助',
    issuer: '省农委',
    channel: 'province',
    opens_on: '2018-06-01',
    closes_on: '2018-09-20',
    sectors: '农产品加工、农业',
    stages: ['construction', 'completed'],
    requirements: ['approval', 'building'],
    materials: papers('备案证明', '带动农户说明', '设备清单', '审计报告'),
  },
  {
    title: '城乡冷链和物流体系建设补助',
    issuer: '省商务厅',
    channel: 'province',
    opens_on: '2018-09-01',
    closes_on: '2018-10-31',
    sectors: '现代物流、商贸服务',
    stages: ['preparation', 'construction'],
    least_investment: yuan(3_000),
    requirements: ['project_code', 'land'],
    materials: papers('备案证明', '土地证明', '冷库设计方案', '资金落实证明'),
  },
  {
    title: '水污染防治中央预算内投资',
    issuer: '国家发改委',
    channel: 'central',
    opens_on: '2018-10-08',
    closes_on: '2018-11-15',
    sectors: '生态环保',
    stages: ['preparation', 'construction', 'reserve'],
    requirements: ['approval', 'national_library'],
    materials: papers(...usual, '入河排污口论证'),
  },
  {
    title: '中小企业技术改造贷款贴息',
    issuer: '市工信局',
    channel: 'other',
    opens_on: '2018-05-02',
    closes_on: '2018-08-31',
    stages: ['construction'],
    most_investment: yuan(20_000),
    requirements: ['approval'],
    materials: papers('贷款合同', '利息单', '备案证明'),
  },
];

const stages = [
  'lead',
  'matched',
  'materials',
  'materials',
  'county_review',
  'city_review',
  'province_review',
  'granted',
  'paid',
  'refused',
] as const;
const policyId = (title: string) => recordId(`policy/${title}`, basisAt);

export function policyEdits(): { readonly at: string; readonly edits: Edit[] } {
  return {
    at: basisAt,
    edits: policies.map((set): Edit => ({ entity: 'policy', id: policyId(set.title), create: true, set })),
  };
}

/** Applications of projects whose sector a policy names; the heating network's special bond is the one of the pictures. */
export function fundingEdits(figures: RegionFigures, placed: readonly Placed[], at: string): Edit[] {
  const fitting = placed.flatMap(({ draft, id }) => {
    const policy = policies.find(({ sectors }) =>
      String(sectors ?? '')
        .split('、')
        .includes(draft.kind.sector),
    );
    return policy && (draft.lifecycle === 'construction' || draft.lifecycle === 'preparation')
      ? [{ draft, id, policy }]
      : [];
  });
  const random = randomOf(`funding/${figures.name}`);
  const wanted = fitting.filter(({ draft }) => draft.shortName).slice(0, 6);
  const others = random.sample(
    fitting.filter(({ draft }) => !draft.shortName),
    Math.max(2, Math.round(fitting.length / 6)),
  );
  return [...wanted, ...others].flatMap(({ draft, id, policy }, index): Edit[] => {
    const isHeating = draft.shortName === '供热管网改造';
    const stage = isHeating ? 'county_review' : stages[(index * 3 + figures.construction) % stages.length];
    const asked = isHeating
      ? 4_000
      : 100 * random.between(3, Math.max(4, Math.min(30, Math.floor(draft.total / 1_000))));
    const granted =
      stage === 'granted' || stage === 'paid' ? Math.round((asked * random.between(50, 100)) / 1_000) * 10 : null;
    const application = recordId(`application/${draft.name}`, at);
    const names = String(policy.materials ?? '')
      .split('\n')
      .filter(Boolean);
    const complete = ['county_review', 'city_review', 'province_review', 'granted', 'paid'].includes(stage ?? '');
    return [
      {
        entity: 'funding_application',
        id: application,
        create: true,
        set: {
          project: id,
          policy: policyId(policy.title),
          title: isHeating ? '老旧供热管网改造专项债' : `${policy.title}申报`,
          channel: isHeating ? 'special_bond' : policy.channel,
          stage: stage ?? 'lead',
          stage_since: plusDays(at.slice(0, 10), -random.between(2, 30)),
          due: isHeating ? '2018-09-26' : (policy.closes_on ?? null),
          asked: yuan(asked),
          ...(granted === null
            ? {}
            : {
                granted: yuan(granted),
                granted_on: plusDays(demonstrationDay, -random.between(8, 60)),
                document_number: `吉发改投资〔2018〕${random.between(101, 420)}号`,
                ...(stage === 'paid'
                  ? { paid: yuan(Math.round((granted * random.between(40, 100)) / 1_000) * 10) }
                  : {}),
              }),
          ...(stage === 'refused' ? { refusal_reason: '申报时尚未取得施工许可' } : {}),
          handler: figures.secretary,
        },
      },
      ...(stage === 'lead' || stage === 'matched' ? [] : names).map((name, at): Edit => {
        const ready = isHeating ? at < 7 : complete || random.chance(0.6);
        return {
          entity: 'funding_material',
          id: null,
          set: { project: id, application, name, state: ready ? 'ready' : 'missing' },
        };
      }),
    ];
  });
}

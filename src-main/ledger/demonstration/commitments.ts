import { regionCode } from '../../../src-shared/catalogues/regions';
import type { InputOf } from '../../../src-shared/contract/contract';
import { cityCommitments } from '../../../src-shared/rules/commitments';
import type { DemonstrationLedger } from './ledger';

const month = '2018-09';

interface Plan {
  readonly region: string;
  /** Day on which the plan came; null where it has not. */
  readonly came: string | null;
  readonly leader: string;
  readonly goals: string;
  /** Of the fourth part, who does it. */
  readonly people: readonly string[];
}

// Names are made up.
// biome-ignore format: a table
const plans: readonly Plan[] = [
  { region: '昌邑区', came: '2018-09-05', leader: '赵立新', goals: '8个未入统项目9月底前全部入统，在建项目逐个明确周进度', people: ['李勇', '韩冬梅', '邢志远'] },
  { region: '龙潭区', came: '2018-09-06', leader: '钱立民', goals: '化工园区项目集中会审，月底前开工1个', people: ['于春光', '石明'] },
  { region: '船营区', came: '2018-09-05', leader: '孙秀英', goals: '入统材料每周会商，三个续建项目月底前复核进度', people: ['高翔', '姚敏'] },
  { region: '丰满区', came: '2018-09-10', leader: '李文博', goals: '要素保障专班进项目，拆迁扫尾', people: ['牛晓东', '宫洁'] },
  { region: '永吉县', came: null, leader: '', goals: '', people: [] },
  { region: '蛟河市', came: '2018-09-07', leader: '吴国栋', goals: '停工项目逐个约谈，9月底前入统率过六成', people: ['任海波', '费宁'] },
  { region: '桦甸市', came: '2018-09-06', leader: '郑铁军', goals: '矿区项目手续并联办理', people: ['曲学文', '常亮'] },
  { region: '舒兰市', came: '2018-09-12', leader: '王振海', goals: '招商签约项目逐个排开工日期', people: ['车立国', '郎静'] },
  { region: '磐石市', came: '2018-09-05', leader: '冯保国', goals: '开工项目集中办证，每周一调度', people: ['佟伟', '申玲'] },
  { region: '高新区', came: '2018-09-04', leader: '陈志刚', goals: '两个投产项目达产，储备项目入库', people: ['金哲', '卢芳'] },
  { region: '经开区', came: '2018-09-05', leader: '褚明远', goals: '化纤项目设备进场，入统材料一次报齐', people: ['孟凡', '贺林'] },
  { region: '中新食品区', came: '2018-09-08', leader: '卫东升', goals: '冷链物流项目开工，谋划项目2个', people: ['蒋波', '沈悦'] },
  { region: '北大壶开发区', came: null, leader: '', goals: '', people: [] },
];

type Edit = InputOf<'commitments.write'>['edits'][number];
type Known = { readonly id: string; readonly name: string; readonly unit: string | null };

/** What came of it, by its place in the list: most of what was due is done, some late, some open. */
function outcome(index: number, due: string): Edit['set'] {
  if (due > '2018-09-16') return index % 5 === 0 ? done('2018-09-14', '提前办完') : {};
  switch (index % 6) {
    case 1:
      return {};
    case 4:
      return done(due.slice(0, 8) + String(Math.min(16, Number(due.slice(8)) + 2)).padStart(2, '0'), '改期一次后会商');
    default:
      return done(due, '');
  }
}

const done = (day: string, result: string): Edit['set'] => ({
  state: 'done',
  done_on: day,
  ...(result ? { result } : {}),
});

const isZone = (region: string) => /开发区$|^(高新区|经开区|中新食品区)$/.test(region);
const bureauOf = (region: string) => (isZone(region) ? '经济发展局' : '统计局');

/** Projects of a view by the name of their region, in the order of the ledger. */
async function projectsOf(ledger: DemonstrationLedger, view: 'not-listed' | 'planned-start') {
  const rows = await ledger.call('projects.list', { view });
  const byRegion = new Map<string, Known[]>();
  for (const row of rows) {
    const region = String(row.region ?? '');
    const one = {
      id: row.id,
      name: String(row.short_name ?? row.name ?? ''),
      unit: typeof row.responsible_unit === 'string' ? row.responsible_unit : null,
    };
    byRegion.set(region, [...(byRegion.get(region) ?? []), one]);
  }
  return (region: string) => byRegion.get(region) ?? [];
}

/** Plans for September as the Commission received them, with the press-down lists: each names a person and a day. */
export async function promiseWork(commission: DemonstrationLedger): Promise<void> {
  const unlisted = await projectsOf(commission, 'not-listed');
  const planned = await projectsOf(commission, 'planned-start');
  const received = plans.filter(({ came }) => came !== null);
  const codeOf = (region: string) => {
    const code = regionCode(region);
    if (code === undefined) throw new RangeError(`no region ${region}`);
    return code;
  };
  await commission.call('campaigns.write', {
    month,
    edits: received.map(({ region, came, leader, goals }) => ({
      scope: codeOf(region),
      set: { title: `${region}“项目建设月”工作方案`, submitted_on: came, leader, goals },
    })),
  });
  const edits: Edit[] = received.flatMap(({ region, people }) => {
    const scope = codeOf(region);
    const person = (index: number) => people[index % people.length] ?? '';
    const listing = unlisted(region).slice(0, 4);
    const starts = planned(region).slice(0, 2);
    const lines: Edit['set'][] = [
      ...listing.map(({ id, name, unit }, index) => ({
        kind: 'listing',
        project: id,
        // What was done must not say more than the listing case and the permits of the same city do.
        matter: `${name}入统事项现场会商，逐项定责任人`,
        unit: unit ?? `${region}${bureauOf(region)}`,
        person: person(index),
        due: ['2018-09-10', '2018-09-12', '2018-09-14', '2018-09-25'][index] ?? '2018-09-28',
      })),
      ...starts.map(({ id, name, unit }, index) => ({
        kind: 'start',
        project: id,
        matter: `${name}开工条件逐项会商，排出办结日期`,
        unit: unit ?? `${region}${isZone(region) ? '建设局' : '住建局'}`,
        person: person(index + 1),
        due: ['2018-09-15', '2018-09-28'][index] ?? '2018-09-28',
      })),
      {
        kind: 'problem',
        matter: '排查在建项目用地、用电、用工问题，逐个列出解决时限',
        unit: `${region}项目服务中心`,
        person: person(0),
        due: '2018-09-13',
      },
      {
        kind: 'reserve',
        matter: '谋划储备项目报市发改委',
        unit: `${region}${isZone(region) ? '经济发展局' : '发改局'}`,
        person: person(1),
        due: '2018-09-30',
      },
    ];
    return lines.map((set) => ({ id: null, set: { ...set, scope, month } }));
  });
  const city: Edit['set'][] = [
    {
      kind: 'listing',
      matter: '到10个县（市）区、开发区上门会审入统材料',
      unit: '市统计局',
      person: '栾科长',
      due: '2018-09-14',
    },
    {
      kind: 'problem',
      matter: '汇总需联席会议研究的问题，送市政府督查室',
      unit: '市发改委',
      person: '周科长',
      due: '2018-09-28',
    },
  ];
  await commission.call('commitments.write', {
    edits: [
      ...edits.map(({ id, set }, index) => ({ id, set: { ...set, ...outcome(index, String(set.due)) } })),
      ...city.map((set, index) => ({
        id: null,
        set: { ...set, scope: cityCommitments, month, ...(index === 0 ? done('2018-09-13', '已会审 62 项') : {}) },
      })),
    ],
    source: '各地“项目建设月”方案',
  });
}

import type { FieldValue } from '../../../src-shared/entities/field';
import { addWorkdays } from '../../../src-shared/rules/work-calendar';
import type { Draft } from './draft';
import { calendar, levelSince, limits } from './problem-work';
import type { Random } from './random';
import { plusDays } from './step';

type Fields = Record<string, FieldValue>;

export interface ProblemDraft {
  /** Name or short name of its project. */
  readonly project: string;
  readonly fields: Fields;
}

const levelCodes = { 秘书: 'secretary', 部门: 'unit', 县区: 'county', 市: 'city' } as const;
const stateCodes = {
  登记: 'registered',
  核实: 'verified',
  交办: 'assigned',
  办理: 'handling',
  延期: 'deferred',
  核验: 'checking',
  挂账: 'shelved',
} as const;

type Row = readonly [
  description: string,
  project: string,
  category: string,
  level: keyof typeof levelCodes,
  state: keyof typeof stateCodes,
  reported: string,
  promised: string,
  unit: string,
];

// biome-ignore format: a table, as the board of 昌邑区 shows it
const board: readonly Row[] = [
  ['工程款拖欠，班组停工半天', '左家产业园二期', '工程款拖欠', '秘书', '核实', '09-12', '09-17', '左家镇政府'],
  ['塔吊司机短缺', '棚改四期', '用工', '秘书', '核实', '09-12', '09-17', '区人社局'],
  ['付款凭证未交，入统材料不齐', '铸衡精铸技改', '入统材料', '秘书', '核实', '09-13', '09-18', '区统计局'],
  ['缺装卸工30人', '禾沐大米加工', '用工', '秘书', '登记', '09-14', '09-19', '区人社局'],
  ['商户未腾退，外立面不能施工', '松江东路楼宇', '征地拆迁', '秘书', '登记', '09-14', '09-19', '区征收办'],
  ['砂石价格上涨，供应商要求调价', '通江墙体材料', '建材', '秘书', '登记', '09-14', '09-19', '区工信局'],
  ['燃气接入方案未批', '江湾里综合体', '燃气', '部门', '办理', '09-05', '09-17', '市燃气公司'],
  ['消防审查补正', '九站养老中心', '图审消防人防', '部门', '办理', '09-06', '09-18', '区住建局'],
  ['环评公示期间有异议', '桦皮厂饲料加工', '环评', '部门', '办理', '09-07', '09-19', '区环保局'],
  ['施工合同备案未办结', '江澜碳纤维产业园', '施工许可', '部门', '办理', '09-10', '09-20', '区住建局'],
  ['临时用水未接通', '莲花停车楼', '施工水电', '部门', '办理', '09-10', '09-20', '市水务集团'],
  ['交通导改方案未批', '新地号雨污分流', '进场道路', '部门', '交办', '09-11', '09-21', '区交警大队'],
  ['占道开挖许可', '供热管网改造', '进场道路', '部门', '核验', '08-30', '09-24', '区城管局'],
  ['规划条件变更', '松江东路楼宇', '规划', '部门', '核验', '08-28', '09-11', '区自然资源分局'],
  ['货运道路未通，大件设备进不了厂', '翼川通航零部件', '周边道路', '县区', '延期', '08-20', '09-14', '区交通局'],
  ['施工许可未办，缺消防设计审查意见', '孤店子秸秆热电', '施工许可', '县区', '办理', '08-31', '09-17', '区住建局'],
  ['地面附着物补偿未谈拢', '棚改四期', '地面附着物', '县区', '办理', '09-03', '09-19', '区征收办'],
  ['贷款未放款', '通江墙体材料', '融资', '县区', '办理', '09-06', '09-26', '区金融办'],
  ['回迁安置方案未定', '棚改四期', '征地拆迁', '县区', '核验', '08-22', '09-13', '区征收办'],
  ['雨污出口跨区，需与船营区衔接', '新地号雨污分流', '跨区协调', '市', '办理', '08-24', '09-26', '市住建局'],
  ['高压线迁改费用和时序未定', '棚改四期', '管线迁改', '市', '办理', '08-27', '10-08', '市供电公司'],
  ['选址占林地，指标待调整', '土城子蔬菜基地', '林地', '市', '挂账', '08-29', '10-12', '市林业局'],
];

const problem = (
  [description, project, category, level, state, reported, promised, unit]: Row,
  number: string,
): ProblemDraft => ({
  project,
  fields: {
    number,
    category,
    description,
    source: '企业提出',
    request: '请按承诺日期办结',
    responsible_unit: unit,
    level: levelCodes[level],
    state: stateCodes[state],
    // It came in on the level on which it stands; the open one of the pictures alone was raised.
    reported_on: levelSince(levelCodes[level], `2018-${reported}`, `2018-${promised}`),
    promised_on: `2018-${promised}`,
    level_since: levelSince(levelCodes[level], `2018-${reported}`, `2018-${promised}`),
    ...(state === '挂账'
      ? { shelving_reason: '林地指标年内调整', shelving_approver: '市发改委', review_on: `2018-${promised}` }
      : {}),
    ...(state === '延期' ? { extension_reason: '道路红线内电缆待迁', extension_until: '2018-09-28' } : {}),
    ...(state === '登记' || state === '核实' ? {} : { handler: `${project.slice(0, 1)}工` }),
  },
});

/** Problems of the board of 昌邑区, but the open one of the pictures: that has a story of its own. */
export function boardProblems(): ProblemDraft[] {
  const numberAt = (index: number) => (index < 16 ? index + 1 : index + 2);
  const open = board.map((row, index) =>
    problem(
      row,
      `昌邑-2018-${String([12, 14].includes(numberAt(index)) ? 40 + index : numberAt(index)).padStart(3, '0')}`,
    ),
  );
  return [...open, ...closedProblems];
}

const closedProblems: readonly ProblemDraft[] = [
  {
    project: '江湾里综合体',
    fields: {
      number: '昌邑-2018-014',
      category: '进场道路',
      description: '围挡临时占道',
      source: '企业提出',
      responsible_unit: '区城管局',
      level: 'unit',
      state: 'closed',
      reported_on: '2018-09-04',
      promised_on: '2018-09-14',
      level_since: '2018-09-07',
      measures: '错峰占道，夜间恢复通行',
      evidence: '占道许可和现场照片',
      company_confirmation: '满意',
      handler: '赵工',
      checker: '李主任',
      satisfaction: 'satisfied',
      closed_on: '2018-09-13',
    },
  },
  {
    project: '江澜碳纤维产业园',
    fields: {
      number: '昌邑-2018-012',
      category: '进场道路',
      description: '进场道路坑损',
      source: '走访发现',
      responsible_unit: '区交通局',
      level: 'county',
      state: 'closed',
      reported_on: '2018-08-29',
      promised_on: '2018-09-12',
      level_since: '2018-08-29',
      measures: '铺筑碎石便道380米',
      evidence: '完工照片',
      company_confirmation: '满意',
      handler: '钱工',
      checker: '李主任',
      satisfaction: 'satisfied',
      closed_on: '2018-09-11',
    },
  },
];

/** 昌邑-2018-017, step by step: what is set at each moment. */
export const powerProblem: {
  readonly project: string;
  /** `cause` where nobody typed it: time had passed. */
  readonly story: readonly { readonly at: string; readonly set: Fields; readonly cause?: 'limit' | 'promise' }[];
} = {
  project: '松筑构件基地',
  story: [
    {
      at: '2018-08-27T15:10:00+08:00',
      set: {
        number: '昌邑-2018-017',
        category: '施工水电',
        description: '施工用电未接通',
        source: '企业提出，8月27日走访登记',
        request:
          '临时用电容量400千伏安，构件养护线需1250千伏安，10千伏专线未接，1#车间设备不能调试。9月底前接通专线；接通前增供临时容量。',
        level: 'secretary',
        state: 'registered',
        reported_on: '2018-08-27',
        level_since: '2018-08-27',
      },
    },
    {
      at: '2018-08-31T10:20:00+08:00',
      set: { state: 'verified', responsible_unit: '昌邑供电分公司', supporting_units: '区发改局、区城管局' },
    },
    {
      at: '2018-09-05T09:00:00+08:00',
      cause: 'limit',
      set: {
        level: 'unit',
        level_since: '2018-09-05',
        state: 'handling',
        promised_on: '2018-09-12',
        handler: '刘工',
      },
    },
    { at: '2018-09-06T16:30:00+08:00', set: { measures: '9月6日现场勘察，定接入点' } },
    { at: '2018-09-13T09:00:00+08:00', cause: 'promise', set: { level: 'county', level_since: '2018-09-13' } },
  ],
};

// biome-ignore format: a table
const kinds: readonly (readonly [string, string, string])[] = [
  ['施工许可办理缓慢', '施工许可', '住建局'],
  ['土地手续未办结', '用地预审与供地', '自然资源局'],
  ['环评批复未取得', '环评', '环保局'],
  ['征拆剩余3户未签协议', '征地拆迁', '征收办'],
  ['10千伏电源接入方案未定', '供电', '供电公司'],
  ['配套道路未贯通', '周边道路', '交通局'],
  ['流动资金紧张，设备款未付', '融资', '金融办'],
  ['工程款拨付滞后', '财政拨付', '财政局'],
  ['雨污管网未接到红线', '雨污', '住建局'],
  ['施工合同未备案，入统材料不齐', '入统材料', '统计局'],
  ['冬季施工建材储备不足', '建材', '工信局'],
  ['燃气管线需迁改', '管线迁改', '住建局'],
];

/** Some problems of any other region, on projects that are under way. */
export function composedProblems(
  region: string,
  drafts: readonly Draft[],
  random: Random,
  today: string,
): ProblemDraft[] {
  const short = region.replace(/(食品区|开发区|[县市区])$/, '');
  const open = drafts.filter((draft) => draft.lifecycle === 'construction' || draft.lifecycle === 'preparation');
  const chosen = random.sample(open, Math.max(3, Math.round(open.length / 5)));
  return chosen.map((draft, index): ProblemDraft => {
    const [description, category, unit] = random.pick(kinds);
    const level = random.pick(['secretary', 'secretary', 'unit', 'unit', 'unit', 'county', 'county', 'city']);
    const closed = random.chance(0.2);
    // Its clock still runs on the demonstration's day: what had passed earlier would stand one level higher.
    const due = plusDays('2018-09-14', random.between(0, limits[level] ?? 5));
    const since = addWorkdays(calendar, due, -(limits[level] ?? 5));
    const reported = plusDays(since, level === 'secretary' ? 0 : -random.between(2, 9));
    return {
      project: draft.name,
      fields: {
        number: `${short}-2018-${String(index + 1).padStart(3, '0')}`,
        category,
        description,
        source: random.pick(['企业提出', '走访发现', '踏查发现']),
        responsible_unit: `${region}${unit}`,
        level,
        reported_on: reported,
        promised_on: due,
        level_since: since,
        ...(closed
          ? {
              state: 'closed',
              measures: '专题会议定，限期办结',
              evidence: '办结回复',
              company_confirmation: '满意',
              satisfaction: 'satisfied',
              handler: `${random.pick([...'赵钱孙李'])}工`,
              checker: `${random.pick([...'周吴郑王'])}主任`,
              closed_on: plusDays(today, -1),
            }
          : {
              state:
                level === 'secretary'
                  ? random.pick(['registered', 'verified'])
                  : random.pick(['assigned', 'handling', 'handling', 'checking']),
            }),
      },
    };
  });
}

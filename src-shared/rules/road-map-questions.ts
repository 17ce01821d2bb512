import type { PermitItem } from '../contract/rule-values';

export const approvalTypes = ['approval', 'verification', 'filing'] as const;
export type ApprovalType = (typeof approvalTypes)[number];
type ApprovalWord = PermitItem['appliesTo'][number];

export const approvalWords: Readonly<Record<ApprovalType, ApprovalWord>> = {
  approval: '审批',
  verification: '核准',
  filing: '备案',
};

/** Answers of a question about alternatives: the code of the one that applies, or that none does. */
export const none = 'none';

/** One thing to ask before the road map begins. */
export interface Question {
  readonly id: string;
  readonly text: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** What holds for most projects; it stands there until somebody answers otherwise. */
  readonly usual: string;
}

const yesNo = [
  { value: 'yes', label: '是' },
  { value: 'no', label: '否' },
];

/** The trigger conditions of the catalogue as plain questions, and whether most projects say yes. */
const plain: Readonly<Record<string, readonly [text: string, usual: boolean]>> = {
  部分项目可免: ['要单独报项目建议书吗？小项目、已列入规划的可以并到可研', true],
  新增建设用地或划拨: ['要新增建设用地，或者用划拨土地吗？', true],
  重大项目: ['属于要做社会稳定风险评估的重大项目吗？', false],
  '年能耗≥1000tce或用电≥500万kWh': ['一年综合能耗 1000 吨标准煤以上，或者用电 500 万度以上吗？', false],
  '涉河/蓄滞洪区': ['占用河道管理范围，或者在蓄滞洪区里吗？', false],
  自备取水: ['要自己打井，或者从河、湖、水库取水吗？', false],
  占用林地: ['占用林地吗？', false],
  占农用地或集体土地: ['占用农用地或集体土地吗？', false],
  新供地项目: ['要新供地（出让或划拨）吗？', true],
  城镇规划区: ['在城镇规划区里吗？', true],
  易发区: ['在地质灾害易发区，或者可能压覆矿产吗？', false],
  '地下文物埋藏区/保护范围': ['在地下文物埋藏区，或者文物保护范围里吗？', false],
  政府投资: ['是政府投资项目吗？', true],
  民用建筑: ['有住宅、办公、商业等民用建筑吗？', false],
  易燃易爆等特定场所: ['是油库、气库、化学品仓库、烟花爆竹、石化一类的场所吗？', false],
  危化项目: ['是危险化学品建设项目吗？', false],
  按需: ['要接市政排水，或者占道、挖路、动绿地吗？', false],
  特殊建设工程: ['是特殊建设工程（大型人员密集场所、易燃易爆品厂房仓库等）吗？', false],
  依法必须招标: ['施工、监理依法必须招标吗？', true],
  '限额以上(投资30万/300㎡,省可调)': ['工程投资 30 万元以上、建筑面积 300 平方米以上吗？本省另有限额的按本省', true],
  '计划总投资≥500万(≥5000万联网直报)': ['计划总投资 500 万元以上吗？', true],
  名录内排污单位: ['在固定污染源排污许可名录里吗？', false],
};

/** Groups of alternatives as one choice. */
const groupQuestions: Readonly<Record<string, string>> = {
  环评: '环评要做哪一种？按建设项目环评分类管理名录',
  水保: '水土保持方案要做哪一种？',
  立项: '立项走哪一种？',
};
const optionLabels: Readonly<Record<string, string>> = {
  P109: '报告书',
  P110: '报告表',
  P111: '登记表',
  P112: '报告书（占地 5 公顷以上，或挖填 5 万方以上）',
  P113: '报告表（占地 0.5 至 5 公顷，或挖填 1000 方至 5 万方）',
};
const usualOptions: Readonly<Record<string, string>> = { 环评: 'P110' };

/** They complete what an earlier one began, and come with it: 人防验收, 环保验收, 水保验收. */
const followers: ReadonlySet<string> = new Set(['P403', 'P406', 'P407']);
/** Conditions of a follower, which nobody is asked about. */
const followingCondition = '报告书/表类';

const isCompletion = ({ stage }: PermitItem) => stage.startsWith('4');
const applies = (item: PermitItem, approval: ApprovalType) => item.appliesTo.includes(approvalWords[approval]);

/** Alternatives that are left for an approval type, by group; a group of one needs no question. */
function groupsOf(items: readonly PermitItem[], approval: ApprovalType): Map<string, PermitItem[]> {
  const groups = new Map<string, PermitItem[]>();
  for (const item of items) {
    if (item.alternativeGroup === null || !applies(item, approval)) continue;
    groups.set(item.alternativeGroup, [...(groups.get(item.alternativeGroup) ?? []), item]);
  }
  return groups;
}

const isAsked = (item: PermitItem) =>
  item.alternativeGroup === null &&
  item.triggerCondition !== '' &&
  item.triggerCondition !== followingCondition &&
  !followers.has(item.code);

/** What to ask for a project of this approval type, in the order of the catalogue; one condition is asked once. */
export function questionsFor(items: readonly PermitItem[], approval: ApprovalType): Question[] {
  const groups = groupsOf(items, approval);
  const questions = new Map<string, Question>();
  for (const item of items) {
    if (!applies(item, approval)) continue;
    const group = item.alternativeGroup;
    if (group !== null) {
      const members = groups.get(group) ?? [];
      if (members.length < 2) continue;
      questions.set(group, {
        id: group,
        text: groupQuestions[group] ?? `“${group}”办哪一项？`,
        options: [
          ...members.map(({ code, name }) => ({ value: code, label: optionLabels[code] ?? name })),
          { value: none, label: '都不用' },
        ],
        usual: usualOptions[group] ?? none,
      });
    } else if (isAsked(item)) {
      const [text, usual] = plain[item.triggerCondition] ?? [`有这种情况吗：${item.triggerCondition}？`, false];
      questions.set(item.triggerCondition, {
        id: item.triggerCondition,
        text,
        options: yesNo,
        usual: usual ? 'yes' : 'no',
      });
    }
  }
  return [...questions.values()];
}

/** The items that the answers leave, in the order of the catalogue. What was not answered counts as usual. */
export function itemsFor(
  items: readonly PermitItem[],
  approval: ApprovalType,
  answers: Readonly<Record<string, string>>,
  options: { readonly completion: boolean },
): PermitItem[] {
  const questions = new Map(questionsFor(items, approval).map((question) => [question.id, question]));
  const answerOf = (id: string) => answers[id] ?? questions.get(id)?.usual;
  const picked = new Set<string>();
  for (const item of items) {
    if (!applies(item, approval)) continue;
    const group = item.alternativeGroup;
    if (group !== null) {
      if (!questions.has(group) || answerOf(group) === item.code) picked.add(item.code);
    } else if (followers.has(item.code) || item.triggerCondition === followingCondition) {
      if (item.prerequisites.some((code) => picked.has(code))) picked.add(item.code);
    } else if (!isAsked(item) || answerOf(item.triggerCondition) === 'yes') picked.add(item.code);
  }
  return items.filter((item) => picked.has(item.code) && (options.completion || !isCompletion(item)));
}

/** What a permit of a project takes over from its catalogue item, as it holds in this place. */
export function permitOfItem(item: PermitItem) {
  const inDays = item.limitUnitInLaw === '日';
  return {
    catalogue_code: item.code,
    name: item.name,
    department: item.department || null,
    prerequisites: item.prerequisites.join('、') || null,
    workdays: inDays ? null : item.workdays,
    days: inDays ? item.workdays : null,
  };
}

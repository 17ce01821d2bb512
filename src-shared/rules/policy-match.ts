import { regionName } from '../catalogues/regions';
import { listingStates } from '../entities/listing';
import type { ProjectNode } from '../entities/node';
import type { Policy } from '../entities/policy';
import { lifecycles, type Project, project as projectEntity } from '../entities/project';
import { formatMoneyWithUnit } from '../terms/format';
import { lifecycleOf } from './ledger-views';
import { type KnownPermit, permitKnowledge } from './permit-nodes';
import { type PolicyWindow, policyWindow } from './policy-window';
import { isSectorWanted, regionsOf, sectorsOf } from './policy-words';

export type PolicyConditions = Pick<
  Policy,
  'opens_on' | 'closes_on' | 'sectors' | 'regions' | 'stages' | 'least_investment' | 'most_investment' | 'requirements'
>;

export type MatchedProject = Pick<
  Project,
  | 'region'
  | 'sector'
  | 'industry'
  | 'lifecycle'
  | 'actual_start'
  | 'actual_finish'
  | 'total_investment'
  | 'code'
  | 'code_state'
  | 'listing'
  | 'national_library'
>;

/** What is known of one prerequisite of a project; `unknown` where nobody has recorded anything that speaks of it. */
export interface Known {
  readonly state: 'yes' | 'no' | 'unknown';
  /** What is missing, named; empty where nothing is. */
  readonly sentence: string;
}

/** Every prerequisite that a policy can ask for, by its code. Worked out once for a project, then held against many policies. */
export type PolicyKnowledge = ReadonlyMap<string, Known>;

export interface Shortfall {
  readonly condition: 'sector' | 'region' | 'stage' | 'size' | 'requirement';
  /** `unknown` is to be looked up, `no` is known not to hold. */
  readonly state: 'no' | 'unknown';
  /** Nothing that one does for this project will change it. */
  readonly excludes: boolean;
  readonly sentence: string;
}

export interface PolicyMatch {
  /** `fits`: every condition is known to hold. `lacks`: something is missing or unknown. `excluded`: never, as the project is. */
  readonly match: 'fits' | 'lacks' | 'excluded';
  readonly missing: readonly Shortfall[];
  readonly window: PolicyWindow;
}

const yes: Known = { state: 'yes', sentence: '' };
const no = (sentence: string): Known => ({ state: 'no', sentence });
const unsure = (sentence: string): Known => ({ state: 'unknown', sentence });

/** Prerequisites that a node of the stage model stands for: what is missing, and what nobody recorded. */
const nodes: readonly [requirement: string, node: string, missing: string, unrecorded: string][] = [
  ['approval', 'approved', '缺立项批复', '立项情况未登记'],
  ['land', 'sited', '用地未落实', '用地情况未登记'],
  ['environment', 'environment', '缺环评批复', '环评情况未登记'],
  ['building', 'building', '缺施工许可', '施工许可情况未登记'],
];

const labelOf = (choices: readonly { code: string; label: string }[], code: string) =>
  choices.find((choice) => choice.code === code)?.label ?? code;

function codeKnown(project: MatchedProject): Known {
  if (project.code) return yes;
  if (project.code_state === 'pending') return no('项目代码待赋码');
  return project.code_state === 'none' ? no('没有项目代码') : unsure('项目代码未填');
}

function listingKnown({ listing }: MatchedProject): Known {
  if (listing === 'listed') return yes;
  return listing === null ? unsure('入统状态未填') : no(`未入统（${labelOf(listingStates, listing)}）`);
}

function libraryKnown({ national_library: state }: MatchedProject): Known {
  if (state === 'entered') return yes;
  if (state === null) return unsure('国家库状态未填');
  return no(`未入国家重大建设项目库（${labelOf(projectEntity.fields.national_library.choices ?? [], state)}）`);
}

/** What a project, its permits and its stage nodes say of every prerequisite. A node with an actual day, or a granted permit, is a yes. */
export function policyKnowledge(
  project: MatchedProject,
  permits: readonly KnownPermit[],
  recorded: readonly Pick<ProjectNode, 'code' | 'actual'>[],
): PolicyKnowledge {
  const known = new Map<string, Known>([
    ['project_code', codeKnown(project)],
    ['listed', listingKnown(project)],
    ['national_library', libraryKnown(project)],
  ]);
  for (const [requirement, node, missing, unrecorded] of nodes) {
    const record = recorded.find(({ code }) => code === node);
    const papers = permitKnowledge(node, permits);
    const state = record?.actual || papers?.done ? yes : record || papers ? no(missing) : unsure(unrecorded);
    known.set(requirement, state);
  }
  return known;
}

const shortfall = (
  condition: Shortfall['condition'],
  state: Shortfall['state'],
  sentence: string,
  excludes = false,
): Shortfall => ({ condition, state, sentence, excludes });

type Gap = (project: MatchedProject) => Shortfall | null;
const never: Gap = () => null;

function sectorGap(policy: PolicyConditions): Gap {
  const wanted = sectorsOf(policy.sectors);
  if (wanted.length === 0) return never;
  // A city has thousands of projects and a few dozen sectors.
  const known = new Map<string, boolean>();
  return ({ sector, industry }) => {
    const key = `${sector ?? ''} ${industry ?? ''}`;
    const fits = known.get(key) ?? isSectorWanted(wanted, sector, industry);
    known.set(key, fits);
    if (fits) return null;
    return sector === null
      ? shortfall('sector', 'unknown', '项目领域未填')
      : shortfall('sector', 'no', `领域“${sector}”不在支持范围`, true);
  };
}

function regionGap(policy: PolicyConditions): Gap {
  const { codes, unclear } = regionsOf(policy.regions);
  if (codes.length + unclear.length === 0) return never;
  return ({ region }) => {
    if (region !== null && codes.includes(region)) return null;
    if (region === null) return shortfall('region', 'unknown', '项目属地未填');
    // A word that names no region here may still mean this one.
    return unclear.length > 0
      ? shortfall('region', 'unknown', `适用地区“${unclear.join('、')}”请自己核对`)
      : shortfall('region', 'no', `${regionName(region)}不在适用地区`, true);
  };
}

/** The way of a project from idea to use; who is aside (停工, 终止) stands nowhere on it. */
const way = ['reserve', 'negotiation', 'signed', 'preparation', 'construction', 'completed', 'operating'];

function stageGap(policy: PolicyConditions): Gap {
  const wanted = policy.stages ?? [];
  return wanted.length === 0 ? never : (project) => stageGapOf(wanted, lifecycleOf(project));
}

function stageGapOf(wanted: readonly string[], stage: string | null): Shortfall | null {
  if (stage === null) return shortfall('stage', 'unknown', '项目阶段未填');
  if (wanted.includes(stage)) return null;
  const label = labelOf(lifecycles, stage);
  const last = Math.max(...wanted.map((code) => way.indexOf(code)));
  const at = way.indexOf(stage);
  if (at >= 0 && at < last) {
    const next = way.slice(at).find((code) => wanted.includes(code)) ?? '';
    return shortfall('stage', 'no', `还在${label}阶段，须到${labelOf(lifecycles, next)}`);
  }
  return shortfall('stage', 'no', `${at < 0 ? '已' : '已过阶段，现为'}${label}`, true);
}

function sizeGap({ least_investment: least, most_investment: most }: PolicyConditions): Gap {
  if (least === null && most === null) return never;
  return ({ total_investment: total }) => {
    if (total === null) return shortfall('size', 'unknown', '总投资未填');
    if (least !== null && total < least)
      return shortfall('size', 'no', `总投资低于下限 ${formatMoneyWithUnit(least)}`, true);
    if (most !== null && total > most)
      return shortfall('size', 'no', `总投资高于上限 ${formatMoneyWithUnit(most)}`, true);
    return null;
  };
}

/** `matchPolicy` for one policy and many projects. */
export function policyMatcher(
  policy: PolicyConditions,
  today: string,
): (project: MatchedProject, knowledge: PolicyKnowledge) => PolicyMatch {
  const gaps = [sectorGap(policy), regionGap(policy), stageGap(policy), sizeGap(policy)];
  const window = policyWindow(policy, today);
  return (project, knowledge) => {
    const missing = [
      ...gaps.map((gap) => gap(project)),
      ...(policy.requirements ?? []).map((code) => {
        const known = knowledge.get(code) ?? unsure(code);
        return known.state === 'yes' ? null : shortfall('requirement', known.state, known.sentence);
      }),
    ].filter((gap) => gap !== null);
    return {
      match: missing.some((gap) => gap.excludes) ? 'excluded' : missing.length > 0 ? 'lacks' : 'fits',
      missing,
      window,
    };
  };
}

/**
 * Whether a project can apply, and what is missing, by name. A condition that is left empty excludes nobody; one that nobody has recorded the
 * facts for is `unknown`, never a no. Invariant: one more condition never makes the match better. It says nothing about which
 * figure a project should have.
 */
export function matchPolicy(
  policy: PolicyConditions,
  project: MatchedProject,
  knowledge: PolicyKnowledge,
  today: string,
): PolicyMatch {
  return policyMatcher(policy, today)(project, knowledge);
}

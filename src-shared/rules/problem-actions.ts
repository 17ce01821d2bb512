import type { Role } from '../contract/common';
import type { ProblemAction } from '../contract/problem-methods';
import type { Measure } from '../entities/measure';
import type { Problem } from '../entities/problem';
import { levelAbove, levelLabel, levelOf } from './problem-clock';

export type ProblemState =
  | 'registered'
  | 'verified'
  | 'assigned'
  | 'handling'
  | 'deferred'
  | 'checking'
  | 'closed'
  | 'returned'
  | 'shelved';

export interface Actor {
  readonly role: Role;
  readonly person: string;
}

type Worked = Pick<
  Problem,
  | 'state'
  | 'level'
  | 'responsible_unit'
  | 'measures'
  | 'evidence'
  | 'company_confirmation'
  | 'satisfaction'
  | 'handler'
  | 'checker'
>;
type WorkedMeasure = Pick<Measure, 'done_on'>;

/** One step as it stands for one person now. */
export interface Ruling {
  readonly action: ProblemAction;
  readonly label: string;
  /** The state lets it be taken at all; only then is its button shown. */
  readonly fits: boolean;
  /** Why not, each a sentence without its full stop; empty where it may be taken. */
  readonly reasons: readonly string[];
}

interface Step {
  readonly label: string;
  readonly from: readonly ProblemState[];
}

const steps: Readonly<Record<ProblemAction, Step>> = {
  verify: { label: '核实', from: ['registered'] },
  assign: { label: '交办', from: ['verified'] },
  handle: { label: '开始办理', from: ['assigned', 'returned'] },
  hand_in: { label: '提请核验', from: ['assigned', 'handling', 'returned'] },
  close: { label: '销号', from: ['checking'] },
  return: { label: '退回', from: ['checking'] },
  raise: { label: '提级', from: ['registered', 'verified', 'assigned', 'handling', 'deferred', 'returned'] },
  request_extension: { label: '申请延期', from: ['assigned', 'handling', 'returned'] },
  grant_extension: { label: '同意延期', from: ['deferred'] },
  refuse_extension: { label: '不同意延期', from: ['deferred'] },
  shelve: { label: '挂账', from: ['verified', 'assigned', 'handling', 'deferred', 'returned'] },
  resume: { label: '恢复办理', from: ['shelved'] },
};

export const actionLabel = (action: ProblemAction): string => steps[action].label;

const stateLabels: Readonly<Record<ProblemState, string>> = {
  registered: '登记',
  verified: '核实',
  assigned: '交办',
  handling: '办理中',
  deferred: '申请延期',
  checking: '待核验',
  closed: '销号',
  returned: '退回',
  shelved: '挂账',
};

/** A state as it is stored; one that is not given is the first. */
export function stateOf(code: string | null): ProblemState {
  return code !== null && Object.hasOwn(stateLabels, code) ? (code as ProblemState) : 'registered';
}

/** Short words for a card. */
export const stateLabel = (code: string | null): string => stateLabels[stateOf(code)];

/** Whether two names mean one person: a unit or title behind a comma or bracket does not tell them apart. */
export function samePerson(one: string | null | undefined, other: string | null | undefined): boolean {
  const name = (text: string | null | undefined) =>
    (text?.normalize('NFKC').split(/[,、(;/]/)[0] ?? '').replace(/\s/g, '');
  return name(one) !== '' && name(one) === name(other);
}

/** One of the four without which no problem is closed. */
export interface ClosingNeed {
  readonly code: 'measures' | 'evidence' | 'company' | 'checker';
  readonly label: string;
  readonly met: boolean;
  /** What is missing, without a full stop; empty where it is met. */
  readonly missing: string;
}

/** 销号四要件: measures carried out, evidence, the company's word that it is solved, and a checker who is not the handler. */
export function closingNeeds(problem: Worked, measures: readonly WorkedMeasure[]): ClosingNeed[] {
  const need = (code: ClosingNeed['code'], label: string, missing: string): ClosingNeed => ({
    code,
    label,
    met: missing === '',
    missing,
  });
  const open = measures.filter(({ done_on }) => done_on === null).length;
  const measuresMissing =
    measures.length > 0
      ? open > 0
        ? `还有 ${open} 条措施没有落实`
        : ''
      : problem.measures === null
        ? '没有写措施'
        : '';
  const company =
    problem.company_confirmation === null
      ? '没有企业意见'
      : problem.satisfaction === null
        ? '没有写明企业是否满意'
        : problem.satisfaction === 'unsatisfied'
          ? '企业不满意'
          : '';
  const checker =
    problem.handler === null
      ? '没有写承办人'
      : problem.checker === null
        ? '没有指定核验人'
        : samePerson(problem.checker, problem.handler)
          ? '核验人就是承办人'
          : '';
  return [
    need('measures', '措施落实', measuresMissing),
    need('evidence', '佐证', problem.evidence === null ? '没有佐证' : ''),
    need('company', '企业意见', company),
    need('checker', '核验人', checker),
  ];
}

const byStaff = '由项目秘书或市发改委办理';

/** What forbids this person the step, whatever the papers. */
function personReasons(action: ProblemAction, problem: Worked, actor: Actor): string[] {
  if (actor.role === 'field') return [`踏查人员可以登记问题、写进展；${steps[action].label}${byStaff}`];
  if (action === 'assign' && levelOf(problem.level) === 'city' && actor.role !== 'commission')
    return ['已到市联席会议层级，由市发改委交办'];
  if (action === 'close' || action === 'return') {
    if (samePerson(actor.person, problem.handler)) return [`您是承办人，${steps[action].label}由别人办理`];
    const isChecker = problem.checker === null || samePerson(actor.person, problem.checker);
    if (!isChecker && (action === 'close' || actor.role !== 'commission'))
      return [`核验人是${problem.checker}，由本人${steps[action].label}`];
  }
  return [];
}

function paperReasons(
  action: ProblemAction,
  problem: Worked,
  measures: readonly WorkedMeasure[],
  actor: Actor,
): string[] {
  const missing = (needs: readonly ClosingNeed[]) => needs.filter(({ met }) => !met).map((need) => need.missing);
  switch (action) {
    case 'close':
      // Whoever closes it unasked is its checker.
      return missing(closingNeeds({ ...problem, checker: problem.checker ?? actor.person }, measures));
    case 'hand_in':
      return missing(closingNeeds(problem, measures).filter(({ code }) => code === 'measures' || code === 'evidence'));
    case 'raise':
      return levelAbove(levelOf(problem.level)) === null ? [`已在${levelLabel('city')}层级，上面没有了`] : [];
    default:
      return [];
  }
}

/**
 * Which steps may be taken now, by this person. `problem.level` is the level of the clock, not what was last written down.
 *
 * | step | from | who |
 * |---|---|---|
 * | 登记, 写进展 | any but 销号 | everybody |
 * | 核实 | 登记 | secretary, Commission |
 * | 交办 | 核实 | secretary below the joint meeting; at its level the Commission |
 * | 开始办理 | 交办, 退回 | secretary, Commission |
 * | 提级 | any that runs | secretary, Commission; not above the city |
 * | 申请延期 | 交办, 办理中, 退回 | secretary, Commission; with a day and a reason |
 * | 同意, 不同意延期 | 申请延期 | Commission, or recorded by the secretary with the name of the leader who decided: never oneself, never the handler |
 * | 提请核验 | 交办, 办理中, 退回 | secretary, Commission; measures carried out, evidence there |
 * | 销号 | 待核验 | the checker in person, never the handler; the four of `closingNeeds` |
 * | 退回 | 待核验 | the checker or the Commission, never the handler; with a reason |
 * | 挂账 | all from 核实 on that run | as 同意延期, with a reason and a day of review |
 * | 恢复办理 | 挂账 | secretary, Commission |
 */
export function problemActions(problem: Worked, measures: readonly WorkedMeasure[], actor: Actor): Ruling[] {
  const state = stateOf(problem.state);
  return (Object.keys(steps) as ProblemAction[]).map((action) => {
    const { label, from } = steps[action];
    const fits = from.includes(state);
    const reasons = fits
      ? [...personReasons(action, problem, actor), ...paperReasons(action, problem, measures, actor)]
      : [`现在是“${stateLabels[state]}”，${label}须在“${from.map((each) => stateLabels[each]).join('、')}”时办理`];
    return { action, label, fits, reasons };
  });
}

export function rulingOf(
  action: ProblemAction,
  problem: Worked,
  measures: readonly WorkedMeasure[],
  actor: Actor,
): Ruling {
  const found = problemActions(problem, measures, actor).find((ruling) => ruling.action === action);
  if (!found) throw new Error(`no step ${action}`);
  return found;
}

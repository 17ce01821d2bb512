import type { FundingApplication } from '../entities/funding-application';
import type { Policy } from '../entities/policy';
import type { Project } from '../entities/project';
import { formatDay } from '../terms/format';
import { type ChecklistItem, checklistOf, fundingStageLabel, stageOf } from './funding-stages';
import { lifecycleOf } from './ledger-views';
import { type MatchedProject, matchPolicy, type PolicyConditions, type PolicyKnowledge } from './policy-match';

/** Something of policy money with a day on it; the same shape as the desk's other demands. `node` is null: it is no step of the project. */
export interface FundingDemand {
  readonly id: string;
  readonly what: string;
  readonly why: string;
  readonly due: string;
  readonly to: string;
  readonly action: string;
  readonly node: null;
}

export type DeskPolicy = PolicyConditions & Pick<Policy, 'id' | 'title'>;
export type DeskApplication = Pick<FundingApplication, 'id' | 'policy' | 'title' | 'stage' | 'due'>;

export interface FundingDeskProject {
  readonly project: MatchedProject & Pick<Project, 'id'>;
  readonly knowledge: PolicyKnowledge;
  readonly applications: readonly DeskApplication[];
}

export function policyPath(id: string): string {
  return `/funding/policies/${encodeURIComponent(id)}`;
}
export function applicationPath(id: string): string {
  return `/funding/applications/${encodeURIComponent(id)}`;
}

const short = (text: string | null, fallback: string) => {
  const words = text?.trim() || fallback;
  return words.length > 20 ? `${words.slice(0, 19)}…` : words;
};

/**
 * Windows that close while a project could still apply: open ones with a last day, for a project that fits or only lacks something and has
 * not applied. Whether the day is near enough to be shown is for the desk to say.
 */
export function policyDemands(
  { project, knowledge, applications }: FundingDeskProject,
  policies: readonly DeskPolicy[],
  today: string,
): FundingDemand[] {
  if (lifecycleOf(project) === 'terminated') return [];
  const applied = new Set(applications.map(({ policy }) => policy));
  return policies.flatMap((policy): FundingDemand[] => {
    if (policy.closes_on === null || applied.has(policy.id)) return [];
    const { match, missing, window } = matchPolicy(policy, project, knowledge, today);
    if (window.state !== 'open' || match === 'excluded') return [];
    const gap = missing[0]?.sentence;
    const more = missing.length > 1 ? `等 ${missing.length} 项` : '';
    return [
      {
        id: `policy:${policy.id}:${project.id}`,
        what: `申报 ${short(policy.title, '政策')}`,
        why: `${formatDay(policy.closes_on)}申报截止，${gap ? `${gap}${more}` : '条件符合'}`,
        due: policy.closes_on,
        to: policyPath(policy.id),
        action: '看政策',
        node: null,
      },
    ];
  });
}

const beforeReview = new Set(['lead', 'matched', 'reserved', 'materials']);

/** An application that has not been handed in and has a last day; null for any other. */
export function applicationDemand(
  application: DeskApplication,
  materials: readonly ChecklistItem[],
): FundingDemand | null {
  const stage = stageOf(application);
  if (application.due === null || !beforeReview.has(stage)) return null;
  const { ready, needed } = checklistOf(materials);
  const papers = needed > ready ? `，材料还差 ${needed - ready} 份` : '';
  return {
    id: `funding:${application.id}`,
    what: `报出 ${short(application.title, '申报')}`,
    why: `${formatDay(application.due)}申报截止，现在${fundingStageLabel(stage)}阶段${papers}`,
    due: application.due,
    to: applicationPath(application.id),
    action: '看申报',
    node: null,
  };
}

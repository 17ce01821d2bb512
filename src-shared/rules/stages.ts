import catalogue from '../catalogues/lifecycle.json';
import type { Listing } from '../entities/listing';
import type { ProjectNode } from '../entities/node';
import type { Project } from '../entities/project';
import { daysBetween, lastDay } from './dates';
import { isListingDue, isStarted, lifecycleOf } from './ledger-views';
import { defaultLightRules, type LightRuleSet } from './light-rules';
import { listingLimits } from './lights';
import { type KnownPermit, permitKnowledge } from './permit-nodes';

export interface StageNode {
  readonly code: string;
  readonly name: string;
  /** `next` is the first node of the present stage that is not done; a node of which nothing is known is `open`. */
  readonly state: 'done' | 'next' | 'open';
  /** Day or month on which it was done, where it is known. */
  readonly date: string | null;
  /** Day or month for which it is planned or due, where it is known and it is not done. */
  readonly planned: string | null;
  /** Days behind `planned`, or null. */
  readonly late: number | null;
}

export interface Stage {
  readonly code: string;
  readonly name: string;
  readonly state: 'past' | 'present' | 'future';
  readonly done: number;
  readonly nodes: readonly StageNode[];
}

export type StagedProject = Pick<
  Project,
  | 'lifecycle'
  | 'planned_start'
  | 'planned_finish'
  | 'actual_start'
  | 'actual_finish'
  | 'total_investment'
  | 'listing'
  | 'signed_on'
  | 'signing_event'
  | 'credit_code'
  | 'agreed_amount'
  | 'paid_in_amount'
>;

export type StagedListing = Pick<Listing, 'listed_month' | 'promised_month'> | null;

/** What somebody wrote about a node in its table. */
export type StagedNode = Pick<ProjectNode, 'code' | 'planned' | 'actual'>;

export interface NodeKnowledge {
  readonly done: boolean;
  readonly date: string | null;
  readonly planned: string | null;
}

/** `due` is a limit that follows from a rule: it speaks where nobody planned a day. */
interface OwnKnowledge extends NodeKnowledge {
  readonly due?: string | null;
}

const nothing: NodeKnowledge = { done: false, date: null, planned: null };
const finished = new Set<string | null>(['completed', 'operating']);

/** What the project itself says about a node; null where only permits can know. */
export function ownKnowledge(
  node: string,
  project: StagedProject,
  listing: StagedListing,
  rules: LightRuleSet,
): OwnKnowledge | null {
  const lifecycle = lifecycleOf(project);
  switch (node) {
    case 'signed':
      return {
        done: project.signed_on !== null || project.signing_event !== null || lifecycle === 'signed',
        date: project.signed_on,
        planned: null,
      };
    case 'registered':
      // A company has its credit code from the day it is registered.
      return { ...nothing, done: project.credit_code !== null };
    case 'funded': {
      const { agreed_amount: agreed, paid_in_amount: paid } = project;
      return { ...nothing, done: agreed !== null && agreed > 0 && paid !== null && paid >= agreed };
    }
    case 'started':
      return { done: isStarted(project), date: project.actual_start, planned: project.planned_start };
    case 'listed': {
      return {
        done: project.listing === 'listed',
        date: listing?.listed_month ?? null,
        planned: null,
        due: listingLimits(project, rules)?.yellow ?? listing?.promised_month ?? null,
      };
    }
    case 'accepted':
      return { done: finished.has(lifecycle), date: project.actual_finish, planned: project.planned_finish };
    case 'operating':
      return { ...nothing, done: lifecycle === 'operating' };
    default:
      return null;
  }
}

/** Index of the stage that the project is in. */
function presentStage(project: StagedProject): number {
  const lifecycle = lifecycleOf(project);
  if (lifecycle === 'completed' || lifecycle === 'operating') return 4;
  if (isStarted(project)) return project.listing !== 'listed' && isListingDue(project) ? 2 : 3;
  return lifecycle === 'preparation' ? 1 : 0;
}

/**
 * The five stages of a project with their nodes, each done, next or open, from what the project, its listing case, its permits and its node
 * table know. Nothing is concluded from a later node: a project under construction whose permits nobody recorded shows them open.
 */
export function stagesOf(
  project: StagedProject,
  permits: readonly KnownPermit[],
  listing: StagedListing,
  today: string,
  nodes: readonly StagedNode[] = [],
  rules: LightRuleSet = defaultLightRules,
): Stage[] {
  const present = presentStage(project);
  return catalogue.stages.map((stage, index) => {
    const known = stage.nodes.map(([code = '', name = '']) => ({
      code,
      name,
      ...knowledgeOf(code, project, permits, listing, nodes, rules),
    }));
    // What lies before a node that is done is not next, even where nobody recorded it.
    const lastDone = known.findLastIndex((node) => node.done);
    const next = index === present ? known.findIndex((node, at) => at > lastDone && !node.done) : -1;
    return {
      code: stage.code,
      name: stage.name,
      state: index < present ? 'past' : index === present ? 'present' : 'future',
      done: known.filter((node) => node.done).length,
      nodes: known.map((node, at): StageNode => {
        const planned = node.done ? null : node.planned;
        const isLate = planned !== null && lastDay(planned) < today;
        return {
          code: node.code,
          name: node.name,
          state: node.done ? 'done' : at === next ? 'next' : 'open',
          date: node.done ? node.date : null,
          planned,
          late: isLate ? daysBetween(lastDay(planned), today) : null,
        };
      }),
    };
  });
}

/**
 * What is known of a node, from all who know. The project's own word comes first, because each of its facts has one home; then what was
 * written in the node table, then the permits, and last the limit of a rule.
 */
export function knowledgeOf(
  node: string,
  project: StagedProject,
  permits: readonly KnownPermit[],
  listing: StagedListing,
  nodes: readonly StagedNode[],
  rules: LightRuleSet = defaultLightRules,
): NodeKnowledge {
  const own = ownKnowledge(node, project, listing, rules);
  const written = nodes.find(({ code }) => code === node);
  const papers = permitKnowledge(node, permits);
  return {
    done: (own?.done ?? false) || (papers?.done ?? false) || (written?.actual ?? null) !== null,
    date: own?.date ?? written?.actual ?? papers?.date ?? null,
    planned: own?.planned ?? written?.planned ?? papers?.planned ?? own?.due ?? null,
  };
}

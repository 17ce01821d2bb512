import catalogue from '../catalogues/lifecycle.json';
import type { ProjectNode } from '../entities/node';
import { daysBetween } from './dates';
import { lifecycleOf } from './ledger-views';
import type { KnownPermit } from './permit-nodes';
import { knowledgeOf, type StagedListing, type StagedProject } from './stages';

/** What somebody wrote about a node. */
export type WrittenNode = Pick<ProjectNode, 'code' | 'planned' | 'actual' | 'responsible_unit' | 'responsible_person'>;

export interface OverdueNode {
  readonly code: string;
  readonly name: string;
  readonly planned: string;
  /** Days behind `planned`, at least 1. */
  readonly days: number;
  readonly unit: string | null;
  readonly person: string | null;
}

const names = new Map(catalogue.stages.flatMap((stage) => stage.nodes.map(([code = '', name = '']) => [code, name])));
const resting = new Set<string | null>(['suspended', 'terminated']);

/** '主体完工'; the code itself where the catalogue does not know it. */
export function nodeName(code: string): string {
  return names.get(code) ?? code;
}

/**
 * Nodes whose planned day has passed and which nobody knows to be reached, the longest overdue first. Only what was planned in the node
 * table counts: a late start or listing has its own to-do. A project that is suspended or terminated is behind with nothing.
 */
export function overdueNodes(
  project: StagedProject,
  nodes: readonly WrittenNode[],
  today: string,
  known: { readonly permits?: readonly KnownPermit[]; readonly listing?: StagedListing } = {},
): OverdueNode[] {
  if (resting.has(lifecycleOf(project))) return [];
  return nodes
    .flatMap((node): OverdueNode[] => {
      const { code, planned, actual } = node;
      if (code === null || planned === null || actual !== null || planned >= today) return [];
      if (knowledgeOf(code, project, known.permits ?? [], known.listing ?? null, nodes).done) return [];
      return [
        {
          code,
          name: nodeName(code),
          planned,
          days: daysBetween(planned, today),
          unit: node.responsible_unit,
          person: node.responsible_person,
        },
      ];
    })
    .sort((a, b) => b.days - a.days);
}

import type { Demand, DeskItem, DeskSurroundings } from './desk-item';
import { applicationDemand, policyDemands } from './funding-todos';
import { policyKnowledge } from './policy-match';

/** Applications for policy money that must be handed in, and policies whose window closes while this project could still apply. */
export function fundingDemands(item: DeskItem, { policies }: DeskSurroundings, today: string): Demand[] {
  const applications = item.funding_applications.map((application) =>
    applicationDemand(
      application,
      item.funding_materials.filter((paper) => paper.application === application.id),
    ),
  );
  const { project, funding_applications } = item;
  const windows =
    policies.length === 0
      ? []
      : policyDemands(
          {
            project,
            knowledge: policyKnowledge(project, item.papers(), item.nodes),
            applications: funding_applications,
          },
          policies,
          today,
        );
  return [...applications.filter((demand) => demand !== null), ...windows];
}

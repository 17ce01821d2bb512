import { type Project, project } from '../entities/project';
import { isStarted, listingThreshold, type Placed } from './ledger-views';

type Checked = Pick<Project, 'omission_check' | 'lead_source'>;

export const omissionChoices = project.fields.omission_check.choices;

/** Findings of the check for omissions; 'none' counts projects that nobody has looked at. */
export function omissionCounts(projects: readonly Checked[]): Record<string, number> {
  const counts: Record<string, number> = { none: 0 };
  for (const choice of omissionChoices) counts[choice.code] = 0;
  for (const { omission_check: finding } of projects) {
    const key = finding !== null && Object.hasOwn(counts, finding) ? finding : 'none';
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

/**
 * A project of the small check that has grown over the threshold: it goes over to the table of large projects,
 * and stands among the unlisted once it is started. Only what was being checked counts, not every large project.
 */
export function hasOutgrownCheck(candidate: Placed & Checked): boolean {
  return (
    !candidate.deleted &&
    (candidate.lead_source !== null || candidate.omission_check !== null) &&
    candidate.listing !== 'listed' &&
    (candidate.total_investment ?? 0) >= listingThreshold
  );
}

/** Where a project that has outgrown the check is looked after: among the unlisted, or with the planned starts. */
export function outgrownWords(candidate: Placed): string {
  return isStarted(candidate) ? '已开工，按未入统办理' : '未开工，开工后按未入统办理';
}

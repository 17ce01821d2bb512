import type { ApplicationLine, PolicyLine, PolicyOfProject } from '../../../src-shared/contract/funding-methods';
import type { FundingApplication } from '../../../src-shared/entities/funding-application';
import type { FundingMaterial } from '../../../src-shared/entities/funding-material';
import type { Policy } from '../../../src-shared/entities/policy';

// The contract gives records loosely, because one method serves every entity; here it is known which is which.
type Known<Line, Records> = Omit<Line, keyof Records> & Records;

export type KnownPolicy = Known<PolicyLine, { readonly policy: Policy }>;
export type KnownPolicyOfProject = Known<PolicyOfProject, { readonly policy: Policy }>;
export type KnownApplication = Known<
  ApplicationLine,
  { readonly application: FundingApplication; readonly materials: readonly FundingMaterial[] }
>;

export const knownPolicies = (lines: readonly PolicyLine[]) => lines as unknown as readonly KnownPolicy[];
export const knownPoliciesOfProject = (lines: readonly PolicyOfProject[]) =>
  lines as unknown as readonly KnownPolicyOfProject[];
export const knownApplications = (lines: readonly ApplicationLine[]) => lines as unknown as readonly KnownApplication[];

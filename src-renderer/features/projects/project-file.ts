import type { OutputOf } from '../../../src-shared/contract/contract';
import type { Derived } from '../../../src-shared/contract/record-methods';
import type { Listing } from '../../../src-shared/entities/listing';
import type { ProjectNode } from '../../../src-shared/entities/node';
import type { Permit } from '../../../src-shared/entities/permit';
import type { Problem } from '../../../src-shared/entities/problem';
import type { Progress } from '../../../src-shared/entities/progress';
import type { Project } from '../../../src-shared/entities/project';

/** Everything that is known of one project, as its tabs share it. */
export interface ProjectFile {
  readonly id: string;
  readonly project: Project;
  readonly derived: Derived;
  readonly permits: readonly Permit[];
  readonly progress: readonly Progress[];
  readonly problems: readonly Problem[];
  readonly listing: Listing | null;
  readonly nodes: readonly ProjectNode[];
  readonly conflicts: number;
  readonly today: string;
  readonly writable: boolean;
}

// The contract gives records loosely, because one method serves every entity; here it is known which is which.
export const fileOf = (shown: OutputOf<'projects.show'>, today: string, writable: boolean): ProjectFile =>
  ({ ...shown, id: shown.project.id, today, writable: writable && !shown.project.deleted }) as unknown as ProjectFile;

import { isInView, isStarted, lifecycleOf } from '../../../src-shared/rules/ledger-views';
import type { LedgerKind } from './excel-titles';
import type { ProjectFacts } from './template-facts';
import type { Segment } from './template-segments';

type Project = ProjectFacts['project'];

/** 续建 began before the year, 新建 in it (domain.md section 2); the others are the ledgers of the plan. */
const members: Readonly<Record<LedgerKind, (project: Project, year: string) => boolean>> = {
  continued: (project, year) => isStarted(project) && project.actual_start !== null && project.actual_start < year,
  new: (project, year) => isStarted(project) && project.actual_start !== null && project.actual_start >= year,
  construction: (project) => isInView('construction', project),
  'not-listed': (project) => isInView('not-listed', project),
  preparation: (project) => lifecycleOf(project) === 'preparation',
  signed: (project) => isInView('signed', project),
  negotiation: (project) => lifecycleOf(project) === 'negotiation',
  reserve: (project) => isInView('reserve', project),
  completed: (project) => lifecycleOf(project) === 'completed' || lifecycleOf(project) === 'operating',
};

/** Whether a project goes into a part of a table. `year` is the year of the table, `YYYY`. */
export function takes({ region, kind }: Segment, { project }: ProjectFacts, year: string): boolean {
  return (region === null || project.region === region) && (kind === null || members[kind](project, year));
}

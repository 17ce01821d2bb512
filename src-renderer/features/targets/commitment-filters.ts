import type { ShownCommitment } from '../../../src-shared/contract/commitment-methods';

export const commitmentFilters = ['all', 'open', 'overdue', 'done', 'carried'] as const;
export type CommitmentFilter = (typeof commitmentFilters)[number];

/** `all` is the month's own list; what earlier months left open stands apart. */
export const passesFilter: Readonly<Record<CommitmentFilter, (one: ShownCommitment) => boolean>> = {
  all: ({ carried }) => !carried,
  open: ({ carried, standing }) => !carried && (standing === 'open' || standing === 'overdue'),
  overdue: ({ carried, standing }) => !carried && standing === 'overdue',
  done: ({ carried, standing }) => !carried && (standing === 'done' || standing === 'late'),
  carried: ({ carried }) => carried,
};

/** Whether words stand in whatever a person may look for: who, which unit, which project, what. */
export function hasWords({ record, project }: ShownCommitment, words: string): boolean {
  const wanted = words.trim().toLowerCase();
  if (!wanted) return true;
  return [record.person, record.unit, record.matter, project].some(
    (text) => typeof text === 'string' && text.toLowerCase().includes(wanted),
  );
}

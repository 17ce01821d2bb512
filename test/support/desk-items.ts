import { listing as listingEntity } from '../../src-shared/entities/listing';
import { derive } from '../../src-shared/rules/derive';
import type {
  DeskItem,
  DeskListing,
  DeskPermit,
  DeskProblem,
  DeskProgress,
  DeskSurroundings,
} from '../../src-shared/rules/desk-item';
import { cityScope, ruleBook } from '../../src-shared/rules/rule-book';
import { projectOf } from './plain-ledger';

export type Parts = Partial<Omit<DeskItem, 'project' | 'progress'>> & {
  project?: Parameters<typeof projectOf>[0];
  progress?: readonly Partial<DeskProgress>[];
};

/** A project on the desk with nothing around it but what is named. */
export function itemOf({ project, progress = [], ...parts }: Parts = {}, today = '2018-09-16'): DeskItem {
  const rows = progress.map((row) => ({
    month: null,
    completed: null,
    land: null,
    explanation: null,
    changedOn: null,
    hasWords: false,
    ...row,
  }));
  const months = rows.map(({ month }) => month).filter((month) => month !== null);
  const made = projectOf({ id: 'p1', name: '孤店子秸秆热电联产', short_name: '孤店子秸秆热电', ...project });
  return {
    project: made,
    derived: derive(made, rows, parts.listing ?? null, today),
    listing: null,
    permits: [],
    papers: () => parts.permits ?? [],
    problems: [],
    progress: rows,
    firstMonth: months.sort()[0] ?? null,
    nodes: [],
    clock_stops: [],
    materials: [],
    listing_events: [],
    work_logs: [],
    measures: [],
    slips: [],
    meeting_items: [],
    funding_applications: [],
    funding_materials: [],
    visits: [],
    ...parts,
  };
}

export function permitOf(fields: Partial<DeskPermit>): DeskPermit {
  return {
    id: 'x',
    catalogue_code: 'P306',
    name: '施工许可',
    department: null,
    prerequisites: null,
    workdays: null,
    days: null,
    state: 'preparing',
    planned_submit: null,
    planned_finish: null,
    actual_submit: null,
    actual_finish: null,
    missing_documents: null,
    ...fields,
  };
}

export function problemOf(fields: Partial<DeskProblem>): DeskProblem {
  return {
    id: 'q',
    number: null,
    description: '施工用电未接通',
    level: 'county',
    level_since: null,
    state: 'handling',
    reported_on: null,
    promised_on: '2018-09-12',
    extension_until: null,
    extension_approver: null,
    review_on: null,
    ...fields,
  };
}

const emptyListing = Object.fromEntries(Object.keys(listingEntity.fields).map((name) => [name, null]));

/** A listing case of which only the named fields are known. */
export function listingOf(fields: Partial<DeskListing>): DeskListing {
  return { ...emptyListing, ...fields } as DeskListing;
}

const rules = ruleBook([], cityScope);

export function surroundings(parts: Partial<DeskSurroundings> = {}): DeskSurroundings {
  return {
    work_logs: [],
    meeting_items: [],
    commitments: [],
    policies: [],
    unreported: null,
    waiting: null,
    rules,
    ...parts,
  };
}

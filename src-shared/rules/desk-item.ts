import type { Todo } from '../contract/desk-methods';
import type { Derived } from '../contract/record-methods';
import type { ClockStop } from '../entities/clock-stop';
import type { Commitment } from '../entities/commitment';
import type { FundingApplication } from '../entities/funding-application';
import type { FundingMaterial } from '../entities/funding-material';
import type { Listing } from '../entities/listing';
import type { ListingEvent } from '../entities/listing-event';
import type { Measure } from '../entities/measure';
import type { Meeting } from '../entities/meeting';
import type { MeetingItem } from '../entities/meeting-item';
import type { ProjectNode } from '../entities/node';
import type { Permit } from '../entities/permit';
import type { Problem } from '../entities/problem';
import type { Progress } from '../entities/progress';
import type { Project } from '../entities/project';
import type { Slip } from '../entities/slip';
import type { WorkLog } from '../entities/work-log';
import type { DerivedFrom } from './derive';
import type { DeskPolicy } from './funding-todos';
import type { KnownMaterial } from './listing-materials';
import type { OutlookListing } from './listing-outlook';
import type { KnownPermit } from './permit-nodes';
import type { RuleBook } from './rule-book';
import type { StagedProject } from './stages';

export type DeskProject = DerivedFrom &
  StagedProject &
  Pick<
    Project,
    | 'id'
    | 'name'
    | 'short_name'
    | 'completed_before_year'
    | 'approval_type'
    | 'sector'
    | 'industry'
    | 'code'
    | 'code_state'
    | 'national_library'
    | 'nature'
  >;
export type DeskPermit = KnownPermit &
  Pick<Permit, 'id' | 'prerequisites' | 'workdays' | 'days' | 'missing_documents' | 'department'>;
export type DeskProblem = Pick<
  Problem,
  | 'id'
  | 'description'
  | 'level'
  | 'level_since'
  | 'state'
  | 'promised_on'
  | 'reported_on'
  | 'extension_until'
  | 'extension_approver'
  | 'review_on'
  | 'number'
>;
/**
 * `changedOn`: day on which the row was last written, or null where nobody knows or nobody asks. `hasWords`: image progress or a next step
 * is written; known of the months that reports are asked for.
 */
export type DeskProgress = Pick<Progress, 'month' | 'completed' | 'land' | 'explanation'> & {
  readonly changedOn: string | null;
  readonly hasWords: boolean;
};
export type DeskMeetingItem = Pick<
  MeetingItem,
  'id' | 'matter' | 'suggestion' | 'decision' | 'responsible_unit' | 'due' | 'done_on'
> & { readonly meeting: Pick<Meeting, 'id' | 'title' | 'date' | 'level'> | null };
/** An open line of the press-down list, with the name of its project. */
export type DeskCommitment = Pick<Commitment, 'id' | 'scope' | 'month' | 'matter' | 'unit' | 'person' | 'due'> & {
  readonly project: string | null;
};
/** A site that is to be visited, with the day and the leader of the round. */
export interface DeskVisit {
  readonly id: string;
  readonly state: string | null;
  readonly date: string | null;
  readonly leader: string | null;
}
export type DeskListing = OutlookListing & Pick<Listing, 'promised_month' | 'listed_month'>;
export type DeskWorkLog = Pick<WorkLog, 'id' | 'date' | 'matter' | 'next_step' | 'next_date' | 'next_done'>;

/** One project with everything that may ask for something. */
export interface DeskItem {
  readonly project: DeskProject;
  /** Light, rates and arrears, the same as everywhere else; worked out once. */
  readonly derived: Derived;
  readonly listing: DeskListing | null;
  /** Permits that are still open, and all of a project that has not started. */
  readonly permits: readonly DeskPermit[];
  /** Every permit, for the line of nodes; asked only where no step has a day, because most permits of most projects are long done. */
  readonly papers: () => readonly KnownPermit[];
  readonly problems: readonly DeskProblem[];
  readonly progress: readonly DeskProgress[];
  /** First month that was ever reported. */
  readonly firstMonth: string | null;
  readonly nodes: readonly Pick<
    ProjectNode,
    'id' | 'code' | 'planned' | 'actual' | 'responsible_unit' | 'responsible_person'
  >[];
  readonly clock_stops: readonly Pick<ClockStop, 'permit' | 'problem' | 'reason' | 'stopped_on' | 'resumed_on'>[];
  readonly materials: readonly KnownMaterial[];
  readonly listing_events: readonly Pick<
    ListingEvent,
    'id' | 'date' | 'kind' | 'level' | 'batch' | 'reason_code' | 'unit' | 'detail' | 'deadline'
  >[];
  readonly work_logs: readonly DeskWorkLog[];
  readonly measures: readonly Pick<Measure, 'id' | 'problem' | 'content' | 'unit' | 'due' | 'done_on'>[];
  readonly slips: readonly Pick<
    Slip,
    'id' | 'problem' | 'kind' | 'number' | 'issued_on' | 'reply_due' | 'replied_on'
  >[];
  readonly meeting_items: readonly DeskMeetingItem[];
  readonly funding_applications: readonly Pick<
    FundingApplication,
    'id' | 'policy' | 'title' | 'channel' | 'stage' | 'due' | 'asked'
  >[];
  readonly funding_materials: readonly Pick<FundingMaterial, 'application' | 'name' | 'state'>[];
  /** Announced visits of the survey; asked of a secretary alone. */
  readonly visits: readonly DeskVisit[];
}

/** Kinds of things that wait for the Commission's word. */
export type Waiting = 'packages' | 'conflicts' | 'devices' | 'numbers' | 'extensions' | 'checks';

/** What belongs to no single project. */
export interface DeskSurroundings {
  readonly work_logs: readonly DeskWorkLog[];
  readonly meeting_items: readonly DeskMeetingItem[];
  /** Of this machine's region; at the Commission those of the city's own departments. */
  readonly commitments: readonly DeskCommitment[];
  /** Policies whose window closes within the weeks that the desk shows. */
  readonly policies: readonly DeskPolicy[];
  /** Own changes since the last package, or null at a machine that reports to nobody. */
  readonly unreported: {
    readonly changes: number;
    readonly lastReport: string | null;
    readonly days: number | null;
  } | null;
  /** What waits for a word at the Commission; null elsewhere. */
  readonly waiting: Readonly<Record<Waiting, number>> | null;
  readonly rules: RuleBook;
}

/** Something with a day on it. `node` names it in the line of the project; a to-do without one is no step of the project. */
export interface Demand {
  /** The same on every day, at most 120 characters. */
  readonly id: string;
  readonly what: string;
  readonly why: string;
  readonly due: string;
  readonly to: string;
  readonly action: string;
  readonly node: string | null;
  readonly tick?: Todo['tick'];
  /** The Commission itself sent it out or decided it: it follows it whatever the light. */
  readonly ofCity?: boolean;
}

/** Address of a tab of the project page. */
export function projectPath(id: string, tab: 'progress' | 'liaison'): Todo['to'] {
  return `/projects/${encodeURIComponent(id)}/${tab}`;
}

/** Address of a problem among the others; of the board where there is none. */
export function problemPath(id: string | null): Todo['to'] {
  return id === null ? '/problems' : `/problems/${encodeURIComponent(id)}`;
}

/** Address of a meeting. */
export function meetingPath(id: string | null): Todo['to'] {
  return id === null ? '/problems/meetings' : `/problems/meetings/${encodeURIComponent(id)}`;
}

/** Address of the report of a half-month, with the rows that something is wanted of. */
export function monthPath(period: string, show: 'unfilled' | 'noted'): Todo['to'] {
  return `/progress?period=${period}&show=${show}`;
}

/** Address of the workspace of a duty, opened on one project. */
export function workspacePath(duty: 'permits' | 'listing', project: string): Todo['to'] {
  return `/${duty}/${encodeURIComponent(project)}`;
}

/** The first line of a text, cut to `most` characters. */
export function brief(text: string | null, most: number): string {
  const line = text?.trim().split(/\r?\n/)[0] ?? '';
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

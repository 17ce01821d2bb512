import { daysBetween, lastDay, monthEnd } from './dates';
import { isListingDue, isStarted, listingThreshold, type Placed, smallThreshold } from './ledger-views';
import { monthName } from './lights';
import { reasonName } from './listing-reasons';

/** What is known of a project when it is asked who is to be visited. */
export interface SurveyProject {
  readonly id: string;
  readonly name: string;
  /** Code; null where nobody wrote one. */
  readonly region: string | null;
  readonly address: string | null;
  readonly placed: Placed;
  readonly listedMonth: string | null;
  /** Codes of the reasons, the first one first. */
  readonly reasons: readonly string[];
  readonly promisedMonth: string | null;
  /** Day and finding of the last visit before the month; null where nobody has been there. */
  readonly lastVisit: { readonly date: string; readonly verdict: string | null } | null;
}

export type SurveyUrgency = 'broken' | 'promised' | 'waiting' | 'small';

export interface SurveyDue {
  readonly id: string;
  readonly urgency: SurveyUrgency;
  /** Days since the start; null where only its stage says that it has begun. */
  readonly days: number | null;
  /** Why it stands where it stands: '承诺 8月入统，已过', '开工 138 天未入统'. */
  readonly why: string;
}

/** The day by which the cases of a month's survey are judged: today, but never a day outside of what the month can know. */
export function surveyDay(month: string, today: string): string {
  const end = monthEnd(month);
  return today < end ? today : end;
}

/**
 * Whether a project is one that the survey of a month looks at: building had begun by the end of the month, it is large enough for
 * statistics (or, with `small`, one of the check for omissions), and it was not listed before the month.
 */
export function isSurveyed(project: SurveyProject, month: string, small = false): boolean {
  const { placed, listedMonth } = project;
  const total = placed.total_investment ?? 0;
  const isSmall = total >= smallThreshold && total < listingThreshold;
  if (placed.deleted || !(isListingDue(placed) || (small && isSmall && isStarted(placed)))) return false;
  if (placed.actual_start !== null && placed.actual_start.slice(0, 7) > month) return false;
  return placed.listing !== 'listed' || (listedMonth !== null && listedMonth >= month);
}

const order: readonly SurveyUrgency[] = ['broken', 'promised', 'waiting', 'small'];

function dueOf(project: SurveyProject, month: string, day: string): SurveyDue {
  const { placed, promisedMonth, reasons, id } = project;
  const start = placed.actual_start;
  const days = start === null ? null : Math.max(0, daysBetween(lastDay(start), day));
  const reason = reasons[0] ? `，${reasonName(reasons[0])}` : '';
  const waits = days === null ? '开工未入统' : `开工 ${days} 天未入统`;
  if (promisedMonth !== null && monthEnd(promisedMonth) < day)
    return { id, days, urgency: 'broken', why: `承诺 ${monthName(promisedMonth, day)}入统，已过${reason}` };
  if (promisedMonth !== null && promisedMonth <= month)
    return { id, days, urgency: 'promised', why: `承诺 ${monthName(promisedMonth, day)}入统${reason}` };
  if ((placed.total_investment ?? 0) < listingThreshold)
    return { id, days, urgency: 'small', why: `5000万元以下，漏统核查${reason}` };
  return { id, days, urgency: 'waiting', why: `${waits}${reason}` };
}

/**
 * Who is due in a month, the most urgent first: a promise that was broken (the oldest one first), one that ends this month, then whoever
 * has waited longest since the start, small projects last. `day` is `surveyDay`.
 */
export function surveyDue(projects: readonly SurveyProject[], month: string, day: string, small = false): SurveyDue[] {
  const known = new Map(projects.map((project) => [project.id, project]));
  const promise = (id: string) => known.get(id)?.promisedMonth ?? '9';
  return projects
    .filter((project) => isSurveyed(project, month, small))
    .map((project) => dueOf(project, month, day))
    .sort(
      (a, b) =>
        order.indexOf(a.urgency) - order.indexOf(b.urgency) ||
        (a.urgency === 'broken' ? promise(a.id).localeCompare(promise(b.id)) : 0) ||
        (b.days ?? -1) - (a.days ?? -1) ||
        a.id.localeCompare(b.id),
    );
}

import type { FieldValue } from '../entities/field';
import { type Listing, listingStates } from '../entities/listing';
import { type Visit, visit as visitEntity } from '../entities/visit';
import { formatDate } from '../terms/format';
import { monthEnd } from './dates';
import { reasonName, reasonsOf } from './listing-reasons';

export type SurveyedVisit = Pick<
  Visit,
  | 'id'
  | 'project'
  | 'state'
  | 'visited_on'
  | 'verdict'
  | 'reason_code'
  | 'missing'
  | 'promised_month'
  | 'finding'
  | 'visitor'
>;
export type KnownCase = Pick<
  Listing,
  'state' | 'reason_code' | 'other_reasons' | 'missing_materials' | 'promised_month'
>;

export type WrittenField = 'state' | 'reason_code' | 'other_reasons' | 'missing_materials' | 'promised_month';

/** One field of a case as it stands and as the survey would have it. */
export interface WriteBackChange {
  readonly field: WrittenField;
  readonly before: FieldValue;
  readonly after: FieldValue;
  /**
   * What was reported says something else: nothing is written unless the person takes the survey's word for it. Both stand in the note of
   * the survey either way.
   */
  readonly contradicts: boolean;
}

export interface WriteBack {
  readonly changes: readonly WriteBackChange[];
  /** What the survey saw otherwise than what was reported, a sentence each without a full stop. */
  readonly notes: readonly string[];
  /** Text of the survey's step in the history of the case. */
  readonly detail: string;
}

const stateName = (state: string | null) => listingStates.find(({ code }) => code === state)?.label ?? '未填';
const waits = new Set<string | null>(['county_review', 'city_review', 'province_review']);

export function verdictLabel(verdict: string | null): string {
  return visitEntity.fields.verdict.choices.find(({ code }) => code === verdict)?.label ?? '未下结论';
}

/** Lines of a text that another does not have yet. */
function newLines(text: string | null, known: string | null): string[] {
  const bare = (line: string) =>
    line
      .trim()
      .replace(/^缺(?:少)?/, '')
      .replace(/[。；;，,]+$/, '');
  const have = new Set((known ?? '').split(/\r?\n|[；;、]/).map(bare));
  return (text ?? '')
    .split(/\r?\n|[；;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !have.has(bare(line)));
}

/** The state that a finding leads a case into by the steps that it has itself; null where a level or statistics decide. */
function stateFrom(verdict: string | null, state: string | null): { after: string; contradicts: boolean } | null {
  const open = state === null || state === 'not_due' || state === 'missing';
  if (verdict === 'ready') return open ? { after: 'ready', contradicts: false } : null;
  if (verdict === 'lacking' || verdict === 'not_started') {
    if (state === 'ready') return { after: 'missing', contradicts: true };
    return state === null || state === 'not_due' ? { after: 'missing', contradicts: false } : null;
  }
  return null;
}

/**
 * What a finished visit changes in the listing case of its project, and what it only notes. A reason, a lacking paper is added to what was
 * reported, never put in its place; a state or a promise that was reported otherwise stays unless a person takes the survey's word. Dates
 * of the project and figures are never touched. Null for a visit that has no finding yet.
 */
export function writeBackOf(
  visit: SurveyedVisit,
  known: KnownCase | null,
  project: { readonly actual_start: string | null; readonly listing: string | null },
): WriteBack | null {
  if (visit.state !== 'visited' || visit.visited_on === null || visit.verdict === null) return null;
  const { verdict, reason_code: reason, promised_month: promised, visited_on: day } = visit;
  const state = known?.state ?? project.listing;
  const changes: WriteBackChange[] = [];
  const notes: string[] = [];
  const listed = state === 'listed';

  const next = listed ? null : stateFrom(verdict, state);
  if (next) {
    changes.push({ field: 'state', before: state, after: next.after, contradicts: next.contradicts });
    if (next.contradicts) notes.push(`上报“${stateName(state)}”，踏查结论“${verdictLabel(verdict)}”`);
  } else if (listed && verdict !== 'ready') notes.push(`台账已入库，踏查结论“${verdictLabel(verdict)}”`);
  else if (waits.has(state) && verdict !== 'ready')
    notes.push(`正在${stateName(state)}，踏查结论“${verdictLabel(verdict)}”`);
  if (verdict === 'not_started' && project.actual_start !== null)
    notes.push(`上报${formatDate(project.actual_start)}开工，踏查认定未实质开工`);

  const reasons = reasonsOf(known);
  if (!listed && reason !== null && !reasons.includes(reason)) {
    if (known?.reason_code) {
      changes.push({
        field: 'other_reasons',
        before: known.other_reasons ?? null,
        after: [...(known.other_reasons ?? []), reason],
        contradicts: false,
      });
      notes.push(`上报原因 ${known.reason_code}，踏查原因 ${reason}，两个都记`);
    } else changes.push({ field: 'reason_code', before: null, after: reason, contradicts: false });
  }

  const lacking = listed ? [] : newLines(visit.missing, known?.missing_materials ?? null);
  if (lacking.length > 0) {
    const before = known?.missing_materials?.trim() || null;
    changes.push({
      field: 'missing_materials',
      before,
      after: [...(before ? [before] : []), ...lacking].join('\n'),
      contradicts: false,
    });
  }

  const promise = known?.promised_month ?? null;
  if (!listed && promised !== null && promised !== promise) {
    // A promise whose month was over on the day of the visit is one that was not kept: the new one takes its place, and the note keeps it.
    const contradicts = promise !== null && monthEnd(promise) >= day;
    changes.push({ field: 'promised_month', before: promise, after: promised, contradicts });
    if (promise !== null)
      notes.push(
        contradicts
          ? `上报承诺${formatDate(promise)}入统，踏查承诺${formatDate(promised)}`
          : `原承诺${formatDate(promise)}入统，没有兑现`,
      );
  }
  return { changes, notes, detail: detailOf(visit, notes) };
}

/**
 * What a step of the case tells of the reports besides the finding itself, as it was when it was written; null where the visit was changed
 * since, so that nobody can tell any more.
 */
export function notesIn(detail: string, visit: SurveyedVisit): string[] | null {
  const own = detailOf(visit, []);
  if (detail === own) return [];
  return detail.startsWith(`${own}；`) ? detail.slice(own.length + 1).split('；') : null;
}

function detailOf({ verdict, reason_code, missing, promised_month, finding }: SurveyedVisit, notes: readonly string[]) {
  const parts = [
    `结论：${verdictLabel(verdict)}`,
    reason_code && `原因：${reason_code} ${reasonName(reason_code)}`,
    missing?.trim() && `缺：${missing.trim().split(/\r?\n/).join('、')}`,
    promised_month && `承诺${formatDate(promised_month)}入统`,
    finding?.trim() && `现场：${finding.trim().replace(/\s+/g, ' ')}`,
    ...notes,
  ];
  return parts.filter(Boolean).join('；').slice(0, 1_000);
}

/** The values that are written: what adds, and of what contradicts only what the person took. */
export function writtenValues(
  changes: readonly WriteBackChange[],
  taken: ReadonlySet<WrittenField> = new Set(),
): Record<string, FieldValue> {
  return Object.fromEntries(
    changes
      .filter(({ field, contradicts }) => !contradicts || taken.has(field))
      .map(({ field, after }) => [field, after]),
  );
}

/** Where a value came from, as history shows it. */
export function surveySource(visitedOn: string): string {
  return `未入统踏查，${formatDate(visitedOn)}踏查`;
}

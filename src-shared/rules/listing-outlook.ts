import type { ListingWindows } from '../contract/rule-values';
import type { Listing } from '../entities/listing';
import type { Project } from '../entities/project';
import { daysBetween } from './dates';
import { monthName } from './lights';
import { type ConsistencyCheck, consistencyChecks, type StatedFacts } from './listing-consistency';
import { type KnownEvent, metLevels, openLimits, waitingSince } from './listing-events';
import { type KnownMaterial, type MaterialChecklist, materialChecklist, materialKindOf } from './listing-materials';
import { reasonName, reasonsOf } from './listing-reasons';
import {
  currentRound,
  type ListingWindow,
  lastOfficeDay,
  levelName,
  levels,
  roundAfter,
  windowOf,
} from './listing-windows';
import type { WorkCalendar } from './work-calendar';

export type OutlookProject = Pick<
  Project,
  'listing' | 'actual_start' | 'approval_type' | 'nature' | 'industry' | 'sector'
>;
export type OutlookListing = StatedFacts &
  Pick<Listing, 'state' | 'reason_code' | 'other_reasons' | 'missing_materials' | 'material_kind'>;

/** A case as the outlook needs it; `listing` is null where nobody has begun one. */
export interface OutlookCase {
  readonly project: OutlookProject;
  readonly listing: OutlookListing | null;
}

export type Verdict = 'possible' | 'at_risk' | 'hopeless';

export interface Outlook {
  readonly verdict: Verdict;
  /** One sentence without a full stop: '20日前须补施工合同备案'. */
  readonly why: string;
  /** The month by whose end it is judged. */
  readonly round: string;
  /** The window that is next for this case; null once it waits at the last level. In the next round where this one's is missed. */
  readonly nextWindow: ListingWindow | null;
  /** Day by which something must be done: the last worked day of the window, or an open limit before it. Null where nothing is asked. */
  readonly deadline: string | null;
  readonly checklist: MaterialChecklist;
  readonly checks: readonly ConsistencyCheck[];
}

/** '9月底前可入统', '有风险', '无望': by the end of the month of the round. */
export function verdictLabel(verdict: Verdict, round: string, today: string): string {
  if (verdict === 'possible') return `${monthName(round, today)}底前可入统`;
  return verdict === 'at_risk' ? '有风险' : '无望';
}

/** Reasons that no paper can mend within a round: nothing stands on the site, or the amount does not reach the threshold. */
const beyondPapers = new Set(['A', 'H']);
/** 已申报待审 is no hindrance; 退回待补正 is told by the state. */
const harmless = new Set(['M', 'N']);

/** '20日', with its month where that is not the present one. */
function dayName(date: string, today: string): string {
  const day = `${Number(date.slice(8, 10))}日`;
  return date.slice(0, 7) === today.slice(0, 7) ? day : `${monthName(date, today)}${day}`;
}

/** Whether a written line speaks of a paper: '施工合同备案' of '施工合同'. Two characters in common are enough. */
function speaksOf(line: string, paper: string): boolean {
  return Array.from(paper.slice(1), (_, index) => paper.slice(index, index + 2)).some((pair) => line.includes(pair));
}

/** Nobody has ticked a single paper off: what is known stands in words alone, as in a ledger that was imported. */
const isUnrecorded = (checklist: MaterialChecklist) => checklist.required.every((item) => item.record === null);

/**
 * What is lacking in a word: the first line that somebody wrote as long as it speaks of a paper that is open, else the papers by name. A
 * line that was written before the papers were ticked off says nothing any more.
 */
export function lackingWords(checklist: MaterialChecklist, listing: Pick<OutlookListing, 'missing_materials'> | null) {
  if (checklist.open.length === 0) return null;
  const written = listing?.missing_materials
    ?.trim()
    .split(/\r?\n/)[0]
    ?.replace(/^缺/, '')
    .replace(/[。；;，,]+$/, '');
  const isFresh = checklist.open.some((item) => speaksOf(written ?? '', item.short)) || isUnrecorded(checklist);
  if (written && written.length <= 20 && isFresh) return written;
  const names = checklist.open.map((item) => item.short);
  return names.length > 2 ? `${names[0]}等 ${names.length} 份材料` : names.join('和');
}

/**
 * Whether a case can be listed by the end of the month of the present round, and why, from its papers, the values side by side, its
 * reasons and the windows that are left. A window that was missed moves the case to the next round. Says what is to be cleared up and
 * by when, never what a value should be.
 */
export function listingOutlook(
  { project, listing }: OutlookCase,
  materials: readonly KnownMaterial[],
  events: readonly KnownEvent[],
  windows: ListingWindows,
  calendar: WorkCalendar,
  today: string,
): Outlook {
  const kind = materialKindOf(listing?.material_kind, project);
  const checklist = materialChecklist(kind, materials);
  const checks = consistencyChecks(kind, listing, project, materials);
  const round = currentRound(windows, today);
  const state = listing?.state ?? project.listing;
  const met = metLevels(state, events, round);
  const level = levels.find((candidate) => !met.has(candidate)) ?? null;
  const window = level && windowOf(level, round, windows);
  const reasons = reasonsOf(listing);
  const lacking = lackingWords(checklist, listing);
  const base = { round, checklist, checks };

  const beyond = reasons.find((code) => beyondPapers.has(code));
  const isMissed = window !== null && window.date < today;
  if (beyond || isMissed) {
    const next = roundAfter(round);
    const nextWindow = isMissed ? windowOf(window.level, next, windows) : window;
    return {
      ...base,
      verdict: 'hopeless',
      why: beyond
        ? reasonName(beyond)
        : `${levelName(window?.level ?? null)}窗口已过，${lacking ? `缺${lacking}` : `顺延到 ${monthName(next, today)}`}`,
      nextWindow,
      deadline: nextWindow && lastOfficeDay(nextWindow, calendar, today),
    };
  }

  const limits = openLimits(events, today);
  const office = window && lastOfficeDay(window, calendar, today);
  const deadline = [...limits, ...(office ? [office] : [])].sort()[0] ?? null;
  const by = window ? `${dayName(window.date, today)}前` : limits[0] ? `${dayName(limits[0], today)}前` : '';
  const hindrance = hindranceOf(checks, reasons, lacking, state, by);
  const papers = `材料 ${checklist.ready} / ${checklist.needed}`;
  const waits = waitingWords(state, events, today);
  return {
    ...base,
    verdict: hindrance ? 'at_risk' : 'possible',
    why: hindrance ?? `${papers}，${waits ?? `${by}报${levelName(level)}`}`,
    nextWindow: window,
    deadline,
  };
}

/** What keeps the case from passing, the plainest first; null where nothing does. */
function hindranceOf(
  checks: readonly ConsistencyCheck[],
  reasons: readonly string[],
  lacking: string | null,
  state: string | null,
  by: string,
): string | null {
  if (lacking) return `${by}须补${lacking}`;
  const differing = checks.filter((check) => check.result === 'differ');
  if (differing.length > 0) return `${by}须请企业核对${differing.map((check) => check.name).join('、')}`;
  if (state === 'returned') return `已退回，${by}须补正再报`;
  const open = reasons.find((code) => !harmless.has(code));
  if (open) return `${by}须解决：${reasonName(open)}`;
  const pending = checks.filter((check) => check.result === 'pending').length;
  // What a level has taken, it has looked at.
  const isTaken = state === 'county_review' || state === 'city_review' || state === 'province_review';
  return pending > 0 && !isTaken ? `${by}须补全一致性 ${pending} 项` : null;
}

/** '市级待审 5 天', or null where it waits at no level. */
function waitingWords(state: string | null, events: readonly KnownEvent[], today: string): string | null {
  const level = levels.find((candidate) => state === `${candidate}_review`);
  if (!level) return null;
  const since = waitingSince(state, events);
  return `${levelName(level)}待审${since && since <= today ? ` ${daysBetween(since, today)} 天` : ''}`;
}

/** What to do next and by when, as a to-do says it; null where only a level's answer is waited for and nobody set a limit. */
export function listingNextStep(
  outlook: Outlook,
  listing: Pick<OutlookListing, 'missing_materials' | 'state'> | null,
): { readonly text: string; readonly date: string } | null {
  if (outlook.deadline === null) return null;
  const lacking = lackingWords(outlook.checklist, listing);
  const differing = outlook.checks.filter((check) => check.result === 'differ').map((check) => check.name);
  const parts = [
    ...(lacking ? [`补齐${lacking}`] : []),
    ...(differing.length > 0 ? [`请企业核对${differing.join('、')}`] : []),
  ];
  const level = outlook.nextWindow && levelName(outlook.nextWindow.level);
  const waits = levels.find((candidate) => listing?.state === `${candidate}_review`);
  if (parts.length === 0 && waits) parts.push(`跟进${levelName(waits)}审核`);
  else if (parts.length === 0 && level) parts.push(`把入统材料报${level}`);
  return parts.length === 0 ? null : { text: parts.join('，并'), date: outlook.deadline };
}

import reasons from '../catalogues/listing-reasons.json';
import type { Light } from '../contract/record-methods';
import type { Listing } from '../entities/listing';
import { project as projectEntity } from '../entities/project';
import { formatRate } from '../terms/format';
import { addMonths, daysBetween, lastDay, monthEnd, monthNumber } from './dates';
import { isListingDue, isStarted, lifecycleOf, type Placed } from './ledger-views';
import { defaultLightRules, isDefaultLightRules, type LightColor, type LightRuleSet } from './light-rules';

export type Judged = Pick<
  Placed,
  'lifecycle' | 'planned_start' | 'actual_start' | 'actual_finish' | 'total_investment' | 'listing'
>;

/** What the listing case knows about why it is not through; null where there is no case. */
export type ListingCase = Pick<Listing, 'reason_code' | 'missing_materials'> | null;

/** Figures that a light of progress needs; the same that `derive` shows. */
export interface ProgressState {
  readonly completionRate: number | null;
  readonly timeProportional: number;
  /** Percentage points. */
  readonly gap: number | null;
  /** The same at the end of the month before, where the project was under construction then; only 连续升级 asks for it. */
  readonly before?: Omit<ProgressState, 'before'> | null;
}

interface Part {
  readonly color: LightColor;
  readonly text: string;
}

const severity: Record<Light['color'], number> = { red: 0, yellow: 1, green: 2, none: 3 };

/** Sorts the worst light first. */
export function compareLights(a: Light['color'], b: Light['color']): number {
  return severity[a] - severity[b];
}

/**
 * The light of a project and why it is so, in one sentence: the worst of progress, start and listing, the worst reason first;
 * `none` where no rule applies, and then the sentence says why.
 */
export function lightOf(
  project: Judged,
  listing: ListingCase,
  progress: ProgressState,
  today: string,
  rules: LightRuleSet = defaultLightRules,
): Light {
  const parts = [
    progressPart(project, progress, rules),
    startPart(project, today, rules),
    listingPart(project, listing, today, rules),
  ].filter((part) => part !== null);
  if (parts.length === 0) return { color: 'none', sentence: `${whyNone(project)}。` };
  const sorted = parts.sort((a, b) => compareLights(a.color, b.color));
  const by = isDefaultLightRules(rules) ? '' : `（按“${rules.name}”规则）`;
  return { color: sorted[0]?.color ?? 'none', sentence: `${sorted.map((part) => part.text).join('；')}${by}。` };
}

const building = new Set<string | null>(['construction', 'suspended']);

function progressPart(project: Judged, progress: ProgressState, rules: LightRuleSet): Part | null {
  const color = building.has(lifecycleOf(project)) ? progressColor(progress, rules) : null;
  if (color === null || progress.completionRate === null || progress.gap === null) return null;
  const text = progressText(progress.completionRate, progress.timeProportional, progress.gap, rules);
  const repeated = rules.repeat && color === 'yellow' && progressColor(progress.before, rules) === 'yellow';
  return repeated ? { color: 'red', text: `${text}，连续两期黄灯升为红灯` } : { color, text };
}

/** The band that a state of progress lies in; null where nothing can be measured. */
function progressColor(progress: ProgressState | null | undefined, rules: LightRuleSet): LightColor | null {
  if (!progress || progress.completionRate === null || progress.gap === null) return null;
  const { completionRate, gap, timeProportional } = progress;
  const value = rules.measure === 'gap' ? gap : timeProportional > 0 ? completionRate / timeProportional : null;
  return value === null ? null : (rules.progress.find((band) => band.holds(value))?.light ?? null);
}

function progressText(completionRate: number, timeProportional: number, gap: number, rules: LightRuleSet): string {
  if (rules.measure === 'ratio' && timeProportional > 0) {
    const share = formatRate(completionRate / timeProportional);
    return `完成率 ${formatRate(completionRate)}%，为序时 ${formatRate(timeProportional)}% 的 ${share}%`;
  }
  const points = formatRate(Math.abs(gap) / 100);
  const against = points === '0.0' ? '与序时持平' : `${gap < 0 ? '低' : '高'}于序时 ${points} 个百分点`;
  return `完成率 ${formatRate(completionRate)}%，${against}`;
}

/** Due by the end of its month: '计划 8月开工，逾期 16 天'. */
function startPart(project: Judged, today: string, rules: LightRuleSet): Part | null {
  const planned = project.planned_start;
  const lifecycle = lifecycleOf(project);
  if (
    !rules.start ||
    planned === null ||
    isStarted(project) ||
    lifecycle === 'suspended' ||
    lifecycle === 'terminated'
  ) {
    return null;
  }
  const due = monthEnd(planned);
  const missed = monthNumber(today) - monthNumber(planned);
  const color = missed >= rules.start.red ? 'red' : missed >= rules.start.yellow ? 'yellow' : 'green';
  const text =
    today > due
      ? `计划 ${monthName(planned, today)}开工，逾期 ${daysBetween(due, today)} 天未开工`
      : `计划 ${monthName(planned, today)}开工，未到期`;
  return { color, text };
}

/** '8月', or '2017年8月' where the year is not this one. */
export function monthName(dayOrMonth: string, today: string): string {
  const month = `${Number(dayOrMonth.slice(5, 7))}月`;
  return dayOrMonth.slice(0, 4) === today.slice(0, 4) ? month : `${dayOrMonth.slice(0, 4)}年${month}`;
}

/** Last days on which a started project that statistics must have may still be unlisted; null where no limit applies. */
export function listingLimits(
  project: Judged,
  rules: LightRuleSet = defaultLightRules,
): { yellow: string; red: string } | null {
  if (!rules.listing || !project.actual_start || project.listing === 'listed' || !isListingDue(project)) return null;
  const start = lastDay(project.actual_start);
  return { yellow: addMonths(start, rules.listing.yellow), red: addMonths(start, rules.listing.red) };
}

function listingPart(project: Judged, listing: ListingCase, today: string, rules: LightRuleSet): Part | null {
  const limits = listingLimits(project, rules);
  if (!limits || !project.actual_start) return null;
  const color = today > limits.red ? 'red' : today > limits.yellow ? 'yellow' : 'green';
  const since =
    project.actual_start.length === 7
      ? `${monthName(project.actual_start, today)}开工`
      : `开工 ${Math.max(0, daysBetween(project.actual_start, today))} 天`;
  return { color, text: `${since}未入统${listingReason(listing)}` };
}

/** '，缺施工合同备案', or the reason's name, or nothing where nobody wrote why. */
export function listingReason(listing: ListingCase): string {
  const missing = listing?.missing_materials
    ?.trim()
    .split(/\r?\n/)[0]
    ?.replace(/[。；;，,]+$/, '');
  if (missing) {
    const short = missing.length > 30 ? `${missing.slice(0, 29)}…` : missing;
    return `，${/^[缺无未]/.test(short) ? '' : '缺'}${short}`;
  }
  const reason = reasons.find((candidate) => candidate.code === listing?.reason_code);
  return reason ? `，${reason.name}` : '';
}

function whyNone(project: Judged): string {
  const lifecycle = lifecycleOf(project);
  if (lifecycle === 'terminated') return '已终止，不判灯';
  if (isStarted(project)) {
    return lifecycle === 'construction' ? '没有年度计划，不判投资进度' : `已${labelOf(lifecycle)}，不判灯`;
  }
  if (lifecycle === 'preparation') return '没有填计划开工时间，不判灯';
  return lifecycle === null ? '没有填阶段，不判灯' : `${labelOf(lifecycle)}阶段，不判灯`;
}

function labelOf(lifecycle: string | null): string {
  const choices = projectEntity.fields.lifecycle.choices ?? [];
  return choices.find((choice) => choice.code === lifecycle)?.label ?? '';
}

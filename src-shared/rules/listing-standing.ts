import type { Light } from '../contract/record-methods';
import type { Project } from '../entities/project';
import { daysBetween, lastDay } from './dates';
import { isFromSigning, isListingDue, isStarted, lifecycleOf, listingThreshold, type Placed } from './ledger-views';
import { defaultLightRules, type LightRuleSet } from './light-rules';
import { type Judged, listingLimits, monthName } from './lights';

/** How long a case has been open, by the light rule of listing alone: '开工 47 天未入统'. `none` where the rule does not apply. */
export function listingStanding(
  project: Judged,
  today: string,
  rules: LightRuleSet = defaultLightRules,
): { readonly color: Light['color']; readonly words: string } {
  if (project.listing === 'listed') return { color: 'green', words: '已入库' };
  if (!isListingDue(project)) {
    return { color: 'none', words: isStarted(project) ? '不足入统门槛' : '未开工，暂不计' };
  }
  const limits = listingLimits(project, rules);
  const start = project.actual_start;
  if (!limits || !start) return { color: 'none', words: '没有填开工日期' };
  const color = today > limits.red ? 'red' : today > limits.yellow ? 'yellow' : 'green';
  const words =
    start.length === 7
      ? `${monthName(start, today)}开工未入统`
      : `开工 ${Math.max(0, daysBetween(start, today))} 天未入统`;
  return { color, words };
}

const coming = new Set<string | null>(['signed', 'preparation']);

/** Large enough for statistics and on its way to a start: it stands under 未开工，暂不计. */
export function isListingLater(project: Placed): boolean {
  return (
    !project.deleted &&
    !isStarted(project) &&
    project.listing !== 'listed' &&
    coming.has(lifecycleOf(project)) &&
    (project.total_investment ?? 0) >= listingThreshold
  );
}

/** Why it does not count yet: '计划 8月开工，逾期 16 天', '目标 11月1日开工', '签约，未注册'. */
export function laterWords(
  project: Placed & Pick<Project, 'expected_start' | 'registered_on' | 'registered_company' | 'credit_code'>,
  today: string,
): string {
  const { planned_start: planned, expected_start: expected } = project;
  if (lifecycleOf(project) === 'signed' || (planned === null && expected === null && isFromSigning(project))) {
    const isRegistered = Boolean(project.registered_on ?? project.registered_company ?? project.credit_code);
    return `签约，${isRegistered ? '已注册' : '未注册'}`;
  }
  const aim = expected ?? planned;
  if (aim === null) return '没有填计划开工';
  const late = daysBetween(lastDay(aim), today);
  const day = aim.length === 10 ? `${Number(aim.slice(8))}日` : '';
  return `${expected ? '目标' : '计划'} ${monthName(aim, today)}${day}开工${late > 0 ? `，逾期 ${late} 天` : ''}`;
}

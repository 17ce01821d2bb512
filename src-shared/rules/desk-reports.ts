import { formatDay, formatMoneyWithUnit } from '../terms/format';
import { checkFigures } from './checks';
import { addDays } from './dates';
import { type Demand, type DeskItem, type DeskSurroundings, monthPath } from './desk-item';
import { isStarted, lifecycleOf } from './ledger-views';
import { type Period, previousPeriod, reportingPeriod } from './period';

const reporting = new Set<string | null>(['signed', 'preparation', 'construction']);

/** The half-month whose report is due next, and the one before it. Worked out once for a whole desk. */
export interface ReportPeriods {
  readonly present: Period;
  readonly before: Period;
}

export function reportPeriods(today: string): ReportPeriods {
  const present = reportingPeriod(today);
  return { present, before: previousPeriod(present) };
}

/** Whether a half-month report is expected of the project. */
export function isReporting({ project }: { readonly project: Parameters<typeof lifecycleOf>[0] }): boolean {
  return reporting.has(lifecycleOf(project));
}

/**
 * Whether the half-month is reported, as the page of the month counts it: figures or words, figures where building has begun. Progress is
 * one row a month: for the second half it must have been written after the 15th; where nobody knows when it was written, it counts.
 */
export function isReported(item: DeskItem, period: Period): boolean {
  const row = item.progress.find((candidate) => candidate.month === period.code.slice(0, 7));
  if (!row || (row.completed === null && (!row.hasWords || isStarted(item.project)))) return false;
  return period.half === 1 || row.changedOn === null || row.changedOn >= period.start;
}

/**
 * The missing report of a project: that of the half-month before where it is late, else the present one. Late is only who had reported
 * before: a ledger that was imported yesterday has no past to make up for.
 */
export function reportDemand(item: DeskItem, { present, before }: ReportPeriods): Demand | null {
  if (!isReporting(item)) return null;
  const hadReported = item.firstMonth !== null && item.firstMonth <= before.code.slice(0, 7);
  const missing = hadReported && !isReported(item, before) ? before : isReported(item, present) ? null : present;
  if (!missing) return null;
  return {
    id: `report:${item.project.id}:${missing.code}`,
    what: `填报 ${missing.shortName}进度`,
    why: `未报，${formatDay(missing.deadline)}截止`,
    due: missing.deadline,
    to: monthPath(missing.code, 'unfilled'),
    action: '填报',
    node: null,
  };
}

/** Figures of the month that is being reported which look odd, until they are changed or somebody wrote why they are so. */
export function checkDemands(item: DeskItem, period: Period): Demand[] {
  const month = period.code.slice(0, 7);
  const row = item.progress.find((candidate) => candidate.month === month);
  if (!row || row.completed === null || row.explanation !== null || !isReporting(item)) return [];
  const { project } = item;
  const findings = checkFigures(
    {
      total_investment: project.total_investment,
      annual_plan: project.annual_plan,
      completed_before_year: project.completed_before_year,
      actual_start: project.actual_start,
      lifecycle: project.lifecycle,
      listed_month: null,
      months: item.progress.flatMap(({ month: one, completed, land }) =>
        one === null ? [] : [{ month: one, completed, land }],
      ),
    },
    month,
  );
  return findings
    .filter((finding) => finding.field === 'completed' && finding.month === month)
    .map((finding) => ({
      id: `check:${project.id}:${month}:${finding.code}`,
      what: '核对本月完成',
      why:
        finding.code === 'month_over_half_plan'
          ? `单月 ${formatMoneyWithUnit(row.completed)}，超过年度计划的 50%`
          : finding.message,
      due: period.deadline,
      to: monthPath(period.code, 'noted'),
      action: '核对',
      node: null,
    }));
}

/** Days after a package on which the next one is late: half a month (半月一通报). */
const packageDays = 15;

/** Own changes that no package carries yet: due with the report, or half a month after the last package. */
export function packageDemand({ unreported }: DeskSurroundings, projects: number, { deadline }: Period): Demand | null {
  if (!unreported || unreported.changes === 0 || projects === 0) return null;
  const { lastReport, days, changes } = unreported;
  const next = lastReport === null ? deadline : addDays(lastReport, packageDays);
  const since = lastReport === null ? '还没有上报过' : days === 0 ? '今天上报过' : `距上次上报 ${days} 天`;
  return {
    id: `package:${lastReport ?? 'first'}`,
    what: '生成上报包',
    why: `${since}，有 ${changes.toLocaleString('zh-CN')} 处改动未上报`,
    due: next < deadline ? next : deadline,
    to: '/sync',
    action: '去上报',
    node: null,
  };
}

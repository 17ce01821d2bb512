import { regionName } from '../catalogues/regions';
import type { ProjectFacts } from '../contract/bulletin-methods';
import type { RegionFigures } from '../contract/exchange-methods';
import { formatDay } from '../terms/format';
import { listingThreshold } from './ledger-views';
import { latestPeriod, type Period, parsePeriod } from './period';
import { moreOf, percent, sentence, yi } from './prose';

/** The period whose figures a month's publicity shows: the month once it is over, its first half once that is, else the last one that is. */
export function publicityPeriod(month: string, today: string): Period {
  const whole = parsePeriod(month);
  if (whole && whole.end <= today) return whole;
  const half = parsePeriod(`${month}-H1`);
  return half && half.end <= today ? half : latestPeriod(today);
}

const byTotal = (a: ProjectFacts, b: ProjectFacts) =>
  (b.total ?? 0) - (a.total ?? 0) || a.name.localeCompare(b.name, 'zh-CN');
const isLarge = ({ total }: ProjectFacts) => (total ?? 0) >= listingThreshold;

/** Projects of 50 million yuan and more that were started in a month, the largest first. */
export function startedIn(month: string, projects: readonly ProjectFacts[]): ProjectFacts[] {
  return projects.filter((one) => isLarge(one) && one.actual_start?.slice(0, 7) === month).sort(byTotal);
}

/** The same that were listed in a month. */
export function listedIn(month: string, projects: readonly ProjectFacts[]): ProjectFacts[] {
  return projects.filter((one) => isLarge(one) && one.listing === 'listed' && one.listed_month === month).sort(byTotal);
}

const named = (projects: readonly ProjectFacts[]) =>
  projects
    .slice(0, 3)
    .map(({ name, region }) => `${region === null ? '' : regionName(region)}${name}`)
    .join('、');

function listed(what: string, projects: readonly ProjectFacts[]): string | null {
  if (projects.length === 0) return null;
  const total = projects.reduce((sum, { total }) => sum + (total ?? 0), 0);
  const rest = moreOf(projects.length, 3) ? '等' : '';
  return sentence([`${what}${projects.length}项，总投资${yi(total)}，有${named(projects)}${rest}`]);
}

/** Sentences of the monthly page, computed from figures; what there is nothing of is left out. */
export function cityPageText(
  asOf: string,
  totals: Pick<RegionFigures, 'projects' | 'annual_plan' | 'completed' | 'completion_rate'>,
  started: readonly ProjectFacts[],
  newlyListed: readonly ProjectFacts[],
): string[] {
  const rate = percent(totals.completion_rate);
  return [
    sentence(
      [
        `截至${formatDay(asOf)}，全市5000万元及以上在建项目${totals.projects}项`,
        `年度计划投资${yi(totals.annual_plan)}`,
        `本年完成${yi(totals.completed)}`,
        rate && `占年度计划的${rate}`,
      ],
      '，',
    ),
    listed('本月新开工项目', started),
    listed('本月新入统项目', newlyListed),
  ].filter((text) => text !== null);
}

import type { BulletinFigures, RegionFigures } from '../contract/exchange-methods';
import { formatDay } from '../terms/format';
import type { Period } from './period';
import { againstSchedule, firstSentence, nameList, percent, sentence, shortened, yi } from './prose';
import {
  landingHindrance,
  listingHindrance,
  type OverdueSlip,
  progressHindrance,
  type ReportedProblem,
  type ReportProject,
  startHindrance,
  worstProjects,
} from './report-project';

/** What a special report (项目建设专报, plan section 三(二)) may be about. */
export const reportTopics = [
  { code: 'overall', label: '投资与重点项目', title: '投资与重点项目建设情况', list: '红灯项目名单' },
  { code: 'listing', label: '未入统项目', title: '未入统项目情况', list: '未入统项目名单' },
  { code: 'start', label: '计划开工项目', title: '计划开工项目推进情况', list: '计划开工项目名单' },
  { code: 'progress', label: '滞后项目', title: '投资进度滞后项目情况', list: '投资进度滞后项目名单' },
  { code: 'problems', label: '问题', title: '项目建设问题办理情况', list: '项目建设问题清单' },
  { code: 'landing', label: '招商落地', title: '招商签约项目落地情况', list: '未落地签约项目名单' },
] as const;

export type ReportTopic = (typeof reportTopics)[number]['code'];

export function reportTopic(code: string): (typeof reportTopics)[number] | undefined {
  return reportTopics.find((topic) => topic.code === code);
}

/** Everything that a special report speaks of. */
export interface SpecialReportFacts {
  readonly topic: ReportTopic;
  readonly period: Period;
  readonly figures: BulletinFigures;
  /** The day that it speaks of. */
  readonly day: string;
  readonly projects: readonly ReportProject[];
  readonly problems: readonly ReportedProblem[];
  readonly slips: readonly OverdueSlip[];
}

/** A project lags from here on: percentage points under 序时进度, where the lights of the default rules are no longer green. */
export const laggingPoints = 10;

export const isLagging = ({ gap }: Pick<ReportProject, 'gap'>) => gap !== null && gap < -laggingPoints;

/** The projects of the list that belongs to a topic, the most pressing first. */
export function listedProjects({ topic, projects }: Pick<SpecialReportFacts, 'topic' | 'projects'>): ReportProject[] {
  const byDate = (date: (project: ReportProject) => string | null) => (a: ReportProject, b: ReportProject) =>
    (date(a) ?? '9').localeCompare(date(b) ?? '9') || a.name.localeCompare(b.name, 'zh-CN');
  switch (topic) {
    case 'listing':
      return projects.filter(({ isNotListed }) => isNotListed).sort(byDate(({ actualStart }) => actualStart));
    case 'start':
      return projects
        .filter(({ isPreparing, isStartDue }) => isPreparing || isStartDue)
        .sort(byDate(({ plannedStart }) => plannedStart));
    case 'progress':
      return projects.filter(isLagging).sort((a, b) => (a.gap ?? 0) - (b.gap ?? 0));
    case 'landing':
      return projects
        .filter(({ isSigned, isLanded }) => isSigned && !isLanded)
        .sort(byDate(({ signedOn }) => signedOn));
    case 'problems':
      return projects.filter(({ problems }) => problems.length > 0);
    case 'overall':
      return worstProjects(projects).filter(({ light }) => light.color === 'red');
  }
}

/** What hinders a project, in the words of a topic. */
export function hindrance(topic: ReportTopic, project: ReportProject): string {
  switch (topic) {
    case 'listing':
      return listingHindrance(project);
    case 'start':
      return startHindrance(project);
    case 'progress':
    case 'problems':
      return progressHindrance(project);
    case 'landing':
      return landingHindrance(project);
    case 'overall':
      return project.light.sentence.replace(/。$/, '');
  }
}

/** How often each word occurs, the most frequent first; `most` of them, the rest as 其他. */
function tally(words: readonly string[], unit: string, most = 4): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], 'zh-CN'));
  const shown = sorted.slice(0, most);
  const rest = sorted.slice(most).reduce((sum, [, count]) => sum + count, 0);
  return [...shown.map(([word, count]) => `${word}${count}${unit}`), ...(rest > 0 ? [`其他${rest}${unit}`] : [])].join(
    '、',
  );
}

const behind = (regions: readonly RegionFigures[], test: (region: RegionFigures) => boolean) =>
  nameList(regions.filter(test).map(({ region }) => region));

/** 基本情况: what the figures say of the topic. Null for the report about everything, which has the bulletin's own sentences. */
export function topicFigures({ topic, figures, projects, problems, day }: SpecialReportFacts): string | null {
  const { totals, regions } = figures;
  switch (topic) {
    case 'overall':
      return null;
    case 'listing': {
      if (totals.due === 0) return '没有应入统项目。';
      const rest = behind(regions, ({ not_listed }) => not_listed > 0);
      return sentence([
        `全市应入统项目${totals.due}项，已入统${totals.listed}项，入统率${percent(totals.listing_rate)}`,
        totals.not_listed === 0 ? '应入统项目已全部入统' : `未入统${totals.not_listed}项，涉及${rest}`,
      ]);
    }
    case 'start':
      return (
        sentence([
          totals.planned_starts > 0 &&
            `全市应开工${totals.planned_starts}项，已开工${totals.started}项，开工率${percent(totals.start_rate)}`,
          totals.preparing > 0 &&
            `前期阶段计划开工${totals.preparing}项，手续齐备${totals.prepared}项，前期工作成熟率${percent(totals.preparation_rate)}`,
        ]) ?? '没有计划开工项目。'
      );
    case 'progress': {
      const { completion_rate: rate, gap } = totals;
      const head = `全市在建项目${totals.projects}项，年度计划${yi(totals.annual_plan)}，本年完成${yi(totals.completed)}`;
      return sentence([
        rate === null || gap === null
          ? `${head}，没有年度计划，不计完成率`
          : `${head}，完成率${percent(rate)}，${againstSchedule(gap)}`,
        `低于序时进度${laggingPoints}个百分点以上的项目${projects.filter(isLagging).length}项`,
      ]);
    }
    case 'problems': {
      if (problems.length === 0) return `截至${formatDay(day)}没有未销号问题。`;
      const over = problems.filter((problem) => problem.over > 0).length;
      const concerned = new Set(problems.map(({ project }) => project)).size;
      return sentence([
        `截至${formatDay(day)}，未销号问题${problems.length}个，涉及项目${concerned}项`,
        over > 0 ? `其中超过时限${over}个` : '没有超过时限的问题',
      ]);
    }
    case 'landing':
      return totals.signed === 0
        ? '没有招商签约项目。'
        : sentence([
            `全市招商签约项目${totals.signed}项，落地${totals.landed}项，招商落地率${percent(totals.landing_rate)}`,
            totals.landed < totals.signed
              ? `未落地${totals.signed - totals.landed}项，涉及${behind(regions, (one) => one.landed < one.signed)}`
              : '签约项目已全部落地',
          ]);
  }
}

/** 制约因素: how the listed projects divide, by what the ledger says of them. Null where there is nothing to divide. */
export function topicBreakdown(facts: SpecialReportFacts): string | null {
  const { topic, period, projects, problems } = facts;
  const listed = listedProjects(facts);
  if (topic === 'problems') return problems.length > 0 ? problemBreakdown(problems) : null;
  if (listed.length === 0) return null;
  switch (topic) {
    case 'listing': {
      const month = period.end.slice(0, 7);
      const promised = listed.filter(({ promisedMonth }) => promisedMonth !== null && promisedMonth <= month).length;
      return sentence([
        `未入统的${listed.length}项中，按首要原因分，${tally(
          listed.map(({ reasons }) => reasons[0] ?? '台账未记原因'),
          '项',
        )}`,
        promised > 0 && `已承诺${period.month}月底前入统的${promised}项`,
      ]);
    }
    case 'start': {
      const late = listed.filter(({ isStartDue }) => isStartDue).length;
      const unready = listed.filter(({ isPreparing, isPrepared }) => isPreparing && !isPrepared);
      const open = unready.flatMap(({ permits }) => permits.open);
      return sentence([
        late > 0 && `应开工未开工${late}项`,
        unready.length > 0 && `开工手续未齐备${unready.length}项`,
        open.length > 0 && `未办结手续较多的是${tally(open, '件', 3).replace(/、其他.*$/, '')}`,
      ]);
    }
    case 'progress': {
      const troubled = listed.filter((project) => project.problems.length > 0).length;
      const silent = listed.filter((project) => progressHindrance(project) === '台账未记原因').length;
      const [planned, done] = [
        listed.reduce((sum, { plan }) => sum + (plan ?? 0), 0),
        listed.reduce((sum, { completed }) => sum + completed, 0),
      ];
      return sentence([
        `滞后的${listed.length}项年度计划${yi(planned)}，本年完成${yi(done)}`,
        troubled > 0 && `有未销号问题的${troubled}项`,
        silent > 0 && `台账未记原因的${silent}项`,
      ]);
    }
    case 'landing':
      return sentence([
        `未落地的${listed.length}项中，按招商进展分，${tally(
          listed.map(({ promotionStage }) => promotionStage ?? '台账未记进展'),
          '项',
        )}`,
      ]);
    case 'overall': {
      const yellow = projects.filter(({ light }) => light.color === 'yellow').length;
      return sentence([`红灯项目${listed.length}项，黄灯项目${yellow}项`]);
    }
  }
}

const levelWords = { secretary: '项目秘书', unit: '部门', county: '县区', city: '市联席会议' } as const;

export const levelWord = (level: ReportedProblem['level']) => levelWords[level];

function problemBreakdown(problems: readonly ReportedProblem[]): string | null {
  const levels = (Object.keys(levelWords) as ReportedProblem['level'][]).flatMap((level) => {
    const count = problems.filter((problem) => problem.level === level).length;
    return count > 0 ? [`${levelWords[level]}${count}个`] : [];
  });
  const groups = problems.map(({ category }) => category?.split('·')[0] ?? '台账未记类别');
  return sentence([`按办理层级分，${levels.join('、')}`, `按类别分，${tally(groups, '个')}`]);
}

export interface Decision {
  /** '松筑装配式建筑构件基地（昌邑区）'. */
  readonly lead: string;
  readonly text: string;
}

/** One line for a problem that waits for the city: what it is, what is asked for, by whom, and how long it has waited. */
export function problemDecision(problem: ReportedProblem): Decision {
  const request = firstSentence(problem.request);
  return {
    lead: `${shortened(problem.projectName, 24)}（${problem.region}）`,
    text:
      sentence([
        shortened(firstSentence(problem.description), 60),
        request !== '' && `企业诉求：${shortened(request, 60)}`,
        problem.unit && `责任单位：${shortened(problem.unit, 20)}`,
        problem.over > 0 && `已超期${problem.over}天`,
      ]) ?? '',
  };
}

/** One line for a slip without an answer. */
export function slipDecision(slip: OverdueSlip): Decision {
  return {
    lead: `${shortened(slip.projectName, 24)}（${slip.region}）`,
    text: `${slip.number ?? slip.label}应于${formatDay(slip.due)}前回复，已超${slip.over}天${slip.addressee ? `，请督促${shortened(slip.addressee, 20)}回复` : ''}。`,
  };
}

/** 提请协调事项: problems before the joint meeting and unanswered slips, of the projects that the topic is about. */
export function decisionsWanted(facts: SpecialReportFacts): Decision[] {
  const { topic, problems, slips } = facts;
  const all = topic === 'overall' || topic === 'problems';
  const own = new Set(listedProjects(facts).map(({ id }) => id));
  const isOwn = ({ project }: { project: string }) => all || own.has(project);
  return [
    ...problems.filter((problem) => problem.level === 'city' && isOwn(problem)).map(problemDecision),
    ...slips.filter(isOwn).map(slipDecision),
  ];
}

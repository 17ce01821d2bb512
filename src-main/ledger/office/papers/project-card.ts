import { regionName } from '../../../../src-shared/catalogues/regions';
import { listing as listingEntity } from '../../../../src-shared/entities/listing';
import { problem as problemEntity } from '../../../../src-shared/entities/problem';
import { project as projectEntity } from '../../../../src-shared/entities/project';
import { derive } from '../../../../src-shared/rules/derive';
import { isListingDue } from '../../../../src-shared/rules/ledger-views';
import { lifecycleLabel } from '../../../../src-shared/rules/lifecycle-moves';
import { listingOutlook, verdictLabel } from '../../../../src-shared/rules/listing-outlook';
import { latestPeriod } from '../../../../src-shared/rules/period';
import {
  clockWords,
  levelLabel,
  type ProblemClock,
  type ProblemLevel,
  problemClock,
  problemLevels,
} from '../../../../src-shared/rules/problem-clock';
import type { RuleBook } from '../../../../src-shared/rules/rule-book';
import { type Stage, stagesOf } from '../../../../src-shared/rules/stages';
import { Refusal } from '../../../../src-shared/terms/errors';
import {
  formatDate,
  formatDay,
  formatGap,
  formatMoneyWithUnit,
  formatRate,
  unknown,
} from '../../../../src-shared/terms/format';
import type { LedgerContext } from '../../context';
import { loadLeaders } from '../../queries/assignments';
import { projectRow, type RowOf, rowsOfProject } from '../../queries/rows';
import { loadRuleBook } from '../../queries/rules';
import type { PaperMaker } from './makers';
import { cardCurve, cardPeriods, cardPermits, cardStage, clip, promotionFacts, shortDate } from './project-card-facts';
import { type ProjectCard, projectCardPaper } from './project-card-paper';

const lights = { red: '● 红灯', yellow: '▲ 黄灯', green: '■ 绿灯', none: '○ 不判灯' } as const;
const label = (choices: readonly { code: string; label: string }[], code: string | null) =>
  choices.find((choice) => choice.code === code)?.label ?? '';

/** 0 the secretary, 1 the unit, 2 the county, 3 the city. */
const levelRank = (level: ProblemLevel) => problemLevels.indexOf(level);

function asideWords(project: RowOf<'project'>, today: string): string | null {
  const { lifecycle, lifecycle_reason: reason, lifecycle_since: since } = project;
  if (lifecycle !== 'suspended' && lifecycle !== 'terminated') return null;
  const from = since ? `（${shortDate(since, today)}起）` : '';
  return clip(`${lifecycleLabel(lifecycle)}${from}：${reason ?? '没有写原因'}`, 72);
}

/** Everything of one project that its card is made of. */
function recordsOf(context: LedgerContext, id: string) {
  const of = <Name extends Parameters<typeof rowsOfProject>[1]>(entity: Name) =>
    rowsOfProject(context.database, entity, id);
  return {
    permits: of('permit'),
    progress: of('progress'),
    listing: of('listing')[0] ?? null,
    problems: of('problem').filter(({ state }) => state !== 'closed' && state !== 'returned'),
    stops: of('clock_stop'),
    items: of('meeting_item').filter(({ decision }) => decision === null),
    nodes: of('node'),
    materials: of('material'),
    events: of('listing_event'),
  };
}

type Records = ReturnType<typeof recordsOf>;
interface Clocked {
  readonly problem: RowOf<'problem'>;
  readonly clock: ProblemClock;
}

/** More open problems than these are counted, not listed. */
const mostProblems = 4;

/** The listing case and the open problems, a line each. */
function mattersOf(
  project: RowOf<'project'>,
  { listing, materials, events }: Records,
  clocks: readonly Clocked[],
  rules: RuleBook,
  today: string,
): [string, string, string][] {
  const matters: [string, string, string][] = [];
  if (isListingDue(project) && listing?.state !== 'listed') {
    const outlook = listingOutlook(
      { project, listing },
      materials,
      events,
      rules.listingWindows,
      rules.calendar,
      today,
    );
    const { ready, needed } = outlook.checklist;
    const verdict = verdictLabel(outlook.verdict, outlook.round, today);
    matters.push([`入统材料 ${ready} / ${needed}`, clip(outlook.why, 30), verdict]);
  } else if (listing?.state) {
    const state = label(listingEntity.fields.state.choices ?? [], listing.state);
    matters.push(['入统', state, formatDate(listing.listed_month)]);
  }
  for (const { problem, clock } of clocks.slice(0, mostProblems)) {
    const state = label(problemEntity.fields.state.choices, problem.state);
    matters.push([
      `问题，${levelLabel(clock.level)}`,
      `${clip(problem.description ?? '', 20)}，${clip(problem.responsible_unit ?? '责任单位未定', 10)}${state}`,
      clockWords(clock),
    ]);
  }
  if (clocks.length > mostProblems) matters.push(['问题', `另有 ${clocks.length - mostProblems} 个未销号`, '']);
  return matters.length > 0 ? matters : [['问题', '没有未销号的问题', '']];
}

/** Most requests that a leader is asked in one page. */
const mostRequests = 4;

/** What a leader is to decide: open items of meetings, then problems that have left the secretary's hands, the highest level first. */
function requestsOf(items: Records['items'], clocks: readonly Clocked[]): string[] {
  const asked = items.map(({ matter, suggestion, decider }) =>
    [`${decider ? `请${decider}定：` : ''}${matter ?? ''}`, suggestion].filter(Boolean).join('，建议'),
  );
  const inMeeting = new Set(items.map(({ problem }) => problem));
  const raised = clocks
    .filter(({ problem }) => !inMeeting.has(problem.id))
    .filter(({ problem, clock }) => levelRank(clock.level) > 1 || (levelRank(clock.level) === 1 && problem.request))
    .sort((a, b) => levelRank(b.clock.level) - levelRank(a.clock.level))
    .map(({ problem: { description, responsible_unit: unit, request } }) => {
      const ask = request?.replace(/^请/, '') ?? '研究解决';
      return `${description ?? ''}，请${unit ?? '责任单位'}${ask}`;
    });
  return [...new Set([...asked, ...raised])].slice(0, mostRequests).map((text) => clip(text, 78));
}

function cardOf(context: LedgerContext, project: RowOf<'project'>): ProjectCard {
  const today = context.clock.today();
  const rules = loadRuleBook(context);
  const records = recordsOf(context, project.id);
  const { permits, progress, listing, problems, stops, items, nodes } = records;
  const derived = derive(project, progress, listing, today, rules.lightRules, loadLeaders(context.database, today));
  const stages = stagesOf(project, permits, listing, today, nodes, rules.lightRules);
  const clocks = problems.map((problem): Clocked => {
    const own = stops.filter((stop) => stop.problem === problem.id);
    return { problem, clock: problemClock(problem, own, rules.problemLimits, rules.calendar, today) };
  });
  const nature = label(projectEntity.fields.nature.choices, project.nature);
  const place = [project.region && regionName(project.region), nature].filter(Boolean).join('，');
  const count = (of: (stage: Stage) => number) => stages.reduce((sum, stage) => sum + of(stage), 0);
  const rate = derived.completionRate === null ? unknown : `${formatRate(derived.completionRate)}%`;
  return {
    name: project.name ?? '未填名称',
    owner: [project.owner, place].filter(Boolean).join('　　'),
    code: project.code ?? '',
    light: lights[derived.light.color],
    sentence: derived.light.sentence,
    aside: asideWords(project, today),
    facts: [
      ['总投资', formatMoneyWithUnit(project.total_investment)],
      ['年度计划', formatMoneyWithUnit(derived.annualPlan)],
      ['本年完成', formatMoneyWithUnit(derived.completedThisYear)],
      ['完成率 / 序时', `${rate} / ${formatRate(derived.timeProportional)}%`],
      ['包保领导', derived.patron ?? unknown],
      ['责任单位', project.responsible_unit ?? unknown],
      ['项目秘书', project.secretary ?? unknown],
      ['计划 / 实际开工', `${shortDate(project.planned_start, today)} / ${shortDate(project.actual_start, today)}`],
      ...promotionFacts(project, today),
    ],
    stages: stages.map((stage) => cardStage(stage, today)),
    nodes: `节点已完成 ${count(({ done }) => done)} / ${count(({ nodes: all }) => all.length)}`,
    curve: cardCurve(project, progress, today, rules.lightRules),
    gap: derived.gap === null ? '' : `序时差 ${formatGap(derived.gap)}`,
    permits: cardPermits(permits, today),
    periods: cardPeriods(project, progress, today, rules.lightRules),
    matters: mattersOf(project, records, clocks, rules, today),
    requests: requestsOf(items, clocks),
    foot: `数据截至${formatDate(latestPeriod(today).end)}，${formatDay(today)}打印`,
  };
}

/** One page that a leader reads in a minute. */
export const makeProjectCard: PaperMaker = (context, id) => {
  const project = projectRow(context.database, id);
  if (!project) throw new Refusal('no_record', { entity: projectEntity.label, id });
  const short = (project.short_name ?? project.name ?? '项目').slice(0, 60);
  return projectCardPaper(cardOf(context, project), `项目卡片（${short}）`);
};

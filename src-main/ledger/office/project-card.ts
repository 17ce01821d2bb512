import { regionName } from '../../../src-shared/catalogues/regions';
import { listing as listingEntity } from '../../../src-shared/entities/listing';
import { problem as problemEntity } from '../../../src-shared/entities/problem';
import { project as projectEntity } from '../../../src-shared/entities/project';
import { derive } from '../../../src-shared/rules/derive';
import { isListingDue } from '../../../src-shared/rules/ledger-views';
import { lifecycleLabel } from '../../../src-shared/rules/lifecycle-moves';
import { listingOutlook, verdictLabel } from '../../../src-shared/rules/listing-outlook';
import { latestPeriod } from '../../../src-shared/rules/period';
import {
  clockWords,
  levelLabel,
  type ProblemLevel,
  problemClock,
  problemLevels,
} from '../../../src-shared/rules/problem-clock';
import { stagesOf } from '../../../src-shared/rules/stages';
import { Refusal } from '../../../src-shared/terms/errors';
import {
  formatDate,
  formatDay,
  formatGap,
  formatMoneyWithUnit,
  formatRate,
  unknown,
} from '../../../src-shared/terms/format';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { projectRow, type RowOf, rowsOfProject } from '../queries/rows';
import { loadRuleBook } from '../queries/rules';
import { writeDocuments } from './document-files';
import { type ProjectCard, projectCardDocx } from './project-card-docx';
import { cardCurve, cardPeriods, cardPermits, cardStage, clip, shortDate } from './project-card-facts';

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

function cardOf(context: LedgerContext, project: RowOf<'project'>): ProjectCard {
  const { database } = context;
  const today = context.clock.today();
  const rules = loadRuleBook(context);
  const of = <Name extends Parameters<typeof rowsOfProject>[1]>(entity: Name) =>
    rowsOfProject(database, entity, project.id);
  const progress = of('progress');
  const listing = of('listing')[0] ?? null;
  const problems = of('problem').filter(({ state }) => state !== 'closed' && state !== 'returned');
  const stops = of('clock_stop');
  const items = of('meeting_item');
  const derived = derive(project, progress, listing, today, rules.lightRules);
  const permits = of('permit');
  const stages = stagesOf(project, permits, listing, today, of('node'), rules.lightRules);
  const clocks = problems.map((problem) => ({
    problem,
    clock: problemClock(
      problem,
      stops.filter((stop) => stop.problem === problem.id),
      rules.problemLimits,
      rules.calendar,
      today,
    ),
  }));

  const matters: [string, string, string][] = [];
  if (isListingDue(project) && listing?.state !== 'listed') {
    const outlook = listingOutlook(
      { project, listing },
      of('material'),
      of('listing_event'),
      rules.listingWindows,
      rules.calendar,
      today,
    );
    matters.push([
      `入统材料 ${outlook.checklist.ready} / ${outlook.checklist.needed}`,
      clip(outlook.why, 30),
      verdictLabel(outlook.verdict, outlook.round, today),
    ]);
  } else if (listing?.state) {
    matters.push([
      '入统',
      label(listingEntity.fields.state.choices ?? [], listing.state),
      formatDate(listing.listed_month),
    ]);
  }
  for (const { problem, clock } of clocks.slice(0, 4)) {
    const state = label(problemEntity.fields.state.choices, problem.state);
    matters.push([
      `问题，${levelLabel(clock.level)}`,
      `${clip(problem.description ?? '', 20)}，${clip(problem.responsible_unit ?? '责任单位未定', 10)}${state}`,
      clockWords(clock),
    ]);
  }
  if (clocks.length > 4) matters.push(['问题', `另有 ${clocks.length - 4} 个未销号`, '']);
  if (matters.length === 0) matters.push(['问题', '没有未销号的问题', '']);

  const open = items.filter(({ decision }) => decision === null);
  const asked = open.map(({ matter, suggestion, decider }) =>
    [`${decider ? `请${decider}定：` : ''}${matter ?? ''}`, suggestion].filter(Boolean).join('，建议'),
  );
  const inMeeting = new Set(open.map(({ problem }) => problem));
  // What its own unit has not been able to settle, the highest level first.
  const raised = [...clocks]
    .filter(({ problem }) => !inMeeting.has(problem.id))
    .filter(({ problem, clock }) => levelRank(clock.level) > 1 || (levelRank(clock.level) === 1 && problem.request))
    .sort((a, b) => levelRank(b.clock.level) - levelRank(a.clock.level))
    .map(
      ({ problem }) => `请${problem.responsible_unit ?? '责任单位'}：${problem.request ?? problem.description ?? ''}`,
    );
  const nature = label(projectEntity.fields.nature.choices, project.nature);
  return {
    name: project.name ?? '未填名称',
    owner: [project.owner, [project.region && regionName(project.region), nature].filter(Boolean).join('，')]
      .filter(Boolean)
      .join('　　'),
    code: project.code ?? '',
    light: lights[derived.light.color],
    sentence: derived.light.sentence,
    facts: [
      ['总投资', formatMoneyWithUnit(project.total_investment)],
      ['年度计划', formatMoneyWithUnit(derived.annualPlan)],
      ['本年完成', formatMoneyWithUnit(derived.completedThisYear)],
      [
        '完成率 / 序时',
        `${formatRate(derived.completionRate)}${derived.completionRate === null ? '' : '%'} / ${formatRate(derived.timeProportional)}%`,
      ],
      ['包保领导', derived.patron ?? unknown],
      ['责任单位', project.responsible_unit ?? unknown],
      ['项目秘书', project.secretary ?? unknown],
      ['计划 / 实际开工', `${shortDate(project.planned_start, today)} / ${shortDate(project.actual_start, today)}`],
    ],
    aside: asideWords(project, today),
    stages: stages.map((stage) => cardStage(stage, today)),
    nodes: `节点已完成 ${stages.reduce((sum, stage) => sum + stage.done, 0)} / ${stages.reduce((sum, stage) => sum + stage.nodes.length, 0)}`,
    curve: cardCurve(project, progress, today, rules.lightRules),
    gap: derived.gap === null ? '没有可比的序时' : `序时差 ${formatGap(derived.gap)} 个百分点`,
    permits: cardPermits(permits, today),
    periods: cardPeriods(project, progress, today, rules.lightRules),
    matters,
    requests: [...new Set([...asked, ...raised])].slice(0, 4).map((text) => clip(text, 78)),
    foot: `数据截至${formatDate(latestPeriod(today).end)}，${formatDay(today)}打印`,
  };
}

/** Writes '项目卡片（江澜碳纤维产业园）.docx', one page, into a folder. */
export const writeProjectCard: Handler<'projects.writeCard'> = async (context, { id, folder }) => {
  const project = projectRow(context.database, id);
  if (!project) throw new Refusal('no_record', { entity: projectEntity.label, id });
  // Characters that Windows does not take in a name become blanks.
  const plain = (project.short_name ?? project.name ?? '项目').replace(/[\\/:*?"<>|]/g, ' ').slice(0, 60);
  const bytes = await projectCardDocx(cardOf(context, project));
  return { files: writeDocuments(folder, [{ name: `项目卡片（${plain}）.docx`, bytes }]) };
};

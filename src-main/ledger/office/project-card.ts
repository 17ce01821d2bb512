import { regionName } from '../../../src-shared/catalogues/regions';
import { listing as listingEntity } from '../../../src-shared/entities/listing';
import { problem as problemEntity } from '../../../src-shared/entities/problem';
import { project as projectEntity } from '../../../src-shared/entities/project';
import { derive } from '../../../src-shared/rules/derive';
import { isListingDue } from '../../../src-shared/rules/ledger-views';
import { listingOutlook, verdictLabel } from '../../../src-shared/rules/listing-outlook';
import { clockWords, levelLabel, problemClock } from '../../../src-shared/rules/problem-clock';
import { type Stage, stagesOf } from '../../../src-shared/rules/stages';
import { Refusal } from '../../../src-shared/terms/errors';
import {
  formatDate,
  formatDay,
  formatGap,
  formatMoney,
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

const lights = { red: '● 红灯', yellow: '▲ 黄灯', green: '■ 绿灯', none: '○ 不判灯' } as const;
const marks = { past: '●', present: '◉', future: '○' } as const;

const label = (choices: readonly { code: string; label: string }[], code: string | null) =>
  choices.find((choice) => choice.code === code)?.label ?? '';

/** A day of this year without its year. */
const shortDate = (date: string | null, today: string) =>
  date?.length === 10 && date.slice(0, 4) === today.slice(0, 4) ? formatDay(date) : formatDate(date);

/** Under a stage: its next node, or when it was done. */
function stageWord(stage: Stage): string {
  const next = stage.nodes.find((node) => node.state === 'next');
  if (next) return `${next.name}${next.planned ? `，${formatDay(next.planned)}` : ''}`;
  const last = stage.nodes.findLast((node) => node.date !== null);
  if (stage.done === stage.nodes.length && last?.date) return `完成，${formatDate(last.date)}`;
  const planned = stage.nodes.find((node) => node.planned !== null)?.planned;
  return planned ? formatDate(planned) : '';
}

/** The last three months that were reported, the newest first; cumulative within the year. */
function periodRows(progress: readonly RowOf<'progress'>[]): string[][] {
  const known = progress
    .filter((row) => row.month !== null)
    .sort((a, b) => (a.month ?? '').localeCompare(b.month ?? ''));
  return known
    .map((row) => {
      const upTo = known.filter(
        ({ month }) => month?.slice(0, 4) === row.month?.slice(0, 4) && (month ?? '') <= (row.month ?? ''),
      );
      const total = upTo.reduce((sum, one) => sum + (one.completed ?? 0), 0);
      return [formatDate(row.month), formatMoney(row.completed), formatMoney(total), row.image_progress ?? ''];
    })
    .slice(-3)
    .reverse();
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
  const stages = stagesOf(project, of('permit'), listing, today);
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
      outlook.why,
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
    matters.push([
      `问题，${levelLabel(clock.level)}`,
      `${problem.description ?? ''}，${problem.responsible_unit ?? '责任单位未定'}${label(problemEntity.fields.state.choices, problem.state)}`,
      clockWords(clock),
    ]);
  }
  if (matters.length === 0) matters.push(['问题', '没有未销号的问题', '']);

  const asked = items
    .filter(({ decision }) => decision === null)
    .map(({ matter, suggestion }) => `${matter ?? ''}${suggestion ? `：${suggestion}` : ''}`);
  const raised = clocks
    .filter(({ clock }) => clock.level === 'county' || clock.level === 'city')
    .map(({ problem }) => `${problem.responsible_unit ?? '责任单位'}：${problem.request ?? problem.description ?? ''}`);
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
    stages: stages.map((stage) => [
      marks[stage.state],
      `${stage.name} ${stage.done}/${stage.nodes.length}`,
      stageWord(stage),
    ]),
    nodes: `节点已完成 ${stages.reduce((sum, stage) => sum + stage.done, 0)} / ${stages.reduce((sum, stage) => sum + stage.nodes.length, 0)}`,
    progress:
      derived.completionRate === null
        ? null
        : { completed: derived.completionRate, timeProportional: derived.timeProportional },
    gap: derived.gap === null ? '' : `序时差 ${formatGap(derived.gap)} 个百分点`,
    periods: periodRows(progress),
    matters,
    requests: [...new Set([...asked, ...raised])].slice(0, 4),
    foot: `${formatDate(today)}打印`,
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

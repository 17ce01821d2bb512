import type { PaperBlock, PaperColumn, PaperTable } from '../../../../src-shared/contract/paper-values';
import { problem as problemEntity } from '../../../../src-shared/entities/problem';
import { type BulletinFacts, bulletinText } from '../../../../src-shared/rules/bulletin-prose';
import type { Period } from '../../../../src-shared/rules/period';
import { headingMark, moreOf, shortened } from '../../../../src-shared/rules/prose';
import { measureOf } from '../../../../src-shared/rules/region-measures';
import type { ReportProject } from '../../../../src-shared/rules/report-project';
import {
  type Decision,
  decisionsWanted,
  hindrance,
  isLagging,
  laggingPoints,
  levelWord,
  listedProjects,
  reportTopic,
  type SpecialReportFacts,
  topicBreakdown,
  topicFigures,
} from '../../../../src-shared/rules/special-report-prose';
import { Refusal } from '../../../../src-shared/terms/errors';
import { formatDate } from '../../../../src-shared/terms/format';
import { bulletinFacts } from '../../queries/bulletin-facts';
import { factsOf, requirePeriod } from '../../queries/bulletin-figures';
import { overdueSlips, reportDay, reportedProblems, reportProjects } from '../../queries/report-facts';
import { dispatchNotice, draftNotice } from '../bulletin-letterhead';
import { bulletinTable, progressNotes, startNotes } from './bulletin-tables';
import type { PaperMaker } from './makers';
import { nameColumn, type RegionColumn, regionTable } from './region-tables';

const letterhead = {
  title: '项目建设专报',
  issuer: '吉林市发展和改革委员会',
  copies: '报：市委、市政府。',
} as const;

/** Lines of decisions in the text; what there is beyond them is counted. */
const mostDecisions = 8;

const paragraph = (text: string): PaperBlock => ({ kind: 'paragraph', runs: [{ text }], indent: true, align: 'left' });
const noticeLine = `${dispatchNotice}。`;

/** The special report of a period about a topic. Numbered issues: the number stays open until it is registered. */
function specialReportPaper(facts: SpecialReportFacts, bulletin: BulletinFacts, day: string) {
  const { topic: code, period, figures } = facts;
  const topic = reportTopic(code);
  if (!topic) throw new RangeError(`no such topic: ${code}`);
  const annexes = annexesOf(facts);
  const hasList = annexes.some(({ title }) => title === topic.list);
  const breakdown = topicBreakdown(facts);
  const decisions = decisionsWanted(facts);
  const sections: { heading: string; blocks: PaperBlock[] }[] = [
    { heading: '基本情况', blocks: figureBlocks(facts, bulletin) },
    {
      heading: code === 'overall' ? '重点关注项目' : '制约因素',
      blocks: breakdown === null ? [] : [paragraph(`${breakdown}${hasList ? '名单附后。' : ''}`)],
    },
    {
      heading: '提请协调事项',
      blocks: decisionBlocks(
        decisions,
        annexes.some(({ title }) => title === problemList),
      ),
    },
  ].filter(({ blocks }) => blocks.length > 0);
  const isDraft = figures.frozenAt === null;
  const name = period.kind === 'year' ? period.name : period.shortName;
  return {
    name: `${letterhead.title}（${topic.label}，${period.name}${isDraft ? '，送审稿' : ''}）`,
    form: 'red' as const,
    landscape: false,
    letterhead: letterhead.title,
    number: null,
    title: [`关于${name}全市`, `${topic.title}的专报`],
    subtitle: null,
    addressee: null,
    blocks: [
      ...sections.flatMap(({ heading, blocks }, index): PaperBlock[] => [
        { kind: 'heading', level: 1, text: `${headingMark(1, index)}${heading}` },
        ...blocks,
      ]),
      ...(annexes.length > 0 ? [{ kind: 'annexes' as const, titles: annexes.map(({ title }) => title) }] : []),
      { kind: 'signature' as const, issuer: letterhead.issuer, date: formatDate(day) },
      ...annexes.flatMap(({ title, table }, index) => [
        { kind: 'annex' as const, mark: annexes.length > 1 ? `附件${index + 1}` : '附件', title },
        table,
      ]),
    ],
    imprint: { copies: letterhead.copies, printer: letterhead.issuer, date: formatDate(day) },
    draft: isDraft ? draftNotice : null,
    notice: dispatchNotice,
  };
}

const problemList = reportTopic('problems')?.list ?? '';

/** The list of the topic, and with the report about everything the list of problems too; none that is empty. */
function annexesOf(facts: SpecialReportFacts): { title: string; table: PaperTable }[] {
  return [
    { title: reportTopic(facts.topic)?.list ?? '', table: listTable(facts) },
    ...(facts.topic === 'overall' ? [{ title: problemList, table: problemTable(facts) }] : []),
  ].filter(({ table }) => table.rows.length > 0);
}

/** The report about everything has the bulletin's own sentences and tables; each other one a sentence and a table of its own. */
function figureBlocks(facts: SpecialReportFacts, bulletin: BulletinFacts): PaperBlock[] {
  const words = topicFigures(facts);
  if (words !== null) return [paragraph(`${words}各地情况见下表。`), topicTable(facts)];
  const [part] = bulletinText(bulletin);
  return (part?.items ?? []).flatMap((item, at): PaperBlock[] => [
    { kind: 'heading', level: 2, text: `${headingMark(2, at)}${item.lead}`, after: `。${item.text}` },
    ...(item.table ? [bulletinTable(item.table, bulletin)] : []),
  ]);
}

function decisionBlocks(decisions: readonly Decision[], hasProblems: boolean): PaperBlock[] {
  const shown = decisions.slice(0, mostDecisions);
  const rest = moreOf(decisions.length, shown.length);
  return [
    ...shown.map(
      ({ lead, text }, index): PaperBlock => ({
        kind: 'heading',
        level: 3,
        text: `${headingMark(3, index)}${lead}`,
        after: `。${text}`,
      }),
    ),
    ...(rest ? [paragraph(`${rest}${hasProblems ? `，见${problemList}` : ''}。`)] : []),
  ];
}

function topicTable(facts: SpecialReportFacts): PaperTable {
  const { topic, figures, projects, problems, day } = facts;
  const asOf = `截至${formatDate(day)}`;
  const total = figures.totals.region;
  const counted = <Item>(items: readonly Item[], region: (item: Item) => string, test: (item: Item) => boolean) => {
    const found = items.filter(test);
    return ({ region: name }: { region: string }) =>
      name === total ? found.length : found.filter((item) => region(item) === name).length;
  };
  const projectCount = (header: string, test: (project: ReportProject) => boolean): RegionColumn => ({
    header,
    width: 900,
    format: 'count',
    of: counted(projects, ({ regionName }) => regionName, test),
  });
  const problemCount = (header: string, test: (problem: (typeof problems)[number]) => boolean): RegionColumn => ({
    header,
    width: 900,
    format: 'count',
    of: counted(problems, ({ region }) => region, test),
  });
  const money = { width: 1100 };
  const shapes: Record<typeof topic, { caption: string; unit: string; columns: RegionColumn[]; notes: string[] }> = {
    overall: { caption: '', unit: '', columns: [], notes: [] },
    listing: {
      caption: '各地项目入统情况',
      unit: '单位：项',
      columns: [
        { measure: 'due', width: 900 },
        { measure: 'listed', width: 900 },
        { measure: 'not_listed', width: 900 },
        { measure: 'listing_rate', width: 1000 },
        { measure: 'listing_rank', width: 700 },
        projectCount('其中\n已承诺', ({ isNotListed, promisedMonth }) => isNotListed && promisedMonth !== null),
      ],
      notes: [progressNotes(figures.timeProportional)[1] ?? '', '已承诺为未入统项目中填了承诺入统月份的。'],
    },
    start: {
      caption: '各地计划开工情况',
      unit: '单位：项',
      columns: [
        { measure: 'planned_starts', width: 900 },
        { measure: 'started', width: 900 },
        { measure: 'start_rate', width: 1000 },
        projectCount('应开\n未开', ({ isStartDue }) => isStartDue),
        { measure: 'preparing', header: '前期\n计划', width: 900 },
        { measure: 'prepared', header: '手续\n齐备', width: 900 },
        { measure: 'preparation_rate', width: 1000 },
      ],
      notes: [startNotes[0] ?? '', startNotes[2] ?? ''],
    },
    progress: {
      caption: '各地投资进度情况',
      unit: '单位：项、亿元、百分点',
      columns: [
        { measure: 'projects', width: 900 },
        { measure: 'annual_plan', ...money },
        { measure: 'completed', ...money },
        { measure: 'completion_rate', width: 1000 },
        { measure: 'gap', width: 1000 },
        projectCount('滞后\n项目', isLagging),
      ],
      notes: [
        progressNotes(figures.timeProportional)[0] ?? '',
        `滞后项目为完成率低于序时进度${laggingPoints}个百分点以上的在建项目。`,
      ],
    },
    problems: {
      caption: '各地问题办理情况',
      unit: '单位：个',
      columns: [
        problemCount('未销号', () => true),
        problemCount('超过\n时限', ({ over }) => over > 0),
        ...(['secretary', 'unit', 'county', 'city'] as const).map((level) => ({
          ...problemCount(level === 'city' ? '市联席\n会议' : levelWord(level), (one) => one.level === level),
          group: '办理层级',
        })),
      ],
      notes: ['超过时限为任一层级的时限或承诺日期已过仍未办结的问题，停表、待核验和挂账的不计。'],
    },
    landing: {
      caption: '各地招商落地情况',
      unit: '单位：项',
      columns: [
        { measure: 'signed', width: 900 },
        { measure: 'landed', width: 900 },
        projectCount('未落地', ({ isSigned, isLanded }) => isSigned && !isLanded),
        { measure: 'landing_rate', width: 1000 },
      ],
      notes: [startNotes[1] ?? ''],
    },
  };
  const { caption, unit, columns, notes } = shapes[topic];
  return regionTable(
    { caption, unit: `${unit}，${asOf}`, notes: [noticeLine, ...notes] },
    [nameColumn(1900), ...columns],
    figures.regions,
    figures.totals,
  );
}

type ListColumn = Omit<PaperColumn, 'width'> & {
  readonly width: number;
  readonly of: (project: ReportProject) => string | number | null;
};

const text = (header: string, width: number, of: ListColumn['of'], align?: PaperColumn['align']): ListColumn => ({
  header,
  width,
  format: 'text',
  of,
  ...(align ? { align } : {}),
});

const money = (name: 'annual_plan' | 'completed', of: ListColumn['of']): ListColumn => ({
  header: measureOf(name).header.replace(/^(..)(..)$/, '$1\n$2'),
  width: 8,
  format: 'yi',
  of,
});

/** '2018.9': a month in a narrow cell. */
const shortMonth = (date: string | null) => (date === null ? null : `${date.slice(0, 4)}.${Number(date.slice(5, 7))}`);

function listColumns(topic: SpecialReportFacts['topic']): ListColumn[] {
  const base = [text('项目', 24, ({ name }) => shortened(name, 30)), text('属地', 12, ({ regionName }) => regionName)];
  const why = (header: string, width: number) => text(header, width, (project) => hindrance(topic, project));
  const total: ListColumn = { header: '总投资', width: 8, format: 'yi', of: (project) => project.total };
  const date = (header: string, of: (project: ReportProject) => string | null): ListColumn =>
    text(header, 9, (project) => shortMonth(of(project)), 'center');
  switch (topic) {
    case 'listing':
      return [
        ...base,
        total,
        date('开工', ({ actualStart }) => actualStart),
        why('未入统原因和缺少的材料', 32),
        date('承诺\n入统', ({ promisedMonth }) => promisedMonth),
      ];
    case 'start':
      return [...base, total, date('计划\n开工', ({ plannedStart }) => plannedStart), why('手续和问题', 38)];
    case 'progress':
      return [
        ...base,
        money('annual_plan', ({ plan }) => plan),
        money('completed', ({ completed }) => completed),
        { header: '完成率\n%', width: 9, format: 'rate', of: ({ completionRate }) => completionRate },
        { header: '较序时', width: 9, format: 'gap', of: ({ gap }) => gap },
        why('制约因素', 30),
      ];
    case 'landing':
      return [
        ...base,
        { header: '协议\n投资', width: 8, format: 'yi', of: ({ agreed }) => agreed },
        date('签约', ({ signedOn }) => signedOn),
        text('招商进展', 10, ({ promotionStage }) => promotionStage, 'center'),
        why('制约因素', 30),
      ];
    default:
      return [...base, total, why('红灯原因', 46)];
  }
}

/** The annex: every project of the topic with what hinders it, or every problem. */
function listTable(facts: SpecialReportFacts): PaperTable {
  const { topic, day } = facts;
  if (topic === 'problems') return problemTable(facts);
  const columns = listColumns(topic);
  const hasMoney = columns.some(({ format }) => format === 'yi');
  return {
    kind: 'table',
    caption: reportTopic(topic)?.list ?? '',
    unit: `${hasMoney ? '单位：亿元，' : ''}截至${formatDate(day)}`,
    look: 'figures',
    columns: [{ header: '序号', width: 6, format: 'place' }, ...columns.map(({ of: _, ...column }) => column)],
    rows: listedProjects(facts).map((project, index) => [index + 1, ...columns.map(({ of }) => of(project))]),
    totals: null,
    notes: [noticeLine, '内容取自项目台账，台账没有写的不作推断。'],
  };
}

function problemTable({ problems, day }: SpecialReportFacts): PaperTable {
  return {
    kind: 'table',
    caption: problemList,
    unit: `截至${formatDate(day)}`,
    look: 'figures',
    columns: [
      { header: '序号', width: 6, format: 'place' },
      { header: '项目', width: 19, format: 'text' },
      { header: '属地', width: 12, format: 'text' },
      { header: problemEntity.label, width: 26, format: 'text' },
      { header: '责任单位', width: 19, format: 'text' },
      { header: '层级', width: 11, format: 'text', align: 'center' },
      { header: '超期\n（天）', width: 8, format: 'count' },
    ],
    rows: problems.map((problem, index) => [
      index + 1,
      shortened(problem.projectName, 30),
      problem.region,
      shortened(problem.description.replace(/\s+/g, ' '), 60),
      problem.unit,
      levelWord(problem.level),
      problem.over > 0 ? problem.over : null,
    ]),
    totals: null,
    notes: ['按超期天数排列；层级为截至当日按时限所在的层级。'],
  };
}

/** Everything that a special report needs; `day` is the one that it speaks of. */
function specialReportFacts(
  context: Parameters<PaperMaker>[0],
  period: Period,
  topic: SpecialReportFacts['topic'],
  bulletin: BulletinFacts,
): SpecialReportFacts {
  const day = reportDay(period, context.clock.today());
  const problems = reportedProblems(context, day);
  const projects = reportProjects(context, period, problems, factsOf(context, period) ?? undefined);
  return { topic, period, figures: bulletin.figures, day, projects, problems, slips: overdueSlips(context, day) };
}

export const makeSpecialReport: PaperMaker = (context, subject, about) => {
  const period = requirePeriod(subject);
  const topic = reportTopic(about === '' ? 'overall' : about);
  if (!topic) throw new Refusal('step_refused', { reason: `没有“${about}”这个专报主题` });
  const bulletin = bulletinFacts(context, period);
  return specialReportPaper(specialReportFacts(context, period, topic.code, bulletin), bulletin, context.clock.today());
};

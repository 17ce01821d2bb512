import { assignments as planned, regionCode, regionName } from '../../../../src-shared/catalogues/regions';
import type { Paper, PaperBlock, PaperTable } from '../../../../src-shared/contract/paper-values';
import { daysBetween } from '../../../../src-shared/rules/dates';
import { regionFigures, totalCounts } from '../../../../src-shared/rules/indicators';
import {
  commitmentsOf,
  type DueCommitment,
  decisionsOf,
  dueWords,
  type LeaderSheetFacts,
  type Limited,
  leaderFigures,
  lightReason,
  overdueOf,
  problemLine,
  worstOf,
} from '../../../../src-shared/rules/leader-sheet-prose';
import { nextPeriod, type Period } from '../../../../src-shared/rules/period';
import { headingMark, moreOf, shortened } from '../../../../src-shared/rules/prose';
import { Refusal } from '../../../../src-shared/terms/errors';
import { formatDate, formatDay, formatRate } from '../../../../src-shared/terms/format';
import type { LedgerContext } from '../../context';
import type { Handler } from '../../handler';
import { factsOf, figuresOf, requirePeriod } from '../../queries/bulletin-figures';
import { overdueSlips, reportDay, reportedProblems, reportProjects } from '../../queries/report-facts';
import { dispatchNotice, draftNotice } from '../bulletin-letterhead';
import { type DocumentFile, writeDocuments } from '../document-files';
import type { PaperMaker } from './makers';
import { paperDocx } from './paper-docx';
import { nameColumn, regionTable } from './region-tables';

const title = '包保领导调度单';

/** The sheet of one leader: one A4 page, whatever his regions bring; lists say how much they leave out. */
export function leaderSheetPaper(facts: LeaderSheetFacts, today: string): Paper {
  const { leader, post, period, city, regions, day } = facts;
  const isDraft = city.frozenAt === null;
  return {
    name: `${title}（${leader}，${period.name}${isDraft ? '，送审稿' : ''}）`,
    form: 'sheet',
    landscape: false,
    letterhead: null,
    number: period.name,
    title: [`${leader}${post?.endsWith('副市长') ? '副市长' : ''}${title}`],
    subtitle: `包保${regions.map(({ region }) => region).join('、')}`,
    addressee: null,
    blocks: [
      { kind: 'paragraph', runs: [{ text: leaderFigures(facts) }], indent: true, align: 'left' },
      figuresTable(facts),
      ...projectBlocks(facts),
      ...problemBlocks(facts),
      ...decisionBlocks(facts),
      ...commitmentBlocks(facts),
    ],
    imprint: null,
    draft: isDraft ? draftNotice : null,
    notice: dispatchNotice,
    foot: `数据截至${formatDate(day)}，${formatDay(today)}印`,
  };
}

/** His regions by name, their sum, and the whole city beside them. */
function figuresTable({ regions, sum, city, day }: LeaderSheetFacts): PaperTable {
  const lines = regions.length > 1 ? [...regions, sum] : regions;
  return regionTable(
    {
      caption: '包保地区推进情况',
      unit: `单位：项、亿元、百分点，截至${formatDate(day)}`,
      notes: [
        `序时进度${formatRate(city.timeProportional)}%；完成率＝本年完成÷年度计划，入统率＝已入统÷应入统，落地率＝落地÷签约，成熟率＝齐备÷计划。`,
      ],
    },
    [
      nameColumn(1500),
      { measure: 'projects', width: 640 },
      { measure: 'annual_plan', width: 840 },
      { measure: 'completed', width: 840 },
      { measure: 'completion_rate', width: 840 },
      { measure: 'gap', width: 800 },
      { measure: 'not_listed', width: 700 },
      { measure: 'listing_rate', width: 840 },
      { measure: 'start_rate', width: 840 },
      { measure: 'landing_rate', width: 840 },
      { measure: 'preparation_rate', width: 840 },
      { measure: 'reserve', header: '储备', width: 600 },
    ],
    lines,
    city.totals,
  );
}

const rest = (list: Limited<unknown>) => moreOf(list.total, list.shown.length) ?? '';

function list(
  caption: string,
  unit: string,
  columns: readonly { header: string; width: number; align?: 'center' | 'right' }[],
  rows: PaperTable['rows'],
): PaperTable {
  return {
    kind: 'table',
    caption,
    unit,
    look: 'list',
    columns: columns.map((column) => ({ ...column, format: 'text' as const })),
    rows,
    totals: null,
    notes: [],
  };
}

const none = (caption: string, text: string): PaperBlock[] => [
  { kind: 'section', text: caption, note: '' },
  { kind: 'paragraph', runs: [{ text }], indent: true, align: 'left' },
];

const colours = { red: '红灯', yellow: '黄灯', green: '绿灯', none: '' } as const;

function projectBlocks(facts: LeaderSheetFacts): PaperBlock[] {
  const worst = worstOf(facts);
  if (worst.total === 0) return none('重点关注项目', '没有红灯、黄灯项目。');
  return [
    list(
      '重点关注项目',
      `红灯、黄灯项目共${worst.total}项${rest(worst) ? `，${rest(worst)}` : ''}`,
      [
        { header: '项目', width: 26 },
        { header: '属地', width: 13 },
        { header: '灯', width: 7, align: 'center' },
        { header: '原因', width: 54 },
      ],
      worst.shown.map((project) => [
        shortened(project.name, 18),
        project.regionName,
        colours[project.light.color],
        lightReason(project),
      ]),
    ),
  ];
}

function problemBlocks(facts: LeaderSheetFacts): PaperBlock[] {
  const overdue = overdueOf(facts);
  if (overdue.total === 0) return none('超期问题', '没有超过时限的问题。');
  return [
    list(
      '超期问题',
      `共${overdue.total}项${rest(overdue) ? `，${rest(overdue)}` : ''}`,
      [
        { header: '项目', width: 26 },
        { header: '问题', width: 44 },
        { header: '责任单位', width: 20 },
        { header: '超期', width: 10, align: 'right' },
      ],
      overdue.shown.map((problem) => [
        shortened(problem.projectName, 18),
        problemLine(problem),
        problem.unit === null ? null : shortened(problem.unit, 14),
        `${problem.over}天`,
      ]),
    ),
  ];
}

function decisionBlocks(facts: LeaderSheetFacts): PaperBlock[] {
  const decisions = decisionsOf(facts);
  if (decisions.total === 0) return [];
  const left = rest(decisions);
  return [
    {
      kind: 'box',
      title: '请领导定',
      lines: [
        ...decisions.shown.map(({ lead, text }, index) => shortened(`${headingMark(3, index)} ${lead}：${text}`, 92)),
        ...(left ? [`${left}，见问题清单。`] : []),
      ],
    },
  ];
}

function commitmentBlocks(facts: LeaderSheetFacts): PaperBlock[] {
  const due = commitmentsOf(facts);
  if (due.total === 0) return [];
  return [
    list(
      '到期压实事项',
      `共${due.total}项${rest(due) ? `，${rest(due)}` : ''}`,
      [
        { header: '事项', width: 42 },
        { header: '属地', width: 13 },
        { header: '责任单位和责任人', width: 25 },
        { header: '时限', width: 20, align: 'right' },
      ],
      due.shown.map((one) => [
        shortened(one.matter, 34),
        one.region,
        shortened([one.unit, one.person].filter(Boolean).join(' '), 18) || null,
        dueWords(one),
      ]),
    ),
  ];
}

interface Patron {
  readonly leader: string;
  readonly post: string | null;
  /** Codes. */
  readonly regions: readonly string[];
}

/** Who is in charge of what on a day. */
export function patronsOn(_context: Pick<LedgerContext, 'database'>, _day: string): Patron[] {
  return planned.map(({ leader, post, regions }) => ({
    leader,
    post,
    regions: regions.flatMap((name) => regionCode(name) ?? []),
  }));
}

/** Open commitments of some regions that are due by a day, the oldest first; those of the city where they are about a project there. */
function dueCommitments(
  { database }: LedgerContext,
  codes: readonly string[],
  day: string,
  by: string,
): DueCommitment[] {
  const rows = database
    .prepare(
      `SELECT c.matter, c.unit, c.person, c.due, coalesce(j.region, c.scope) AS region FROM commitment c
       LEFT JOIN project j ON j.id = c.project AND j.deleted <> 1
       WHERE c.deleted <> 1 AND c.state = 'open' AND c.due <= @by
         AND coalesce(j.region, c.scope) IN (SELECT value FROM json_each(@codes))
       ORDER BY c.due, c.record`,
    )
    .all({ by, codes: JSON.stringify(codes) }) as (Omit<DueCommitment, 'over'> & { region: string })[];
  return rows.map((row) => ({
    ...row,
    region: regionName(row.region),
    over: Math.max(0, daysBetween(row.due, day)),
  }));
}

/** What all sheets of a period have in common: worked out once for all leaders. */
function periodFacts(context: LedgerContext, period: Period) {
  const day = reportDay(period, context.clock.today());
  const problems = reportedProblems(context, day);
  return {
    period,
    day,
    city: figuresOf(context, period),
    problems,
    slips: overdueSlips(context, day),
    projects: reportProjects(context, period, problems, factsOf(context, period) ?? undefined),
  };
}

function sheetFacts(
  context: LedgerContext,
  { leader, post, regions: codes }: Patron,
  shared: ReturnType<typeof periodFacts>,
): LeaderSheetFacts {
  const { period, day, city, problems, slips, projects } = shared;
  const names = new Set(codes.map(regionName));
  const regions = city.regions.filter(({ region }) => names.has(region));
  const [only] = regions;
  return {
    leader,
    post,
    period,
    day,
    city,
    regions,
    sum: only && regions.length === 1 ? only : regionFigures(totalCounts('合计', regions), city.timeProportional),
    projects: projects.filter(({ regionName: name }) => names.has(name)),
    problems: problems.filter(({ region }) => names.has(region)),
    slips: slips.filter(({ region }) => names.has(region)),
    commitments: dueCommitments(context, codes, day, nextPeriod(period).end),
  };
}

export const makeLeaderSheet: PaperMaker = (context, leader, about) => {
  const period = requirePeriod(about);
  const patron = patronsOn(context, reportDay(period, context.clock.today())).find((one) => one.leader === leader);
  if (!patron) throw new Refusal('step_refused', { reason: `${period.name}没有包保地区的领导“${leader}”` });
  return leaderSheetPaper(sheetFacts(context, patron, periodFacts(context, period)), context.clock.today());
};

/** A sheet for every leader who is in charge of a region, in the order of the assignments. */
export const writeLeaderSheets: Handler<'papers.writeLeaders'> = async (context, { period: code, folder }) => {
  const period = requirePeriod(code);
  const shared = periodFacts(context, period);
  const today = context.clock.today();
  const files: DocumentFile[] = [];
  for (const patron of patronsOn(context, shared.day)) {
    const paper = leaderSheetPaper(sheetFacts(context, patron, shared), today);
    files.push({ name: `${paper.name}.docx`, bytes: await paperDocx(paper) });
  }
  return { files: writeDocuments(folder, files) };
};

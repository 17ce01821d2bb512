import { regionName } from '../../../../src-shared/catalogues/regions';
import type { Paper, PaperBlock, PaperTable } from '../../../../src-shared/contract/paper-values';
import { type Leader, leadersOn } from '../../../../src-shared/rules/assignments';
import { daysBetween } from '../../../../src-shared/rules/dates';
import { regionFigures, totalCounts } from '../../../../src-shared/rules/indicators';
import { type SheetList, sheetLists } from '../../../../src-shared/rules/leader-sheet-lists';
import {
  type DueCommitment,
  type LeaderSheetFacts,
  leaderFigures,
} from '../../../../src-shared/rules/leader-sheet-prose';
import { nextPeriod, type Period } from '../../../../src-shared/rules/period';
import { moreOf } from '../../../../src-shared/rules/prose';
import { Refusal } from '../../../../src-shared/terms/errors';
import { formatDate, formatDay, formatRate } from '../../../../src-shared/terms/format';
import type { LedgerContext } from '../../context';
import type { Handler } from '../../handler';
import { assignmentRecords } from '../../queries/assignments';
import { factsOf, figuresOf, requirePeriod } from '../../queries/bulletin-figures';
import { overdueSlips, reportDay, reportedProblems, reportProjects } from '../../queries/report-facts';
import { dispatchNotice, draftNotice } from '../bulletin-letterhead';
import { type DocumentFile, writeDocuments } from '../document-files';
import type { PaperMaker } from './makers';
import { paperFiles } from './paper-files';
import { nameColumn, regionTable } from './region-tables';

const title = '包保领导调度单';

/** The sheet of one leader: one A4 page, whatever his regions bring; lists say how much they leave out. */
function leaderSheetPaper(facts: LeaderSheetFacts, today: string): Paper {
  const { leader, post, period, city, regions, day } = facts;
  const isDraft = city.frozenAt === null;
  const lists = sheetLists(facts);
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
      ...listBlocks('重点关注项目', '红灯、黄灯项目', lists.projects, '没有红灯、黄灯项目。'),
      ...listBlocks('超期问题', '', lists.problems, '没有超过时限的问题。'),
      ...(lists.decisions.length > 0 ? [{ kind: 'box' as const, title: '请领导定', lines: [...lists.decisions] }] : []),
      ...(lists.commitments.total > 0 ? listBlocks('到期压实事项', '', lists.commitments, '') : []),
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
        `序时进度${formatRate(city.timeProportional)}%；完成率按年度计划、入统率按应入统、落地率按签约、成熟率按前期计划计。`,
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

/** A list with its count; a word in its place where it is empty. */
function listBlocks(caption: string, what: string, { columns, rows, total }: SheetList, none: string): PaperBlock[] {
  if (total === 0)
    return [
      { kind: 'section', text: caption, note: '' },
      { kind: 'paragraph', runs: [{ text: none }], indent: true, align: 'left' },
    ];
  const left = moreOf(total, rows.length);
  return [
    {
      kind: 'table',
      caption,
      unit: `${what}共${total}项${left ? `，${left}` : ''}`,
      look: 'list',
      columns: columns.map((column) => ({ ...column, format: 'text' as const })),
      rows: rows.map((row) => [...row]),
      totals: null,
      notes: [],
    },
  ];
}

/** Who is in charge of what on a day. */
function patronsOn({ database }: Pick<LedgerContext, 'database'>, day: string): Leader[] {
  return leadersOn(assignmentRecords(database), day);
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
  { leader, post, regions: codes }: Leader,
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
    files.push(...(await paperFiles(paper, ['docx'])));
  }
  return { files: writeDocuments(folder, files) };
};

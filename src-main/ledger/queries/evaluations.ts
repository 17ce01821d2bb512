import { regionName } from '../../../src-shared/catalogues/regions';
import type { ProjectFacts } from '../../../src-shared/contract/bulletin-methods';
import { checkRubric, type IndicatorCode } from '../../../src-shared/contract/evaluation-values';
import { type ScoredNow, scoreRegions } from '../../../src-shared/rules/evaluation';
import type { EventFrame } from '../../../src-shared/rules/evaluation-events';
import { scoresAfter, valuedEvents } from '../../../src-shared/rules/evaluation-simulator';
import { parsePeriod } from '../../../src-shared/rules/period';
import { cityScope } from '../../../src-shared/rules/rule-book';
import { Refusal } from '../../../src-shared/terms/errors';
import { formatDay } from '../../../src-shared/terms/format';
import { beijingTimestamp } from '../clock';
import type { Handler } from '../handler';
import { factsOf, requirePeriod } from './bulletin-figures';
import { streamEnds } from './bulletin-freeze';
import { candidateEvents } from './evaluation-candidates';
import { type EvaluationMaterial, juneOf, loadEvaluation } from './evaluation-counts';
import {
  evaluationInput,
  type PublishedEvaluation,
  publishedSheet,
  requireWindow,
  sheetNow,
  sheetOf,
} from './evaluation-sheets';
import { remembered } from './project-selection';
import { requireCommission, requireRubric } from './rubrics';

export const showEvaluation: Handler<'evaluations.show'> = (context, { period, rubric }) =>
  sheetOf(context, requirePeriod(period), requireRubric(context, rubric));

export const previewEvaluation: Handler<'evaluations.preview'> = (context, { period, rubric: draft }) => {
  const { rubric, errors } = checkRubric(draft);
  if (!rubric) return { errors: [...errors], sheet: null };
  return { errors: [], sheet: sheetNow(context, evaluationInput(context, requirePeriod(period), rubric), rubric) };
};

export const publishEvaluation: Handler<'evaluations.publish'> = (context, { period: code, rubric: name }) => {
  requireCommission(context);
  const period = requirePeriod(code);
  const rubric = requireRubric(context, name);
  const published = publishedSheet(context, period.code, rubric.name);
  if (published) return published;
  const { database, clock, journal } = context;
  const { running } = requireWindow(context, period);
  if (running) throw new Refusal('evaluation_running', { period: period.name, end: formatDay(period.end) });
  return journal.transaction(() => {
    const sheet = {
      ...sheetNow(context, evaluationInput(context, period, rubric), rubric),
      publishedAt: beijingTimestamp(clock.now()),
    };
    const scores = JSON.stringify({ sheet, through: streamEnds(database) } satisfies PublishedEvaluation);
    journal.commit(
      [{ entity: 'evaluation', id: null, set: { scope: cityScope, period: period.code, rubric: rubric.name, scores } }],
      { source: '公布考评', final: true },
    );
    return sheet;
  });
};

export const listEvaluations: Handler<'evaluations.list'> = ({ database }) => {
  const rows = database
    .prepare('SELECT id, period, rubric, scores FROM evaluation WHERE deleted <> 1 AND scores IS NOT NULL')
    .all() as { id: string; period: string; rubric: string; scores: string }[];
  return rows
    .map(({ id, period, rubric, scores }) => {
      const { sheet } = JSON.parse(scores) as PublishedEvaluation;
      return {
        id,
        period,
        periodName: sheet.periodName,
        rubric,
        publishedAt: sheet.publishedAt ?? '',
        first: sheet.regions.filter(({ rank }) => rank === 1).map(({ region }) => region),
        end: parsePeriod(period)?.end ?? '',
      };
    })
    .sort((a, b) => b.end.localeCompare(a.end) || a.rubric.localeCompare(b.rubric, 'zh-CN'))
    .map(({ end: _, ...line }) => line);
};

const standing = ({ code, region, rank, total }: ScoredNow, own: string) => ({
  region,
  rank,
  total,
  own: code === own,
});

function requireScored(scored: readonly ScoredNow[], code: string): ScoredNow {
  const found = scored.find((region) => region.code === code);
  if (!found) throw new Refusal('invalid_value', { label: '属地', detail: `没有“${regionName(code)}”这个属地` });
  return found;
}

const byRank = (a: ScoredNow, b: ScoredNow) => (a.rank ?? 99) - (b.rank ?? 99);

export const simulateEvaluation: Handler<'evaluations.simulate'> = (
  context,
  { period: code, rubric: name, region, events },
) => {
  const period = requirePeriod(code);
  const rubric = requireRubric(context, name);
  const published = publishedSheet(context, period.code, rubric.name);
  if (published) {
    const now = standing(requireScored(published.regions, region), region);
    const ladder = [...published.regions].sort(byRank).map((scored) => standing(scored, region));
    return { candidates: [], now, after: now, ladder };
  }
  const { window, frame, regions } = evaluationInput(context, period, rubric);
  const now = requireScored(scoreRegions(rubric, regions, frame), region);
  const eventFrame: EventFrame = { period, today: context.clock.today(), counted: window.end };
  const key = JSON.stringify(['evaluation events', period.code, region, eventFrame.today]);
  const possible = remembered(context.database, key, () =>
    candidateEvents(context, loadEvaluation(context, window, { halfYear: false }), region, eventFrame),
  );
  const valued = valuedEvents(rubric, regions, frame, region, possible);
  const wanted = new Set(events);
  const chosen = valued.filter((event) => event.possible && wanted.has(event.id));
  const after = scoresAfter(rubric, regions, frame, region, chosen);
  return {
    candidates: valued.map(({ change: _, ...candidate }) => candidate),
    now: standing(now, region),
    after: standing(requireScored(after, region), region),
    ladder: [...after].sort(byRank).map((scored) => standing(scored, region)),
  };
};

type Group = { label: string; projects: { id: string; name: string }[] | null };

/** The projects of a count, under the words of the indicator's arithmetic. */
const groupsOf: Readonly<
  Record<IndicatorCode, (material: EvaluationMaterial, facts: readonly ProjectFacts[] | null) => Group[]>
> = {
  start_rate: (_, facts) => [
    counted('已开工', facts, (one) => one.counted.planned_starts === true && one.counted.started === true),
    counted('应开工未开工', facts, (one) => one.counted.planned_starts === true && !one.counted.started),
  ],
  investment_rate: (_, facts) => [built(facts)],
  listing_rate: (_, facts) => [
    counted('已入库', facts, (one) => one.counted.listed === true),
    counted('未入库', facts, (one) => one.counted.due === true && !one.counted.listed),
  ],
  preparation_rate: (_, facts) => [
    counted('手续齐备', facts, (one) => one.counted.prepared === true),
    counted('手续未齐', facts, (one) => one.counted.preparing === true && !one.counted.prepared),
  ],
  reserve: (_, facts) => [counted('谋划储备', facts, (one) => one.counted.reserve === true)],
  problems_closed: ({ problems }) => [judged('按期销号', problems, 'closed'), judged('到期未销号', problems, 'open')],
  reporting: ({ incomplete }) =>
    incomplete.map(({ month, projects }) => ({
      label: `${Number(month.slice(5))}月缺月报`,
      projects: lines(projects),
    })),
  annual_plan: (_, facts) => [built(facts)],
  half_year_rank: (_, facts) => [built(facts)],
  late_listing: ({ lateStarts, lateListings }) => [
    { label: '到期未开工', projects: lines(lateStarts) },
    { label: '开工满一个月未入库', projects: lines(lateListings) },
  ],
  new_or_continued: ({ present }) => [built(present)],
  scale: ({ present }) => [built(present)],
  progress: (_, facts) => [built(facts)],
};

const lines = (projects: readonly { readonly id: string; readonly name: string }[]) =>
  projects.map(({ id, name }) => ({ id, name }));

function counted(label: string, facts: readonly ProjectFacts[] | null, test: (facts: ProjectFacts) => boolean): Group {
  return { label, projects: facts === null ? null : lines(facts.filter(test)) };
}

const built = (facts: readonly ProjectFacts[] | null) =>
  counted('在建项目', facts, (one) => one.counted.projects === true);

function judged(label: string, problems: EvaluationMaterial['problems'], outcome: 'closed' | 'open'): Group {
  const found = new Map(
    problems.filter((problem) => problem.outcome === outcome).map(({ joined }) => [joined.project.id, joined.project]),
  );
  return { label, projects: lines([...found.values()]) };
}

export const evaluatedProjects: Handler<'evaluations.projects'> = (context, { period, region, code }) => {
  const window = requireWindow(context, requirePeriod(period));
  const all = loadEvaluation(context, window, { halfYear: false });
  const here = <One extends { readonly region: string | null }>(some: readonly One[]) =>
    some.filter((one) => one.region === region);
  const half = code === 'half_year_rank' ? juneOf(window) : window.half;
  const facts = half === null ? [] : factsOf(context, half);
  const material: EvaluationMaterial = {
    ...all,
    present: here(all.present),
    problems: all.problems.filter(({ joined }) => joined.project.region === region),
    incomplete: here(all.incomplete),
    lateStarts: here(all.lateStarts),
    lateListings: here(all.lateListings),
  };
  return { groups: groupsOf[code](material, facts === null ? null : here(facts)) };
};

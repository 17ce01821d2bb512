import plan from '../catalogues/plan-2018-figures.json';
import type { BulletinFigures, RegionFigures } from '../contract/exchange-methods';
import { formatDay, formatRate } from '../terms/format';
import type { Period } from './period';
import {
  againstSchedule,
  countChange,
  firstPlaces,
  lastPlaces,
  moneyChange,
  moreOf,
  nameList,
  numeral,
  percent,
  rateChange,
  sentence,
  shortened,
  yi,
} from './prose';
import { findMeasure, measured, measuredPair } from './region-measures';

/** One published figure that the ledger has since put right. */
export interface CorrectionLine {
  /** '8月下半月' of the paper that had it. */
  readonly period: string;
  readonly region: string;
  /** Name of the figure in `RegionFigures`. */
  readonly measure: string;
  readonly before: number | null;
  readonly after: number | null;
  /** What was written down for it. */
  readonly reasons: readonly string[];
}

/** What was to be reached, and what is. `value` and `actual` in the unit of the measure (rates 0…1). */
export interface TargetLine {
  readonly region: string;
  /** '9月' or another period by whose end it holds. */
  readonly by: string;
  readonly measure: string;
  readonly value: number;
  readonly actual: number | null;
}

export interface ScoreLine {
  readonly region: string;
  readonly score: number;
  readonly place: number | null;
}

/** Problems in the ledger on the as-of day. */
export interface ProblemCounts {
  readonly open: number;
  /** Reported, and closed, within the period. */
  readonly raised: number;
  readonly closed: number;
  /** Open ones whose last day has passed on the level where they stand. */
  readonly overdue: number;
  /** Open ones that stand before the joint meeting of the city. */
  readonly city: number;
}

/** Everything that a bulletin speaks of. */
export interface BulletinFacts {
  readonly figures: BulletinFigures;
  readonly period: Period;
  /** The period before, where it was frozen before this one was. */
  readonly previous: { readonly name: string; readonly figures: BulletinFigures } | null;
  readonly corrections: readonly CorrectionLine[];
  readonly targets: readonly TargetLine[];
  readonly evaluation: { readonly name: string; readonly scores: readonly ScoreLine[] } | null;
  readonly problems: ProblemCounts | null;
  /** Day of the month on which the city's window for listing closes. */
  readonly cityWindow: number;
}

export type BulletinTable = 'progress' | 'start' | 'change' | 'targets' | 'corrections';

export interface BulletinItem {
  /** '投资进度', printed in 楷体 as （一）投资进度。 */
  readonly lead: string;
  readonly text: string;
  /** The table that follows the paragraph. */
  readonly table?: BulletinTable;
}

export interface BulletinPart {
  readonly heading: string;
  readonly items: readonly BulletinItem[];
}

/** The gap in percentage points from which the rule set of the lights no longer shows green. */
const laggingPoints = 10;

/** Corrections that a paragraph names before it leaves the rest to the table. */
const namedCorrections = 3;

/**
 * The text of the bulletin. Every sentence follows from the facts, from the listing windows or from a section of the plan; a sentence that
 * nothing supports is left out.
 */
export function bulletinText(facts: BulletinFacts): BulletinPart[] {
  const { totals, regions } = facts.figures;
  const started = startText(totals);
  const parts: { heading: string; items: (BulletinItem | null)[] }[] = [
    {
      heading: '总体情况',
      items: [
        item('投资进度', progressText(totals)),
        item('项目入统', `${listingText(totals, facts.period)}各地情况见下表。`, 'progress'),
        item('开工和储备', `${started}各地情况见下表。`, 'start'),
        item('较上期变化', changeText(facts), 'change'),
        item('目标完成', targetText(facts.targets), 'targets'),
        item('综合考评', scoreText(facts.evaluation)),
        item('存在问题', troubleText(facts)),
      ],
    },
    {
      heading: '更正事项',
      items: [
        item(
          '数据更正',
          correctionText(facts.corrections),
          facts.corrections.length > namedCorrections ? 'corrections' : undefined,
        ),
      ],
    },
    { heading: '下步要求', items: requirements(totals, regions, facts) },
  ];
  return parts
    .map(({ heading, items }) => ({ heading, items: items.filter((one) => one !== null) }))
    .filter(({ items }) => items.length > 0);
}

function item(lead: string, text: string | null, table?: BulletinTable): BulletinItem | null {
  if (text === null) return null;
  return table === undefined ? { lead, text } : { lead, text, table };
}

function progressText({ projects, completed, completion_rate, gap }: RegionFigures): string {
  const head = `全市在建项目${projects}项，本年完成${yi(completed)}`;
  if (completion_rate === null || gap === null) return `${head}，没有年度计划，不计完成率。`;
  return `${head}，占年度计划的${percent(completion_rate)}，${againstSchedule(gap)}。`;
}

function listingText({ due, listed, listing_rate, not_listed }: RegionFigures, period: Period): string {
  if (due === 0) return '没有应入统项目。';
  const head = `应入统${due}项，已入统${listed}项，入统率${percent(listing_rate)}`;
  if (not_listed === 0) return `${head}，应入统项目已全部入统。`;
  return `${head}，未入统${not_listed}项${deadline(period)}。`;
}

/** Plan section 一(二): these projects are to be listed by the end of September 2018. The plan says nothing about other months. */
function deadline(period: Period): string {
  const due = plan.notListed.deadline;
  return due.slice(0, 7) === period.end.slice(0, 7) ? `，须于${Number(due.slice(5, 7))}月底前完成` : '';
}

function startText(totals: RegionFigures): string {
  const { planned_starts, started, preparing, prepared, signed, landed, reserve } = totals;
  const clauses = [
    planned_starts > 0 && `应开工${planned_starts}项，已开工${started}项，开工率${percent(totals.start_rate)}`,
    preparing > 0 && `计划开工${preparing}项，手续齐备${prepared}项，前期工作成熟率${percent(totals.preparation_rate)}`,
    signed > 0 && `招商签约${signed}项，落地${landed}项，招商落地率${percent(totals.landing_rate)}`,
    `谋划储备${reserve}项`,
  ];
  return sentence(clauses) ?? '';
}

/** Investment begins anew with every year, so a period is not held against one of the year before. */
export function isSameYear({ period, previous }: Pick<BulletinFacts, 'period' | 'previous'>): boolean {
  return previous !== null && previous.figures.asOf.slice(0, 4) === String(period.year);
}

function changeText(facts: BulletinFacts): string | null {
  const { figures, previous } = facts;
  if (previous === null) return null;
  const [before, now] = [previous.figures.totals, figures.totals];
  const placeOf = new Map(previous.figures.regions.map((region) => [region.region, region.rank]));
  const moved = (isMoved: (place: number, earlier: number) => boolean) =>
    figures.regions
      .filter(({ region, rank }) => {
        const earlier = placeOf.get(region) ?? null;
        return rank !== null && earlier !== null && isMoved(rank, earlier);
      })
      .map(({ region }) => region);
  const [up, down] = [moved((place, earlier) => place < earlier), moved((place, earlier) => place > earlier)];
  const same = isSameYear(facts);
  return sentence([
    `与${previous.name}相比，${[
      same && moneyChange('本年完成投资', before.completed, now.completed),
      same && rateChange('完成率', before.completion_rate, now.completion_rate),
      countChange('已入统项目', before.listed, now.listed),
      rateChange('入统率', before.listing_rate, now.listing_rate),
      countChange('谋划储备项目', before.reserve, now.reserve),
    ]
      .filter(Boolean)
      .join('，')}`,
    same && up.length > 0 && `进度名次上升的有${nameList(up)}`,
    same && down.length > 0 && `进度名次下降的有${nameList(down)}`,
  ]);
}

const isReached = ({ value, actual }: TargetLine) => actual !== null && actual >= value;

function targetText(targets: readonly TargetLine[]): string | null {
  const city = targets.filter(({ region }) => region === '全市');
  const missed = [
    ...new Set(targets.filter((one) => !isReached(one) && one.region !== '全市').map((one) => one.region)),
  ];
  const asked = new Set(targets.filter(({ region }) => region !== '全市').map(({ region }) => region));
  return sentence([
    ...city.map((one) => targetWords(one)),
    asked.size > 0 &&
      (missed.length === 0
        ? `有目标的${asked.size}个地区均已完成`
        : `有目标的${asked.size}个地区中${missed.length}个尚未完成，为${nameList(missed)}`),
  ]);
}

/** '9月底前已入统项目目标314项，现为234项，还差80项'. */
function targetWords(target: TargetLine): string | null {
  const measure = findMeasure(target.measure);
  if (!measure) return null;
  const { value, actual, by } = target;
  const head = `${by}${measure.label}目标${measured(measure, value)}`;
  if (actual === null) return `${head}，现无可比数据`;
  if (isReached(target)) return `${head}，现为${measured(measure, actual)}，已完成`;
  const rest = measure.format === 'rate' ? `${formatRate(value - actual)}个百分点` : measured(measure, value - actual);
  return `${head}，现为${measured(measure, actual)}，还差${rest}`;
}

/** '“默认”考评规则', '“半年考评规则”'. */
export const rubricWords = (name: string) => (name.endsWith('规则') ? `“${name}”` : `“${name}”考评规则`);

function scoreText(evaluation: BulletinFacts['evaluation']): string | null {
  if (evaluation === null || evaluation.scores.length === 0) return null;
  const names = (scores: readonly ScoreLine[]) => scores.map(({ region }) => region).join('、');
  const first = firstPlaces(evaluation.scores, ({ score }) => score);
  const last = lastPlaces(evaluation.scores, ({ score }) => score);
  return sentence([
    `各地得分按${rubricWords(evaluation.name)}计，见推进情况表`,
    first && `${names(first)}居前${numeral(first.length)}位`,
    last && `${names(last)}居后${numeral(last.length)}位`,
  ]);
}

const namesOf = (regions: readonly RegionFigures[]) => nameList(regions.map(({ region }) => region));

function troubleText({ figures, problems }: BulletinFacts): string {
  const { regions, totals } = figures;
  const lagging = regions
    .filter(({ gap }) => gap !== null && gap < -laggingPoints)
    .sort((a, b) => (a.gap ?? 0) - (b.gap ?? 0));
  const waiting = regions.filter((region) => region.started < region.planned_starts);
  const found = sentence([
    lagging.length > 0 && `${namesOf(lagging)}完成率低于序时进度${laggingPoints}个百分点以上`,
    lastInListing(regions),
    waiting.length > 0 && `${totals.planned_starts - totals.started}项到期未开工，涉及${namesOf(waiting)}`,
  ]);
  const none = `没有完成率低于序时进度${laggingPoints}个百分点以上的地区，没有到期未开工和应入未入项目。`;
  return `${found ?? none}${problemText(problems, figures.asOf) ?? ''}`;
}

function problemText(problems: ProblemCounts | null, asOf: string): string | null {
  if (problems === null || problems.open + problems.raised + problems.closed === 0) return null;
  const { open, raised, closed, overdue, city } = problems;
  return sentence(
    [
      `截至${formatDay(asOf)}未销号问题${open}个，本期新增${raised}个、销号${closed}个`,
      overdue > 0 && `超过时限${overdue}个`,
      city > 0 && `由市联席会议协调${city}个`,
    ],
    '，',
  );
}

/** '丰满区、中新食品区、永吉县入统率居后三位'. */
function lastInListing(regions: readonly RegionFigures[]): string | null {
  const last = lastPlaces(
    regions,
    ({ listing_rate: rate }) => rate,
    ({ not_listed: rest }) => rest === 0,
  );
  if (last) return `${last.map(({ region }) => region).join('、')}入统率居后${numeral(last.length)}位`;
  const behind = regions
    .filter((region) => region.listing_rate !== null && region.not_listed > 0)
    .sort((a, b) => (a.listing_rate ?? 0) - (b.listing_rate ?? 0));
  return behind.length > 0 ? `${namesOf(behind)}还有未入统项目` : null;
}

/** '8月下半月通报中，龙潭区已入统项目29项更正为28项（重复入库）'; the period once where it stays the same. */
function correctionText(corrections: readonly CorrectionLine[]): string | null {
  const known = corrections.filter(({ measure }) => findMeasure(measure) !== undefined);
  const words = known.flatMap(({ period, region, measure: name, before, after, reasons }, index) => {
    const measure = findMeasure(name);
    if (!measure) return [];
    const [was, is] = measuredPair(measure, before, after);
    const head = known[index - 1]?.period === period ? '' : `${period}通报中，`;
    const why = reasons.length > 0 ? `（${shortened(reasons.join('、'), 24)}）` : '';
    return [`${head}${region}${measure.label}${was}更正为${is}${why}`];
  });
  if (words.length === 0) return null;
  const shown = words.slice(0, namedCorrections);
  const rest = moreOf(words.length, shown.length, '处');
  return `${shown.join('；')}${rest ? `；${rest}，见下表` : ''}。`;
}

function requirements(
  totals: RegionFigures,
  regions: readonly RegionFigures[],
  { period, problems, cityWindow }: BulletinFacts,
): (BulletinItem | null)[] {
  const behind = regions.filter(({ gap }) => gap !== null && gap < 0).sort((a, b) => (a.gap ?? 0) - (b.gap ?? 0));
  const waiting = totals.planned_starts - totals.started;
  return [
    totals.not_listed > 0
      ? {
          lead: '紧盯入统窗口',
          text: `${nextWindow(period, cityWindow)}前报齐市级材料，未入统的${totals.not_listed}项逐项说明原因，不得代填代报。`,
        }
      : null,
    // Plan section 一(一).
    behind.length > 0
      ? {
          lead: '加快投资进度',
          text: `低于序时进度的${namesOf(behind)}要逐个项目明确进度目标，做好要素保障，实施精准调度。`,
        }
      : null,
    // Plan section 一(三).
    waiting > 0
      ? {
          lead: '确保按期开工',
          text: `到期未开工的${waiting}项要逐项制定开工时间表，倒排推进前期工作，加快各项手续批办。`,
        }
      : null,
    // Plan section 二(三).
    problems !== null && problems.overdue > 0
      ? {
          lead: '加快问题办结',
          text: `超过时限的${problems.overdue}个问题要立即着手解决，重大问题提请联席会议研究解决办法。`,
        }
      : null,
  ];
}

/** The city's next closing day for listing after the period; statistics take nothing in January. */
function nextWindow(period: Period, day: number): string {
  const [year, month, date] = period.end.split('-').map(Number) as [number, number, number];
  const next = date < day ? month : (month % 12) + 1;
  const yearOf = next < month ? year + 1 : year;
  const open = next === 1 ? 2 : next;
  return `${yearOf === period.year ? '' : `${yearOf}年`}${open}月${day}日`;
}

import materials from '../../../src-shared/catalogues/listing-materials.json';
import plan from '../../../src-shared/catalogues/plan-2018-figures.json';
import type { BulletinFigures, RegionFigures } from '../../../src-shared/contract/exchange-methods';
import type { Period } from '../../../src-shared/rules/period';
import { formatRate, formatYi } from '../../../src-shared/terms/format';

export interface Item {
  /** '投资进度', printed in 楷体 as （一）投资进度。 */
  readonly lead: string;
  readonly text: string;
  /** The table that follows the paragraph. */
  readonly table?: 'progress' | 'start';
}

export interface Part {
  readonly heading: string;
  readonly items: readonly Item[];
}

/** The gap in percentage points from which the rule set of the lights no longer shows green. */
const laggingPoints = 10;

/**
 * The text of the bulletin. Every sentence follows from the figures, from the listing windows or from a section of the plan; a sentence that
 * nothing supports is left out.
 */
export function bulletinText(figures: BulletinFigures, period: Period): Part[] {
  const { totals } = figures;
  const parts: Part[] = [
    {
      heading: '总体情况',
      items: [
        { lead: '投资进度', text: progressText(totals) },
        { lead: '项目入统', text: `${listingText(totals, period)}各地情况见下表。`, table: 'progress' },
        { lead: '开工和储备', text: `${startText(totals)}各地情况见下表。`, table: 'start' },
        { lead: '存在问题', text: troubleText(figures) },
      ],
    },
    { heading: '下步要求', items: requirements(figures, period) },
  ];
  return parts.filter((part) => part.items.length > 0);
}

function progressText({ projects, completed, completion_rate, gap }: RegionFigures): string {
  const head = `全市在建项目${projects}项，本年完成${formatYi(completed)}亿元`;
  if (completion_rate === null || gap === null) return `${head}，没有年度计划，不计完成率。`;
  const points = formatRate(Math.abs(gap) / 100);
  const against = points === '0.0' ? '与序时进度持平' : `${gap < 0 ? '低' : '高'}于序时进度${points}个百分点`;
  return `${head}，占年度计划的${formatRate(completion_rate)}%，${against}。`;
}

function listingText({ due, listed, listing_rate, not_listed }: RegionFigures, period: Period): string {
  if (due === 0) return '没有应入统项目。';
  const head = `已入统${listed}项，入统率${formatRate(listing_rate)}%`;
  if (not_listed === 0) return `${head}，应入统项目已全部入统。`;
  return `${head}，未入统${not_listed}项${deadline(period)}。`;
}

/** Plan section 一(二): these projects are to be listed by the end of September 2018. The plan says nothing about other months. */
function deadline(period: Period): string {
  const due = plan.notListed.deadline;
  return due.startsWith(period.code.slice(0, 7)) ? `，须于${Number(due.slice(5, 7))}月底前完成` : '';
}

function startText(totals: RegionFigures): string {
  const { planned_starts, started, preparing, prepared, signed, landed, reserve } = totals;
  const clauses = [
    planned_starts > 0 && `应开工${planned_starts}项，已开工${started}项，开工率${formatRate(totals.start_rate)}%`,
    preparing > 0 &&
      `计划开工${preparing}项，手续齐备${prepared}项，前期工作成熟率${formatRate(totals.preparation_rate)}%`,
    signed > 0 && `招商签约${signed}项，落地${landed}项，招商落地率${formatRate(totals.landing_rate)}%`,
    `谋划储备${reserve}项`,
  ];
  return `${clauses.filter(Boolean).join('；')}。`;
}

const names = (regions: readonly RegionFigures[]) => regions.map((region) => region.region).join('、');
const numerals = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二', '十三'];

/** Names of up to six regions, else how many they are. */
const namesOrCount = (regions: readonly RegionFigures[]) =>
  regions.length <= 6 ? names(regions) : `${names(regions.slice(0, 3))}等${regions.length}个地区`;

function troubleText({ regions, totals }: BulletinFigures): string {
  const lagging = regions
    .filter(({ gap }) => gap !== null && gap < -laggingPoints)
    .sort((a, b) => (a.gap ?? 0) - (b.gap ?? 0));
  const waiting = regions.filter((region) => region.started < region.planned_starts);
  const sentences = [
    lagging.length > 0 && `${names(lagging)}完成率低于序时进度${laggingPoints}个百分点以上`,
    lastInListing(regions),
    waiting.length > 0 && `${totals.planned_starts - totals.started}项到期未开工，涉及${namesOrCount(waiting)}`,
  ].filter((sentence) => typeof sentence === 'string');
  return sentences.length > 0
    ? `${sentences.join('；')}。`
    : `没有完成率低于序时进度${laggingPoints}个百分点以上的地区，没有到期未开工和应入未入项目。`;
}

/** '丰满区、中新食品区、永吉县入统率居后三位': who shares a place with the third is among them. */
function lastInListing(regions: readonly RegionFigures[]): string | null {
  const ranked = regions
    .filter((region) => region.listing_rate !== null && region.listing_rank !== null)
    .sort((a, b) => (a.listing_rate ?? 0) - (b.listing_rate ?? 0));
  const behind = ranked.filter((region) => region.not_listed > 0);
  const third = ranked[2]?.listing_rank;
  const last =
    third === undefined || third === null ? [] : ranked.filter(({ listing_rank: rank }) => (rank ?? 0) >= third);
  // With few regions, or with hardly any difference between them, there are no last places to speak of.
  if (ranked.length < 6 || last.length > 5 || last.some((region) => region.not_listed === 0)) {
    return behind.length > 0 ? `${namesOrCount(behind)}还有未入统项目` : null;
  }
  return `${names(last)}入统率居后${numerals[last.length]}位`;
}

function requirements({ regions, totals }: BulletinFigures, period: Period): Item[] {
  const behind = regions.filter(({ gap }) => gap !== null && gap < 0).sort((a, b) => (a.gap ?? 0) - (b.gap ?? 0));
  const waiting = totals.planned_starts - totals.started;
  return [
    totals.not_listed > 0 && {
      lead: '紧盯入统窗口',
      text: `${nextWindow(period)}前报齐市级材料，未入统的${totals.not_listed}项逐项说明原因，不得代填代报。`,
    },
    // Plan section 一(一).
    behind.length > 0 && {
      lead: '加快投资进度',
      text: `低于序时进度的${namesOrCount(behind)}要逐个项目明确进度目标，做好要素保障，实施精准调度。`,
    },
    // Plan section 一(三).
    waiting > 0 && {
      lead: '确保按期开工',
      text: `到期未开工的${waiting}项要逐项制定开工时间表，倒排推进前期工作，加快各项手续批办。`,
    },
  ].filter((item) => item !== false);
}

/** The city's next closing day for listing after the period; statistics take nothing in January. */
function nextWindow(period: Period): string {
  const month = period.half === 1 ? period.month : (period.month % 12) + 1;
  return `${month === 1 ? 2 : month}月${materials.windowsDefault.city}日`;
}

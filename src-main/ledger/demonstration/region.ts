import { apportion, type Share } from './apportion';
import { Composer } from './composer';
import type { Draft, ListingDraft } from './draft';
import { planYear, type RegionFigures } from './figures';
import { namedProjects } from './named';
import type { Namer } from './namer';
import type { Random } from './random';

/** Below this a project is small, from `largeFrom` on it counts as 亿元以上. Money in 万元. */
const listedFrom = 5_000;
const largeFrom = 10_000;
/** Plans are round figures. */
const planStep = 100;

/** All projects of one region. `copy` 0 holds those of the pictures; further copies of a larger city are composed throughout. */
export function regionDrafts(figures: RegionFigures, namer: Namer, copy: number): Draft[] {
  const named = copy === 0 ? namedProjects.filter((draft) => draft.region === figures.name) : [];
  const composer = new Composer(figures, namer, copy);
  return [
    ...constructionDrafts(
      figures,
      composer,
      named.filter((draft) => draft.lifecycle === 'construction'),
    ),
    ...preparationDrafts(
      figures,
      composer,
      named.filter((draft) => draft.lifecycle === 'preparation'),
    ),
    ...promotionDrafts(
      figures,
      composer,
      named.filter((draft) => draft.lifecycle === 'signed'),
    ),
    ...asideDrafts(figures, composer),
  ];
}

const aside: Readonly<Record<string, readonly [lifecycle: 'suspended' | 'terminated', reason: string]>> = {
  蛟河市: ['suspended', '资金链断裂，总包撤场'],
  桦甸市: ['suspended', '矿权核查，停工待批'],
  舒兰市: ['terminated', '投资方退出，双方解除协议'],
};

/** One that stands still or came to an end, small enough to count in none of the city's figures. */
function asideDrafts(figures: RegionFigures, composer: Composer): Draft[] {
  const [lifecycle, note] = aside[figures.name] ?? [];
  if (!lifecycle || !note) return [];
  const about = { ...composer.about(true), plan: 0, completed: 0, before: 0, note };
  return [
    lifecycle === 'suspended'
      ? { ...about, lifecycle, total: 480, start: '2017-06' }
      : { ...about, lifecycle, total: 12_000 },
  ];
}

const sumOf = (drafts: readonly Draft[], value: (draft: Draft) => number) =>
  drafts.reduce((sum, draft) => sum + value(draft), 0);

function constructionDrafts(figures: RegionFigures, composer: Composer, named: readonly Draft[]): Draft[] {
  const { random } = composer;
  const count = figures.construction - named.length;
  const large = figures.large - named.filter((draft) => draft.total >= largeFrom).length;
  const started = figures.started - named.filter((draft) => draft.start?.startsWith(String(planYear))).length;
  const unlisted = figures.notListed - named.filter((draft) => draft.listing?.state !== 'listed').length;

  // Those that began this year come first, and most of the unlisted ones are among them.
  const isNew = Array.from({ length: count }, (_, index) => index < started);
  const oldUnlisted = Math.max(unlisted - started, figures.notListed > 6 && unlisted > 1 && count > started ? 1 : 0);
  const isUnlisted = isNew.map((fresh, index) =>
    fresh ? index < unlisted - oldUnlisted : index - started < oldUnlisted,
  );
  const largeIndexes = new Set(random.sample([...isNew.keys()], large));
  const isLarge = isNew.map((_, index) => largeIndexes.has(index));

  const plans = apportion(
    (figures.annualPlan - sumOf(named, (draft) => draft.plan)) / planStep,
    isLarge.map((big): Share => {
      if (!big) return { weight: random.between(20, 45), least: 15, most: 60 };
      // In a capped region the plans are alike, or the totals would have to be larger.
      const weight = composer.capped ? random.between(170, 250) : 90 * Math.exp(2.1 * random.next());
      return { weight, least: 45, most: composer.capped ? 262 : 900 };
    }),
  ).map((plan) => plan * planStep);
  const completed = apportion(
    figures.completed - sumOf(named, (draft) => draft.completed),
    plans.map((plan, index): Share => {
      const rate = completionRate(random, isNew[index] ?? false);
      return { weight: plan * rate, least: Math.ceil(plan * 0.08), most: Math.floor(plan * 0.985) };
    }),
  );

  const drafts = plans.map((plan, index): Draft => {
    const fresh = isNew[index] ?? false;
    const total = totalFor(random, plan, isLarge[index] ?? false, fresh, composer.capped);
    const before = fresh ? 0 : Math.floor(((total - plan) * random.between(35, 90)) / 1_000) * 10;
    const listing = isUnlisted[index] ? unlistedState(random, index) : ({ state: 'listed' } as const);
    const start = startOf(composer, fresh, isUnlisted[index] ?? false);
    return {
      ...composer.about(),
      lifecycle: 'construction',
      total,
      plan,
      completed: completed[index] ?? 0,
      before,
      start,
      ...(fresh ? { plannedStart: start.slice(0, 7) } : {}),
      finish:
        before + plan >= total * 0.92
          ? `2018-${random.pick(['10', '11', '12'])}`
          : composer.month(random.pick([2019, 2019, 2020]), 5, 12),
      listing,
    };
  });
  return [...named, ...drafts];
}

/** How far a project is with its plan: most near the city's mean, some behind, a few far behind. Scaled to the region afterwards. */
function completionRate(random: Random, fresh: boolean): number {
  const spread = (middle: number, width: number) => middle + (random.next() + random.next() - 1) * width;
  const draw = random.next();
  if (draw < 0.045) return spread(0.3, 0.08);
  if (draw < 0.2) return spread(0.5, 0.08);
  if (draw < 0.3) return spread(0.88, 0.08);
  return fresh ? spread(0.66, 0.09) : spread(0.72, 0.08);
}

function totalFor(random: Random, plan: number, large: boolean, fresh: boolean, capped: boolean): number {
  const round = (value: number) => Math.ceil(value / 100) * 100;
  if (!large) {
    const wanted = round((plan * random.between(fresh ? 115 : 150, 320)) / 100);
    return Math.min(9_900, Math.max(listedFrom + 100 * random.between(0, 24), round(plan * 1.1), wanted));
  }
  const factor = capped ? random.between(108, 145) : random.between(fresh ? 115 : 150, 420);
  const total = Math.max(largeFrom + 100 * random.between(0, 30), round((plan * factor) / 100));
  return capped ? Math.min(29_900, total) : total;
}

function startOf(composer: Composer, fresh: boolean, unlisted: boolean): string {
  const { random } = composer;
  // Of the older ones only late starters are still out.
  if (!fresh && unlisted) return composer.month(planYear - 1, 8, 10);
  if (!fresh) return composer.month(random.pick([2015, 2016, 2016, 2017, 2017, 2017]), 3, 10);
  // What began in summer is still on its way into the statistics ledger.
  const start = unlisted
    ? random.pick([`${planYear}-07-${random.between(17, 30)}`, composer.day(planYear, 8, 8)])
    : composer.day(planYear, 3, 7);
  return random.chance(0.7) ? start : start.slice(0, 7);
}

const missingMaterials: Readonly<Record<string, string>> = {
  B: '立项文件',
  C: '施工合同备案',
  D: '与立项单位一致的合同甲方',
  E: '与批文一致的申请表总投资',
  G: '法人名录库登记',
  L: '带时间地点的现场照片',
  O: '施工许可证',
};

function unlistedState(random: Random, index: number): ListingDraft {
  if (index % 4 === 2) return { state: 'city_review', reason: 'M' };
  if (index % 7 === 6) return { state: 'returned', reason: 'N', returned: '现场照片缺地点水印，补正后再报' };
  const reason = random.pick(['C', 'C', 'C', 'O', 'E', 'L', 'D', 'G', 'B']);
  return { state: 'missing', reason, missing: missingMaterials[reason] ?? '' };
}

function preparationDrafts(figures: RegionFigures, composer: Composer, named: readonly Draft[]): Draft[] {
  const { random } = composer;
  const prepared = figures.prepared - named.filter((draft) => draft.prepared).length;
  const drafts = Array.from({ length: figures.plannedStart - named.length }, (_, index): Draft => {
    const ready = index < prepared;
    const total = 100 * random.between(55, composer.capped ? 298 : 900);
    // One that is overdue has not got its permits together.
    const month = ready ? random.pick([9, 10, 10, 11]) : random.pick([8, 9, 10, 11, 12]);
    const start = `${planYear}-${String(month).padStart(2, '0')}`;
    return {
      ...composer.about(),
      lifecycle: 'preparation',
      total,
      plan: Math.max(500, Math.round((total * random.between(6, 14)) / 10_000) * 100),
      completed: 0,
      before: 0,
      plannedStart: ready && month >= 10 ? `${start}-${String(random.between(8, 28)).padStart(2, '0')}` : start,
      finish: composer.month(random.pick([2019, 2020]), 6, 12),
      listing: { state: 'not_due' },
      prepared: ready,
    };
  });
  return [...named, ...drafts];
}

function promotionDrafts(figures: RegionFigures, composer: Composer, named: readonly Draft[]): Draft[] {
  const { random, capped } = composer;
  const plain = { plan: 0, completed: 0, before: 0 } as const;
  const signed = Array.from({ length: figures.signed - named.length }, (_, index): Draft => {
    const about = composer.about(true);
    return {
      ...about,
      ...plain,
      lifecycle: 'signed',
      total: 100 * random.between(60, capped ? 298 : 1_600),
      landed: index < figures.landed,
      signedOn: composer.day(planYear, 2, 8),
      investor: composer.investor(),
    };
  });
  const negotiation = Array.from(
    { length: figures.negotiation },
    (): Draft => ({
      ...composer.about(true),
      ...plain,
      investor: composer.investor(),
      lifecycle: 'negotiation',
      total: 100 * random.between(105, capped ? 298 : 2_600),
      note: random.pick([
        '正在商谈用地和电价',
        '第二轮考察已完成，待报投资方案',
        '框架协议文本在核',
        '约定10月来吉复核选址',
      ]),
    }),
  );
  const reserve = Array.from({ length: figures.reserve }, (_, index): Draft => {
    const small = index < figures.small;
    return {
      ...composer.about(),
      ...plain,
      lifecycle: 'reserve',
      total: small ? 100 * random.between(8, 46) : 100 * random.between(60, capped ? 298 : 2_000),
      note: random.pick(['可研编制中', '已入国家重大建设项目库', '规划选址论证中', '正在对接中央预算内资金']),
    };
  });
  return [...named, ...signed, ...negotiation, ...reserve];
}

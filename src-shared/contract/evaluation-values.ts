import { z } from 'zod';

/** What a rubric may score, in the order in which its editor offers them. `rules/rubric-indicators.ts` says what each one is. */
export const indicatorCodes = [
  'start_rate',
  'investment_rate',
  'listing_rate',
  'preparation_rate',
  'reserve',
  'problems_closed',
  'reporting',
  'annual_plan',
  'half_year_rank',
  'late_listing',
  'new_or_continued',
  'scale',
  'progress',
] as const;
export type IndicatorCode = (typeof indicatorCodes)[number];

export const operators = ['linear', 'banded', 'capped', 'ranked'] as const;
export type Operator = (typeof operators)[number];

/** Operators that suit each indicator: a rate is no count, what is better the less there is of it cannot be ranked or drawn on a line. */
export const operatorsOf: Readonly<Record<IndicatorCode, readonly Operator[]>> = {
  start_rate: ['linear', 'banded', 'ranked'],
  investment_rate: ['linear', 'banded', 'ranked'],
  listing_rate: ['linear', 'banded', 'ranked'],
  preparation_rate: ['linear', 'banded', 'ranked'],
  reserve: ['ranked', 'linear', 'capped'],
  problems_closed: ['linear', 'banded', 'ranked'],
  reporting: ['capped'],
  annual_plan: ['banded', 'linear', 'ranked'],
  half_year_rank: ['ranked', 'linear', 'banded'],
  late_listing: ['capped'],
  new_or_continued: ['banded'],
  scale: ['banded'],
  progress: ['linear', 'banded', 'ranked'],
};

const number = (label: string, least: number, greatest: number) =>
  z.number(`${label}要填数字`).min(least, `${label}不能小于 ${least}`).max(greatest, `${label}不能大于 ${greatest}`);
const points = (label: string) => number(label, -1000, 1000);

const common = {
  code: z.enum(indicatorCodes, '没有这个指标'),
  name: z.string('名称要填').trim().min(1, '名称要填').max(20, '名称不能超过 20 个字'),
  /** Full marks. What lies above (banded) or below (capped) is added or taken away. */
  weight: number('分值', 0, 1000),
};

/** weight × (value − from) ÷ (to − from), never below 0 or above the weight. */
const linear = z.strictObject({
  ...common,
  operator: z.literal('linear'),
  from: number('起点', -1000, 100_000),
  to: number('终点', -1000, 100_000),
});

/** One band of a rate: within it every percentage point adds to or takes from the weight. `below` is a band without a lower end. */
const band = z.strictObject({
  below: number('分档界限', 0, 100).optional(),
  from: number('分档起点', 0, 100).optional(),
  to: number('分档终点', 0, 100).optional(),
  perPoint: number('每个百分点的分数', 0, 100),
  sign: z.enum(['+', '-'], '加减要选一个'),
});

/** Exactly one of `bands` (rates), `values` (new and continued projects) and `bandsYuan` (plan of a project). */
const banded = z.strictObject({
  ...common,
  operator: z.literal('banded'),
  bands: z.array(band).min(1, '至少要有一档').max(20, '最多 20 档').optional(),
  /** Most that the bands of a rate add or take. */
  cap: number('加减上限', 0, 1000).optional(),
  values: z.strictObject({ new: points('新开得分'), continued: points('续建得分') }).optional(),
  bandsYuan: z
    .array(z.strictObject({ from: number('分档起点', 0, 1e13), points: points('档内得分') }))
    .min(1, '至少要有一档')
    .max(20, '最多 20 档')
    .optional(),
});

/** base + perUnit × count, kept between min and max. */
const capped = z.strictObject({
  ...common,
  operator: z.literal('capped'),
  base: points('起始分').optional(),
  perUnit: points('每件分数'),
  min: points('最低分'),
  max: points('最高分').optional(),
});

/** Points by place: one after the other, or by stretches of places. Places behind the last get none. */
const ranked = z.strictObject({
  ...common,
  operator: z.literal('ranked'),
  points: z.array(points('名次得分')).min(1, '名次得分至少一个').max(100, '名次得分最多 100 个').optional(),
  ranks: z
    .array(
      z.strictObject({
        to: z.number('名次要填数字').int('名次要是整数').min(1, '名次从 1 起'),
        points: points('名次得分'),
      }),
    )
    .min(1, '至少要有一段名次')
    .max(20, '最多 20 段名次')
    .optional(),
});

const indicator = z.discriminatedUnion('operator', [linear, banded, capped, ranked], '没有这种算法');
export type RubricIndicator = z.infer<typeof indicator>;
export type LinearIndicator = z.infer<typeof linear>;
export type BandedIndicator = z.infer<typeof banded>;
export type CappedIndicator = z.infer<typeof capped>;
export type RankedIndicator = z.infer<typeof ranked>;

type Complain = (path: readonly (string | number)[], message: string) => void;

const ascending = (values: readonly number[]) =>
  values.every((value, index) => index === 0 || value > (values[index - 1] ?? 0));
const descending = (values: readonly number[]) =>
  values.every((value, index) => index === 0 || value <= (values[index - 1] ?? 0));

function checkBands(bands: NonNullable<BandedIndicator['bands']>, complain: Complain): void {
  bands.forEach(({ below, from, to, sign }, index) => {
    const words = `第 ${index + 1} 档`;
    if ((below === undefined) === (from === undefined))
      complain(['bands', index], `${words}要有起点，或者写“低于”，只写一个`);
    if (below !== undefined && (to !== undefined || sign === '+'))
      complain(['bands', index], `${words}低于界限只能扣分，不写终点`);
    if (from !== undefined && sign === '-') complain(['bands', index], `${words}高于起点只能加分`);
    if (from !== undefined && to !== undefined && to <= from) complain(['bands', index], `${words}的终点要大于起点`);
  });
  const above = bands.filter(({ from }) => from !== undefined);
  const joined = above.every(({ from }, index) => index === 0 || above[index - 1]?.to === from);
  const floor = bands.filter(({ below }) => below !== undefined);
  if (floor.length > 1) complain(['bands'], '“低于”只能有一档');
  const meets = floor.length === 0 || above.length === 0 || (floor[0]?.below ?? 0) <= (above[0]?.from ?? 0);
  if (!joined || !meets) complain(['bands'], '各档要从低到高，一档接一档');
}

function checkBanded(one: BandedIndicator, complain: Complain): void {
  const forms = { values: one.values, bandsYuan: one.bandsYuan, bands: one.bands };
  const given = Object.entries(forms).filter(([, form]) => form !== undefined);
  const wanted = one.code === 'new_or_continued' ? 'values' : one.code === 'scale' ? 'bandsYuan' : 'bands';
  if (given.length !== 1 || given[0]?.[0] !== wanted) {
    const words = {
      values: '新开、续建各得几分',
      bandsYuan: '按年度计划分档的得分',
      bands: '每个百分点加减几分的分档',
    };
    complain([], `分档要写${words[wanted]}，只写这一种`);
    return;
  }
  if (one.bands) checkBands(one.bands, complain);
  if (one.bandsYuan && !ascending([...one.bandsYuan].reverse().map(({ from }) => from))) {
    complain(['bandsYuan'], '各档要从大到小，不能重复');
  }
  if (one.bandsYuan && one.bandsYuan.at(-1)?.from !== 0) complain(['bandsYuan'], '最后一档要从 0 起');
}

function checkIndicator(one: RubricIndicator, complain: Complain): void {
  if (!operatorsOf[one.code].includes(one.operator)) complain(['operator'], '这个指标不能用这种算法');
  switch (one.operator) {
    case 'linear':
      if (one.from >= one.to) complain(['to'], '终点要大于起点');
      break;
    case 'banded':
      checkBanded(one, complain);
      break;
    case 'capped':
      if (one.max !== undefined && one.max < one.min) complain(['max'], '最高分不能低于最低分');
      if ((one.base ?? 0) < one.min || (one.base ?? 0) > (one.max ?? Number.POSITIVE_INFINITY)) {
        complain(['base'], '起始分要在最低分和最高分之间');
      }
      if ((one.code === 'reporting' || one.code === 'late_listing') && one.perUnit > 0) {
        complain(['perUnit'], '这一项是扣分，每件分数不能大于 0');
      }
      break;
    case 'ranked': {
      if ((one.points === undefined) === (one.ranks === undefined))
        complain([], '名次得分要写一种：逐名得分，或名次分段');
      const earned = one.points ?? one.ranks?.map((rank) => rank.points) ?? [];
      if (!descending(earned)) complain(['points'], '名次靠后的得分不能更高');
      if (one.ranks && !ascending(one.ranks.map(({ to }) => to))) complain(['ranks'], '名次分段要从前到后');
    }
  }
}

const rubricShape = z.strictObject({
  name: z.string('规则名称要填').trim().min(1, '规则名称要填').max(40, '规则名称不能超过 40 个字'),
  note: z.string().max(400, '说明不能超过 400 个字').default(''),
  /** What the weights must add up to; without it they add up to whatever they do. */
  total: number('总分', 1, 1000).optional(),
  indicators: z.array(indicator, '至少要有一个指标').min(1, '至少要有一个指标').max(20, '最多 20 个指标'),
  bonus: z
    .strictObject({
      cap: number('加分上限', 0, 100),
      items: z.array(z.string().trim().min(1, '加分事项不能是空的').max(40, '加分事项不能超过 40 个字')).max(20),
    })
    .nullable()
    .default(null),
  veto: z.array(z.string().trim().min(1, '否决事项不能是空的').max(40, '否决事项不能超过 40 个字')).max(20).default([]),
});

/** The parts of a rubric that could be read, whatever is wrong with the others. */
interface ReadRubric {
  readonly total?: unknown;
  readonly indicators?: unknown;
}

/** What no single field can know: whether parameters, indicators and sums fit each other. Speaks of whatever could be read. */
function checkTogether({ total, indicators }: ReadRubric, complain: Complain): void {
  const rows: unknown[] = Array.isArray(indicators) ? indicators : [];
  const seen = new Set<unknown>();
  rows.forEach((row, index) => {
    const code = (row as { code?: unknown } | null)?.code;
    if (seen.has(code)) complain(['indicators', index, 'code'], '同一个指标不能出现两次');
    seen.add(code);
    const one = indicator.safeParse(row);
    if (one.success) checkIndicator(one.data, (path, message) => complain(['indicators', index, ...path], message));
  });
  const weights = rows.map((row) => (row as { weight?: unknown } | null)?.weight);
  if (typeof total !== 'number' || rows.length === 0 || !weights.every((weight) => Number.isFinite(weight))) return;
  const sum = Math.round((weights as number[]).reduce((all, weight) => all + weight, 0) * 100) / 100;
  if (sum !== total) complain(['total'], `各项分值合计 ${sum}，要等于总分 ${total}`);
}

export const rubricSchema = rubricShape.superRefine((rubric, check) =>
  checkTogether(rubric, (path, message) => check.addIssue({ code: 'custom', path: [...path], message })),
);
/** A rule of evaluation: indicators with their operators, what may be added at most, what takes a region out of the ranking. */
export type Rubric = z.infer<typeof rubricSchema>;

/** A rubric with everything that is wrong with it, each in one Chinese sentence; checked in one go, so nothing turns up later. */
export function checkRubric(value: unknown): { readonly rubric: Rubric | null; readonly errors: readonly string[] } {
  const parsed = rubricShape.safeParse(value);
  const read: ReadRubric = typeof value === 'object' && value !== null ? value : {};
  const found: { path: readonly PropertyKey[]; message: string }[] = [];
  for (const issue of parsed.error?.issues ?? []) {
    const message = issue.code === 'unrecognized_keys' ? `有不认识的内容：${issue.keys.join('、')}` : issue.message;
    found.push({ path: issue.path, message });
  }
  checkTogether(read, (path, message) => found.push({ path, message }));
  const named = Array.isArray(read.indicators) ? (read.indicators as ({ name?: unknown } | null)[]) : [];
  const errors = found.map(({ path, message }) => {
    if (path[0] !== 'indicators' || typeof path[1] !== 'number') return message;
    const name = named[path[1]]?.name;
    return `第 ${path[1] + 1} 项${typeof name === 'string' && name ? `“${name}”` : ''}：${message}`;
  });
  return { rubric: parsed.success && errors.length === 0 ? parsed.data : null, errors: [...new Set(errors)] };
}

/** What stands behind a score, as label and words: 完成率　本年完成 26.9 ÷ 年度计划 40.8 亿元. */
const fact = z.strictObject({ label: z.string(), words: z.string() });

const scoredIndicator = z.strictObject({
  code: z.enum(indicatorCodes),
  /** A share 0…1 and more, or a count; null where there is nothing to divide by. */
  value: z.number().nullable(),
  /** Rounded to one decimal; null where the region is not scored on it. */
  points: z.number().nullable(),
  /** Full marks after what cannot be scored has been shared out; 0 where the region is not scored on it. */
  weight: z.number(),
  /** The arithmetic in one sentence: '25 × 65.9% ÷ 70.8% ＝ 23.3'. */
  sentence: z.string(),
  facts: z.array(fact),
});
export type ScoredIndicator = z.infer<typeof scoredIndicator>;

export const scoredMark = z.strictObject({
  id: z.string(),
  kind: z.enum(['bonus', 'deduction', 'veto']),
  item: z.string(),
  /** Points, not hundredths; 0 for a veto. */
  points: z.number(),
  state: z.enum(['proposed', 'approved', 'refused']),
  reason: z.string(),
  evidence: z.string(),
  proposedBy: z.string(),
  decidedBy: z.string(),
  decidedOn: z.string().nullable(),
});
export type ScoredMark = z.infer<typeof scoredMark>;

export const scoredRegion = z.strictObject({
  code: z.string(),
  /** Chinese name. */
  region: z.string(),
  indicators: z.array(scoredIndicator),
  /** Sum of the points; null where nothing could be scored. */
  basic: z.number().nullable(),
  /** How `basic` is added up. */
  sentence: z.string(),
  bonus: z.number(),
  deduction: z.number(),
  veto: z.enum(['none', 'checking', 'vetoed']),
  marks: z.array(scoredMark),
  total: z.number().nullable(),
  /** Ties share a place; null where nothing was scored or the region is vetoed. */
  rank: z.number().nullable(),
  /** Whose reports stand behind it: '9 名秘书的上报包，截至 9月15日'. */
  source: z.string(),
  /** Places won since the last published or frozen one, null where there is none to compare with. */
  movement: z.number().nullable(),
});
export type ScoredRegion = z.infer<typeof scoredRegion>;

export const evaluationSheet = z.strictObject({
  period: z.string(),
  periodName: z.string(),
  /** Code of the half-month whose figures are scored. */
  figures: z.string(),
  /** The day up to which figures count. */
  asOf: z.string(),
  timeProportional: z.number(),
  /** '9月上半月 8.5 ÷ 12 ＝ 70.8%'. */
  timeWords: z.string(),
  /** The period is not over: figures of its last half-month stand in. */
  running: z.boolean(),
  /** Its figures are frozen. */
  frozen: z.boolean(),
  publishedAt: z.string().nullable(),
  /** What the places moved against: '2018年二季度考评'; null where there is nothing. */
  comparedWith: z.string().nullable(),
  rubric: rubricSchema,
  regions: z.array(scoredRegion),
});
export type EvaluationSheet = z.infer<typeof evaluationSheet>;

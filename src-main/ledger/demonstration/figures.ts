/** What one region of the demonstration city adds up to. Money in 万元. Columns add up to plan-2018-figures.json. */
export interface RegionFigures {
  readonly name: string;
  /** Family name of its project secretary. */
  readonly secretary: string;
  readonly unit: string;
  /** Under construction, and of it: started in 2018, total investment from 100 million yuan, not in the statistics ledger. */
  readonly construction: number;
  readonly started: number;
  readonly large: number;
  readonly notListed: number;
  readonly plannedStart: number;
  /** Of the planned starts those whose permits are all granted. */
  readonly prepared: number;
  readonly signed: number;
  /** Of the signed ones those whose company is registered and whose money has come. */
  readonly landed: number;
  readonly negotiation: number;
  readonly reserve: number;
  /** Of the reserve those below 50 million yuan. */
  readonly small: number;
  readonly annualPlan: number;
  readonly completed: number;
  /** Stand still or were given up; too small, or too dead, to count in any of the figures above. */
  readonly aside: number;
  /** When the secretary made her last package before 2018-09-16 09:00, or the only one. */
  readonly reportedAt: string;
}

const columns = [
  'construction',
  'started',
  'large',
  'notListed',
  'plannedStart',
  'prepared',
  'signed',
  'landed',
  'negotiation',
  'reserve',
  'small',
  'annualPlan',
  'completed',
  'aside',
] as const;

// biome-ignore format: a table
const table: readonly (readonly [string, string, string, string, ...number[]])[] = [
  //                                              在建 新建 亿元 未统 计划 齐备 签约 落地 洽谈 储备 小 年度计划   完成 停终
  ['昌邑区', '王', '昌邑区发改局', '09-13T17:05',       31,  10,  22,   8,   5,   3,   4,   2,   2,   3,  1, 408_000, 269_000],
  ['龙潭区', '孙', '龙潭区发改局', '09-13T16:40',       38,  12,  28,   9,   4,   2,   4,   2,   2,   3,  1, 615_000, 410_000],
  ['船营区', '杜', '船营区发改局', '09-14T11:25',       27,   9,  19,   7,   4,   2,   4,   1,   2,   2,  0, 332_000, 231_000],
  ['丰满区', '丁', '丰满区发改局', '09-15T15:10',       19,   6,  13,   6,   3,   1,   3,   1,   1,   1,  0, 246_000, 136_000],
  ['永吉县', '孟', '永吉县发改局', '09-13T10:15',       24,   8,  17,   7,   4,   2,   4,   1,   1,   1,  1, 298_000, 190_000],
  ['蛟河市', '邹', '蛟河市发改局', '09-15T09:40',       23,   8,  16,   6,   4,   2,   3,   1,   1,   2,  1, 284_000, 203_000, 1],
  ['桦甸市', '吕', '桦甸市发改局', '09-15T16:30',       26,   8,  19,   7,   4,   3,   4,   2,   2,   4,  1, 357_000, 264_000, 1],
  ['舒兰市', '高', '舒兰市发改局', '08-29T17:20',       22,   7,  16,   6,   3,   1,   3,   0,   2,   1,  0, 229_000, 121_000, 1],
  ['磐石市', '石', '磐石市发改局', '09-16T08:10',       29,   9,  21,   7,   5,   3,   4,   2,   2,   4,  1, 386_000, 288_000],
  ['高新区', '范', '高新区经济发展局', '09-16T08:25',   32,  11,  24,   6,   5,   4,   5,   3,   3,   5,  1, 524_000, 389_000],
  ['经开区', '姚', '经开区经济发展局', '09-15T10:50',   25,   8,  19,   6,   4,   2,   4,   2,   2,   2,  0, 447_000, 275_000],
  ['中新食品区', '白', '中新食品区经济发展局', '09-15T14:05', 10,   3,   7,   3,   2,   2,   2,   1,   1,   2,  0, 173_000, 126_000],
  ['北大壶开发区', '常', '北大壶开发区经济发展局', '09-14T15:35', 8, 3,   6,   2,   2,   1,   2,   1,   1,   1,  0, 131_000,  97_000],
];

export const regionFigures: readonly RegionFigures[] = table.map(([name, secretary, unit, reported, ...numbers]) => ({
  name,
  secretary: `${secretary}秘书`,
  unit,
  reportedAt: `2018-${reported}:00+08:00`,
  ...(Object.fromEntries(columns.map((column, index) => [column, numbers[index] ?? 0])) as Record<
    (typeof columns)[number],
    number
  >),
}));

/** The demonstration's own day: that of the plan. */
export const demonstrationDay = '2018-09-16';
export const demonstrationNow = '2018-09-16T09:00:00+08:00';
export const demonstrationPeriod = '2018-09-H1';
export const planYear = 2018;

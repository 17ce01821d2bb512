import { addMonths } from './dates';

export const checkCodes = [
  'plan_over_total',
  'completed_over_total',
  'month_over_half_plan',
  'completed_without_start',
  'nothing_for_two_periods',
  'start_after_listing',
] as const;
export type CheckCode = (typeof checkCodes)[number];

/** What is known of one project when its figures come in; money in whole yuan, null where nothing is known. */
export interface CheckedFigures {
  readonly total_investment: number | null;
  /** By year, '2018'. */
  readonly annual_plan: Readonly<Record<string, number | null>> | null;
  readonly completed_before_year: number | null;
  readonly actual_start: string | null;
  readonly lifecycle: string | null;
  readonly listed_month: string | null;
  /** In any order; `land` is the part of `completed` that was paid for land. */
  readonly months: readonly {
    readonly month: string;
    readonly completed: number | null;
    readonly land: number | null;
  }[];
}

/** One finding. It warns and never blocks, and says nothing about what the figure should be. */
export interface Finding {
  readonly code: CheckCode;
  /** The cell to look at: `annual_plan.2018`, `actual_start`, `completed` together with `month`. */
  readonly field: string;
  readonly month: string | null;
  /** What is odd, in one short sentence without figures. */
  readonly message: string;
  /** The figures behind it, in yuan: what was found and what it was held against. Null where the finding compares no money. */
  readonly amounts: readonly [number, number] | null;
}

const startedStages = new Set(['construction', 'completed', 'operating', 'suspended']);

/**
 * Checks of domain.md rule 7 on one project: annual plan ≤ total; completed since the start ≤ 110 % of the total; one month ≤ half
 * of the year's plan; nothing completed before the start but land; not silent for two periods; not listed before the start.
 * `through` is the last month for which figures are expected, `YYYY-MM`.
 */
export function checkFigures(figures: CheckedFigures, through: string | null = null): Finding[] {
  return [
    ...checkPlans(figures),
    ...checkTotal(figures),
    ...checkMonths(figures),
    ...checkStart(figures),
    ...checkSilence(figures, through),
    ...checkListing(figures),
  ];
}

function checkPlans({ total_investment: total, annual_plan: plans }: CheckedFigures): Finding[] {
  if (total === null) return [];
  return Object.entries(plans ?? {}).flatMap(([year, plan]) =>
    plan !== null && plan > total
      ? [
          {
            code: 'plan_over_total',
            field: `annual_plan.${year}`,
            month: null,
            message: '年度计划大于总投资',
            amounts: [plan, total],
          } as const,
        ]
      : [],
  );
}

function checkTotal({ total_investment: total, completed_before_year: before, months }: CheckedFigures): Finding[] {
  if (total === null || total <= 0) return [];
  const year = months
    .map((entry) => entry.month.slice(0, 4))
    .sort()
    .at(-1);
  const latest = months.filter((entry) => entry.month.slice(0, 4) === year);
  const completed = (before ?? 0) + latest.reduce((sum, entry) => sum + (entry.completed ?? 0), 0);
  if (completed <= total * 1.1) return [];
  const last =
    latest
      .map((entry) => entry.month)
      .sort()
      .at(-1) ?? null;
  return [
    {
      code: 'completed_over_total',
      field: last ? 'completed' : 'completed_before_year',
      month: last,
      message: '开工以来累计完成超过总投资的 110%',
      amounts: [completed, total],
    },
  ];
}

function checkMonths({ annual_plan: plans, months }: CheckedFigures): Finding[] {
  return months.flatMap(({ month, completed }) => {
    const plan = plans?.[month.slice(0, 4)];
    if (completed === null || !plan || completed <= plan / 2) return [];
    return [
      {
        code: 'month_over_half_plan',
        field: 'completed',
        month,
        message: '一个月完成超过全年计划的一半',
        amounts: [completed, plan],
      } as const,
    ];
  });
}

function checkStart({ actual_start: start, lifecycle, months }: CheckedFigures): Finding[] {
  if (start !== null || (lifecycle !== null && startedStages.has(lifecycle))) return [];
  const early = months.find((entry) => (entry.completed ?? 0) - (entry.land ?? 0) > 0);
  if (!early) return [];
  return [
    {
      code: 'completed_without_start',
      field: 'completed',
      month: early.month,
      message: '还没有开工，却有完成投资（土地费除外）',
      amounts: null,
    },
  ];
}

function checkSilence({ actual_start: start, lifecycle, months }: CheckedFigures, through: string | null): Finding[] {
  const building = lifecycle === 'construction' || (lifecycle === null && start !== null);
  if (through === null || !building || !start || months.length === 0) return [];
  const silent = [addMonths(`${through}-01`, -1).slice(0, 7), through];
  // Nobody reports for the month before the start, and a month that is not there yet is missing, not nothing.
  if (start.slice(0, 7) > (silent[0] ?? '')) return [];
  const found = silent.map((month) => months.find((entry) => entry.month === month));
  if (!found.every((entry) => entry?.completed === 0)) return [];
  return [
    {
      code: 'nothing_for_two_periods',
      field: 'completed',
      month: through,
      message: '连续两期没有完成投资',
      amounts: null,
    },
  ];
}

function checkListing({ actual_start: start, listed_month: listed }: CheckedFigures): Finding[] {
  if (!start || !listed || start.slice(0, 7) <= listed) return [];
  return [{ code: 'start_after_listing', field: 'actual_start', month: null, message: '开工晚于入统', amounts: null }];
}

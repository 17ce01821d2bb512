import { dueShare, type MonthShares } from './time-curve';

/** One end of a half-month or month on the S-curve. Money in whole yuan since the beginning of the year. */
export interface CurveStep {
  /** '1月', '9月上'. */
  readonly label: string;
  /** '2018-09-15'. */
  readonly end: string;
  /** Place in the year, 0…1. */
  readonly at: number;
  /** What 序时 asks for. */
  readonly due: number;
  /** What the months' own plans add up to; null where no month of the year has one, and at half-months. */
  readonly planned: number | null;
  /** Null after the period, and at half-months that nobody froze. */
  readonly completed: number | null;
}

/** What the curve is drawn from: sums over the projects that the period's figures count. */
export interface CurveSums {
  readonly year: number;
  /** Month and half in which the period ends. */
  readonly month: number;
  readonly half: 1 | 2;
  readonly annualPlan: number;
  /** Completed in each of the twelve months. */
  readonly completed: readonly number[];
  /** Planned for each of them; null where no project has a plan for it. */
  readonly planned: readonly (number | null)[];
  /** Completed by the frozen first halves of months, by month 1…12, as they were frozen. */
  readonly frozenHalves: ReadonlyMap<number, number>;
}

const pad = (month: number) => String(month).padStart(2, '0');

/**
 * The year by half-months. Progress is one record a month, so the curve knows month ends; a first half stands where it was frozen, or
 * where the period itself ends with it.
 */
export function curveSteps(sums: CurveSums, shares: MonthShares): CurveStep[] {
  const { year, annualPlan } = sums;
  const hasPlans = sums.planned.some((yuan) => yuan !== null);
  let completed = 0;
  let planned = 0;
  return Array.from({ length: 12 }, (_, index) => index + 1).flatMap((month): CurveStep[] => {
    const before = completed;
    completed += sums.completed[month - 1] ?? 0;
    planned += sums.planned[month - 1] ?? 0;
    const isOver = month < sums.month || (month === sums.month && sums.half === 2);
    const endsHere = month === sums.month && sums.half === 1;
    const frozen = sums.frozenHalves.get(month) ?? null;
    const half = endsHere ? completed : isOver && frozen !== null && frozen >= before ? frozen : null;
    const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
    return [
      {
        label: `${month}月上`,
        end: `${year}-${pad(month)}-15`,
        at: (month - 0.5) / 12,
        due: Math.round(annualPlan * dueShare(shares, month, 1)),
        planned: null,
        completed: half,
      },
      {
        label: `${month}月`,
        end: `${year}-${pad(month)}-${last}`,
        at: month / 12,
        due: Math.round(annualPlan * dueShare(shares, month, 2)),
        planned: hasPlans ? planned : null,
        completed: isOver ? completed : null,
      },
    ];
  });
}

/** What the funnel knows of one signed project. */
export interface SignedFacts {
  readonly started: boolean;
  /** Lifecycle is `preparation`. */
  readonly preparing: boolean;
  readonly registered: boolean;
  readonly paidIn: boolean;
}

/** How far signed projects come, each step part of the one before. `landed` is what the landing rate counts. */
export const funnelSteps = [
  { key: 'signed', label: '已签约' },
  { key: 'registered', label: '已注册公司' },
  { key: 'landed', label: '已落地' },
  { key: 'preparing', label: '进入前期' },
  { key: 'started', label: '已开工' },
] as const;

/** Number of steps that a project has reached, at least 1. Whoever started is not asked for papers that nobody wrote down. */
export function funnelReached({ started, preparing, registered, paidIn }: SignedFacts): number {
  if (started) return 5;
  if (preparing) return 4;
  if (registered && paidIn) return 3;
  return registered ? 2 : 1;
}

/** Projects that came at least to each step. */
export function funnelCounts(projects: readonly SignedFacts[]): number[] {
  const reached = projects.map(funnelReached);
  return funnelSteps.map((_, index) => reached.filter((steps) => steps > index).length);
}

/** Ages of open problems in natural days; the last one is open. */
export const ageClasses = [
  { label: '7 天内', to: 7 },
  { label: '8 至 15 天', to: 15 },
  { label: '16 至 30 天', to: 30 },
  { label: '31 至 60 天', to: 60 },
  { label: '60 天以上', to: Number.POSITIVE_INFINITY },
] as const;

/** Index of the class of an age. */
export function ageClass(days: number): number {
  return ageClasses.findIndex(({ to }) => days <= to);
}

/** Mondays of the last weeks, the latest one that of the day. */
export function weeksBefore(day: string, count: number): string[] {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7) - 7 * (count - 1));
  return Array.from({ length: count }, () => {
    const monday = date.toISOString().slice(0, 10);
    date.setUTCDate(date.getUTCDate() + 7);
    return monday;
  });
}

import type {
  CorrectedFigure,
  CountedFigure,
  FigureShift,
  ProjectFacts,
  ShiftedProject,
} from '../contract/bulletin-methods';
import type { BulletinFigures, RegionFigures } from '../contract/exchange-methods';
import { lastMonth, type Period } from './period';
import { shiftsOf } from './project-shifts';
import { summedFigures } from './summed-figures';

/** What a later correction is held against: the period, and the day on which its figures were frozen. */
export interface Frozen {
  readonly period: Period;
  readonly frozenOn: string;
}

/** Figures that say how things stand, not when they came about: a later state is no correction of an earlier one. */
const undated = ['landed', 'preparing', 'prepared', 'reserve'] as const satisfies readonly CountedFigure[];

/**
 * First month whose figures may still grow without a correction: of a first half-month its month, as progress is one record a month, and
 * of a period that was frozen before it was over its first one; null where every month was over.
 */
export function openFrom({ period, frozenOn }: Frozen): string | null {
  const running = (period.kind === 'half' && period.half === 1) || frozenOn <= period.end;
  return running ? period.start.slice(0, 7) : null;
}

const dated = (date: string | null, until: string) => date !== null && date <= until;

/** Completed before the months of the period itself. */
function earlier(facts: ProjectFacts): number | null {
  return facts.completed === null ? null : facts.completed - (facts.completed_period ?? 0);
}

function plus(one: number | null, other: number | null): number | null {
  return one === null && other === null ? null : (one ?? 0) + (other ?? 0);
}

/**
 * A project in a frozen period as it would have to be frozen by what is known now; null where it was withdrawn. Taken over are: region,
 * plan of the year, what past months completed, planned start, total investment, a start or signing dated before the freeze but known
 * only later, a listing in a month that was over, and a listing that was taken back. A mere step from one stage to the next is not.
 */
export function correctedFacts(
  was: ProjectFacts | null,
  now: ProjectFacts | null,
  frozen: Frozen,
): ProjectFacts | null {
  if (!now) return null;
  const { period, frozenOn } = frozen;
  const until = frozenOn < period.end ? frozenOn : period.end;
  const open = openFrom(frozen);
  const past = was?.counted;
  const present = now.counted;

  const sameStart = was?.actual_start === now.actual_start;
  const begun = sameStart ? dated(now.actual_start, period.end) : dated(now.actual_start, until);
  const startMoved = was !== null && dated(was.actual_start, period.end) !== begun;
  // With the stage unchanged only a date or an amount can have made the difference; else the stage alone would do.
  const takesStart = was === null ? begun : startMoved || was.lifecycle === now.lifecycle;
  const projects = takesStart ? present.projects : (past?.projects ?? false);
  const due = takesStart ? present.due : (past?.due ?? false);

  const plannedMoved = was === null || was.planned_start !== now.planned_start;
  const planned = plannedMoved ? present.planned_starts : (past?.planned_starts ?? false);
  const wasSigned = past?.signed ?? false;
  // Without a date nobody knows whether it was signed then: it stays as it was.
  const signedMoved = (was?.signed_on ?? null) !== now.signed_on;
  const signed = signedMoved
    ? present.signed && (now.signed_on === null ? wasSigned : dated(now.signed_on, until))
    : wasSigned;
  const listedMonth = now.listed_month;
  const knownLater =
    present.listed && listedMonth !== null && (open === null ? listedMonth <= lastMonth(period) : listedMonth < open);
  const listed = due && (past?.listed ? present.listed || !present.due : knownLater);

  const counted = {
    ...(past ?? present),
    projects,
    planned_starts: planned,
    started: planned && begun,
    due,
    listed,
    signed,
  };
  if (!past) for (const name of undated) counted[name] = false;
  return {
    ...now,
    counted,
    completed: open === null ? now.completed : plus(earlier(now), was?.completed_period ?? null),
    completed_period: open === null ? now.completed_period : (was?.completed_period ?? null),
  };
}

/** Projects that would have to be frozen otherwise by what is known now, with what that does to the figures. */
export function correctionsOf(
  was: readonly ProjectFacts[],
  now: readonly ProjectFacts[],
  frozen: Frozen,
): ShiftedProject[] {
  const before = new Map(was.map((facts) => [facts.id, facts]));
  return shiftsOf(
    was,
    now.flatMap((facts) => correctedFacts(before.get(facts.id) ?? null, facts, frozen) ?? []),
  );
}

/**
 * The figures of a frozen bulletin that corrected projects change, with what they would be, in the order of its regions. `nameOf` gives
 * the name under which the bulletin has a region's code.
 */
export function correctedFigures(
  figures: BulletinFigures,
  projects: readonly (ShiftedProject & { readonly reasons: readonly string[] })[],
  nameOf: (region: string | null) => string,
): { regions: CorrectedFigure[]; totals: CorrectedFigure[] } {
  const changes = new Map<string, { change: number; reasons: Set<string> }>();
  const add = (region: string, { figure, before, after }: FigureShift, reasons: readonly string[]) => {
    const known = changes.get(`${region} ${figure}`) ?? { change: 0, reasons: new Set() };
    known.change += after - before;
    for (const reason of reasons) known.reasons.add(reason);
    changes.set(`${region} ${figure}`, known);
  };
  const { totals } = figures;
  const known = new Map(figures.regions.map((region) => [region.region, region]));
  const names = new Set(known.keys());
  for (const { shifts, reasons } of projects)
    for (const shift of shifts) {
      const name = nameOf(shift.region);
      names.add(name);
      add(name, shift, reasons);
      add(totals.region, shift, reasons);
    }
  const corrected = (region: string, frozen: RegionFigures | undefined) =>
    summedFigures.flatMap((figure): CorrectedFigure[] => {
      const found = changes.get(`${region} ${figure}`);
      if (!found || found.change === 0) return [];
      const before = frozen?.[figure] ?? 0;
      return [{ region, figure, before, after: before + found.change, reasons: [...found.reasons] }];
    });
  return {
    regions: [...names].flatMap((name) => corrected(name, known.get(name))),
    totals: corrected(totals.region, totals),
  };
}

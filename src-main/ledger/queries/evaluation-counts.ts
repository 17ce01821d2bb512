import type { Database } from 'better-sqlite3';
import { regions } from '../../../src-shared/catalogues/regions';
import type { ProjectFacts } from '../../../src-shared/contract/bulletin-methods';
import type { BulletinFigures } from '../../../src-shared/contract/exchange-methods';
import { addMonths, lastDay, monthEnd } from '../../../src-shared/rules/dates';
import type { EvaluationCounts } from '../../../src-shared/rules/evaluation-counts';
import {
  closedMonths,
  type EvaluationWindow,
  type KnownReporter,
  type MissedReport,
  missedReports,
  problemDeadline,
  problemOutcome,
} from '../../../src-shared/rules/evaluation-window';
import type { RegionCounts } from '../../../src-shared/rules/indicators';
import { type Period, parsePeriod, timeProportional } from '../../../src-shared/rules/period';
import { countsOf } from '../../../src-shared/rules/project-facts';
import { beijingDay } from '../clock';
import type { LedgerContext } from '../context';
import { figuresOf } from './bulletin-figures';
import { frozenBulletin } from './bulletin-frozen';
import { loadCityLightRules } from './light-rules';
import { type JoinedProblem, selectProblems } from './problems-board';
import { projectFacts } from './project-facts';
import { loadRuleBook } from './rules';

/** A project that stands behind a count. */
export interface BehindProject {
  readonly id: string;
  readonly name: string;
  readonly region: string | null;
}

/** A problem as the evaluation counts it. */
export interface JudgedProblem {
  readonly joined: JoinedProblem;
  readonly deadline: string | null;
  readonly outcome: 'closed' | 'open' | 'outside';
}

/** A closed month of a region in which projects lack their figures. */
export interface IncompleteMonth {
  readonly region: string;
  readonly month: string;
  readonly projects: readonly BehindProject[];
}

/** Everything that an evaluation counts, with the projects and papers behind it. */
export interface EvaluationMaterial {
  readonly window: EvaluationWindow;
  readonly timeProportional: number;
  /** The figures of its half-month are frozen. */
  readonly frozen: boolean;
  /** As the ledger stands now: what is not in the figures is counted from these. */
  readonly present: readonly ProjectFacts[];
  readonly problems: readonly JudgedProblem[];
  readonly missed: readonly MissedReport[];
  readonly incomplete: readonly IncompleteMonth[];
  readonly lateStarts: readonly ProjectFacts[];
  readonly lateListings: readonly ProjectFacts[];
  readonly counts: ReadonlyMap<string, EvaluationCounts>;
}

/** Approved secretaries, a parted stream's second branch being nobody else. */
function reporters(database: Database): KnownReporter[] {
  const rows = database
    .prepare(
      "SELECT id, region, enrolled_at AS since FROM device WHERE state = 'approved' AND role = 'secretary' AND id NOT LIKE '%~%' ORDER BY number",
    )
    .all() as { id: string; region: string | null; since: string | null }[];
  return rows.map(({ id, region, since }) => ({ id, region, since: since === null ? '' : dayOf(since) }));
}

const dayOf = (moment: string) => beijingDay(new Date(moment));

function packagesIn(database: Database, state: 'merged' | 'rejected'): { device: string; on: string }[] {
  const rows = database
    .prepare("SELECT device, at FROM package WHERE direction = 'in' AND kind = 'report' AND state = @state")
    .all({ state }) as { device: string; at: string }[];
  return rows.map(({ device, at }) => ({ device, on: dayOf(at) }));
}

/** Projects under construction at the end of a closed month that have no figure of it. */
function incompleteMonths(
  database: Database,
  present: readonly ProjectFacts[],
  months: readonly string[],
): IncompleteMonth[] {
  const reported = database.prepare(
    'SELECT project FROM progress WHERE month = @month AND deleted <> 1 AND completed IS NOT NULL',
  );
  return months.flatMap((month) => {
    const known = new Set(reported.pluck().all({ month }) as string[]);
    const end = monthEnd(month);
    const lacking = present.filter(
      ({ id, counted, actual_start }) =>
        counted.projects && (actual_start === null || actual_start <= end) && !known.has(id),
    );
    return regions.flatMap(({ code }) => {
      const projects = lacking.filter(({ region }) => region === code);
      return projects.length === 0 ? [] : [{ region: code, month, projects }];
    });
  });
}

/** Planned to start within the year up to the end and not started. */
const isLateStart = ({ counted }: ProjectFacts) => counted.planned_starts === true && counted.started !== true;

/** Started a month ago or more, large enough, and not listed by the end. */
function isLateListing({ counted, actual_start }: ProjectFacts, end: string): boolean {
  if (!counted.due || counted.listed) return false;
  return actual_start === null || lastDay(actual_start) <= addMonths(end, -1);
}

/** A project that started in the year of the period. */
export const isNew = ({ actual_start }: ProjectFacts, year: number) => actual_start?.startsWith(String(year)) === true;

/** The half-month with which the first half of a year ends; null as long as that is not over. */
export function juneOf({ half, end }: EvaluationWindow): Period | null {
  const june = parsePeriod(`${half.year}-06-H2`) as Period;
  return june.end <= end ? june : null;
}

type Figures = Pick<BulletinFigures, 'timeProportional'> & { readonly regions: readonly RegionCounts[] };

/** Figures of a half-month: the frozen ones, else those that the given projects add up to. */
function figuresBy(
  context: LedgerContext,
  half: Period,
  present: readonly ProjectFacts[],
): Figures & { frozen: boolean } {
  const found = frozenBulletin(context, half);
  if (found) return { ...found.figures, frozen: true };
  const { monthShares } = loadCityLightRules(context.database);
  return {
    timeProportional: timeProportional(half.month, half.half, monthShares),
    regions: regions.map(({ code, name }) =>
      countsOf(
        name,
        present.filter(({ region }) => region === code),
      ),
    ),
    frozen: false,
  };
}

/**
 * Counts what the evaluation of a window scores, region by region, from the figures of its half-month and from the ledger. One look at all
 * projects; a second one at June where `halfYear` is asked for.
 */
export function loadEvaluation(
  context: LedgerContext,
  window: EvaluationWindow,
  { halfYear }: { readonly halfYear: boolean },
): EvaluationMaterial {
  const { database, clock } = context;
  const book = loadRuleBook(context);
  const today = clock.today();
  const { half } = window;
  const present = projectFacts(database, half);
  const figures = figuresBy(context, half, present);
  const known = reporters(database);
  const missed = missedReports(known, packagesIn(database, 'merged'), window, today);
  const returned = packagesIn(database, 'rejected').filter(({ on }) => on >= window.start && on <= window.end);
  const incomplete = incompleteMonths(database, present, closedMonths(window, today));
  const problems = selectProblems(database, '1').map((joined): JudgedProblem => {
    const deadline = problemDeadline(joined.problem, book.problemLimits, book.calendar);
    return { joined, deadline, outcome: problemOutcome(joined.problem, deadline, window) };
  });
  const lateStarts = present.filter(isLateStart);
  const lateListings = present.filter((facts) => isLateListing(facts, window.end));
  const end = halfYear ? juneOf(window) : null;
  const june = end === null ? null : figuresOf(context, end);
  const counts = new Map(
    regions.map(({ code, name }): [string, EvaluationCounts] => {
      const own = figures.regions.find(({ region }) => region === name);
      const before = june?.regions.find(({ region }) => region === name);
      const people = known.filter(({ region }) => region === code);
      const judged = problems.filter(({ joined, outcome }) => joined.project.region === code && outcome !== 'outside');
      const built = present.filter(({ region, counted }) => region === code && counted.projects);
      const fresh = built.filter((facts) => isNew(facts, half.year)).length;
      const here = ({ region }: { readonly region: string | null }) => region === code;
      return [
        code,
        {
          planned_starts: own?.planned_starts ?? 0,
          started: own?.started ?? 0,
          annual_plan: own?.annual_plan ?? 0,
          completed: own?.completed ?? 0,
          due: own?.due ?? 0,
          listed: own?.listed ?? 0,
          preparing: own?.preparing ?? 0,
          prepared: own?.prepared ?? 0,
          reserve: own?.reserve ?? 0,
          problems_due: judged.length,
          problems_closed: judged.filter(({ outcome }) => outcome === 'closed').length,
          reporters: people.length,
          reports_missed: missed.filter(({ reporter }) => here(reporter)).length,
          months_incomplete: incomplete.filter(here).length,
          reports_returned: returned.filter(({ device }) => people.some(({ id }) => id === device)).length,
          half_year_plan: june === null ? null : (before?.annual_plan ?? 0),
          half_year_completed: june === null ? null : (before?.completed ?? 0),
          late_starts: lateStarts.filter(here).length,
          late_listings: lateListings.filter(here).length,
          new_projects: fresh,
          continued_projects: built.length - fresh,
          plans: built.flatMap(({ plan }) => (plan !== null && plan > 0 ? [plan] : [])),
        },
      ];
    }),
  );
  return {
    window,
    timeProportional: figures.timeProportional,
    frozen: figures.frozen,
    present,
    problems,
    missed,
    incomplete,
    lateStarts,
    lateListings,
    counts,
  };
}

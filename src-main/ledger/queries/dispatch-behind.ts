import type { ProjectFacts } from '../../../src-shared/contract/bulletin-methods';
import type { OutputOf } from '../../../src-shared/contract/contract';
import type { BehindRow } from '../../../src-shared/contract/dispatch-methods';
import { completionOf, type FigureName, figureKinds, isBehind } from '../../../src-shared/rules/figure-parts';
import { lastMonth, type Period } from '../../../src-shared/rules/period';
import { isInSlice, leaderOfProject, sliceLabel } from '../../../src-shared/rules/slices';
import { formatDate } from '../../../src-shared/terms/format';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { historyOf } from '../journal/history';
import { requirePeriod } from './bulletin-figures';
import { breakdownOf } from './dispatch-breakdown';
import { dispatchScope } from './dispatch-scope';
import { sourceOf } from './dispatch-sources';
import { statesOf } from './dispatch-states';

type Behind = OutputOf<'dispatch.behind'>;

const sum = (facts: readonly ProjectFacts[], value: (one: ProjectFacts) => number | null) =>
  facts.reduce((total, one) => total + (value(one) ?? 0), 0);

/** The year's plan is a key of its field; the months of a trail are those that the figures take. */
export const behindFigure: Handler<'dispatch.behind'> = (context, { period: code, by, key, figure, part, leader }) => {
  const { period, figures, facts, leaderOf } = dispatchScope(context, code);
  const label = key === null ? '全市' : sliceLabel(by, key);
  if (facts === null) {
    return {
      label,
      counts: { all: 0, done: 0, open: 0 },
      sums: { plan: 0, completed: 0, total: 0 },
      projects: null,
      breakdown: [],
      source: { reporters: 0, here: 0, until: null },
    };
  }
  const share = figures.timeProportional;
  const inSlice = facts.filter(
    (one) => isInSlice(by, key, one, leaderOf) && (leader === undefined || leaderOfProject(one, leaderOf) === leader),
  );
  const ofPart = (wanted: 'all' | 'done' | 'open') => inSlice.filter((one) => isBehind(figure, wanted, one, share));
  const parts = { all: ofPart('all'), done: ofPart('done'), open: ofPart('open') };
  const chosen = parts[part];
  const states = statesOf(context, figure, period, parts.all);
  const projects = chosen.map(
    (one): BehindRow => ({
      id: one.id,
      name: one.name,
      region: one.region,
      leader: leaderOfProject(one, leaderOf),
      secretary: one.secretary,
      total: one.total,
      plan: one.plan,
      completed: one.completed,
      rate: completionOf(one),
      part: (['done', 'open'] as const).find((wanted) => isBehind(figure, wanted, one, share)) ?? null,
      state: states.get(one.id) ?? '',
    }),
  );
  return {
    label,
    counts: { all: parts.all.length, done: parts.done.length, open: parts.open.length },
    sums: {
      plan: sum(chosen, ({ plan }) => plan),
      completed: sum(chosen, ({ completed }) => completed),
      total: sum(chosen, ({ total }) => total),
    },
    projects,
    breakdown: breakdownOf(context, figure, parts, states, share),
    source: sourceOf(context, figure, period, parts.all),
  } satisfies Behind;
};

interface Cell {
  readonly entity: 'project' | 'progress' | 'permit' | 'listing';
  readonly field: string;
}

function recordsOf({ database }: LedgerContext, { entity, field }: Cell, period: Period, project: string) {
  if (entity === 'project')
    return [{ id: project, about: '', field: field === 'annual_plan' ? `annual_plan.${period.year}` : field }];
  const name = { progress: 'month', permit: 'name', listing: "''" }[entity];
  const inTime = entity === 'progress' ? 'AND month BETWEEN @first AND @last' : '';
  const rows = database
    .prepare(
      `SELECT id, coalesce(${name}, '') AS about FROM ${entity} WHERE project = @project ${inTime} ORDER BY record`,
    )
    .all(entity === 'progress' ? { project, first: `${period.year}-01`, last: lastMonth(period) } : { project }) as {
    id: string;
    about: string;
  }[];
  return rows.map(({ id, about }) => ({ id, about: entity === 'progress' ? formatDate(about) : about, field }));
}

export const trailOf: Handler<'dispatch.trail'> = (context, { period: code, figure, project }) => {
  const period = requirePeriod(code);
  const cells = figureKinds[figure as FigureName].cells as readonly Cell[];
  return cells
    .flatMap((cell) =>
      recordsOf(context, cell, period, project).flatMap(({ id, about, field }) =>
        historyOf(context.journal.core, cell.entity, id, field).map((entry) => ({ ...entry, about })),
      ),
    )
    .sort((a, b) => b.clock - a.clock || (a.dot < b.dot ? 1 : -1));
};

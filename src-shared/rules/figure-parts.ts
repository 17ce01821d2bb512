import type { CountedFigure, ProjectFacts } from '../contract/bulletin-methods';
import type { EntityName } from '../entities/entities';
import { rate } from './indicators';

/** Figures of the city picture that lead to the projects behind them. */
export const figureNames = ['landing', 'preparation', 'completion', 'listing', 'start', 'projects', 'reserve'] as const;
export type FigureName = (typeof figureNames)[number];

/** all: the denominator; done: what of it is reached; open: what is not. */
export const figureParts = ['all', 'done', 'open'] as const;
export type FigurePart = (typeof figureParts)[number];

export interface FigureKind {
  readonly label: string;
  readonly all: CountedFigure;
  /** What of `all` is reached; null where money decides, or nothing is to be reached. */
  readonly done: CountedFigure | null;
  /** Names of the parts; one that is missing has no meaning for this figure. */
  readonly parts: Readonly<Partial<Record<FigurePart, string>>>;
  /** The cells that decide whether, or how much, a project counts. */
  readonly cells: readonly { readonly entity: EntityName; readonly field: string }[];
}

export const figureKinds: Readonly<Record<FigureName, FigureKind>> = {
  landing: {
    label: '招商落地率',
    all: 'signed',
    done: 'landed',
    parts: { all: '已签约', done: '已落地', open: '未落地' },
    cells: [
      { entity: 'project', field: 'lifecycle' },
      { entity: 'project', field: 'signed_on' },
      { entity: 'project', field: 'credit_code' },
      { entity: 'project', field: 'paid_in_amount' },
      { entity: 'project', field: 'actual_start' },
    ],
  },
  preparation: {
    label: '前期工作成熟率',
    all: 'preparing',
    done: 'prepared',
    parts: { all: '计划开工', done: '手续齐备', open: '未齐备' },
    cells: [
      { entity: 'permit', field: 'state' },
      { entity: 'permit', field: 'actual_finish' },
      { entity: 'project', field: 'planned_start' },
    ],
  },
  completion: {
    label: '投资完成率',
    all: 'projects',
    done: null,
    parts: { all: '在建', done: '达到序时', open: '落后序时' },
    cells: [
      { entity: 'progress', field: 'completed' },
      { entity: 'project', field: 'annual_plan' },
    ],
  },
  listing: {
    label: '项目入统率',
    all: 'due',
    done: 'listed',
    parts: { all: '应入统', done: '已入库', open: '未入统' },
    cells: [
      { entity: 'listing', field: 'state' },
      { entity: 'listing', field: 'listed_month' },
      { entity: 'listing', field: 'reason_code' },
      { entity: 'project', field: 'actual_start' },
    ],
  },
  start: {
    label: '项目开工率',
    all: 'planned_starts',
    done: 'started',
    parts: { all: '应开工', done: '已开工', open: '未开工' },
    cells: [
      { entity: 'project', field: 'actual_start' },
      { entity: 'project', field: 'planned_start' },
    ],
  },
  projects: {
    label: '在建项目',
    all: 'projects',
    done: null,
    parts: { all: '在建' },
    cells: [
      { entity: 'project', field: 'lifecycle' },
      { entity: 'project', field: 'actual_start' },
      { entity: 'project', field: 'total_investment' },
    ],
  },
  reserve: {
    label: '谋划储备项目',
    all: 'reserve',
    done: null,
    parts: { all: '谋划储备' },
    cells: [{ entity: 'project', field: 'lifecycle' }],
  },
};

/** Completed against the plan of the year; null without a plan: such a project is neither ahead nor behind. */
export function completionOf({ plan, completed }: Pick<ProjectFacts, 'plan' | 'completed'>): number | null {
  return rate(completed ?? 0, plan ?? 0);
}

/** Whether a project is one of those that a part of a figure counts. `timeProportional` is the period's 序时进度, 0…1. */
export function isBehind(figure: FigureName, part: FigurePart, facts: ProjectFacts, timeProportional: number): boolean {
  const { all, done, parts } = figureKinds[figure];
  if (!facts.counted[all] || parts[part] === undefined) return false;
  if (part === 'all') return true;
  if (done !== null) return (facts.counted[done] === true) === (part === 'done');
  const reached = completionOf(facts);
  return reached !== null && reached >= timeProportional === (part === 'done');
}

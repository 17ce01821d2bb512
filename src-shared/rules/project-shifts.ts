import type { FigureShift, ProjectFacts, ShiftedProject, SummedFigure } from '../contract/bulletin-methods';
import { summedFigures } from './summed-figures';

/** What a project adds to a figure of its region: 1 or 0, or whole yuan. */
export function shareOf(facts: ProjectFacts, figure: SummedFigure): number {
  if (figure === 'annual_plan') return facts.counted.projects ? (facts.plan ?? 0) : 0;
  if (figure === 'completed') return facts.counted.projects ? (facts.completed ?? 0) : 0;
  return facts.counted[figure] ? 1 : 0;
}

/** How one project adds otherwise than before; null where it does not. A project that is not there adds nothing. */
export function shiftOf(before: ProjectFacts | null, after: ProjectFacts | null): ShiftedProject | null {
  const facts = after ?? before;
  if (!facts) return null;
  const moved = before !== null && after !== null && before.region !== after.region;
  const shifts: FigureShift[] = [];
  const add = (region: string | null, figure: SummedFigure, from: number, to: number) => {
    if (from !== to) shifts.push({ region, figure, before: from, after: to });
  };
  for (const figure of summedFigures) {
    const from = before ? shareOf(before, figure) : 0;
    const to = after ? shareOf(after, figure) : 0;
    if (moved) {
      add(before.region, figure, from, 0);
      add(after.region, figure, 0, to);
    } else add(facts.region, figure, from, to);
  }
  if (shifts.length === 0) return null;
  return {
    id: facts.id,
    name: facts.name,
    kind: before === null ? 'added' : after === null ? 'withdrawn' : 'changed',
    region: facts.region,
    ...(moved ? { formerRegion: before.region } : {}),
    shifts,
  };
}

/** Every project that adds otherwise, in the order of `after`, then those that are gone. */
export function shiftsOf(before: readonly ProjectFacts[], after: readonly ProjectFacts[]): ShiftedProject[] {
  const earlier = new Map(before.map((facts) => [facts.id, facts]));
  const pairs: [ProjectFacts | null, ProjectFacts | null][] = after.map((facts) => [
    earlier.get(facts.id) ?? null,
    facts,
  ]);
  for (const facts of after) earlier.delete(facts.id);
  for (const facts of earlier.values()) pairs.push([facts, null]);
  return pairs.flatMap(([from, to]) => shiftOf(from, to) ?? []);
}

/** Fields of a project that a figure depends on; of what belongs to it, see `relatedFields`. */
const projectFields: Readonly<Record<SummedFigure, readonly string[]>> = {
  projects: ['lifecycle', 'total_investment', 'actual_start', 'actual_finish'],
  planned_starts: ['planned_start', 'lifecycle'],
  started: ['planned_start', 'actual_start'],
  due: ['lifecycle', 'total_investment', 'actual_start'],
  listed: [],
  signed: ['signed_on', 'signing_event', 'lifecycle'],
  landed: ['lifecycle', 'actual_start', 'credit_code', 'paid_in_amount'],
  preparing: ['lifecycle', 'planned_start'],
  prepared: [],
  reserve: ['lifecycle'],
  annual_plan: ['annual_plan'],
  completed: [],
};

const relatedFields: Partial<Readonly<Record<SummedFigure, { entity: string; fields: readonly string[] }>>> = {
  listed: { entity: 'listing', fields: ['state', 'listed_month', 'deleted'] },
  prepared: { entity: 'permit', fields: ['state', 'actual_finish', 'catalogue_code', 'deleted'] },
  completed: { entity: 'progress', fields: ['completed', 'deleted'] },
};

/** Whether a change of that field can have moved one of the project's figures that did move. `field` may name a key: 'annual_plan.2018'. */
export function dependsOn(
  project: ShiftedProject,
  year: number,
  change: { readonly entity: string; readonly field: string },
): boolean {
  const figures = project.shifts.map(({ figure }) => figure);
  if (change.entity === 'project') {
    if (change.field === 'deleted') return true;
    if (change.field === 'region') return project.formerRegion !== undefined || project.kind !== 'changed';
    const [name = '', key] = change.field.split('.');
    if (name === 'annual_plan' && key !== String(year)) return false;
    return figures.some((figure) => projectFields[figure].includes(name));
  }
  return figures.some((figure) => {
    const related = relatedFields[figure];
    return related?.entity === change.entity && related.fields.includes(change.field);
  });
}

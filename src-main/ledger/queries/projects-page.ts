import { assignments, regionName, regions } from '../../../src-shared/catalogues/regions';
import type { ParsedInputOf } from '../../../src-shared/contract/contract';
import type { GroupRow, ProjectRow } from '../../../src-shared/contract/record-methods';
import { project } from '../../../src-shared/entities/project';
import { percentagePoints, rate } from '../../../src-shared/rules/indicators';
import { timeProportionalToday } from '../../../src-shared/rules/period';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { loadLightRules } from './light-rules';
import { ProjectSelection, type Raw } from './project-selection';
import { viewSql } from './view-sql';

type Input = ParsedInputOf<'projects.page'>;
type Group = NonNullable<Input['group']>;

function labelOf(group: Group, key: string | null): string {
  if (key === null) return '未填';
  if (group === 'region') return regionName(key);
  if (group === 'lifecycle')
    return project.fields.lifecycle.choices.find((choice) => choice.code === key)?.label ?? key;
  return key;
}

const catalogueOrder: Record<Group, readonly string[]> = {
  region: regions.map((region) => region.code),
  patron: assignments.map((assignment) => assignment.leader),
  lifecycle: project.fields.lifecycle.choices.map((choice) => choice.code),
};

/** Groups in the order of the catalogue, then by name; what is not filled in comes last. */
function inOrder(group: Group, groups: readonly Raw[]): Raw[] {
  const place = ({ key }: Raw) => {
    if (key === null) return Number.POSITIVE_INFINITY;
    const index = catalogueOrder[group].indexOf(key as string);
    return index < 0 ? Number.MAX_SAFE_INTEGER : index;
  };
  return groups.toSorted((a, b) => place(a) - place(b) || String(a.key).localeCompare(String(b.key), 'zh-CN'));
}

function toGroup(by: Group, raw: Raw, timeProportional: number): GroupRow {
  const key = raw.key as string | null;
  const completion = rate(raw.completed_this_year as number, raw.annual_plan as number);
  return {
    kind: 'group',
    id: `${by}:${key ?? ''}`,
    label: labelOf(by, key),
    count: raw.count as number,
    total_investment: raw.total_investment as number,
    annual_plan: raw.annual_plan as number,
    completed_this_year: raw.completed_this_year as number,
    completion_rate: completion,
    gap: percentagePoints(completion, timeProportional),
  };
}

/** Ids of the projects that a grid with this view, these filters and this order shows, from the first to the last. */
export function projectIds(context: LedgerContext, shown: Pick<Input, 'view' | 'filters' | 'orders'>): string[] {
  return new ProjectSelection(context, { ...shown, words: '' }).ids();
}

/** A page of the grid. Group headers are rows among the others, so that the window needs to know nothing of groups to scroll. */
export const pageOfProjects: Handler<'projects.page'> = (context, input) => {
  const selection = new ProjectSelection(context, input);
  const ofView = context.database
    .prepare(`SELECT count(*) FROM project WHERE ${viewSql(input.view)}`)
    .pluck()
    .get() as number;
  const [sums] = selection.sums(null) as [Raw];
  const count = sums.count as number;
  const totals = {
    total_investment: sums.total_investment as number,
    annual_plan: sums.annual_plan as number,
    completed_this_year: sums.completed_this_year as number,
  };
  const { group: by } = input;
  if (by === null)
    return {
      rows: selection.rows(null, input.offset, input.limit, input.offset + 1),
      total: count,
      projects: count,
      all: ofView,
      sums: totals,
    };

  const column = selection.groupColumn(by);
  const timeProportional = timeProportionalToday(context.clock.today(), loadLightRules(context).monthShares);
  const rows: (ProjectRow | GroupRow)[] = [];
  const end = input.offset + input.limit;
  let place = 0;
  let ordinal = 1;
  for (const raw of inOrder(by, selection.sums(column))) {
    const group = toGroup(by, raw, timeProportional);
    if (place >= input.offset && place < end) rows.push(group);
    place += 1;
    const shown = input.folded.includes(group.id) ? 0 : group.count;
    const from = Math.max(input.offset - place, 0);
    const to = Math.min(end - place, shown);
    if (from < to) rows.push(...selection.rows({ column, key: raw.key }, from, to - from, ordinal + from));
    place += shown;
    ordinal += group.count;
  }
  return { rows, total: place, projects: count, all: ofView, sums: totals };
};

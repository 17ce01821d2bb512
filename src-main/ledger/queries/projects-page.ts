import type { Grouping } from '../../../src-shared/contract/common';
import type { ParsedInputOf } from '../../../src-shared/contract/contract';
import type { GroupRow, ProjectRow } from '../../../src-shared/contract/record-methods';
import { percentagePoints, rate } from '../../../src-shared/rules/indicators';
import { timeProportionalToday } from '../../../src-shared/rules/period';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { loadLightRules } from './light-rules';
import { catalogueOf } from './project-columns';
import { ProjectSelection, type Raw } from './project-selection';

type Input = ParsedInputOf<'projects.page'>;

function labelOf(group: Grouping, key: string | null): string {
  if (key === null) return '未填';
  return catalogueOf(group)?.find(({ code }) => code === key)?.label ?? key;
}

const inChinese = new Intl.Collator('zh-CN');

/** Groups in the order of the catalogue, then by name; what is not filled in comes last. */
export function inOrder(group: Grouping, groups: readonly Raw[]): Raw[] {
  const places = new Map(catalogueOf(group)?.map(({ code }, index) => [code, index]));
  const place = ({ key }: Raw) =>
    key === null ? Number.POSITIVE_INFINITY : (places.get(key as string) ?? Number.MAX_SAFE_INTEGER);
  return groups.toSorted((a, b) => place(a) - place(b) || inChinese.compare(String(a.key), String(b.key)));
}

function toGroup(by: Grouping, raw: Raw, timeProportional: number): GroupRow {
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

/** Ids of the projects that a grid with this view, these filters, words and this order shows, from the first to the last. */
export function projectIds(
  context: LedgerContext,
  shown: Pick<Input, 'view' | 'filters' | 'orders'> & { readonly words?: string },
): string[] {
  return new ProjectSelection(context, { words: '', ...shown }).ids();
}

const sumNames = ['total_investment', 'annual_plan', 'completed_this_year'] as const;

/** A page of the grid. Group headers are rows among the others, so that the window needs to know nothing of groups to scroll. */
export const pageOfProjects: Handler<'projects.page'> = (context, input) => {
  const { group: by } = input;
  const selection = new ProjectSelection(context, input);
  const groups = selection.sums(by);
  const add = (name: string) => groups.reduce((sum, raw) => sum + (raw[name] as number), 0);
  const projects = add('count');
  const [total_investment, annual_plan, completed_this_year] = sumNames.map(add) as [number, number, number];
  const summary = { projects, all: selection.ofView(), sums: { total_investment, annual_plan, completed_this_year } };
  if (by === null)
    return { rows: selection.rows(null, input.offset, input.limit, input.offset + 1), total: projects, ...summary };

  const timeProportional = timeProportionalToday(context.clock.today(), loadLightRules(context).monthShares);
  const folded = new Set(input.unfolded ?? input.folded);
  const isFolded = (id: string) => folded.has(id) === (input.unfolded === null);
  const rows: (ProjectRow | GroupRow)[] = [];
  const end = input.offset + input.limit;
  let place = 0;
  let ordinal = 1;
  for (const raw of inOrder(by, groups)) {
    const group = toGroup(by, raw, timeProportional);
    if (place >= input.offset && place < end) rows.push(group);
    place += 1;
    const shown = isFolded(group.id) ? 0 : group.count;
    const from = Math.max(input.offset - place, 0);
    const to = Math.min(end - place, shown);
    if (from < to) rows.push(...selection.rows({ by, key: raw.key }, from, to - from, ordinal + from));
    place += shown;
    ordinal += group.count;
  }
  return { rows, total: place, ...summary };
};

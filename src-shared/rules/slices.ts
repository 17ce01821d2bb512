import { regionName, regions } from '../catalogues/regions';
import type { ProjectFacts } from '../contract/bulletin-methods';
import type { RegionFigures } from '../contract/exchange-methods';
import { regionFigures, withPlaces } from './indicators';
import { countsOf } from './project-facts';

/** What the city is cut by: every project lies in exactly one slice of each kind, so the slices of a kind add up to the city. */
export const sliceKinds = ['region', 'leader', 'sector', 'tier', 'size'] as const;
export type SliceKind = (typeof sliceKinds)[number];

export const sliceKindLabels: Readonly<Record<SliceKind, string>> = {
  region: '属地',
  leader: '包保领导',
  sector: '领域',
  tier: '层级',
  size: '规模',
};

/** Key of the slice of projects of which nobody wrote the mark; for regions also of those with an unknown code. */
export const unmarked = '';

/** The leader in charge of a region, where there is one. */
export type LeaderOf = (region: string) => string | undefined;

const known: ReadonlySet<string | null> = new Set(regions.map(({ code }) => code));

// The highest tier counts, so that a project of province and city stands once.
const tiers = [
  { key: 'national', label: '国家级' },
  { key: 'province', label: '省级' },
  { key: 'city', label: '市级' },
  { key: 'county', label: '县级' },
] as const;

const million = 1_000_000;
const sizes = [
  { key: 'below50', label: '不足 5000万', from: 0 },
  { key: 'from50', label: '5000万至 1亿', from: 50 * million },
  { key: 'from100', label: '1亿至 5亿', from: 100 * million },
  { key: 'from500', label: '5亿至 10亿', from: 500 * million },
  { key: 'from1000', label: '10亿以上', from: 1000 * million },
] as const;

/** Classes by size as the plan counts them, each of them part of the one before: they stand below the total as 其中. */
const sizeClasses = [
  { key: 'least50', label: '5000万以上', from: 50 * million },
  { key: 'least100', label: '1亿以上', from: 100 * million },
  { key: 'least500', label: '5亿以上', from: 500 * million },
  { key: 'least1000', label: '10亿以上', from: 1000 * million },
] as const;

export function leaderOfProject(facts: Pick<ProjectFacts, 'patron' | 'region'>, leaderOf: LeaderOf): string {
  return facts.patron ?? (facts.region === null ? undefined : leaderOf(facts.region)) ?? unmarked;
}

/** Key of the one slice of a kind that a project lies in. */
export function sliceOf(kind: SliceKind, facts: ProjectFacts, leaderOf: LeaderOf): string {
  switch (kind) {
    case 'region':
      return known.has(facts.region) ? (facts.region ?? unmarked) : unmarked;
    case 'leader':
      return leaderOfProject(facts, leaderOf);
    case 'sector':
      return facts.sector?.trim() ?? unmarked;
    case 'tier':
      return tiers.find(({ key }) => facts.tiers.includes(key))?.key ?? unmarked;
    case 'size': {
      const { total } = facts;
      return total === null ? unmarked : (sizes.findLast(({ from }) => total >= from)?.key ?? 'below50');
    }
  }
}

/** Whether a project is one of a row of the table: of a slice, of a class by size, or of the whole city (null). */
export function isInSlice(kind: SliceKind, key: string | null, facts: ProjectFacts, leaderOf: LeaderOf): boolean {
  if (key === null) return true;
  const least = kind === 'size' ? sizeClasses.find((one) => one.key === key) : undefined;
  return least ? facts.total !== null && facts.total >= least.from : sliceOf(kind, facts, leaderOf) === key;
}

/** Name of a slice for people. */
export function sliceLabel(kind: SliceKind, key: string): string {
  const named = kind === 'tier' ? tiers : kind === 'size' ? [...sizes, ...sizeClasses] : [];
  if (key === unmarked)
    return { region: '属地不明', leader: '未定领导', sector: '未填领域', tier: '未填层级', size: '未填总投资' }[kind];
  return kind === 'region' ? regionName(key) : (named.find((one) => one.key === key)?.label ?? key);
}

export interface Slice {
  readonly key: string;
  readonly label: string;
  readonly figures: RegionFigures;
}

// Regions, tiers and sizes keep the order of their catalogue; leaders and sectors stand by what is planned in them, the greatest first.
function inOrder(kind: SliceKind, slices: readonly Slice[]): Slice[] {
  const order: readonly string[] = {
    region: regions.map(({ code }) => code),
    tier: tiers.map(({ key }) => key),
    size: sizes.map(({ key }) => key),
    leader: [],
    sector: [],
  }[kind];
  const place = ({ key }: Slice) => {
    const index = order.indexOf(key);
    return key === unmarked ? Number.POSITIVE_INFINITY : index < 0 ? order.length : index;
  };
  return slices.toSorted(
    (a, b) =>
      (place(a) === place(b) ? 0 : place(a) - place(b)) ||
      b.figures.annual_plan - a.figures.annual_plan ||
      b.figures.projects - a.figures.projects ||
      a.label.localeCompare(b.label, 'zh-CN'),
  );
}

/** The city by one kind of slice, each with the figures of a bulletin. Only slices with projects; what is unmarked has no place. */
export function slicesOf(
  kind: SliceKind,
  projects: readonly ProjectFacts[],
  timeProportional: number,
  leaderOf: LeaderOf,
): Slice[] {
  const groups = new Map<string, ProjectFacts[]>();
  for (const facts of projects) {
    const key = sliceOf(kind, facts, leaderOf);
    const group = groups.get(key);
    if (group) group.push(facts);
    else groups.set(key, [facts]);
  }
  const slices = inOrder(
    kind,
    [...groups].map(([key, group]) => {
      const label = sliceLabel(kind, key);
      return { key, label, figures: regionFigures(countsOf(label, group), timeProportional) };
    }),
  );
  const marked = slices.filter(({ key }) => key !== unmarked);
  const placed = withPlaces(marked.map(({ figures }) => figures));
  return slices.map((slice) => ({ ...slice, figures: placed[marked.indexOf(slice)] ?? slice.figures }));
}

/** The classes by size, each with everything above it. */
export function sizeClassRows(projects: readonly ProjectFacts[], timeProportional: number): Slice[] {
  return sizeClasses.map(({ key, label, from }) => ({
    key,
    label,
    figures: regionFigures(
      countsOf(
        label,
        projects.filter(({ total }) => total !== null && total >= from),
      ),
      timeProportional,
    ),
  }));
}

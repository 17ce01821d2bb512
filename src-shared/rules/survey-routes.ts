import { city, regions } from '../catalogues/regions';

/** A project that is to be put on a route; in the order of their urgency. */
export interface RouteStop {
  readonly id: string;
  readonly region: string;
  readonly address: string | null;
}

/** One round: a region, a day, a team, the sites in the order in which they are driven to. */
export interface SurveyRoute {
  readonly region: string;
  readonly date: string;
  /** 1, 2, …: several teams drive on one day. */
  readonly team: number;
  readonly projects: readonly string[];
}

const cityWords = new RegExp(`^(?:吉林省)?(?:${city.name})?`);

/** The town, street or park at the head of an address: '左家镇'; null where it names none. */
export function townOf(address: string | null): string | null {
  const within = (address ?? '').normalize('NFKC').replace(/\s/g, '').replace(cityWords, '');
  const county = regions.find(({ name }) => within.startsWith(name));
  const rest = county ? within.slice(county.name.length) : within;
  return /^[^,，、;；\d]{1,12}?(?:街道|开发区|产业园区|工业园区|园区|集中区|新区|镇|乡)/.exec(rest)?.[0] ?? null;
}

/**
 * Order of the sites of one region: those of one town, street or park together, along their addresses; the town with the most urgent site
 * is first. Sites without an address follow at the end in the order of urgency. A person may order them otherwise.
 */
export function routeOrder(stops: readonly RouteStop[]): RouteStop[] {
  const urgency = new Map<string, number>();
  const keyOf = ({ address }: RouteStop) => townOf(address) ?? address?.trim().slice(0, 6) ?? '';
  stops.forEach((stop, index) => {
    const key = keyOf(stop);
    if (!urgency.has(key)) urgency.set(key, key === '' ? Number.POSITIVE_INFINITY : index);
  });
  const at = new Map(stops.map((stop, index) => [stop.id, index]));
  const place = (stop: RouteStop) => urgency.get(keyOf(stop)) ?? 0;
  return stops.toSorted(
    (a, b) =>
      // Infinity beside infinity is the same place.
      (place(a) === place(b) ? 0 : place(a) < place(b) ? -1 : 1) ||
      (a.address ?? '').localeCompare(b.address ?? '', 'zh-CN', { numeric: true }) ||
      (at.get(a.id) ?? 0) - (at.get(b.id) ?? 0),
  );
}

/**
 * Routes of the chosen sites: a round a region and day with at most `most` sites, spread over the days and teams in turn; what the days
 * do not hold goes on the last of them. Regions come in the given order.
 */
export function planRoutes(
  stops: readonly RouteStop[],
  regions: readonly string[],
  days: readonly string[],
  teams: number,
  most: number,
): SurveyRoute[] {
  const last = days.at(-1);
  if (last === undefined) return [];
  const perRound = Math.max(1, most);
  const perDay = Math.max(1, teams);
  const known = new Set(regions);
  const places = [...regions, ...new Set(stops.map(({ region }) => region).filter((region) => !known.has(region)))];
  const rounds = places.flatMap((region) => {
    const sites = routeOrder(stops.filter((stop) => stop.region === region)).map(({ id }) => id);
    const count = Math.ceil(sites.length / perRound);
    // Two rounds of five are better than one of eight and one of two.
    const size = count === 0 ? 0 : Math.ceil(sites.length / count);
    return Array.from({ length: count }, (_, index) => ({
      region,
      projects: sites.slice(index * size, (index + 1) * size),
    }));
  });
  return rounds.map(({ region, projects }, index) => ({
    region,
    projects,
    date: days[Math.floor(index / perDay)] ?? last,
    team: (index % perDay) + 1,
  }));
}

/** The order with one site moved up (−1) or down (+1); the same where there is no room. */
export function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const list = [...items];
  if (from < 0 || from >= list.length || to < 0 || to >= list.length) return list;
  const [item] = list.splice(from, 1);
  if (item !== undefined) list.splice(to, 0, item);
  return list;
}

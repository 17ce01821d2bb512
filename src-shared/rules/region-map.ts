import { regionCode, regions } from '../catalogues/regions';
import type { RegionMap } from '../contract/rule-values';

/** A ring of [longitude, latitude]; the last point is the first one. */
type Ring = [number, number][];
type Outline = Ring[];

/** What is wrong with a file, for people; `detail` continues '读不了地图文件：'. */
export interface MapFault {
  readonly fault: string;
}

export interface ReadMap {
  readonly map: RegionMap;
  readonly properties: { name: string; regions: number }[];
  readonly missing: string[];
  readonly unknown: string[];
  readonly pointsBefore: number;
  readonly points: number;
}

/** Characters of the kept outlines, so that the setting stays a small one that travels to every machine. */
export const mapRoom = 300_000;

interface Feature {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly outlines: Outline[];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function pointOf(value: unknown): [number, number] | string {
  const [x, y] = Array.isArray(value) ? value : [];
  if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x) || !Number.isFinite(y))
    return '有的坐标不是数';
  if (Math.abs(x) > 180 || Math.abs(y) > 90) return '坐标不是经纬度。请在制图软件里导出成经纬度（CGCS2000 或 WGS84）';
  return [x, y];
}

function outlineOf(rings: unknown): Outline | string {
  if (!Array.isArray(rings) || rings.length === 0) return '有的多边形是空的';
  const outline: Outline = [];
  for (const ring of rings) {
    if (!Array.isArray(ring) || ring.length < 4) return '有的多边形不足四个点，围不成一块';
    const points: Ring = [];
    for (const value of ring) {
      const point = pointOf(value);
      if (typeof point === 'string') return point;
      points.push(point);
    }
    const [first, last] = [points[0], points.at(-1)];
    if (first && last && (first[0] !== last[0] || first[1] !== last[1])) points.push([...first]);
    outline.push(points);
  }
  return outline;
}

function featureOf(value: unknown): Feature | string | null {
  const geometry = isRecord(value) ? value.geometry : undefined;
  if (!isRecord(value) || !isRecord(geometry)) return null;
  const shapes =
    geometry.type === 'Polygon'
      ? [geometry.coordinates]
      : geometry.type === 'MultiPolygon'
        ? geometry.coordinates
        : null;
  if (!Array.isArray(shapes)) return null;
  const outlines: Outline[] = [];
  for (const shape of shapes) {
    const outline = outlineOf(shape);
    if (typeof outline === 'string') return outline;
    outlines.push(outline);
  }
  return { properties: isRecord(value.properties) ? value.properties : {}, outlines };
}

const codeIn = (feature: Feature, property: string) => {
  const value = feature.properties[property];
  return typeof value === 'string' || typeof value === 'number' ? regionCode(String(value).trim()) : undefined;
};

/** Square of the distance of a point from a segment. */
function distance(
  [x, y]: readonly [number, number],
  [ax, ay]: readonly [number, number],
  [bx, by]: readonly [number, number],
): number {
  const length = (bx - ax) ** 2 + (by - ay) ** 2;
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
  return (x - ax - along * (bx - ax)) ** 2 + (y - ay - along * (by - ay)) ** 2;
}

/** Points of a ring that are simplified together. */
const stretch = 400;

/** The ring with those points left out that lie within `tolerance` degrees of the line between others (Douglas and Peucker). */
export function simplified(ring: Ring, tolerance: number): Ring {
  if (ring.length <= 5) return ring;
  const keep = new Uint8Array(ring.length);
  // The two ends of a ring are one point: it is cut at the point farthest from there.
  const start = ring[0] as [number, number];
  let far = 0;
  let most = -1;
  for (const [index, point] of ring.entries()) {
    const away = (point[0] - start[0]) ** 2 + (point[1] - start[1]) ** 2;
    if (away > most) [far, most] = [index, away];
  }
  // Cut into stretches, so that a ring of nothing but spikes does not take the square of its length.
  const ends = [0, far, ring.length - 1];
  for (let at = stretch; at < ring.length - 1; at += stretch) ends.push(at);
  ends.sort((a, b) => a - b);
  for (const end of ends) keep[end] = 1;
  const open = ends.slice(1).map((end, index): [number, number] => [ends[index] ?? 0, end]);
  for (let part = open.pop(); part; part = open.pop()) {
    const [from, to] = part;
    let worst = tolerance ** 2;
    let at = -1;
    for (let index = from + 1; index < to; index += 1) {
      const away = distance(
        ring[index] as [number, number],
        ring[from] as [number, number],
        ring[to] as [number, number],
      );
      if (away > worst) [worst, at] = [away, index];
    }
    if (at < 0) continue;
    keep[at] = 1;
    open.push([from, at], [at, to]);
  }
  return ring.filter((_, index) => keep[index] === 1);
}

const rounded = (ring: Ring): Ring => ring.map(([x, y]) => [Math.round(x * 1e5) / 1e5, Math.round(y * 1e5) / 1e5]);

function countPoints(shapes: Readonly<Record<string, Outline[]>>): number {
  return Object.values(shapes).reduce(
    (sum, outlines) => sum + outlines.flat().reduce((all, ring) => all + ring.length, 0),
    0,
  );
}

/** Outlines that fit into `mapRoom`: the coarser, the larger they are. An island that shrinks to nothing is left out. */
function fitted(shapes: Record<string, Outline[]>): Record<string, Outline[]> {
  let smaller = shapes;
  for (let tolerance = 0.0002; ; tolerance *= 2) {
    // Each round works on what the one before left: the first ones are the long ones.
    smaller = Object.fromEntries(
      Object.entries(smaller).map(([code, outlines]) => {
        const kept = outlines.flatMap((outline): Outline[] => {
          const rings = outline.map((ring) => rounded(simplified(ring, tolerance))).filter((ring) => ring.length >= 4);
          return rings.length > 0 ? [rings] : [];
        });
        return [code, kept.length > 0 ? kept : [[rounded(outlines[0]?.[0]?.slice(0, 4) ?? [])]]];
      }),
    );
    if (tolerance > 1 || JSON.stringify(smaller).length <= mapRoom) return smaller;
  }
}

/**
 * Reads the text of a GeoJSON file. Without `property` the one that names most regions is taken. A file that names a region twice has
 * both outlines. Answers a fault where nothing can be drawn from it.
 */
export function readRegionMap(text: string, source: string, property?: string): ReadMap | MapFault {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { fault: '文件不是完整的 GeoJSON（不是 JSON 文本）。请重新导出一份' };
  }
  const list =
    isRecord(parsed) && parsed.type === 'FeatureCollection'
      ? parsed.features
      : isRecord(parsed) && parsed.type === 'Feature'
        ? [parsed]
        : null;
  if (!Array.isArray(list))
    return { fault: '文件是 JSON，但不是 GeoJSON 要素集（FeatureCollection）。请在制图软件里选“导出为 GeoJSON”' };
  const features: Feature[] = [];
  for (const [index, value] of list.entries()) {
    const feature = featureOf(value);
    if (typeof feature === 'string') return { fault: `第 ${index + 1} 个要素不对：${feature}` };
    if (feature) features.push(feature);
  }
  if (features.length === 0) return { fault: '里面没有多边形，只有点或线，画不出各属地的范围' };
  const names = [...new Set(features.flatMap((feature) => Object.keys(feature.properties)))];
  const properties = names
    .map((name) => ({ name, regions: new Set(features.flatMap((feature) => codeIn(feature, name) ?? [])).size }))
    .filter((one) => one.regions > 0)
    .sort((a, b) => b.regions - a.regions || a.name.localeCompare(b.name));
  const chosen = property ?? properties[0]?.name;
  if (chosen === undefined)
    return {
      fault:
        names.length === 0
          ? '各要素没有属性，不知道哪一块是哪个属地。请加一列写属地名称或代码'
          : `各要素的属性（${names.slice(0, 6).join('、')}）里没有一个写着本市的属地名称或代码`,
    };
  const shapes: Record<string, Outline[]> = {};
  const unknown: string[] = [];
  for (const feature of features) {
    const code = codeIn(feature, chosen);
    if (code === undefined) unknown.push(String(feature.properties[chosen] ?? '未写名称'));
    else shapes[code] = [...(shapes[code] ?? []), ...feature.outlines];
  }
  if (Object.keys(shapes).length === 0) return { fault: `属性“${chosen}”里没有一个是本市的属地名称或代码` };
  const small = fitted(shapes);
  return {
    map: { source, property: chosen, shapes: small },
    properties,
    missing: regions.filter(({ code }) => shapes[code] === undefined).map(({ name }) => name),
    unknown,
    pointsBefore: countPoints(shapes),
    points: countPoints(small),
  };
}

export interface DrawnRegion {
  readonly code: string;
  /** SVG path. */
  readonly path: string;
  /** Middle of its largest outline, for the name. */
  readonly middle: readonly [number, number];
}

/** The map as paths in a box of the given size; north is up, and a degree of longitude as long as it is in the middle of the map. */
export function drawRegionMap(map: RegionMap, width: number, height: number): DrawnRegion[] {
  const points = Object.values(map.shapes).flat(3) as [number, number][];
  const [west, east] = [Math.min(...points.map(([x]) => x)), Math.max(...points.map(([x]) => x))];
  const [south, north] = [Math.min(...points.map(([, y]) => y)), Math.max(...points.map(([, y]) => y))];
  const stretch = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const across = (east - west) * stretch || 1;
  const down = north - south || 1;
  const scale = Math.min(width / across, height / down);
  const place = ([x, y]: readonly [number, number]): [number, number] => [
    Math.round(((x - west) * stretch * scale + (width - across * scale) / 2) * 10) / 10,
    Math.round(((north - y) * scale + (height - down * scale) / 2) * 10) / 10,
  ];
  return Object.entries(map.shapes).map(([code, outlines]) => {
    const rings = outlines.flatMap((outline) => outline.map((ring) => ring.map((point) => place(point))));
    const largest = outlines
      .map((outline) => (outline[0] ?? []).map((point) => place(point)))
      .sort((a, b) => Math.abs(area(b)) - Math.abs(area(a)))[0];
    return {
      code,
      path: rings.map((ring) => `M${ring.map(([x, y]) => `${x} ${y}`).join('L')}Z`).join(''),
      middle: middleOf(largest ?? []),
    };
  });
}

function area(ring: readonly (readonly [number, number])[]): number {
  return (
    ring.reduce((sum, [x, y], index) => {
      const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y];
      return sum + x * nextY - nextX * y;
    }, 0) / 2
  );
}

function middleOf(ring: readonly (readonly [number, number])[]): [number, number] {
  const whole = area(ring);
  if (whole === 0) return [ring[0]?.[0] ?? 0, ring[0]?.[1] ?? 0];
  let [x, y] = [0, 0];
  for (const [index, [ax, ay]] of ring.entries()) {
    const [bx, by] = ring[(index + 1) % ring.length] ?? [ax, ay];
    x += (ax + bx) * (ax * by - bx * ay);
    y += (ay + by) * (ax * by - bx * ay);
  }
  return [x / (6 * whole), y / (6 * whole)];
}

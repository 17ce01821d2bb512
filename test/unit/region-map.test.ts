import { describe, expect, test } from 'vitest';
import { regionMap } from '../../src-shared/contract/rule-values';
import { drawRegionMap, mapRoom, type ReadMap, readRegionMap, simplified } from '../../src-shared/rules/region-map';

const square = (x: number, y: number) => [
  [
    [x, y],
    [x + 1, y],
    [x + 1, y + 1],
    [x, y + 1],
    [x, y],
  ],
];
const feature = (properties: object, coordinates: unknown = square(126, 43), type = 'Polygon') => ({
  type: 'Feature',
  properties,
  geometry: { type, coordinates },
});
const collection = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features });
const read = (text: string, property?: string) => readRegionMap(text, '边界.geojson', property) as ReadMap;
const fault = (text: string, property?: string) => {
  const answer = readRegionMap(text, '边界.geojson', property);
  return 'fault' in answer ? answer.fault : null;
};

describe('a GeoJSON file', () => {
  test('names its regions by code or name, in whatever property most are named', () => {
    const { map, properties, missing, unknown } = read(
      collection(
        feature({ NAME: '吉林市昌邑区', adcode: 220202, kind: 'x' }),
        feature({ NAME: '龙潭区', adcode: 220203 }, square(127, 43)),
        feature({ NAME: '长春市', adcode: 220100 }, [square(125, 43)], 'MultiPolygon'),
        { type: 'Feature', properties: { NAME: '永吉县' }, geometry: { type: 'Point', coordinates: [126, 43] } },
      ),
    );
    expect(Object.keys(map.shapes).sort()).toEqual(['220202', '220203']);
    expect(properties).toEqual(
      [
        { name: 'adcode', regions: 2 },
        { name: 'NAME', regions: 2 },
      ].sort((a, b) => a.name.localeCompare(b.name)),
    );
    expect(missing).toContain('永吉县');
    expect(missing).toHaveLength(11);
    expect(unknown).toHaveLength(1);
    expect(regionMap.safeParse(map).success).toBe(true);
  });

  test('gives a region that stands in it twice both outlines, and closes a ring that is open', () => {
    const open = [square(126, 43)[0]?.slice(0, 4)];
    const { map } = read(collection(feature({ name: '昌邑区' }, open), feature({ name: '昌邑区' }, square(128, 43))));
    expect(map.shapes['220202']).toHaveLength(2);
    expect(map.shapes['220202']?.[0]?.[0]?.at(-1)).toEqual([126, 43]);
  });

  test.each([
    ['{', '不是 JSON 文本'],
    ['[]', 'FeatureCollection'],
    [collection({ type: 'Feature', properties: {}, geometry: null }), '没有多边形'],
    [collection(feature({})), '没有属性'],
    [collection(feature({ name: '长春市' })), '没有一个写着本市'],
    [collection(feature({ name: '昌邑区' }, [[[1, 2]]])), '第 1 个要素不对'],
    [collection(feature({ name: '昌邑区' }, square(21_500_000, 4_800_000))), '坐标不是经纬度'],
    [collection(feature({ name: '昌邑区' }, [[['a'], ['b'], ['c'], ['d']]])), '坐标不是数'],
  ])('%s is refused with a sentence', (text, words) => {
    expect(fault(text)).toContain(words);
  });

  test('is refused where the chosen property names no region', () => {
    expect(fault(collection(feature({ name: '昌邑区', id: 7 })), 'id')).toContain('“id”');
  });

  test('of any size becomes a small setting', () => {
    const ring = Array.from({ length: 60_000 }, (_, index) => {
      const angle = (index / 60_000) * 2 * Math.PI;
      const away = 1 + 0.02 * Math.sin(angle * 20_000);
      return [126 + away * Math.cos(angle), 43 + away * Math.sin(angle)];
    });
    const { map, points, pointsBefore } = read(collection(feature({ name: '昌邑区' }, [ring])));
    expect(pointsBefore).toBe(60_001);
    expect(points).toBeGreaterThan(10);
    expect(JSON.stringify(map.shapes).length).toBeLessThanOrEqual(mapRoom);
  });
});

test('simplifying keeps corners and drops what lies on a line', () => {
  const ring: [number, number][] = [
    [0, 0],
    [1, 0.00001],
    [2, 0],
    [2, 2],
    [1, 2],
    [0, 2],
    [0, 0],
  ];
  expect(simplified(ring, 0.01)).toEqual([
    [0, 0],
    [2, 0],
    [2, 2],
    [0, 2],
    [0, 0],
  ]);
});

test('a map is drawn inside its box, north up', () => {
  const { map } = read(collection(feature({ name: '昌邑区' }), feature({ name: '永吉县' }, square(126, 41))));
  const drawn = drawRegionMap(map, 390, 332);
  const numbers = drawn.flatMap(({ path }) => path.match(/[\d.-]+/g)?.map(Number) ?? []);
  expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...numbers)).toBeLessThanOrEqual(390);
  const middle = (code: string) => drawn.find((one) => one.code === code)?.middle[1] ?? 0;
  expect(middle('220202')).toBeLessThan(middle('220221'));
});

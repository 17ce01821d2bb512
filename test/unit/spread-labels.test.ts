import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { spreadLabels } from '../../src-renderer/features/listing/spread-labels';

const labels = fc.array(
  fc.record({ center: fc.integer({ min: -20, max: 660 }), width: fc.integer({ min: 8, max: 90 }) }),
  { maxLength: 9 },
);

describe('labels on a line', () => {
  test('what does not touch stays where it is', () => {
    const two = [
      { center: 100, width: 30 },
      { center: 200, width: 40 },
    ];
    expect(spreadLabels(two, 640)).toEqual([100, 200]);
  });

  test('today beside a window moves aside, and nothing leaves the line', () => {
    expect(
      spreadLabels(
        [
          { center: 2, width: 30 },
          { center: 10, width: 30 },
        ],
        640,
      ),
    ).toEqual([15, 51]);
    expect(
      spreadLabels(
        [
          { center: 630, width: 30 },
          { center: 639, width: 30 },
        ],
        640,
      ),
    ).toEqual([589, 625]);
  });

  test('where there is room none covers another, none is cut off, and the order stays', () => {
    fc.assert(
      fc.property(labels, (unordered) => {
        const list = unordered.toSorted((a, b) => a.center - b.center);
        const needed = list.reduce((sum, { width }) => sum + width + 6, 0);
        fc.pre(needed < 640);
        const centers = spreadLabels(list, 640);
        list.forEach(({ width }, index) => {
          const left = (centers[index] ?? 0) - width / 2;
          expect(left).toBeGreaterThanOrEqual(-1e-9);
          expect(left + width).toBeLessThanOrEqual(640 + 1e-9);
          const next = list[index + 1];
          if (next) expect((centers[index + 1] ?? 0) - next.width / 2 - left - width).toBeGreaterThanOrEqual(6 - 1e-9);
        });
      }),
    );
  });
});

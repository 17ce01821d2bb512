import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Measured, paginate, type Slice } from '../../src-renderer/components/paper/paginate';

const height = 100;
const solid = (own: number, more: Partial<Measured> = {}): Measured => ({
  kind: 'solid',
  height: own,
  pitch: 5,
  ...(more as object),
});
const text = (lines: number, more: Partial<Measured> = {}): Measured => ({
  kind: 'lines',
  height: lines * 10,
  pitch: 10,
  ...(more as object),
});
const table = (rows: number[], more: object = {}): Measured => ({
  kind: 'table',
  over: 20,
  rows,
  tail: 0,
  held: 1,
  more: 5,
  padding: 1,
  pitch: 5,
  ...more,
});
const rowsOn = (page: readonly Slice[] | undefined) =>
  page?.flatMap((slice) => (slice.kind === 'rows' ? [[slice.from, slice.to, slice.continued, slice.goesOn]] : []));

describe('pages', () => {
  test('a head goes with what it heads, and the last text with the signature', () => {
    expect(paginate([solid(85), solid(10, { keepNext: true }), text(3)], height).map((page) => page.length)).toEqual([
      1, 2,
    ]);
    const pages = paginate([solid(70), text(2, { keepNext: true }), solid(20)], height);
    expect(pages.map((page) => page.map(({ piece }) => piece))).toEqual([[0], [1, 2]]);
  });

  test('text goes on by whole lines, never one line alone at the foot', () => {
    const [first, second] = paginate([solid(65), text(8)], height);
    expect(first?.[1]).toMatchObject({ top: 0, bottom: 30, whole: false });
    expect(second?.[0]).toMatchObject({ top: 30, bottom: 80 });
    expect(paginate([solid(85), text(8)], height)[0]).toHaveLength(1);
  });

  test('a table repeats its head, is told to go on, and does not part its sums', () => {
    const pages = paginate([table([30, 30, 30, 10])], height);
    expect(pages.map(rowsOn)).toEqual([[[0, 2, false, true]], [[2, 4, true, false]]]);
    const held = paginate([table([20, 20, 20, 15, 10], { held: 3 })], height);
    expect(held.map(rowsOn)).toEqual([[[0, 2, false, true]], [[2, 5, true, false]]]);
    // Notes that the table would leave alone draw the last row along.
    const noted = paginate([table([30, 30, 15], { tail: 10 }), text(1)], height);
    expect(noted.map(rowsOn)).toEqual([[[0, 2, false, true]], [[2, 3, true, false]]]);
  });

  test('a row that no page holds is cut between its lines', () => {
    const pages = paginate([table([181])], height);
    expect(pages.flatMap((page) => page.map((slice) => slice.kind === 'rows' && slice.window))).toEqual([
      { top: 0, bottom: 71 },
      { top: 71, bottom: 146 },
      { top: 146, bottom: 181 },
    ]);
  });
});

const piece: fc.Arbitrary<Measured> = fc.oneof(
  fc
    .record({ own: fc.integer({ min: 0, max: 260 }), flags: fc.integer({ min: 0, max: 9 }) })
    .map(({ own, flags }) =>
      solid(own, { ...(flags === 0 ? { breakBefore: true } : {}), ...(flags === 1 ? { keepNext: true } : {}) }),
    ),
  fc
    .record({ lines: fc.integer({ min: 0, max: 30 }), kept: fc.boolean() })
    .map(({ lines, kept }) => text(lines, kept ? { keepNext: true } : {})),
  fc
    .record({
      rows: fc.array(fc.integer({ min: 5, max: 240 }), { maxLength: 12 }),
      held: fc.integer({ min: 1, max: 3 }),
      tail: fc.integer({ min: 0, max: 60 }),
    })
    .map(({ rows, held, tail }) => table(rows, { held, tail })),
);

test('whatever there is: nothing is lost or doubled, in order, no page empty, none too full', () => {
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 12 }), (pieces) => {
      const pages = paginate(pieces, height);
      for (const page of pages) expect(page.length).toBeGreaterThan(0);
      const all = pages.flat();
      expect(all.map(({ piece: at }) => at)).toEqual(all.map(({ piece: at }) => at).sort((a, b) => a - b));
      pieces.forEach((own, at) => {
        const slices = all.filter(({ piece: of }) => of === at);
        if (own.kind === 'table') {
          // Rows in order, a cut one from its top to its end.
          let row = 0;
          let top = 0;
          for (const slice of slices) {
            if (slice.kind !== 'rows') throw new Error('a table has rows');
            expect(slice.from).toBe(row);
            if (slice.window) {
              expect(slice.window.top).toBe(top);
              top = slice.window.bottom;
              if (top >= (own.rows[row] ?? 0)) {
                row += 1;
                top = 0;
              }
            } else row = slice.to;
          }
          expect(row).toBe(own.rows.length);
        } else {
          let top = 0;
          for (const slice of slices) {
            if (slice.kind !== 'part') throw new Error('text has parts');
            expect(slice.top).toBe(top);
            top = slice.bottom;
          }
          expect(slices.length).toBeGreaterThan(0);
          expect(top).toBeCloseTo(own.height, 6);
        }
      });
      for (const page of pages) {
        const taken = page.reduce((sum, slice) => {
          const own = pieces[slice.piece];
          if (slice.kind === 'part' || own?.kind !== 'table')
            return sum + (slice.kind === 'part' ? slice.bottom - slice.top : 0);
          const rows = slice.window
            ? slice.window.bottom - slice.window.top
            : own.rows.slice(slice.from, slice.to).reduce((all, height) => all + height, 0);
          return sum + own.over + rows;
        }, 0);
        expect(taken).toBeLessThanOrEqual(height + 1);
      }
    }),
    { numRuns: 500 },
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { branchId } from '../../src-main/ledger/journal/device-table';
import { historyOf } from '../../src-main/ledger/journal/history';
import { chainNext, chainStart, type Line, writeLine } from '../../src-main/ledger/journal/line';
import { makeLedger, type TestLedger } from '../support/ledger';
import { cutStream, deliver, deliverSelection, type SectionLines } from '../support/streams';

const devices = ['aaaa', 'bbbb', 'cccc'];
const records = ['r1', 'r2', 'r3'];
const fields = {
  name: ['甲', '乙', '丙'],
  total_investment: [1, 2, null],
  'annual_plan.2018': [5, 6, null],
  deleted: [true, false],
};
type FieldName = keyof typeof fields;

/** Any history of three devices; what it names in `prev` may be anything, but beyond `limits` of a device only what it wrote itself, before. */
function historyOfDevices(limits: Readonly<Record<string, number>>) {
  return fc
    .array(
      fc.record({
        device: fc.constantFrom(...devices),
        record: fc.constantFrom(...records),
        clock: fc.integer({ min: 0, max: 40 }),
        cells: fc.uniqueArray(
          fc.record({
            field: fc.constantFrom(...(Object.keys(fields) as FieldName[])),
            value: fc.nat(2),
            prev: fc.array(fc.tuple(fc.constantFrom(...devices), fc.integer({ min: 1, max: 8 })), { maxLength: 3 }),
          }),
          { selector: (cell) => cell.field, minLength: 1, maxLength: 3 },
        ),
      }),
      { minLength: 3, maxLength: 24 },
    )
    .map((changes) => {
      const lines = new Map<string, Line[]>();
      for (const { device, record, clock, cells } of changes) {
        const own = lines.get(device) ?? [];
        lines.set(device, own);
        const set: Line['set'] = {};
        const prev: NonNullable<Line['prev']> = {};
        for (const { field, value, prev: dots } of cells) {
          const values: readonly unknown[] = fields[field];
          set[field] = values[value % values.length];
          const named = dots.filter(
            ([other, seq]) => (other === device && seq <= own.length) || seq <= (limits[other] ?? 8),
          );
          if (named.length > 0) prev[field] = named.map(([other, seq]) => `${other}:${seq}`);
        }
        own.push({ d: device, n: own.length + 1, t: clock * 4096, p: '某', e: 'project', r: record, set, prev });
      }
      return [...lines.values()];
    });
}

/** Which lines a package has, and whether it is a report (a piece of one stream) or a return (some lines of all). */
const packages = fc.array(
  fc.record({
    isReport: fc.boolean(),
    stream: fc.nat(4),
    from: fc.nat(8),
    length: fc.integer({ min: 1, max: 24 }),
    chosen: fc.bigInt({ min: 0n, max: (1n << 40n) - 1n }),
  }),
  { maxLength: 10 },
);

function sectionsOf(all: readonly SectionLines[], isChosen: (place: number) => boolean): SectionLines[] {
  let place = 0;
  return all.flatMap((section) => {
    const lines = section.lines.filter(() => {
      place += 1;
      return isChosen(place - 1);
    });
    return lines.length > 0 ? [{ ...section, lines }] : [];
  });
}

async function stateOf(ledger: TestLedger) {
  const core = ledger.context.journal.core;
  const { digest } = await ledger.call('ledger.digest', {});
  const heads = core.database
    .prepare(
      'SELECT p.id, c.name, h.value FROM head h JOIN cell c ON c.number = h.cell JOIN project p ON p.record = h.record ORDER BY p.id, c.name, h.value',
    )
    .raw()
    .all();
  const rows = core.database
    .prepare('SELECT id, deleted, name, total_investment, annual_plan FROM project ORDER BY id')
    .all();
  return { digest, heads, rows };
}

async function expectWhole(ledger: TestLedger): Promise<void> {
  const { checks } = await ledger.call('ledger.verify', {});
  expect(checks.filter((check) => !check.ok && !check.name.includes('包'))).toEqual([]);
}

describe('selections and streams', () => {
  it('give one ledger in any mixture, in any order, with duplicates', async () => {
    await fc.assert(
      fc.asyncProperty(historyOfDevices({}), packages, fc.boolean(), async (streams, mixture, endsWithReports) => {
        const [one, two] = [await makeLedger({ role: 'commission' }), await makeLedger({ role: 'secretary' })];
        for (const stream of streams) deliver(one, cutStream(stream, []));
        const all = streams.map((lines) => ({ device: (lines[0] as Line).d, branch: null, lines }));
        for (const { isReport, stream, from, length, chosen } of mixture) {
          const lines = streams[stream % streams.length] as Line[];
          if (isReport) {
            const [, part] = cutStream(lines.slice(0, from + length), [from]);
            if (part) deliver(two, [part]);
          } else
            deliverSelection(
              two,
              sectionsOf(all, (place) => ((chosen >> BigInt(place)) & 1n) === 1n),
            );
        }
        if (endsWithReports) for (const stream of streams) deliver(two, cutStream(stream, []));
        else deliverSelection(two, all);
        expect(await stateOf(two)).toEqual(await stateOf(one));
        // Every line is here once, in history too, whatever brought it.
        expect((await two.call('ledger.digest', {})).changes).toBe(streams.flat().length);
        for (const record of records)
          expect(historyOf(two.context.journal.core, 'project', record)).toHaveLength(
            streams
              .flat()
              .filter((line) => line.r === record)
              .reduce((sum, line) => sum + Object.keys(line.set).length, 0),
          );
        await expectWhole(two);
        // Nothing is new any more; of a report that ends anywhere before, either, nor does it look like another branch.
        if (endsWithReports)
          for (const lines of streams)
            for (let end = 1; end <= lines.length; end += 1)
              expect(deliver(two, cutStream(lines.slice(0, end), []))).toEqual([{ outcome: 'duplicate' }]);
        expect(deliverSelection(two, all)).toEqual({ outcome: 'duplicate' });
        one.door.close();
        two.door.close();
      }),
      { numRuns: 25 },
    );
  });

  it('and so they do where a device was copied and both copies went on', async () => {
    const shared = 2;
    await fc.assert(
      fc.asyncProperty(
        historyOfDevices({ aaaa: shared }),
        fc.array(fc.nat(2), { minLength: 2, maxLength: 6 }),
        packages,
        fc.boolean(),
        async (streams, tail, mixture, swapped) => {
          const first = streams.find((lines) => lines[0]?.d === 'aaaa');
          fc.pre(first !== undefined && first.length > shared);
          const common = (first as Line[]).slice(0, shared);
          const second = [
            ...common,
            ...tail.map(
              (value, index): Line => ({
                d: 'aaaa',
                n: shared + index + 1,
                t: (20 + index) * 4096 + 1,
                p: '某',
                e: 'project',
                r: records[value] as string,
                set: { name: `另一支 ${index}` },
                prev: { name: [`aaaa:${index + 1}`, `aaaa:${shared + index}`] },
              }),
            ),
          ];
          const sides = [first as Line[], second];
          const others = streams.filter((lines) => lines !== first);
          const nameOf = (lines: readonly Line[]) =>
            branchId(
              'aaaa',
              lines.slice(0, shared + 1).reduce((chain, line) => chainNext(chain, writeLine(line)), chainStart),
            );
          const all: SectionLines[] = [
            { device: 'aaaa', branch: null, lines: common },
            ...sides.map((lines) => ({
              device: nameOf(lines),
              branch: { of: 'aaaa', after: shared },
              lines: lines.slice(shared),
            })),
            ...others.map((lines) => ({ device: (lines[0] as Line).d, branch: null, lines })),
          ];
          const whole = [...sides, ...others];
          const [one, two] = [await makeLedger({ role: 'commission' }), await makeLedger({ role: 'secretary' })];
          for (const stream of whole) deliver(one, cutStream(stream, []));
          if (swapped) deliver(two, cutStream(second, []));
          for (const { isReport, stream, from, length, chosen } of mixture) {
            if (isReport) {
              const lines = whole[stream % whole.length] as Line[];
              const [, part] = cutStream(lines.slice(0, from + length), [from]);
              if (part) deliver(two, [part]);
            } else
              deliverSelection(
                two,
                sectionsOf(all, (place) => ((chosen >> BigInt(place)) & 1n) === 1n),
              );
          }
          for (const stream of whole) deliver(two, cutStream(stream, []));
          expect(await stateOf(two)).toEqual(await stateOf(one));
          await expectWhole(two);
          one.door.close();
          two.door.close();
        },
      ),
      { numRuns: 20 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { type Line, writeLine } from '../../src-main/ledger/journal/line';
import { LineScanner } from '../../src-main/ledger/journal/line-scanner';
import { hasBadPrev, packedValue, packLines } from '../../src-main/ledger/journal/packed-lines';
import { Refusal } from '../../src-shared/terms/errors';

const device = '0123456789abcdef';

/** What packed lines say, without their numbers; or the sentence of the refusal. */
function told(lines: readonly Buffer[], from = 1): unknown {
  const ndjson = Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')]));
  const starts = [0];
  for (const line of lines) starts.push((starts.at(-1) ?? 0) + line.length + 1);
  try {
    const packed = packLines(ndjson, Uint32Array.from(starts), device, from);
    return lines.map((_, index) => {
      const record = packed.lineRecords[index] ?? 0;
      const cells = [];
      for (let cell = packed.lineCells[index] ?? 0; cell < (packed.lineCells[index + 1] ?? 0); cell += 1) {
        const dots = [];
        for (let dot = packed.cellPrevs[cell] ?? 0; dot < (packed.cellPrevs[cell + 1] ?? 0); dot += 1)
          dots.push([packed.devices[packed.prevDevices[dot] ?? 0], packed.prevSeqs[dot]]);
        const value = packedValue(packed, cell);
        const isNought = Object.is(value, -0);
        cells.push([packed.names[packed.cellNames[cell] ?? 0], value, isNought, hasBadPrev(packed, cell), dots]);
      }
      return [packed.clocks[index], packed.entities[packed.recordEntities[record] ?? 0], packed.records[record], cells];
    });
  } catch (error) {
    if (error instanceof Refusal) return error.failure;
    throw error;
  }
}

/** The same line to a JSON parser, and to the scanner none of its own. */
const foreign = (line: Buffer) => Buffer.concat([line.subarray(0, 1), Buffer.from(' '), line.subarray(1)]);

function expectSame(lines: readonly Buffer[]): void {
  expect(told(lines)).toEqual(told(lines.map(foreign)));
}

/** Mostly what people write; now and then what nobody does. */
const mostly = <T, U>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<U>) =>
  fc.oneof({ weight: 15, arbitrary: usual }, { weight: 1, arbitrary: odd });

const usualText = fc.constantFrom('', '甲', 'preparation', '征地拆迁尚未完成，预计下月底前交地', '𠮷', ':', '9', "é'/");
const oddText = fc.oneof(
  fc.constantFrom('"', '\\', 'a\nb', '\ud800', '\u007f'),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const text = mostly(usualText, oddText);
const name = mostly(
  fc.constantFrom('name', 'owner', 'annual_plan.2018', '__proto__', '备注', 'set', 'prev'),
  fc.oneof(fc.constantFrom('12', 'a"b', ''), oddText),
);
const usualNumber = fc.oneof(fc.integer(), fc.constantFrom(0, 9_007_199_254_740_991, -9_007_199_254_740_991));
const oddNumber = fc.oneof(fc.constantFrom(1.5, 1e21, 2 ** 53), fc.double({ noNaN: true, noDefaultInfinity: true }));
const value = mostly(
  fc.oneof(text, usualNumber, fc.constantFrom(null, true, false)),
  fc.oneof(oddNumber, fc.constant(['a', 'b']), fc.constant({ a: 1 })),
);
const dot = mostly(
  fc.oneof(
    fc.integer({ min: 1, max: 2 ** 32 - 1 }).map((seq) => `${device}:${seq}`),
    fc.constantFrom(`${device}~ab12cd34:7`, 'x:y:1'),
  ),
  fc.constantFrom(':1', 'x:', 'x:0', 'x:01', 'x:4294967296', 'x:1e3', 'x', 'x: 1', 'x:-1', 'x\\:1'),
);
const line = (n: number) =>
  fc
    .record({
      t: mostly(fc.maxSafeNat(), fc.constantFrom(0, 1.5, -1, 2 ** 53)),
      p: text,
      e: mostly(fc.constantFrom('project', 'progress', 'not_yet_invented'), fc.constantFrom('', 'e'.repeat(65))),
      r: mostly(
        fc.oneof(fc.constantFrom('01909c5e-0000-7000-8000-000000000001', '记'), fc.uuid()),
        fc.constantFrom('', 'r"'),
      ),
      w: fc.option(text, { nil: undefined }),
      cells: fc.array(fc.tuple(name, value, fc.option(fc.array(dot, { maxLength: 3 }), { nil: undefined })), {
        maxLength: 6,
      }),
      saw: mostly(fc.constant(undefined), fc.array(dot, { maxLength: 2 })),
      isTurned: mostly(fc.constant(false), fc.constant(true)),
    })
    .map(({ t, p, e, r, w, cells, saw, isTurned }) => {
      const set = Object.fromEntries(cells.map(([field, to]) => [field, to]));
      const seen = cells.flatMap(([field, , dots]) => (dots ? [[field, dots] as const] : []));
      const prev = Object.fromEntries(isTurned ? seen.reverse() : seen);
      return writeLine({
        d: device,
        n,
        t,
        p,
        e,
        r,
        ...(w === undefined ? {} : { w }),
        set,
        prev,
        ...(saw ? { saw } : {}),
      });
    });

describe('lines that are scanned', () => {
  it('say what a JSON parser says of them', () => {
    const scan = vi.spyOn(LineScanner.prototype, 'scan');
    fc.assert(
      fc.property(
        fc
          .array(fc.constant(0), { minLength: 1, maxLength: 5 })
          .chain((all) => fc.tuple(...all.map((_, index) => line(index + 1)))),
        expectSame,
      ),
      { numRuns: 2000 },
    );
    const found = scan.mock.results.map(({ value: isPlain }) => isPlain);
    scan.mockRestore();
    // Each comes twice, once for the parser: of the others the scanner must have seen its share, or nothing was compared.
    expect(found.filter(Boolean).length).toBeGreaterThan(found.length / 8);
  });

  it('say so, or are refused alike, with bytes changed, left out, put in or doubled anywhere', () => {
    const odd = fc.constantFrom(...Buffer.from('{}[]",:\\0123456789-.eE \t\r\0nulltrue'), 0xe4, 0xed, 0xa0, 0xff, 0xbb);
    const change = fc.tuple(
      fc.nat(),
      fc.constantFrom('change', 'leave out', 'put in', 'double'),
      odd,
      fc.integer({ min: 1, max: 30 }),
    );
    fc.assert(
      fc.property(line(1), fc.array(change, { minLength: 1, maxLength: 3 }), (bytes, changes) => {
        let changed = bytes;
        for (const [place, how, byte, length] of changes) {
          const at = 1 + (place % (changed.length - 1));
          const put = Buffer.from([byte]).toString('latin1') === '\n' ? Buffer.from(' ') : Buffer.from([byte]);
          const [head, tail] = [changed.subarray(0, at), changed.subarray(at)];
          if (how === 'change') changed = Buffer.concat([head, put, tail.subarray(1)]);
          else if (how === 'leave out') changed = Buffer.concat([head, tail.subarray(length)]);
          else if (how === 'put in') changed = Buffer.concat([head, put, tail]);
          else changed = Buffer.concat([head, tail.subarray(0, length), tail]);
        }
        expectSame([changed]);
      }),
      { numRuns: 10_000 },
    );
  });

  it('are right where a name, a seq or a member comes twice or elsewhere', () => {
    const head = `{"d":"${device}","n":1,"t":5,"p":"王","e":"project","r":"x",`;
    for (const rest of [
      '"set":{"name":"甲","name":"乙"}}',
      '"set":{"b":1,"7":2,"a":3}}',
      '"set":{"a":"1"},"prev":{"b":["x:1"]}}',
      '"set":{"a":1,"b":2},"prev":{"b":["x:1"],"a":["x:2"]}}',
      '"set":{"a":1,"b":2},"prev":{"b":["x:1"],"b":["x:2"]}}',
      '"set":{"a":1},"prev":{"a":"x:1"}}',
      // Their hashes are equal.
      '"set":{"a":"AaAa","b":"AaBB"},"prev":{"a":["Aa:1"],"b":["BB:1"]}}',
      '"set":{"Aa":1,"BB":2}}',
      '"set":{},"prev":{}}',
      '"set":{"a":1},"prev":{}}',
      '"set":{"a":1},"prev":{"a":[]}}',
      '"set":{"a":01}}',
      '"set":{"a":-}}',
      '"set":{"a":-0}}',
      '"set":{"a":"\\n"}}',
      '"set":{"a":1,}}',
      '"set":{"a":nullx}}',
      '"set":{"a":1}}}',
      '"set":{"a":1}',
      '"set":{"a":"\t"}}',
      '"set":{"a":1},"set":{"b":2}}',
      '"w":7,"set":{"a":1}}',
      '"w":"甲","w":"乙","set":{"a":1}}',
      '"prev":{},"set":{"a":1}}',
    ])
      expectSame([Buffer.from(head + rest)]);
    const wide = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`f${index}`, index]));
    expectSame([Buffer.from(`${head}"set":${JSON.stringify(wide)}}`)]);
    const many = Array.from({ length: 200 }, (_, index) => `x:${index + 1}`);
    expectSame([Buffer.from(`${head}"set":{"a":1},"prev":{"a":${JSON.stringify(many)}}}`)]);
  });

  it('are all those that are written in the ordinary way', () => {
    const scan = vi.spyOn(LineScanner.prototype, 'scan');
    const edits: Line['set'][] = [
      { name: '松筑构件基地', total_investment: 99_990_000 },
      { note: null },
      { deleted: true },
    ];
    const lines = edits.map((set, index) => {
      const prev = Object.fromEntries(Object.keys(set).map((field) => [field, [`${device}:1`, 'b~1:2']]));
      const w = index === 1 ? { w: '导入 8月调度表.xlsx' } : {};
      return writeLine({
        d: device,
        n: index + 1,
        t: 2_418_508_800_000_000,
        p: '王秘书',
        e: 'project',
        r: 'x',
        ...w,
        set,
        ...(index === 0 ? {} : { prev }),
      });
    });
    told(lines);
    expect(scan.mock.results.map(({ value }) => value)).toEqual([true, true, true]);
    scan.mockRestore();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conflictsOf } from '../../src-main/ledger/journal/conflicts';
import { historyOf, recordAsOf } from '../../src-main/ledger/journal/history';
import type { Line } from '../../src-main/ledger/journal/line';
import { makeLedger, type TestLedger } from '../support/ledger';
import { cutStream, deliver } from '../support/streams';

const devices = ['aaaa', 'bbbb', 'cccc', 'd:dd'];
const records = ['r1', 'r2'];
const fields = {
  name: ['甲', '乙', '丙'],
  total_investment: [1, 2, null],
  'annual_plan.2018': [5, 6, null],
  tiers: [['city'], ['city', 'county']],
  deleted: [true, false],
};
type FieldName = keyof typeof fields;
const names = Object.keys(fields) as FieldName[];

/** Any history at all: clocks that jump, prevs that name what is not there, what comes later, other records, or the change itself. */
const history = fc
  .array(
    fc.record({
      device: fc.constantFrom(...devices),
      record: fc.constantFrom(...records),
      clock: fc.integer({ min: 0, max: 40 }),
      cells: fc.uniqueArray(
        fc.record({
          field: fc.constantFrom(...names),
          value: fc.nat(2),
          prev: fc.array(fc.tuple(fc.constantFrom(...devices), fc.integer({ min: 1, max: 8 })), { maxLength: 3 }),
        }),
        {
          selector: (cell) => cell.field,
          minLength: 1,
          maxLength: 3,
        },
      ),
    }),
    { minLength: 1, maxLength: 24 },
  )
  .map((changes) => {
    const lines = new Map<string, Line[]>();
    for (const change of changes) {
      const own = lines.get(change.device) ?? [];
      lines.set(change.device, own);
      const set: Line['set'] = {};
      const prev: NonNullable<Line['prev']> = {};
      for (const { field, value, prev: dots } of change.cells) {
        const values: readonly unknown[] = fields[field];
        set[field] = values[value % values.length];
        if (dots.length > 0) prev[field] = dots.map(([device, seq]) => `${device}:${seq}`);
      }
      own.push({
        d: change.device,
        n: own.length + 1,
        t: change.clock * 4096,
        p: '某',
        e: 'project',
        r: change.record,
        set,
        prev,
      });
    }
    return [...lines.values()];
  });

interface Expected {
  value: unknown;
  clock: number;
  heads: unknown[];
}

/** Straight from sync.md section 1, with no regard to speed. */
function oracle(lines: readonly Line[], record: string, field: string): Expected | undefined {
  const changes = lines.filter((line) => line.r === record && field in line.set);
  const named = new Set(lines.filter((line) => line.r === record).flatMap((line) => line.prev?.[field] ?? []));
  const heads = changes.filter((line) => !named.has(`${line.d}:${line.n}`));
  if (changes.length === 0) return undefined;
  const [winner] = heads.toSorted((a, b) => b.t - a.t || (a.d < b.d ? 1 : a.d > b.d ? -1 : b.n - a.n));
  return {
    value: winner?.set[field] ?? null,
    clock: winner?.t ?? 0,
    heads: [...new Set(heads.map((head) => JSON.stringify(head.set[field] ?? null)))].sort(),
  };
}

function stateOf(ledger: TestLedger, record: string) {
  return ledger.context.database.prepare('SELECT * FROM project WHERE id = ?').get(record) as
    | Record<string, unknown>
    | undefined;
}

function compareWithOracle(ledger: TestLedger, lines: readonly Line[]): void {
  const conflicts = conflictsOf(ledger.context.journal.core);
  for (const record of records) {
    const row = stateOf(ledger, record);
    expect(row !== undefined).toBe(lines.some((line) => line.r === record));
    if (!row) continue;
    for (const field of names) {
      const expected = oracle(lines, record, field);
      const conflict = conflicts.find((candidate) => candidate.record === record && candidate.field === field);
      const heads = conflict?.heads.map((head) => JSON.stringify(field === 'deleted' ? head.value === 1 : head.value));
      const contested = (expected?.heads.length ?? 0) > 1 ? expected?.heads : [];
      // A withdrawal against an edit that it had not seen is told as one of both kinds; what is withdrawn rests.
      const disputed = field === 'deleted' && row.deleted === 2 ? ['false', 'true'] : contested;
      expect([...new Set(heads)].sort()).toEqual(row.deleted === 1 && field !== 'deleted' ? [] : disputed);
      if (field === 'annual_plan.2018')
        expect(row.annual_plan).toBe(expected?.value ? JSON.stringify({ 2018: expected.value }) : null);
      else if (field === 'deleted') {
        const edited = names.some(
          (other) => other !== 'deleted' && (oracle(lines, record, other)?.clock ?? 0) > (expected?.clock ?? 0),
        );
        expect(row.deleted).toBe(expected?.value === true ? (edited ? 2 : 1) : 0);
      } else
        expect(row[field]).toBe(
          Array.isArray(expected?.value) ? JSON.stringify(expected.value) : (expected?.value ?? null),
        );
    }
  }
}

describe('merge', () => {
  it('gives what the definition gives, for any history in any order with duplicates', async () => {
    await fc.assert(
      fc.asyncProperty(
        history,
        fc.array(fc.nat(23), { maxLength: 8 }),
        fc.infiniteStream(fc.nat(1000)),
        async (streams, borders, random) => {
          const [one, two] = [await makeLedger({ role: 'commission' }), await makeLedger({ role: 'commission' })];
          const lines = streams.flat();
          const parts = streams.flatMap((stream) => cutStream(stream, borders));
          const pick = () => random.next().value as number;
          // One takes everything in order and at once, two takes it shuffled, again and again, some of it in whole streams that overlap.
          deliver(one, parts);
          const wanted = [...parts, ...parts, ...streams.flatMap((stream) => cutStream(stream, []))]
            .map((part) => ({ part, place: pick() }))
            .sort((a, b) => a.place - b.place);
          for (let round = 0; round < parts.length + 1; round += 1) for (const { part } of wanted) deliver(two, [part]);
          compareWithOracle(one, lines);
          compareWithOracle(two, lines);
          const digests = [await one.call('ledger.digest', {}), await two.call('ledger.digest', {})];
          expect(digests[0]).toEqual(digests[1]);
          expect(
            (await two.call('ledger.verify', {})).checks.filter((check) => !check.ok && !check.name.includes('包')),
          ).toEqual([]);
          for (const record of records) {
            expect(historyOf(two.context.journal.core, 'project', record)).toHaveLength(
              lines.filter((line) => line.r === record).reduce((sum, line) => sum + Object.keys(line.set).length, 0),
            );
            const now = recordAsOf(two.context.journal.core, 'project', record, Number.MAX_SAFE_INTEGER);
            expect(now?.name ?? null).toBe(stateOf(two, record)?.name ?? null);
          }
          one.door.close();
          two.door.close();
        },
      ),
      { numRuns: 60 },
    );
  });
});

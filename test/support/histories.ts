import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect } from 'vitest';
import type { LedgerContext } from '../../src-main/ledger/context';
import { conflictsOf } from '../../src-main/ledger/journal/conflicts';
import type { Line } from '../../src-main/ledger/journal/line';
import { resolveConflict } from '../../src-main/ledger/queries/conflicts';
import { listPackages } from '../../src-main/ledger/sync/import-methods';
import { verifyLedger } from '../../src-main/ledger/verification';
import { addProject, authorOf, digest, type Ledgers, place, report, take, takeOne, unzip } from './sync-ledgers';

const owners = ['甲公司', '乙公司', null];
const years = ['2018', '2028', '2015', '2018'];

/** What people do on their machines, and how their packages travel between them. */
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('edit' as const), at: fc.nat(2), record: fc.nat(3), value: fc.nat(2) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('figure' as const), at: fc.nat(2), record: fc.nat(3), value: fc.nat(2) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('withdraw' as const), at: fc.nat(2), record: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restore' as const), at: fc.nat(2), record: fc.nat(3) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('settle' as const), at: fc.nat(2), value: fc.nat(5) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('give' as const), at: fc.nat(2), to: fc.nat(2) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('clock' as const), at: fc.nat(2), value: fc.nat(3) }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

const linesIn = (bytes: Buffer): Buffer[] =>
  String(unzip(bytes).get('changes.ndjson'))
    .split('\n')
    .slice(0, -1)
    .map((line) => Buffer.from(line));

const stateOf = ({ database }: LedgerContext, id: string) =>
  database.prepare('SELECT deleted FROM project WHERE id = ?').pluck().get(id) as number | undefined;

async function play(ledgers: Ledgers, machines: LedgerContext[], ids: readonly string[], one: Step): Promise<void> {
  const machine = machines[one.at] as LedgerContext;
  const id = 'record' in one ? (ids[one.record] as string) : '';
  const isHere = id === '' || stateOf(machine, id) !== undefined;
  if (!isHere) return;
  const isGone = id !== '' && stateOf(machine, id) === 1;
  switch (one.do) {
    case 'edit':
      if (!isGone)
        machine.journal.commit([
          {
            entity: 'project',
            id,
            set: { owner: owners[one.value] ?? null, annual_plan: { 2018: one.value, 2019: null } },
          },
        ]);
      break;
    case 'figure':
      if (!isGone) machine.journal.commit([{ entity: 'project', id, set: { total_investment: one.value } }]);
      break;
    case 'withdraw':
      if (!isGone) machine.journal.commit([{ entity: 'project', id, set: {}, deleted: true }]);
      break;
    case 'restore':
      machine.journal.commit([{ entity: 'project', id, set: {}, deleted: false }]);
      break;
    case 'settle': {
      const open = conflictsOf(machine.journal.core).filter(
        ({ field, record }) => field === 'deleted' || stateOf(machine, record) !== 1,
      );
      const conflict = open[one.value % Math.max(open.length, 1)];
      const value = conflict?.heads[one.value % conflict.heads.length]?.value ?? null;
      if (conflict) await resolveConflict(machine, { id: conflict.id, value, reason: '核实' });
      break;
    }
    case 'give': {
      const to = machines[one.to] as LedgerContext;
      if (to !== machine) await takeOne(to, await report(machine, 'given.wubao'), machine.journal.device);
      break;
    }
    case 'clock':
      machine.database.close();
      machines[one.at] = ledgers.open(machine.folder, `${years[one.value]}-09-16T09:00:00+08:00`);
  }
}

const dotOf = (line: Line) => `${line.d}:${line.n}`;

/** Section 1, word for word and with no regard to speed: heads of a field, the winner first. */
function headsOf(lines: readonly Line[], field: string): Line[] {
  const named = new Set(lines.flatMap((line) => line.prev?.[field] ?? []));
  return lines
    .filter((line) => field in line.set && !named.has(dotOf(line)))
    .sort((a, b) => b.t - a.t || (a.d < b.d ? 1 : -1));
}

/** What every machine that has all lines must show of a record. */
function expected(lines: readonly Line[]) {
  const fields = [...new Set(lines.flatMap((line) => Object.keys(line.set)))];
  const valueIn = (field: string) => headsOf(lines, field)[0]?.set[field] ?? null;
  const tombstones = headsOf(lines, 'deleted').filter((line) => line.set.deleted === true);
  // A delete against an edit that its author had not seen leaves the record visible.
  const isUnseen = (field: string) =>
    headsOf(lines, field).some((edit) =>
      tombstones.every((tombstone) => edit !== tombstone && !tombstone.saw?.includes(dotOf(edit))),
    );
  const edited = fields.some((field) => field !== 'deleted' && isUnseen(field));
  const plan = valueIn('annual_plan.2018');
  const deleted = valueIn('deleted') === true ? (edited ? 2 : 1) : 0;
  return {
    owner: valueIn('owner'),
    total_investment: valueIn('total_investment'),
    annual_plan: plan === null ? null : JSON.stringify({ 2018: plan }),
    deleted,
    // A withdrawal that is disputed shows in `deleted`; in what is withdrawn conflicts rest.
    conflicts: fields
      .filter((field) => field !== 'deleted' && deleted !== 1)
      .filter((field) => new Set(headsOf(lines, field).map((head) => JSON.stringify(head.set[field]))).size > 1)
      .sort(),
  };
}

function shown(ledger: LedgerContext, id: string) {
  const row = ledger.database
    .prepare('SELECT owner, total_investment, annual_plan, deleted FROM project WHERE id = ?')
    .get(id) as object;
  const conflicts = conflictsOf(ledger.journal.core).filter((conflict) => conflict.record === id);
  const names = conflicts.map(({ field }) => field).filter((field) => field !== 'deleted');
  return { ...row, conflicts: names.sort() };
}

/**
 * Plays random histories on three machines and hands their packages, whole, cut and shuffled, through a county and a city up to the
 * province: every ledger that has everything must show what section 1 says.
 */
export async function histories(ledgers: Ledgers, runs: number, seed?: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 10, maxLength: 40 }),
      fc.array(fc.nat(30), { minLength: 6, maxLength: 6 }),
      fc.infiniteStream(fc.nat(1_000_000)),
      async (steps, borders, random) => {
        const machines = ['王秘书', '孙秘书', '杜秘书'].map((person) => ledgers.make({ person, region: null }));
        const [first] = machines as [LedgerContext];
        const ids = ['甲', '乙', '丙', '丁'].map((name) => addProject(first, name, { owner: '原公司' }));
        const start = await report(first, 'start.wubao');
        for (const other of machines.slice(1)) await takeOne(other, start, first.journal.device);
        for (const [index, machine] of machines.entries()) addProject(machine, `自己的 ${index}`);
        for (const one of steps) await play(ledgers, machines, ids, one);

        // Reports as they are, and cut into overlapping pieces; a commission takes pieces in any order, twice, and some not at all.
        const pick = () => random.next().value as number;
        const whole: Buffer[] = [];
        const pieces: Buffer[] = [];
        for (const [index, machine] of machines.entries()) {
          const bytes = readFileSync(await report(machine, 'whole.wubao'));
          whole.push(bytes);
          const [left = 0, right = 0] = borders.slice(index * 2).sort((a, b) => a - b);
          const lines = linesIn(bytes);
          for (const [from, to] of [
            [1, left],
            [Math.max(left - 1, 1), right],
            [right + 1, lines.length],
            [1, lines.length],
          ] as const)
            if (from <= to && to <= lines.length) pieces.push(authorOf(machine).package(lines.slice(0, to), from));
        }
        const [county, city, province] = [ledgers.commission(), ledgers.commission(), ledgers.commission()] as const;
        for (const commission of [county, city, province])
          for (const [index, machine] of machines.entries()) {
            const lines = linesIn(whole[index] as Buffer);
            const opening = authorOf(machine).package(lines.slice(0, 1));
            await takeOne(commission, place(commission, `first-${index}.wubao`, opening), machine.journal.device);
          }
        const shuffled = <Item>(items: readonly Item[]) =>
          items
            .map((item) => ({ item, key: pick() }))
            .sort((a, b) => a.key - b.key)
            .map(({ item }) => item);
        const deliver = async (to: LedgerContext, packages: readonly Buffer[]) => {
          const files = packages.map((bytes, index) => place(to, `${index}.wubao`, bytes));
          for (let at = 0; at < files.length; ) {
            const size = 1 + (pick() % 4);
            for (const { outcome, message } of await take(to, files.slice(at, at + size)))
              expect(['merged', 'duplicate', 'held'], message).toContain(outcome);
            at += size;
          }
        };
        await deliver(county, shuffled([...pieces, ...pieces, ...whole]));
        // What the county has is handed on as the authors signed it.
        const forwarded = (await listPackages(county, {})).flatMap(({ sha256, state }) =>
          state === 'merged' ? [readFileSync(`${county.folder}/packages/${sha256}.wubao`)] : [],
        );
        await deliver(city, shuffled(forwarded));
        await deliver(province, shuffled([...forwarded, ...forwarded.slice(0, 3)]));

        const lines = whole.flatMap(linesIn).map((line) => JSON.parse(String(line)) as Line);
        for (const commission of [county, city, province]) {
          for (const id of ids) expect(shown(commission, id)).toEqual(expected(lines.filter((line) => line.r === id)));
          expect(digest(commission)).toBe(digest(county));
          expect((await verifyLedger(commission, {})).checks.filter(({ ok }) => !ok)).toEqual([]);
        }
        // And the machines themselves, once each has what the others wrote.
        for (const machine of machines) {
          for (const [index, other] of machines.entries())
            if (other !== machine)
              await takeOne(machine, place(machine, `o${index}.wubao`, whole[index] as Buffer), other.journal.device);
          expect(digest(machine)).toBe(digest(county));
        }
        for (const ledger of [...machines, county, city, province]) ledger.database.close();
      },
    ),
    { numRuns: runs, ...(seed === undefined ? {} : { seed }) },
  );
}

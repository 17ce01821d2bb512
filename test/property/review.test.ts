import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf } from '../../src-main/ledger/journal/digest';
import type { Edit } from '../../src-main/ledger/journal/edit';
import { makeLedger, type TestLedger } from '../support/ledger';
import { deliver, streamOf } from '../support/streams';

const regions = ['220202', '220203'];
/** Two commissions, two secretaries of a region each, one without a limit; by their places below. */
const people = [
  { role: 'commission', person: '周科长', region: null },
  { role: 'commission', person: '吴科长', region: null },
  { role: 'secretary', person: '王秘书', region: '220202' },
  { role: 'secretary', person: '孙秘书', region: '220203' },
  { role: 'secretary', person: '李秘书', region: null },
] as const;
const commissions = 2;
const projects = ['p1', 'p2', 'p3', 'p4'];

/** Every machine knows every other. Secretaries take what comes as the Commission hands it on: they do not judge. */
async function city(): Promise<TestLedger[]> {
  const machines = await Promise.all(people.map(({ role, person, region }) => makeLedger({ role, person, region })));
  for (const [place, { context }] of machines.entries())
    for (const [other, machine] of machines.entries()) {
      if (other === place) continue;
      const { role, person, region } = people[other] as (typeof people)[number];
      context.database
        .prepare(
          "INSERT INTO device (id, person, role, region, state) VALUES (@id, @person, @role, @region, 'approved')",
        )
        .run({
          id: machine.context.journal.device,
          person,
          role,
          region: place < commissions ? region : null,
        });
    }
  return machines;
}

function write({ context }: TestLedger, edit: Edit): void {
  try {
    context.journal.commit([edit]);
  } catch {
    // What is not here, or is here already, nobody edits or makes.
  }
}

type Step = {
  readonly what: number;
  readonly who: number;
  readonly whom: number;
  readonly which: number;
  readonly value: number;
};

function editOf({ what, which, value }: Step): Edit {
  const id = projects[which % projects.length] as string;
  const region = regions[value % 2] as string;
  switch (what) {
    case 0:
      return { entity: 'project', id, create: true, set: { name: `项目${which}`, region } };
    case 1:
      return { entity: 'project', id, set: { region } };
    case 2:
      return { entity: 'project', id, set: { secretary: ['王秘书', '孙秘书', '无名氏', null][value % 4] ?? null } };
    case 3:
      return { entity: 'project', id, set: {}, deleted: true };
    case 4:
      return { entity: 'permit', id: `q${which}`, create: true, set: { project: id, name: `手续${value}` } };
    case 5:
      return { entity: 'permit', id: `q${which}`, set: { project: projects[value % projects.length] as string } };
    case 6:
      return { entity: 'rule_setting', id: null, set: { scope: ['city', ...regions][value % 3] as string, key: 'k' } };
    default:
      return {
        entity: 'project',
        id,
        set: { note: `备注${value}`, total_investment: value, annual_plan: { 2018: value } },
      };
  }
}

function bring(from: TestLedger, to: TestLedger): void {
  if (from === to || from.context.journal.ownStream(1) === null) return;
  deliver(to, [streamOf(from.context.journal)]);
}

interface Open {
  readonly device: number;
  readonly seq: number;
}

function openOf({ context }: TestLedger): Open[] {
  return context.database.prepare("SELECT device, seq FROM review WHERE state = 'open'").all() as Open[];
}

/** Decides one open change; false where it must wait for another first. */
function decide({ context }: TestLedger, change: Open, isAccepted: boolean): void {
  try {
    context.journal.decide([change], { isAccepted, reason: '试' });
  } catch {
    context.journal.decide([change], { isAccepted: false, reason: '项目不在' });
  }
}

const step: fc.Arbitrary<Step> = fc.record({
  what: fc.nat(14),
  who: fc.nat(people.length - 1),
  whom: fc.nat(people.length - 1),
  which: fc.nat(projects.length - 1),
  value: fc.nat(5),
});

describe('changes outside the scope of their devices', () => {
  it('whatever is written, brought and decided in whatever order: in the end all ledgers are one', async () => {
    let reviewed = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 10, maxLength: 60 }),
        fc.infiniteStream(fc.boolean()),
        async (steps, coin) => {
          const machines = await city();
          const toss = () => coin.next().value as boolean;
          for (const one of steps) {
            const who = machines[one.who] as TestLedger;
            if (one.what < 9) write(who, editOf(one));
            else if (one.what < 13) bring(who, machines[one.whom] as TestLedger);
            else {
              const commission = machines[one.who % commissions] as TestLedger;
              const open = openOf(commission);
              const change = open[one.value % Math.max(open.length, 1)];
              if (change) decide(commission, change, toss());
            }
          }
          // In the end everybody has everything, and the commissions have decided what is open.
          for (let goesOn = true; goesOn; ) {
            for (const from of machines) for (const to of machines) bring(from, to);
            goesOn = false;
            for (const commission of machines.slice(0, commissions)) {
              const [change] = openOf(commission);
              if (!change) continue;
              reviewed += 1;
              decide(commission, change, toss());
              goesOn = true;
              break;
            }
          }
          const digests = machines.map(({ context }) => digestOf(context.journal.core));
          expect(new Set(digests.map(({ digest }) => digest)).size).toBe(1);
          expect(new Set(digests.map(({ changes }) => changes)).size).toBe(1);
          for (const { context } of machines)
            expect(context.database.prepare("SELECT count(*) FROM review WHERE state = 'open'").pluck().get()).toBe(0);
          for (const { context } of machines) context.database.close();
        },
      ),
      { numRuns: 12 },
    );
    // The steps do lead out of scope.
    expect(reviewed).toBeGreaterThan(3);
  }, 240_000);
});

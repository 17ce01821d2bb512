import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { LedgerContext } from '../../src-main/ledger/context';
import { conflictsOf, countConflicts } from '../../src-main/ledger/journal/conflicts';
import { historyOf } from '../../src-main/ledger/journal/history';
import { storedLines } from '../../src-main/ledger/journal/stream-reader';
import { resolveConflict } from '../../src-main/ledger/queries/conflicts';
import { writeOwnEnrolment } from '../../src-main/ledger/sync/enrolment';
import { verifyLedger } from '../../src-main/ledger/verification';
import {
  Author,
  addProject,
  approve,
  digest,
  Ledgers,
  ndjson,
  place,
  report,
  revise,
  take,
  takeOne,
} from '../support/sync-ledgers';

const ledgers = new Ledgers();

type Change = Partial<{ t: number; e: string; r: string; set: unknown; prev: unknown; w: unknown; saw: unknown }>;

/** Line n of an author, exactly as given: `set` may be text that no JSON writer makes. */
function line(author: Author, n: number, change: Change, raw?: string): Buffer {
  const text = JSON.stringify({
    d: author.id,
    n,
    t: 2_418_508_800_000_000 + n,
    p: '王秘书',
    e: 'project',
    r: 'r1',
    set: { name: '甲' },
    ...change,
  });
  return Buffer.from(raw === undefined ? text : text.replace('"RAW"', raw));
}

/** What must hold of lines that are odd but rightly signed: every byte of them is kept, the ledger is sound, order does not matter. */
async function expectKept(streams: readonly { author: Author; lines: readonly Buffer[] }[]): Promise<LedgerContext> {
  const machines = [ledgers.commission(), ledgers.commission()];
  for (const [index, commission] of machines.entries()) {
    const order = index === 0 ? streams : streams.toReversed();
    for (const { author, lines } of order) {
      // One takes them whole, the other line by line.
      const parts =
        index === 0 ? [author.package(lines)] : lines.map((_, n) => author.package(lines.slice(0, n + 1), n + 1));
      for (const bytes of parts) {
        const found = await takeOne(commission, place(commission, 'x.wubao', bytes), author.id);
        expect(found.outcome, found.message).toBe('merged');
      }
      const { core } = commission.journal;
      const row = core.devices.row(author.id);
      if (!row) throw new Error('the device is gone');
      const stored = [...storedLines(core, row, 1, row.high_water)].map((one) => one.line);
      expect(ndjson(stored).equals(ndjson(lines))).toBe(true);
    }
    expect((await verifyLedger(commission, {})).checks.filter(({ ok }) => !ok)).toEqual([]);
  }
  const [first, second] = machines as [LedgerContext, LedgerContext];
  expect(digest(first)).toBe(digest(second));
  second.database.close();
  return first;
}

const valueIn = ({ database }: LedgerContext, field: string, id = 'r1') =>
  database.prepare(`SELECT "${field}" FROM project WHERE id = ?`).pluck().get(id);
const waiting = ({ database }: LedgerContext) =>
  database.prepare('SELECT field FROM unapplied ORDER BY device, seq, field').pluck().all();

describe('prev', () => {
  it('that names a dot which never comes, of a device that nobody knows, changes nothing else', async () => {
    const author = new Author();
    const ledger = await expectKept([
      {
        author,
        lines: [
          line(author, 1, {}),
          line(author, 2, { set: { name: '乙' }, prev: { name: ['ffffffffffffffff:7', `${author.id}:1`] } }),
          line(author, 3, { set: { owner: '丙' }, prev: { owner: [`${author.id}:4000000000`] } }),
        ],
      },
    ]);
    expect(valueIn(ledger, 'name')).toBe('乙');
    expect(valueIn(ledger, 'owner')).toBe('丙');
    expect(conflictsOf(ledger.journal.core)).toEqual([]);
  });

  it('that goes round in a circle leaves all of it in history and no value; a later edit mends it', async () => {
    const [one, two] = [new Author(), new Author()];
    const circle = [
      { author: one, lines: [line(one, 1, { prev: { name: [`${two.id}:1`] } })] },
      { author: two, lines: [line(two, 1, { set: { name: '乙' }, prev: { name: [`${one.id}:1`] } })] },
    ];
    const ledger = await expectKept(circle);
    // Both are named in a prev, so neither is a head: section 1 knows no value then.
    expect(valueIn(ledger, 'name')).toBeNull();
    expect(historyOf(ledger.journal.core, 'project', 'r1')).toHaveLength(2);
    revise(ledger, 'r1', { name: '丙' });
    expect(valueIn(ledger, 'name')).toBe('丙');
    const self = new Author();
    const alone = await expectKept([
      {
        author: self,
        lines: [line(self, 1, { prev: { name: [`${self.id}:1`] } }), line(self, 2, { set: { note: '在' } })],
      },
    ]);
    expect(valueIn(alone, 'note')).toBe('在');
    expect(historyOf(alone.journal.core, 'project', 'r1')).toHaveLength(2);
  });

  it('that names a change of another record, another field or another entity takes nothing away there', async () => {
    const author = new Author();
    const ledger = await expectKept([
      {
        author,
        lines: [
          line(author, 1, { r: 'r1' }),
          line(author, 2, { r: 'r2', set: { name: '二' } }),
          line(author, 3, { e: 'contact', r: 'c1', set: { name: '李经理' } }),
          line(author, 4, {
            r: 'r2',
            set: { owner: '甲公司', note: '记' },
            prev: { owner: [`${author.id}:1`, `${author.id}:3`], note: [`${author.id}:2`] },
          }),
        ],
      },
    ]);
    expect([valueIn(ledger, 'name'), valueIn(ledger, 'name', 'r2'), valueIn(ledger, 'owner', 'r2')]).toEqual([
      '甲',
      '二',
      '甲公司',
    ]);
    expect(ledger.database.prepare('SELECT name FROM contact').pluck().all()).toEqual(['李经理']);
  });

  it.each<[string, unknown]>([
    ['no list', { name: 'x:1' }],
    ['no dots', { name: ['1'] }],
    ['a dot before the first', { name: ['aaaa:0'] }],
    ['a number', { name: [7] }],
    ['an object', { name: [{}] }],
    ['no object at all', 'name'],
  ])('that is %s is a lie: the package waits in quarantine, the ledger is as before', async (_, prev) => {
    const author = new Author();
    const ledger = ledgers.commission();
    const before = digest(ledger);
    const bytes = author.package([line(author, 1, { prev })]);
    const found = await takeOne(ledger, place(ledger, 'x.wubao', bytes), author.id);
    expect(found).toMatchObject({ outcome: 'quarantined', applied: 0 });
    expect(found.message).toMatch(/前后矛盾.*没有并入任何内容.*请让对方重新生成/);
    expect(digest(ledger)).toBe(before);
    expect(ledger.database.prepare('SELECT count(*) FROM project').pluck().get()).toBe(0);
    // And it does not keep the others out.
    const honest = await takeOne(ledger, place(ledger, 'y.wubao', author.package(author.lines(2))));
    expect(honest).toMatchObject({ outcome: 'merged', applied: 2 });
  });
});

describe('values', () => {
  it.each<[string, string]>([
    ['an integer beyond 2^53', '{"total_investment":9007199254740993}'],
    ['a number beyond all', '{"total_investment":1e400}'],
    ['a fraction of a yuan', '{"total_investment":0.5}'],
    ['a number as text', '{"total_investment":"100"}'],
    ['a lone surrogate', '{"owner":"\\ud800"}'],
    ['a list where a text belongs', '{"owner":["甲"]}'],
    ['an object where a number belongs', '{"total_investment":{"$gt":0}}'],
    ['a text where a list belongs', '{"tiers":"city"}'],
    ['a whole keyed field', '{"annual_plan":{"2018":1}}'],
    ['a name of every object', '{"constructor":"x","__proto__":"y","toString":"z"}'],
  ])('%s is kept byte for byte and put aside, what stands beside it is merged', async (_, raw) => {
    const author = new Author();
    const ledger = await expectKept([
      {
        author,
        lines: [line(author, 1, {}), line(author, 2, { set: 'RAW' }, raw), line(author, 3, { set: { note: '在' } })],
      },
    ]);
    expect([valueIn(ledger, 'name'), valueIn(ledger, 'note')]).toEqual(['甲', '在']);
    expect([valueIn(ledger, 'total_investment'), valueIn(ledger, 'owner'), valueIn(ledger, 'annual_plan')]).toEqual([
      null,
      null,
      null,
    ]);
    const aside = waiting(ledger);
    expect(aside.length).toBeGreaterThan(0);
    // It stays so after the next start, and the record can be read and edited.
    ledger.journal.applyPending();
    expect(waiting(ledger)).toEqual(aside);
    expect(historyOf(ledger.journal.core, 'project', 'r1').length).toBeGreaterThan(1);
    revise(ledger, 'r1', { total_investment: 100 });
    expect(valueIn(ledger, 'total_investment')).toBe(100);
  });

  it.each(['NaN', 'Infinity', '-Infinity', 'undefined', '0x10', "'a'", '{', '01'])(
    '%s in a line is no JSON: the package waits in quarantine, the ledger is as before',
    async (raw) => {
      const author = new Author();
      const ledger = ledgers.commission();
      const before = digest(ledger);
      const bytes = author.package([
        line(author, 1, {}),
        line(author, 2, { set: 'RAW' }, `{"total_investment":${raw}}`),
      ]);
      const found = await takeOne(ledger, place(ledger, 'x.wubao', bytes), author.id);
      expect(found).toMatchObject({ outcome: 'quarantined', applied: 0 });
      expect(found.message).toMatch(/第 2 条改动不是 JSON.*没有并入任何内容/);
      expect(digest(ledger)).toBe(before);
    },
  );

  it('the greatest and the least safe integers come through exactly', async () => {
    const author = new Author();
    const ledger = await expectKept([
      {
        author,
        lines: [
          line(author, 1, { set: { name: '大', total_investment: Number.MAX_SAFE_INTEGER } }),
          line(author, 2, { r: 'r2', set: { name: '小', total_investment: Number.MIN_SAFE_INTEGER } }),
        ],
      },
    ]);
    expect([valueIn(ledger, 'total_investment'), valueIn(ledger, 'total_investment', 'r2')]).toEqual([
      Number.MAX_SAFE_INTEGER,
      Number.MIN_SAFE_INTEGER,
    ]);
  });

  it('composed and decomposed text are two values when they come in packages, and one where it is typed', async () => {
    const [one, two] = [new Author(), new Author()];
    const ledger = await expectKept([
      { author: one, lines: [line(one, 1, { set: { name: 'Café 项目' } })] },
      { author: two, lines: [line(two, 1, { set: { name: 'Cafe\u0301 项目' } })] },
    ]);
    // Signed bytes are never rewritten: a person sees both and settles it.
    expect(conflictsOf(ledger.journal.core)).toHaveLength(1);
    const typed = addProject(ledger, 'Cafe\u0301 二期');
    expect(valueIn(ledger, 'name', typed)).toBe('Café 二期');
  });
});

describe('clocks', () => {
  it('ten years ahead, three behind and stepping back never win over a change that saw the other', async () => {
    const fast = ledgers.make({ person: '范秘书', region: null }, '2028-09-16T09:00:00+08:00');
    const slow = ledgers.make({ person: '孙秘书', region: null }, '2015-09-16T09:00:00+08:00');
    const commission = ledgers.commission();
    for (const machine of [fast, slow]) await approve(commission, machine, await writeOwnEnrolment(machine));
    const id = addProject(fast, '甲', { owner: '快的公司', total_investment: 1 });
    await takeOne(commission, await report(fast, 'f1.wubao'));
    await takeOne(slow, await report(fast, 'f1.wubao'), fast.journal.device);
    // Thirteen years earlier by its own clock, and yet later: it saw the value that it replaces.
    revise(slow, id, { owner: '慢的公司' });
    const [merged] = await take(commission, [await report(slow, 's1.wubao')]);
    expect(merged).toMatchObject({ outcome: 'merged', conflicts: 0 });
    expect(valueIn(commission, 'owner', id)).toBe('慢的公司');
    // The wrong clock is not catching: the Commission goes on in its own year.
    revise(commission, id, { note: '已核' });
    const [own] = historyOf(commission.journal.core, 'project', id, 'note');
    expect(own?.at.slice(0, 4)).toBe('2018');
    // A clock that was set back between two starts: what is typed then still comes after what was there.
    fast.database.close();
    const back = ledgers.open(fast.folder, '2018-01-01T09:00:00+08:00');
    expect(back.journal.clockRunsBehind()).toBe(true);
    revise(back, id, { total_investment: 2 });
    expect(valueIn(back, 'total_investment', id)).toBe(2);
    expect(await takeOne(commission, await report(back, 'f2.wubao'))).toMatchObject({
      outcome: 'merged',
      conflicts: 0,
    });
    expect(valueIn(commission, 'total_investment', id)).toBe(2);
    expect((await verifyLedger(commission, {})).ok).toBe(true);
  });

  it('of lines at the ends of what a number can hold are kept', async () => {
    const author = new Author();
    const ledger = await expectKept([
      {
        author,
        lines: [
          line(author, 1, { t: 0 }),
          line(author, 2, { t: Number.MAX_SAFE_INTEGER, set: { owner: '远' } }),
          line(author, 3, { t: 1, set: { note: '近' } }),
        ],
      },
    ]);
    expect([valueIn(ledger, 'name'), valueIn(ledger, 'owner'), valueIn(ledger, 'note')]).toEqual(['甲', '远', '近']);
    revise(ledger, 'r1', { owner: '后' });
    expect(valueIn(ledger, 'owner')).toBe('后');
  });

  it.each([-1, 0.5, 2 ** 53])('of %d are a lie', async (t) => {
    const author = new Author();
    const ledger = ledgers.commission();
    const found = await takeOne(ledger, place(ledger, 'x.wubao', author.package([line(author, 1, { t })])), author.id);
    expect(found).toMatchObject({ outcome: 'quarantined', applied: 0 });
    expect(found.message).toMatch(/时间不对.*没有并入任何内容/);
  });
});

describe('two people at once', () => {
  it.each([
    ['as it should', '2018-09-16T09:00:00+08:00'],
    ['ten years ahead', '2028-09-16T09:00:00+08:00'],
    ['three years behind', '2015-09-16T09:00:00+08:00'],
  ])(
    'one, whose clock goes %s, withdraws what another edits unseen: it stays in sight, and is settled either way',
    async (_, start) => {
      const one = ledgers.make({ person: '甲', region: null }, start);
      const two = ledgers.make({ person: '乙', region: null }, '2018-09-16T09:30:00+08:00');
      const commission = ledgers.commission();
      const id = addProject(one, '大口钦现代物流园');
      await takeOne(two, await report(one, 'seen.wubao'), one.journal.device);
      revise(two, id, { owner: '江城公司' });
      one.journal.commit([{ entity: 'project', id, set: {}, deleted: true }]);
      revise(two, id, { note: '后来又改' });
      for (const machine of [one, two]) await approve(commission, machine, await writeOwnEnrolment(machine));
      const files = [await report(one, 'one.wubao'), await report(two, 'two.wubao')];
      await take(commission, files);
      const mirror = ledgers.commission();
      for (const [index, file] of files.toReversed().entries())
        await takeOne(mirror, file, index === 0 ? two.journal.device : one.journal.device);
      expect(digest(mirror)).toBe(digest(commission));
      expect(valueIn(commission, 'deleted', id)).toBe(2);
      expect([valueIn(commission, 'owner', id), valueIn(commission, 'note', id)]).toEqual(['江城公司', '后来又改']);
      commission.journal.commit([{ entity: 'project', id, set: {}, deleted: false }]);
      expect(valueIn(commission, 'deleted', id)).toBe(0);
      mirror.journal.commit([{ entity: 'project', id, set: {}, deleted: true }]);
      expect(valueIn(mirror, 'deleted', id)).toBe(1);
    },
  );

  it('a withdrawal that one takes back while another withdraws again is one conflict, not two', async () => {
    const [one, two] = [new Author(), new Author()];
    const ledger = await expectKept([
      {
        author: one,
        lines: [
          line(one, 1, {}),
          line(one, 2, { set: { deleted: true }, t: 2_418_508_800_000_900, saw: [`${one.id}:1`] }),
        ],
      },
      {
        author: two,
        lines: [line(two, 1, { set: { owner: '未见' } }), line(two, 2, { set: { deleted: false } })],
      },
    ]);
    expect(valueIn(ledger, 'deleted')).toBe(2);
    const open = conflictsOf(ledger.journal.core);
    expect(open.map(({ field }) => field)).toEqual(['deleted']);
    expect(countConflicts(ledger.journal.core)).toBe(1);
    await resolveConflict(ledger, { id: open[0]?.id ?? '', value: 1, reason: '核实' });
    expect(valueIn(ledger, 'deleted')).toBe(1);
    expect(conflictsOf(ledger.journal.core)).toEqual([]);
  });

  it('two settle the same conflict differently: it is open again, and the third settlement ends it everywhere', async () => {
    const [one, two] = [new Author(), new Author()];
    const [left, right] = [ledgers.commission(), ledgers.commission()];
    for (const ledger of [left, right])
      for (const [author, name] of [
        [one, '甲'],
        [two, '乙'],
      ] as const)
        await takeOne(
          ledger,
          place(ledger, `${name}.wubao`, author.package([line(author, 1, { set: { name } })])),
          author.id,
        );
    const settle = async (ledger: LedgerContext, value: string) => {
      const [open] = conflictsOf(ledger.journal.core);
      await resolveConflict(ledger, { id: open?.id ?? '', value, reason: '核实' });
    };
    await settle(left, '甲');
    await settle(right, '乙');
    expect([conflictsOf(left.journal.core), conflictsOf(right.journal.core)]).toEqual([[], []]);
    const exchange = async () => {
      const [fromLeft, fromRight] = [await report(left, 'l.wubao'), await report(right, 'r.wubao')];
      await takeOne(right, place(right, 'l.wubao', readFileSync(fromLeft)), left.journal.device);
      await takeOne(left, place(left, 'r.wubao', readFileSync(fromRight)), right.journal.device);
    };
    // Two Commissions that know of each other: the dataset is made the same, as a countersigned enrolment would.
    right.database
      .prepare("UPDATE setting SET value = @value WHERE key = 'dataset'")
      .run({ value: left.database.prepare("SELECT value FROM setting WHERE key = 'dataset'").pluck().get() });
    await exchange();
    for (const ledger of [left, right])
      expect(conflictsOf(ledger.journal.core).map(({ heads }) => heads.map(({ value }) => value).sort())).toEqual([
        ['乙', '甲'].sort(),
      ]);
    expect(digest(left)).toBe(digest(right));
    await settle(left, '乙');
    await exchange();
    for (const ledger of [left, right]) {
      expect(conflictsOf(ledger.journal.core)).toEqual([]);
      expect(valueIn(ledger, 'name')).toBe('乙');
    }
    expect(digest(left)).toBe(digest(right));
    expect(historyOf(left.journal.core, 'project', 'r1', 'name')).toHaveLength(5);
  });
});

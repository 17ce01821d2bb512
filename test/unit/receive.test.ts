import { describe, expect, it } from 'vitest';
import { historyOf } from '../../src-main/ledger/journal/history';
import type { Line } from '../../src-main/ledger/journal/line';
import { makeLedger, type TestLedger } from '../support/ledger';
import { cutStream, deliver } from '../support/streams';

const line = (n: number, set: Line['set'], prev?: Line['prev'], more: Partial<Line> = {}): Line => ({
  d: 'aaaa',
  n,
  t: n * 4096,
  p: '孙秘书',
  e: 'project',
  r: 'r1',
  set,
  ...(prev ? { prev } : {}),
  ...more,
});
const commission = () => makeLedger({ role: 'commission', person: '周科长' });
const digest = async (ledger: TestLedger) => (await ledger.call('ledger.digest', {})).digest;

describe('receive', () => {
  it('holds what comes after a gap and names what is missing', async () => {
    const ledger = await commission();
    const [first, second, third] = cutStream(
      [line(1, { name: '甲' }), line(2, { owner: '乙' }), line(3, { owner: '丙' }, { owner: ['aaaa:2'] })],
      [1, 2],
    );
    if (!first || !second || !third) throw new Error('cut');
    expect(deliver(ledger, [first, third])).toMatchObject([
      { outcome: 'merged', applied: 1 },
      { outcome: 'held', missing: 'aaaa:2-2' },
    ]);
    expect(deliver(ledger, [second, third])).toMatchObject([{ outcome: 'merged' }, { outcome: 'merged' }]);
    expect(deliver(ledger, [first])).toEqual([{ outcome: 'duplicate' }]);
  });

  it('makes a device of its own of a second branch and keeps both', async () => {
    const [one, two] = [await commission(), await commission()];
    const shared = [line(1, { name: '甲' }), line(2, { owner: '乙' })];
    const [left] = cutStream([...shared, line(3, { note: '左' }), line(4, { note: '左二' }, { note: ['aaaa:3'] })], []);
    const [right] = cutStream(
      [...shared, line(3, { note: '右' }), line(4, { note: '右二' }, { note: ['aaaa:3'] }), line(5, { contact: '丁' })],
      [],
    );
    const [rightFirst, rightRest] = cutStream(
      [...shared, line(3, { note: '右' }), line(4, { note: '右二' }, { note: ['aaaa:3'] }), line(5, { contact: '丁' })],
      [3],
    );
    if (!left || !right || !rightFirst || !rightRest) throw new Error('cut');
    expect(deliver(one, [left, right])).toMatchObject([
      { outcome: 'merged', fork: null },
      { outcome: 'merged', applied: 3, conflicts: 1, fork: expect.stringMatching(/^aaaa~/) },
    ]);
    deliver(two, [rightFirst]);
    expect(deliver(two, [left])).toMatchObject([{ outcome: 'merged', applied: 2, fork: expect.any(String) }]);
    deliver(two, [rightRest]);
    expect(await digest(one)).toBe(await digest(two));
    const [conflict] = await one.call('conflicts.list', {});
    expect(conflict?.heads.map((head) => head.value).sort()).toEqual(['右二', '左二']);
    expect(historyOf(one.context.journal.core, 'project', 'r1')).toHaveLength(7);
    expect(deliver(one, [right])).toEqual([{ outcome: 'duplicate' }]);
    expect(deliver(one, [left])).toEqual([{ outcome: 'duplicate' }]);
    expect(
      (await one.call('ledger.verify', {})).checks.filter((check) => !check.ok && !check.name.includes('包')),
    ).toEqual([]);
  });

  it('takes nothing of a stream whose chain, count or shape lies', async () => {
    const ledger = await commission();
    const [good] = cutStream([line(1, { name: '甲' }), line(2, { owner: '乙' })], []);
    if (!good) throw new Error('cut');
    const before = await digest(ledger);
    const lies = [
      { ...good, ndjson: Buffer.from(good.ndjson.toString().replace('乙', '丙')) },
      { ...good, after: Buffer.alloc(32) },
      { ...good, to: 3 },
      { ...good, ndjson: good.ndjson.subarray(0, good.ndjson.length - 1) },
      ...[
        { n: 3 },
        { d: 'bbbb' },
        { t: 1.5 },
        { r: '' },
        { set: [] as unknown as Line['set'] },
        { prev: { owner: ['x'] } },
      ].flatMap((more) =>
        cutStream([line(1, { name: '甲' }), line(2, { owner: '乙' }, undefined, more)], []).map((stream) => ({
          ...stream,
          device: 'aaaa',
        })),
      ),
    ];
    for (const lie of lies) expect(() => deliver(ledger, [lie])).toThrow('不是上报包');
    expect(await digest(ledger)).toBe(before);
    expect((await ledger.call('projects.page', {})).projects).toBe(0);
  });

  it('keeps what this version cannot place and merges the rest', async () => {
    const ledger = await commission();
    const [stream] = cutStream(
      [
        line(1, { name: '甲', colour: '红', total_investment: 'many', owner: '\ud800', fixed_investment: 2 ** 60 }),
        line(2, { depth: 3 }, undefined, { e: 'tunnel', r: 't1' }),
      ],
      [],
    );
    if (!stream) throw new Error('cut');
    expect(deliver(ledger, [stream])).toMatchObject([{ outcome: 'merged', applied: 2 }]);
    expect((await ledger.call('projects.show', { id: 'r1' })).project).toMatchObject({
      name: '甲',
      total_investment: null,
      owner: null,
      fixed_investment: null,
    });
    const kept = ledger.context.database.prepare('SELECT entity, field FROM unapplied ORDER BY seq, field').all();
    expect(kept).toEqual([
      { entity: 'project', field: 'colour' },
      { entity: 'project', field: 'fixed_investment' },
      { entity: 'project', field: 'owner' },
      { entity: 'project', field: 'total_investment' },
      { entity: 'tunnel', field: 'depth' },
    ]);
  });

  it('applies what an older version put aside, as if it had known it then', async () => {
    const [older, newer] = [await commission(), await commission()];
    const streams = cutStream(
      [
        line(1, { name: '甲' }),
        line(2, { name: '乙' }, { name: ['aaaa:1'] }),
        line(3, { month: '2018-09', project: 'r1' }, undefined, { e: 'progress', r: 'p1' }),
      ],
      [],
    );
    deliver(newer, streams);
    deliver(older, streams);
    // An older version would have put these two cells and this entity aside.
    const { database, journal } = older.context;
    const device = database.prepare("SELECT number FROM device WHERE id = 'aaaa'").pluck().get();
    database.exec(
      'DELETE FROM project; DELETE FROM progress; DELETE FROM fields; DELETE FROM posting; DELETE FROM search_entry',
    );
    for (const [seq, entity, record, field] of [
      [2, 'project', 'r1', 'name'],
      [1, 'project', 'r1', 'name'],
      [3, 'progress', 'p1', 'month'],
      [3, 'progress', 'p1', 'project'],
    ]) {
      database.prepare('INSERT INTO unapplied VALUES (?, ?, ?, ?, ?)').run(device, seq, entity, record, field);
    }
    expect(journal.applyPending()).toBe(3);
    expect(await digest(older)).toBe(await digest(newer));
    expect(database.prepare('SELECT count(*) FROM unapplied').pluck().get()).toBe(0);
    expect(historyOf(journal.core, 'progress', 'p1')).toHaveLength(2);
  });

  it('lists a conflict with its base and settles it by a person, with the reason in history', async () => {
    const ledger = await commission();
    deliver(
      ledger,
      cutStream([line(1, { name: '大口钦现代物流园', region: '220203' }), line(2, { actual_start: '2018-04' })], []),
    );
    const [first] = cutStream(
      [line(1, { actual_start: '2018-04-28' }, { actual_start: ['aaaa:2'] }, { d: 'bbbb', p: '郑工', t: 9 * 4096 })],
      [],
    );
    const [second] = cutStream(
      [line(1, { actual_start: '2018-05-10' }, { actual_start: ['aaaa:2'] }, { d: 'cccc', p: '孙秘书', t: 8 * 4096 })],
      [],
    );
    if (!first || !second) throw new Error('cut');
    expect(deliver(ledger, [first, second])).toMatchObject([{ conflicts: 0 }, { conflicts: 1 }]);
    const [conflict] = await ledger.call('conflicts.list', {});
    expect(conflict).toMatchObject({
      title: '大口钦现代物流园',
      field: 'actual_start',
      base: '2018-04',
      region: '220203',
    });
    expect(conflict?.heads.map(({ value, person }) => [value, person])).toEqual([
      ['2018-04-28', '郑工'],
      ['2018-05-10', '孙秘书'],
    ]);
    expect(
      await ledger.refused('conflicts.resolve', { id: conflict?.id ?? '', value: '2018-05-10', reason: ' ' }),
    ).toBe('reason_required');
    await ledger.call('conflicts.resolve', { id: conflict?.id ?? '', value: '2018-04-28', reason: '依踏查照片' });
    expect(await ledger.call('conflicts.list', {})).toEqual([]);
    const [entry] = await ledger.call('records.history', { entity: 'project', id: 'r1', field: 'actual_start' });
    expect(entry).toMatchObject({ to: '2018-04-28', source: '裁定：依踏查照片', person: '周科长' });
  });

  it('shows a record that was deleted by one and edited by another who had not seen it', async () => {
    const ledger = await commission();
    deliver(ledger, cutStream([line(1, { name: '甲' }), line(2, { deleted: true })], []));
    expect((await ledger.call('projects.page', {})).projects).toBe(0);
    deliver(ledger, cutStream([line(1, { owner: '乙' }, undefined, { d: 'bbbb', t: 9 * 4096 })], []));
    expect((await ledger.call('projects.page', {})).projects).toBe(1);
  });
});

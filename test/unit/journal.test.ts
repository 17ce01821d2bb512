import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { makeLedger, TestLedger } from '../support/ledger';

describe('journal', () => {
  it('writes a record, its history and its search entry in one step', async () => {
    const ledger = await makeLedger();
    const { id, dot } = await ledger.call('records.create', {
      entity: 'project',
      set: {
        name: '江澜碳纤维复合材料产业园',
        region: '昌邑区',
        total_investment: 680_000_000,
        annual_plan: { 2018: 240_000_000 },
        listing: 'missing',
      },
    });
    expect(dot).toMatch(/^[0-9a-f]{16}:1$/);
    const shown = await ledger.call('projects.show', { id });
    expect(shown.project).toMatchObject({ region: '220202', annual_plan: { 2018: 240_000_000 }, listing: 'missing' });
    expect(shown.listing).toMatchObject({ project: id, state: 'missing' });
    expect((await ledger.call('search.find', { words: '碳纤维' })).map((hit) => hit.id)).toEqual([id]);
    expect((await ledger.call('search.find', { words: '园' })).map((hit) => hit.id)).toEqual([id]);
    expect((await ledger.call('search.find', { words: 'jltxw' })).map((hit) => hit.id)).toEqual([id]);
    const history = await ledger.call('records.history', { entity: 'project', id });
    expect(history.find((entry) => entry.field === 'total_investment')).toMatchObject({
      from: null,
      to: 680_000_000,
      person: '王秘书',
    });
  });

  it('leaves out values that are the same and writes nothing where nothing changed', async () => {
    const ledger = await makeLedger();
    const { id } = await ledger.call('records.create', { entity: 'project', set: { name: '甲', total_investment: 1 } });
    expect(
      await ledger.call('records.revise', { entity: 'project', id, set: { name: ' 甲 ', total_investment: 1 } }),
    ).toEqual({ id, dot: null });
    const { dot } = await ledger.call('records.revise', {
      entity: 'project',
      id,
      set: { name: '甲', total_investment: 2 },
    });
    const [entry] = await ledger.call('records.history', { entity: 'project', id });
    expect(entry).toMatchObject({ dot, field: 'total_investment', from: 1, to: 2 });
  });

  it('gives a month of progress one record, whoever adds it', async () => {
    const [one, two] = [await makeLedger(), await makeLedger({ person: '孙秘书' })];
    const { id } = await one.call('records.create', { entity: 'project', set: { name: '甲' } });
    const first = await one.call('records.create', {
      entity: 'progress',
      set: { project: id, month: '2018-09', completed: 1 },
    });
    expect(await one.refused('records.create', { entity: 'progress', set: { project: id, month: '2018-09' } })).toBe(
      'record_exists',
    );
    two.context.journal.commit([{ entity: 'project', id, create: true, set: { name: '甲' } }]);
    const second = await two.call('records.create', {
      entity: 'progress',
      set: { project: id, month: '2018-09', completed: 2 },
    });
    expect(second.id).toBe(first.id);
  });

  it('undoes steps backwards, a made record by withdrawing it, and keys of a keyed field alone', async () => {
    const ledger = await makeLedger();
    const { id } = await ledger.call('records.create', {
      entity: 'project',
      set: { name: '甲', annual_plan: { 2017: 5 } },
    });
    await ledger.call('records.revise', {
      entity: 'project',
      id,
      set: { annual_plan: { 2018: 7 }, owner: '吉林某公司' },
    });
    await ledger.call('records.revise', { entity: 'project', id, set: { annual_plan: { 2018: 8 } } });
    await ledger.call('records.undo', {});
    expect((await ledger.call('projects.show', { id })).project).toMatchObject({
      annual_plan: { 2017: 5, 2018: 7 },
      owner: '吉林某公司',
    });
    await ledger.call('records.undo', {});
    expect((await ledger.call('projects.show', { id })).project).toMatchObject({
      annual_plan: { 2017: 5 },
      owner: null,
    });
    await ledger.call('records.undo', {});
    expect((await ledger.call('projects.page', {})).projects).toBe(0);
    expect(await ledger.refused('records.undo', {})).toBe('nothing_to_undo');
    expect((await ledger.call('ledger.verify', {})).checks.filter((check) => !check.ok)).toEqual([]);
  });

  it('undoes the same cell again and again, back to what it was first', async () => {
    const ledger = await makeLedger();
    const { id } = await ledger.call('records.create', { entity: 'project', set: { name: '甲', note: '一' } });
    for (const note of ['二', '三', '四']) {
      await ledger.call('records.revise', { entity: 'project', id, set: { note, address: `${note}号` } });
    }
    const shown = async () => (await ledger.call('projects.show', { id })).project;
    for (const [note, address] of [
      ['三', '三号'],
      ['二', '二号'],
      ['一', null],
    ]) {
      await ledger.call('records.undo', {});
      expect(await shown()).toMatchObject({ note, address });
    }
  });

  it('has a digest of what is filled in, so that a program that knows more fields has the same', async () => {
    const ledger = await makeLedger();
    const { id } = await ledger.call('records.create', { entity: 'project', set: { name: '甲', note: '一' } });
    await ledger.call('records.revise', { entity: 'project', id, set: { note: null } });
    const filled = [
      ['deleted', 0],
      ['name', '甲'],
    ];
    const digest = createHash('sha256')
      .update(JSON.stringify(['project', id, filled, []]))
      .digest('hex');
    expect(await ledger.call('ledger.digest', {})).toEqual({ digest, changes: 2, records: 1 });
  });

  it('shows a record as it stood at a moment', async () => {
    const ledger = await makeLedger();
    const { id } = await ledger.call('records.create', { entity: 'project', set: { name: '甲', total_investment: 1 } });
    const [made] = await ledger.call('records.history', { entity: 'project', id });
    await new Promise((resolve) => setTimeout(resolve, 5));
    await ledger.call('records.revise', { entity: 'project', id, set: { total_investment: 2 } });
    expect(await ledger.call('records.asOf', { entity: 'project', id, at: made?.at ?? '' })).toMatchObject({
      name: '甲',
      total_investment: 1,
    });
    expect(await ledger.call('records.asOf', { entity: 'project', id, at: '2018-01-01T00:00:00Z' })).toBeNull();
  });

  it('refuses what does not fit, with the field named, and changes nothing', async () => {
    const ledger = await makeLedger();
    const { id } = await ledger.call('records.create', { entity: 'project', set: { name: '甲' } });
    const before = await ledger.call('ledger.digest', {});
    expect(await ledger.refused('records.revise', { entity: 'project', id, set: { actual_start: '2018-13-01' } })).toBe(
      'invalid_value',
    );
    expect(await ledger.refused('records.revise', { entity: 'project', id, set: { total_investment: 1.5 } })).toBe(
      'invalid_value',
    );
    expect(await ledger.refused('records.revise', { entity: 'project', id, set: { region: '长春市' } })).toBe(
      'invalid_value',
    );
    expect(await ledger.refused('records.revise', { entity: 'project', id, set: { colour: '红' } })).toBe(
      'unknown_field',
    );
    expect(await ledger.refused('records.revise', { entity: 'project', id, set: { name: '' } })).toBe('missing_value');
    expect(await ledger.refused('records.revise', { entity: 'project', id, set: { note: '机密★1年' } })).toBe(
      'secret_mark',
    );
    expect(
      await ledger.refused('records.create', { entity: 'permit', set: { name: '环评', project: 'nowhere' } }),
    ).toBe('no_record');
    expect(await ledger.call('ledger.digest', {})).toEqual(before);
  });

  it('answers a repeated command with its first answer and does it once', async () => {
    const ledger = await makeLedger();
    const first = await ledger.call('records.create', { entity: 'project', set: { name: '甲' } }, { key: 'k1' });
    expect(await ledger.call('records.create', { entity: 'project', set: { name: '甲' } }, { key: 'k1' })).toEqual(
      first,
    );
    expect((await ledger.call('projects.page', {})).projects).toBe(1);
  });

  it('is the same after it was closed and opened again', async () => {
    const ledger = await makeLedger();
    await ledger.call('records.create', { entity: 'project', set: { name: '甲', region: '220202' } });
    const digest = await ledger.call('ledger.digest', {});
    ledger.door.close();
    const again = new TestLedger(ledger.folder);
    expect(await again.call('ledger.digest', {})).toEqual(digest);
    expect((await again.call('ledger.status', {})).identity?.person).toBe('王秘书');
  });

  it('is one step however many edits it has, also where they come back to records that were written on the way', async () => {
    const ledger = await makeLedger();
    const { journal, database } = ledger.context;
    const id = '01909c5e-0000-7000-8000-000000000001';
    const many = Array.from({ length: 5_000 }, (_, index) => ({
      entity: 'project' as const,
      id: null,
      set: { name: `第${index}号`, parent: id },
    }));
    journal.commit([
      { entity: 'project', id, create: true, set: { name: '主项目', note: '一', annual_plan: { 2018: 1 } } },
      ...many,
      { entity: 'project', id, set: { note: '二', annual_plan: { 2019: 2 } } },
      { entity: 'progress', id: null, set: { project: id, month: '2018-09', completed: 3 } },
    ]);
    expect(database.prepare('SELECT note, annual_plan FROM project WHERE id = ?').get(id)).toEqual({
      note: '二',
      annual_plan: '{"2018":1,"2019":2}',
    });
    expect(await ledger.call('search.find', { words: '主项目' })).toMatchObject([{ id }]);
    const history = await ledger.call('records.history', { entity: 'project', id, field: 'note' });
    expect(history.map(({ from, to }) => [from, to])).toEqual([
      ['一', '二'],
      [null, '一'],
    ]);
    await expect(async () =>
      journal.commit([...many, { entity: 'project', id: 'nowhere', set: { note: '三' } }]),
    ).rejects.toThrow();
    expect(database.prepare('SELECT count(*) FROM project').pluck().get()).toBe(5_001);
    await ledger.call('records.undo', {});
    expect(await ledger.call('projects.list', { view: 'all' })).toEqual([]);
  });
});

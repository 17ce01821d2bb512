import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { Terminal, temporaryFolder } from '../support/terminal';

const secretary = ['--role', 'secretary', '--person', '王秘书', '--unit', '昌邑区发改局', '--region', '昌邑区'];
const another = ['--role', 'secretary', '--person', '孙秘书', '--unit', '龙潭区发改局', '--region', '龙潭区'];
const commission = ['--role', 'commission', '--person', '周科长', '--unit', '市发改委'];

async function made(): Promise<Terminal> {
  const terminal = new Terminal(temporaryFolder());
  await terminal.json('init', '--ledger', '甲', ...secretary);
  return terminal;
}

const carbon = ['name=江澜碳纤维复合材料产业园', 'short_name=江澜', 'region=昌邑', 'code=2018-220202-28-03-004217'];

describe('one ledger', () => {
  test('init makes it once and leaves the enrolment in its folder', async () => {
    const terminal = new Terminal(temporaryFolder());
    const first = await terminal.json('--ledger', '甲', 'init', ...secretary);
    expect(Object.keys(first).sort()).toEqual(['deviceId', 'fingerprint', 'ledgerId']);
    expect(existsSync(path.join(terminal.folder, '甲', 'enrolment.wubao'))).toBe(true);
    const again = await terminal.run('init', '--ledger', '甲', ...secretary, '--json');
    expect(again.status).toBe(1);
    expect(JSON.parse(again.out).error.code).toBe('ledger_exists');
    await terminal.json('init', '--ledger', '市', ...commission);
    expect(existsSync(path.join(terminal.folder, '市', 'enrolment.wubao'))).toBe(false);
  });

  test('add, set, show, projects: money in yuan, the region by name, the plan of a year, the start', async () => {
    const terminal = await made();
    const { id, dot } = await terminal.json(
      ...['add', 'project', ...carbon, 'total_investment=6.8亿', 'annual_plan=24000万', 'planned_start=2018-06-15'],
      ...['lifecycle=前期', '--ledger', '甲'],
    );
    expect(dot).toMatch(/:1$/);
    const set = await terminal.json(
      ...['set', 'project', '江澜', 'annual_plan.2017=100万', 'actual_start=2018年7月31日', 'lifecycle=construction'],
      ...['listing=缺材料', '--ledger', '甲'],
    );
    expect(set.id).toBe(id);
    const nothing = await terminal.json('set', 'project', id, 'lifecycle=在建', '--ledger', '甲');
    expect(nothing).toEqual({ id, dot: null });

    const [row] = await terminal.json('projects', '--ledger', '甲');
    expect(row).toMatchObject({
      id,
      name: '江澜碳纤维复合材料产业园',
      code: '2018-220202-28-03-004217',
      region: '昌邑区',
      lifecycle: 'construction',
      total_investment: 680_000_000,
      annual_plan: 240_000_000,
      start: '2018-07-31',
      listing: 'missing',
    });
    const [earlier] = await terminal.json('projects', '--year', '2017', '--ledger', '甲');
    expect(earlier.annual_plan).toBe(1_000_000);

    const progress = ['project=江澜', 'month=2018.9', 'completed=1160万', '形象进度=吊装完成60%'];
    await terminal.json('add', 'progress', ...progress, '--ledger', '甲');
    await terminal.json(
      'add',
      '手续',
      'project=2018-220202-28-03-004217',
      'name=施工许可证',
      'state=办结',
      '--ledger',
      '甲',
    );
    const shown = await terminal.json('show', '2018-220202-28-03-004217', '--ledger', '甲');
    expect(shown.project).toMatchObject({ region: '昌邑区', annual_plan: 240_000_000, start: '2018-07-31' });
    expect(shown.permits).toMatchObject([{ name: '施工许可证', state: 'granted' }]);
    expect(shown.progress).toMatchObject([{ month: '2018-09', completed: 11_600_000 }]);
    expect(shown.problems).toEqual([]);
    expect((await terminal.json('show', id, '--year', '2017', '--ledger', '甲')).project.annual_plan).toBe(1_000_000);
    expect((await terminal.run('show', id, '--ledger', '甲')).out).toContain('68,000万元');
  });

  test('annual_plan without a year goes to the latest that has one, else to this year', async () => {
    const terminal = await made();
    await terminal.json('add', 'project', 'name=甲', 'annual_plan=1亿', '--ledger', '甲');
    await terminal.json('set', 'project', '甲', 'annual_plan.2019=3亿', '--ledger', '甲');
    await terminal.json('set', 'project', '甲', 'annual_plan=4亿', '--ledger', '甲');
    await terminal.json('set', 'project', '甲', 'annual_plan=2亿', '--year', '2018', '--ledger', '甲');
    const { project } = await terminal.json('show', '甲', '--ledger', '甲');
    expect(project.annual_plans).toEqual({ 2018: 200_000_000, 2019: 400_000_000 });
  });

  test('projects by view and by condition, in people’s words and in codes', async () => {
    const terminal = await made();
    const add = (...words: string[]) => terminal.json('add', 'project', ...words, '--ledger', '甲');
    await add('name=在建的', 'region=昌邑区', 'lifecycle=construction', 'total_investment=1.2亿', 'annual_plan=3000万');
    await add(
      'name=没开工的',
      'region=龙潭区',
      'lifecycle=preparation',
      'planned_start=2018-10',
      'total_investment=9000万',
    );
    const found = async (...words: string[]) =>
      (await terminal.json('projects', ...words, '--ledger', '甲')).map(({ name }: { name: string }) => name);
    expect(await found()).toEqual(['在建的', '没开工的']);
    expect(await found('--view', 'construction')).toEqual(['在建的']);
    expect(await found('--view', 'planned-start')).toEqual(['没开工的']);
    expect(await found('--where', 'region=龙潭')).toEqual(['没开工的']);
    expect(await found('--where', '阶段=在建', '--where', 'total_investment=1.2亿')).toEqual(['在建的']);
    expect(await found('--where', 'annual_plan=3000万')).toEqual(['在建的']);
    expect(await found('--where', 'start=2018-10')).toEqual(['没开工的']);
    expect(await found('--where', 'planned_start=')).toEqual(['在建的']);
    const unknown = await terminal.run('projects', '--where', 'colour=red', '--ledger', '甲', '--json');
    expect([unknown.status, JSON.parse(unknown.out).error.code]).toEqual([1, 'unknown_field']);
  });

  test('a name that two projects bear is not guessed', async () => {
    const terminal = await made();
    for (const region of ['昌邑区', '龙潭区'])
      await terminal.json('add', 'project', 'name=同名', `region=${region}`, '--ledger', '甲');
    const { status, out } = await terminal.run('set', 'project', '同名', 'note=x', '--ledger', '甲', '--json');
    expect(status).toBe(1);
    expect(JSON.parse(out).error.message).toContain('有 2 个项目');
  });

  test('history says who changed what, when; search finds words and initials', async () => {
    const terminal = await made();
    const { id } = await terminal.json('add', 'project', ...carbon, 'total_investment=6亿', '--ledger', '甲');
    await terminal.json('set', 'project', id, 'total_investment=6.8亿', 'region=龙潭', '--ledger', '甲');
    const [entry] = await terminal.json('history', 'project', '江澜', '--field', 'total_investment', '--ledger', '甲');
    expect(entry).toMatchObject({ person: '王秘书', field: 'total_investment', from: 600_000_000, to: 680_000_000 });
    expect(Object.keys(entry)).toEqual(
      expect.arrayContaining(['dot', 'clock', 'person', 'device', 'field', 'from', 'to']),
    );
    const regions = await terminal.json('history', 'project', id, '--field', 'region', '--ledger', '甲');
    expect(regions).toMatchObject([
      { from: '昌邑区', to: '龙潭区' },
      { from: null, to: '昌邑区' },
    ]);
    for (const words of ['碳', '碳纤维', 'jltxw', '江澜']) {
      expect(await terminal.json('search', words, '--ledger', '甲')).toEqual([
        { id, entity: 'project', title: '江澜碳纤维复合材料产业园' },
      ]);
    }
    expect(await terminal.json('search', '没有这个', '--ledger', '甲')).toEqual([]);
  });

  test('a refused edit changes nothing', async () => {
    const terminal = await made();
    const { id } = await terminal.json('add', 'project', 'name=甲', '--ledger', '甲');
    const before = await terminal.json('digest', '--ledger', '甲');
    for (const words of [
      ['set', 'project', id, 'note=好', 'planned_start=2018-13'],
      ['set', 'project', '不存在', 'note=好'],
      ['set', 'projekt', id, 'note=好'],
      ['add', 'project', 'region=昌邑区'],
      ['add', 'progress', `project=${id}`, 'month=2018-09', 'completed=一点'],
    ]) {
      const { status, out } = await terminal.run(...words, '--ledger', '甲', '--json');
      expect([words, status]).toEqual([words, 1]);
      expect(JSON.parse(out).error.message).toMatch(/[\u4e00-\u9fff]/);
    }
    expect(await terminal.json('digest', '--ledger', '甲')).toEqual(before);
  });

  test('backup, verify, restore', async () => {
    const terminal = await made();
    await terminal.json('add', 'project', 'name=备份前', '--ledger', '甲');
    const before = await terminal.json('digest', '--ledger', '甲');
    expect(await terminal.json('backup', '--to', '备份.sqlite', '--ledger', '甲')).toMatchObject({
      ok: true,
      checks: expect.any(Array),
    });
    await terminal.json('add', 'project', 'name=备份后', '--ledger', '甲');
    expect(await terminal.json('verify', '--ledger', '甲')).toMatchObject({ ok: true });
    expect(await terminal.json('restore', '备份.sqlite', '--ledger', '甲')).toMatchObject({ ok: true });
    expect(await terminal.json('digest', '--ledger', '甲')).toEqual(before);
    writeFileSync(path.join(terminal.folder, '坏.sqlite'), 'not a backup');
    const broken = await terminal.run('restore', '坏.sqlite', '--ledger', '甲', '--json');
    expect(broken.status).toBe(1);
    expect(await terminal.json('digest', '--ledger', '甲')).toEqual(before);
  });
});

describe('two secretaries and the Commission', () => {
  async function city(): Promise<Terminal> {
    const terminal = await made();
    await terminal.json('init', '--ledger', '乙', ...another);
    await terminal.json('init', '--ledger', '市', ...commission);
    return terminal;
  }

  test('enrolment by file and by device, packages in any order and twice, quarantine, a conflict settled', async () => {
    const terminal = await city();
    const { id } = await terminal.json('add', 'project', ...carbon, 'total_investment=6亿', '--ledger', '甲');
    await terminal.json('add', 'project', 'name=龙潭化工', 'region=龙潭', '--ledger', '乙');
    const first = await terminal.json('export-package', '--to', '甲一.wubao', '--ledger', '甲');
    expect(first).toMatchObject({ changes: 1, from: 1, to: 1, file: path.join(terminal.folder, '甲一.wubao') });
    expect(first.bytes).toBe(readFileSync(first.file).length);
    await terminal.json('export-package', '--to', '乙一.wubao', '--ledger', '乙');

    const unknown = await terminal.run('import-package', '甲一.wubao', '--ledger', '市', '--json');
    expect(unknown.status).toBe(1);
    expect(JSON.parse(unknown.out)).toMatchObject([{ outcome: 'quarantined', applied: 0 }]);

    const pending = await terminal.json('enrol', '甲/enrolment.wubao', '--ledger', '市');
    expect(pending.state).toBe('pending');
    const approved = await terminal.json('enrol', pending.deviceId, '--approve', '--ledger', '市');
    expect(approved).toEqual({ ...pending, state: 'approved' });
    expect(await terminal.json('enrol', '乙/enrolment.wubao', '--approve', '--ledger', '市')).toMatchObject({
      state: 'approved',
    });

    const outcomes = await terminal.json('import-package', '乙一.wubao', '甲一.wubao', '乙一.wubao', '--ledger', '市');
    expect(outcomes.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['merged', 'duplicate', 'duplicate']);
    const names = (await terminal.json('projects', '--ledger', '市')).map(({ name }: { name: string }) => name);
    expect(names.sort()).toEqual(['江澜碳纤维复合材料产业园', '龙潭化工']);

    await terminal.json('set', 'project', id, 'total_investment=6.5亿', 'nature=扩建', '--ledger', '市');
    await terminal.json('set', 'project', id, 'total_investment=6.8亿', 'nature=新建', '--ledger', '甲');
    await terminal.json('export-package', '--to', '甲二.wubao', '--ledger', '甲');
    const [merged] = await terminal.json('import-package', '甲二.wubao', '--ledger', '市');
    expect(merged).toMatchObject({ outcome: 'merged', applied: 1, conflicts: 2 });
    const open = await terminal.json('conflicts', '--ledger', '市');
    const money = open.find(({ field }: { field: string }) => field === 'total_investment');
    expect(money).toMatchObject({ entity: 'project', record: id, base: 600_000_000 });
    expect(money.heads.map(({ value }: { value: number }) => value).sort()).toEqual([650_000_000, 680_000_000]);
    const nature = open.find(({ field }: { field: string }) => field === 'nature');
    expect(nature.heads.map(({ value }: { value: string }) => value).sort()).toEqual(['expansion', 'new']);

    const refused = await terminal.run(
      'conflicts',
      '--resolve',
      money.id,
      '--value',
      '很多',
      '--reason',
      '依批文',
      '--ledger',
      '市',
      '--json',
    );
    expect([refused.status, JSON.parse(refused.out).error.code]).toEqual([1, 'invalid_value']);
    const rest = await terminal.json(
      'conflicts',
      '--resolve',
      money.id,
      '--value',
      '66,800万',
      '--reason',
      '依批文',
      '--ledger',
      '市',
    );
    expect(rest.map(({ field }: { field: string }) => field)).toEqual(['nature']);
    expect(
      await terminal.json(
        'conflicts',
        '--resolve',
        nature.id,
        '--value',
        '新建',
        '--reason',
        '依批文',
        '--ledger',
        '市',
      ),
    ).toEqual([]);
    const shown = await terminal.json('show', id, '--ledger', '市');
    expect(shown.project).toMatchObject({ total_investment: 668_000_000, nature: 'new' });
    const gone = await terminal.run(
      'conflicts',
      '--resolve',
      nature.id,
      '--value',
      '新建',
      '--reason',
      '再来',
      '--ledger',
      '市',
      '--json',
    );
    expect([gone.status, JSON.parse(gone.out).error.code]).toEqual([1, 'no_conflict']);

    const revoked = await terminal.json('enrol', '甲/enrolment.wubao', '--revoke', '--ledger', '市');
    expect(revoked.state).toBe('revoked');
  });

  test('changes outside the scope of a device are listed, accepted and refused', async () => {
    const terminal = await city();
    const at = (...words: string[]) => terminal.json(...words, '--ledger', '市');
    await at('enrol', '甲/enrolment.wubao', '--approve');
    const made = ['name=龙潭化工', 'region=龙潭', 'total_investment=3亿'];
    const { id } = await terminal.json('add', 'project', ...made, '--ledger', '甲');
    const second = await terminal.json('add', 'project', 'name=龙潭物流', 'region=龙潭', '--ledger', '甲');
    const third = await terminal.json('add', 'project', 'name=龙潭仓储', 'region=龙潭', '--ledger', '甲');
    await terminal.json('export-package', '--to', '甲一.wubao', '--ledger', '甲');
    expect(await at('import-package', '甲一.wubao')).toMatchObject([{ outcome: 'merged', applied: 0, review: 3 }]);
    expect(await at('projects')).toEqual([]);
    const open = await at('review');
    expect(open).toHaveLength(3);
    const first = open.find(({ record }: { record: string }) => record === id);
    expect(first).toEqual({
      id: expect.stringMatching(/:1$/),
      device: expect.any(String),
      person: expect.any(String),
      entity: 'project',
      record: id,
      set: { name: '龙潭化工', region: '龙潭区', total_investment: 300_000_000 },
      why: '项目属地是龙潭区，不是它分管的属地。',
    });
    const others = open.filter(({ record }: { record: string }) => record !== id).map((one: { id: string }) => one.id);

    expect((await terminal.run('review', '--refuse', first.id, '--ledger', '市', '--json')).status).toBe(2);
    expect((await terminal.run('review', first.id, '--ledger', '市', '--json')).status).toBe(2);
    expect(await at('review', '--refuse', ...others, '--reason', '请龙潭区登记')).toEqual([first]);
    expect(await at('review', '--accept', first.id)).toEqual([]);
    expect((await at('projects')).map(({ name }: { name: string }) => name)).toEqual(['龙潭化工']);
    for (const refused of [second, third])
      expect((await at('history', 'project', refused.id)).length).toBeGreaterThan(0);
    const gone = await terminal.run('review', '--accept', first.id, '--ledger', '市', '--json');
    expect([gone.status, JSON.parse(gone.out).error.code]).toEqual([1, 'no_review']);
  });

  test('one bad file among good ones: the good ones are merged, the exit status says so', async () => {
    const terminal = await city();
    await terminal.json('add', 'project', 'name=甲', '--ledger', '甲');
    await terminal.json('export-package', '--to', '甲一.wubao', '--ledger', '甲');
    await terminal.json('enrol', '甲/enrolment.wubao', '--approve', '--ledger', '市');
    copyFileSync(path.resolve('package.json'), path.join(terminal.folder, '不是包.wubao'));
    const { status, out } = await terminal.run(
      'import-package',
      '不是包.wubao',
      '甲一.wubao',
      '--ledger',
      '市',
      '--json',
    );
    expect(status).toBe(1);
    expect(JSON.parse(out).map(({ outcome }: { outcome: string }) => outcome)).toEqual(['rejected', 'merged']);
    expect(await terminal.json('projects', '--ledger', '市')).toHaveLength(1);
  });
});

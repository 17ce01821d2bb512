import { describe, expect, test } from 'vitest';
import { shiftedClock } from '../../src-main/ledger/clock';
import { openDesk } from '../../src-main/ledger/queries/desk-load';
import { myProjectIds } from '../../src-main/ledger/queries/my-projects';
import { deskPartOf } from '../../src-shared/rules/desk';
import { makeLedger, TestLedger } from '../support/ledger';

const project = { name: '铸衡精铸技改', lifecycle: 'preparation', planned_start: '2018-08', secretary: '王秘书' };

async function withLateStart() {
  const ledger = await makeLedger();
  const { id } = await ledger.call('records.create', { entity: 'project', set: project });
  return { ledger, id, todo: `start:${id}` };
}
const idsOf = async (ledger: TestLedger) => {
  const { todos, snoozed } = await ledger.call('desk.show', {});
  return { todos: todos.map(({ id }) => id), snoozed: snoozed.map(({ id, until, reason }) => [id, until, reason]) };
};

describe('putting off', () => {
  test('takes a to-do away until its day, in one record that is changed the second time', async () => {
    const { ledger, id, todo } = await withLateStart();
    expect((await idsOf(ledger)).todos).toContain(todo);
    await ledger.call('desk.snooze', { todo, project: id, until: '2018-09-20', reason: '等施工许可' });
    expect(await idsOf(ledger)).toMatchObject({ snoozed: [[todo, '2018-09-20', '等施工许可']] });
    expect((await idsOf(ledger)).todos).not.toContain(todo);
    await ledger.call('desk.snooze', { todo, project: id, until: '2018-09-25', reason: '再等一周' });
    expect((await idsOf(ledger)).snoozed).toEqual([[todo, '2018-09-25', '再等一周']]);

    await ledger.call('desk.wake', { todo });
    expect((await idsOf(ledger)).todos).toContain(todo);
    await ledger.call('records.undo', {});
    expect((await idsOf(ledger)).snoozed).toHaveLength(1);
  });

  test('ends by itself on the day', async () => {
    const { ledger, id, todo } = await withLateStart();
    await ledger.call('desk.snooze', { todo, project: id, until: '2018-09-20', reason: '等施工许可' });
    ledger.door.close();
    for (const [day, there] of [
      ['2018-09-19', false],
      ['2018-09-20', true],
    ] as const) {
      const later = new TestLedger(ledger.folder, { clock: shiftedClock(`${day}T08:00:00+08:00`) });
      expect((await idsOf(later)).todos.includes(todo)).toBe(there);
      later.door.close();
    }
  });

  test('needs a later day and a reason, and is one person’s alone', async () => {
    const { ledger, id, todo } = await withLateStart();
    expect(await ledger.refused('desk.snooze', { todo, project: id, until: '2018-09-16', reason: '等' })).toBe(
      'invalid_value',
    );
    expect(await ledger.refused('desk.snooze', { todo, project: id, until: '2018-09-20', reason: '  ' })).toBe(
      'invalid_input',
    );
    await ledger.call('desk.snooze', { todo, project: id, until: '2018-09-20', reason: '等施工许可' });
    await ledger.call('identity.revise', {
      role: 'secretary',
      person: '李秘书',
      unit: '昌邑区重点项目服务中心',
      region: null,
      phone: '',
    });
    expect((await idsOf(ledger)).todos).toContain(todo);
  });
});

describe('counts', () => {
  test('are what is due today or was before, and follow every change', async () => {
    const { ledger, id, todo } = await withLateStart();
    const noted = await ledger.call('records.create', {
      entity: 'work_log',
      set: { project: id, date: '2018-09-10', matter: '对接', next_step: '取件', next_date: '2018-09-16' },
    });
    const loose = { date: '2018-09-10', matter: '全区例会', next_date: '2018-09-17' };
    await ledger.call('records.create', { entity: 'work_log', set: loose });
    expect(await ledger.call('desk.counts', {})).toMatchObject({
      today: '2018-09-16',
      demonstration: false,
      overdue: 1,
      dueToday: 1,
      due: [
        { id: todo, late: true, what: '未按计划开工', project: '铸衡精铸技改' },
        { id: `next-step:${noted.id}`, late: false, what: '取件' },
      ],
    });
    await ledger.call('records.revise', { entity: 'work_log', id: noted.id, set: { next_done: '2018-09-16' } });
    expect(await ledger.call('desk.counts', {})).toMatchObject({ overdue: 1, dueToday: 0 });
  });
});

describe('whose desk', () => {
  test('a secretary has the projects under her name and those under nobody’s, with all that belongs to them', async () => {
    const { ledger, id } = await withLateStart();
    const { id: foreign } = await ledger.call('records.create', {
      entity: 'project',
      set: { ...project, name: '别人的', secretary: '李秘书' },
    });
    const slips = [id, foreign].map(async (one) => {
      const { id: problem } = await ledger.call('records.create', {
        entity: 'problem',
        set: { project: one, description: '用电' },
      });
      const set = { project: one, problem, kind: 'supervision', issued_on: '2018-09-01', reply_due: '2018-09-10' };
      return (await ledger.call('records.create', { entity: 'slip', set })).id;
    });
    const [mine, others] = await Promise.all(slips);
    const loose = { date: '2018-09-10', matter: '全区例会', next_date: '2018-09-17' };
    const { id: note } = await ledger.call('records.create', { entity: 'work_log', set: loose });
    const { todos } = await idsOf(ledger);
    expect(todos).toContain(`next-step:${note}`);
    expect(todos).toContain(`slip:${mine}`);
    expect(todos).not.toContain(`slip:${others}`);
    expect(todos).not.toContain(`start:${foreign}`);
  });

  test('the Commission sees red ones, slips of all, and what waits for it', async () => {
    const ledger = await makeLedger({ role: 'commission', person: '周科长' });
    const { id: yellow } = await ledger.call('records.create', { entity: 'project', set: project });
    const { id: red } = await ledger.call('records.create', {
      entity: 'project',
      set: { ...project, name: '红', planned_start: '2018-03' },
    });
    const { id: problem } = await ledger.call('records.create', {
      entity: 'problem',
      set: { project: yellow, description: '用电', promised_on: '2018-09-01' },
    });
    const set = { project: yellow, problem, kind: 'supervision', issued_on: '2018-09-01', reply_due: '2018-09-10' };
    const { id: slip } = await ledger.call('records.create', { entity: 'slip', set });
    expect((await idsOf(ledger)).todos).toEqual([`start:${red}`, `slip:${slip}`, 'waiting:numbers']);
    expect((await ledger.call('desk.show', {})).projects.map(({ id }) => id)).toEqual([red]);
  });
});

describe('a large desk', () => {
  test('hands over the first of each group and says how many there are', async () => {
    const ledger = await makeLedger();
    for (let index = 0; index < 203; index += 1)
      await ledger.call('records.create', { entity: 'project', set: { ...project, name: `项目${index}` } });
    const { todos, groups, projects, lights } = await ledger.call('desk.show', {});
    expect(groups.overdue).toBe(203);
    expect(todos.filter(({ group }) => group === 'overdue')).toHaveLength(200);
    expect([projects.length, lights]).toEqual([200, { red: 0, yellow: 203, green: 0, none: 0 }]);
    expect(await ledger.call('desk.counts', {})).toMatchObject({ overdue: 203 });
  });

  test('is made once for all who ask meanwhile, and anew after a change under it', async () => {
    const { ledger, id, todo } = await withLateStart();
    const before = ledger.call('desk.show', {});
    await ledger.call('records.revise', { entity: 'project', id, set: { actual_start: '2018-09-01' } });
    const after = await ledger.call('desk.show', {});
    expect(after.todos.map((one) => one.id)).not.toContain(todo);
    expect((await before).todos).toEqual(after.todos);
  });

  test.each(['2018-09-16', '2018-09-28'])(
    'on %s the city counts the reports by the rule of every desk',
    async (day) => {
      const ledger = await makeLedger(
        { role: 'commission', person: '周科长' },
        { clock: shiftedClock('2018-09-14T09:00:00+08:00') },
      );
      const month = { image_progress: null, completed: null };
      const reports = [
        { completed: 0 },
        { image_progress: '主体封顶' },
        { next_step: '报建' },
        {},
        null,
        { month: '2018-08' },
      ];
      for (const lifecycle of ['signed', 'preparation', 'construction', 'completed', 'reserve', null])
        for (const report of reports) {
          const started = lifecycle === null ? { actual_start: '2018-05' } : { lifecycle };
          const { id } = await ledger.call('records.create', { entity: 'project', set: { name: '甲', ...started } });
          if (!report) continue;
          const set = { project: id, month: '2018-09', ...month, ...report };
          await ledger.call('records.create', { entity: 'progress', set });
        }
      ledger.door.close();
      const later = new TestLedger(ledger.folder, { clock: shiftedClock(`${day}T09:00:00+08:00`) });
      const { id: fresh } = await later.call('records.create', {
        entity: 'project',
        set: { name: '乙', lifecycle: 'signed' },
      });
      await later.call('records.create', {
        entity: 'progress',
        set: { project: fresh, month: '2018-09', completed: 1 },
      });
      const { surroundings, items } = openDesk(later.context, 13);
      const part = deskPartOf(items(myProjectIds(later.context)), surroundings, day, true);
      const { period } = await later.call('desk.show', {});
      expect(period).toMatchObject({ filled: part.filled, expected: part.expected });
      expect([part.filled, part.expected]).toEqual(day < '2018-09-21' ? [9, 25] : [1, 25]);
    },
  );
});

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { shiftedClock } from '../../src-main/ledger/clock';
import { countConflicts } from '../../src-main/ledger/journal/conflicts';
import { showBoard } from '../../src-main/ledger/queries/problems-board';
import { confirmNumbers, escalateProblems, registerProblem } from '../../src-main/ledger/queries/problems-steps';
import { writeEnrolment } from '../../src-main/ledger/sync/enrolment';
import type { ProblemAction } from '../../src-shared/contract/problem-methods';
import type { Problem } from '../../src-shared/entities/problem';
import { makeLedger, TestLedger, temporaryFolder } from '../support/ledger';
import { addProject, approve, Ledgers, report, takeOne } from '../support/sync-ledgers';
import { wordText, zipText } from '../support/zip-text';

const readDocx = async (file: string) => wordText(await zipText(readFileSync(file), 'word/document.xml'));
const on = (day: string) => ({ clock: shiftedClock(`${day}T09:00:00+08:00`) });

async function registered(
  ledger: TestLedger,
  set: Record<string, string> = {},
): Promise<{ project: string; id: string }> {
  const { id: project } = await ledger.call('records.create', {
    entity: 'project',
    set: {
      name: '松筑装配式建筑构件基地',
      short_name: '松筑构件基地',
      region: '220202',
      owner: '吉林松筑住工有限公司',
      secretary: '王秘书',
      lifecycle: 'construction',
    },
  });
  const { id } = await ledger.call('problems.register', {
    set: { project, description: '施工用电未接通', category: '施工水电', source: '企业提出', ...set },
  });
  return { project, id };
}

const advance = (ledger: TestLedger, id: string, action: ProblemAction, values: Record<string, string> = {}) =>
  ledger.call('problems.advance', { id, action, values });
const shown = async (ledger: TestLedger, id: string) => {
  const file = await ledger.call('problems.show', { id });
  return { ...file, problem: file.problem as unknown as Problem };
};
const sit = (ledger: TestLedger, person: string) =>
  ledger.call('identity.revise', { role: 'secretary', person, unit: '昌邑区发改局', region: '220202', phone: '' });

describe('a problem from report to closure', () => {
  test('has a number of this machine from its first day, whoever makes it', async () => {
    const ledger = await makeLedger({ region: '220202' });
    const { project } = await registered(ledger);
    const made = async (set: Record<string, string>) =>
      (
        await shown(
          ledger,
          (
            await ledger.call('records.create', { entity: 'problem', set: { project, description: '缺砂石', ...set } })
          ).id,
        )
      ).problem;
    expect((await made({ reported_on: '2018-09-01' })).provisional_number).toMatch(/-002$/);
    expect(await made({ number: '昌邑-2018-031' })).toMatchObject({
      number: '昌邑-2018-031',
      provisional_number: null,
    });
  });

  test('goes step by step, its check by another person, every step in the history', async () => {
    const ledger = await makeLedger({ region: '220202' });
    const { project, id } = await registered(ledger);
    expect((await shown(ledger, id)).problem).toMatchObject({
      state: 'registered',
      level: 'secretary',
      level_since: '2018-09-16',
      reported_on: '2018-09-16',
      number: null,
    });
    expect((await shown(ledger, id)).problem.provisional_number).toMatch(/^昌邑-2018-临[0-9A-F]{8}-001$/);
    await advance(ledger, id, 'verify', { responsible_unit: '昌邑供电分公司' });
    await advance(ledger, id, 'assign', { handler: '刘工', promised_on: '2018-09-20' });
    await advance(ledger, id, 'handle');
    const { id: measure } = await ledger.call('records.create', {
      entity: 'measure',
      set: { project, problem: id, content: '出具供电方案', due: '2018-09-19' },
    });
    expect(await ledger.refused('problems.advance', { id, action: 'hand_in', values: {} })).toBe('step_refused');
    await ledger.call('records.revise', { entity: 'measure', id: measure, set: { done_on: '2018-09-16' } });
    await advance(ledger, id, 'hand_in', { evidence: '送电照片', checker: '李主任' });
    const checking = await shown(ledger, id);
    expect(checking).toMatchObject({
      clock: { stopped: true },
      clock_stops: [{ reason: 'checking', stopped_on: '2018-09-16', resumed_on: null }],
    });
    await ledger.call('records.revise', {
      entity: 'problem',
      id,
      set: { company_confirmation: '陈厂长：已送电', satisfaction: 'satisfied' },
    });
    expect(await ledger.refused('problems.advance', { id, action: 'close', values: {} })).toBe('step_refused');
    await sit(ledger, '李主任');
    await advance(ledger, id, 'close');
    const closed = await shown(ledger, id);
    expect(closed.problem).toMatchObject({ state: 'closed', checker: '李主任', closed_on: '2018-09-16' });
    expect(closed).toMatchObject({ clock_stops: [{ resumed_on: '2018-09-16' }] });
    expect(closed.history.map(({ who, text }) => `${who} ${text}`)).toEqual([
      '李主任 销号，李主任核验',
      '王秘书 企业意见：陈厂长：已送电',
      '王秘书 提请核验',
      '王秘书 开始办理',
      '王秘书 交办昌邑供电分公司',
      '王秘书 核实，请昌邑供电分公司办理',
      '王秘书 登记，企业提出',
    ]);
    const board = await ledger.call('problems.board', {});
    expect([board.open.length, board.closed.length, board.closedInAll]).toEqual([0, 1, 1]);
  });

  test('a refused step writes nothing, not even what time has raised', async () => {
    const folder = temporaryFolder();
    const { id } = await openedAt(folder, '2018-09-10');
    const later = new TestLedger(folder, on('2018-09-17'));
    expect(await later.refused('problems.advance', { id, action: 'close', values: {} })).toBe('step_refused');
    const { problem, clock_stops } = await shown(later, id);
    expect([problem.level, clock_stops]).toEqual(['secretary', []]);
    await later.call('problems.advance', { id, action: 'verify', values: {} });
    const raised = await shown(later, id);
    expect(raised.problem).toMatchObject({ level: 'unit', level_since: '2018-09-14', state: 'verified' });
  });
});

/** A ledger in a folder with one problem that was registered on a day. */
async function openedAt(folder: string, day: string, set: Record<string, string> = {}) {
  const ledger = new TestLedger(folder, on(day));
  await ledger.call('ledger.initialize', {
    role: 'secretary',
    person: '王秘书',
    unit: '昌邑区重点项目服务中心',
    region: '220202',
    phone: '',
  });
  const made = await registered(ledger, set);
  ledger.door.close();
  return made;
}

describe('time', () => {
  test('raises level by level with a slip each, and a second run finds nothing', async () => {
    const folder = temporaryFolder();
    const { id } = await openedAt(folder, '2018-09-03', { promised_on: '2018-09-11' });
    const later = new TestLedger(folder, on('2018-09-15'));
    expect((await later.call('problems.board', {})).pending).toBe(2);
    expect(await later.call('problems.escalate', {})).toEqual({ problems: 1, steps: 2 });
    expect(await later.call('problems.escalate', {})).toEqual({ problems: 0, steps: 0 });
    const { problem, history, slips, raised } = await shown(later, id);
    expect(problem).toMatchObject({ level: 'county', level_since: '2018-09-12' });
    expect(raised).toBe(2);
    expect(history.map(({ day, who, text }) => [day, who, text])).toEqual([
      ['2018-09-12', '系统', '超承诺 9月11日，提至县区'],
      ['2018-09-07', '系统', '秘书级到期，提至部门'],
      ['2018-09-03', '王秘书', '登记，企业提出'],
    ]);
    expect(slips.map(({ kind, issued_on, number }) => [kind, issued_on, number])).toEqual([
      ['supervision', '2018-09-12', null],
      ['supervision', '2018-09-07', null],
    ]);
  });
});

describe('slips', () => {
  test.each([
    [
      'supervision',
      '昌邑督〔2018〕1号',
      ['昌邑区重点项目督办单', '办理经过', '核验人（不得为承办人）：', '回执：昌邑督〔2018〕1号'],
    ],
    ['reminder', '昌邑提〔2018〕1号', ['昌邑区重点项目提示单', '提示事项']],
    ['liaison', '昌邑联〔2018〕1号', ['昌邑区重点项目联系单', '函复意见']],
  ] as const)('%s', async (kind, number, words) => {
    const ledger = await makeLedger({ region: '220202' });
    const { project, id } = await registered(ledger, {
      responsible_unit: '昌邑供电分公司',
      request: '9月底前接通专线',
    });
    await ledger.call('records.create', {
      entity: 'measure',
      set: { project, problem: id, content: '出具10千伏专线供电方案', due: '2018-09-19' },
    });
    const slip = await ledger.call('slips.issue', { problem: id, kind, values: {} });
    expect(slip.number).toBe(number);
    const folder = path.join(temporaryFolder(), '督办 文件');
    const { files } = await ledger.call('slips.write', { id: slip.id, folder });
    expect(readdirSync(folder)).toEqual(files.map((file) => path.basename(file)));
    const text = await readDocx(files[0] ?? '');
    for (const word of [...words, '松筑装配式建筑构件基地', '施工用电未接通', '吉林松筑住工有限公司', number])
      expect(text).toContain(word);
  });

  test('one that was begun by time is completed, not made again, and cannot be written before', async () => {
    const folder = temporaryFolder();
    const { id } = await openedAt(folder, '2018-09-10');
    const later = new TestLedger(folder, on('2018-09-17'));
    await later.call('problems.escalate', {});
    const [begun] = (await later.call('problems.show', { id })).slips;
    expect(await later.refused('slips.write', { id: begun?.id ?? '', folder: temporaryFolder() })).toBe('step_refused');
    const slip = await later.call('slips.issue', {
      problem: id,
      kind: 'supervision',
      slip: begun?.id ?? '',
      values: { addressee: '昌邑供电分公司', requests: '接通专线', reply_due: '2018-09-20' },
    });
    expect(slip.id).toBe(begun?.id);
    expect((await later.call('problems.show', { id })).slips).toMatchObject([
      { number: '昌邑督〔2018〕1号', addressee: '昌邑供电分公司', reply_due: '2018-09-20', issued_on: '2018-09-17' },
    ]);
  });
});

describe('meetings', () => {
  test('problems become items, decisions become tasks that the next meeting asks for', async () => {
    const ledger = await makeLedger({ region: '220202' });
    const { id } = await registered(ledger, { level: 'county', responsible_unit: '昌邑供电分公司' });
    const meeting = async (date: string) =>
      (
        await ledger.call('records.create', {
          entity: 'meeting',
          set: { title: '项目建设联席会议', level: 'county', date, chair: '谢义' },
        })
      ).id;
    const first = await meeting('2018-09-14');
    expect((await ledger.call('meetings.show', { id: first })).candidates.map(({ problem }) => problem.id)).toEqual([
      id,
    ]);
    expect(await ledger.call('meetings.propose', { meeting: first, problems: [id] })).toEqual({ added: 1 });
    expect(await ledger.call('meetings.propose', { meeting: first, problems: [id] })).toEqual({ added: 0 });
    const { items, candidates } = await ledger.call('meetings.show', { id: first });
    expect(candidates).toEqual([]);
    expect(items).toMatchObject([
      { item: { matter: '施工用电未接通', decider: '谢义' }, project: { name: '松筑构件基地' } },
    ]);
    await ledger.call('records.revise', {
      entity: 'meeting_item',
      id: items[0]?.item.id ?? '',
      set: { decision: '由供电公司牵头接通', due: '2018-09-15' },
    });
    const second = await meeting('2018-09-28');
    expect((await ledger.call('meetings.show', { id: second })).last).toMatchObject({
      meeting: { id: first },
      items: [{ item: { decision: '由供电公司牵头接通' } }],
    });
    expect(await ledger.call('meetings.list', {})).toMatchObject([
      { meeting: { id: second }, items: 0 },
      { meeting: { id: first }, items: 1, decided: 1, open: 1, overdue: 1 },
    ]);
    await ledger.call('meetings.propose', { meeting: second, problems: [id] });
    const { files } = await ledger.call('meetings.write', { id: second, folder: temporaryFolder() });
    const text = await readDocx(files[0] ?? '');
    for (const word of ['项目建设联席会议议题', '议定事项落实情况', '未落实，已超期', '提请研究的问题', '请谁定'])
      expect(text).toContain(word);
  });
});

describe('two machines without a network', () => {
  const ledgers = new Ledgers();

  test.each([
    ['A first', false],
    ['B first', true],
  ])('register under numbers of their own; the Commission confirms (%s)', async (_, swap) => {
    const commission = ledgers.commission();
    const one = ledgers.make();
    const two = ledgers.make({ person: '赵秘书' });
    const register = (context: typeof one, name: string, reported_on: string) =>
      registerProblem(context, {
        set: { project: addProject(context, name), description: `${name}有问题`, reported_on },
      }) as { id: string };
    const early = register(one, '甲项目', '2018-09-12');
    const late = register(two, '乙项目', '2018-09-13');
    const numberOf = (id: string, field = 'number') =>
      commission.database.prepare(`SELECT ${field} FROM problem WHERE id = ?`).pluck().get(id) as string | null;
    const pairs = [
      [one, 'a.wubao'],
      [two, 'b.wubao'],
    ] as const;
    for (const [context, name] of swap ? [...pairs].reverse() : pairs) {
      const enrolment = path.join(context.folder, '登记.wubao');
      await writeEnrolment(context, { file: enrolment });
      await approve(commission, context, enrolment);
      await takeOne(commission, await report(context, name));
    }
    expect(numberOf(early.id, 'provisional_number')).not.toBe(numberOf(late.id, 'provisional_number'));
    expect(() => confirmNumbers(one, {})).toThrow();
    expect(confirmNumbers(commission, {})).toEqual({ confirmed: 2 });
    expect([numberOf(early.id), numberOf(late.id)]).toEqual(['昌邑-2018-001', '昌邑-2018-002']);
    const third = register(two, '丙项目', '2018-09-01');
    await takeOne(commission, await report(two, 'c.wubao'));
    expect(confirmNumbers(commission, {})).toEqual({ confirmed: 1 });
    expect([numberOf(early.id), numberOf(third.id)]).toEqual(['昌邑-2018-001', '昌邑-2018-003']);
  });

  test('raise the same problem without a conflict and with one slip', async () => {
    const commission = ledgers.commission('2018-09-20T09:00:00+08:00');
    const one = ledgers.make({}, '2018-09-10T09:00:00+08:00');
    const { id } = registerProblem(one, {
      set: { project: addProject(one, '甲项目'), description: '缺水' },
    }) as { id: string };
    const enrolment = path.join(one.folder, '登记.wubao');
    await writeEnrolment(one, { file: enrolment });
    await approve(commission, one, enrolment);
    await takeOne(commission, await report(one, 'a.wubao'));
    expect(escalateProblems(commission, {})).toEqual({ problems: 1, steps: 1 });
    one.database.close();
    const later = ledgers.open(one.folder, '2018-09-20T10:00:00+08:00');
    expect(escalateProblems(later, {})).toEqual({ problems: 1, steps: 1 });
    await takeOne(commission, await report(later, 'b.wubao'));
    const board = (await showBoard(commission, { closed: 'month' })) as unknown as { open: { problem: Problem }[] };
    expect(board.open).toMatchObject([{ problem: { id, level: 'unit', level_since: '2018-09-14' } }]);
    expect(commission.database.prepare('SELECT count(*) FROM slip WHERE deleted <> 1').pluck().get()).toBe(1);
    expect(countConflicts(commission.journal.core)).toBe(0);
  });
});

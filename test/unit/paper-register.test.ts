import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { paperMakers } from '../../src-main/ledger/office/papers/makers';
import { paperSchema } from '../../src-shared/contract/paper-values';
import { minutesText, minutesTitle } from '../../src-shared/rules/minutes-prose';
import { makeLedger, type TestLedger, temporaryFolder } from '../support/ledger';
import { wordText, zipText } from '../support/zip-text';

const commission = { role: 'commission', region: null, person: '周科长', unit: '市发改委' } as const;

async function withProject(ledger: TestLedger): Promise<string> {
  const { id } = await ledger.call('records.create', {
    entity: 'project',
    set: {
      name: '江澜碳纤维产业园',
      short_name: '江澜碳纤维',
      region: '220202',
      lifecycle: 'construction',
      actual_start: '2017-05-01',
      total_investment: 200_000_000,
      annual_plan: { 2018: 60_000_000 },
    },
  });
  return id;
}

describe('register', () => {
  test('a draft is not issued; a frozen paper is, under the next number, and stays as it was', async () => {
    const ledger = await makeLedger(commission);
    const project = await withProject(ledger);
    const which = { kind: 'bulletin', subject: '2018-09-H1' } as const;
    expect((await ledger.call('papers.show', which)).draft).toBe('送审稿，数据未冻结');
    expect(await ledger.refused('papers.issue', which)).toBe('step_refused');
    await ledger.call('bulletins.freeze', { period: '2018-09-H1' });
    expect(await ledger.call('papers.nextNumber', { kind: 'bulletin' })).toEqual({
      year: 2018,
      serial: 1,
      number: '吉市督〔2018〕1号',
    });
    const before = await ledger.call('papers.show', which);
    expect(before.number).toMatch(/^吉市督〔2018〕　+号$/);
    const { id, number } = await ledger.call('papers.issue', { ...which, signer: '李主任' });
    expect(number).toBe('吉市督〔2018〕1号');
    await ledger.call('records.revise', { entity: 'project', id: project, set: { annual_plan: { 2018: 1 } } });
    await ledger.call('records.withdraw', { entity: 'project', id: project });
    const kept = await ledger.call('papers.show', { ...which, issued: id });
    expect(kept).toEqual({ ...before, number });
    expect(await ledger.call('papers.list', {})).toMatchObject([
      {
        id,
        kind: 'bulletin',
        subject: '2018-09-H1',
        number,
        serial: 1,
        year: 2018,
        issuedOn: '2018-09-16',
        signer: '李主任',
      },
    ]);
    const folder = temporaryFolder();
    const { files } = await ledger.call('papers.write', { ...which, issued: id, folder, forms: ['docx', 'xlsx'] });
    expect(readdirSync(folder).sort()).toEqual(files.map((file) => path.basename(file)).sort());
    expect(wordText(await zipText(readFileSync(files[0] ?? ''), 'word/document.xml'))).toContain(number);
  });

  test('a number is given once, a hole stays a hole, a pattern is the place’s own', async () => {
    const ledger = await makeLedger(commission);
    await withProject(ledger);
    await ledger.call('bulletins.freeze', { period: '2018-09-H1' });
    const which = { kind: 'bulletin', subject: '2018-09-H1' } as const;
    const { id } = await ledger.call('papers.issue', { ...which, serial: 8, number: '吉市督〔2018〕8号' });
    expect(await ledger.refused('papers.issue', { ...which, number: '吉市督〔2018〕8号' })).toBe('step_refused');
    await ledger.call('records.withdraw', { entity: 'paper', id });
    expect(await ledger.call('papers.nextNumber', { kind: 'bulletin' })).toMatchObject({ serial: 9 });
    await ledger.call('rules.revise', {
      settings: [{ key: 'paper_number.bulletin', value: '吉督〔{year}〕{serial}号' }],
    });
    expect((await ledger.call('papers.nextNumber', { kind: 'bulletin' })).number).toBe('吉督〔2018〕9号');
    expect(
      await ledger.refused('rules.revise', { settings: [{ key: 'paper_number.bulletin', value: '没有序号' }] }),
    ).toBe('invalid_value');
  });

  test('what is not there is refused in words', async () => {
    const ledger = await makeLedger(commission);
    expect(await ledger.refused('papers.show', { kind: 'project_card', subject: 'gone' })).toBe('no_record');
    expect(await ledger.refused('papers.show', { kind: 'bulletin', subject: '2018-09-H1', issued: 'gone' })).toBe(
      'no_record',
    );
    expect(await ledger.refused('papers.show', { kind: 'meeting', subject: 'gone' })).toBe('no_record');
    const id = await withProject(ledger);
    const slipless = { kind: 'minutes' as const, subject: id, folder: temporaryFolder(), forms: ['xlsx' as const] };
    expect(await ledger.refused('papers.write', slipless)).toBe('no_record');
  });

  test('every kind that can be drawn up has a maker and subjects, and each of its papers fits the model', async () => {
    const ledger = await makeLedger(commission);
    await withProject(ledger);
    const kinds = await ledger.call('papers.kinds', {});
    expect(kinds).toEqual(expect.arrayContaining(Object.keys(paperMakers)));
    for (const kind of kinds) {
      const [first] = await ledger.call('papers.subjects', { kind });
      if (!first) continue;
      const paper = await ledger.call('papers.show', { kind, subject: first.subject, about: first.about });
      expect(paperSchema.parse(JSON.parse(JSON.stringify(paper))), kind).toEqual(paper);
      expect(paper.name, kind).not.toBe('');
    }
  });
});

test('a slip bears the name of the place that sent it, whoever opens it', async () => {
  const ledger = await makeLedger(commission);
  const project = await withProject(ledger);
  const { id: problem } = await ledger.call('records.create', {
    entity: 'problem',
    set: { project, description: '施工用电未接通', reported_on: '2018-09-10' },
  });
  const titleOf = async (number: string) => {
    const { id } = await ledger.call('records.create', {
      entity: 'slip',
      set: { project, problem, kind: 'supervision', number, issued_on: '2018-09-12' },
    });
    return (await ledger.call('papers.show', { kind: 'slip', subject: id })).title.join('');
  };
  expect(await titleOf('昌邑督〔2018〕9号')).toBe('昌邑区重点项目督办单');
  expect(await titleOf('吉市督〔2018〕3号')).toBe('吉林市重点项目督办单');
});

describe('minutes', () => {
  const item = {
    project: '松筑构件基地',
    matter: '施工用电未接通',
    decision: '接通10千伏专线',
    responsible_unit: '昌邑供电分公司',
    due: '2018-09-28',
  };
  const facts = {
    title: '项目建设联席会议',
    date: '2018-09-20',
    place: '区政府二楼会议室',
    chair: '谢义',
    attendees: '市发改委、市住建局\n昌邑区政府',
    items: [item],
    last: [{ done_on: '2018-09-18' }, { done_on: null }],
  };

  test('say who does what until when, who was there, and how the last decisions stand', () => {
    expect(minutesText(facts)).toEqual({
      opening: '2018年9月20日，谢义在区政府二楼会议室主持召开项目建设联席会议，研究1个议题。现纪要如下：',
      parts: [
        {
          heading: '上次会议议定事项落实情况',
          items: [{ lead: '', text: '上次会议议定2项，已落实1项，未落实1项。' }],
        },
        {
          heading: '议定事项',
          items: [
            {
              lead: '松筑构件基地',
              text: '施工用电未接通。会议议定：接通10千伏专线，由昌邑供电分公司负责，9月28日前办结。',
            },
          ],
        },
      ],
      present: '市发改委，市住建局，昌邑区政府。',
    });
    expect(minutesTitle(['甲', '甲'])).toEqual(['研究甲', '有关问题会议纪要']);
    expect(minutesTitle(['甲', '乙', null])).toEqual(['研究2个项目有关问题会议纪要']);
  });

  test('leave out what nobody wrote', () => {
    const bare = minutesText({
      ...facts,
      place: null,
      chair: null,
      attendees: null,
      last: [],
      items: [
        { ...item, decision: null },
        { ...item, matter: null, due: null, responsible_unit: null },
      ],
    });
    expect(bare.opening).toBe('2018年9月20日召开项目建设联席会议，研究2个议题。现纪要如下：');
    expect(bare.present).toBe('');
    expect(bare.parts.map(({ heading, items }) => [heading, items.map(({ text }) => text)])).toEqual([
      ['议定事项', ['会议议定：接通10千伏专线。']],
      ['继续研究的事项', ['施工用电未接通。']],
    ]);
  });

  test('are a paper with 出席 in 黑体', async () => {
    const ledger = await makeLedger(commission);
    const project = await withProject(ledger);
    const { id } = await ledger.call('records.create', {
      entity: 'meeting',
      set: { title: '项目建设联席会议', date: '2018-09-20', attendees: '市发改委' },
    });
    await ledger.call('records.create', {
      entity: 'meeting_item',
      set: { meeting: id, project, matter: '专线', decision: '接通', responsible_unit: '供电公司', due: '2018-09-28' },
    });
    const paper = await ledger.call('papers.show', { kind: 'minutes', subject: id });
    expect(paper).toMatchObject({ form: 'red', letterhead: '项目建设联席会议纪要', number: '第　　期' });
    const { files } = await ledger.call('papers.write', {
      kind: 'minutes',
      subject: id,
      folder: temporaryFolder(),
      forms: ['docx'],
    });
    const document = await zipText(readFileSync(files[0] ?? ''), 'word/document.xml');
    expect(document).toMatch(/黑体(?:(?!<w:t[ >]).)*<w:t[^>]*>出席：/s);
    expect(wordText(document)).toContain('会议议定：接通，由供电公司负责，9月28日前办结。');
  });
});

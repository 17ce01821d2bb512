import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { spanName } from '../../src-main/ledger/office/work-log-docx';
import { makeLedger, temporaryFolder } from '../support/ledger';
import { wordTables, wordText, zipText } from '../support/zip-text';

async function filled() {
  const ledger = await makeLedger({ region: '220202' });
  const project = await ledger.call('records.create', {
    entity: 'project',
    set: { name: '松筑装配式建筑构件基地', short_name: '松筑构件基地', lifecycle: 'construction' },
  });
  const problem = await ledger.call('records.create', {
    entity: 'problem',
    set: { project: project.id, number: '昌邑-2018-017', description: '施工用电未接通', state: 'handling' },
  });
  const write = (set: Record<string, string | number | null>) =>
    ledger.call('records.create', { entity: 'work_log', set: { secretary: '王秘书', ...set } });
  const first = await write({
    project: project.id,
    date: '2018-09-12',
    duty: 'problems',
    way: 'telephone',
    matter: '电话催昌邑供电刘工，答应周三出专线方案',
    department: '昌邑供电',
    person: '刘工',
    next_step: '再问',
    next_date: '2018-09-21',
    minutes: 5,
    problem: problem.id,
  });
  await write({ date: '2018-09-16', duty: 'permits', way: 'errand', matter: '到市住建局送图审材料', minutes: 90 });
  await write({ date: '2018-09-16', matter: '100%_完成', next_step: '报告', next_date: '2018-09-18' });
  await write({ date: '2018-07-31', duty: 'permits', matter: '七月的事', next_step: '取件', next_done: '2018-08-02' });
  await write({ date: '2018-09-15', duty: 'liaison', matter: '别人的事', secretary: '李秘书' });
  return { ledger, project: project.id, problem: problem.id, first: first.id };
}

test('a page of notes: the newest first, with names, under filters, days and review of the whole month', async () => {
  const { ledger, project, first } = await filled();
  const month = { from: '2018-09-01', to: '2018-09-30' };
  const page = await ledger.call('workLogs.page', month);
  expect(page.notes.map(({ date, matter }) => [date, matter])).toEqual([
    ['2018-09-16', '100%_完成'],
    ['2018-09-16', '到市住建局送图审材料'],
    ['2018-09-15', '别人的事'],
    ['2018-09-12', '电话催昌邑供电刘工，答应周三出专线方案'],
  ]);
  expect(page.notes.at(-1)).toMatchObject({ project_name: '松筑构件基地', problem_number: '昌邑-2018-017' });
  expect(page.days).toEqual([
    { date: '2018-09-12', count: 1 },
    { date: '2018-09-15', count: 1 },
    { date: '2018-09-16', count: 2 },
  ]);
  expect(page.review).toMatchObject({ count: 4, minutes: 95, openSteps: 2 });
  expect(page.review.projects).toContainEqual({ key: project, count: 1, minutes: 5, name: '松筑构件基地' });
  expect(page.secretaries).toEqual(['李秘书', '王秘书']);

  const day = await ledger.call('workLogs.page', { ...month, day: '2018-09-12' });
  expect([day.total, day.review.count]).toEqual([1, 4]);
  const ids = async (filters: object) =>
    (await ledger.call('workLogs.page', { ...month, ...filters })).notes.map(({ id }) => id);
  expect(await ids({ words: '松筑 专线' })).toEqual([first]);
  expect(await ids({ words: '专线', duty: 'permits' })).toEqual([]);
  expect(await ids({ project })).toEqual([first]);
  expect(await ids({ way: 'telephone' })).toEqual([first]);
  expect(await ids({ secretary: '李秘书' })).toHaveLength(1);
  expect(await ids({ open: true })).toHaveLength(2);
  // Signs of a search pattern are words like any other.
  expect(await ids({ words: '%_' })).toHaveLength(1);
  expect((await ledger.call('workLogs.page', { ...month, limit: 1 })).notes).toHaveLength(1);
});

test('open steps wait until they are ticked, and are gone with their note', async () => {
  const { ledger, first } = await filled();
  const steps = async () => (await ledger.call('workLogs.steps', {})).map(({ next_step: step }) => step);
  expect(await steps()).toEqual(['报告', '再问']);
  await ledger.call('records.revise', { entity: 'work_log', id: first, set: { next_done: '2018-09-16' } });
  expect(await steps()).toEqual(['报告']);
  await ledger.call('records.undo', {});
  await ledger.call('records.withdraw', { entity: 'work_log', id: first });
  expect(await steps()).toEqual(['报告']);
});

test('what a line may be about: no closed problem, no ended project, departments written before', async () => {
  const { ledger, project, problem } = await filled();
  await ledger.call('records.create', {
    entity: 'contact',
    set: { name: '孙立新', unit: '区住建局', position: '科长' },
  });
  await ledger.call('records.create', { entity: 'project', set: { name: '终止的项目', lifecycle: 'terminated' } });
  const around = await ledger.call('workLogs.surroundings', {});
  expect(around.projects.map(({ id }) => id)).toEqual([project]);
  expect(around.departments).toEqual(['区住建局', '昌邑供电']);
  expect(around.contacts).toEqual([{ project: null, name: '孙立新', unit: '区住建局', position: '科长' }]);
  expect(around.problems.map(({ id }) => id)).toEqual([problem]);
  await ledger.call('records.revise', { entity: 'problem', id: problem, set: { state: 'closed' } });
  expect((await ledger.call('workLogs.surroundings', {})).problems).toEqual([]);
});

test('contacts: departments first, found by any of their words', async () => {
  const { ledger, project } = await filled();
  const add = (set: Record<string, string>) => ledger.call('records.create', { entity: 'contact', set });
  await add({ project, name: '马晓东', unit: '松筑住工', phone: '13804321234' });
  await add({ name: '孙立新', unit: '区住建局', position: '科长' });
  const names = async (words: string) => (await ledger.call('contacts.list', { words })).map(({ name }) => name);
  expect(await names('')).toEqual(['孙立新', '马晓东']);
  const own = await ledger.call('contacts.list', { project });
  expect(own.map(({ name }) => name)).toEqual(['马晓东']);
  expect(await names('松筑构件')).toEqual(['马晓东']);
  expect(await names('住建 科长')).toEqual(['孙立新']);
  expect(await names('1380432')).toEqual(['马晓东']);
});

test('the handbook has a cover, a table a month with the own notes from the oldest on, and totals by duty', async () => {
  const { ledger } = await filled();
  const folder = path.join(temporaryFolder(), '手册 九月');
  const { files, notes } = await ledger.call('workLogs.write', { from: '2018-07-01', to: '2018-09-30', folder });
  expect(notes).toBe(4);
  expect(files.map((file) => path.basename(file))).toEqual(['工作纪实手册（王秘书，2018年7月至9月）.docx']);
  expect(readdirSync(folder)).toHaveLength(1);
  const bytes = readFileSync(files[0] ?? '');
  const xml = await zipText(bytes, 'word/document.xml');
  const words = wordText(xml);
  expect(words).toMatch(/^工作纪实手册2018年7月至9月姓　　名：王秘书　单　　位：昌邑区重点项目服务中心　/);
  expect(words).toContain('2018年8月本月没有记录。');
  expect(words).not.toContain('别人的事');
  const [july, , september, totals, all] = wordTables(xml);
  expect(july?.[0]).toEqual(['日期', '项目', '五包', '方式', '事项', '部门及人', '结果', '下一步']);
  expect(july?.[1]).toEqual(['7月31日', '', '手续办理', '', '七月的事', '', '', '取件（8月2日已办）']);
  expect(september?.slice(1).map(([date, , , , matter]) => [date, matter])).toEqual([
    ['9月12日', '电话催昌邑供电刘工，答应周三出专线方案'],
    ['9月16日', '到市住建局送图审材料'],
    ['9月16日', '100%_完成'],
  ]);
  expect(september?.[1]).toEqual([
    '9月12日',
    '松筑构件基地',
    '问题破解',
    '电话',
    '电话催昌邑供电刘工，答应周三出专线方案',
    '昌邑供电 刘工',
    '',
    '再问，9月21日',
  ]);
  expect(totals?.[1]).toEqual(['本月', '1 次1小时30分', '—', '—', '1 次5分钟', '—', '1 次', '3 次1小时35分']);
  expect(all?.at(-1)?.[0]).toBe('合计');
  expect(all?.at(-1)?.[1]).toBe('2 次1小时30分');
  expect(xml.match(/<w:tblHeader\/>/g)?.length).toBe(5);
  expect(xml).toMatch(/w:orient="landscape"/);
});

test('a time that ends before it begins is refused, and nothing is written', async () => {
  const { ledger } = await filled();
  const folder = path.join(temporaryFolder(), '空 的');
  expect(await ledger.refused('workLogs.write', { from: '2018-09-30', to: '2018-09-01', folder })).toBe(
    'invalid_input',
  );
  expect(() => readdirSync(folder)).toThrow();
});

test.each([
  ['2018-09-01', '2018-09-30', '2018年9月'],
  ['2018-01-01', '2018-09-30', '2018年1月至9月'],
  ['2017-12-01', '2018-02-28', '2017年12月至2018年2月'],
  ['2018-09-10', '2018-09-16', '2018年9月10日至9月16日'],
  ['2018-09-16', '2018-09-16', '2018年9月16日'],
])('%s to %s is %s', (from, to, name) => {
  expect(spanName(from, to)).toBe(name);
});

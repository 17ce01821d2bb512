import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { FieldValue } from '../../src-shared/entities/field';
import { makeLedger, type TestLedger, temporaryFolder } from '../support/ledger';
import { wordTables, wordText, zipText } from '../support/zip-text';

type Fields = Record<string, FieldValue>;

async function cardOf(ledger: TestLedger, id: string): Promise<{ name: string; xml: string; bytes: Buffer }> {
  const folder = temporaryFolder();
  await ledger.call('projects.writeCard', { id, folder });
  const [name = ''] = readdirSync(folder);
  const bytes = readFileSync(path.join(folder, name));
  return { name, bytes, xml: await zipText(bytes, 'word/document.xml') };
}

async function filled() {
  const ledger = await makeLedger({ region: '220202' });
  const create = async (entity: Parameters<typeof set>[0], fields: Fields) => (await set(entity, fields)).id;
  const set = (entity: 'project' | 'progress' | 'permit' | 'problem' | 'meeting_item' | 'node', fields: Fields) =>
    ledger.call('records.create', { entity, set: fields });
  const project = await create('project', {
    name: '江澜碳纤维复合材料产业园',
    short_name: '江澜: 碳纤维/产业园',
    code: '2018-220202-28-03-004217',
    owner: '吉林江澜新材料有限公司',
    region: '220202',
    nature: 'new',
    lifecycle: 'construction',
    total_investment: 680_000_000,
    annual_plan: { 2018: 240_000_000 },
    planned_start: '2018-06-15',
    actual_start: '2018-07-31',
    secretary: '王秘书',
  });
  for (const [month, completed, image_progress] of [
    ['2018-06', 62_000_000, '征地'],
    ['2018-07', 0, '7月31日开工'],
    ['2018-08', 53_600_000, '2#厂房基础完成'],
    ['2018-09', 11_600_000, '钢结构吊装60%'],
  ] as const)
    await create('progress', { project, month, completed, image_progress });
  await create('permit', { project, catalogue_code: 'P106', name: '企业投资项目备案', state: 'granted' });
  await create('permit', { project, name: '施工合同备案', state: 'accepted', planned_finish: '2018-09-25' });
  await create('node', { project, code: 'sited', actual: '2018-01-20' });
  return { ledger, project, create };
}

test('the card says who, how much, why the light, how far, what holds, and last what a leader is to decide', async () => {
  const { ledger, project, create } = await filled();
  const problem = await create('problem', {
    project,
    description: '施工合同备案未办结',
    request: '9月19日前办结施工合同备案',
    responsible_unit: '区住建局',
    level: 'unit',
    state: 'handling',
    reported_on: '2018-09-12',
  });
  await create('problem', { project, description: '已经销号的', level: 'city', state: 'closed' });
  const { name, xml, bytes } = await cardOf(ledger, project);
  expect(name).toBe('项目卡片（江澜  碳纤维 产业园）.docx');

  const text = wordText(xml);
  expect(text).toContain('昌邑区，新建2018-220202-28-03-004217');
  expect(text).toContain('1. 施工合同备案未办结，请区住建局9月19日前办结施工合同备案');
  expect(text).not.toContain('已经销号的');
  expect(text.indexOf('请领导定')).toBeGreaterThan(text.indexOf('入统和问题'));

  const tables = wordTables(xml);
  expect(tables[0]?.[0]?.[0]).toMatch(/^[●▲■○] [红黄绿]灯$|^○ 不判灯$/);
  expect(tables[1]).toEqual([
    ['总投资68,000万元', '年度计划24,000万元', '本年完成12,720万元', '完成率 / 序时53.0% / 70.8%'],
    ['包保领导谢义', '责任单位—', '项目秘书王秘书', '计划 / 实际开工6月15日 / 7月31日'],
  ]);
  expect(tables[2]?.[0]).toHaveLength(5);
  expect(text).toContain('开工前手续办结 1 / 2');
  expect(text).toContain('施工合同备案受理，9月25日');
  expect(tables.find(([caption]) => caption?.[0] === '近三期')).toEqual([
    ['近三期', '万元'],
    ['时间', '完成', '累计', '序时差', '形象进度'],
    ['9月上半月', '1,160', '12,720', '−17.8', '钢结构吊装60%'],
    ['8月', '5,360', '11,560', '−18.5', '2#厂房基础完成'],
    ['7月', '0', '6,200', '−32.5', '7月31日开工'],
  ]);
  // Black, white and grey: what a copier keeps.
  for (const [, color = ''] of xml.matchAll(/w:(?:color|fill)(?:="| w:val=")([0-9A-F]{6})"/g))
    expect(color).toMatch(/^(..)\1\1$/);
  const chart = await zipText(bytes, 'word/charts/chart1.xml');
  expect(chart).toContain('实际');
  expect(chart).toContain('<c:v>12720</c:v>');
  expect(await zipText(bytes, 'word/footer1.xml')).toContain('调度口径，不作统计数据使用');

  // Before its start its plan is not due: no gap, no curve.
  await ledger.call('projects.move', { id: project, to: 'preparation', reason: '误报开工' });
  const early = (await cardOf(ledger, project)).xml;
  expect(
    wordTables(early)
      .find(([caption]) => caption?.[0] === '近三期')?.[2]
      ?.slice(0, 4),
  ).toEqual(['9月上半月', '1,160', '12,720', '—']);
  expect(wordText(early)).not.toContain('投资进度');

  // Once it stands on the list of a meeting, the meeting's own words ask for the decision.
  await create('meeting_item', { project, problem, matter: '合同备案', suggestion: '容缺受理', decider: '谢义' });
  const later = wordText((await cardOf(ledger, project)).xml);
  expect(later).toContain('请谢义定：合同备案，建议容缺受理');
  expect(later).not.toContain('请区住建局');
});

test('a project without plan, permits and reports has a card too, and one that stands still says why', async () => {
  const ledger = await makeLedger();
  const { id } = await ledger.call('records.create', {
    entity: 'project',
    set: { name: '停着的', lifecycle: 'construction', actual_start: '2017-05' },
  });
  await ledger.call('projects.move', { id, to: 'suspended', reason: '总包撤场，重新招标' });
  const text = wordText((await cardOf(ledger, id)).xml);
  expect(text).toContain('停工（9月16日起）：总包撤场，重新招标');
  expect(text).toContain('没有列手续');
  expect(text).not.toContain('近三期');
  expect(text).toContain('没有未销号的问题');
  expect(text).toContain('没有须领导定的事项');
  await ledger.call('projects.move', { id, to: 'reserve', reason: '重新谋划' });
  await ledger.call('records.revise', {
    entity: 'project',
    id,
    set: { readiness: 'feasibility', funding_need: { 2019: 10_000_000, 2021: 20_000_000 } },
  });
  const planned = wordTables((await cardOf(ledger, id)).xml)[1];
  expect(planned?.[2]).toEqual(['谋划深度可研', '国家库状态—', '拟投向—', '2019至2021年需求3,000万元']);
  expect(await ledger.refused('projects.writeCard', { id: 'gone', folder: temporaryFolder() })).toBe('no_record');
});

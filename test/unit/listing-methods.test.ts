import { mkdtempSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { materialChecklist } from '../../src-shared/rules/listing-materials';
import { makeLedger, type TestLedger } from '../support/ledger';
import { wordTables, wordText, zipText } from '../support/zip-text';

const carbon = {
  name: '江澜碳纤维复合材料产业园',
  short_name: '江澜碳纤维产业园',
  region: '220202',
  lifecycle: 'construction',
  actual_start: '2018-07-31',
  total_investment: 680_000_000,
  approval_type: 'filing',
};

async function addProject(ledger: TestLedger, fields: Record<string, string | number> = {}): Promise<string> {
  return (await ledger.call('records.create', { entity: 'project', set: { ...carbon, ...fields } })).id;
}

const required = materialChecklist('construction', []).required.map((item) => item.name);

test('cases stand in their groups with the reason, the oldest start first', async () => {
  const ledger = await makeLedger();
  const old = await addProject(ledger, { short_name: '甲', actual_start: '2018-05-02', secretary: '李秘书' });
  const now = await addProject(ledger, { short_name: '乙' });
  const later = await addProject(ledger, { short_name: '丙', lifecycle: 'signed', actual_start: '' });
  await addProject(ledger, { short_name: '丁', total_investment: 49_999_999 });
  const listed = await addProject(ledger, { short_name: '戊' });
  await ledger.call('records.create', { entity: 'listing', set: { project: listed, state: 'listed' } });
  await ledger.call('records.create', {
    entity: 'listing',
    set: { project: now, state: 'missing', reason_code: 'C', other_reasons: ['E'] },
  });
  for (const name of required) {
    await ledger.call('records.create', {
      entity: 'material',
      set: { project: now, name, state: name.startsWith('施工合同') ? 'faulty' : 'ready' },
    });
  }
  await ledger.call('listing.addEvent', {
    project: now,
    event: { date: '2018-09-10', kind: 'lenient', level: 'county' },
    move: true,
  });

  const { round, lines } = await ledger.call('listing.cases', {});
  expect(round).toBe('2018-09');
  expect(lines.map(({ id, group }) => [id, group])).toEqual([
    [now, 'at_risk'],
    [old, 'hopeless'],
    [later, 'later'],
  ]);
  expect(lines[0]).toMatchObject({ reasons: ['C', 'E'], why: '20日前须补施工合同', color: 'yellow', mine: true });
  expect(lines[1]).toMatchObject({ color: 'red', mine: false });
  expect(lines[2]).toMatchObject({ color: 'none', why: '签约，未注册' });
});

test('windows that the place has set otherwise move the cases', async () => {
  const ledger = await makeLedger({ region: '220202' });
  await addProject(ledger);
  const why = async () => (await ledger.call('listing.cases', {})).lines[0]?.group;
  expect(await why()).toBe('hopeless');
  await ledger.call('rules.revise', {
    settings: [{ key: 'listing_windows', value: { county: 18, city: 22, province: 28 } }],
  });
  expect(await why()).toBe('at_risk');
});

test('the Commission judges a region by the windows of that region', async () => {
  const ledger = await makeLedger({ role: 'commission' });
  await addProject(ledger);
  await addProject(ledger, { region: '220203' });
  await ledger.call('records.create', {
    entity: 'rule_setting',
    set: { scope: '220203', key: 'listing_windows', value: JSON.stringify({ county: 18, city: 22, province: 28 }) },
  });
  const { lines } = await ledger.call('listing.cases', {});
  expect(lines.map(({ region, group }) => [region, group])).toEqual([
    ['220203', 'at_risk'],
    ['220202', 'hopeless'],
  ]);
});

test('a step moves the case only when asked, makes the case where there is none, and is undone as one', async () => {
  const ledger = await makeLedger();
  const project = await addProject(ledger);
  const shown = () => ledger.call('projects.show', { id: project });
  const event = { date: '2018-09-07', kind: 'submitted', level: 'county' };
  await ledger.call('listing.addEvent', { project, event, move: false });
  expect((await shown()).listing).toBeNull();
  await ledger.call('listing.addEvent', { project, event, move: true });
  expect((await shown()).listing).toMatchObject({ state: 'county_review', batch: '2018-09' });
  await ledger.call('listing.addEvent', {
    project,
    event: { date: '2018-09-12', kind: 'returned', level: 'county', detail: '照片无时间地点' },
    move: true,
  });
  expect((await shown()).listing).toMatchObject({ state: 'returned', return_reason: '照片无时间地点' });
  await ledger.call('records.undo', {});
  const before = await shown();
  expect(before.listing).toMatchObject({ state: 'county_review', return_reason: null });
  expect(before.listing_events).toHaveLength(2);
});

test('facts written one behind the other meet in one case and one paper', async () => {
  const ledger = await makeLedger();
  const project = await addProject(ledger);
  // The second does not know yet that the first has made the record.
  await Promise.all([
    ledger.call('listing.revise', { project, set: { approval_investment: 680_000_000 } }),
    ledger.call('listing.revise', { project, set: { form_investment: 668_000_000 } }),
    ledger.call('listing.reviseMaterial', { project, name: '施工合同', set: { state: 'ready' } }),
    ledger.call('listing.reviseMaterial', { project, name: '施工合同', set: { file_name: '合同.pdf' } }),
  ]);
  const shown = await ledger.call('projects.show', { id: project });
  expect(shown.listing).toMatchObject({ approval_investment: 680_000_000, form_investment: 668_000_000 });
  expect(shown.materials).toMatchObject([{ name: '施工合同', state: 'ready', file_name: '合同.pdf' }]);
  expect(await ledger.refused('listing.revise', { project: 'nobody', set: { state: 'ready' } })).toBe('no_record');
  expect(await ledger.refused('listing.revise', { project, set: { state: 'wrong' } })).toBe('invalid_value');
});

test('a step without its day or its kind is refused and moves nothing', async () => {
  const ledger = await makeLedger();
  const project = await addProject(ledger);
  expect(
    await ledger.refused('listing.addEvent', { project, event: { kind: 'submitted', level: 'county' }, move: true }),
  ).toBe('missing_value');
  expect((await ledger.call('projects.show', { id: project })).listing).toBeNull();
});

test('the small check holds 5 to 50 million yuan and names who has grown out of it', async () => {
  const ledger = await makeLedger();
  const small = await addProject(ledger, { total_investment: 49_999_999, lead_source: 'tax' });
  await addProject(ledger, { total_investment: 4_999_999, lead_source: 'tax' });
  await addProject(ledger, { total_investment: 90_000_000 });
  expect(await ledger.call('listing.small', {})).toMatchObject({ projects: [{ id: small }], outgrown: [] });
  await ledger.call('records.revise', { entity: 'project', id: small, set: { total_investment: 50_000_000 } });
  expect(await ledger.call('listing.small', {})).toEqual({
    projects: [],
    outgrown: [{ id: small, name: '江澜碳纤维产业园', words: '已开工，按未入统办理' }],
  });
});

test('the list of papers is a document with both tables, and prefers no value', async () => {
  const ledger = await makeLedger();
  const project = await addProject(ledger, { short_name: '江澜/碳纤维' });
  await ledger.call('records.create', {
    entity: 'listing',
    set: { project, approval_investment: 680_000_000, form_investment: 668_000_000, reason_code: 'E' },
  });
  await ledger.call('records.create', {
    entity: 'material',
    set: { project, name: required[0] ?? '', state: 'ready', file_name: '营业执照.jpg', received_on: '2018-07-05' },
  });
  const folder = mkdtempSync(path.join(os.tmpdir(), '五包 清单-'));
  const { files } = await ledger.call('listing.writeChecklist', { project, folder });
  expect(files.map((file) => path.basename(file))).toEqual(['入统材料清单（江澜 碳纤维）.docx']);
  const document = await zipText(readFileSync(files[0] ?? ''), 'word/document.xml');
  const [, papers, checks] = wordTables(document);
  expect(papers).toHaveLength(1 + 8);
  expect(papers?.[1]).toEqual(['√', required[0], '必备', '齐', '营业执照.jpg', '2018年7月5日']);
  expect(papers?.[2]?.slice(0, 4)).toEqual(['□', required[1], '必备', '缺']);
  expect(checks?.[2]).toEqual(['总投资', '68,000万元（备案证明）', '66,800万元（申请表，企业填）', '不一致']);
  expect(wordText(document)).toContain('县级 9月10日，市级 9月20日，省级 9月25日截止');
  expect(await ledger.refused('listing.writeChecklist', { project: 'nobody', folder })).toBe('no_record');
});

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { permitItem } from '../../src-shared/contract/rule-values';
import { permitCatalogue } from '../../src-shared/rules/permit-catalogue';
import { itemsFor, questionsFor } from '../../src-shared/rules/road-map-questions';
import { makeLedger, type TestLedger } from '../support/ledger';
import { Terminal, temporaryFolder } from '../support/terminal';

async function withProject(set: Record<string, unknown> = {}): Promise<{ ledger: TestLedger; id: string }> {
  const ledger = await makeLedger();
  const { id } = await ledger.call('records.create', {
    entity: 'project',
    set: { name: '冷链物流中心', lifecycle: 'preparation', ...set } as never,
  });
  return { ledger, id };
}

const codesOf = async (ledger: TestLedger, id: string) =>
  (await ledger.call('projects.show', { id })).permits.map((permit) => permit.catalogue_code);

describe('questions', () => {
  const ask = (approval: 'approval' | 'verification' | 'filing') => questionsFor(permitCatalogue, approval);
  const pick = (answers: Record<string, string>, completion = false) =>
    itemsFor(permitCatalogue, 'filing', answers, { completion }).map(({ code }) => code);

  test('ask once for each condition, in plain words, and only what the approval type leaves open', () => {
    const filing = ask('filing');
    expect(filing.every(({ text }) => /[？?]|按/.test(text))).toBe(true);
    expect(new Set(filing.map(({ id }) => id)).size).toBe(filing.length);
    // The way of approval is settled by its type, and a filed project is no government investment.
    expect(filing.map(({ id }) => id)).not.toContain('立项');
    expect(filing.map(({ id }) => id)).not.toContain('政府投资');
    expect(ask('approval').map(({ id }) => id)).toContain('政府投资');
    expect(filing.find(({ id }) => id === '环评')?.options.map(({ label }) => label)).toEqual([
      '报告书',
      '报告表',
      '登记表',
      '都不用',
    ]);
    expect(filing.find(({ id }) => id === '占农用地或集体土地')?.text).toBe('占用农用地或集体土地吗？');
  });

  test('every condition of the catalogue has its own wording', () => {
    for (const approval of ['approval', 'verification', 'filing'] as const) {
      for (const { text } of ask(approval)) expect(text).not.toMatch(/有这种情况吗|办哪一项/);
    }
  });

  test('answers pick the items; of alternatives exactly one', () => {
    const usual = pick({});
    expect(usual).toContain('P106');
    expect(usual).toContain('P110');
    expect(usual).not.toContain('P105');
    expect(usual).not.toContain('P117');
    expect(usual.filter((code) => code.startsWith('P4'))).toEqual([]);
    const other = pick({ 占农用地或集体土地: 'yes', 环评: 'P109', 水保: 'P113', 依法必须招标: 'no' });
    expect(other).toContain('P117');
    expect(other).toContain('P109');
    expect(other).not.toContain('P110');
    expect(other).toContain('P113');
    expect(other).not.toContain('P303');
    expect(pick({ 环评: 'none' })).not.toContain('P110');
  });

  test('what completes an earlier one comes with it, and only where completion is wanted', () => {
    expect(pick({ 环评: 'P110' }, true)).toContain('P406');
    expect(pick({ 环评: 'P111' }, true)).not.toContain('P406');
    expect(pick({ 水保: 'P112', 民用建筑: 'yes' }, true)).toEqual(expect.arrayContaining(['P407', 'P403']));
    expect(pick({}, true)).not.toContain('P403');
  });
});

describe('the road map', () => {
  test('starts in one step, keeps what is there, and goes away with one undo', async () => {
    const { ledger, id } = await withProject();
    await ledger.call('records.create', {
      entity: 'permit',
      set: { project: id, catalogue_code: 'P106', name: '备案证', state: 'granted', workdays: 3 },
    });
    const codes = ['P106', 'P109', 'P306'];
    expect(await ledger.call('permits.start', { project: id, approvalType: 'filing', codes })).toEqual({
      created: 2,
      kept: 1,
    });
    const shown = await ledger.call('projects.show', { id });
    expect(shown.project.approval_type).toBe('filing');
    expect(
      shown.permits.map(({ catalogue_code, name, workdays, days, state, prerequisites }) => [
        catalogue_code,
        name,
        workdays,
        days,
        state,
        prerequisites,
      ]),
    ).toEqual([
      ['P106', '备案证', 3, null, 'granted', null],
      ['P109', '环境影响报告书批复', null, 60, 'not_started', 'P101'],
      ['P306', '建筑工程施工许可证', null, 7, 'not_started', 'P205、P301、P304、P305'],
    ]);
    await ledger.call('records.undo', {});
    expect(await codesOf(ledger, id)).toEqual(['P106']);
    expect(await ledger.refused('permits.start', { project: id, approvalType: 'filing', codes: ['P999'] })).toBe(
      'invalid_input',
    );
  });

  test('takes department and limit as this place has set them', async () => {
    const { ledger, id } = await withProject();
    await ledger.call('rules.revise', {
      settings: [{ key: 'permit.P306', value: { department: '行政审批局', workdays: 3, limitUnitInLaw: '工作日' } }],
    });
    await ledger.call('permits.start', { project: id, approvalType: 'filing', codes: ['P306'] });
    expect((await ledger.call('projects.show', { id })).permits[0]).toMatchObject({
      department: '行政审批局',
      workdays: 3,
      days: null,
    });
  });

  test('is planned for a target: as early as can be, or as late as may be, and says whether the target holds', async () => {
    const { ledger, id } = await withProject({ planned_start: '2018-11' });
    await ledger.call('permits.start', { project: id, approvalType: 'filing', codes: ['P205', 'P301', 'P306'] });
    const plans = async () =>
      (await ledger.call('projects.show', { id })).permits.map((permit) => [
        permit.planned_submit,
        permit.planned_finish,
      ]);
    expect(await ledger.call('permits.plan', { project: id, target: '2018-11-30', manner: 'earliest' })).toMatchObject({
      planned: 3,
      earliestStart: '2018-11-02',
      float: 20,
    });
    expect(await plans()).toEqual([
      ['2018-09-17', '2018-09-30'],
      ['2018-09-30', '2018-10-26'],
      ['2018-10-26', '2018-11-02'],
    ]);
    // November and its last day are the same target.
    expect((await ledger.call('projects.show', { id })).project.planned_start).toBe('2018-11');
    await ledger.call('permits.plan', { project: id, target: '2018-11-15', manner: 'latest' });
    expect(await plans()).toEqual([
      ['2018-09-29', '2018-10-18'],
      ['2018-10-18', '2018-11-08'],
      ['2018-11-08', '2018-11-15'],
    ]);
    expect((await ledger.call('projects.show', { id })).project.planned_start).toBe('2018-11-15');
    const late = await ledger.call('permits.plan', { project: id, target: '2018-10-31', manner: 'latest' });
    expect(late).toMatchObject({ earliestStart: '2018-11-02', float: -2 });
    expect((await plans())[2]).toEqual(['2018-10-26', '2018-11-02']);
    expect(await ledger.refused('permits.plan', { project: id, target: '2018-02-30', manner: 'latest' })).toBe(
      'invalid_value',
    );
  });

  test('lists my projects, those without room first, those without permits after them', async () => {
    const { ledger, id } = await withProject({ planned_start: '2018-10-15' });
    await ledger.call('permits.start', { project: id, approvalType: 'filing', codes: ['P205', 'P301', 'P306'] });
    const make = async (set: Record<string, unknown>) =>
      (await ledger.call('records.create', { entity: 'project', set: set as never })).id;
    const roomy = await make({ name: '从容项目', lifecycle: 'preparation', planned_start: '2019-06' });
    await ledger.call('permits.start', { project: roomy, approvalType: 'filing', codes: ['P306'] });
    await make({ name: '未启动项目', lifecycle: 'preparation', planned_start: '2018-12' });
    await make({ name: '谋划项目', lifecycle: 'reserve' });
    await make({ name: '别人的项目', lifecycle: 'preparation', secretary: '李秘书' });
    for (const [name, state] of [
      ['开工办齐', 'granted'],
      ['开工未办齐', 'accepted'],
    ] as const) {
      const project = await make({ name, lifecycle: 'construction' });
      await ledger.call('records.create', { entity: 'permit', set: { project, name: '施工许可证', state } });
    }
    const lines = await ledger.call('permits.projects', {});
    expect(lines.map(({ name }) => name)).toEqual(['冷链物流中心', '从容项目', '未启动项目', '开工未办齐']);
    expect(lines[3]).toMatchObject({ started: true, float: null, next: null });
    expect(lines[0]).toMatchObject({
      granted: 0,
      needed: 3,
      earliestStart: '2018-11-02',
      critical: '建设工程规划许可证',
    });
    expect(lines[0]?.float).toBeLessThan(0);
    expect(lines[0]?.next).toMatchObject({ name: '建设工程规划许可证', ready: true });
    expect(lines[2]).toMatchObject({ needed: 0, earliestStart: null });
  });

  test('a ring is told in the list and refused at the door, and the ledger goes on', async () => {
    const { ledger, id } = await withProject();
    for (const [code, before] of [
      ['P204', 'P205'],
      ['P205', 'P204'],
    ] as const) {
      await ledger.call('records.create', {
        entity: 'permit',
        set: { project: id, catalogue_code: code, name: code, prerequisites: before, workdays: 5 },
      });
    }
    expect((await ledger.call('permits.projects', {}))[0]?.trouble).toContain('“P204”“P205”互为前置');
    expect(await ledger.refused('permits.schedule', { project: id })).toBe('invalid_input');
  });
});

describe('the catalogue', () => {
  test('that the program brings fits its schema', () => {
    for (const item of permitCatalogue) expect(permitItem.parse(item)).toEqual(item);
    expect(permitCatalogue).toHaveLength(49);
  });

  test('goes out as a workbook and comes back the same; JSON as well', async () => {
    const { ledger } = await withProject();
    const file = path.join(ledger.folder, '手续 目录.xlsx');
    expect(await ledger.call('permits.writeCatalogue', { file })).toEqual({ items: 49 });
    const read = await ledger.call('permits.readCatalogue', { file });
    expect(read.notes).toEqual([]);
    expect(read.items.map(({ name, basis, documents, ...rest }) => rest)).toEqual(
      permitCatalogue.map(({ name, basis, documents, ...rest }) => rest),
    );
    expect(read.items).toEqual(permitCatalogue);
    const json = path.join(ledger.folder, 'permits.json');
    writeFileSync(json, `\uFEFF${JSON.stringify({ permits: permitCatalogue })}`);
    expect((await ledger.call('permits.readCatalogue', { file: json })).items).toEqual(permitCatalogue);
  });

  test('of a city: few columns, a limit with its unit, doubts by row', async () => {
    const { ledger } = await withProject();
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('清单');
    sheet.addRows([
      ['市审批事项清单'],
      ['编号', '事项名称', '办理部门', '办理时限'],
      ['P306', '施工许可证', '审批局', '3个工作日'],
      ['P109', '环评报告书', '生态环境局', '45日'],
      ['P306', '又一个', '审批局', 3],
      ['', '没有编号', '审批局', 3],
      ['C01', '本地事项', '街道', '尽快'],
      ['C02', '本地事项二', '街道', 5],
    ]);
    const file = path.join(ledger.folder, '清单.xlsx');
    await workbook.xlsx.writeFile(file);
    const { items, notes } = await ledger.call('permits.readCatalogue', { file });
    expect(
      items.map(({ code, workdays, limitUnitInLaw, department }) => [code, workdays, limitUnitInLaw, department]),
    ).toEqual([
      ['P306', 3, '工作日', '审批局'],
      ['P109', 45, '日', '生态环境局'],
      ['C02', 5, '工作日', '街道'],
    ]);
    // What the sheet does not say stays as the catalogue has it.
    expect(items[0]?.prerequisites).toEqual(['P205', 'P301', 'P304', 'P305']);
    expect(notes.slice(0, 3)).toEqual([
      '第 5 行编号 P306 重复，未读入',
      '第 6 行没有编号，未读入',
      '第 7 行时限“尽快”看不懂，未读入',
    ]);
    expect(notes.at(-2)).toBe('P306 的前置 P205、P301、P304、P305 不在目录里');
  });

  test('refuses what is none', async () => {
    const { ledger } = await withProject();
    const file = path.join(ledger.folder, '坏.json');
    for (const text of ['{', '{}', '[]', '[{"code": 1}]']) {
      writeFileSync(file, text);
      expect(await ledger.refused('permits.readCatalogue', { file })).toBe('invalid_input');
    }
    expect(await ledger.refused('permits.readCatalogue', { file: path.join(ledger.folder, '无.json') })).toBe(
      'no_file',
    );
  });
});

describe('the printed road map', () => {
  test('holds every permit with its days and the bars in weeks', async () => {
    const { ledger, id } = await withProject({ planned_start: '2018-11-15', short_name: '冷链/中心' });
    await ledger.call('permits.start', {
      project: id,
      approvalType: 'filing',
      codes: ['P205', 'P301', 'P306', 'P401'],
    });
    const folder = path.join(ledger.folder, '打印 文件');
    mkdirSync(folder);
    const { files } = await ledger.call('permits.writeSheet', { project: id, folder });
    expect(files.map((file) => path.basename(file))).toEqual(['冷链_中心手续路线图（2018年9月16日）.xlsx']);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(readFileSync(files[0] as string) as never);
    const sheet = workbook.worksheets[0] as ExcelJS.Worksheet;
    expect(sheet.getCell('A1').value).toBe('冷链物流中心手续路线图');
    expect(String(sheet.getCell('A2').value)).toContain('最早开工 2018年11月2日，浮动 9 个工作日');
    const rows = sheet.getRows(4, sheet.rowCount)?.map((row) => (row.values as unknown[]).slice(1, 10)) ?? [];
    const permit = rows.find((row) => row[1] === '建筑工程施工许可证');
    expect(permit?.slice(2)).toEqual(['住建/行政审批局', '7 日', '未启动', '10月26日', '11月2日', '11月8日', 9]);
    expect(rows.find((row) => row[1] === '规划条件核实/土地核验')?.[7]).toBe('开工后');
    expect(sheet.pageSetup.orientation).toBe('landscape');
  });
});

describe('the command schedule', () => {
  test('names each permit and answers as the page of the command line says; a bad day is refused with a sentence', async () => {
    const terminal = new Terminal(temporaryFolder());
    await terminal.json(
      'init',
      '--ledger',
      '甲',
      '--role',
      'secretary',
      '--person',
      '王秘书',
      '--unit',
      '昌邑区发改局',
    );
    const { id } = await terminal.json('add', 'project', 'name=冷链物流中心', '--ledger', '甲');
    const add = (...words: string[]) => terminal.json('add', 'permit', `project=${id}`, ...words, '--ledger', '甲');
    await add('catalogue_code=P304', 'name=施工合同签订', 'workdays=10');
    await add('catalogue_code=P305', 'name=质量安全监督手续', 'workdays=1', 'prerequisites=P304');
    await add('catalogue_code=P306', 'name=施工许可证', 'workdays=7', 'prerequisites=P305');
    await add('name=社区备案', 'workdays=2');
    const rows = await terminal.json('schedule', '冷链物流中心', '--target', '2018-11-01', '--ledger', '甲');
    expect(rows).toEqual([
      {
        permit: 'P304 施工合同签订',
        latest_submit: '2018-10-08',
        latest_finish: '2018-10-22',
        earliest_finish: '2018-09-30',
        float_workdays: 11,
        critical: true,
      },
      {
        permit: 'P305 质量安全监督手续',
        latest_submit: '2018-10-22',
        latest_finish: '2018-10-23',
        earliest_finish: '2018-10-08',
        float_workdays: 11,
        critical: true,
      },
      {
        permit: 'P306 施工许可证',
        latest_submit: '2018-10-23',
        latest_finish: '2018-11-01',
        earliest_finish: '2018-10-17',
        float_workdays: 11,
        critical: true,
      },
      {
        permit: '社区备案',
        latest_submit: '2018-10-30',
        latest_finish: '2018-11-01',
        earliest_finish: '2018-09-19',
        float_workdays: 27,
        critical: false,
      },
    ]);
    const text = await terminal.run('schedule', id, '--target', '2018-11-01', '--ledger', '甲');
    expect(text.out).toContain('P306 施工许可证');
    expect(text.out).toContain('最早 2018-10-17 可开工，早于目标 11 个工作日');
    const bad = await terminal.run('schedule', id, '--target', '2018-11-31', '--ledger', '甲', '--json');
    expect(bad.status).toBe(1);
    expect(JSON.parse(bad.out).error.message).toContain('没有“2018-11-31”这一天，请写成 2018-11-01');
    expect((await terminal.run('schedule', id, '--target', '2150-01-01', '--ledger', '甲')).status).toBe(1);
    expect((await terminal.run('schedule', id, '--ledger', '甲')).status).toBe(2);
    const beyond = await terminal.run('schedule', id, '--target', '2031-01-01', '--ledger', '甲', '--json');
    expect(beyond.error).toContain('节假日安排已知到2026年12月31日');
  });
});

#!/usr/bin/env node
// One fact all the way, in the command line: two secretaries import their own workbooks, the Commission merges what they report,
// settles a conflict and writes the bulletin; every sum is held against what the workbooks are known to mean, to the yuan.
// `npm run story`; `--keep DIR` leaves ledgers, packages and documents in DIR.
import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual, promisify } from 'node:util';
import { buildStale } from '../scripts/build.mjs';
import { inProject } from '../scripts/shared.mjs';

const run = promisify(execFile);
const samples = inProject('test', 'fixtures', 'samples');
const period = '2018-09-H1';
const periodEnd = '2018-09-15';
const listingThreshold = 50_000_000;

const kept = process.argv.indexOf('--keep');
const folder = kept > 0 ? path.resolve(process.argv[kept + 1] ?? '') : mkdtempSync(path.join(tmpdir(), '五包 故事 '));
mkdirSync(folder, { recursive: true });

let now = '2018-09-10T09:00:00+08:00';
let checks = 0;

/** Runs one command as anybody would, and gives its one document and its exit status. */
async function wubao(...words) {
  const environment = { ...process.env, WUBAO_NOW: now };
  const answer = await run(process.execPath, [inProject('out', 'main', 'cli.cjs'), ...words, '--json'], {
    cwd: folder,
    env: environment,
    maxBuffer: 1 << 28,
  }).then(
    ({ stdout }) => ({ status: 0, stdout }),
    ({ code, stdout, stderr }) => ({ status: code, stdout, stderr }),
  );
  try {
    return { status: answer.status, document: JSON.parse(answer.stdout) };
  } catch {
    throw new Error(`wubao ${words.join(' ')}: no document on standard output\n${answer.stdout}${answer.stderr ?? ''}`);
  }
}

async function done(...words) {
  const { status, document } = await wubao(...words);
  if (status !== 0) throw new Error(`wubao ${words.join(' ')} ended with ${status}: ${JSON.stringify(document)}`);
  return document;
}

function same(what, found, wanted) {
  checks += 1;
  if (isDeepStrictEqual(found, wanted)) return;
  throw new Error(`${what}\n  found  ${JSON.stringify(found)}\n  wanted ${JSON.stringify(wanted)}`);
}

const say = (text) => process.stdout.write(`${text}\n`);
const sum = (rows, name) => rows.reduce((total, row) => total + (row[name] ?? 0), 0);
const byName = (rows) => [...rows].sort((a, b) => (a.name < b.name ? -1 : 1));
const facts = ({ name, region, total_investment, annual_plan, start }) => ({
  name,
  region,
  total_investment,
  annual_plan,
  start,
});
const yuan = (amount) => amount.toLocaleString('en-US');
const expected = (name) => JSON.parse(readFileSync(path.join(samples, `${name}.expected.json`), 'utf8'));

/** Imports a sample, twice, and holds every project against what the workbook means. */
async function importSample(ledger, name) {
  copyFileSync(path.join(samples, `${name}.xlsx`), path.join(folder, `${name}.xlsx`));
  const before = new Set((await done('projects', '--ledger', ledger)).map(({ id }) => id));
  const dry = await done('import-excel', `${name}.xlsx`, '--dry-run', '--ledger', ledger);
  same(`${name}: a trial writes nothing`, (await done('projects', '--ledger', ledger)).length, before.size);
  const first = await done('import-excel', `${name}.xlsx`, '--ledger', ledger);
  const wanted = expected(name);
  same(`${name}: what the trial said is what was done`, first, dry);
  same(`${name}: projects made`, [first.created, first.updated], [wanted.length, 0]);
  const rows = (await done('projects', '--ledger', ledger)).filter(({ id }) => !before.has(id));
  same(`${name}: every project to the yuan`, byName(rows.map(facts)), byName(wanted.map(facts)));
  const again = await done('import-excel', `${name}.xlsx`, '--ledger', ledger);
  same(`${name}: once more changes nothing`, [again.created, again.updated, again.unchanged], [0, 0, wanted.length]);
  say(
    `✓ ${ledger} 导入 ${name}.xlsx：${wanted.length} 项，总投资 ${yuan(sum(rows, 'total_investment'))} 元，年度计划 ${yuan(sum(rows, 'annual_plan'))} 元`,
  );
  return wanted;
}

async function tell() {
  await buildStale({ parts: ['main'], quiet: true });
  const secretary = (person, unit) => ['init', '--role', 'secretary', '--person', person, '--unit', unit];
  await done(...secretary('王秘书', '昌邑区发改局'), '--ledger', '王秘书');
  await done(...secretary('孙秘书', '龙潭区发改局'), '--ledger', '孙秘书');
  await done('init', '--role', 'commission', '--person', '周科长', '--unit', '市发改委', '--ledger', '市发改委');
  say('✓ 三个台账已建立');

  const wang = await importSample('王秘书', 'export');
  const sun = [...(await importSample('孙秘书', 'monthly')), ...(await importSample('孙秘书', 'not-listed'))];
  const target = await workOnOneProject(wang[0].name);
  const merged = await report(target, [...wang, ...sun]);
  const frozen = await settleAndPublish(target);
  await keepAndCompare(frozen, merged);
  for (const ledger of ['王秘书', '孙秘书', '市发改委', '另一个市']) {
    const { ok, checks: list } = await done('verify', '--ledger', ledger);
    same(`${ledger}: verify`, [ok, list.filter((check) => !check.ok)], [true, []]);
  }
  say('✓ 四个台账核对无误');
}

/** A form, permits, this month's progress, a problem; then the history. */
async function workOnOneProject(name) {
  now = '2018-09-13T16:20:00+08:00';
  const own = ['--ledger', '王秘书'];
  const { id } = await done('set', 'project', name, '责任单位=昌邑区工信局', 'planned_finish=2019年8月', ...own);
  await done(
    'add',
    'permit',
    `project=${id}`,
    'name=建筑工程施工许可证',
    'catalogue_code=P306',
    'state=受理',
    'planned_finish=2018-10-24',
    ...own,
  );
  await done(
    'add',
    'progress',
    `project=${id}`,
    'month=2018-09',
    'completed=1160万',
    'image_progress=钢结构吊装完成60%',
    ...own,
  );
  await done(
    'add',
    'problem',
    `project=${id}`,
    'description=施工用电未接通',
    'category=施工水电',
    'level=secretary',
    'state=registered',
    ...own,
  );
  const shown = await done('show', id, ...own);
  same('permits, progress and problems of the project', [shown.permits.length, shown.problems.length], [1, 1]);
  same('progress of September', shown.progress.find(({ month }) => month === '2018-09').completed, 11_600_000);
  const [entry] = await done('history', 'project', id, '--field', 'responsible_unit', ...own);
  same('history of the field', [entry.person, entry.to], ['王秘书', '昌邑区工信局']);
  const hits = await done('search', name.slice(2, 6), ...own);
  same(
    'the search finds it',
    hits.some((hit) => hit.id === id),
    true,
  );
  say(`✓ 王秘书 改了 ${name}：手续、进度、问题、历史、搜索`);
  return id;
}

/** Enrolment, packages in any order and twice. */
async function report(target, wanted) {
  now = '2018-09-14T09:30:00+08:00';
  const packages = [];
  for (const ledger of ['王秘书', '孙秘书']) {
    const written = await done('export-package', '--to', `${ledger}一.wubao`, '--ledger', ledger);
    same(`${ledger}: size of the package`, written.bytes, statSync(written.file).size);
    packages.push(written.file);
  }
  const early = await wubao('import-package', ...packages, '--ledger', '市发改委');
  same(
    'nobody is enrolled yet',
    [early.status, early.document.map(({ outcome }) => outcome)],
    [1, ['quarantined', 'quarantined']],
  );
  for (const ledger of ['王秘书', '孙秘书']) {
    const { state } = await done('enrol', path.join(ledger, 'enrolment.wubao'), '--approve', '--ledger', '市发改委');
    same(`${ledger}: enrolled`, state, 'approved');
  }
  await done('import-package', ...[...packages].reverse(), ...packages, '--ledger', '市发改委');
  const again = await done('import-package', ...packages, '--ledger', '市发改委');
  same(
    'the same files once more',
    again.map(({ outcome, applied }) => [outcome, applied]),
    [
      ['duplicate', 0],
      ['duplicate', 0],
    ],
  );

  const rows = await done('projects', '--ledger', '市发改委');
  same('merged: every project of the three workbooks to the yuan', byName(rows.map(facts)), byName(wanted.map(facts)));
  const shown = await done('show', target, '--ledger', '市发改委');
  same('merged: permits and problems', [shown.permits.length, shown.problems.length], [1, 1]);
  say(
    `✓ 市发改委 合并 ${rows.length} 项，总投资 ${yuan(sum(rows, 'total_investment'))} 元，年度计划 ${yuan(sum(rows, 'annual_plan'))} 元，与三张表相符`,
  );
  return done('digest', '--ledger', '市发改委');
}

/** Both write the same field, a person settles it, the half-month is frozen, and later edits do not touch it. */
async function settleAndPublish(target) {
  now = '2018-09-15T10:00:00+08:00';
  const city = ['--ledger', '市发改委'];
  await done('set', 'project', target, 'total_investment=66800万', ...city);
  now = '2018-09-15T10:30:00+08:00';
  await done('set', 'project', target, 'total_investment=68000万', '--ledger', '王秘书');
  await done('export-package', '--to', '王秘书二.wubao', '--ledger', '王秘书');
  const [outcome] = await done('import-package', '王秘书二.wubao', ...city);
  same('the second report brings one conflict', [outcome.outcome, outcome.conflicts], ['merged', 1]);
  const [conflict, ...more] = await done('conflicts', ...city);
  const values = conflict.heads.map(({ value, person, package: file }) => [value, person, file]);
  same(
    'both values, who said them, and in which package',
    [values, more],
    [
      [
        [680_000_000, '王秘书', '王秘书二.wubao'],
        [668_000_000, '周科长', null],
      ],
      [],
    ],
  );
  const rest = await done(
    'conflicts',
    '--resolve',
    conflict.id,
    '--value',
    '68000万',
    '--reason',
    '与备案证明一致',
    ...city,
  );
  same('settled', [rest, (await done('show', target, ...city)).project.total_investment], [[], 680_000_000]);
  say('✓ 冲突：两个值都在，已裁定');

  now = '2018-09-16T09:00:00+08:00';
  const bulletin = await done('bulletin', '--period', period, '--out', '通报', ...city);
  same('documents', bulletin.files.map((file) => [path.extname(file), existsSync(file)]).sort(), [
    ['.docx', true],
    ['.json', true],
    ['.xlsx', true],
  ]);
  const counted = (await done('projects', '--view', 'construction', '--year', '2018', ...city)).filter(
    (row) => row.total_investment >= listingThreshold && (row.actual_start === null || row.actual_start <= periodEnd),
  );
  for (const line of [...bulletin.regions, { ...bulletin.totals, region: null }]) {
    const rows = line.region === null ? counted : counted.filter(({ region }) => region === line.region);
    same(
      `bulletin: ${line.region ?? '全市'}`,
      [line.projects, line.annual_plan, line.completed],
      [rows.length, sum(rows, 'annual_plan'), sum(rows, 'completed_this_year')],
    );
  }
  const { totals } = bulletin;
  say(
    `✓ 通报 ${period}：在建 ${totals.projects} 项，年度计划 ${yuan(totals.annual_plan)} 元，本年完成 ${yuan(totals.completed)} 元，逐区相符`,
  );
  await done('set', 'project', target, 'annual_plan.2018=1万', ...city);
  same(
    'a frozen period keeps its figures',
    (await done('bulletin', '--period', period, '--out', '通报 再出', ...city)).totals,
    totals,
  );
  return totals;
}

/** The last reports once more, a backup and its return, and a second Commission that gets the same files the other way round. */
async function keepAndCompare(totals, merged) {
  const city = ['--ledger', '市发改委'];
  const digest = await done('digest', ...city);
  await done('import-package', '王秘书二.wubao', '孙秘书一.wubao', '王秘书一.wubao', ...city);
  same('digest after all packages once more', await done('digest', ...city), digest);
  await done('backup', '--to', '备份.sqlite', ...city);
  await done('add', 'project', 'name=备份之后的项目', ...city);
  await done('restore', '备份.sqlite', ...city);
  same('digest after backup and restore', await done('digest', ...city), digest);
  same(
    'frozen figures are in the backup',
    (await done('bulletin', '--period', period, '--out', '通报 三出', ...city)).totals,
    totals,
  );
  await done('export-package', '--to', '市发改委一.wubao', ...city);

  const other = ['--ledger', '另一个市'];
  await done('init', '--role', 'commission', '--person', '周科长', '--unit', '市发改委', ...other);
  for (const ledger of ['孙秘书', '王秘书'])
    await done('enrol', path.join(ledger, 'enrolment.wubao'), '--approve', ...other);
  await done('import-package', '孙秘书一.wubao', ...other);
  await done('import-package', '王秘书一.wubao', '孙秘书一.wubao', ...other);
  same('the other way round the digest is the same', await done('digest', ...other), merged);
  say(`✓ 摘要 ${digest.digest.slice(0, 16)}…：再收一遍、备份恢复之后都不变`);
}

try {
  await tell();
  say(`${checks} 处核对，全部相符。${kept > 0 ? `留在 ${folder}` : ''}`);
} catch (error) {
  process.stderr.write(`✗ ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  if (kept < 0) rmSync(folder, { recursive: true, force: true });
}

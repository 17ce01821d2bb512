import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { blankTable, monthlyTable } from '../support/blank-tables';
import { addBuildings, fillBlank } from '../support/filled-tables';
import { makeLedger } from '../support/ledger';

const office = ['/usr/bin/soffice', '/usr/bin/libreoffice', '/opt/libreoffice/program/soffice'].find(existsSync);

test('another office program opens a filled table and its sums come out', async ({ skip }) => {
  if (!office) return skip('no office program on this machine');
  const ledger = await makeLedger();
  await addBuildings(ledger, 8);
  const { file } = await fillBlank(ledger, await blankTable('月报.xlsx', monthlyTable));
  const profile = mkdtempSync(path.join(tmpdir(), 'office-'));
  try {
    await promisify(execFile)(office, [
      `-env:UserInstallation=file://${profile}`,
      '--headless',
      '--convert-to',
      'csv:Text - txt - csv (StarCalc):44,34,76,1',
      '--outdir',
      profile,
      file,
    ]);
    const lines = readFileSync(path.join(profile, path.basename(file).replace('.xlsx', '.csv')), 'utf8').split('\n');
    const total = lines.find((line) => line.startsWith('"合计"')) ?? '';
    // 1 + 2 + … + 8 亿元, and as many thousands 万元 of plan, 300s and 100s of what is done.
    expect(total).toBe('"合计",,,36.00,"36,000","10,800","3,600",,,,,');
    expect(
      lines.filter((line) => /^\d+,"第\d号厂房项目/.test(line)).map((line) => /,(30\.0%),/.exec(line)?.[1]),
    ).toEqual(Array.from({ length: 8 }, () => '30.0%'));
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
}, 120_000);

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { writeReminder } from '../../src-main/ledger/office/reminder-files';
import { writeOwnEnrolment } from '../../src-main/ledger/sync/enrolment';
import { addProject, approve, Ledgers, report, takeOne } from '../support/sync-ledgers';

const ledgers = new Ledgers();

describe('list of who has not reported', () => {
  it('names them with the day of their last report and the telephone that somebody wrote down', async () => {
    const commission = ledgers.commission();
    const wang = ledgers.make();
    const sun = ledgers.make({ person: '孙秘书', unit: '龙潭区发改局', region: '220203' });
    for (const secretary of [wang, sun]) await approve(commission, secretary, await writeOwnEnrolment(secretary));
    addProject(wang, '甲');
    await takeOne(commission, await report(wang, '昌邑-王-0001.wubao'));
    commission.journal.commit([
      { entity: 'contact', id: null, set: { name: '孙 秘书', phone: '0432-1234567', unit: '龙潭区发改局' } },
    ]);
    const folder = path.join(commission.folder, '催报 名单');
    mkdirSync(folder);
    const { files } = await writeReminder(commission, { folder });
    expect(files.map((file) => path.basename(file))).toEqual(['催报名单 2018年9月上半月.xlsx']);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(files[0] as string);
    const sheet = workbook.worksheets[0];
    expect(sheet?.getRow(4).values).toEqual(
      expect.arrayContaining(['龙潭区', '孙秘书', '龙潭区发改局', '0432-1234567', '还没有报过']),
    );
    expect(sheet?.rowCount).toBe(4);
  });
});

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { shiftedClock } from '../../src-main/ledger/clock';
import { makeReminder, reminderPaper, writeReminder } from '../../src-main/ledger/office/papers/reminder';
import { requirePeriod as periodAt } from '../../src-main/ledger/queries/bulletin-figures';
import { missingReports } from '../../src-main/ledger/queries/missing-reports';
import { writeOwnEnrolment } from '../../src-main/ledger/sync/enrolment';
import { type Paper, paperSchema } from '../../src-shared/contract/paper-values';
import { reportingFor } from '../../src-shared/rules/reporting';
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
    addProject(sun, '乙', { region: '220203', secretary: '孙秘书' });
    await takeOne(commission, await report(sun, '龙潭-孙-0001.wubao'));
    // Both are in now: nobody is missing for September's first half, everybody for a period that is over later.
    expect(missingReports(commission, periodAt('2018-09-H1'))).toMatchObject({ over: true, expected: 2, missing: [] });
    expect(missingReports(commission, periodAt('2018-09'))).toMatchObject({ over: false, expected: 2, missing: [] });

    const later = { ...commission, clock: shiftedClock('2018-10-04T09:00:00+08:00') };
    const period = periodAt('2018-09-H2');
    const reports = missingReports(later, period);
    expect(reports).toMatchObject({ name: '2018年9月下半月', deadline: '2018-10-05', expected: 2 });
    expect(reports.missing).toMatchObject([
      { region: '220202', person: '王秘书', lastReport: '2018-09-16', days: 18, projects: 0 },
      { region: '220203', person: '孙秘书', phone: '0432-1234567', lastPackage: '龙潭-孙-0001.wubao', projects: 1 },
    ]);

    const folder = path.join(commission.folder, '催报 名单');
    mkdirSync(folder);
    const { files } = await writeReminder(later, { folder });
    expect(files.map((file) => path.basename(file))).toEqual([
      '催报单（2018年9月下半月）.docx',
      '催报单（2018年9月下半月）.xlsx',
    ]);
    const paper = await makeReminder(later, period.code, '');
    expect(paperSchema.safeParse(paper).error).toBeUndefined();
    const text = JSON.stringify(paper.blocks);
    expect(text).toContain('截至2018年10月4日，2018年9月下半月项目进度应报2人，已报0人，还有2人没有报送（名单附后）。');
    expect(text).toContain('请未报送的同志于10月5日17:00前报送');
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(files[1] as string);
    const rows: unknown[] = [];
    workbook.worksheets[0]?.eachRow((row) => rows.push(row.values));
    expect(rows).toContainEqual(
      expect.arrayContaining([2, '龙潭区', '孙秘书', '龙潭区发改局', '0432-1234567', 1, '9月16日', 18]),
    );
  });

  it('takes a report of the last day of the period, of approved secretaries alone', () => {
    const one = (more: Partial<Parameters<typeof reportingFor>[0][number]>) => ({
      ...{ id: 'd', state: 'approved' as const, role: 'secretary' as const, lastReport: null },
      ...more,
    });
    const missing = (more: Parameters<typeof one>[0]) =>
      reportingFor([one(more)], periodAt('2018-09-H1')).missing.length === 1;
    expect(missing({ lastReport: '2018-09-14' })).toBe(true);
    expect(missing({ lastReport: '2018-09-15' })).toBe(false);
    expect(missing({})).toBe(true);
    expect([missing({ state: 'revoked' }), missing({ role: 'field' }), missing({ id: 'd~1' })]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('names the day that has passed, and says when nobody is missing', () => {
    const reports = missingReports(ledgers.commission('2018-10-09T09:00:00+08:00'), periodAt('2018-09-H2'));
    const missing = [
      {
        ...{ id: 'd', person: '王秘书', unit: '昌邑区', region: null, phone: '' },
        ...{ lastReport: null, lastPackage: null, days: null, projects: 0 },
      },
    ];
    const words = (paper: Paper) => JSON.stringify(paper.blocks);
    const late = reminderPaper({ ...reports, expected: 1, missing }, periodAt('2018-09-H2'), '2018-10-09');
    expect(words(late)).toContain('报送截止日为10月5日，现已超过，请未报送的同志立即补报');
    expect(words(late)).toContain('还没有报过');
    const none = reminderPaper({ ...reports, expected: 1 }, periodAt('2018-09-H2'), '2018-10-09');
    expect(words(none)).toContain('应报1人，均已报送。');
    expect(none.blocks.some(({ kind }) => kind === 'table')).toBe(false);
  });
});

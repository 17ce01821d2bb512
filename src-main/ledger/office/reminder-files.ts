import { regionName } from '../../../src-shared/catalogues/regions';
import { latestPeriod } from '../../../src-shared/rules/period';
import { reportingOf } from '../../../src-shared/rules/reporting';
import { formatDate, unknown } from '../../../src-shared/terms/format';
import type { Handler } from '../handler';
import { loadReporters, type Reporter } from '../queries/reporters';
import { writeDocuments } from './document-files';
import { type Column, tableSheet } from './handover-files';

function daysBetween(day: string, today: string): number {
  return Math.round((Date.parse(`${today}T00:00:00Z`) - Date.parse(`${day}T00:00:00Z`)) / 86_400_000);
}

/** See `reports.writeReminder`: '催报名单 2018年9月上半月.xlsx'. Throws Refusal file_unwritable, disk_full. */
export const writeReminder: Handler<'reports.writeReminder'> = async (context, { folder }) => {
  const today = context.clock.today();
  const period = latestPeriod(today);
  const { missing } = reportingOf(loadReporters(context.database), today);
  const columns: Column<Reporter>[] = [
    { heading: '属地', width: 14, value: ({ region }) => (region ? regionName(region) : '全市') },
    { heading: '秘书', width: 12, value: ({ person }) => person },
    { heading: '单位', width: 28, value: ({ unit }) => unit },
    { heading: '电话', width: 18, value: ({ phone }) => phone },
    { heading: '末次上报', width: 16, value: ({ lastReport }) => (lastReport ? formatDate(lastReport) : '还没有报过') },
    {
      heading: '未报天数',
      width: 10,
      value: ({ lastReport }) => (lastReport ? daysBetween(lastReport, today) : unknown),
    },
    { heading: '末包', width: 24, value: ({ lastPackage }) => lastPackage?.replace(/\.wubao$/i, '') ?? unknown },
    { heading: '催报情况', width: 20, value: () => '' },
  ];
  const bytes = await tableSheet(`催报名单（${period.name}）`, today, columns, missing);
  return { files: writeDocuments(folder, [{ name: `催报名单 ${period.name}.xlsx`, bytes }]) };
};

import type { Database } from 'better-sqlite3';
import { regionName } from '../../../src-shared/catalogues/regions';
import type { Device } from '../../../src-shared/contract/trust-methods';
import { latestPeriod } from '../../../src-shared/rules/period';
import { reportingOf } from '../../../src-shared/rules/reporting';
import { formatDate, unknown } from '../../../src-shared/terms/format';
import type { Handler } from '../handler';
import { listDevices } from '../sync/device-list';
import { writeDocuments } from './document-files';
import { type Column, tableSheet } from './handover-files';

/** Telephone of a person as somebody wrote it down among the contacts: of the same unit first, the newest where there are several. */
function phoneOf(database: Database, { person, unit }: Pick<Device, 'person' | 'unit'>): string {
  const phone = database
    .prepare(
      `SELECT phone FROM contact WHERE deleted <> 1 AND replace(name, ' ', '') = replace(@person, ' ', '') AND coalesce(phone, '') <> ''
       ORDER BY unit = @unit DESC, record DESC LIMIT 1`,
    )
    .pluck()
    .get({ person, unit });
  return typeof phone === 'string' ? phone : '';
}

function daysBetween(day: string, today: string): number {
  return Math.round((Date.parse(`${today}T00:00:00Z`) - Date.parse(`${day}T00:00:00Z`)) / 86_400_000);
}

/** See `reports.writeReminder`: '催报名单 2018年9月上半月.xlsx'. Throws Refusal file_unwritable, disk_full. */
export const writeReminder: Handler<'reports.writeReminder'> = async (context, { folder }) => {
  const { database, clock } = context;
  const today = clock.today();
  const period = latestPeriod(today);
  const { missing } = reportingOf(await listDevices(context, {}), today);
  const rows = missing.toSorted((a, b) => ((a.lastReport ?? '') < (b.lastReport ?? '') ? -1 : 1));
  const columns: Column<Device>[] = [
    { heading: '属地', width: 14, value: ({ region }) => (region ? regionName(region) : '全市') },
    { heading: '秘书', width: 12, value: ({ person }) => person },
    { heading: '单位', width: 28, value: ({ unit }) => unit },
    { heading: '电话', width: 18, value: (device) => phoneOf(database, device) },
    { heading: '末次上报', width: 16, value: ({ lastReport }) => (lastReport ? formatDate(lastReport) : '还没有报过') },
    {
      heading: '未报天数',
      width: 10,
      value: ({ lastReport }) => (lastReport ? daysBetween(lastReport, today) : unknown),
    },
    { heading: '末包', width: 24, value: ({ lastPackage }) => lastPackage?.replace(/\.wubao$/i, '') ?? unknown },
    { heading: '催报情况', width: 20, value: () => '' },
  ];
  const bytes = await tableSheet(`催报名单（${period.name}）`, today, columns, rows);
  return { files: writeDocuments(folder, [{ name: `催报名单 ${period.name}.xlsx`, bytes }]) };
};

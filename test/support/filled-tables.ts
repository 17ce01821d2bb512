import { readFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import { fromBufferPromise } from 'yauzl';
import type { TestLedger } from './ledger';

/** The parts of a zip by name. */
export async function partsOf(file: string): Promise<Map<string, string>> {
  const zip = await fromBufferPromise(readFileSync(file), { lazyEntries: true, autoClose: false });
  const parts = new Map<string, string>();
  for await (const entry of zip.eachEntry())
    parts.set(entry.fileName, (await buffer(await zip.openReadStreamPromise(entry))).toString('utf8'));
  zip.close();
  return parts;
}

/** The first sheet of a file as another program reads it. */
export async function sheetOf(file: string): Promise<ExcelJS.Worksheet> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(file);
  const sheet = workbook.worksheets[0];
  if (!sheet) throw new Error('no sheet');
  return sheet;
}

/** What stands in a cell: text, number, day, or '=FORMULA'. */
export function said(sheet: ExcelJS.Worksheet, address: string): string | number | null {
  const { value } = sheet.getCell(address);
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (typeof value === 'object' && 'formula' in value) return `=${value.formula}`;
  if (typeof value === 'object' && 'richText' in value) return value.richText.map(({ text }) => text).join('');
  return typeof value === 'number' ? value : String(value);
}

/** Projects under construction with figures of three months. Amounts of project `index` (from 0) are plain multiples. */
export async function addBuildings(
  ledger: TestLedger,
  count: number,
  more: Record<string, unknown> = {},
): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index++) {
    const { id } = await ledger.call('records.create', {
      entity: 'project',
      set: {
        name: `第${index + 1}号厂房项目`,
        owner: `沐禾${index + 1}有限公司`,
        region: '220202',
        total_investment: 100_000_000 * (index + 1),
        annual_plan: { 2018: 10_000_000 * (index + 1) },
        actual_start: '2017-05-18',
        planned_finish: '2019-10',
        lifecycle: 'construction',
        ...more,
      },
    });
    for (const month of ['2018-07', '2018-08', '2018-09']) {
      const set = { project: id, month, completed: 1_000_000 * (index + 1), image_progress: `${month} 主体完成` };
      await ledger.call('records.create', { entity: 'progress', set });
    }
    ids.push(id);
  }
  return ids;
}

/** Learns, keeps and fills a blank table; the filled file stands beside it. */
export async function fillBlank(
  ledger: TestLedger,
  file: string,
  more: { month?: string; previousFile?: string } = {},
) {
  const { mapping } = await ledger.call('templates.learn', { file });
  const { id } = await ledger.call('templates.save', { file, name: '月报', mapping });
  const filled = await ledger.call('templates.fill', { id, file: file.replace(/\.xlsx$/, ' 填好.xlsx'), ...more });
  return { ...filled, id, mapping };
}

import ExcelJS from 'exceljs';
import type { ImportLogEntry } from '../../../src-shared/contract/handover-methods';
import { envelopeWords, handoverKind, receiptWords } from '../../../src-shared/rules/handover-words';
import { formatDate, formatMoment } from '../../../src-shared/terms/format';
import type { Handler } from '../handler';
import { loadHandover, loadHandovers } from '../queries/handovers';
import { loadImportRuns } from '../queries/import-log';
import { fileWords, writeDocuments } from './document-files';
import { handoverSlip } from './handover-docx';
import { cellBorder, landscapePage } from './sheet-style';

export interface Column<Row> {
  readonly heading: string;
  readonly width: number;
  value(row: Row): string | number;
}

/** A plain table for people: title, day, heading on every printed page, lines about the cells. */
export async function tableSheet<Row>(
  title: string,
  day: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet(title, {
    pageSetup: { ...landscapePage, printTitlesRow: '3:3' },
    views: [{ state: 'frozen', ySplit: 3 }],
  });
  columns.forEach(({ width }, index) => {
    sheet.getColumn(index + 1).width = width;
  });
  sheet.mergeCells(1, 1, 1, columns.length);
  const head = sheet.getCell(1, 1);
  head.value = title;
  head.font = { name: '方正小标宋简体', size: 18 };
  head.alignment = { horizontal: 'center', vertical: 'middle' };
  sheet.getRow(1).height = 32;
  sheet.getCell(2, 1).value = `截至 ${formatDate(day)}，共 ${rows.length} 条`;
  sheet.addRow(columns.map(({ heading }) => heading));
  for (const row of rows) sheet.addRow(columns.map(({ value }) => value(row)));
  sheet.eachRow((line, number) => {
    if (number < 3) return;
    line.eachCell({ includeEmpty: true }, (cell) => {
      cell.border = cellBorder;
      cell.font = { name: number === 3 ? '黑体' : '宋体', size: 10.5 };
      cell.alignment = { vertical: 'middle', wrapText: true, horizontal: number === 3 ? 'center' : 'left' };
    });
  });
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

/** See `handovers.writeSlip`: '交接单 昌邑-王-0032.docx'. Throws Refusal no_record, file_unwritable, disk_full. */
export const writeHandoverSlip: Handler<'handovers.writeSlip'> = async (context, { package: number, folder }) => {
  const entry = loadHandover(context, number);
  const { unit, person } = context.identity;
  const bytes = await handoverSlip(entry, `${unit}${person}`, context.clock.today());
  const name = `交接单 ${fileWords(entry.name.replace(/\.wubao(\.age)?$/i, ''))}.docx`;
  return { files: writeDocuments(folder, [{ name, bytes }]) };
};

/** See `handovers.export`. Throws Refusal file_unwritable, disk_full. */
export const exportHandovers: Handler<'handovers.export'> = async (context, { folder }) => {
  const day = context.clock.today();
  const columns: Column<ReturnType<typeof loadHandovers>[number]>[] = [
    { heading: '包名', width: 26, value: ({ name }) => name },
    { heading: '类别', width: 10, value: ({ direction, kind }) => handoverKind(direction, kind) },
    { heading: '对方', width: 24, value: ({ peer }) => peer },
    { heading: '介质', width: 12, value: ({ medium }) => medium },
    { heading: '经手人', width: 12, value: ({ handler }) => handler },
    { heading: '用途', width: 18, value: ({ purpose }) => purpose },
    { heading: '时间', width: 15, value: ({ at }) => formatMoment(at) },
    { heading: '改动', width: 8, value: ({ changes }) => changes },
    { heading: '字节', width: 11, value: ({ bytes }) => bytes },
    { heading: '加密', width: 13, value: ({ envelope }) => envelopeWords[envelope] },
    { heading: '回执', width: 18, value: receiptWords },
    { heading: '校验（SHA-256）', width: 36, value: ({ sha256 }) => (sha256.match(/.{4}/g) ?? []).join(' ') },
  ];
  const bytes = await tableSheet('交接登记', day, columns, loadHandovers(context).reverse());
  return { files: writeDocuments(folder, [{ name: `交接登记 ${day}.xlsx`, bytes }]) };
};

const outcomeWords: Readonly<Record<ImportLogEntry['outcome'], string>> = {
  merged: '已并入',
  duplicate: '已有',
  held: '待接续',
  quarantined: '隔离',
  rejected: '没有收',
  cancelled: '已取消',
};

/** See `importLog.export`. Throws Refusal file_unwritable, disk_full. */
export const exportImportLog: Handler<'importLog.export'> = async (context, { folder }) => {
  const day = context.clock.today();
  const rows = loadImportRuns(context.database, 0).flatMap(({ run, person, files }) =>
    files.map((entry) => ({ run, person, ...entry })),
  );
  const columns: Column<(typeof rows)[number]>[] = [
    { heading: '第几次', width: 8, value: ({ run }) => run },
    { heading: '时间', width: 15, value: ({ at }) => formatMoment(at) },
    { heading: '谁收的', width: 10, value: ({ person }) => person },
    { heading: '文件', width: 28, value: ({ name }) => name },
    { heading: '结果', width: 9, value: ({ outcome }) => outcomeWords[outcome] },
    { heading: '并入', width: 8, value: ({ applied }) => applied },
    { heading: '冲突', width: 7, value: ({ conflicts }) => conflicts },
    { heading: '越权', width: 7, value: ({ review }) => review },
    { heading: '说明', width: 80, value: ({ message }) => message },
  ];
  const bytes = await tableSheet('收包记录', day, columns, rows.reverse());
  return { files: writeDocuments(folder, [{ name: `收包记录 ${day}.xlsx`, bytes }]) };
};

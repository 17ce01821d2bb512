import ExcelJS from 'exceljs';
import type { BulletinFigures, RegionFigures } from '../../../src-shared/contract/exchange-methods';
import type { Period } from '../../../src-shared/rules/period';
import { formatDate, unknown } from '../../../src-shared/terms/format';
import { type Column, columns, progressNotes, startNotes } from './bulletin-columns';
import { dispatchNotice, draftNotice, letterhead } from './bulletin-letterhead';
import { landscapePage } from './sheet-style';

const yuanPerYi = 100_000_000;
const black = { style: 'thin', color: { argb: 'FF000000' } } as const;
const edges: Partial<ExcelJS.Borders> = { top: black, left: black, bottom: black, right: black };

const widths: Record<Column['kind'], number> = { name: 15, count: 5.6, place: 5, money: 7.8, rate: 7.4, points: 7.4 };
const formats: Partial<Record<Column['kind'], string>> = {
  count: '0',
  place: '0',
  money: '#,##0.0',
  rate: '0.0',
  points: '+0.0;−0.0;0.0',
};

/**
 * A figure as a cell holds it: money in 亿元 and rates in per cent unrounded, so that whoever computes on gets the yuan back; the number
 * format rounds what is seen.
 */
export function cellValue(figures: RegionFigures, { name, kind }: Column): string | number {
  if (name === 'region') return figures.region;
  const value = figures[name];
  if (value === null) return unknown;
  if (kind === 'money') return value / yuanPerYi;
  return kind === 'rate' ? value * 100 : value;
}

const title = (period: Period) => `各地重点项目推进情况表（${period.name}）`;

/** The bulletin's figures as a workbook styled for print: A4 landscape, as wide as the page, head on every page, notes below. */
export async function bulletinXlsx(figures: BulletinFigures, period: Period): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  workbook.title = `${letterhead.title}（${period.name}）`;
  workbook.creator = letterhead.issuer;
  workbook.description = dispatchNotice;
  const draft = figures.frozenAt === null ? draftNotice : '';
  const sheet = workbook.addWorksheet(period.shortName, {
    views: [{ state: 'frozen', xSplit: 2, ySplit: 4, showGridLines: false }],
    pageSetup: {
      ...landscapePage,
      horizontalCentered: true,
      printTitlesRow: '1:4',
      margins: { left: 0.4, right: 0.4, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddHeader: `&L&"黑体"&11${draft}`, oddFooter: `&L&"宋体"&9${dispatchNotice}&R&"宋体"&9— &P —` },
  });
  sheet.columns = columns.map(({ kind }) => ({ width: widths[kind] }));
  writeHead(sheet, figures, period, draft);
  for (const region of figures.regions) writeRow(sheet, region, false);
  writeRow(sheet, { ...figures.totals }, true);
  writeNotes(sheet, figures);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

function writeHead(sheet: ExcelJS.Worksheet, figures: BulletinFigures, period: Period, draft: string): void {
  const last = columns.length;
  sheet.mergeCells(1, 1, 1, last);
  Object.assign(sheet.getCell(1, 1), {
    value: title(period),
    font: { name: '方正小标宋简体', size: 18 },
    alignment: { horizontal: 'center', vertical: 'middle' },
  });
  sheet.getRow(1).height = 32;
  // Left what the figures are, right their unit and day.
  const half = Math.floor(last / 2);
  sheet.mergeCells(2, 1, 2, half);
  sheet.mergeCells(2, half + 1, 2, last);
  const small = { name: '仿宋_GB2312', size: 11 };
  Object.assign(sheet.getCell(2, 1), {
    value: draft ? `${dispatchNotice}（${draft}）` : dispatchNotice,
    font: small,
    alignment: { horizontal: 'left', vertical: 'middle' },
  });
  Object.assign(sheet.getCell(2, half + 1), {
    value: `单位：项、亿元、百分点，截至${formatDate(figures.asOf)}`,
    font: small,
    alignment: { horizontal: 'right', vertical: 'middle' },
  });
  sheet.getRow(2).height = 20;
  columns.forEach(({ group, header: words, kind }, index) => {
    const column = index + 1;
    const header = kind === 'count' && words.length === 4 ? `${words.slice(0, 2)}\n${words.slice(2)}` : words;
    if (group === '') {
      sheet.getCell(3, column).value = header;
      sheet.mergeCells(3, column, 4, column);
    } else {
      sheet.getCell(4, column).value = header;
      if (columns[index - 1]?.group !== group) {
        sheet.getCell(3, column).value = group;
        sheet.mergeCells(3, column, 3, column + columns.filter((other) => other.group === group).length - 1);
      }
    }
  });
  for (const row of [3, 4]) {
    sheet.getRow(row).height = row === 3 ? 24 : 38;
    for (let column = 1; column <= last; column++) {
      Object.assign(sheet.getCell(row, column), {
        font: { name: '黑体', size: 11 },
        alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
        border: edges,
      });
    }
  }
}

function writeRow(sheet: ExcelJS.Worksheet, figures: RegionFigures, bold: boolean): void {
  const row = sheet.addRow([]);
  row.height = 26;
  columns.forEach((column, index) => {
    const cell = row.getCell(index + 1);
    const value = bold && column.name === 'rank' ? '' : cellValue(figures, column);
    cell.value = value;
    const format = formats[column.kind];
    if (format && typeof value === 'number') cell.numFmt = format;
    cell.font = { name: column.kind === 'name' ? '仿宋_GB2312' : 'Times New Roman', size: 11, bold };
    cell.border = edges;
    cell.alignment = {
      vertical: 'middle',
      horizontal: column.kind === 'name' ? 'left' : column.kind === 'place' || value === unknown ? 'center' : 'right',
    };
  });
}

function writeNotes(sheet: ExcelJS.Worksheet, figures: BulletinFigures): void {
  for (const note of [`${dispatchNotice}。`, ...progressNotes(figures.timeProportional), ...startNotes]) {
    const row = sheet.addRow([note]);
    sheet.mergeCells(row.number, 1, row.number, columns.length);
    row.height = 19;
    Object.assign(row.getCell(1), {
      font: { name: '仿宋_GB2312', size: 10.5 },
      alignment: { horizontal: 'left', vertical: 'middle' },
    });
  }
}

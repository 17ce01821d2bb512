import type ExcelJS from 'exceljs';

const line = { style: 'thin', color: { argb: 'FF808080' } } as const;

/** Grey lines about a cell of a table. */
export const cellBorder: Partial<ExcelJS.Borders> = { top: line, left: line, bottom: line, right: line };

/** A4 lying on its side, as wide as the page and as long as it takes. */
export const landscapePage = {
  paperSize: 9,
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
} as const;

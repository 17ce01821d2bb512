import type { RegionFigures } from '../../../../src-shared/contract/exchange-methods';
import type { PaperCell, PaperColumn, PaperTable } from '../../../../src-shared/contract/paper-values';
import { type Measure, measureOf } from '../../../../src-shared/rules/region-measures';

/** A column of a table of regions: a measure, or something that other records say of a region. */
export interface RegionColumn {
  readonly measure?: Measure;
  readonly header?: string;
  readonly group?: string;
  readonly width: number;
  readonly format?: PaperColumn['format'];
  /** Where it is no measure: what stands in the line of a region, and in the city's. */
  readonly of?: (figures: RegionFigures) => PaperCell;
  /** Nothing is said of the whole city. */
  readonly blankTotal?: boolean;
}

const regionHeader = '县（市）区、\n开发区';

/** The column with the name of the region. */
export const nameColumn = (width: number): RegionColumn => ({
  header: regionHeader,
  width,
  format: 'text',
  of: ({ region }) => region,
});

/** Regions by place, those without one last, in the order of the catalogue. */
export function byPlace<Item>(items: readonly Item[], place: (item: Item) => number | null): Item[] {
  return [...items].sort(
    (a, b) => (place(a) ?? Number.POSITIVE_INFINITY) - (place(b) ?? Number.POSITIVE_INFINITY) || 0,
  );
}

/** Narrow columns have heads of two lines: '在建' over '项目', '应' over '开工', '完成率' over '%'. */
function broken(header: string): string {
  if (/^[应已未]..$/.test(header)) return `${header[0]}\n${header.slice(1)}`;
  if (header.endsWith('%')) return header.replace(/%$/, '\n%');
  return header.length === 4 ? `${header.slice(0, 2)}\n${header.slice(2)}` : header;
}

const columnOf = ({ measure, header, group, width, format }: RegionColumn): PaperColumn => {
  const known = measure === undefined ? null : measureOf(measure);
  return {
    header: header ?? broken(known?.header ?? ''),
    ...(group === undefined ? {} : { group }),
    width,
    format: format ?? known?.format ?? 'text',
  };
};

const cellOf = ({ measure, of }: RegionColumn, figures: RegionFigures): PaperCell =>
  of ? of(figures) : measure === undefined ? null : figures[measure];

/** A table with a line a region in the given order and, where `totals` are given, their sum. Raw values: yuan, shares, percentage points. */
export function regionTable(
  table: Pick<PaperTable, 'caption' | 'unit' | 'notes'>,
  columns: readonly RegionColumn[],
  regions: readonly RegionFigures[],
  totals: RegionFigures | null,
): PaperTable {
  return {
    kind: 'table',
    ...table,
    look: 'figures',
    columns: columns.map(columnOf),
    rows: regions.map((region) => columns.map((column) => cellOf(column, region))),
    totals: totals && columns.map((column) => (column.blankTotal ? '' : cellOf(column, totals))),
  };
}

import type { BulletinFigures, RegionFigures } from '../../../src-shared/contract/exchange-methods';
import type { SliceKind } from '../../../src-shared/rules/slices';
import { sliceKindLabels } from '../../../src-shared/rules/slices';
import { formatDate, formatGap, formatRate, formatYi, unknown } from '../../../src-shared/terms/format';
import type { Sheet } from '../../components/charts/sheet';
import { type Rate, rates } from './rates';
import { inOrder, type SliceRow } from './slice-table';

/** What must stand under every figure that leaves the program. */
export function sheetNote(figures: Pick<BulletinFigures, 'asOf' | 'frozenAt'>): string {
  return `数据截至 ${formatDate(figures.asOf)}${figures.frozenAt ? '' : '，未冻结'}。调度口径，不作统计数据使用。`;
}

const rateCells = (figures: RegionFigures) => [
  String(figures.projects),
  ...rates.flatMap((rate) => [rate.above(figures), rate.below(figures), formatRate(rate.rate(figures))]),
  String(figures.not_listed),
];
const rateColumns = [
  { label: '在建', right: true },
  ...rates.flatMap(({ aboveLabel, belowLabel, label, unit }) => [
    { label: unit === '亿元' ? `${aboveLabel}（亿元）` : aboveLabel, right: true },
    { label: unit === '亿元' ? `${belowLabel}（亿元）` : belowLabel, right: true },
    { label: `${label} %`, right: true },
  ]),
  { label: '未入统', right: true },
];

/** The table of slices with the numerators and denominators that the screen shows on a click. */
export function sliceSheet(
  by: SliceKind,
  rows: readonly SliceRow[],
  classes: readonly Pick<SliceRow, 'label' | 'figures'>[],
  figures: BulletinFigures,
  periodName: string,
): Sheet {
  const isRegion = by === 'region';
  const own = (row: SliceRow) =>
    isRegion
      ? [
          String(row.figures.rank ?? unknown),
          row.label,
          row.leader ?? unknown,
          row.score === null ? unknown : row.score.toFixed(1),
        ]
      : [row.label];
  const rest = (label: string) => (isRegion ? ['', label, '', ''] : [label]);
  return {
    title: `${periodName}各${sliceKindLabels[by]}四率`,
    unit: '单位：项',
    note: sheetNote(figures),
    columns: [
      ...(isRegion
        ? [{ label: '名次', right: true }, { label: '属地' }, { label: '包保领导' }, { label: '得分', right: true }]
        : [{ label: sliceKindLabels[by] }]),
      ...rateColumns,
    ],
    rows: [
      ...inOrder(by, rows).map((row) => ({ cells: [...own(row), ...rateCells(row.figures)] })),
      { cells: [...rest('全市'), ...rateCells(figures.totals)], strong: true },
      ...classes.map(({ label, figures: sums }) => ({ cells: [...rest(`其中 ${label}`), ...rateCells(sums)] })),
    ],
  };
}

const place = (value: number | null) => (value === null ? unknown : String(value));

/** The four places of the bulletin. */
export function rankSheet(figures: BulletinFigures, regions: readonly RegionFigures[], periodName: string): Sheet {
  const right = (label: string) => ({ label, right: true });
  const cells = (line: RegionFigures, name: string) => [
    place(line.rank),
    name,
    formatRate(line.start_rate),
    place(line.start_rank),
    formatYi(line.completed),
    formatYi(line.annual_plan),
    formatRate(line.completion_rate),
    formatGap(line.gap),
    place(line.completion_rank),
    formatRate(line.listing_rate),
    place(line.listing_rank),
    String(line.reserve),
    place(line.reserve_rank),
  ];
  return {
    title: `${periodName}各属地四项指标名次`,
    unit: '单位：亿元、%',
    note: sheetNote(figures),
    columns: [
      right('名次'),
      { label: '属地' },
      right('开工率'),
      right('开工名次'),
      right('本年完成'),
      right('年度计划'),
      right('完成率'),
      right('序时差'),
      right('完成名次'),
      right('入统率'),
      right('入统名次'),
      right('储备'),
      right('储备名次'),
    ],
    rows: [
      ...regions.map((line) => ({ cells: cells(line, line.region) })),
      {
        cells: cells(figures.totals, '全市').map((cell, index) => (cell === unknown && index !== 2 ? '' : cell)),
        strong: true,
      },
    ],
  };
}

/** What the map shows. */
export function rateSheet(figures: BulletinFigures, rate: Rate, periodName: string): Sheet {
  const money = rate.unit === '亿元' ? '（亿元）' : '';
  const cells = (line: RegionFigures, name: string) => [
    name,
    rate.above(line),
    rate.below(line),
    formatRate(rate.rate(line)),
  ];
  return {
    title: `${periodName}各属地${rate.label}`,
    unit: rate.unit === '亿元' ? '' : `单位：${rate.unit}`,
    note: sheetNote(figures),
    columns: [
      { label: '属地' },
      { label: `${rate.aboveLabel}${money}`, right: true },
      { label: `${rate.belowLabel}${money}`, right: true },
      { label: `${rate.label} %`, right: true },
    ],
    rows: [
      ...figures.regions.map((line) => ({ cells: cells(line, line.region) })),
      { cells: cells(figures.totals, '全市'), strong: true },
    ],
  };
}

import type { ReactNode } from 'react';
import type { RegionFigures } from '../../../src-shared/contract/exchange-methods';
import { formatRate } from '../../../src-shared/terms/format';
import type { BehindWhat } from './behind-address';
import { FigureSource } from './figure-source';
import type { Rate } from './rates';

/** Row of a table that figures belong to. */
export interface RowOfFigures extends Pick<BehindWhat, 'period' | 'by' | 'key' | 'leader'> {
  readonly label: string;
}

/** One of the four rates, with its way to the projects. */
export function RateSource({
  row,
  figures,
  rate,
  children,
  className,
}: {
  row: RowOfFigures;
  figures: RegionFigures;
  rate: Rate;
  children: ReactNode;
  className?: string | undefined;
}) {
  const value = rate.rate(figures);
  const unit = rate.unit === '项' ? '' : `（${rate.unit}）`;
  return (
    <FigureSource
      what={behindOf(row, rate.name, 'all')}
      row={row.label}
      name={rate.label}
      text={value === null ? '—' : `${formatRate(value)}%`}
      sum={`${rate.aboveLabel} ${rate.above(figures)} ÷ ${rate.belowLabel} ${rate.below(figures)}${unit}`}
      className={className}
    >
      {children}
    </FigureSource>
  );
}

/** The projects of a row behind a figure. */
export function behindOf(
  { period, by, key, leader }: RowOfFigures,
  figure: BehindWhat['figure'],
  part: BehindWhat['part'],
): BehindWhat {
  return { period, by, key, figure, part, ...(leader ? { leader } : {}) };
}

import type { BulletinFigures } from '../../../src-shared/contract/exchange-methods';
import { formatGap, formatRate } from '../../../src-shared/terms/format';
import styles from './dispatch.module.css';
import { type Rate, rates } from './rates';

/** The four rates of the city, each with numerator and denominator. */
export function RateHeads({ figures }: { figures: BulletinFigures }) {
  const { totals } = figures;
  return (
    <dl className={styles.rates}>
      {rates.map((rate) => (
        <div key={rate.name} className={styles.rate}>
          <dt>{rate.label}</dt>
          <dd>
            <b>{formatRate(rate.rate(totals))}</b>
            {rate.rate(totals) !== null && '%'}
            <span className={styles.fraction}>
              {rate.above(totals)} / {rate.below(totals)} {rate.unit}
            </span>
          </dd>
          <dd className={styles.remark}>{remarkOf(rate, figures)}</dd>
        </div>
      ))}
    </dl>
  );
}

function remarkOf(rate: Rate, { totals, timeProportional }: BulletinFigures): string {
  if (rate.name === 'completion') {
    const gap = totals.gap === null ? '' : `，差 ${formatGap(totals.gap)} 个百分点`;
    return `序时 ${formatRate(timeProportional)}%${gap}`;
  }
  if (rate.name === 'listing') return `未入统 ${totals.not_listed} 项`;
  return `${rate.aboveLabel} ÷ ${rate.belowLabel}`;
}

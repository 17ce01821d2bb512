import type { OutputOf } from '../../../src-shared/contract/contract';
import type { BulletinFigures } from '../../../src-shared/contract/exchange-methods';
import { percentagePoints } from '../../../src-shared/rules/indicators';
import { formatGap, formatRate } from '../../../src-shared/terms/format';
import styles from './dispatch.module.css';
import { RateSource } from './rate-source';
import { type Rate, rates } from './rates';

type Previous = OutputOf<'dispatch.city'>['previous'];

/** The four rates of the city, each with numerator and denominator, and with what it moved since the previous freeze. */
export function RateHeads({ figures, previous }: { figures: BulletinFigures; previous: Previous }) {
  const { totals } = figures;
  const row = { period: figures.period, by: 'region' as const, key: null, label: '全市' };
  return (
    <dl className={styles.rates}>
      {rates.map((rate) => (
        <div key={rate.name} className={styles.rate}>
          <dt>{rate.label}</dt>
          <dd>
            <RateSource row={row} figures={totals} rate={rate} className={styles.head}>
              <b>{formatRate(rate.rate(totals))}</b>
              {rate.rate(totals) !== null && '%'}
            </RateSource>
            <span className={styles.fraction}>
              {rate.above(totals)} / {rate.below(totals)} {rate.unit}
            </span>
          </dd>
          <dd className={`${styles.remark} ell`}>{remarkOf(rate, figures, movedWords(rate, figures, previous))}</dd>
        </div>
      ))}
    </dl>
  );
}

/** '较8月下半月 +4.3 个百分点'; '' where either has no rate. */
function movedWords(rate: Rate, { totals }: BulletinFigures, previous: Previous): string {
  const [now, before] = [rate.rate(totals), previous && rate.rate(previous.figures.totals)];
  if (!previous || now === null || before === null) return '';
  return `较${previous.name} ${formatGap(percentagePoints(now, before))}`;
}

function remarkOf(rate: Rate, { totals, timeProportional }: BulletinFigures, moved: string): string {
  switch (rate.name) {
    case 'completion': {
      const gap = totals.gap === null ? '' : `，差 ${formatGap(totals.gap)}`;
      return [`序时 ${formatRate(timeProportional)}%${gap}${moved || gap === '' ? '' : ' 个百分点'}`, moved]
        .filter(Boolean)
        .join('；');
    }
    case 'listing':
      return [`未入统 ${totals.not_listed} 项`, moved].filter(Boolean).join('；');
    case 'landing':
      return moved ? `${moved} 个百分点` : `未落地 ${totals.signed - totals.landed} 项`;
    case 'preparation':
      return moved ? `${moved} 个百分点` : `未齐备 ${totals.preparing - totals.prepared} 项`;
  }
}

import { patronOf, regionCode } from '../../../src-shared/catalogues/regions';
import type { BulletinFigures, RegionFigures } from '../../../src-shared/contract/exchange-methods';
import { formatRate, unknown } from '../../../src-shared/terms/format';
import { MiniBar } from '../../components/mini-bar';
import styles from './dispatch.module.css';
import { FigureSource } from './figure-source';
import { rates } from './rates';

/** Regions by their overall rank, each with the four rates. */
export function RateTable({ figures, chosen }: { figures: BulletinFigures; chosen: string | null }) {
  const { regions, totals, timeProportional } = figures;
  return (
    <table className="table">
      <colgroup>
        <col style={{ width: 52 }} />
        <col style={{ width: 108 }} />
        <col style={{ width: 80 }} />
        <col style={{ width: 64 }} />
        <col style={{ width: 84 }} />
        <col style={{ width: 84 }} />
        <col style={{ width: 126 }} />
        <col style={{ width: 84 }} />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th className="mid">名次</th>
          <th>属地</th>
          <th>包保领导</th>
          <th className="num">在建</th>
          <th className="num">落地率 %</th>
          <th className="num">成熟率 %</th>
          <th className="num">投资完成率 %</th>
          <th className="num">入统率 %</th>
          <th className="num">未入统</th>
        </tr>
      </thead>
      <tbody>
        {ranked(regions).map((region) => (
          <tr key={region.region} className={chosen === region.region ? 'on' : 'act'}>
            <td className="mid">{region.rank ?? unknown}</td>
            <td>{region.region}</td>
            <td className="sub-fg">{patronOf(regionCode(region.region) ?? '') ?? unknown}</td>
            <td className="num">{region.projects}</td>
            {rates.map((rate) => (
              <td key={rate.name} className={`num ${styles.figure}`}>
                <FigureSource figures={region} rate={rate}>
                  {rate.name === 'completion' && region.completion_rate !== null && (
                    <MiniBar rate={region.completion_rate} tick={timeProportional} width={48} />
                  )}
                  <span className={rate.name === 'completion' ? styles.percent : undefined}>
                    {formatRate(rate.rate(region))}
                  </span>
                </FigureSource>
              </td>
            ))}
            <td className="num">{region.not_listed}</td>
          </tr>
        ))}
        <tr className="total">
          <td />
          <td>全市</td>
          <td />
          <td className="num">{totals.projects}</td>
          {rates.map((rate) => (
            <td key={rate.name} className="num">
              {formatRate(rate.rate(totals))}
            </td>
          ))}
          <td className="num">{totals.not_listed}</td>
        </tr>
      </tbody>
    </table>
  );
}

/** By overall rank; what has none stands last, in the order of the catalogue. */
export function ranked(regions: readonly RegionFigures[]): RegionFigures[] {
  return [...regions].sort(
    (one, other) => (one.rank ?? Number.POSITIVE_INFINITY) - (other.rank ?? Number.POSITIVE_INFINITY),
  );
}

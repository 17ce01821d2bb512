import type { BulletinFigures } from '../../../src-shared/contract/exchange-methods';
import { formatGap, formatRate, formatYi, unknown } from '../../../src-shared/terms/format';
import styles from './dispatch.module.css';
import { ranked } from './rate-table';

/** The four indicators of the bulletin, each with its own rank; ties share one. */
export function RankTable({ figures, chosen }: { figures: BulletinFigures; chosen: string | null }) {
  const { regions, totals } = figures;
  return (
    <table className="table">
      <colgroup>
        <col style={{ width: 52 }} />
        <col style={{ width: 104 }} />
        <col style={{ width: 58 }} />
        <col style={{ width: 46 }} />
        <col style={{ width: 110 }} />
        <col style={{ width: 58 }} />
        <col style={{ width: 60 }} />
        <col style={{ width: 46 }} />
        <col style={{ width: 58 }} />
        <col style={{ width: 46 }} />
        <col style={{ width: 46 }} />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th className="mid">名次</th>
          <th>属地</th>
          <th className="num">开工率</th>
          <th className="num">名次</th>
          <th className="num" title="本年完成 / 年度计划，亿元">
            完成 / 计划
          </th>
          <th className="num">完成率</th>
          <th className="num" title="与序时进度相差的百分点">
            序时差
          </th>
          <th className="num">名次</th>
          <th className="num">入统率</th>
          <th className="num">名次</th>
          <th className="num">储备</th>
          <th className="num">名次</th>
        </tr>
      </thead>
      <tbody>
        {[...ranked(regions), totals].map((region) => (
          <tr key={region.region} className={region === totals ? 'total' : chosen === region.region ? 'on' : 'act'}>
            <td className="mid">{region === totals ? '' : (region.rank ?? unknown)}</td>
            <td title={region.region}>{region === totals ? '全市' : region.region}</td>
            <td className="num" title={`实际开工 ${region.started} ÷ 计划开工 ${region.planned_starts}`}>
              {formatRate(region.start_rate)}
            </td>
            <td className={`num ${styles.rank}`}>{region.start_rank}</td>
            <td className="num">
              {formatYi(region.completed)} / {formatYi(region.annual_plan)}
            </td>
            <td className="num">{formatRate(region.completion_rate)}</td>
            <td className="num">{formatGap(region.gap)}</td>
            <td className={`num ${styles.rank}`}>{region.completion_rank}</td>
            <td className="num" title={`已入库 ${region.listed} ÷ 应入统 ${region.due}`}>
              {formatRate(region.listing_rate)}
            </td>
            <td className={`num ${styles.rank}`}>{region.listing_rank}</td>
            <td className="num">{region.reserve}</td>
            <td className={`num ${styles.rank}`}>{region.reserve_rank}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

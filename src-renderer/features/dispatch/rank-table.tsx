import type { ReactNode } from 'react';
import { regionCode } from '../../../src-shared/catalogues/regions';
import type { BulletinFigures, RegionFigures } from '../../../src-shared/contract/exchange-methods';
import type { FigureName } from '../../../src-shared/rules/figure-parts';
import { formatGap, formatRate, formatYi, unknown } from '../../../src-shared/terms/format';
import styles from './dispatch.module.css';
import { FigureSource } from './figure-source';
import { ranked } from './ranked';

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
            <td className={`num ${styles.figure}`}>
              <Source
                {...{ figures, region, figure: 'start', name: '项目开工率' }}
                value={percent(region.start_rate)}
                sum={`已开工 ${region.started} ÷ 应开工 ${region.planned_starts}`}
              >
                {formatRate(region.start_rate)}
              </Source>
            </td>
            <td className={`num ${styles.rank}`}>{region.start_rank}</td>
            <td className="num">
              {formatYi(region.completed)} / {formatYi(region.annual_plan)}
            </td>
            <td className={`num ${styles.figure}`}>
              <Source
                {...{ figures, region, figure: 'completion', name: '投资完成率' }}
                value={percent(region.completion_rate)}
                sum={`本年完成 ${formatYi(region.completed)} ÷ 年度计划 ${formatYi(region.annual_plan)}（亿元）`}
              >
                {formatRate(region.completion_rate)}
              </Source>
            </td>
            <td className="num">{formatGap(region.gap)}</td>
            <td className={`num ${styles.rank}`}>{region.completion_rank}</td>
            <td className={`num ${styles.figure}`}>
              <Source
                {...{ figures, region, figure: 'listing', name: '项目入统率' }}
                value={percent(region.listing_rate)}
                sum={`已入库 ${region.listed} ÷ 应入统 ${region.due}`}
              >
                {formatRate(region.listing_rate)}
              </Source>
            </td>
            <td className={`num ${styles.rank}`}>{region.listing_rank}</td>
            <td className={`num ${styles.figure}`}>
              <Source
                {...{ figures, region, figure: 'reserve', name: '谋划储备项目' }}
                value={`${region.reserve} 项`}
                sum={`谋划阶段的项目 ${region.reserve} 项`}
              >
                {region.reserve}
              </Source>
            </td>
            <td className={`num ${styles.rank}`}>{region.reserve_rank}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const percent = (rate: number | null) => (rate === null ? unknown : `${formatRate(rate)}%`);

function Source({
  figures,
  region,
  figure,
  name,
  value,
  sum,
  children,
}: {
  figures: BulletinFigures;
  region: RegionFigures;
  figure: FigureName;
  name: string;
  value: string;
  sum: string;
  children: ReactNode;
}) {
  const isCity = region === figures.totals;
  return (
    <FigureSource
      what={{
        period: figures.period,
        by: 'region',
        key: isCity ? null : (regionCode(region.region) ?? ''),
        figure,
        part: 'all',
      }}
      row={isCity ? '全市' : region.region}
      name={name}
      text={value}
      sum={sum}
    >
      {children}
    </FigureSource>
  );
}

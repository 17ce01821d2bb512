import type { RegionFigures } from '../../../src-shared/contract/exchange-methods';
import { formatRate } from '../../../src-shared/terms/format';
import { MiniBar } from '../../components/mini-bar';
import styles from './dispatch.module.css';
import { FigureSource } from './figure-source';
import { behindOf, RateSource, type RowOfFigures } from './rate-source';
import { rates } from './rates';

/** The figures of one row, each with its way to the projects. */
export function Figures({
  line,
  figures,
  timeProportional,
}: {
  line: RowOfFigures;
  figures: RegionFigures;
  timeProportional: number | null;
}) {
  return (
    <>
      <td className={`num ${styles.figure}`}>
        <FigureSource
          what={behindOf(line, 'projects', 'all')}
          row={line.label}
          name="在建项目"
          text={`${figures.projects} 项`}
          sum={`在建、总投资 5,000万元及以上 ${figures.projects} 项`}
        >
          {figures.projects}
        </FigureSource>
      </td>
      {rates.map((rate) => (
        <td key={rate.name} className={`num ${styles.figure}`}>
          <RateSource row={line} figures={figures} rate={rate}>
            {rate.name === 'completion' && timeProportional !== null && figures.completion_rate !== null && (
              <MiniBar rate={figures.completion_rate} tick={timeProportional} width={48} />
            )}
            <span className={rate.name === 'completion' ? styles.percent : undefined}>
              {formatRate(rate.rate(figures))}
            </span>
          </RateSource>
        </td>
      ))}
      <td className={`num ${styles.figure}`}>
        <FigureSource
          what={behindOf(line, 'listing', 'open')}
          row={line.label}
          name="未入统项目"
          text={`${figures.not_listed} 项`}
          sum={`应入统 ${figures.due} − 已入库 ${figures.listed}`}
        >
          {figures.not_listed}
        </FigureSource>
      </td>
    </>
  );
}

import { regionName } from '../../../src-shared/catalogues/regions';
import type { Survey } from '../../../src-shared/contract/survey-methods';
import { ScrollRegion } from '../../components/scroll-region';
import classes from './surveys.module.css';

/** How far the survey has come in each region; a region that is chosen filters the list beside it. */
export function RegionProgress({
  survey,
  chosen,
  onChoose,
}: {
  survey: Survey;
  chosen: string | null;
  onChoose: (region: string | null) => void;
}) {
  const cells = ({ due, planned, visited }: Survey['totals']) => (
    <>
      <td className="num">{due}</td>
      <td className="num">{planned}</td>
      <td className="num">{visited}</td>
    </>
  );
  return (
    <section className={classes.side} aria-label="各地进度">
      <ScrollRegion label="各地踏查进度">
        <table className="table">
          <colgroup>
            <col />
            <col style={{ width: 46 }} />
            <col style={{ width: 46 }} />
            <col style={{ width: 60 }} />
          </colgroup>
          <thead>
            <tr>
              <th scope="col">属地</th>
              <th scope="col" className="num">
                应查
              </th>
              <th scope="col" className="num">
                已编
              </th>
              <th scope="col" className="num">
                已查
              </th>
            </tr>
          </thead>
          <tbody>
            <tr className={`act ${chosen === null ? 'on' : ''}`}>
              <td>
                <button
                  type="button"
                  className={classes.pick}
                  aria-pressed={chosen === null}
                  onClick={() => onChoose(null)}
                >
                  <b>全市</b>
                </button>
              </td>
              {cells(survey.totals)}
            </tr>
            {survey.regions.map(({ region, figures }) => {
              const code = region ?? '';
              return (
                <tr key={code} className={`act ${chosen === code ? 'on' : ''}`}>
                  <td>
                    <button
                      type="button"
                      className={classes.pick}
                      aria-pressed={chosen === code}
                      onClick={() => onChoose(chosen === code ? null : code)}
                    >
                      {region === null ? '属地不明' : regionName(region)}
                    </button>
                  </td>
                  {cells(figures)}
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}

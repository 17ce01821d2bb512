import { regionName } from '../../../src-shared/catalogues/regions';
import type { StartCounts } from '../../../src-shared/rules/start-timetable';
import { formatRate, unknown } from '../../../src-shared/terms/format';
import { ScrollRegion } from '../../components/scroll-region';
import classes from './starts.module.css';

const heads = ['计划', '已开', '按期', '推迟', '逾期', '兑现率 %'] as const;
const widths = [48, 46, 46, 46, 46, 86] as const;

function Cells({ counts }: { counts: StartCounts }) {
  const { planned, begun, onTime, delayed, overdue, due, punctual, rate } = counts;
  return (
    <>
      {[planned, begun, onTime, delayed].map((count, index) => (
        <td key={heads[index]} className="num">
          {count}
        </td>
      ))}
      <td className={overdue > 0 ? 'num red-fg' : 'num'}>{overdue}</td>
      <td className="num" title={due === 0 ? '还没有到期的' : `到期 ${due}，按期开工 ${punctual}`}>
        {rate === null ? unknown : formatRate(rate)}
      </td>
    </>
  );
}

/** Planned starts by region; one that is chosen filters the list beside it. */
export function StartRegions({
  lines,
  totals,
  chosen,
  onChoose,
}: {
  lines: readonly { readonly region: string; readonly counts: StartCounts }[];
  totals: StartCounts;
  chosen: string | null;
  onChoose: (region: string | null) => void;
}) {
  const choice = (code: string | null, name: string) => (
    <button
      type="button"
      className={classes.pick}
      aria-pressed={chosen === code}
      onClick={() => onChoose(chosen === code ? null : code)}
    >
      {code === null ? <b>{name}</b> : name}
    </button>
  );
  return (
    <section className={classes.side} aria-label="各地开工">
      <ScrollRegion label="各地计划开工">
        <table className="table">
          <colgroup>
            <col />
            {heads.map((head, index) => (
              <col key={head} style={{ width: widths[index] }} />
            ))}
          </colgroup>
          <thead>
            <tr>
              <th scope="col">属地</th>
              {heads.map((head) => (
                <th key={head} scope="col" className="num">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr className={`act ${chosen === null ? 'on' : ''}`}>
              <td>{choice(null, '全部')}</td>
              <Cells counts={totals} />
            </tr>
            {lines.map(({ region, counts }) => (
              <tr key={region} className={`act ${chosen === region ? 'on' : ''}`}>
                <td>{choice(region, region === '' ? '属地不明' : regionName(region))}</td>
                <Cells counts={counts} />
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}

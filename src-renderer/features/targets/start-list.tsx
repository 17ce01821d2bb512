import { Link } from 'wouter';
import { regionName } from '../../../src-shared/catalogues/regions';
import { daysBetween } from '../../../src-shared/rules/dates';
import { startLabels } from '../../../src-shared/rules/start-timetable';
import { formatDate, formatDay, unknown } from '../../../src-shared/terms/format';
import { ScrollRegion } from '../../components/scroll-region';
import { Empty } from '../../components/trouble';
import type { TimetableRow } from './start-rows';
import classes from './starts.module.css';

/** What still holds the start, or that nothing does. */
function obstacleWords({ start }: TimetableRow): string {
  if (!start) return '';
  return start.obstacle ?? (start.permits > 0 ? '手续已齐' : '手续未列');
}

const dayOrMonth = (text: string) => (text.length === 10 ? formatDay(text) : formatDate(text).replace(/^\d+年/, ''));

/** '9月3日开工' of what has begun, red after its limit; else where it stands. */
const standingWords = ({ standing, actual, begun }: TimetableRow) =>
  begun && actual ? `${dayOrMonth(actual)}开工` : startLabels[standing];

const toneOf = ({ standing }: TimetableRow) => {
  if (standing === 'overdue' || standing === 'late') return 'red-fg';
  return standing === 'delayed' || standing === 'undated' ? 'yellow-fg' : undefined;
};

function Permits({ row: { id, name, start } }: { row: TimetableRow }) {
  if (!start) return null;
  if (start.permits === 0) return unknown;
  const count = `${start.granted}/${start.permits}`;
  return (
    <Link className="link" to={`/permits/${encodeURIComponent(id)}`} aria-label={`${count} ${name}的手续`}>
      {count}
    </Link>
  );
}

function HandIn({ row, asOf }: { row: TimetableRow; asOf: string }) {
  const handIn = row.start?.handIn;
  if (!handIn) return <td>{row.start ? unknown : ''}</td>;
  const late = daysBetween(handIn.latest, asOf);
  return (
    <td
      className={late > 0 ? 'red-fg' : undefined}
      title={`${handIn.name}最晚 ${formatDate(handIn.latest)}报件${late > 0 ? `，已过 ${late} 天` : ''}`}
    >
      {formatDay(handIn.latest)} {handIn.name}
    </td>
  );
}

/** The projects behind the timetable in the order of their plans, each with the way to its permits. */
export function StartList({
  rows,
  withPlace,
  asOf,
  onAll,
}: {
  rows: readonly TimetableRow[];
  withPlace: boolean;
  asOf: string;
  onAll: () => void;
}) {
  if (rows.length === 0)
    return (
      <Empty title="没有这样的计划开工项目。" hint="填了计划开工的项目会自己到这里来；换个月份、属地或状态看看。">
        <button type="button" className="btn" onClick={onAll}>
          显示全部
        </button>
      </Empty>
    );
  return (
    <ScrollRegion label="计划开工的项目">
      <table className={`table ${classes.list}`}>
        <colgroup>
          <col />
          {withPlace && <col style={{ width: 88 }} />}
          <col style={{ width: 78 }} />
          <col style={{ width: 94 }} />
          <col style={{ width: 62 }} />
          <col style={{ width: '15%' }} />
          <col style={{ width: '21%' }} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">项目</th>
            {withPlace && <th scope="col">属地</th>}
            <th scope="col">计划开工</th>
            <th scope="col">状态</th>
            <th scope="col" className="num">
              手续
            </th>
            <th scope="col">卡点</th>
            <th scope="col">最晚报件</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const { id, name, region, unit, planned, start } = row;
            return (
              <tr key={id}>
                <td title={[name, unit].filter(Boolean).join('\n')}>
                  <Link className="link" to={`/projects/${encodeURIComponent(id)}/overview`}>
                    {name}
                  </Link>
                </td>
                {withPlace && <td>{region ? regionName(region) : unknown}</td>}
                <td title={formatDate(planned)}>{dayOrMonth(planned)}</td>
                <td className={toneOf(row)} title={start?.why ?? undefined}>
                  {standingWords(row)}
                </td>
                <td className="num">
                  <Permits row={row} />
                </td>
                <td title={obstacleWords(row)}>{obstacleWords(row)}</td>
                <HandIn row={row} asOf={asOf} />
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

import { Link } from 'wouter';
import { regionCode } from '../../../src-shared/catalogues/regions';
import type { OutputOf } from '../../../src-shared/contract/contract';
import type { BulletinFigures, RegionFigures } from '../../../src-shared/contract/exchange-methods';
import type { SliceKind } from '../../../src-shared/rules/slices';
import { sliceKindLabels } from '../../../src-shared/rules/slices';
import { unknown } from '../../../src-shared/terms/format';
import styles from './dispatch.module.css';
import { leaderAddress } from './leader-address';
import { Movement } from './movement';
import type { RowOfFigures } from './rate-source';
import { Figures } from './slice-figures';

/** A slice as the table shows it; leader, score and movement are those of a region. */
export type SliceRow = SliceClass & { leader: string | null; score: number | null; movement: number | null };

type City = OutputOf<'dispatch.city'>;

/** The regions of the bulletin with their leaders, scores and the places that follow from them. */
export function regionRows(figures: BulletinFigures, city: Pick<City, 'leaders' | 'scores'>): SliceRow[] {
  const scores = new Map(city.scores.map((scored) => [scored.region, scored]));
  const leaders = new Map(city.leaders.map(({ region, leader }) => [region, leader]));
  return figures.regions.map((line) => {
    const scored = scores.get(line.region);
    return {
      key: regionCode(line.region) ?? '',
      label: line.region,
      figures: scored ? { ...line, rank: scored.rank } : line,
      leader: leaders.get(line.region) ?? null,
      score: scored?.score ?? null,
      movement: scored?.movement ?? null,
    };
  });
}

/** Slices of another kind: they have no score. */
export const plainRows = (rows: readonly SliceClass[]): SliceRow[] =>
  rows.map((row) => ({ ...row, leader: null, score: null, movement: null }));

type SliceClass = OutputOf<'dispatch.slices'>['classes'][number];

/** Best place first; what has none stands last, in its own order. Sectors, tiers and sizes are no contest and keep their order. */
export function inOrder(by: SliceKind, rows: readonly SliceRow[]): readonly SliceRow[] {
  if (by !== 'region' && by !== 'leader') return rows;
  const place = ({ figures }: SliceRow) => figures.rank ?? Number.POSITIVE_INFINITY;
  return rows.toSorted((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
}

/** The city by one kind of slice: the same figures in every row. */
export function SliceTable({
  period,
  by,
  rows,
  classes,
  totals,
  timeProportional,
  chosen,
}: {
  period: string;
  by: SliceKind;
  /** Null while they are read: the head comes first. */
  rows: readonly SliceRow[] | null;
  classes: readonly SliceClass[];
  totals: RegionFigures;
  timeProportional: number;
  /** Key of the row that is marked. */
  chosen: string | null;
}) {
  const isRegion = by === 'region';
  const isRanked = isRegion || by === 'leader';
  const line = (key: string | null, label: string): RowOfFigures => ({ period, by, key, label });
  return (
    <table className="table">
      <colgroup>
        {isRanked && <col style={{ width: 52 }} />}
        {isRegion && <col style={{ width: 42 }} />}
        <col style={isRegion ? { width: 98 } : undefined} />
        {isRegion && <col style={{ width: 68 }} />}
        {isRegion && <col style={{ width: 50 }} />}
        <col style={{ width: 44 }} />
        <col style={{ width: 72 }} />
        <col style={{ width: 72 }} />
        <col style={{ width: 104 }} />
        <col style={{ width: 72 }} />
        <col style={isRegion ? undefined : { width: 74 }} />
      </colgroup>
      <thead>
        <tr>
          {isRanked && <th className="mid">名次</th>}
          {isRegion && <th>变动</th>}
          <th>{sliceKindLabels[by]}</th>
          {isRegion && <th>包保领导</th>}
          {isRegion && <th className="num">得分</th>}
          <th className="num">在建</th>
          <th className="num">落地率 %</th>
          <th className="num">成熟率 %</th>
          <th className="num">投资完成率 %</th>
          <th className="num">入统率 %</th>
          <th className="num">未入统</th>
        </tr>
      </thead>
      <tbody>
        {inOrder(by, rows ?? []).map(({ key, label, figures, leader, score, movement }) => (
          <tr key={key} className={chosen === key ? 'on' : 'act'}>
            {isRanked && <td className="mid">{figures.rank ?? unknown}</td>}
            {isRegion && (
              <td>
                <Movement places={movement} />
              </td>
            )}
            <td title={label}>
              {by === 'leader' && key !== '' ? (
                <Link className="link" to={leaderAddress(key, period)}>
                  {label}
                </Link>
              ) : (
                label
              )}
            </td>
            {isRegion && (
              <td>
                {leader === null ? (
                  unknown
                ) : (
                  <Link className={styles.leader} to={leaderAddress(leader, period)}>
                    {leader}
                  </Link>
                )}
              </td>
            )}
            {isRegion && (
              <td className="num">
                <b>{score === null ? unknown : score.toFixed(1)}</b>
              </td>
            )}
            <Figures line={line(key, label)} figures={figures} timeProportional={timeProportional} />
          </tr>
        ))}
        {rows === null && (
          <tr>
            <td colSpan={isRegion ? 11 : isRanked ? 8 : 7} className={styles.reading}>
              正在读取
            </td>
          </tr>
        )}
        <tr className="total">
          {isRanked && <td />}
          {isRegion && <td />}
          <td>全市</td>
          {isRegion && <td />}
          {isRegion && <td />}
          <Figures line={line(null, '全市')} figures={totals} timeProportional={null} />
        </tr>
        {classes.map(({ key, label, figures }) => (
          <tr key={key} className="act">
            <td title={`其中${label}`}>其中 {label}</td>
            <Figures line={line(key, label)} figures={figures} timeProportional={timeProportional} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

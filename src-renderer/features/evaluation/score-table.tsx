import { IconBan, IconClock } from '@tabler/icons-react';
import type { EvaluationSheet, ScoredRegion } from '../../../src-shared/contract/evaluation-values';
import { figure } from '../../../src-shared/rules/evaluation-points';
import { indicatorKinds } from '../../../src-shared/rules/rubric-indicators';
import { mostPoints } from '../../../src-shared/rules/rubric-operators';
import { extraWords, indicatorWords, scoringNotes } from '../../../src-shared/rules/rubric-words';
import { unknown } from '../../../src-shared/terms/format';
import styles from './evaluation.module.css';
import { ScoreSource } from './score-source';
import { extraText, pointsText } from './score-words';

const byRank = (a: ScoredRegion, b: ScoredRegion) =>
  (a.rank ?? 99) - (b.rank ?? 99) || (b.total ?? -999) - (a.total ?? -999);

/** Regions by place; every point says how it came about, the line under it is its share of the full marks. */
export function ScoreTable(props: {
  sheet: EvaluationSheet;
  chosen: string;
  /** Scores of a rubric that is being edited: nothing but the table can be opened. */
  live: boolean;
  onChoose: (region: string) => void;
  onMarks: (region: string) => void;
  onSheet: (region: string) => void;
}) {
  const { sheet, chosen } = props;
  const { rubric } = sheet;
  const full = rubric.indicators.reduce((sum, { weight }) => sum + weight, 0);
  const vetoes = rubric.veto.length > 0;
  const bonus = rubric.bonus !== null || sheet.regions.some(({ deduction }) => deduction > 0);
  return (
    <section className={styles.scores} aria-label="各地得分">
      <table className={`table ${styles.table}`} style={{ minWidth: 410 + rubric.indicators.length * 52 }}>
        <colgroup>
          <col style={{ width: 48 }} />
          <col style={{ width: 106 }} />
          {rubric.indicators.map(({ code }) => (
            <col key={code} />
          ))}
          <col style={{ width: 66 }} />
          {bonus && <col style={{ width: 54 }} />}
          {vetoes && <col style={{ width: 66 }} />}
          <col style={{ width: 68 }} />
        </colgroup>
        <thead>
          <tr>
            <th className="num">名次</th>
            <th>属地</th>
            {rubric.indicators.map(({ code, name, weight }) => (
              <th key={code} className="num" title={name}>
                {indicatorKinds[code].short}
                <small>{figure(weight)}</small>
              </th>
            ))}
            <th className="num">
              基本分
              <small>{figure(full)}</small>
            </th>
            {bonus && (
              <th className="num">
                加分
                <small>{rubric.bonus ? `≤ ${figure(rubric.bonus.cap)}` : unknown}</small>
              </th>
            )}
            {vetoes && (
              <th className="mid" title={`${rubric.veto.join('、')}，一票否决`}>
                否决
                <small>{rubric.veto.length === 1 ? rubric.veto[0]?.slice(-2) : ''}</small>
              </th>
            )}
            <th className="num">总分</th>
          </tr>
        </thead>
        <tbody>
          {[...sheet.regions].sort(byRank).map((scored) => (
            <Row
              key={scored.code}
              {...props}
              scored={scored}
              bonus={bonus}
              vetoes={vetoes}
              on={scored.code === chosen}
            />
          ))}
        </tbody>
      </table>
      <div className={styles.definitions}>
        {rubric.indicators.map((one) => (
          <div key={one.code} title={indicatorWords(one)}>
            <b>{indicatorKinds[one.code].short}</b>
            {indicatorWords(one)}
          </div>
        ))}
        {extraWords(rubric).map(({ name, words }) => (
          <div key={name} title={words}>
            <b>{name}</b>
            {words}
          </div>
        ))}
        <div className={styles.note}>{scoringNotes.join('；')}。</div>
      </div>
    </section>
  );
}

function Row(props: {
  sheet: EvaluationSheet;
  scored: ScoredRegion;
  on: boolean;
  live: boolean;
  bonus: boolean;
  vetoes: boolean;
  onChoose: (region: string) => void;
  onMarks: (region: string) => void;
  onSheet: (region: string) => void;
}) {
  const { sheet, scored, on } = props;
  const { code, region } = scored;
  return (
    <tr className={on ? `on ${styles.chosen}` : 'act'}>
      <td className="num" title={movementWords(scored, sheet)}>
        {scored.rank ?? unknown}
      </td>
      <td title={region}>
        <button type="button" className={styles.region} aria-pressed={on} onClick={() => props.onChoose(code)}>
          {region}
        </button>
      </td>
      {scored.indicators.map((indicator, index) => {
        const one = sheet.rubric.indicators[index];
        const most = one ? mostPoints(one) * (one.weight > 0 ? indicator.weight / one.weight : 1) : 0;
        const share = indicator.points === null || most <= 0 ? 0 : Math.max(0, Math.min(1, indicator.points / most));
        return (
          <td key={indicator.code} className={`num ${styles.cell}`}>
            <i style={{ width: `calc((100% - 14px) * ${share.toFixed(3)})` }} />
            <ScoreSource sheet={sheet} scored={scored} indicator={indicator} live={props.live}>
              {pointsText(indicator.points)}
            </ScoreSource>
          </td>
        );
      })}
      <td className="num" title={scored.sentence}>
        {pointsText(scored.basic)}
      </td>
      {props.bonus && (
        <td className={`num sub-fg ${styles.cell}`}>
          <button type="button" onClick={() => props.onMarks(code)}>
            {extraText(scored)}
            <span className="visually-hidden">，{region}加减分</span>
          </button>
        </td>
      )}
      {props.vetoes && (
        <td className={`mid ${styles.cell} ${styles.middle}`}>
          <button type="button" onClick={() => props.onMarks(code)}>
            <Veto veto={scored.veto} />
            <span className="visually-hidden">，{region}一票否决</span>
          </button>
        </td>
      )}
      <td className={`num strong ${styles.cell}`}>
        <button type="button" onClick={() => props.onSheet(code)}>
          {pointsText(scored.total)}
          <span className="visually-hidden">，{region}得分表</span>
        </button>
      </td>
    </tr>
  );
}

/** 核查 is no verdict: only an approved veto takes a region out of the ranking. */
function Veto({ veto }: { veto: ScoredRegion['veto'] }) {
  if (veto === 'none') return <span className="muted">{unknown}</span>;
  return veto === 'checking' ? (
    <span className={styles.checking}>
      <IconClock className="icon" aria-hidden="true" />
      核查
    </span>
  ) : (
    <span className={styles.vetoed}>
      <IconBan className="icon" aria-hidden="true" />
      否决
    </span>
  );
}

/** '较2018年第二季度考评升 2 位'. */
export function movementWords({ movement }: ScoredRegion, { comparedWith }: EvaluationSheet): string {
  if (movement === null || comparedWith === null) return '';
  if (movement === 0) return `较${comparedWith}不变`;
  return `较${comparedWith}${movement > 0 ? '升' : '降'} ${Math.abs(movement)} 位`;
}

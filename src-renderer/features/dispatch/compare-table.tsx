import type { Comparison } from '../../../src-shared/contract/bulletin-methods';
import type { RegionFigures } from '../../../src-shared/contract/exchange-methods';
import { measureOf } from '../../../src-shared/rules/region-measures';
import styles from './compare.module.css';
import { type ComparedMeasure, comparedMeasures, differenceWords, fromToWords } from './compare-words';

/** A figure of a region; `region` null is the whole city. */
export interface ChosenFigure {
  readonly region: string | null;
  readonly measure: ComparedMeasure;
}

/** Heads of narrow columns; the whole name stands in the tip. */
const heads: Readonly<Record<ComparedMeasure, string>> = {
  projects: '在建',
  annual_plan: '年计划',
  completed: '已完成',
  completion_rate: '完成率',
  due: '应入统',
  listed: '已入统',
  listing_rate: '入统率',
  planned_starts: '应开工',
  started: '已开工',
  signed: '签约',
  landed: '落地',
  preparing: '待开工',
  prepared: '齐备',
  reserve: '项目',
};

const groups = comparedMeasures.reduce<{ name: string; count: number }[]>((found, measure) => {
  const { group } = measureOf(measure);
  const last = found.at(-1);
  if (last?.name === group) last.count += 1;
  else found.push({ name: group, count: 1 });
  return found;
}, []);

/** Regions with what moved in each figure; a cell that moved leads to the projects behind it. */
export function CompareTable({
  comparison,
  chosen,
  onChoose,
}: {
  comparison: Comparison;
  chosen: ChosenFigure | null;
  onChoose: (figure: ChosenFigure | null) => void;
}) {
  const line = (name: string, region: string | null, before: RegionFigures, after: RegionFigures) => (
    <tr key={name} className={region === null ? 'total' : 'act'}>
      <th scope="row">{name}</th>
      {comparedMeasures.map((measure) => {
        const words = differenceWords(measure, before[measure], after[measure]);
        const isChosen = chosen !== null && chosen.region === region && chosen.measure === measure;
        return (
          <td key={measure} className={`num ${styles.cell}`}>
            {words !== '' && (
              <button
                type="button"
                aria-pressed={isChosen}
                title={fromToWords(measure, before[measure], after[measure])}
                onClick={() => onChoose(isChosen ? null : { region, measure })}
              >
                <span className="visually-hidden">{`${name}${measureOf(measure).label}`}</span>
                {words}
              </button>
            )}
          </td>
        );
      })}
    </tr>
  );
  return (
    <table className={`table ${styles.table}`}>
      <colgroup>
        <col style={{ width: 116 }} />
        {comparedMeasures.map((measure) => (
          <col key={measure} />
        ))}
      </colgroup>
      <thead>
        <tr>
          <th rowSpan={2} scope="col">
            属地
          </th>
          {groups.map(({ name, count }) => (
            <th key={name} colSpan={count} scope="colgroup" className="mid">
              {count > 1 ? name : name.slice(-2)}
            </th>
          ))}
        </tr>
        <tr>
          {comparedMeasures.map((measure) => (
            <th key={measure} scope="col" className="num" title={measureOf(measure).label}>
              {heads[measure]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {comparison.regions.map(({ before, after }) => line(after.region, after.region, before, after))}
        {line('全市', null, comparison.totals.before, comparison.totals.after)}
      </tbody>
    </table>
  );
}

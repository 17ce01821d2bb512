import type { OutputOf } from '../../../src-shared/contract/contract';
import type { RegionFigures } from '../../../src-shared/contract/exchange-methods';
import { sliceKindLabels } from '../../../src-shared/rules/slices';
import { Figures } from './slice-figures';

/** A leader's regions, with his sum. */
export function RegionRows({
  period,
  leader,
  rows,
  totals,
  timeProportional,
}: {
  period: string;
  leader: string;
  rows: OutputOf<'dispatch.leader'>['regions'];
  totals: RegionFigures;
  timeProportional: number;
}) {
  return (
    <table className="table">
      <colgroup>
        <col />
        <col style={{ width: 90 }} />
        <col style={{ width: 110 }} />
        <col style={{ width: 110 }} />
        <col style={{ width: 150 }} />
        <col style={{ width: 110 }} />
        <col style={{ width: 100 }} />
      </colgroup>
      <thead>
        <tr>
          <th>{sliceKindLabels.region}</th>
          <th className="num">在建</th>
          <th className="num">落地率 %</th>
          <th className="num">成熟率 %</th>
          <th className="num">投资完成率 %</th>
          <th className="num">入统率 %</th>
          <th className="num">未入统</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, label, figures }) => (
          <tr key={key} className="act">
            <td>{label}</td>
            <Figures
              line={{ period, by: 'region', key, label, leader }}
              figures={figures}
              timeProportional={timeProportional}
            />
          </tr>
        ))}
        <tr className="total">
          <td>合计</td>
          <Figures
            line={{ period, by: 'leader', key: leader, label: leader }}
            figures={totals}
            timeProportional={null}
          />
        </tr>
      </tbody>
    </table>
  );
}

import type { fundingSums } from '../../../src-shared/rules/funding-sums';
import { formatMoney } from '../../../src-shared/terms/format';
import classes from './funding.module.css';

/** Asked, granted and paid by channel, in 万元. */
export function SumsTable({ sums: { channels, total } }: { sums: ReturnType<typeof fundingSums> }) {
  return (
    <section className={classes.sums} aria-label="按渠道合计">
      <table className="table">
        <colgroup>
          <col />
          <col style={{ width: 80 }} />
          <col style={{ width: 120 }} />
          <col style={{ width: 120 }} />
          <col style={{ width: 120 }} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">按渠道合计（万元）</th>
            <th scope="col" className="num">
              项
            </th>
            <th scope="col" className="num">
              申请
            </th>
            <th scope="col" className="num">
              下达
            </th>
            <th scope="col" className="num">
              支付
            </th>
          </tr>
        </thead>
        <tbody>
          {[...channels, total].map((sum) => (
            <tr key={sum.label} className={sum === total ? 'total' : undefined}>
              <td>{sum.label}</td>
              <td className="num">{sum.count}</td>
              <td className="num">{formatMoney(sum.asked)}</td>
              <td className="num">{formatMoney(sum.granted)}</td>
              <td className="num">{formatMoney(sum.paid)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

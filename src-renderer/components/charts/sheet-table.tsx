import { ScrollRegion } from '../scroll-region';
import type { Sheet } from './sheet';

/** A sheet as a table on the screen. */
export function SheetTable({ sheet }: { sheet: Sheet }) {
  return (
    <ScrollRegion label={sheet.title}>
      <table className="table">
        <caption className="visually-hidden">
          {sheet.title}
          {sheet.unit}
        </caption>
        <thead>
          <tr>
            {sheet.columns.map(({ label, right }) => (
              <th key={label} className={right ? 'num' : undefined} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sheet.rows.map(({ cells, strong }) => (
            <tr key={cells.join('|')} className={strong ? 'total' : undefined}>
              {cells.map((text, index) => (
                <td
                  key={sheet.columns[index]?.label}
                  className={sheet.columns[index]?.right ? 'num' : undefined}
                  title={text}
                >
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

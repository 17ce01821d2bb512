import { parsePeriod } from '../../../src-shared/rules/period';
import { DocumentButton } from '../../components/document-button';
import { demand } from '../../ledger-client';

/** The sheets of all leaders of a period in one go, a document each. */
export function LeaderSheetsButton({ period }: { period: string }) {
  const name = parsePeriod(period)?.name ?? period;
  return (
    <DocumentButton
      what="包保领导调度单"
      paper="A4 竖向，一人一页"
      write={(folder) => demand('papers.writeLeaders', { period, folder })}
    >
      {(start, busy) => (
        <div className="bar">
          <button type="button" className="btn" disabled={busy} onClick={start}>
            写出全部领导的调度单
          </button>
          <span className="muted">{name}，一人一页</span>
        </div>
      )}
    </DocumentButton>
  );
}

import type { Inspection } from '../../../src-shared/entities/inspection';
import type { Visit } from '../../../src-shared/entities/visit';
import { reasonName } from '../../../src-shared/rules/listing-reasons';
import { verdictLabel } from '../../../src-shared/rules/survey-write-back';
import { formatDate, formatDay } from '../../../src-shared/terms/format';
import { useLedgerQuery } from '../../ledger-client';
import classes from './clinic.module.css';

/** 未入统踏查 of this project: who comes when, and what was found; nothing while nobody was there and nobody is coming. */
export function CaseVisits({ project }: { project: string }) {
  const visits = useLedgerQuery('surveys.ofProject', { project }, { keep: true });
  const shown = (visits.data ?? []).map(
    ({ visit, inspection }) => ({ visit, inspection }) as unknown as { visit: Visit; inspection: Inspection | null },
  );
  if (shown.length === 0) return null;
  return (
    <>
      <div className={`panel-h ${classes.historyHead}`}>
        <h2>踏查</h2>
        <span className="muted">{shown.filter(({ visit }) => visit.state === 'visited').length} 次</span>
      </div>
      <ul className={classes.visits} aria-label="未入统踏查">
        {shown.map(({ visit, inspection }) => (
          <li key={visit.id}>
            <span>
              <b>{stateWords(visit)}</b>
              <span className="muted">{formatDay(visit.visited_on ?? inspection?.date)}</span>
            </span>
            {visit.state === 'planned' && inspection && (
              <span className="muted">
                {['市发改委、市统计局踏查', inspection.leader && `${inspection.leader}带队`].filter(Boolean).join('，')}
              </span>
            )}
            {found(visit).map((words) => (
              <span key={words} className="sub-fg">
                {words}
              </span>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}

function stateWords({ state, verdict }: Visit): string {
  if (state === 'planned') return '待踏查';
  return state === 'missed' ? '未到场' : verdictLabel(verdict);
}

function found({ reason_code: reason, missing, promised_month: promised, finding }: Visit): string[] {
  return [
    reason && `${reason} ${reasonName(reason)}`,
    missing?.trim() && `缺：${missing.trim().split(/\r?\n/).join('、')}`,
    promised && `承诺${formatDate(promised)}入统`,
    finding?.trim(),
  ].filter((words) => typeof words === 'string' && words !== '') as string[];
}

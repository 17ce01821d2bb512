import { useMemo } from 'react';
import { Link } from 'wouter';
import type { Setting } from '../../../src-shared/contract/rule-values';
import { closingSummary, type ProblemLine } from '../../../src-shared/rules/problem-board';
import { levelLabel, levelOf } from '../../../src-shared/rules/problem-clock';
import { ruleBook } from '../../../src-shared/rules/rule-book';
import { formatDay } from '../../../src-shared/terms/format';
import { showDone, showFailure } from '../../components/toast';
import { run, useLedgerQuery } from '../../ledger-client';
import { problemTitle } from './problem-data';
import classes from './problems.module.css';

/** What was closed this month, the latest two in sight; at the Commission also the numbers that wait for its word. */
export function ClosedStrip({
  closed,
  inAll,
  unnumbered,
  pathOf,
  allPath,
}: {
  closed: readonly ProblemLine[];
  inAll: number;
  unnumbered: number;
  pathOf: (id: string) => string;
  allPath: string;
}) {
  const rules = useLedgerQuery('rules.show', {}, { keep: true }).data;
  const summary = useMemo(
    () =>
      rules &&
      closingSummary(
        closed.map(({ problem }) => problem),
        ruleBook(rules.settings as Setting[], rules.scope).calendar,
      ),
    [closed, rules],
  );
  const confirm = async () => {
    const result = await run('problems.confirmNumbers', {});
    if (!result.ok) showFailure(result.error);
    else showDone(`已给 ${result.value.confirmed} 个问题定下编号`, { undo: true });
  };
  return (
    <section className={classes.closed} aria-label="本月销号">
      <div className={`panel-h ${classes.closedHead}`}>
        <h2>本月销号 {closed.length}</h2>
        {summary && closed.length > 0 && (
          <span className="muted">
            {summary.days === null ? '' : `平均 ${summary.days} 个工作日，`}企业满意 {summary.satisfied}
          </span>
        )}
        <span className="right" />
        {unnumbered > 0 && (
          <button type="button" className="btn sm" onClick={() => void confirm()}>
            确认编号 {unnumbered}
          </button>
        )}
        <Link className="link" to="/problems/meetings">
          联席会议
        </Link>
        <Link className="link" to={allPath}>
          全部已销号 {inAll}
        </Link>
      </div>
      {closed.length > 0 && (
        <table className="table">
          <colgroup>
            <col style={{ width: 136 }} />
            <col style={{ width: 134 }} />
            <col style={{ width: 150 }} />
            <col />
            <col style={{ width: 80 }} />
          </colgroup>
          <tbody>
            {closed.slice(0, 2).map(({ problem, project }) => (
              <tr key={problem.id}>
                <td>{problem.number ?? '临时'}</td>
                <td>
                  <Link className={classes.rowLink} to={pathOf(problem.id)}>
                    {problemTitle(problem)}
                  </Link>
                </td>
                <td title={project.name}>{project.name}</td>
                <td>
                  {levelLabel(levelOf(problem.level))}办结{problem.checker ? `，${problem.checker}核验` : ''}
                </td>
                <td className="num">{formatDay(problem.closed_on)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

import { Checkbox } from '@mantine/core';
import { Link } from 'wouter';
import { regionName } from '../../../src-shared/catalogues/regions';
import type { DueProject } from '../../../src-shared/contract/survey-methods';
import { verdictLabel } from '../../../src-shared/rules/survey-write-back';
import { formatDate, formatDay, formatMoney, unknown } from '../../../src-shared/terms/format';
import { ScrollRegion } from '../../components/scroll-region';
import { Empty } from '../../components/trouble';
import classes from './surveys.module.css';

/** Projects that are due and stand on no route, the most urgent first; a person ticks who is to be visited. */
export function DueTable({
  projects,
  chosen,
  onChosen,
  choosable,
  small,
  onSmall,
  asOf,
}: {
  projects: readonly DueProject[];
  chosen: ReadonlySet<string>;
  onChosen: (chosen: ReadonlySet<string>) => void;
  choosable: boolean;
  small: boolean;
  onSmall: (small: boolean) => void;
  asOf: string;
}) {
  const here = projects.filter(({ id }) => chosen.has(id)).length;
  const choose = (ids: readonly string[], on: boolean) => {
    const next = new Set(chosen);
    for (const id of ids) {
      if (on) next.add(id);
      else next.delete(id);
    }
    onChosen(next);
  };
  const urgent = projects.filter(({ urgency }) => urgency === 'broken' || urgency === 'promised').map(({ id }) => id);
  return (
    <section className="pane" aria-label="待编项目">
      <div className={`panel-h ${classes.tools}`}>
        <h2>待编 {projects.length}</h2>
        <span className="muted ell">承诺未兑现的在前，再按开工天数；截至 {formatDay(asOf)}</span>
        <span className="right" />
        {choosable && urgent.length > 0 && (
          <button type="button" className="link" onClick={() => choose(urgent, true)}>
            选承诺到期的 {urgent.length}
          </button>
        )}
        <Checkbox label="含 5000万元以下" checked={small} onChange={(event) => onSmall(event.currentTarget.checked)} />
      </div>
      {projects.length === 0 ? (
        <Empty
          title="没有待编的未入统项目。"
          hint="已开工、总投资满 5000万元、还没有入统的项目会自己到这里来；编进路线的在“路线”里。"
        />
      ) : (
        <ScrollRegion label="待编的未入统项目">
          <table className={`table ${classes.due}`}>
            <colgroup>
              {choosable && <col style={{ width: 40 }} />}
              <col />
              <col style={{ width: 96 }} />
              <col style={{ width: 96 }} />
              <col style={{ width: '34%' }} />
              <col style={{ width: 96 }} />
              <col style={{ width: 132 }} />
            </colgroup>
            <thead>
              <tr>
                {choosable && (
                  <th scope="col">
                    <Checkbox
                      aria-label="全选"
                      checked={here === projects.length}
                      indeterminate={here > 0 && here < projects.length}
                      onChange={(event) =>
                        choose(
                          projects.map(({ id }) => id),
                          event.currentTarget.checked,
                        )
                      }
                    />
                  </th>
                )}
                <th scope="col">项目</th>
                <th scope="col">属地</th>
                <th scope="col" className="num">
                  总投资(万元)
                </th>
                <th scope="col">为什么</th>
                <th scope="col">承诺入统</th>
                <th scope="col">上次踏查</th>
              </tr>
            </thead>
            <tbody>
              {projects.map((project) => (
                <tr key={project.id} className={chosen.has(project.id) ? 'on' : undefined}>
                  {choosable && (
                    <td>
                      <Checkbox
                        aria-label={`选 ${project.name}`}
                        checked={chosen.has(project.id)}
                        onChange={(event) => choose([project.id], event.currentTarget.checked)}
                      />
                    </td>
                  )}
                  <td title={[project.name, project.owner, project.address].filter(Boolean).join('\n')}>
                    <Link className="link" to={`/listing/${encodeURIComponent(project.id)}`}>
                      {project.name}
                    </Link>
                  </td>
                  <td>{project.region ? regionName(project.region) : unknown}</td>
                  <td className="num">{formatMoney(project.total)}</td>
                  <td className={project.urgency === 'broken' ? 'red-fg' : undefined} title={project.why}>
                    {project.why}
                  </td>
                  <td>{project.promisedMonth ? formatDate(project.promisedMonth) : unknown}</td>
                  <td title={project.lastVisit ? verdictLabel(project.lastVisit.verdict) : undefined}>
                    {project.lastVisit
                      ? `${formatDay(project.lastVisit.date)}，${verdictLabel(project.lastVisit.verdict)}`
                      : unknown}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </section>
  );
}

import { Link } from 'wouter';
import type { BehindRow } from '../../../src-shared/contract/dispatch-methods';
import { figureKinds } from '../../../src-shared/rules/figure-parts';
import { formatMoment } from '../../../src-shared/terms/format';
import { EntryChange, entryOrigin, fieldOfEntry } from '../../components/history-list';
import history from '../../components/history-list.module.css';
import { ScrollRegion } from '../../components/scroll-region';
import { useLedgerQuery } from '../../ledger-client';
import type { BehindWhat } from './behind-address';
import styles from './dispatch.module.css';

/** Changes of the cells that decide over one project in a figure: who, when, on which machine, in which package. */
export function TrailDrawer({ what, project }: { what: BehindWhat; project: BehindRow | undefined }) {
  const trail = useLedgerQuery(
    'dispatch.trail',
    project && { period: what.period, figure: what.figure, project: project.id },
    { keep: true },
  ).data;
  return (
    <aside className={`drawer ${styles.trail}`} aria-label="这个数怎么来的">
      <div className="drawer-h">
        <span className="ell">{project?.name ?? '没有项目'}</span>
      </div>
      <p className={styles.trailHint}>决定{figureKinds[what.figure].label}的改动，新的在前。</p>
      <ScrollRegion label="改动">
        {project && trail?.length === 0 && <p className={`muted ${history.none}`}>这些格子还没有人填过。</p>}
        <ol className={history.list}>
          {(project ? (trail ?? []) : []).map((entry) => (
            <li key={`${entry.dot} ${entry.field} ${entry.record}`}>
              <div className={history.who}>
                <b>{entry.person}</b>
                <span className="muted">{formatMoment(entry.at)}</span>
              </div>
              <div className={history.change}>
                <span className="sub-fg">{[entry.about, fieldOfEntry(entry).label].filter(Boolean).join(' ')}：</span>
                <EntryChange entry={entry} />
              </div>
              <div className="muted ell" title={entryOrigin(entry)}>
                {entryOrigin(entry)}
              </div>
              <div className="muted ell" title={`设备 ${entry.device}`}>
                {[entry.unit, `设备 ${entry.device}`].filter(Boolean).join('，')}
              </div>
            </li>
          ))}
        </ol>
      </ScrollRegion>
      <div className="drawer-f">
        {project && (
          <Link className="btn" to={`/projects/${project.id}/overview`}>
            打开项目
          </Link>
        )}
        {project && (
          <Link className="btn quiet" to={`/projects/${project.id}/history`}>
            全部历史
          </Link>
        )}
      </div>
    </aside>
  );
}

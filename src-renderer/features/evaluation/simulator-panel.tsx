import { Checkbox } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { regions } from '../../../src-shared/catalogues/regions';
import type { OutputOf } from '../../../src-shared/contract/contract';
import { PickMenu } from '../../components/pick-menu';
import { Trouble } from '../../components/trouble';
import { useLedgerQuery } from '../../ledger-client';
import styles from './evaluation.module.css';
import { pointsText } from './score-words';

type Simulation = OutputOf<'evaluations.simulate'>;
type Candidate = Simulation['candidates'][number];

const kindWords: Record<Candidate['kind'], string> = {
  permits: '手续齐备',
  problem: '问题销号',
  listed: '入统',
  started: '开工',
  report: '补报',
};

const gainText = (gain: number) => (gain === 0 ? '—' : `${gain > 0 ? '+' : ''}${pointsText(gain)}`);
const standingText = ({ rank, total }: Simulation['now']) =>
  `${rank === null ? '不排名' : `第 ${rank} 名`}　${pointsText(total)}`;

/** Which projects would raise a region's place: events with what each brings, and where it stands once some have happened. */
export function SimulatorPanel(props: {
  period: string;
  rubric: string | null;
  region: string;
  published: boolean;
  onRegion: (code: string) => void;
}) {
  const { period, rubric, region } = props;
  return (
    <section className={styles.panel} aria-label="名次模拟">
      <div className="bar">
        <h2>哪些项目能提升名次</h2>
        <span className="right" />
        <PickMenu
          label="属地"
          value={region}
          options={regions.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={props.onRegion}
        />
      </div>
      {props.published ? (
        <p className="empty muted">这一期已经公布，名次不再变。</p>
      ) : (
        // What was chosen belongs to one region, period and rubric.
        <Simulator key={`${period}/${rubric}/${region}`} period={period} rubric={rubric} region={region} />
      )}
    </section>
  );
}

function Simulator({ period, rubric, region }: { period: string; rubric: string | null; region: string }) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const answer = useLedgerQuery(
    'evaluations.simulate',
    { period, region, events: [...chosen], ...(rubric ? { rubric } : {}) },
    { keep: true },
  );
  if (answer.error) return <Trouble failure={answer.error.failure} retry={() => void answer.refetch()} />;
  if (!answer.data) return null;
  const { candidates, now, after, ladder } = answer.data;
  const taken = candidates.filter(({ id }) => chosen.includes(id)).length;
  const toggle = (id: string) =>
    setChosen(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  return (
    <>
      <div className={styles.now} aria-live="polite">
        <div>
          <span>现在</span>
          <b>{standingText(now)}</b>
        </div>
        <IconArrowRight className="icon" aria-hidden="true" />
        <div className={styles.after}>
          <span>选中 {taken} 件办成后</span>
          <b>{standingText(after)}</b>
        </div>
        <button type="button" className="btn sm quiet" disabled={taken === 0} onClick={() => setChosen([])}>
          清空
        </button>
      </div>
      {candidates.length === 0 ? (
        <p className="empty muted">按这个规则，没有还能办成、能加分的事项。</p>
      ) : (
        <div className={styles.candidates}>
          <table className="table">
            <colgroup>
              <col style={{ width: 36 }} />
              <col />
              <col style={{ width: 72 }} />
              <col style={{ width: 58 }} />
            </colgroup>
            <thead>
              <tr>
                <th>
                  <span className="visually-hidden">选中</span>
                </th>
                <th>项目</th>
                <th>办成</th>
                <th className="num">加分</th>
              </tr>
            </thead>
            <tbody>
              {candidates.map((candidate) => (
                <CandidateRow
                  key={candidate.id}
                  candidate={candidate}
                  chosen={chosen.includes(candidate.id)}
                  onToggle={() => toggle(candidate.id)}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Ladder ladder={ladder} now={now} />
    </>
  );
}

function CandidateRow(props: { candidate: Candidate; chosen: boolean; onToggle: () => void }) {
  const { candidate, chosen, onToggle } = props;
  const { id, kind, name, why, possible, gain, project } = candidate;
  const words = kindWords[kind];
  return (
    <tr className={chosen ? 'on' : 'act'}>
      <td>
        <Checkbox
          id={`candidate-${id}`}
          checked={chosen}
          disabled={!possible}
          onChange={onToggle}
          aria-label={`${name}，${words}，${possible ? `加分 ${gainText(gain)}` : '来不及'}`}
        />
      </td>
      <td className={possible ? undefined : styles.late} title={`${name}：${why}`}>
        {project ? (
          <Link className="ell" to={`/projects/${encodeURIComponent(project)}/${tabs[kind]}`}>
            {name}
          </Link>
        ) : (
          name
        )}
        <div className="muted ell">{why}</div>
      </td>
      <td className={possible ? undefined : styles.late}>{words}</td>
      <td className={`num ${possible ? 'strong' : styles.late}`}>{gainText(gain)}</td>
    </tr>
  );
}

/** The tab of a project on which an event is written down. */
const tabs: Record<Candidate['kind'], string> = {
  permits: 'permits',
  problem: 'problems',
  listed: 'overview',
  started: 'overview',
  report: 'progress',
};

/** The places around the region once the chosen events have happened. */
function Ladder({ ladder, now }: Pick<Simulation, 'ladder' | 'now'>) {
  const at = ladder.findIndex(({ own }) => own);
  const first = Math.max(0, Math.min(at - 1, ladder.length - 4));
  return (
    <div className={styles.ladder}>
      <div className="panel-h" style={{ padding: '0 16px' }}>
        <h2>办成后的位置</h2>
        <span className="right muted">只模拟事件，不模拟投资额</span>
      </div>
      <table className="table">
        <colgroup>
          <col style={{ width: 50 }} />
          <col />
          <col style={{ width: 80 }} />
        </colgroup>
        <tbody>
          {ladder.slice(first, first + 4).map((line) => (
            <tr key={line.region} className={line.own ? 'on' : undefined}>
              <td className="num">{line.rank ?? '—'}</td>
              <td>
                {line.region}
                {line.own && <span className="muted">　{shiftWords(now.rank, line.rank)}</span>}
              </td>
              <td className="num">{pointsText(line.total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function shiftWords(before: number | null, after: number | null): string {
  if (before === null || after === null || before === after) return '';
  return before > after ? `升 ${before - after} 位` : `降 ${after - before} 位`;
}

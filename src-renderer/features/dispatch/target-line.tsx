import type { OutputOf } from '../../../src-shared/contract/contract';
import { findMeasure, measured } from '../../../src-shared/rules/region-measures';
import { MiniBar } from '../../components/mini-bar';
import styles from './dispatch.module.css';

type Target = OutputOf<'dispatch.city'>['targets'][number];

const words: Readonly<Record<string, string>> = {
  listed: '入统',
  started: '开工',
  completed: '完成投资',
  landed: '落地',
  prepared: '手续齐备',
};

/** What the whole city is to reach, by when, and what it has; regions have theirs on the page of the targets. */
export function TargetLine({ targets }: { targets: readonly Target[] }) {
  const shown = targets.filter(({ region }) => region === '全市').slice(0, 4);
  if (shown.length === 0) return null;
  return (
    <ul className={styles.targets} aria-label="全市目标">
      {shown.map((target) => (
        <li
          key={`${target.measure} ${target.by}`}
          title={target.source === 'plan' ? '2018年方案定的目标' : '目标页定的目标'}
        >
          <Progress target={target} />
        </li>
      ))}
    </ul>
  );
}

const spaced = (text: string) => text.replace(/(项|亿元)$/, ' $1');

function Progress({ target: { by, measure, value, actual } }: { target: Target }) {
  const known = findMeasure(measure);
  if (!known) return null;
  const isReached = actual !== null && actual >= value;
  const lacking = actual === null ? '没有数' : isReached ? '已达到' : `还差 ${spaced(measured(known, value - actual))}`;
  return (
    <>
      <span className="muted">{by}</span>
      <span>
        {words[measure] ?? known.label}{' '}
        {actual === null ? '—' : spaced(measured(known, actual)).replace(/ (项|亿元)$/, '')} /{' '}
        {spaced(measured(known, value))}
      </span>
      <MiniBar rate={actual === null || value === 0 ? null : actual / value} width={64} />
      <span className={isReached ? 'muted' : styles.lacking}>{lacking}</span>
    </>
  );
}

import { IconAlertCircle, IconCheck, IconClock, IconShieldLock } from '@tabler/icons-react';
import type { PackageEntry, PackageOutcome } from '../../../src-shared/contract/exchange-methods';
import { formatMoment } from '../../../src-shared/terms/format';
import styles from './sync.module.css';

type State = 'merged' | 'duplicate' | 'held' | 'quarantined' | 'rejected' | 'cancelled';

const words: Record<State, string> = {
  merged: '已并入',
  duplicate: '已有',
  held: '待接续',
  quarantined: '隔离',
  rejected: '没有收',
  cancelled: '已取消',
};

/** Words of a state that the register keeps, for packages that came and that went. */
export function stateWord(entry: Pick<PackageEntry, 'state' | 'direction'>): string {
  if (entry.direction === 'out') return '已生成';
  return words[entry.state as State] ?? '正在收';
}

/** State of a package with its sign. */
export function PackageState({ state, word }: { state: string; word: string }) {
  const Icon =
    state === 'held'
      ? IconClock
      : state === 'quarantined'
        ? IconShieldLock
        : state === 'rejected'
          ? IconAlertCircle
          : IconCheck;
  const bad = state === 'held' || state === 'quarantined' || state === 'rejected';
  return (
    <span className={bad ? styles.bad : styles.fine}>
      <Icon className="icon" aria-hidden="true" />
      {word}
    </span>
  );
}

/** What has to be looked at stands first; the others stay in the order of the files. */
const urgency: readonly State[] = ['rejected', 'quarantined', 'held', 'cancelled', 'merged', 'duplicate'];

/** What became of the files that were just dropped: one line each, with its sentence. */
export function OutcomeTable(props: { outcomes: readonly PackageOutcome[] }) {
  const outcomes = props.outcomes.toSorted((a, b) => urgency.indexOf(a.outcome) - urgency.indexOf(b.outcome));
  return (
    <table className={`table ${styles.outcomes}`}>
      <colgroup>
        <col style={{ width: 180 }} />
        <col style={{ width: 84 }} />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th>文件</th>
          <th>结果</th>
          <th>说明</th>
        </tr>
      </thead>
      <tbody>
        {outcomes.map((outcome, index) => (
          // The same name may have been dropped twice.
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is drawn once
          <tr key={index}>
            <td title={outcome.file}>{outcome.file}</td>
            <td>
              <PackageState state={outcome.outcome} word={words[outcome.outcome]} />
            </td>
            <td className="sub-fg" title={outcome.message}>
              {outcome.message}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** '刚才收 3 个：已并入 2 个，隔离 1 个' */
export function outcomeSummary(states: readonly string[]): string {
  const parts = (Object.keys(words) as State[])
    .map((state) => ({ state, count: states.filter((other) => other === state).length }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => `${words[state]} ${count} 个`);
  return `收 ${states.length} 个：${parts.join('，')}`;
}

/** Files that came and went, newest first; `direction` says which way and whose each one is. */
export function RegisterTable({ entries, direction }: { entries: readonly PackageEntry[]; direction: boolean }) {
  return (
    <table className="table">
      <colgroup>
        <col style={{ width: 170 }} />
        {direction && <col style={{ width: 52 }} />}
        {direction && <col style={{ width: 96 }} />}
        <col style={{ width: 64 }} />
        <col style={{ width: 116 }} />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th>包</th>
          {direction && <th>方向</th>}
          {direction && <th>谁做的</th>}
          <th className="num">改动</th>
          <th className="num">时间</th>
          <th>状态</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.sha256}>
            <td title={entry.name}>{entry.name}</td>
            {direction && <td className="sub-fg">{entry.direction === 'out' ? '上报' : '收'}</td>}
            {direction && <td title={entry.person}>{entry.person || '—'}</td>}
            <td className="num">{entry.changes.toLocaleString('zh-CN')}</td>
            <td className="num sub-fg">{formatMoment(entry.at)}</td>
            <td title={entry.message}>
              <PackageState state={entry.state} word={stateWord(entry)} />
              {entry.message && <span className="muted">　{entry.message}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

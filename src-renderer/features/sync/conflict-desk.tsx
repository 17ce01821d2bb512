import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { Conflict } from '../../../src-shared/contract/record-methods';
import styles from './conflict.module.css';
import { ConflictBulk } from './conflict-bulk';
import { ConflictCard } from './conflict-card';
import { fieldLabel, placeText, valuesText } from './conflict-words';

/** All open conflicts: one on the table, the others listed under it. */
export function ConflictDesk({ conflicts }: { conflicts: readonly Conflict[] }) {
  const [chosen, setChosen] = useState<string | null>(null);
  const index = Math.max(
    0,
    conflicts.findIndex((conflict) => conflict.id === chosen),
  );
  const present = conflicts[index];
  if (!present) return <p className={styles.none}>没有冲突。同一处两人填得不一样时，在这里裁定。</p>;
  const go = (step: number) => setChosen(conflicts[(index + step + conflicts.length) % conflicts.length]?.id ?? null);
  const others = conflicts.filter((conflict) => conflict !== present);
  return (
    <div className={styles.conflict}>
      <div className={styles.conflictHead}>
        <h3 title={`${present.title}：${fieldLabel(present)}`}>
          {present.title}：{fieldLabel(present)}
        </h3>
        <span className="right muted">
          {index + 1} / {conflicts.length}
        </span>
        {conflicts.length > 1 && (
          <>
            <button type="button" className="btn sm icon-only" aria-label="上一个" onClick={() => go(-1)}>
              <IconChevronLeft className="icon" aria-hidden="true" />
            </button>
            <button type="button" className="btn sm icon-only" aria-label="下一个" onClick={() => go(1)}>
              <IconChevronRight className="icon" aria-hidden="true" />
            </button>
          </>
        )}
      </div>
      <ConflictCard key={present.id} conflict={present} onSettled={() => setChosen(others[index]?.id ?? null)} />
      <ConflictBulk key={`bulk ${present.id}`} present={present} conflicts={conflicts} />
      {others.length > 0 && (
        <div className={styles.more}>
          <p>其余 {others.length} 处</p>
          {others.map((conflict, place) => (
            <button key={conflict.id} type="button" onClick={() => setChosen(conflict.id)}>
              <span>{placeText(conflict)}</span>
              <span className={isSameProject(conflict, others[place - 1]) ? 'ell muted' : 'ell'}>{conflict.title}</span>
              <span className="sub-fg">{fieldLabel(conflict)}</span>
              <span className="right">{valuesText(conflict)}</span>
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/** Conflicts come by project; from the second on its name only repeats what stands above. */
function isSameProject(conflict: Conflict, above: Conflict | undefined): boolean {
  return above !== undefined && conflict.project !== null && conflict.project === above.project;
}

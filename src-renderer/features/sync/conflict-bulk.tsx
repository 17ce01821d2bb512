import { useState } from 'react';
import type { Conflict } from '../../../src-shared/contract/record-methods';
import { showDone, showFailure } from '../../components/toast';
import { useLedgerCommand } from '../../ledger-client';
import styles from './conflict.module.css';
import { sameSources } from './conflict-words';

/** Conflicts between the same people as in the one on the table: settled by one side for all of them, with one reason. */
export function ConflictBulk({ present, conflicts }: { present: Conflict; conflicts: readonly Conflict[] }) {
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const adopt = useLedgerCommand('conflicts.adopt', { onFailure: showFailure });
  const alike = sameSources(present, conflicts);
  if (alike.length < 2) return null;
  const settle = (device: string, person: string) => {
    if (reason.trim() === '') {
      setMissing(true);
      return;
    }
    adopt.mutate(
      { ids: alike.map(({ id }) => id), device, reason: reason.trim() },
      {
        onSuccess: ({ settled }) => {
          setReason('');
          showDone(`${settled} 处都采用了${person}填的`, { undo: true });
        },
      },
    );
  };
  return (
    <section className={styles.bulk} aria-label="同来源的一次裁定">
      <p>
        {`同是${present.heads.map(({ person }) => person).join('和')}填得不一样的，共 ${alike.length} 处，可以一次裁定：`}
      </p>
      <div className={styles.act}>
        <input
          type="text"
          className="text-input grow"
          aria-label="一次裁定的说明"
          aria-invalid={isMissing || undefined}
          maxLength={200}
          placeholder={isMissing ? '请写明理由，会写入历史' : '理由，写入每一处的历史'}
          value={reason}
          onChange={(event) => {
            setReason(event.currentTarget.value);
            setMissing(false);
          }}
        />
        {present.heads.map(({ device, person }) => (
          <button
            key={device}
            type="button"
            className="btn"
            disabled={adopt.isPending}
            onClick={() => settle(device, person)}
          >
            全用{person}的
          </button>
        ))}
      </div>
    </section>
  );
}

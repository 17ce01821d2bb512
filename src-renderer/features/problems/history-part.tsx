import { useState } from 'react';
import type { Slip } from '../../../src-shared/entities/slip';
import { slipLabel } from '../../../src-shared/rules/problem-slips';
import { formatDate, formatDay } from '../../../src-shared/terms/format';
import { showDone } from '../../components/toast';
import { run } from '../../ledger-client';
import { FieldsDialog } from './fields-dialog';
import type { KnownProblem } from './problem-data';
import classes from './problems.module.css';

/** Slips with their answers, and what happened so far, newest first. */
export function HistoryPart({
  file,
  today,
  writable,
  onSend,
}: {
  file: KnownProblem;
  today: string;
  writable: boolean;
  onSend: () => void;
}) {
  const { history, raised, slips } = file;
  const [answering, setAnswering] = useState<Slip | null>(null);
  return (
    <>
      {slips.length > 0 && (
        <section aria-label="督办件">
          <h3 className={classes.partHead}>
            <span>督办件</span>
            <span className="right">{slips.filter(({ number }) => number !== null).length} 件</span>
          </h3>
          <ul className={classes.slips}>
            {slips.map((slip) => (
              <li key={slip.id}>
                <span className="ell" title={slip.number ?? ''}>
                  {slip.number ?? `${slipLabel(slip.kind)}，${formatDay(slip.issued_on)}提级`}
                </span>
                <SlipState slip={slip} today={today} writable={writable} onSend={onSend} onAnswer={setAnswering} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-label="历史">
        <h3 className={classes.partHead}>
          <span>历史</span>
          <span className="right">{raised > 0 ? `提级 ${raised} 次` : ''}</span>
        </h3>
        <ol className={classes.history}>
          {history.map(({ day, who, text, automatic }, index) => (
            // The same person may write the same words twice on one day.
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is read only, newest first
            <li key={`${day} ${text} ${index}`} className={automatic ? 'red-fg' : undefined}>
              <span title={formatDate(day)}>{formatDay(day)}</span>
              <span className="ell" title={text}>
                <b>{who}</b>
                {'　'}
                {text}
              </span>
            </li>
          ))}
        </ol>
      </section>
      {answering && (
        <FieldsDialog
          title={`登记回复 ${answering.number ?? ''}`}
          entity="slip"
          fields={[
            { name: 'replied_on', required: true },
            { name: 'reply', required: true },
          ]}
          initial={{ replied_on: today }}
          today={today}
          confirm="登记回复"
          save={async (values) => {
            const result = await run('records.revise', { entity: 'slip', id: answering.id, set: values as never });
            if (!result.ok) return result.error;
            showDone('已登记回复', { undo: true });
            return null;
          }}
          onClose={() => setAnswering(null)}
        />
      )}
    </>
  );
}

function SlipState({
  slip,
  today,
  writable,
  onSend,
  onAnswer,
}: {
  slip: Slip;
  today: string;
  writable: boolean;
  onSend: () => void;
  onAnswer: (slip: Slip) => void;
}) {
  if (slip.number === null)
    return writable ? (
      <button type="button" className="link" onClick={onSend}>
        待签发
      </button>
    ) : (
      <span className="muted">待签发</span>
    );
  if (slip.replied_on !== null)
    return (
      <span className="muted" title={slip.reply ?? ''}>
        {formatDay(slip.replied_on)}已回复
      </span>
    );
  const late = slip.reply_due !== null && slip.reply_due < today;
  return (
    <span className={classes.slipState}>
      <span className={late ? 'red-fg' : 'muted'}>
        {slip.reply_due === null
          ? '未回复'
          : late
            ? `${formatDay(slip.reply_due)}限期已过`
            : `限 ${formatDay(slip.reply_due)}`}
      </span>
      {writable && (
        <button type="button" className="link" onClick={() => onAnswer(slip)} aria-label={`登记回复 ${slip.number}`}>
          登记回复
        </button>
      )}
    </span>
  );
}

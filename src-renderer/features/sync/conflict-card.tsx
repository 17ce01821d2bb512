import { IconInfoCircle } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { Conflict } from '../../../src-shared/contract/record-methods';
import type { FieldValue } from '../../../src-shared/entities/field';
import { formatMoment } from '../../../src-shared/terms/format';
import { readText } from '../../components/fields/read-text';
import { showDone, showFailure } from '../../components/toast';
import { useLedgerCommand } from '../../ledger-client';
import styles from './conflict.module.css';
import { fieldLabel, fieldOf, orderWords, sideOf, valueText } from './conflict-words';
import { ValueEntry } from './value-entry';

/** Index of a side, or 'typed' for a value of one's own. Nothing is chosen until the person chooses. */
type Choice = number | 'typed' | null;

/** One field in which people disagree: every value large, with person, time and package; a person decides and says why. */
export function ConflictCard({ conflict, onSettled }: { conflict: Conflict; onSettled: () => void }) {
  const [choice, setChoice] = useState<Choice>(null);
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<{ at: 'choice' | 'value' | 'reason'; message: string } | null>(null);
  const name = useId();
  const field = fieldOf(conflict);
  const resolve = useLedgerCommand('conflicts.resolve', { onFailure: showFailure });

  const chosenValue = (): FieldValue | undefined => {
    if (choice === null) {
      setFault({ at: 'choice', message: '请先选定一个值，或者另填' });
      return undefined;
    }
    if (choice !== 'typed') return conflict.heads[choice]?.value ?? null;
    const reading =
      field && text.trim() !== '' ? readText(field, text) : { ok: false as const, message: '请填写要采用的值' };
    if (reading.ok) return reading.value;
    setFault({ at: 'value', message: reading.message });
    return undefined;
  };
  const settle = () => {
    const value = chosenValue();
    if (value === undefined) return;
    if (reason.trim() === '') {
      setFault({ at: 'reason', message: '请写明理由，会写入历史' });
      return;
    }
    setFault(null);
    resolve.mutate(
      { id: conflict.id, value, reason: reason.trim() },
      {
        onSuccess: () => {
          showDone(`${conflict.title}的${fieldLabel(conflict)}已定为 ${valueText(conflict, value)}`);
          onSettled();
        },
      },
    );
  };
  const verb = choice === null ? '采用' : choice === 'typed' ? '采用另填的值' : `采用${sideOf(choice)}`;
  return (
    <>
      <fieldset className={styles.sides}>
        <legend className="visually-hidden">
          {conflict.title}的{fieldLabel(conflict)}采用哪个值
        </legend>
        <div className={styles.compare}>
          <table className="table">
            <colgroup>
              <col style={{ width: 70 }} />
            </colgroup>
            <thead>
              <tr>
                <td />
                {conflict.heads.map((head, index) => (
                  <th key={head.dot} title={`${head.person}，${head.unit}`}>
                    {sideOf(index)}　{head.person}
                    {head.unit && `，${head.unit}`}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <tr className={styles.values}>
                <th scope="row">数值</th>
                {conflict.heads.map((head, index) => (
                  <td key={head.dot}>
                    <label title={valueText(conflict, head.value)}>
                      <input
                        type="radio"
                        name={name}
                        className={styles.radio}
                        checked={choice === index}
                        onChange={() => setChoice(index)}
                        aria-label={`${sideOf(index)}：${valueText(conflict, head.value)}`}
                      />
                      <span>{valueText(conflict, head.value)}</span>
                    </label>
                  </td>
                ))}
              </tr>
              <tr>
                <th scope="row">时间</th>
                {conflict.heads.map((head) => (
                  <td key={head.dot}>{formatMoment(head.at)}</td>
                ))}
              </tr>
              <tr>
                <th scope="row">来自</th>
                {conflict.heads.map((head) => (
                  <td key={head.dot} title={head.package ?? undefined}>
                    {head.package ?? '本机录入'}
                  </td>
                ))}
              </tr>
              <tr>
                <th scope="row">改前</th>
                {conflict.heads.map((head) => (
                  <td key={head.dot} className="muted">
                    {valueText(conflict, conflict.base)}
                  </td>
                ))}
              </tr>
            </tbody>
          </table>
        </div>
        <div className={styles.act}>
          {field && !field.words && (
            <>
              <label>
                <input
                  type="radio"
                  name={name}
                  className={styles.radio}
                  checked={choice === 'typed'}
                  onChange={() => setChoice('typed')}
                />
                另填
              </label>
              <ValueEntry
                field={field}
                text={text}
                onChange={setText}
                invalid={fault?.at === 'value'}
                onFocus={() => setChoice('typed')}
              />
            </>
          )}
          <input
            type="text"
            className="text-input grow"
            aria-label="理由"
            aria-invalid={fault?.at === 'reason' || undefined}
            maxLength={200}
            placeholder="理由，写入历史"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </div>
        {fault && (
          <p className={styles.fault} role="alert">
            {fault.message}
          </p>
        )}
      </fieldset>
      <div className={styles.act}>
        <div className="note grow">
          <IconInfoCircle className="icon" aria-hidden="true" />
          <span className="ell">{orderWords(conflict) ?? ''}没有采用的值也留在历史里，随时可以查。</span>
        </div>
        <button type="button" className="btn primary" disabled={resolve.isPending} onClick={settle}>
          {verb}
        </button>
      </div>
    </>
  );
}

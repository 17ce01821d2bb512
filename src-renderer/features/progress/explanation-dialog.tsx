import { Modal } from '@mantine/core';
import { useState } from 'react';
import { type Failure, failureMessage } from '../../../src-shared/terms/errors';
import type { GridMonth } from './month-rows';
import styles from './progress.module.css';
import type { WriteMonths } from './use-month-writer';

/** One sentence about why a figure that looks odd is right. It makes the notes of the row quiet. */
export function ExplanationDialog({
  row,
  month,
  write,
  onClose,
}: {
  row: GridMonth;
  month: string;
  write: WriteMonths;
  onClose: () => void;
}) {
  const [text, setText] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const save = async () => {
    const failed = await write([{ project: row.id, month, set: { explanation: text.trim() } }]);
    if (failed && failed !== 'given_up') setFailure(failed);
    else onClose();
  };
  return (
    <Modal opened onClose={onClose} title={`说明：${row.row.name}`} size={460}>
      <form
        className={styles.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim()) void save();
        }}
      >
        <ul className={styles.sentences}>
          {row.notes.map((note) => (
            <li key={note.code}>{note.sentence}</li>
          ))}
        </ul>
        <label className={styles.field}>
          <span>一句说明</span>
          <input
            className="text-input wide"
            value={text}
            maxLength={200}
            data-autofocus
            placeholder="如：设备集中到货，发票已核"
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </label>
        {failure && (
          <p className="red-fg" role="alert">
            {failureMessage(failure)}
          </p>
        )}
        <div className={styles.buttons}>
          <button type="button" className="btn" onClick={onClose}>
            取消
          </button>
          <button type="submit" className="btn primary" disabled={!text.trim()}>
            保存说明
          </button>
        </div>
      </form>
    </Modal>
  );
}

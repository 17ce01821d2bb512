import { Modal } from '@mantine/core';
import { useState } from 'react';
import styles from './progress.module.css';

const usual = ['漏报补报', '核对后更正', '口径调整', '录入笔误'] as const;

/** Asks why figures of a closed month change; null where the person changes her mind. */
export function ReasonDialog({ month, onAnswer }: { month: string; onAnswer: (reason: string | null) => void }) {
  const [text, setText] = useState('');
  const reason = text.trim();
  return (
    <Modal opened onClose={() => onAnswer(null)} title={`更正${month}`} size={460}>
      <form
        className={styles.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          if (reason) onAnswer(reason);
        }}
      >
        <p>{month}的月报已过报送截止日。改数或补报要写明原因，原因和改动一起留在历史里。</p>
        <label className={styles.field}>
          <span>更正原因</span>
          <input
            className="text-input wide"
            value={text}
            maxLength={200}
            data-autofocus
            onChange={(event) => setText(event.currentTarget.value)}
          />
        </label>
        <div className={styles.chips}>
          {usual.map((words) => (
            <button key={words} type="button" className="btn sm" onClick={() => setText(words)}>
              {words}
            </button>
          ))}
        </div>
        <div className={styles.buttons}>
          <button type="button" className="btn" onClick={() => onAnswer(null)}>
            不改了
          </button>
          <button type="submit" className="btn primary" disabled={!reason}>
            保存更正
          </button>
        </div>
      </form>
    </Modal>
  );
}

import { useId, useState } from 'react';
import styles from './settings.module.css';

/** A whole number of a rule with its unit, saved when the field is left; what does not fit stays with its reason, and nothing is saved. */
export function NumberLine({
  label,
  value,
  most,
  unit,
  canWrite,
  save,
}: {
  label: string;
  value: number;
  /** From 1 to this. */
  most: number;
  unit: '日' | '天';
  canWrite: boolean;
  save: (value: number) => void;
}) {
  const id = useId();
  const [text, setText] = useState(String(value));
  const [known, setKnown] = useState(value);
  // What another window or an undo changed shows here, unless something else is being typed.
  if (value !== known) {
    setKnown(value);
    setText(String(value));
  }
  const plain = text.normalize('NFKC').replace(/[\s个天日号]|工作日/g, '');
  const number = /^\d{1,3}$/.test(plain) ? Number(plain) : 0;
  const isWrong = number < 1 || number > most;
  const leave = () => {
    if (!isWrong && number !== value) save(number);
  };
  return (
    <div>
      <div className={styles.row}>
        <label className={`${styles.label} ${styles.asLong}`} htmlFor={id}>
          {label}
        </label>
        <input
          id={id}
          className="text-input num"
          style={{ width: 64 }}
          value={text}
          inputMode="numeric"
          maxLength={6}
          readOnly={!canWrite}
          autoComplete="off"
          aria-invalid={isWrong || undefined}
          aria-describedby={isWrong ? `${id}-fault` : undefined}
          onChange={(event) => setText(event.currentTarget.value)}
          onBlur={leave}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing && event.keyCode !== 229) leave();
          }}
        />
        <span style={{ lineHeight: '30px', marginRight: 16 }}>{unit}</span>
      </div>
      {isWrong && (
        <p id={`${id}-fault`} className={styles.fault} role="alert">
          请填 1 至 {most}，原来的 {value} {unit}还在
        </p>
      )}
    </div>
  );
}

/** The way back from an own setting to what holds without it; nothing where there is no own one. */
export function BackToCommon({ isOwn, isCity, back }: { isOwn: boolean; isCity: boolean; back: () => void }) {
  if (!isOwn) return null;
  return (
    <button type="button" className="link" style={{ lineHeight: '30px' }} onClick={back}>
      恢复{isCity ? '默认' : '全市的'}
    </button>
  );
}

import { useEffect, useState } from 'react';
import styles from './handover.module.css';

/**
 * A value that is edited where it stands: kept on leaving the field or with Enter, put back with Esc. `known` offers what stood there before.
 */
export function HandoverCell(props: {
  label: string;
  value: string;
  placeholder: string;
  known: readonly string[];
  onKeep: (value: string) => void;
}) {
  const { label, value, placeholder, known, onKeep } = props;
  const [text, setText] = useState(value);
  const listId = `known-${label}`;
  useEffect(() => setText(value), [value]);
  const keep = () => {
    const clean = text.trim();
    if (clean !== value) onKeep(clean);
    setText(clean);
  };
  return (
    <>
      <input
        className={styles.cell}
        aria-label={label}
        value={text}
        placeholder={placeholder}
        maxLength={200}
        list={known.length > 0 ? listId : undefined}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Enter') event.currentTarget.blur();
          if (event.key === 'Escape') setText(value);
        }}
      />
      {known.length > 0 && (
        <datalist id={listId}>
          {known.map((option) => (
            <option key={option} value={option} />
          ))}
        </datalist>
      )}
    </>
  );
}

import { type ReactNode, useId } from 'react';
import styles from './choice-group.module.css';

export interface ChoiceOption<Value extends string> {
  value: Value;
  label: ReactNode;
}

/**
 * One choice among a few, all of them in sight: joined segments or separate chips. Native radio buttons underneath, so that
 * arrow keys, screen readers and forms work without a line of code. `value` null means nothing is chosen yet.
 */
export function ChoiceGroup<Value extends string>(props: {
  label: string;
  options: readonly ChoiceOption<Value>[];
  value: Value | null;
  onChange: (value: Value) => void;
  appearance?: 'segments' | 'chips' | 'small-chips';
  className?: string | undefined;
}) {
  const name = useId();
  const appearance = props.appearance ?? 'segments';
  return (
    <div
      role="radiogroup"
      aria-label={props.label}
      className={[styles[appearance], props.className].filter(Boolean).join(' ')}
    >
      {props.options.map((option) => (
        <label key={option.value} className={styles.option}>
          <input
            type="radio"
            name={name}
            className={styles.input}
            checked={option.value === props.value}
            onChange={() => props.onChange(option.value)}
          />
          <span className={styles.face}>{option.label}</span>
        </label>
      ))}
    </div>
  );
}

import { useId } from 'react';
import styles from './first-start.module.css';

/** One line of text with its label beside it and, where something is missing, the sentence under it. */
export function TextLine(props: {
  question: string;
  label: string;
  value: string;
  maxLength: number;
  onChange: (value: string) => void;
  error?: string | null;
  placeholder?: string;
  autoFocus?: boolean;
  className?: string | undefined;
  labelClassName?: string | undefined;
}) {
  const id = useId();
  return (
    <>
      <label htmlFor={id} className={[styles.label, props.labelClassName].filter(Boolean).join(' ')}>
        {props.label}
      </label>
      <div className={props.className} data-question={props.question}>
        <input
          id={id}
          className="text-input wide"
          value={props.value}
          maxLength={props.maxLength}
          placeholder={props.placeholder}
          // biome-ignore lint/a11y/noAutofocus: the page has one purpose, and this is where it begins
          autoFocus={props.autoFocus}
          autoComplete="off"
          spellCheck={false}
          aria-invalid={props.error ? true : undefined}
          aria-describedby={props.error ? `${id}-error` : undefined}
          onChange={(event) => props.onChange(event.currentTarget.value)}
        />
        {props.error && (
          <p id={`${id}-error`} className={styles.error} role="alert">
            {props.error}
          </p>
        )}
      </div>
    </>
  );
}

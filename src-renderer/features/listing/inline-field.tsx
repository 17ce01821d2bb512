import { IconChevronDown } from '@tabler/icons-react';
import { useId, useLayoutEffect, useRef, useState } from 'react';
import type { Field, FieldValue } from '../../../src-shared/entities/field';
import type { Failure } from '../../../src-shared/terms/errors';
import { formatDate, formatDay, formatMoneyWithUnit } from '../../../src-shared/terms/format';
import { fieldKeys } from '../../components/record-form/field-keys';
import { type SaveField, useField } from '../../components/record-form/use-field';
import { showFailure } from '../../components/toast';
import classes from './inline-field.module.css';

/** '9月14日', and of another year '17年9月14日'. */
export function shortDay(date: string, today: string): string {
  if (date.slice(0, 4) !== today.slice(0, 4)) return formatDate(date).slice(2);
  return date.length === 10 ? formatDay(date) : formatDate(date);
}

function shown(field: Field, value: FieldValue, today: string): string {
  if (value === null) return '';
  switch (field.kind) {
    case 'money':
      return formatMoneyWithUnit(value as number);
    case 'date':
    case 'day_or_month':
      return today ? shortDay(String(value), today) : formatDate(String(value));
    case 'month':
      return formatDate(String(value));
    default:
      return String(value);
  }
}

/**
 * One value as text that can be typed over: it looks like what it says until the pointer or the focus is on it. Saved on leaving; what
 * cannot be read stays with the reason under it. `whole` writes dates with their year.
 */
export function InlineField({
  field,
  label,
  value,
  save,
  today,
  readOnly,
  placeholder = '—',
  className,
  whole,
  display,
}: {
  field: Field;
  label: string;
  value: FieldValue;
  save: SaveField;
  today: string;
  readOnly: boolean;
  placeholder?: string;
  className?: string | undefined;
  whole?: boolean;
  /** What stands for the value while nobody types. */
  display?: string | undefined;
}) {
  const id = useId();
  const control = useField(field, value, save);
  const [focused, setFocused] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  // What stands there changes with the focus, and would lose the selection that the Tab key makes.
  useLayoutEffect(() => {
    if (focused) input.current?.select();
  }, [focused]);
  const text =
    focused || control.dirty || control.fault !== null
      ? control.text
      : (display ?? shown(field, value, whole ? '' : today));
  if (readOnly) {
    return (
      <span className={[classes.plain, className].filter(Boolean).join(' ')} title={text || undefined}>
        {text || placeholder}
      </span>
    );
  }
  return (
    <span className={classes.field}>
      <input
        ref={input}
        className={[classes.input, className].filter(Boolean).join(' ')}
        aria-label={label}
        aria-invalid={control.fault !== null || undefined}
        aria-describedby={control.fault === null ? undefined : `${id}-fault`}
        title={focused ? undefined : shown(field, value, '') || label}
        value={text}
        placeholder={focused ? '' : placeholder}
        autoComplete="off"
        spellCheck={false}
        onFocus={() => setFocused(true)}
        onChange={(event) => control.type(event.currentTarget.value)}
        onBlur={() => {
          setFocused(false);
          void control.leave();
        }}
        onKeyDown={(event) => fieldKeys(event, control)}
      />
      {control.fault !== null && (
        <span id={`${id}-fault`} className={classes.fault} role="alert">
          {control.fault}
        </span>
      )}
    </span>
  );
}

/** A choice as a word that can be changed: a native list lies over it, so that keyboard and screen readers know it. */
export function InlineChoice({
  label,
  value,
  options,
  onChange,
  readOnly,
  empty,
  className,
  caret,
}: {
  label: string;
  value: string | null;
  options: readonly { readonly code: string; readonly label: string }[];
  /** A choice that could not be saved answers why; it is shown, and what stood before stands again. */
  onChange: (value: string | null) => Promise<Failure | null> | null;
  readOnly: boolean;
  /** What stands for nothing chosen; without it there is always a choice. */
  empty?: string;
  className?: string | undefined;
  /** Shows a sign that it opens, where nothing else says so. */
  caret?: boolean;
}) {
  // What was chosen stands at once; the ledger's answer comes a moment later.
  const [pending, setPending] = useState<{ from: string | null; to: string | null } | null>(null);
  const shownValue = pending?.from === value ? pending.to : value;
  const words = options.find((option) => option.code === shownValue)?.label ?? empty ?? '—';
  const choose = async (next: string | null) => {
    setPending({ from: value, to: next });
    const failure = await onChange(next);
    if (!failure) return;
    setPending(null);
    showFailure(failure);
  };
  const style = [classes.word, className].filter(Boolean).join(' ');
  if (readOnly) return <span className={style}>{words}</span>;
  return (
    <span className={classes.pick}>
      <span className={style} aria-hidden="true">
        {words}
      </span>
      {caret && <IconChevronDown className="icon" aria-hidden="true" />}
      <select
        aria-label={label}
        value={shownValue ?? ''}
        onChange={(event) => void choose(event.currentTarget.value === '' ? null : event.currentTarget.value)}
      >
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map((option) => (
          <option key={option.code} value={option.code}>
            {option.label}
          </option>
        ))}
      </select>
    </span>
  );
}

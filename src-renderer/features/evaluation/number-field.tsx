import { useEffect, useState } from 'react';

const shown = (value: number | undefined, factor: number) =>
  value === undefined || Number.isNaN(value) ? '' : String(Math.round((value / factor) * 1e6) / 1e6);

/**
 * A number in a row of a rubric, typed as people write it. `factor` is what one of the typed unit is worth (0.01 for per cent). What is
 * no number goes out as NaN, so that the check of the whole rubric says so; an empty optional one as undefined.
 */
export function NumberField(props: {
  label: string;
  value: number | undefined;
  onChange: (value: number | undefined) => void;
  factor?: number;
  unit?: string;
  optional?: boolean;
}) {
  const { label, value, factor = 1, unit = '', optional = false } = props;
  const [text, setText] = useState(shown(value, factor));
  const read = (typed: string) => {
    const plain = typed.normalize('NFKC').replace('−', '-').trim();
    if (plain === '') return optional ? undefined : Number.NaN;
    return Math.round(Number(plain) * factor * 1e9) / 1e9;
  };
  // Another value from outside (an operator was changed) takes the place of what was typed; one's own comes back as it was typed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the value from outside counts
  useEffect(() => {
    if (!Object.is(read(text), value) && !(Number.isNaN(value) && Number.isNaN(read(text))))
      setText(shown(value, factor));
  }, [value, factor]);
  const invalid = Number.isNaN(read(text));
  return (
    <label>
      {label}
      <input
        className="text-input"
        inputMode="decimal"
        value={text}
        aria-invalid={invalid || undefined}
        onChange={(event) => {
          setText(event.target.value);
          props.onChange(read(event.target.value));
        }}
      />
      {unit}
    </label>
  );
}

/** A list of numbers in one line. */
export function ListField<Value>(props: {
  label: string;
  value: Value;
  hint: string;
  write: (value: Value) => string;
  read: (text: string) => Value;
  onChange: (value: Value) => void;
}) {
  const [text, setText] = useState(props.write(props.value));
  return (
    <label style={{ flex: '1 1 100%' }}>
      {props.label}
      <input
        className="text-input"
        style={{ flex: 1, minWidth: 0, textAlign: 'left' }}
        value={text}
        placeholder={props.hint}
        onChange={(event) => {
          setText(event.target.value);
          props.onChange(props.read(event.target.value));
        }}
      />
    </label>
  );
}

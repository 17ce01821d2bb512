import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import classes from './funding.module.css';

/** One line of words, saved on leaving it. */
export function DetailLine({
  label,
  value,
  writable,
  save,
}: {
  label: string;
  value: string | null;
  writable: boolean;
  save: (value: string | null) => Promise<void>;
}) {
  const [text, setText] = useState(value ?? '');
  useEffect(() => setText(value ?? ''), [value]);
  const leave = () => {
    const words = text.trim() || null;
    if (words !== value) void save(words);
  };
  return (
    <TextInput
      className={classes.detail as string}
      aria-label={label}
      placeholder="情况，如 差盖章"
      value={text}
      maxLength={200}
      readOnly={!writable}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || event.keyCode === 229) return;
        if (event.key === 'Enter') leave();
        else if (event.key === 'Escape') setText(value ?? '');
      }}
    />
  );
}

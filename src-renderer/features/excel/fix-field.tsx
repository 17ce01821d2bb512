import { useRef, useState } from 'react';
import { regions } from '../../../src-shared/catalogues/regions';
import type { ImportColumn } from '../../../src-shared/contract/excel-methods';
import { moneyUnitLabels } from '../../../src-shared/terms/format';
import { fieldOf } from './field-options';
import styles from './import.module.css';

/** What may stand in a cell, in a word, for whoever types it anew. */
function hintOf(column: ImportColumn | undefined): string {
  const kind = column?.field ? fieldOf(column.field)?.kind : undefined;
  if (column?.unit) return `金额，${moneyUnitLabels[column.unit]}`;
  if (kind === 'date') return '如 2018-04-15';
  if (kind === 'day_or_month' || kind === 'month') return '如 2018-04-15 或 2018-04';
  return kind === 'percent' ? '0 至 100' : '照实填';
}

/** Words that a cell of this column may hold; undefined where it is free. */
function wordsOf(column: ImportColumn | undefined): readonly string[] | undefined {
  const field = column?.field ? fieldOf(column.field) : undefined;
  if (field?.kind === 'region') return regions.map(({ name }) => name);
  return field?.kind === 'choice' ? field.choices?.map(({ label }) => label) : undefined;
}

/** 另填: one cell typed anew, in the place where the doubt is. The reader checks it like any cell of the file. */
export function FixField(props: {
  label: string;
  /** What stands in the cell now. */
  value: string;
  column: ImportColumn | undefined;
  onFix: (text: string) => void;
}) {
  const { label, value, column, onFix } = props;
  const [isOpen, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const close = (byKey = true) => {
    setOpen(false);
    if (byKey) requestAnimationFrame(() => opener.current?.focus());
  };
  if (!isOpen) {
    return (
      <button ref={opener} type="button" className={styles.fix} onClick={() => setOpen(true)}>
        另填
      </button>
    );
  }
  const words = wordsOf(column);
  const name = `${label}，另填`;
  const done = (text: string, byKey: boolean) => {
    close(byKey);
    if (text.trim() !== value.trim()) onFix(text.trim());
  };
  if (words) {
    return (
      <select
        className={styles.fixField}
        aria-label={name}
        // biome-ignore lint/a11y/noAutofocus: the field has just been asked for
        autoFocus
        value={words.includes(value) ? value : ''}
        onChange={(event) => done(event.currentTarget.value, true)}
        onBlur={() => setOpen(false)}
        onKeyDown={(event) => event.key === 'Escape' && close()}
      >
        <option value="" disabled>
          选一项
        </option>
        {words.map((word) => (
          <option key={word}>{word}</option>
        ))}
      </select>
    );
  }
  return <TypedField name={name} value={value} hint={hintOf(column)} onDone={done} onEnd={close} />;
}

function TypedField(props: {
  name: string;
  value: string;
  hint: string;
  onDone: (text: string, byKey: boolean) => void;
  onEnd: () => void;
}) {
  const { name, value, hint, onDone, onEnd } = props;
  const ended = useRef(false);
  return (
    <input
      className={styles.fixField}
      aria-label={name}
      placeholder={hint}
      title={hint}
      defaultValue={value}
      // biome-ignore lint/a11y/noAutofocus: the field has just been asked for
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      // As everywhere: saved on leaving the field.
      onBlur={(event) => {
        if (!ended.current) onDone(event.currentTarget.value, false);
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || event.keyCode === 229) return;
        if (event.key !== 'Enter' && event.key !== 'Escape') return;
        event.preventDefault();
        ended.current = true;
        if (event.key === 'Enter') onDone(event.currentTarget.value, true);
        else onEnd();
      }}
    />
  );
}

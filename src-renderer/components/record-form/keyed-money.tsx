import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { Field, FieldValue } from '../../../src-shared/entities/field';
import { fieldKeys } from './field-keys';
import classes from './record-form.module.css';
import { type SaveField, useField } from './use-field';

/** Amounts by year or by channel: one line a key. Each key is a fact of its own, so that two people may fill in two years. */
export function KeyedMoney({
  field,
  value,
  save,
  readOnly,
  year,
}: {
  field: Field;
  value: Record<string, number> | null;
  save: SaveField;
  readOnly: boolean;
  year: number | undefined;
}) {
  const byYear = field.kind === 'money_by_year';
  const [added, setAdded] = useState<readonly string[]>([]);
  const [channel, setChannel] = useState('');
  const keys = useMemo(() => {
    const wanted = new Set([...Object.keys(value ?? {}), ...added, ...(byYear && year ? [String(year)] : [])]);
    return [...wanted].sort();
  }, [value, added, byYear, year]);
  const addYear = () => setAdded([...added, String(Number(keys.at(-1) ?? year ?? 2018) + 1)]);
  const addChannel = () => {
    const name = channel.trim();
    if (!name) return;
    setAdded([...added, name]);
    setChannel('');
  };
  return (
    <div className={classes.keyed}>
      {keys.map((key) => (
        <KeyLine
          key={key}
          field={field}
          name={key}
          value={value?.[key] ?? null}
          readOnly={readOnly}
          save={(next) => save({ [key]: next } as unknown as FieldValue)}
        />
      ))}
      {!readOnly && byYear && (
        <Button size="compact-xs" variant="subtle" className={classes.addKey} onClick={addYear}>
          再加一年
        </Button>
      )}
      {!readOnly && !byYear && (
        <div className={classes.keyLine}>
          <TextInput
            aria-label={`新的${field.label}渠道`}
            placeholder="渠道，如 企业自筹"
            value={channel}
            maxLength={40}
            onChange={(event) => setChannel(event.currentTarget.value)}
          />
          <Button size="compact-xs" variant="subtle" disabled={!channel.trim()} onClick={addChannel}>
            加上
          </Button>
        </div>
      )}
    </div>
  );
}

function KeyLine({
  field,
  name,
  value,
  save,
  readOnly,
}: {
  field: Field;
  name: string;
  value: number | null;
  save: SaveField;
  readOnly: boolean;
}) {
  const control = useField(field, value, save);
  const label = field.kind === 'money_by_year' ? `${name}年` : name;
  return (
    <div>
      <div className={classes.keyLine}>
        <span className={classes.keyName}>{label}</span>
        <TextInput
          aria-label={`${field.label} ${label}`}
          className={classes.keyValue as string}
          value={control.text}
          error={Boolean(control.fault)}
          readOnly={readOnly}
          inputMode="decimal"
          onChange={(event) => control.type(event.currentTarget.value)}
          onBlur={() => void control.leave()}
          onKeyDown={(event) => fieldKeys(event, control)}
          rightSection={<span className="muted">万元</span>}
          rightSectionWidth={44}
          rightSectionPointerEvents="none"
        />
        {!readOnly && value !== null && (
          <ActionIcon size="sm" aria-label={`清空 ${field.label} ${label}`} onClick={() => void control.take(null)}>
            <IconX className="icon" aria-hidden="true" />
          </ActionIcon>
        )}
      </div>
      {control.fault && (
        <div className={classes.fault} role="alert">
          {control.fault}
        </div>
      )}
    </div>
  );
}

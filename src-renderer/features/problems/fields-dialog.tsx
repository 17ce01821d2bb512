import { Autocomplete, Button, Modal, Select, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { type EntityName, entityOf } from '../../../src-shared/entities/entities';
import { type Field, type FieldValue, maxLengthOf } from '../../../src-shared/entities/field';
import { type Failure, failureMessage } from '../../../src-shared/terms/errors';
import { ChoiceGroup } from '../../components/choice-group';
import { readDay } from '../../components/day-field';
import { editText } from '../../components/fields/edit-text';
import { readText } from '../../components/fields/read-text';
import { DatePick } from '../../components/record-form/date-pick';
import { ReferencePick } from '../../components/record-form/reference-pick';
import classes from './problems.module.css';

export interface DialogField {
  readonly name: string;
  /** Where the dialog calls it otherwise than the declaration, or where it is no field of the entity. */
  readonly label?: string;
  readonly required?: boolean;
  readonly hint?: string;
  /** Names that are offered; others may be typed. */
  readonly people?: readonly string[];
}

export type DialogValues = Record<string, FieldValue>;

/**
 * A few fields of a record that are written together by one button. Days may be typed as people say them. `save` answers the failure, and
 * then everything that was typed stays.
 */
export function FieldsDialog({
  title,
  note,
  entity,
  fields,
  initial,
  today,
  confirm,
  size = 480,
  save,
  onClose,
  children,
}: {
  title: string;
  note?: ReactNode;
  entity: EntityName;
  fields: readonly DialogField[];
  /** Values by field name: a record, or some of its fields. */
  initial: object;
  today: string;
  confirm: string;
  size?: number;
  save: (values: DialogValues) => Promise<Failure | null>;
  onClose: () => void;
  /** Further buttons at the left of the foot. */
  children?: ReactNode;
}) {
  const declared = ({ name, label }: DialogField): Field => {
    const field = (entityOf(entity).fields[name] as Field | undefined) ?? { kind: 'long_text', label: label ?? name };
    return label ? { ...field, label } : field;
  };
  const [draft, setDraft] = useState<Record<string, string>>(() =>
    Object.fromEntries(
      fields.map((field) => {
        const value = (initial as Readonly<Record<string, FieldValue | undefined>>)[field.name] ?? null;
        const { kind } = declared(field);
        const plain = kind === 'choice' || kind === 'reference';
        return [field.name, value === null ? '' : plain ? String(value) : editText(declared(field), value)];
      }),
    ),
  );
  const [faults, setFaults] = useState<Record<string, string>>({});
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const change = (name: string, text: string) => {
    setFaults(({ [name]: _, ...rest }) => rest);
    setDraft((before) => ({ ...before, [name]: text }));
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const values: DialogValues = {};
    const found: Record<string, string> = {};
    for (const each of fields) {
      const field = declared(each);
      const text = (draft[each.name] ?? '').trim();
      if (text === '') {
        values[each.name] = null;
        if (each.required) found[each.name] = `请填${field.label}`;
        continue;
      }
      const day = field.kind === 'date' ? readDay(text, today) : null;
      const read =
        field.kind === 'choice' || field.kind === 'reference'
          ? ({ ok: true, value: text } as const)
          : day !== null
            ? ({ ok: true, value: day } as const)
            : readText(field, text);
      if (read.ok) values[each.name] = read.value;
      else found[each.name] = read.message;
    }
    setFaults(found);
    if (Object.keys(found).length > 0) return;
    setBusy(true);
    const refused = await save(values);
    setBusy(false);
    if (refused) setFailure(refused);
    else onClose();
  };

  return (
    <Modal opened onClose={onClose} title={title} size={size}>
      <form className={classes.dialog} onSubmit={(event) => void submit(event)}>
        {note && <p className="muted">{note}</p>}
        {fields.map((each, index) => (
          <DialogControl
            key={each.name}
            field={declared(each)}
            each={each}
            text={draft[each.name] ?? ''}
            fault={faults[each.name]}
            first={index === 0}
            change={(text) => change(each.name, text)}
          />
        ))}
        {failure && (
          <div className="note red" role="alert">
            {failureMessage(failure)}
          </div>
        )}
        <div className={classes.buttons}>
          {children}
          <span className="right" />
          <Button onClick={onClose}>取消</Button>
          <Button type="submit" variant="filled" loading={busy}>
            {confirm}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function DialogControl({
  field,
  each,
  text,
  fault,
  first,
  change,
}: {
  field: Field;
  each: DialogField;
  text: string;
  fault: string | undefined;
  first: boolean;
  change: (text: string) => void;
}) {
  const common = {
    label: field.label,
    value: text,
    error: fault ?? null,
    withAsterisk: each.required ?? false,
    ...(each.hint ? { description: each.hint } : {}),
    ...(first ? { 'data-autofocus': true } : {}),
  };
  if (field.kind === 'choice' && (field.choices ?? []).length <= 4)
    return (
      <div>
        <div className={classes.groupLabel}>{field.label}</div>
        <ChoiceGroup
          label={field.label}
          appearance="chips"
          options={(field.choices ?? []).map(({ code, label }) => ({ value: code, label }))}
          value={text || null}
          onChange={change}
        />
        {fault && (
          <p className="red-fg" role="alert">
            {fault}
          </p>
        )}
      </div>
    );
  if (field.kind === 'choice')
    return (
      <Select
        {...common}
        value={text || null}
        data={(field.choices ?? []).map(({ code, label }) => ({ value: code, label }))}
        onChange={(next) => change(next ?? '')}
        searchable
        clearable
        nothingFoundMessage="没有这一项"
        clearButtonProps={{ 'aria-label': `清空${field.label}` }}
      />
    );
  if (field.kind === 'reference')
    return (
      <div>
        <label className={classes.groupLabel} htmlFor={`pick-${each.name}`}>
          {field.label}
        </label>
        <ReferencePick
          id={`pick-${each.name}`}
          label={field.label}
          value={text || null}
          take={async (next) => change(next ?? '')}
          readOnly={false}
        />
        {fault && (
          <p className="red-fg" role="alert">
            {fault}
          </p>
        )}
      </div>
    );
  if (field.kind === 'long_text')
    return (
      <Textarea
        {...common}
        autosize
        minRows={2}
        maxRows={9}
        maxLength={maxLengthOf(field)}
        onChange={(event) => change(event.currentTarget.value)}
      />
    );
  if (each.people)
    return (
      <Autocomplete {...common} data={[...each.people]} maxLength={maxLengthOf(field)} onChange={change} limit={8} />
    );
  return (
    <TextInput
      {...common}
      maxLength={maxLengthOf(field)}
      onChange={(event) => change(event.currentTarget.value)}
      {...(field.kind === 'date'
        ? {
            placeholder: '如 9月21日、周五、2018-09-21',
            rightSection: (
              <DatePick
                kind="date"
                label={field.label}
                value={/^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null}
                take={async (day) => change(day ?? '')}
              />
            ),
          }
        : {})}
    />
  );
}

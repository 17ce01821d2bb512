import { MultiSelect, Select, Textarea, TextInput } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import { regions } from '../../../src-shared/catalogues/regions';
import { type Field, type FieldValue, maxLengthOf } from '../../../src-shared/entities/field';
import { DatePick } from './date-pick';
import { fieldKeys } from './field-keys';
import { KeyedMoney } from './keyed-money';
import classes from './record-form.module.css';
import { ReferencePick } from './reference-pick';
import { type SaveField, useField } from './use-field';

export interface FieldControlProps {
  readonly field: Field;
  readonly value: FieldValue;
  readonly save: SaveField;
  /** Something to look at; it never blocks. */
  readonly warning?: ReactNode;
  readonly readOnly?: boolean;
  /** Year that a plan is asked for first, where the field is kept by year. */
  readonly year?: number;
  readonly hideLabel?: boolean;
}

const units: Partial<Record<Field['kind'], string>> = { money: '万元', percent: '%' };

/** One field of a record: the label, the control that its kind asks for, and what is to be said about it. */
export function FieldControl({ field, value, save, warning, readOnly, year, hideLabel }: FieldControlProps) {
  const id = useId();
  const control = useField(field, value, save);
  const messageId = control.fault || warning ? `${id}-message` : undefined;
  const common = {
    id,
    'aria-describedby': messageId,
    'aria-label': hideLabel ? field.label : undefined,
    error: Boolean(control.fault),
    readOnly: readOnly ?? false,
    classNames: { input: warning && !control.fault ? (classes.warned as string) : '' },
  };
  return (
    <div className={classes.field}>
      {!hideLabel && (
        <label htmlFor={id} className={classes.label}>
          {field.label}
        </label>
      )}
      <div className={classes.control}>
        <Control
          field={field}
          value={value}
          control={control}
          common={common}
          readOnly={readOnly ?? false}
          year={year}
          save={save}
        />
        {control.fault && (
          <div className={classes.fault} id={messageId} role="alert">
            <IconAlertCircle className="icon" aria-hidden="true" />
            <span>{control.fault}</span>
          </div>
        )}
        {!control.fault && warning && (
          <div className={classes.warning} id={messageId}>
            <IconAlertTriangle className="icon" aria-hidden="true" />
            <span>{warning}</span>
          </div>
        )}
        {!control.fault && !warning && field.hint && <div className={classes.hint}>{field.hint}</div>}
      </div>
    </div>
  );
}

function Control({
  field,
  value,
  control,
  common,
  readOnly,
  year,
  save,
}: {
  field: Field;
  value: FieldValue;
  control: ReturnType<typeof useField>;
  common: Record<string, unknown>;
  readOnly: boolean;
  year: number | undefined;
  save: SaveField;
}) {
  const text = {
    ...common,
    value: control.text,
    onChange: (event: { currentTarget: { value: string } }) => control.type(event.currentTarget.value),
    onBlur: () => void control.leave(),
  };
  switch (field.kind) {
    case 'choice':
      return (
        <Select
          {...common}
          value={(value as string | null) ?? null}
          onChange={(next) => void control.take(next)}
          data={(field.choices ?? []).map(({ code, label }) => ({ value: code, label }))}
          clearable={!field.required && !readOnly}
          searchable={(field.choices ?? []).length > 9}
          nothingFoundMessage="没有这一项"
          placeholder="未填"
          clearButtonProps={{ 'aria-label': `清空${field.label}` }}
        />
      );
    case 'region':
      return (
        <Select
          {...common}
          value={(value as string | null) ?? null}
          onChange={(next) => void control.take(next)}
          data={regions.map(({ code, name }) => ({ value: code, label: name }))}
          searchable
          clearable={!readOnly}
          nothingFoundMessage="没有这个县（市）区、开发区"
          placeholder="未填"
          clearButtonProps={{ 'aria-label': `清空${field.label}` }}
        />
      );
    case 'choices':
      return (
        <MultiSelect
          {...common}
          value={(value as string[] | null) ?? []}
          onChange={(next) =>
            void control.take(
              next.length > 0
                ? (field.choices ?? []).map((choice) => choice.code).filter((code) => next.includes(code))
                : null,
            )
          }
          data={(field.choices ?? []).map(({ code, label }) => ({ value: code, label }))}
          placeholder={(value as string[] | null)?.length ? '' : '未填'}
        />
      );
    case 'money_by_year':
    case 'money_by_channel':
      return (
        <KeyedMoney
          field={field}
          value={value as Record<string, number> | null}
          save={save}
          readOnly={readOnly}
          year={year}
        />
      );
    case 'reference':
      return (
        <ReferencePick
          id={common.id as string}
          label={field.label}
          value={value as string | null}
          take={control.take}
          readOnly={readOnly}
        />
      );
    case 'long_text':
      return (
        <Textarea
          {...text}
          autosize
          minRows={1}
          maxRows={8}
          maxLength={maxLengthOf(field)}
          onKeyDown={(event) => fieldKeys(event, control, true)}
        />
      );
    case 'date':
    case 'month':
    case 'day_or_month':
      return (
        <TextInput
          {...text}
          placeholder={field.kind === 'month' ? '如 2018-09' : '如 2018-09-16'}
          rightSection={
            !readOnly && (
              <DatePick kind={field.kind} label={field.label} value={value as string | null} take={control.take} />
            )
          }
          onKeyDown={(event) => fieldKeys(event, control)}
        />
      );
    default:
      return (
        <TextInput
          {...text}
          inputMode={field.kind === 'text' ? 'text' : 'decimal'}
          rightSection={units[field.kind] ? <span className="muted">{units[field.kind]}</span> : undefined}
          rightSectionWidth={units[field.kind] ? 44 : undefined}
          rightSectionPointerEvents="none"
          onKeyDown={(event) => fieldKeys(event, control)}
        />
      );
  }
}

import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type EntityName, entityOf } from '../../../src-shared/entities/entities';
import type { Field, FieldValue } from '../../../src-shared/entities/field';
import { codeDoubt } from '../../../src-shared/rules/code-doubts';
import type { Failure } from '../../../src-shared/terms/errors';
import { onStep, run } from '../../ledger-client';
import { undoLast } from '../toast';
import { CodeWarning } from './code-warning';
import { FieldControl } from './field-control';
import classes from './record-form.module.css';

export interface RecordFormProps {
  readonly entity: EntityName;
  readonly id: string;
  readonly record: Readonly<Record<string, unknown>>;
  /** Fields that do not belong on this form. */
  readonly without?: readonly string[];
  readonly warnings?: Readonly<Record<string, ReactNode>>;
  readonly readOnly?: boolean;
  readonly year?: number;
}

interface Section {
  readonly name: string;
  readonly fields: readonly (readonly [string, Field])[];
}

function sectionsOf(entity: EntityName, without: readonly string[]): Section[] {
  const sections = new Map<string, [string, Field][]>();
  for (const [name, field] of Object.entries(entityOf(entity).fields)) {
    if (without.includes(name)) continue;
    const section = field.section ?? '';
    sections.set(section, [...(sections.get(section) ?? []), [name, field]]);
  }
  return [...sections].map(([name, fields]) => ({ name, fields }));
}

/** Every field of a record by its sections, from the declaration alone. Each field is saved on leaving it. */
export function RecordForm({
  entity,
  id,
  record,
  without = [],
  warnings = {},
  readOnly = false,
  year,
}: RecordFormProps) {
  const skipped = without.join(' ');
  const sections = useMemo(() => sectionsOf(entity, skipped.split(' ')), [entity, skipped]);
  const [saved, setSaved] = useState<string | null>(null);
  useEffect(() => onStep(() => setSaved(null)), []);
  return (
    <div className={classes.form}>
      <div className={classes.state} role="status">
        {readOnly ? (
          '台账是只读打开的。'
        ) : saved ? (
          <>
            已保存“{saved}”
            <button type="button" className="link" onClick={() => void undoLast()}>
              撤销
            </button>
          </>
        ) : (
          '离开字段即保存，Ctrl+Z 撤销。'
        )}
      </div>
      {sections.map((section) => (
        <fieldset key={section.name} className={classes.section}>
          {section.name && <legend className={classes.legend}>{section.name}</legend>}
          <div className={classes.grid}>
            {section.fields.map(([name, field]) => (
              <RecordField
                key={name}
                entity={entity}
                id={id}
                name={name}
                field={field}
                value={(record[name] as FieldValue | undefined) ?? null}
                warning={warnings[name] ?? codeWarning(entity, id, name, record)}
                readOnly={readOnly}
                year={year}
                onSaved={setSaved}
              />
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  );
}

function codeWarning(entity: EntityName, id: string, name: string, record: RecordFormProps['record']): ReactNode {
  const doubt = codeDoubt(entity, name, record);
  return doubt && <CodeWarning doubt={doubt} entity={entity} id={id} name={name} />;
}

function RecordField({
  entity,
  id,
  name,
  field,
  value,
  warning,
  readOnly,
  year,
  onSaved,
}: {
  entity: EntityName;
  id: string;
  name: string;
  field: Field;
  value: FieldValue;
  warning: ReactNode;
  readOnly: boolean;
  year: number | undefined;
  onSaved: (label: string) => void;
}) {
  const told = useRef(onSaved);
  told.current = onSaved;
  const save = useCallback(
    async (next: FieldValue): Promise<Failure | null> => {
      const result = await run('records.revise', { entity, id, set: { [name]: next } as never });
      if (!result.ok) return result.error;
      told.current(field.label);
      return null;
    },
    [entity, id, name, field.label],
  );
  const wide = field.kind === 'long_text';
  return (
    <div className={wide ? classes.wide : undefined}>
      <FieldControl
        field={field}
        value={value}
        save={save}
        warning={warning}
        readOnly={readOnly}
        {...(year ? { year } : {})}
      />
    </div>
  );
}

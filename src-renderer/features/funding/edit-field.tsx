import { type ReactNode, useCallback } from 'react';
import { type EntityName, entityOf } from '../../../src-shared/entities/entities';
import type { Field, FieldValue } from '../../../src-shared/entities/field';
import { FieldControl } from '../../components/record-form/field-control';
import { run } from '../../ledger-client';

/** One field of a record with its label, saved on leaving it. A warning stands under it and never blocks. */
export function EditField({
  entity,
  record,
  name,
  writable,
  warning,
}: {
  entity: EntityName;
  record: { readonly id: string };
  name: string;
  writable: boolean;
  warning?: ReactNode;
}) {
  const { id } = record;
  const save = useCallback(
    async (value: FieldValue) => {
      const result = await run('records.revise', { entity, id, set: { [name]: value } as never });
      return result.ok ? null : result.error;
    },
    [entity, id, name],
  );
  return (
    <FieldControl
      field={entityOf(entity).fields[name] as Field}
      value={((record as Readonly<Record<string, unknown>>)[name] as FieldValue | undefined) ?? null}
      save={save}
      readOnly={!writable}
      {...(warning ? { warning } : {})}
    />
  );
}

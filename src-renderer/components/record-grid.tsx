import { useCallback, useMemo, useRef } from 'react';
import { type EntityName, entityOf } from '../../src-shared/entities/entities';
import type { Field, FieldValue } from '../../src-shared/entities/field';
import { codeDoubt } from '../../src-shared/rules/code-doubts';
import type { Failure } from '../../src-shared/terms/errors';
import { formatDate, formatMoney, formatValue, unknown } from '../../src-shared/terms/format';
import { run } from '../ledger-client';
import { DataGrid } from './data-grid/data-grid';
import type { GridColumn, WriteEdits } from './data-grid/grid-types';
import type { Selection } from './data-grid/selection';
import { showDone } from './toast';

export interface RecordRow {
  readonly kind: 'record';
  readonly id: string;
  readonly record: Readonly<Record<string, unknown>>;
}

export type RecordColumn = GridColumn<RecordRow>;

function textOf(field: Field, value: FieldValue): string {
  if (value === null) return field.kind === 'text' || field.kind === 'long_text' ? '' : unknown;
  if (field.kind === 'money') return formatMoney(value as number);
  if (field.kind === 'date' || field.kind === 'month' || field.kind === 'day_or_month')
    return formatDate(value as string);
  return formatValue(field, value);
}

/** A column for a declared field of an entity. */
export function recordColumn(entity: EntityName, name: string, overrides: Partial<RecordColumn> = {}): RecordColumn {
  const field = entityOf(entity).fields[name] as Field;
  const value = (row: RecordRow) => (row.record[name] as FieldValue | undefined) ?? null;
  return {
    key: name,
    label: field.label,
    width: field.width ?? 110,
    field,
    value,
    text: (row) => textOf(field, value(row)),
    doubt: (row) => codeDoubt(entity, name, row.record)?.sentence ?? null,
    ...(field.kind === 'money' || field.kind === 'integer' || field.kind === 'percent' ? { right: true } : {}),
    ...overrides,
  };
}

/** A column for one year of a field that has an amount a year. */
export function yearColumn(
  entity: EntityName,
  name: string,
  year: number,
  overrides: Partial<RecordColumn> = {},
): RecordColumn {
  const value = (row: RecordRow) => (row.record[name] as Record<string, number> | null)?.[year] ?? null;
  return recordColumn(entity, name, {
    key: `${name}.${year}`,
    label: `${year}年`,
    value,
    text: (row) => formatMoney(value(row)),
    right: true,
    ...overrides,
  });
}

/** The records of one entity that belong to something, as a small spreadsheet: typed in place, copied and pasted in blocks. */
export function RecordGrid({
  entity,
  label,
  records,
  columns,
  writable,
  selected,
  onSelect,
  onRefusal,
  onOpen,
  save,
}: {
  entity: EntityName;
  label: string;
  records: readonly Readonly<Record<string, unknown>>[];
  columns: readonly RecordColumn[];
  writable: boolean;
  /** The record that is shown elsewhere: the cursor starts on it and stays with it when the order changes. */
  selected?: string | undefined;
  onSelect?: (record: Readonly<Record<string, unknown>> | undefined) => void;
  onRefusal: (message: string) => void;
  onOpen?: (record: Readonly<Record<string, unknown>>) => void;
  /** Writes in place of a plain revision, where more follows from what was typed. */
  save?: (edits: readonly { id: string; set: Record<string, FieldValue> }[]) => Promise<Failure | null>;
}) {
  const rows = useMemo(
    () => records.map((record): RecordRow => ({ kind: 'record', id: String(record.id), record })),
    [records],
  );
  const rowAt = useCallback((index: number) => rows[index], [rows]);
  const write = useCallback<WriteEdits<RecordRow>>(
    async (edits, what) => {
      const sets = new Map<string, Record<string, FieldValue>>();
      for (const { row, column, value } of edits) {
        const set = sets.get(row.id) ?? {};
        // 'funding_need.2019' is one key of a keyed field.
        const [stem = '', key] = column.key.split('.');
        const keyed = { ...(set[stem] as Record<string, number | null> | undefined), ...(key ? { [key]: value } : {}) };
        sets.set(row.id, { ...set, [stem]: key ? (keyed as FieldValue) : value });
      }
      if (save) {
        const failure = await save([...sets].map(([id, set]) => ({ id, set })));
        if (failure) return failure;
        if (what) showDone(what, { undo: true });
        return null;
      }
      const list = [...sets].map(([id, set]) => ({ entity, id, set: set as never }));
      const [only] = list;
      const result =
        list.length === 1 && only
          ? await run('records.revise', only)
          : await run('records.reviseMany', { edits: list });
      if (!result.ok) return result.error;
      if (what) showDone(what, { undo: true });
      return null;
    },
    [entity, save],
  );
  const last = useRef<Selection | null>(null);
  const onSelection = useCallback(
    (selection: Selection) => {
      // Rows that moved under a cursor that did not are no choice of the person.
      if (selected !== undefined && last.current === selection) return;
      last.current = selection;
      onSelect?.(rows[selection.active.row]?.record);
    },
    [onSelect, rows, selected],
  );
  return (
    <DataGrid<RecordRow>
      label={label}
      columns={columns}
      total={rows.length}
      rowAt={rowAt}
      want={here}
      version={0}
      remember={`${entity}-${label}`}
      queryKey={selected === undefined ? label : rows.map((row) => row.id).join(' ')}
      startRow={Math.max(
        0,
        rows.findIndex((row) => row.id === selected),
      )}
      numberOf={place}
      isFolded={never}
      onFold={nothing}
      onOpen={(row) => onOpen?.(row.record)}
      write={write}
      writable={writable}
      sortings={none}
      onSort={nothing}
      onSelection={onSelection}
      onRefusal={onRefusal}
    />
  );
}

const here = () => Promise.resolve();
const never = () => false;
const nothing = () => undefined;
const none: never[] = [];
const place = (_: RecordRow, index: number) => index + 1;

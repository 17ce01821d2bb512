import { Button, Select, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import type { View } from '../../../src-shared/contract/common';
import type { Filter } from '../../../src-shared/contract/record-methods';
import { useLedgerQuery } from '../../ledger-client';
import classes from './filter.module.css';
import {
  boundHints,
  boundText,
  boundWords,
  type FilterField,
  operatorLabels,
  operatorsOf,
  readBound,
  replaceFilter,
} from './grid-filters';
import { ValueList } from './value-list';

/** What the values of a column are counted in. */
export interface FilterScope {
  readonly view: View;
  readonly filters: readonly Filter[];
  readonly words: string;
}

export type ChangeFilters = (filters: Filter[], options?: { replace?: boolean }) => void;

const isList = (operator: Filter['operator']) => operator === 'is' || operator === 'is_not';
const isOpen = (operator: Filter['operator']) => operator === 'empty' || operator === 'filled';
const texts = (value: Filter['value']): string[] =>
  Array.isArray(value) ? value.map(String) : value === null ? [] : [String(value)];

/**
 * One column's filter: its condition, and the values to be ticked or the bounds to be typed. Ticks hold at once; what is typed holds with
 * Enter or the button. `onDone` closes what it stands in.
 */
export function FilterEditor({
  field,
  scope,
  onChange,
  onDone,
}: {
  field: FilterField;
  scope: FilterScope;
  onChange: ChangeFilters;
  onDone: () => void;
}) {
  const present = scope.filters.find((filter) => filter.field === field.name) ?? null;
  const operators = operatorsOf(field);
  const [operator, setOperator] = useState<Filter['operator']>(
    present && operators.includes(present.operator) ? present.operator : (operators[0] ?? 'is'),
  );
  // One step back takes the whole filter away, not its last tick.
  const touched = useRef(false);
  const write = (filter: Filter | null) => {
    onChange(replaceFilter(scope.filters, present, filter), { replace: touched.current });
    touched.current = true;
  };
  const choose = (next: Filter['operator']) => {
    setOperator(next);
    if (isOpen(next)) write({ field: field.name, operator: next, value: null });
    else if (present && isList(next) && isList(present.operator)) write({ ...present, operator: next });
  };
  return (
    <div className={classes.editor}>
      <div className={classes.line}>
        <Select
          aria-label="条件"
          allowDeselect={false}
          value={operator}
          onChange={(next) => next && choose(next as Filter['operator'])}
          data={operators.map((value) => ({ value, label: operatorLabels[value] }))}
          comboboxProps={{ withinPortal: false }}
          className={classes.operator}
        />
        {present && (
          <Button variant="subtle" className="right" onClick={() => write(null)}>
            清除
          </Button>
        )}
      </div>
      {isList(operator) ? (
        <ValueList
          field={field}
          scope={scope}
          value={present && isList(present.operator) ? texts(present.value) : []}
          onChange={(value) => write(value.length > 0 ? { field: field.name, operator, value } : null)}
        />
      ) : isOpen(operator) ? (
        <p className="muted">{operator === 'empty' ? '只看这一列空着的项目' : '只看这一列填了的项目'}</p>
      ) : (
        <BoundForm
          key={operator}
          field={field}
          scope={scope}
          operator={operator}
          start={present?.operator === operator ? present.value : null}
          onApply={(value) => {
            write({ field: field.name, operator, value });
            onDone();
          }}
        />
      )}
    </div>
  );
}

function BoundForm({
  field,
  scope,
  operator,
  start,
  onApply,
}: {
  field: FilterField;
  scope: FilterScope;
  operator: Filter['operator'];
  start: Filter['value'];
  onApply: (value: Filter['value']) => void;
}) {
  const isPair = operator === 'between';
  const [typed, setTyped] = useState<readonly string[]>(() => {
    const values = Array.isArray(start) ? start : start === null ? [] : [start];
    return [0, 1].map((index) => {
      const value = values[index];
      return value === undefined ? '' : boundText(field, value);
    });
  });
  const [faults, setFaults] = useState<readonly (string | null)[]>([null, null]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    const read = typed.slice(0, isPair ? 2 : 1).map((text) => readBound(field, text));
    const wrong = read.map((one) => ('fault' in one ? one.fault : null));
    const values = read.flatMap((one) => ('value' in one ? [one.value] : []));
    const [least, greatest] = values;
    if (
      wrong.every((fault) => fault === null) &&
      isPair &&
      least !== undefined &&
      greatest !== undefined &&
      least > greatest
    )
      return setFaults([null, '要不小于前面一个']);
    setFaults(wrong);
    if (wrong.some((fault) => fault !== null)) return;
    onApply(isPair ? (values as [number, number]) : (values[0] ?? null));
  };
  const line = (index: number, label: string) => (
    <TextInput
      key={label}
      aria-label={label}
      label={isPair ? label : undefined}
      value={typed[index] ?? ''}
      data-autofocus={index === 0 || undefined}
      error={faults[index]}
      placeholder={boundHints[field.kind] ?? ''}
      onChange={(event) => setTyped(typed.with(index, event.currentTarget.value))}
    />
  );
  return (
    <form onSubmit={submit} className={classes.editor} aria-label={`${field.label}的条件`}>
      {isPair ? [line(0, '从'), line(1, '到')] : line(0, '值')}
      {field.kind !== 'long' && field.kind !== 'text' && <RangeHint field={field} scope={scope} />}
      <div className={classes.line}>
        <Button type="submit" variant="filled" className="right">
          {start === null ? '添加筛选' : '应用'}
        </Button>
      </div>
    </form>
  );
}

/** From where to where the column reaches now: '最小 500万元，最大 12亿元；14 项未填'. */
function RangeHint({ field, scope }: { field: FilterField; scope: FilterScope }) {
  const answer = useLedgerQuery(
    'projects.values',
    { ...scope, filters: [...scope.filters] as Filter[], field: field.name },
    { keep: true },
  ).data;
  if (!answer) return <p className="muted">&nbsp;</p>;
  const { least, greatest, blank } = answer;
  const words = field.kind === 'date' ? ['最早', '最晚'] : ['最小', '最大'];
  const reach =
    least === null || greatest === null
      ? '这一列都空着'
      : `${words[0]} ${boundWords(field, least)}，${words[1]} ${boundWords(field, greatest)}`;
  return (
    <p className="muted">
      {reach}
      {least !== null && blank > 0 && `；${blank.toLocaleString('zh-CN')} 项未填`}
    </p>
  );
}

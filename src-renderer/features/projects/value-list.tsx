import { Checkbox, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { Filter } from '../../../src-shared/contract/record-methods';
import { useLedgerQuery } from '../../ledger-client';
import classes from './filter.module.css';
import type { FilterScope } from './filter-editor';
import type { FilterField } from './grid-filters';

const mostShown = 200;
const blankLabel = '空白';

/** The values of a column with how many projects have each, to be ticked; the ticked ones stay in sight whatever is searched. */
export function ValueList({
  field,
  scope,
  value,
  onChange,
}: {
  field: FilterField;
  scope: FilterScope;
  value: readonly string[];
  onChange: (value: string[]) => void;
}) {
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 120);
  const list = useRef<HTMLDivElement>(null);
  const answer = useLedgerQuery(
    'projects.values',
    { ...scope, filters: [...scope.filters] as Filter[], field: field.name, search, limit: mostShown },
    { keep: true },
  ).data;
  const found = answer?.values ?? [];
  // What is ticked and has no project left must still be there to be unticked.
  const missing = search ? [] : value.filter((each) => each !== '' && !found.some((one) => one.value === each));
  const rows = [
    ...missing.map((each) => ({ value: each, label: field.labelOf(each), count: 0 })),
    ...found,
    ...(answer && !search && (answer.blank > 0 || value.includes(''))
      ? [{ value: '', label: blankLabel, count: answer.blank }]
      : []),
  ];
  const toggle = (each: string, on: boolean) =>
    onChange(on ? [...value.filter((other) => other !== each), each] : value.filter((other) => other !== each));
  const hidden = (answer?.distinct ?? 0) - found.length;
  return (
    <div className={classes.values}>
      <TextInput
        aria-label="搜索值"
        placeholder="搜索值"
        value={typed}
        data-autofocus
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' || event.nativeEvent.isComposing) return;
          list.current?.querySelector('input')?.focus();
          event.preventDefault();
        }}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame of its own */}
      <div
        ref={list}
        role="group"
        aria-label={`${field.label}的值`}
        className={classes.valueRows}
        onKeyDown={(event) => stepTicks(event, list.current)}
      >
        {rows.map((row) => (
          <Checkbox
            key={row.value}
            classNames={{
              root: classes.valueRow ?? '',
              body: classes.valueBody ?? '',
              labelWrapper: classes.valueLabel ?? '',
            }}
            checked={value.includes(row.value)}
            onChange={(event) => toggle(row.value, event.currentTarget.checked)}
            label={
              <>
                <span className={row.value === '' ? 'ell muted' : 'ell'} title={row.label}>
                  {row.label}
                </span>
                <span className={classes.valueCount}>{row.count.toLocaleString('zh-CN')}</span>
              </>
            }
          />
        ))}
        {answer && rows.length === 0 && (
          <p className="muted">{search ? `没有含“${search}”的值` : '这一列还没有填过'}</p>
        )}
      </div>
      {hidden > 0 && <p className="muted">还有 {hidden.toLocaleString('zh-CN')} 个值，搜索可找到</p>}
    </div>
  );
}

/** Arrow keys go from one tick to the next. */
function stepTicks(event: KeyboardEvent, list: HTMLElement | null): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const ticks = [...(list?.querySelectorAll('input') ?? [])];
  const at = ticks.indexOf(document.activeElement as HTMLInputElement);
  ticks[(at + (event.key === 'ArrowDown' ? 1 : -1) + ticks.length) % ticks.length]?.focus();
  event.preventDefault();
}

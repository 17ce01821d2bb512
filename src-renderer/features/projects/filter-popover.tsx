import { Button, Popover, Select, TextInput } from '@mantine/core';
import { IconFilter, IconX } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { View } from '../../../src-shared/contract/common';
import type { Filter } from '../../../src-shared/contract/record-methods';
import classes from './filter.module.css';
import { type ChangeFilters, FilterEditor } from './filter-editor';
import { filterFieldOf, filterFields, filterWords, replaceFilter } from './grid-filters';

const fieldOptions = filterFields.map(({ name: value, label }) => ({ value, label }));

/**
 * '筛选 2' and the popover behind it: a column, and what is asked of it, with the values that occur in it. `editing` names the column it
 * is open at where the screen itself keeps that, as for a click on a chip; `null` is closed.
 */
export function FilterButton({
  filters,
  view = 'all',
  words = '',
  editing,
  onEdit,
  onChange,
  onWords,
}: {
  filters: readonly Filter[];
  view?: View;
  words?: string;
  editing?: string | null;
  onEdit?: (field: string | null) => void;
  onChange: ChangeFilters;
  /** Takes words that a project must have somewhere; without it there is no line for them. */
  onWords?: (words: string) => void;
}) {
  const [kept, setKept] = useState<string | null>(null);
  const [last, setLast] = useState('region');
  const name = editing === undefined ? kept : editing;
  const edit = (next: string | null) => {
    if (next) setLast(next);
    setKept(next);
    onEdit?.(next);
  };
  const field = filterFieldOf(name ?? last);
  const close = () => edit(null);
  return (
    <Popover
      opened={name !== null}
      onChange={(open) => edit(open ? last : null)}
      position="bottom-start"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          size="compact-xs"
          variant={filters.length > 0 ? 'light' : 'subtle'}
          leftSection={<IconFilter className="icon" aria-hidden="true" />}
          aria-expanded={name !== null}
          onClick={() => edit(name === null ? last : null)}
        >
          {filters.length > 0 ? `筛选 ${filters.length}` : '筛选'}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        {field && (
          <div className={classes.popover}>
            {onWords && (
              <WordsLine
                words={words}
                onWords={(next) => {
                  onWords(next);
                  close();
                }}
              />
            )}
            <Select
              aria-label="字段"
              searchable
              allowDeselect={false}
              value={field.name}
              onChange={(next) => next && edit(next)}
              data={fieldOptions}
              comboboxProps={{ withinPortal: false }}
              nothingFoundMessage="没有这个字段"
            />
            <FilterEditor
              key={field.name}
              field={field}
              scope={{ view, filters, words }}
              onChange={onChange}
              onDone={close}
            />
            {filters.length > 1 && <Present filters={filters} onEdit={edit} onChange={onChange} />}
            {filters.length > 0 && (
              <Button
                variant="subtle"
                onClick={() => {
                  onChange([]);
                  close();
                }}
              >
                清除全部筛选
              </Button>
            )}
          </div>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

/** All filters: the bar may have no room for their chips. */
function Present({
  filters,
  onEdit,
  onChange,
}: {
  filters: readonly Filter[];
  onEdit: (field: string) => void;
  onChange: ChangeFilters;
}) {
  return (
    <ul className={classes.present} aria-label="现在的筛选">
      {filters.map((filter) => {
        const text = filterWords(filter);
        return (
          <li key={`${filter.field} ${filter.operator}`} className={classes.line}>
            <button type="button" className="link ell" title={text} onClick={() => onEdit(filter.field)}>
              {text}
            </button>
            <button
              type="button"
              className="btn quiet sm icon-only right"
              aria-label={`去掉 ${text}`}
              onClick={() => onChange(replaceFilter(filters, filter, null))}
            >
              <IconX className="icon" aria-hidden="true" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function WordsLine({ words, onWords }: { words: string; onWords: (words: string) => void }) {
  const [typed, setTyped] = useState(words);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onWords(typed.trim().slice(0, 100));
  };
  return (
    <form onSubmit={submit}>
      <TextInput
        aria-label="含有文字"
        placeholder="名称、单位里含有…… 回车"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </form>
  );
}

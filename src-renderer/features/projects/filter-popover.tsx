import { Button, MultiSelect, Popover, Select, TextInput } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { regions } from '../../../src-shared/catalogues/regions';
import type { Filter } from '../../../src-shared/contract/record-methods';
import { readDate, readMoney } from '../../components/fields/read-text';
import { type FilterField, filterFields, operatorLabels } from './grid-filters';
import classes from './projects-page.module.css';

const operatorsOf: Record<FilterField['kind'], readonly Filter['operator'][]> = {
  choice: ['is', 'empty', 'filled'],
  region: ['is', 'empty', 'filled'],
  text: ['contains', 'is', 'empty', 'filled'],
  money: ['at_least', 'at_most', 'empty', 'filled'],
  date: ['at_least', 'at_most', 'empty', 'filled'],
  number: ['at_least', 'at_most'],
};

const regionChoices = regions.map(({ code, name }) => ({ value: code, label: name }));
const hints: Partial<Record<FilterField['kind'], string>> = {
  money: '如 5000 或 3亿（不写单位为万元）',
  date: '如 2018-09 或 2018-09-16',
  number: '如 -10',
};

/** The value of a filter as the ledger takes it, or a sentence. */
function readValue(
  field: FilterField,
  operator: Filter['operator'],
  text: string,
  several: readonly string[],
): { value: Filter['value'] } | { fault: string } {
  if (operator === 'empty' || operator === 'filled') return { value: null };
  if (field.kind === 'choice' || field.kind === 'region')
    return several.length > 0 ? { value: [...several] } : { fault: '请至少选一个' };
  if (!text.trim()) return { fault: '请填写' };
  if (field.kind === 'money') {
    const reading = readMoney(text);
    return reading.ok ? { value: reading.value as number } : { fault: reading.message };
  }
  if (field.kind === 'date') {
    const reading = readDate(text, 'day_or_month');
    return reading.ok ? { value: reading.value as string } : { fault: reading.message };
  }
  if (field.kind === 'number') {
    const number = Number(text.replace('−', '-'));
    return Number.isFinite(number) ? { value: number } : { fault: '请填数字' };
  }
  return { value: text.trim() };
}

/** '筛选 2' and the popover behind it, which adds one filter at a time. */
export function FilterButton({
  filters,
  onChange,
}: {
  filters: readonly Filter[];
  onChange: (filters: Filter[]) => void;
}) {
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus>
      <Popover.Target>
        <Button
          size="compact-xs"
          variant={filters.length > 0 ? 'light' : 'subtle'}
          leftSection={<IconFilter className="icon" aria-hidden="true" />}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {filters.length > 0 ? `筛选 ${filters.length}` : '筛选'}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <FilterForm
          onAdd={(filter) => {
            // A second filter of the same kind on a field takes the place of the first.
            onChange([
              ...filters.filter((other) => other.field !== filter.field || other.operator !== filter.operator),
              filter,
            ]);
            setOpen(false);
          }}
          onClear={filters.length > 0 ? () => onChange([]) : null}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

function FilterForm({ onAdd, onClear }: { onAdd: (filter: Filter) => void; onClear: (() => void) | null }) {
  const [name, setName] = useState('region');
  const [operator, setOperator] = useState<Filter['operator']>('is');
  const [text, setText] = useState('');
  const [several, setSeveral] = useState<string[]>([]);
  const [fault, setFault] = useState<string | null>(null);
  const field = filterFields.find((known) => known.name === name) as FilterField;
  const choose = (next: string | null) => {
    const chosen = filterFields.find((known) => known.name === next);
    if (!chosen) return;
    setName(chosen.name);
    setOperator(operatorsOf[chosen.kind][0] ?? 'is');
    setText('');
    setSeveral([]);
    setFault(null);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = readValue(field, operator, text, several);
    if ('fault' in read) setFault(read.fault);
    else onAdd({ field: name, operator, value: read.value });
  };
  const open = operator === 'empty' || operator === 'filled';
  return (
    <form className={classes.filterForm} onSubmit={submit} aria-label="添加筛选">
      <div className={classes.filterRow}>
        <Select
          aria-label="字段"
          searchable
          allowDeselect={false}
          value={name}
          onChange={choose}
          data={filterFields.map(({ name: value, label }) => ({ value, label }))}
          comboboxProps={{ withinPortal: false }}
          nothingFoundMessage="没有这个字段"
        />
        <Select
          aria-label="条件"
          allowDeselect={false}
          value={operator}
          onChange={(next) => next && setOperator(next as Filter['operator'])}
          data={operatorsOf[field.kind].map((value) => ({ value, label: operatorLabels[value] }))}
          comboboxProps={{ withinPortal: false }}
        />
      </div>
      {!open && (field.kind === 'choice' || field.kind === 'region') && (
        <MultiSelect
          aria-label="值"
          data={field.kind === 'region' ? regionChoices : [...field.choices]}
          value={several}
          onChange={setSeveral}
          error={fault}
          placeholder={several.length === 0 ? '可选几个' : ''}
          searchable
          hidePickedOptions
          comboboxProps={{ withinPortal: false }}
          nothingFoundMessage="没有这一项"
        />
      )}
      {!open && field.kind !== 'choice' && field.kind !== 'region' && (
        <TextInput
          aria-label="值"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={fault}
          placeholder={hints[field.kind] ?? ''}
        />
      )}
      <div className={classes.filterFoot}>
        {onClear && (
          <Button variant="subtle" onClick={onClear}>
            清除全部筛选
          </Button>
        )}
        <Button type="submit" variant="filled" className="right">
          添加筛选
        </Button>
      </div>
    </form>
  );
}

import { Button, Popover, Select } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import { useState } from 'react';
import type { Sorting } from '../../components/data-grid/grid-types';
import { projectColumns } from './grid-columns';
import { PlaceButtons } from './place-buttons';
import classes from './projects-page.module.css';

const mostLevels = 4;
const sortable = projectColumns.filter((column) => column.order !== undefined);
const options = sortable.map(({ order, label }) => ({ value: order as string, label }));
const labelOf = (field: string) => options.find(({ value }) => value === field)?.label ?? field;
/** Figures begin with the greatest, as a click on their head does. */
const startsDescending = (field: string) => sortable.find(({ order }) => order === field)?.right === true;

/** '排序 2' and the popover behind it: the levels, which counts first, up or down. */
export function SortButton({
  sortings,
  onChange,
}: {
  sortings: readonly Sorting[];
  onChange: (sortings: Sorting[]) => void;
}) {
  const [open, setOpen] = useState(false);
  const [only] = sortings;
  const text =
    sortings.length === 0
      ? '排序'
      : sortings.length === 1 && only
        ? `排序：${labelOf(only.field)}`
        : `排序 ${sortings.length} 级`;
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <Button
          size="compact-xs"
          variant={sortings.length > 0 ? 'light' : 'subtle'}
          leftSection={<IconArrowsSort className="icon" aria-hidden="true" />}
          className={classes.sortButton}
          title={text}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {text}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Levels sortings={sortings} onChange={onChange} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Levels({ sortings, onChange }: { sortings: readonly Sorting[]; onChange: (sortings: Sorting[]) => void }) {
  const move = (from: number, to: number) => {
    const level = sortings[from];
    if (level) onChange(sortings.toSpliced(from, 1).toSpliced(to, 0, level));
  };
  const free = options.filter(({ value }) => !sortings.some(({ field }) => field === value));
  return (
    <div className={classes.levels}>
      {sortings.length === 0 && <p className="muted">现在按录入的先后排列。</p>}
      <ol className={classes.levelList}>
        {sortings.map(({ field, descending }, index) => (
          <li key={field} className={classes.level}>
            <span className="muted">{index + 1}</span>
            <Select
              aria-label={`第 ${index + 1} 级`}
              searchable
              allowDeselect={false}
              value={field}
              data={[{ value: field, label: labelOf(field) }, ...free]}
              onChange={(next) => next && onChange(sortings.with(index, { field: next, descending }))}
              comboboxProps={{ withinPortal: false }}
              className={classes.levelField}
              nothingFoundMessage="没有这一列"
            />
            <Button
              size="compact-xs"
              variant="default"
              aria-label={`${labelOf(field)}：${descending ? '降序，改为升序' : '升序，改为降序'}`}
              leftSection={
                descending ? (
                  <IconArrowDown className="icon" aria-hidden="true" />
                ) : (
                  <IconArrowUp className="icon" aria-hidden="true" />
                )
              }
              onClick={() => onChange(sortings.with(index, { field, descending: !descending }))}
            >
              {descending ? '降序' : '升序'}
            </Button>
            <PlaceButtons
              label={labelOf(field)}
              isFirst={index === 0}
              isLast={index === sortings.length - 1}
              onMove={(step) => move(index, index + step)}
              removeLabel={`不按${labelOf(field)}排序`}
              onRemove={() => onChange(sortings.filter((_, at) => at !== index))}
            />
          </li>
        ))}
      </ol>
      {sortings.length < mostLevels && (
        <Select
          key={sortings.length}
          aria-label="加一级排序"
          placeholder={sortings.length === 0 ? '按哪一列排序' : '再按哪一列'}
          searchable
          value={null}
          data={free}
          onChange={(next) => next && onChange([...sortings, { field: next, descending: startsDescending(next) }])}
          comboboxProps={{ withinPortal: false }}
          nothingFoundMessage="没有这一列"
        />
      )}
      {sortings.length > 0 && (
        <Button size="compact-xs" variant="subtle" onClick={() => onChange([])}>
          清除排序
        </Button>
      )}
    </div>
  );
}

import { Checkbox, Popover } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useState } from 'react';
import catalogue from '../../../src-shared/catalogues/problem-categories.json';
import type { ProblemLine } from '../../../src-shared/rules/problem-board';
import classes from './problems.module.css';

/** The group of a category, 现场 for 施工水电; one that is not in the catalogue belongs to 其他. */
export function groupOf(category: string | null): string {
  return catalogue.categories.find(({ items }) => category !== null && items.includes(category))?.group ?? '其他';
}

/** '现场，施工水电' */
export const categoryWords = (category: string | null): string =>
  category === null ? '未分类' : `${groupOf(category)}，${category}`;

/** Which groups of categories are shown; none means all. */
export function CategoryFilter({
  lines,
  groups,
  onChange,
}: {
  lines: readonly ProblemLine[];
  groups: readonly string[];
  onChange: (groups: readonly string[]) => void;
}) {
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus>
      <Popover.Target>
        <button
          type="button"
          className={`btn sm quiet ${groups.length > 0 ? 'on' : ''}`}
          aria-expanded={open}
          title={groups.length > 0 ? groups.join('、') : undefined}
          onClick={() => setOpen(!open)}
        >
          <IconFilter className="icon" aria-hidden="true" />
          类别{groups.length === 1 ? `：${groups[0]}` : groups.length > 1 ? ` ${groups.length}` : ''}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <fieldset className={classes.filter}>
          <legend className="visually-hidden">只看类别</legend>
          {catalogue.categories.map(({ group }) => (
            <Checkbox
              key={group}
              label={`${group} ${lines.filter(({ problem }) => groupOf(problem.category) === group).length}`}
              checked={groups.includes(group)}
              onChange={(event) =>
                onChange(event.currentTarget.checked ? [...groups, group] : groups.filter((one) => one !== group))
              }
            />
          ))}
          <button type="button" className="link" disabled={groups.length === 0} onClick={() => onChange([])}>
            全部类别
          </button>
        </fieldset>
      </Popover.Dropdown>
    </Popover>
  );
}

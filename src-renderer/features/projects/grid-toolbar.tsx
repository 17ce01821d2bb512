import { Button } from '@mantine/core';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import { ColumnButton } from './column-popover';
import { ExportMenu } from './export-menu';
import { FilterChips } from './filter-chips';
import { FilterButton } from './filter-popover';
import type { ChangeGrid, GridState } from './grid-state';
import { GroupMenu } from './group-menu';
import { NewProject } from './new-project';
import classes from './projects-page.module.css';
import { SortButton } from './sort-popover';
import type { Folding } from './use-project-rows';
import { WordsChip } from './words-chip';

/** Filters, order, grouping, columns; what goes out and what comes in. */
export function GridToolbar({
  state,
  change,
  keys,
  setKeys,
  onFold,
  year,
  name,
  writable,
  children,
}: {
  state: GridState;
  change: ChangeGrid;
  /** Columns in sight, in their order. */
  keys: readonly string[];
  setKeys: (keys: readonly string[]) => void;
  onFold: (folding: Folding) => void;
  year: number;
  /** Name of the saved view in sight. */
  name: string | null;
  writable: boolean;
  children: ReactNode;
}) {
  const [, navigate] = useLocation();
  const [editing, setEditing] = useState<string | null>(null);
  return (
    <div className={`bar ${classes.toolbar}`} role="toolbar" aria-label="表格工具">
      <div className={classes.filters}>
        <FilterButton
          filters={state.filters}
          view={state.view}
          words={state.words}
          editing={editing}
          onEdit={setEditing}
          onChange={(filters, options) => change({ filters }, options)}
          onWords={(words) => change({ words })}
        />
        {(state.words || state.filters.length > 0) && (
          <div className={classes.chips}>
            {state.words && <WordsChip words={state.words} onChange={(words) => change({ words })} />}
            <FilterChips filters={state.filters} onEdit={setEditing} onChange={(filters) => change({ filters })} />
          </div>
        )}
        <span className="sep" />
        <SortButton sortings={state.sortings} onChange={(sortings) => change({ sortings })} />
        <GroupMenu group={state.group} onGroup={(group) => change({ group })} onFold={onFold} />
        <ColumnButton keys={keys} setKeys={setKeys} />
        {children}
      </div>
      <div className={classes.actions}>
        <ExportMenu state={state} columns={keys} year={year} name={name} />
        {writable && (
          <>
            <Button
              size="compact-xs"
              title="导入 Excel"
              leftSection={<IconFileSpreadsheet className="icon" aria-hidden="true" />}
              onClick={() => navigate('/import')}
            >
              导入 Excel
            </Button>
            <NewProject compact />
          </>
        )}
      </div>
    </div>
  );
}

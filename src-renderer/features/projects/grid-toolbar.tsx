import { Button, Checkbox, Menu, Popover } from '@mantine/core';
import { IconCheck, IconColumns3, IconDownload, IconFileSpreadsheet, IconLayoutRows, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import { ledgerViews } from '../../app/rail';
import { showDone, showFailure } from '../../components/toast';
import { call, run } from '../../ledger-client';
import { FilterButton } from './filter-popover';
import { defaultColumns, projectColumns } from './grid-columns';
import { filterWords, queryFilter } from './grid-filters';
import { type GridState, groupLabels, groups } from './grid-state';
import { NewProject } from './new-project';
import classes from './projects-page.module.css';

/** Filters, grouping, columns; what goes out and what comes in. */
export function GridToolbar({
  state,
  change,
  keys,
  setKeys,
  year,
  writable,
  children,
}: {
  state: GridState;
  change: (change: Partial<GridState>) => void;
  keys: readonly string[];
  setKeys: (keys: readonly string[]) => void;
  year: number;
  writable: boolean;
  children: ReactNode;
}) {
  const [, navigate] = useLocation();
  return (
    <div className="bar" role="toolbar" aria-label="表格工具">
      <div className={classes.filters}>
        <FilterButton filters={state.filters} onChange={(filters) => change({ filters })} />
        {state.filters.map((filter, index) => (
          <span key={filterWords(filter)} className="chip">
            <span className="ell">{filterWords(filter)}</span>
            <button
              type="button"
              className={classes.remove}
              aria-label={`去掉筛选 ${filterWords(filter)}`}
              onClick={() => change({ filters: state.filters.filter((_, at) => at !== index) })}
            >
              <IconX className="icon" aria-hidden="true" />
            </button>
          </span>
        ))}
        <span className="sep" />
        <GroupMenu state={state} change={change} />
        <ColumnMenu keys={keys} setKeys={setKeys} />
        {children}
      </div>
      <div className={classes.actions}>
        <ExportButton state={state} year={year} />
        {writable && (
          <>
            <Button
              size="compact-xs"
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

function GroupMenu({ state, change }: { state: GridState; change: (change: Partial<GridState>) => void }) {
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          size="compact-xs"
          variant={state.group ? 'light' : 'subtle'}
          leftSection={<IconLayoutRows className="icon" aria-hidden="true" />}
        >
          {state.group ? `分组：${groupLabels[state.group]}` : '分组'}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {groups.map((group) => (
          <Menu.Item
            key={group}
            onClick={() => change({ group })}
            rightSection={state.group === group && <IconCheck className="icon" aria-hidden="true" />}
          >
            按{groupLabels[group]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item disabled={!state.group} onClick={() => change({ group: null })}>
          不分组
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function ColumnMenu({ keys, setKeys }: { keys: readonly string[]; setKeys: (keys: readonly string[]) => void }) {
  const [open, setOpen] = useState(false);
  const toggle = (key: string, on: boolean) => {
    // Columns keep the order of the declaration, whatever the order in which they were chosen.
    const wanted = new Set(on ? [...keys, key] : keys.filter((other) => other !== key));
    const standard = defaultColumns.filter((other) => wanted.has(other));
    const extra = projectColumns
      .map((column) => column.key)
      .filter((other) => wanted.has(other) && !standard.includes(other));
    setKeys([...standard, ...extra]);
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus>
      <Popover.Target>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconColumns3 className="icon" aria-hidden="true" />}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          列 {keys.length}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.columnList}>
        <div className={classes.columns}>
          {projectColumns.map((column) => (
            <Checkbox
              key={column.key}
              label={column.label}
              checked={keys.includes(column.key)}
              disabled={column.key === 'name'}
              onChange={(event) => toggle(column.key, event.currentTarget.checked)}
            />
          ))}
        </div>
        <Button size="compact-xs" variant="subtle" onClick={() => setKeys(defaultColumns)}>
          恢复默认的列
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

function ExportButton({ state, year }: { state: GridState; year: number }) {
  const [busy, setBusy] = useState(false);
  const label = ledgerViews.find(({ view }) => view === state.view)?.label ?? '项目';
  const write = async () => {
    const place = await call(
      'files.chooseSave',
      { purpose: 'excel', name: `${label}${year || ''}.xlsx` },
      crypto.randomUUID(),
    );
    if (!place.ok) return showFailure(place.error);
    if (!place.value) return;
    setBusy(true);
    const result = await run('excel.export', {
      view: state.view,
      filters: state.filters.map(queryFilter),
      orders: [...state.sortings],
      file: place.value.token,
      ...(year ? { year } : {}),
    });
    setBusy(false);
    if (!result.ok) return showFailure(result.error);
    showDone(`已导出 ${result.value.rows.toLocaleString('zh-CN')} 项到 ${place.value.name}`);
  };
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      loading={busy}
      leftSection={<IconDownload className="icon" aria-hidden="true" />}
      title="把现在看到的项目导出为 Excel"
      onClick={() => void write()}
    >
      导出
    </Button>
  );
}

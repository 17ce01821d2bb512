import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconFileSpreadsheet, IconHistory, IconSearch, IconX } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { usePageTitle } from '../../app/page-title';
import { ledgerViews } from '../../app/rail';
import { useCanWrite, useStatus } from '../../app/status';
import { DataGrid } from '../../components/data-grid/data-grid';
import { at, type Selection } from '../../components/data-grid/selection';
import { useRemembered } from '../../components/remembered';
import { Empty, Trouble } from '../../components/trouble';
import { FilterEditor } from './filter-editor';
import { columnsOf, defaultColumns, movedKeys, type ProjectColumn, type Row } from './grid-columns';
import { filterFieldOf } from './grid-filters';
import { GridFoot } from './grid-foot';
import { useGridState, writeGridQuery } from './grid-state';
import { GridTabs } from './grid-tabs';
import { GridToolbar } from './grid-toolbar';
import { HistoryDrawer } from './history-drawer';
import { activeView, contentOf, useViews } from './kept-views';
import { NewProject } from './new-project';
import { useProjectFinder } from './project-finder';
import classes from './projects-page.module.css';
import { type Folding, useProjectRows } from './use-project-rows';

const allOpen: Folding = { all: false, except: [] };

/** All projects, or one of the plan's ledgers, as a spreadsheet. */
export function ProjectsPage() {
  const [state, change] = useGridState();
  const [, navigate] = useLocation();
  const status = useStatus();
  const writable = useCanWrite();
  const views = useViews();
  const view = activeView([...views.tabs, ...views.others], state);
  const [usualColumns, setUsualColumns] = useRemembered('grid-columns', defaultColumns);
  const [usualPinned, setUsualPinned] = useRemembered('grid-pinned', 1);
  const [historyOpen, setHistoryOpen] = useRemembered('grid-history', false);
  const [folding, setFolding] = useState<Folding>(allOpen);
  const [selection, setSelection] = useState<Selection>(at(0, 0));
  const [refusal, setRefusal] = useState<string | null>(null);
  const title = ledgerViews.find(({ view }) => view === state.view)?.title ?? '全部项目';
  usePageTitle([{ label: '台账', to: '/projects' }, { label: title }]);

  const year = Number(status?.today.slice(0, 4) ?? 0);
  const rows = useProjectRows(state, folding, year);
  const finder = useProjectFinder(state, folding, rows.rowAt);
  const [findAsked, setFindAsked] = useState(0);
  const chosen = state.columns ?? usualColumns;
  const columns = useMemo(() => columnsOf(chosen), [chosen]);
  const keys = useMemo(() => columns.map(({ key }) => key), [columns]);
  const pinned = state.pinned ?? usualPinned;
  // In a saved view and in an address that names them columns are part of it; elsewhere they are a habit of this machine.
  const setKeys = (next: readonly string[]) =>
    view || state.columns ? change({ columns: next }, { replace: true }) : setUsualColumns(next);
  const onPin = (next: number) =>
    view || state.pinned ? change({ pinned: next }, { replace: true }) : setUsualPinned(next);
  const onFold = useCallback(
    (row: Row, fold: boolean) =>
      setFolding(({ all, except }) => ({
        all,
        except: fold === all ? except.filter((id) => id !== row.id) : [...new Set([...except, row.id])],
      })),
    [],
  );
  const onOpen = useCallback((row: Row) => navigate(`/projects/${row.id}/overview`), [navigate]);
  const onSelection = useCallback((next: Selection) => {
    setSelection(next);
    setRefusal(null);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another grouping has other groups
  useEffect(() => setFolding(allOpen), [state.group]);

  const headMenu = (column: ProjectColumn, close: () => void) => {
    const field = filterFieldOf(column.key);
    return field ? (
      <FilterEditor
        field={field}
        scope={{ view: state.view, filters: state.filters, words: state.words }}
        onChange={(filters, options) => change({ filters }, options)}
        onDone={close}
      />
    ) : null;
  };

  const activeRow = rows.rowAt(selection.active.row);
  return (
    <div className="split">
      <div className="pane">
        <GridTabs state={state} views={views} counts={status?.counts} content={contentOf(state, keys, pinned)} />
        <GridToolbar
          state={state}
          change={change}
          keys={keys}
          setKeys={setKeys}
          onFold={setFolding}
          year={year}
          name={view?.name ?? null}
          writable={writable}
        >
          <Tooltip label="查找和替换（Ctrl F）">
            <ActionIcon size="sm" variant="subtle" aria-label="查找" onClick={() => setFindAsked(findAsked + 1)}>
              <IconSearch className="icon" aria-hidden="true" />
            </ActionIcon>
          </Tooltip>
          <Tooltip label="单元格的历史">
            <ActionIcon
              size="sm"
              variant={historyOpen ? 'light' : 'subtle'}
              aria-label="历史"
              aria-pressed={historyOpen}
              onClick={() => setHistoryOpen(!historyOpen)}
            >
              <IconHistory className="icon" aria-hidden="true" />
            </ActionIcon>
          </Tooltip>
        </GridToolbar>
        <DataGrid<Row>
          label={title}
          columns={columns}
          total={rows.total}
          rowAt={rows.rowAt}
          want={rows.want}
          version={rows.version}
          queryKey={writeGridQuery(state)}
          numberOf={(row) => (row.kind === 'project' ? row.ordinal : null)}
          isFolded={(row) => folding.except.includes(row.id) !== folding.all}
          onFold={onFold}
          onOpen={onOpen}
          write={rows.write}
          writable={writable}
          sortings={state.sortings}
          onSort={(sortings) => change({ sortings })}
          pinned={pinned}
          onPin={onPin}
          headMenu={headMenu}
          onSelection={onSelection}
          onRefusal={setRefusal}
          remember="projects"
          grouped={state.group !== null}
          finder={finder}
          openFind={findAsked}
          {...(status ? { today: status.today } : {})}
          onMoveColumn={(key, to) => setKeys(movedKeys(columns, key, to))}
          onHideColumn={(key) => setKeys(keys.filter((other) => other !== key))}
          over={
            rows.failure && !rows.loaded ? (
              <Trouble failure={rows.failure} retry={rows.refresh} />
            ) : rows.loaded && rows.total === 0 ? (
              <NothingHere
                filtered={state.filters.length > 0 || state.words !== ''}
                all={rows.summary?.all ?? 0}
                title={title}
                writable={writable}
                clear={() => change({ filters: [], words: '' })}
              />
            ) : null
          }
        />
        <GridFoot selection={selection} columns={columns} rows={rows} refusal={refusal} />
      </div>
      {historyOpen && (
        <aside className="drawer" aria-label="历史">
          <div className="drawer-h">
            <IconHistory className="icon" aria-hidden="true" />
            历史
            <button
              type="button"
              className="btn quiet sm icon-only right"
              aria-label="关闭"
              onClick={() => setHistoryOpen(false)}
            >
              <IconX className="icon" aria-hidden="true" />
            </button>
          </div>
          {activeRow?.kind === 'project' ? (
            <HistoryDrawer row={activeRow} column={columns[selection.active.column]} year={year} writable={writable} />
          ) : (
            <p className={`muted ${classes.drawerEmpty}`}>选中一个单元格，这里就是它的历史。</p>
          )}
        </aside>
      )}
    </div>
  );
}

function NothingHere({
  filtered,
  all,
  title,
  writable,
  clear,
}: {
  filtered: boolean;
  all: number;
  title: string;
  writable: boolean;
  clear: () => void;
}) {
  const [, navigate] = useLocation();
  if (filtered && all > 0) {
    return (
      <Empty title="没有符合筛选的项目。" hint={`${title}里有 ${all.toLocaleString('zh-CN')} 项，都被筛选挡住了。`}>
        <Button variant="filled" onClick={clear}>
          清除筛选
        </Button>
      </Empty>
    );
  }
  if (title !== '全部项目')
    return <Empty title={`“${title}”里还没有项目。`} hint="项目的阶段、开工和入统情况符合时，会自动出现在这里。" />;
  return (
    <Empty title="这里放你包保的全部项目，一个项目一行。" hint="把现有的 Excel 或 WPS 表导进来最快。">
      {writable && (
        <>
          <Button
            variant="filled"
            leftSection={<IconFileSpreadsheet className="icon" aria-hidden="true" />}
            onClick={() => navigate('/import')}
          >
            导入我的 Excel
          </Button>
          <NewProject />
        </>
      )}
    </Empty>
  );
}

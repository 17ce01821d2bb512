import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useLocation } from 'wouter';
import type { HistoryEntry, ProjectRow } from '../../../src-shared/contract/record-methods';
import type { FieldValue } from '../../../src-shared/entities/field';
import { formatValue } from '../../../src-shared/terms/format';
import { HistoryList } from '../../components/history-list';
import { showDone, showFailure } from '../../components/toast';
import { run, useLedgerQuery } from '../../ledger-client';
import { editOf, type ProjectColumn } from './grid-columns';
import classes from './projects-page.module.css';

/** Entries of the cell: the year's plan is a key of its field, the listing state lives in the record of its own. */
function belongs(entry: HistoryEntry, column: ProjectColumn, year: number): boolean {
  if (column.key === 'listing') return entry.entity === 'listing' && entry.field === 'state';
  if (column.key === 'annual_plan') return entry.entity === 'project' && entry.field === `annual_plan.${year}`;
  return entry.entity === 'project' && entry.field === column.key;
}

/** History of the active cell; of a computed one, of the whole project. */
export function HistoryDrawer({
  row,
  column,
  year,
  writable,
}: {
  row: ProjectRow;
  column: ProjectColumn | undefined;
  year: number;
  writable: boolean;
}) {
  const [, navigate] = useLocation();
  const history = useLedgerQuery('records.history', {
    entity: 'project',
    id: row.id,
    related: column?.key === 'listing' || !column?.field,
  });
  const entries = useMemo(
    () => (history.data ?? []).filter((entry) => !column?.field || belongs(entry, column, year)),
    [history.data, column, year],
  );
  const value = column?.value?.(row) ?? null;
  const former = column?.field
    ? entries.find((entry) => JSON.stringify(entry.to) !== JSON.stringify(value))
    : undefined;
  const restore = async (to: FieldValue) => {
    if (!column) return;
    const result = await run('records.revise', {
      entity: 'project',
      id: row.id,
      set: editOf(column, to, year) as never,
    });
    if (!result.ok) showFailure(result.error);
    else showDone(`已恢复为 ${formatValue(column.field as never, to)}`, { undo: true });
  };
  return (
    <>
      <div className={classes.cellName}>
        <div className="muted ell">{String(row.name ?? '')}</div>
        <div>{column?.field ? column.label : '全部字段'}</div>
        {column?.field && (
          <div className={classes.cellValue}>{value === null ? '空' : formatValue(column.field, value)}</div>
        )}
      </div>
      <div className="scroll">
        <HistoryList entries={entries} withField={!column?.field} loading={history.isPending} />
      </div>
      <div className="drawer-f">
        {writable && former && column?.field && !column.locked && (
          <Button
            leftSection={<IconArrowBackUp className="icon" aria-hidden="true" />}
            onClick={() => void restore(former.to)}
          >
            <span className="ell">恢复为 {formatValue(column.field, former.to).replace(/万元$/, '')}</span>
          </Button>
        )}
        <Button variant="subtle" onClick={() => navigate(`/projects/${row.id}/history`)}>
          全部字段
        </Button>
      </div>
    </>
  );
}

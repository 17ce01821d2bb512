import { useVirtualizer } from '@tanstack/react-virtual';
import { useImperativeHandle, useMemo, useRef } from 'react';
import type { ImportDifference, ImportPolicy } from '../../../src-shared/contract/excel-methods';
import { SheetFrame, sheetWidth } from '../../components/sheet-frame';
import { FieldMenu } from './field-menu';
import { fieldOptions } from './field-options';
import { layoutColumns, type Preview, sheetLines } from './sheet-layout';
import styles from './sheet-preview.module.css';
import { FoldRow, Row } from './sheet-row';

/** Lets the list of doubts bring a row into sight. */
export interface SheetHandle {
  show: (row: number) => void;
}

/** Differences by row and column letter; what no column says has no cell to stand in. */
function byCell(differences: readonly ImportDifference[]): ReadonlyMap<string, readonly ImportDifference[]> {
  const cells = new Map<string, ImportDifference[]>();
  for (const difference of differences) {
    if (difference.column === '') continue;
    const key = `${difference.row}:${difference.column}`;
    cells.set(key, [...(cells.get(key) ?? []), difference]);
  }
  return cells;
}

/** The sheet with its own row numbers and column letters, and above it what each column was understood as. */
export function SheetPreview(props: {
  preview: Preview;
  today: string;
  onMap: (column: string, field: string | null) => void;
  onPolicy: (column: string, policy: ImportPolicy) => void;
  handle: React.RefObject<SheetHandle | null>;
}) {
  const { preview, today, onMap, onPolicy, handle } = props;
  const scroller = useRef<HTMLElement>(null);
  const layout = useMemo(() => layoutColumns(preview, today), [preview, today]);
  const options = useMemo(
    () =>
      fieldOptions(
        preview.mapping.flatMap((column) => column.field ?? []),
        today,
      ),
    [preview.mapping, today],
  );
  const doubtful = useMemo(
    () => new Set([...preview.doubts, ...preview.problems].map((doubt) => `${doubt.row}:${doubt.column}`)),
    [preview.doubts, preview.problems],
  );
  const changed = useMemo(() => byCell(preview.differences), [preview.differences]);
  const remembered = preview.remembered?.used ? preview.remembered.columns : [];
  const hidden = preview.hiddenColumns ?? [];
  const lines = useMemo(() => sheetLines(preview.rows), [preview.rows]);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 32,
    overscan: 12,
    scrollPaddingStart: 76,
  });
  useImperativeHandle(handle, () => ({
    show: (row) => {
      const index = lines.findIndex((line) => 'row' in line && line.row === row);
      if (index >= 0) virtual.scrollToIndex(index, { align: 'center' });
    },
  }));
  const lastRow = preview.rows.at(-1)?.row ?? 0;
  const fits = sheetWidth(lastRow, layout) <= (scroller.current?.clientWidth ?? 0);
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const span = preview.mapping.length + 2;
  return (
    <SheetFrame
      name={preview.sheet}
      lastRow={lastRow}
      meaning="字段"
      scroller={scroller}
      columns={preview.mapping.map((column, index) => ({
        letter: column.column,
        width: layout[index]?.width ?? 0,
        mark: hidden.includes(column.column) && <span className={styles.hidden}>隐藏</span>,
        head: (
          <FieldMenu
            column={column}
            options={options}
            today={today}
            remembered={remembered.includes(column.column)}
            preview={preview}
            onPolicy={(policy) => onPolicy(column.column, policy)}
            onChange={(field) => onMap(column.column, field)}
          />
        ),
      }))}
    >
      <tbody>
        {before > 0 && (
          <tr>
            <td colSpan={span} style={{ height: before, border: 0 }} />
          </tr>
        )}
        {items.map((item) => {
          const line = lines[item.index];
          if (!line) return null;
          if (!('row' in line)) return <FoldRow key={item.key} fold={line} columns={preview.mapping.length} />;
          const next = lines[item.index + 1];
          return (
            <Row
              key={item.key}
              row={line}
              below={next && 'row' in next ? next : undefined}
              preview={preview}
              layout={layout}
              doubtful={doubtful}
              changed={changed}
              fits={fits}
            />
          );
        })}
        {after > 0 && (
          <tr>
            <td colSpan={span} style={{ height: after, border: 0 }} />
          </tr>
        )}
      </tbody>
    </SheetFrame>
  );
}

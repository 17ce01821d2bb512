import type { ReactNode } from 'react';
import type { PaperCell, PaperFormRow, PaperOf, PaperTable } from '../../../src-shared/contract/paper-values';
import {
  cellAlign,
  cellWords,
  columnWidths,
  hasHead,
  headGroups,
  isLabel,
} from '../../../src-shared/rules/paper-cells';
import { formLayout, formRow, formShares } from '../../../src-shared/rules/paper-form';
import styles from './paper.module.css';

const classes = (...names: (string | false | undefined)[]) => names.filter(Boolean).join(' ');

/** Text with its line ends. */
export function Lines({ text }: { text: string }) {
  return text.split('\n').map((line, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: lines have no other name
    <span key={index} className={styles.line}>
      {line}
    </span>
  ));
}

function Columns({ widths }: { widths: readonly { readonly width: number }[] }) {
  return (
    <colgroup>
      {columnWidths(widths, 10_000).map((width, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
        <col key={index} style={{ width: `${width / 100}%` }} />
      ))}
    </colgroup>
  );
}

/** A text after a column of figures keeps its distance where no rule stands between. */
function keepsDistance({ columns }: PaperTable, index: number): boolean {
  const [before, own] = [columns[index - 1], columns[index]];
  return before !== undefined && own !== undefined && cellAlign(1, before) === 'right' && headAlign(own) !== 'right';
}

/** How a column without upright rules stands: figures right, texts left. */
const headAlign = (column: PaperTable['columns'][number]) => cellAlign(column.format === 'text' ? '' : 1, column);

function Cells({ cells, table, isOpen }: { cells: readonly PaperCell[]; table: PaperTable; isOpen: boolean }) {
  return table.columns.map((column, index) => {
    const cell = cells[index] === undefined ? '' : (cells[index] ?? null);
    const label = isLabel(table.look, index);
    const isAfterFigures = isOpen && keepsDistance(table, index);
    return (
      <td
        // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
        key={index}
        className={classes(label && styles.label, isAfterFigures && styles.afterFigures)}
        style={{ textAlign: label ? 'center' : cellAlign(cell, column) }}
      >
        <Lines text={cellWords(cell, column.format)} />
      </td>
    );
  });
}

function Head({ table, isOpen }: { table: PaperTable; isOpen: boolean }) {
  const groups = headGroups(table.columns);
  const isGrouped = groups.some(({ name }) => name !== '');
  const header = (index: number, span?: number) => {
    const column = table.columns[index];
    return (
      <th
        key={index}
        scope="col"
        rowSpan={span}
        className={classes(isOpen && keepsDistance(table, index) && styles.afterFigures)}
        style={{ textAlign: isOpen && column ? headAlign(column) : 'center' }}
      >
        <Lines text={column?.header ?? ''} />
      </th>
    );
  };
  if (!isGrouped) return <tr>{table.columns.map((_, index) => header(index))}</tr>;
  return (
    <>
      <tr className={styles.groups}>
        {groups.map(({ name, from, to }) =>
          name === '' ? (
            header(from, 2)
          ) : (
            <th key={from} scope="colgroup" colSpan={to - from}>
              {name}
            </th>
          ),
        )}
      </tr>
      <tr>
        {groups
          .filter(({ name }) => name !== '')
          .flatMap(({ from, to }) => Array.from({ length: to - from }, (_, offset) => header(from + offset)))}
      </tr>
    </>
  );
}

/** Rows of a table on one page. */
export interface RowSlice {
  readonly from: number;
  readonly to: number;
  readonly window: { readonly top: number; readonly bottom: number } | null;
  readonly continued: boolean;
  readonly goesOn: boolean;
}

/** A row of which a page shows a window only. */
function Windowed({ window, children }: { window: RowSlice['window']; children: ReactNode }) {
  if (!window) return children;
  return (
    <div className={styles.window} style={{ height: window.bottom - window.top }}>
      <div style={{ marginTop: -window.top }}>{children}</div>
    </div>
  );
}

export function TablePart({ table, isOpen, slice }: { table: PaperTable; isOpen: boolean; slice?: RowSlice }) {
  const rows = [
    ...table.rows.map((cells) => ({ cells, isSum: false })),
    ...(table.totals ? [{ cells: table.totals, isSum: true }] : []),
  ];
  const { from, to, window, continued, goesOn } = slice ?? {
    from: 0,
    to: rows.length,
    window: null,
    continued: false,
    goesOn: false,
  };
  const look = isOpen
    ? styles.open
    : table.look === 'figures'
      ? styles.figures
      : table.look === 'list'
        ? styles.list
        : styles.form;
  const height = table.rowHeight === undefined ? undefined : `${table.rowHeight}mm`;
  const body = (
    <table className={classes(styles.table, look)} aria-label={table.caption || undefined}>
      <Columns widths={table.columns} />
      {hasHead(table) && !window && (
        <thead>
          <Head table={table} isOpen={isOpen} />
        </thead>
      )}
      <tbody>
        {rows.slice(from, to).map(({ cells, isSum }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
          <tr key={from + index} className={isSum ? styles.sum : undefined} style={{ height }} data-row>
            <Cells cells={cells} table={table} isOpen={isOpen} />
          </tr>
        ))}
      </tbody>
    </table>
  );
  return (
    <div className={isOpen ? styles.openTable : styles.tableBlock} data-table>
      {(table.caption !== '' || table.unit !== '') && (
        <div className={isOpen ? styles.openCaption : styles.caption}>
          <b>
            {table.caption}
            {continued && table.caption !== '' && '（续）'}
          </b>
          <span>{table.unit}</span>
        </div>
      )}
      {window && hasHead(table) && (
        <table className={classes(styles.table, look)} aria-hidden="true">
          <Columns widths={table.columns} />
          <thead>
            <Head table={table} isOpen={isOpen} />
          </thead>
        </table>
      )}
      <Windowed window={window}>{body}</Windowed>
      {goesOn && !isOpen && <p className={styles.more}>续下页</p>}
    </div>
  );
}

function Parts({ parts, lastRight }: { parts: readonly string[]; lastRight: boolean }) {
  return (
    <div className={styles.parts}>
      {parts.map((text, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have no other name
          key={index}
          className={lastRight && index === parts.length - 1 && index > 0 ? styles.partRight : undefined}
        >
          {text}
        </span>
      ))}
    </div>
  );
}

function FormRow({ row, roomOf, pitch }: { row: PaperFormRow; roomOf: (wanted: number) => number; pitch: number }) {
  const label = (text: string) => (
    <th scope="row" className={styles.label}>
      <Lines text={text} />
    </th>
  );
  if (row.kind === 'pair')
    return (
      <tr style={{ height: `${formRow.least}mm` }} data-row>
        {row.cells.flatMap(({ label: name, text }, index) => [
          <th key={`label-${index === 0 ? 'left' : 'right'}`} scope="row" className={styles.label}>
            <Lines text={name} />
          </th>,
          <td key={index === 0 ? 'left' : 'right'}>
            <Lines text={text} />
          </td>,
        ])}
      </tr>
    );
  const height =
    row.kind === 'room' ? roomOf(row.height) : row.kind === 'line' ? (row.height ?? formRow.least) : formRow.least;
  return (
    <tr style={{ height: `${height}mm` }} data-row>
      {label(row.label)}
      <td
        colSpan={3}
        className={row.kind === 'room' ? styles.room : undefined}
        style={row.kind === 'text' ? { lineHeight: `${pitch}mm` } : undefined}
      >
        {row.kind === 'text' && <Lines text={row.paragraphs.join('\n')} />}
        {(row.kind === 'line' || row.kind === 'room') && <Parts parts={row.parts} lastRight={row.kind === 'room'} />}
        {row.kind === 'picture' && (
          <div className={styles.code}>
            <img
              alt=""
              src={`data:${row.type};base64,${row.data}`}
              style={{ width: `${row.side}mm`, height: `${row.side}mm` }}
            />
            <div>
              <Lines text={row.lines.join('\n')} />
            </div>
          </div>
        )}
      </td>
    </tr>
  );
}

/** A form; `width` and `height` are millimetres of the page's text. */
export function FormPart({
  form,
  width,
  height,
  slice,
}: {
  form: PaperOf<'form'>;
  width: number;
  height: number;
  slice?: RowSlice;
}) {
  const { pitch, roomOf } = formLayout(form.rows, width, height);
  const { from, to, window } = slice ?? { from: 0, to: form.rows.length, window: null };
  return (
    <div data-table>
      <Windowed window={window}>
        <table className={classes(styles.table, styles.slip)}>
          <Columns widths={formShares.map((share) => ({ width: share }))} />
          <tbody>
            {form.rows.slice(from, to).map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
              <FormRow key={from + index} row={row} roomOf={roomOf} pitch={pitch} />
            ))}
          </tbody>
        </table>
      </Windowed>
    </div>
  );
}

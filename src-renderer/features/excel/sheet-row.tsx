import type { ImportDifference } from '../../../src-shared/contract/excel-methods';
import { sheetStyles } from '../../components/sheet-frame';
import {
  type ColumnLayout,
  type Fold,
  headerCells,
  loneText,
  type Preview,
  type SheetRow,
  skippedCells,
} from './sheet-layout';
import styles from './sheet-preview.module.css';

const states: Record<SheetRow['state'], string> = {
  skipped: '跳过',
  header: '表头',
  created: '新建',
  updated: '更新',
  unchanged: '不变',
};

/** One row of the sheet: its number, what will become of it, its cells as they stand in the file. */
export function Row(props: {
  row: SheetRow;
  below: SheetRow | undefined;
  preview: Preview;
  layout: readonly ColumnLayout[];
  doubtful: ReadonlySet<string>;
  /** What the ledger says otherwise, by row and column letter. */
  changed: ReadonlyMap<string, readonly ImportDifference[]>;
  /** The whole table can be seen without scrolling sideways. */
  fits: boolean;
}) {
  const { row, preview } = props;
  const reason =
    row.state === 'skipped' ? preview.skipped.find((skipped) => skipped.row === row.row)?.reason : undefined;
  return (
    <tr className={row.state === 'header' ? sheetStyles.header : styles[row.state]} title={reason}>
      <td className={sheetStyles.number} title={row.hidden ? '表里隐藏的行' : undefined}>
        {row.row}
        {row.hidden && <span className={styles.hidden}>隐藏</span>}
      </td>
      <td className={sheetStyles.state}>{states[row.state]}</td>
      <Cells {...props} reason={reason} />
    </tr>
  );
}

function Cells(props: Parameters<typeof Row>[0] & { reason: string | undefined }) {
  const { row, below, preview, layout, doubtful, changed, fits, reason } = props;
  const lone = row.state === 'skipped' ? loneText(row) : undefined;
  if (lone !== undefined) {
    const centred = fits && row.row < (preview.headerRows[0] ?? 0);
    return (
      <td
        colSpan={preview.mapping.length}
        className={centred ? 'mid' : undefined}
        title={reason ? `${lone}（${reason}）` : lone}
      >
        {lone}
      </td>
    );
  }
  if (row.state === 'header' || row.state === 'skipped') {
    const cells = row.state === 'header' ? headerCells(row, below, preview.mapping.length) : skippedCells(row, layout);
    let index = -1;
    return cells.map((cell) => {
      const first = index + 1;
      index += cell.span;
      const merged = row.state === 'header' && cell.span > 1;
      const alignment = merged ? 'mid' : cell.span === 1 && layout[first]?.numeric ? 'num' : undefined;
      return (
        <td key={preview.mapping[first]?.column} colSpan={cell.span} className={alignment} title={cell.text}>
          {cell.text}
        </td>
      );
    });
  }
  return preview.mapping.map((column, index) => {
    const text = row.cells[index] ?? '';
    const cell = `${row.row}:${column.column}`;
    const differences = changed.get(cell) ?? [];
    const taken = differences.some((difference) => difference.taken);
    const replaces = differences.some((difference) => difference.taken && difference.mine !== '空');
    const classes = [
      layout[index]?.numeric && 'num',
      differences.length > 0 && (replaces ? styles.changed : taken ? styles.filled : styles.kept),
      doubtful.has(cell) && styles.doubt,
    ];
    return (
      <td
        key={column.column}
        className={classes.filter(Boolean).join(' ') || undefined}
        title={differences.length > 0 ? differences.map(differenceText).join('\n') : text}
      >
        {text}
      </td>
    );
  });
}

function differenceText({ label, mine, file, taken }: ImportDifference): string {
  return `${label}：台账 ${mine} → 表里 ${file}${taken ? '' : '，保留台账'}`;
}

/** Stands for rows that are read and written like the others, but not drawn. */
export function FoldRow({ fold, columns }: { fold: Fold; columns: number }) {
  return (
    <tr>
      <td className={sheetStyles.number}>…</td>
      <td className={sheetStyles.state} />
      <td colSpan={columns} className="muted">
        第 {fold.from} 至 {fold.to} 行，没有疑问，不逐行列出
      </td>
    </tr>
  );
}

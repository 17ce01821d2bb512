import type { ReactNode, RefObject } from 'react';
import styles from './sheet-frame.module.css';

/** Dress of the rows and heads inside a frame. */
export { styles as sheetStyles };

export interface SheetFrameColumn {
  readonly letter: string;
  readonly width: number;
  /** Stands beside its letter. */
  readonly mark?: ReactNode;
  /** What it means. */
  readonly head: ReactNode;
}

const stateWidth = 44;
const numberWidth = (lastRow: number) => (lastRow > 999 ? 48 : 30);

/** Width in which a sheet can be seen without scrolling sideways. */
export function sheetWidth(lastRow: number, columns: readonly { readonly width: number }[]): number {
  return numberWidth(lastRow) + stateWidth + columns.reduce((sum, { width }) => sum + width, 0);
}

/** A sheet of a workbook with its own row numbers and column letters, and above each column what it means; its rows are the children. */
export function SheetFrame(props: {
  name: string;
  /** Greatest number of a row. */
  lastRow: number;
  columns: readonly SheetFrameColumn[];
  /** What the first line of the heads says. */
  meaning: string;
  /** The last column takes what a wide pane leaves; else all of them do. */
  lastGrows?: boolean;
  scroller: RefObject<HTMLElement | null>;
  children: ReactNode;
}) {
  const { name, lastRow, columns, meaning, lastGrows, scroller, children } = props;
  const first = numberWidth(lastRow);
  // A narrow sheet fills the pane; a wide one scrolls.
  const size = { minWidth: sheetWidth(lastRow, columns), '--number-width': `${first}px` } as React.CSSProperties;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={styles.sheet} ref={scroller} aria-label={`工作表 ${name}`} tabIndex={0}>
      <table className={`table ${styles.table}`} style={size}>
        <colgroup>
          <col style={{ width: first }} />
          <col style={{ width: stateWidth }} />
          {columns.map(({ letter, width }, index) => (
            <col key={letter} style={lastGrows && index === columns.length - 1 ? undefined : { width }} />
          ))}
        </colgroup>
        <thead>
          <tr className={styles.letters}>
            <td className={styles.number} />
            <td className={styles.state} />
            {columns.map(({ letter, mark }) => (
              <th key={letter} scope="col">
                {letter}
                {mark}
              </th>
            ))}
          </tr>
          <tr className={styles.meaning}>
            <td className={styles.number} />
            <td className={styles.state}>
              {meaning}
              <br />
              把握
            </td>
            {columns.map(({ letter, head }) => (
              <td key={letter} data-column={letter}>
                {head}
              </td>
            ))}
          </tr>
        </thead>
        {children}
      </table>
    </section>
  );
}

const confidences = { high: '高', medium: '中', low: '低' } as const;

/** How sure the meaning of a column is. */
export function Sureness({ level }: { level: keyof typeof confidences }) {
  return (
    <span className={`${styles.sure} ${styles[level]}`}>
      <span className="visually-hidden">，把握</span>
      {confidences[level]}
    </span>
  );
}

import type { ReactNode } from 'react';
import styles from './drop-place.module.css';

/** Says what may be dropped on an empty page; the page itself takes the files. */
export function DropPlace({ over, children }: { over: boolean; children: ReactNode }) {
  return (
    <div className={styles.drop} data-over={over || undefined}>
      {children}
    </div>
  );
}

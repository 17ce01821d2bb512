import { type ReactNode, useId } from 'react';
import styles from './settings.module.css';

/** One section of the settings: its name on the left, its controls on the right. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles.part} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <div>{children}</div>
    </section>
  );
}

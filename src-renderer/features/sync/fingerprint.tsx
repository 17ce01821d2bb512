import type { Device } from '../../../src-shared/contract/trust-methods';
import styles from './sync.module.css';

/** The words of a device's fingerprint, to be read aloud on the telephone. */
export function FingerprintWords({ fingerprint }: { fingerprint: Device['fingerprint'] }) {
  return (
    <span className={styles.words}>
      {fingerprint.words.map((word, index) => (
        // Words may repeat; their place is what names them.
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes its order
        <span key={index}>{word}</span>
      ))}
    </span>
  );
}

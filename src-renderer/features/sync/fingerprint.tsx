import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Device } from '../../../src-shared/contract/trust-methods';
import { type FingerprintForms, namesFingerprint } from '../../../src-shared/terms/fingerprint';
import { QrCode } from '../../components/qr-code';
import card from './device-dialog.module.css';
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

/**
 * A key as it can be compared: four words for the telephone, hex groups for the eye, a QR code for a scanner. With `onMatch` also a line for
 * what a scanner read off the other screen, or a person typed: it is told as soon as that is this key, and the line says where it is another.
 */
export function FingerprintCard(props: FingerprintForms & { onMatch?: () => void }) {
  const { onMatch, ...forms } = props;
  return (
    <div className={card.print}>
      <QrCode text={forms.keyId.toUpperCase()} label="指纹二维码" size={132} />
      <div className={card.forms}>
        <b>
          <FingerprintWords fingerprint={{ hex: forms.hex, words: [...forms.words] }} />
        </b>
        <span className="muted">{forms.hex}</span>
        {onMatch && <FingerprintInput forms={forms} onMatch={onMatch} />}
      </div>
    </div>
  );
}

function FingerprintInput({ forms, onMatch }: { forms: FingerprintForms; onMatch: () => void }) {
  const [text, setText] = useState('');
  const [left, setLeft] = useState(false);
  const matches = namesFingerprint(text, forms);
  const take = (typed: string) => {
    setText(typed);
    setLeft(false);
    if (namesFingerprint(typed, forms)) onMatch();
  };
  return (
    <TextInput
      aria-label="扫码或键入对方的指纹"
      placeholder="也可扫对方的二维码，或键入四个词、代码"
      value={text}
      maxLength={200}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => take(event.currentTarget.value)}
      onBlur={() => setLeft(true)}
      error={left && text.trim() !== '' && !matches ? '与这台设备的指纹不一样，不要批准' : undefined}
      rightSection={matches ? <span className={card.match}>一致</span> : undefined}
      rightSectionWidth={52}
    />
  );
}

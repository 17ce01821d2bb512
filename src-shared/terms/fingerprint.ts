/** A public key as people compare it: the id in hex groups, four words, and (in a QR code) the whole hash in hex. */
export interface FingerprintForms {
  readonly hex: string;
  readonly words: readonly string[];
  /** Hex SHA-256 of the public key. */
  readonly keyId: string;
}

/** Whether `text`, typed or scanned, names this key: hex groups, the four words or both, or the whole hash; a part of it never does. */
export function namesFingerprint(text: string, { hex, words, keyId }: FingerprintForms): boolean {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\-:·,，、]/g, '');
  const compact = hex.replaceAll(' ', '');
  return plain !== '' && [compact, words.join(''), compact + words.join(''), keyId].includes(plain);
}

import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { KeySecret } from '../../src-shared/contract/wire';

/** What of Electron's safeStorage is needed: DPAPI, Keychain, or a Linux keyring behind it. */
export interface SystemSafe {
  isEncryptionAvailable(): boolean;
  /** Linux only. */
  getSelectedStorageBackend?(): string;
  encryptString(text: string): Buffer;
  decryptString(sealed: Buffer): string;
}

/** One for all ledgers of this user on this computer; it holds nothing that can be read elsewhere. */
const guardName = 'key-guard.json';

/**
 * The secret with which the ledger process wraps device keys, guarded by the operating system; made at the first start. Undefined where the system guards nothing
 * (no keyring: Chromium then only hides the text) or does not give out what it once took: then keys stay as they are, and the
 * person is told. A guarded secret is never replaced, for keys that it wrapped would be lost with it.
 */
export function keySecret(folder: string, safe: SystemSafe, log: (message: string) => void): KeySecret | undefined {
  try {
    if (!safe.isEncryptionAvailable()) return undefined;
    const backend = process.platform === 'linux' ? (safe.getSelectedStorageBackend?.() ?? 'unknown') : 'system';
    if (backend === 'basic_text' || backend === 'unknown') return undefined;
    const file = path.join(folder, guardName);
    if (!existsSync(file)) {
      mkdirSync(folder, { recursive: true });
      const sealed = safe.encryptString(randomBytes(32).toString('base64')).toString('base64');
      try {
        writeFileSync(file, `${JSON.stringify({ format: 'wubao-key-guard/1', sealed })}\n`, {
          mode: 0o600,
          flag: 'wx',
        });
      } catch (error) {
        // Another window of this program was quicker; its secret is the one.
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
    }
    const { sealed } = JSON.parse(readFileSync(file, 'utf8')) as { sealed: string };
    return { name: 'system', secret: safe.decryptString(Buffer.from(sealed, 'base64')) };
  } catch (error) {
    log(`the system does not give out the key guard: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

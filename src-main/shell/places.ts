import { createHash } from 'node:crypto';
import path from 'node:path';

/**
 * The folder for this program's data in the local application-data place: never roaming, never beside the program, never in
 * Documents, which offices keep on servers.
 */
export function dataFolder(platform: NodeJS.Platform, environment: NodeJS.ProcessEnv, home: string): string {
  switch (platform) {
    case 'win32':
      return path.win32.join(environment.LOCALAPPDATA || path.win32.join(home, 'AppData', 'Local'), 'wubao');
    case 'darwin':
      return path.posix.join(home, 'Library', 'Application Support', 'wubao');
    default: {
      const base = environment.XDG_DATA_HOME;
      return path.posix.join(
        base && path.posix.isAbsolute(base) ? base : path.posix.join(home, '.local', 'share'),
        'wubao',
      );
    }
  }
}

/** What `--ledger DIR` or `--ledger=DIR` names, made absolute; undefined where it is not said. */
export function ledgerArgument(args: readonly string[], folder: string): string | undefined {
  const at = args.findIndex((arg) => arg === '--ledger' || arg.startsWith('--ledger='));
  const named = args[at]?.startsWith('--ledger=') ? args[at].slice('--ledger='.length) : args[at + 1];
  return at >= 0 && named ? path.resolve(folder, named) : undefined;
}

export interface Places {
  readonly ledger: string;
  /** Chromium's own files and the window's size. One for each ledger, so that two ledgers can be open at once, each only once. */
  readonly window: string;
  readonly logs: string;
}

export function placesFor(data: string, ledger: string | undefined): Places {
  const name = ledger ? `window-${createHash('sha256').update(ledger).digest('hex').slice(0, 12)}` : 'window';
  return { ledger: ledger ?? path.join(data, 'ledger'), window: path.join(data, name), logs: path.join(data, 'logs') };
}

/**
 * Where a file of the build is for a program that cannot look into the archive: electron-builder leaves it beside the archive.
 */
export function unpacked(file: string): string {
  return file.replace(/([\\/])app\.asar([\\/])/, '$1app.asar.unpacked$2');
}

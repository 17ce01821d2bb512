import path from 'node:path';
import type { Database } from 'better-sqlite3';

const cloudFolders = /onedrive|dropbox|坚果云|nutstore|百度网盘|baidunetdisk|wps\s?云|icloud|google\s?drive/i;

/**
 * Why a folder is a bad home for a database in WAL mode, as a Chinese sentence; undefined where nothing speaks against it.
 * Network shares do not give WAL its shared memory, and programs that copy a folder to a cloud tear database and log apart.
 */
export function folderWarning(folder: string): string | undefined {
  if (folder.startsWith('\\\\') || folder.startsWith('//'))
    return '台账放在网络共享上，速度慢且容易损坏，请改放本机硬盘。';
  if (cloudFolders.test(path.resolve(folder))) return '台账放在网盘同步文件夹里，容易被改坏，请改放普通文件夹。';
  return undefined;
}

/** Pragmas of every open: a reopened WAL file falls back to synchronous=NORMAL, so all are set each time. */
export function applyPragmas(database: Database, folder: string, readOnly: boolean): void {
  if (!readOnly) database.pragma(`journal_mode = ${folderWarning(folder) ? 'TRUNCATE' : 'WAL'}`);
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.pragma('busy_timeout = 5000');
  database.pragma('trusted_schema = OFF');
  database.pragma('cell_size_check = ON');
  database.pragma('cache_size = -65536');
  // 32 MB of log before it is brought into the file: an import is in the log when it is acknowledged, and is not written twice while
  // somebody waits. What is committed is durable all the same, and the next open reads it back.
  database.pragma('wal_autocheckpoint = 8192');
}

import path from 'node:path';
import log from 'electron-log/node';

export interface Log {
  info(...what: unknown[]): void;
  error(...what: unknown[]): void;
}

/** A file in the data folder, turned over at 1 MB, the one before kept. Never carries what a person typed. */
export function openLog(folder: string): Log {
  log.transports.file.resolvePathFn = () => path.join(folder, 'wubao.log');
  log.transports.file.maxSize = 1_048_576;
  log.transports.console.level = false;
  return log;
}

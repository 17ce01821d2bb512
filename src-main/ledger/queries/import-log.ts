import type { Database } from 'better-sqlite3';
import type { ImportLogEntry, ImportRun } from '../../../src-shared/contract/handover-methods';
import type { Handler } from '../handler';

/** As many imports as a person looks through; the exported log has all. */
const shown = 200;

/** Imports from the newest back to `least`, each with its files as they were told. */
export function loadImportRuns(database: Database, least: number): ImportRun[] {
  const rows = database
    .prepare('SELECT * FROM import_log WHERE run >= @least ORDER BY run DESC, number')
    .all({ least }) as (ImportLogEntry & { run: number; person: string })[];
  const runs: ImportRun[] = [];
  for (const { run, person, name, at, outcome, applied, conflicts, review, message } of rows) {
    const entry = { name, at, outcome, applied, conflicts, review, message };
    const last = runs.at(-1);
    if (last?.run === run) {
      last.files.push(entry);
      if (at > last.to) last.to = at;
    } else runs.push({ run, from: at, to: at, person, files: [entry] });
  }
  return runs;
}

/** See `importLog.list`. */
export const listImportLog: Handler<'importLog.list'> = ({ database }) => {
  const numbers = database.prepare('SELECT DISTINCT run FROM import_log ORDER BY run DESC').pluck().all() as number[];
  const least = numbers[Math.min(shown, numbers.length) - 1] ?? 1;
  return { runs: loadImportRuns(database, least), earlier: Math.max(numbers.length - shown, 0) };
};

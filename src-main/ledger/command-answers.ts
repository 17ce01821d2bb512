import type { Database } from 'better-sqlite3';
import { besidesWriting } from './database/written';

/** Answers are kept this long; a window repeats a command within seconds. */
const keptDays = 7;

/** The answer of a command that was done under this key, wrapped because the answer itself may be null. */
export function recallAnswer(database: Database, key: string): { answer: unknown } | undefined {
  const text = database.prepare('SELECT answer FROM command WHERE key = @key').pluck().get({ key }) as
    | string
    | undefined;
  return text === undefined ? undefined : { answer: JSON.parse(text) };
}

export function rememberAnswer(database: Database, key: string, now: Date, answer: unknown): void {
  const insert = database.prepare('INSERT OR IGNORE INTO command (key, at, answer) VALUES (@key, @at, @answer)');
  const forget = database.prepare('DELETE FROM command WHERE at < @oldest');
  const oldest = new Date(now.getTime() - keptDays * 86_400_000).toISOString();
  // No screen reads this table: a command that changed nothing must not make every remembered figure old.
  besidesWriting(database, () => {
    insert.run({ key, at: now.toISOString(), answer: JSON.stringify(answer ?? null) });
    forget.run({ oldest });
  });
}

import { nextProvisional } from '../../../src-shared/rules/problem-numbers';
import type { LedgerContext } from '../context';

/** The next provisional number of this machine in the region of a project; unique without asking anybody. `year` is `YYYY`. */
export function provisionalFor({ database, journal }: LedgerContext, project: string, year: string): string {
  const region = database.prepare('SELECT region FROM project WHERE id = @id').pluck().get({ id: project }) as
    | string
    | null
    | undefined;
  const given = database
    .prepare('SELECT provisional_number FROM problem WHERE provisional_number IS NOT NULL')
    .pluck()
    .all() as string[];
  return nextProvisional(given, region ?? null, year, journal.device);
}

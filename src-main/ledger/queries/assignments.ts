import type { Database } from 'better-sqlite3';
import { type AssignmentRecord, leadersByRegion } from '../../../src-shared/rules/assignments';
import { cityScope } from '../../../src-shared/rules/rule-book';
import type { LeaderOf } from '../../../src-shared/rules/slices';

/** Records of 包保分工; the Commission's alone count. A few dozen rows. */
export function assignmentRecords(database: Database): AssignmentRecord[] {
  return database
    .prepare(
      'SELECT id, leader, post, region, since, until FROM assignment WHERE deleted <> 1 AND scope = @scope ORDER BY record',
    )
    .all({ scope: cityScope }) as AssignmentRecord[];
}

/** Who is in charge of each region on a day: read once, then asked for every project. */
export function loadLeaders(database: Database, day: string): LeaderOf {
  return leadersByRegion(assignmentRecords(database), day);
}

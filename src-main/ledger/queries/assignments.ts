import type { Database } from 'better-sqlite3';
import { regions } from '../../../src-shared/catalogues/regions';
import {
  type AssignmentRecord,
  assignmentDoubts,
  leadersByRegion,
  leadersOn,
  takeoverEdits,
  termsOf,
} from '../../../src-shared/rules/assignments';
import { cityScope } from '../../../src-shared/rules/rule-book';
import type { LeaderOf } from '../../../src-shared/rules/slices';
import { Refusal } from '../../../src-shared/terms/errors';
import type { Handler } from '../handler';

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

export const showAssignments: Handler<'assignments.show'> = ({ database, clock }) => {
  const records = assignmentRecords(database);
  const today = clock.today();
  return {
    terms: regions.flatMap(({ code }) => termsOf(records, code)),
    leaders: leadersOn(records, today).map((leader) => ({ ...leader, regions: [...leader.regions] })),
    doubts: assignmentDoubts(records, today),
  };
};

/** Throws Refusal step_refused at a machine that is not the Commission's: the city's assignments are hers alone. */
export const takeRegions: Handler<'assignments.take'> = ({ database, identity, journal }, takeover) => {
  if (identity.role !== 'commission' || identity.region !== null)
    throw new Refusal('step_refused', { reason: '包保分工由市发改委设置' });
  const edits = takeoverEdits(assignmentRecords(database), { ...takeover, post: takeover.post || null });
  const committed = journal.commit(
    edits.map(({ id, set }) => ({ entity: 'assignment', id, set: id === null ? { ...set, scope: cityScope } : set })),
    { source: `包保分工：${takeover.leader}` },
  );
  return { changed: committed.filter(({ dot }) => dot !== null).length };
};

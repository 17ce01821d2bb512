import { type EntityName, entityOf } from '../../../src-shared/entities/entities';
import type { Outside } from '../../../src-shared/rules/sync-scope';
import { Refusal } from '../../../src-shared/terms/errors';
import { commitDecisions, type Decision } from './commit';
import type { JournalCore } from './journal';
import { decisionWords, type ReviewRow, settleReviews } from './review';
import { judgedLine, ScopeJudge } from './scope-judge';
import { storedLine } from './stream-reader';

export interface Verdict {
  readonly isAccepted: boolean;
  readonly reason: string;
}

/**
 * Accepts or refuses changes under review by ordinary edits of this machine, which must be a commission's; runs inside a transaction.
 * Throws Refusal: no_review for one that is not open, review_not_here where this machine may not decide, reason_required for a refusal
 * without one, review_project for one that cannot be accepted before its project.
 */
export function decideReviews(
  core: JournalCore,
  dots: readonly { readonly device: number; readonly seq: number }[],
  { isAccepted, reason }: Verdict,
): ReadonlySet<EntityName> {
  if (!isAccepted && reason === '') throw new Refusal('reason_required');
  const own = core.devices.byNumber(core.own);
  if (own.role !== 'commission') throw new Refusal('review_not_here');
  const find = core.database.prepare("SELECT * FROM review WHERE device = @device AND seq = @seq AND state = 'open'");
  const rows = dots.map(({ device, seq }) => {
    const row = find.get({ device, seq }) as ReviewRow | undefined;
    if (!row) throw new Refusal('no_review');
    return { row, line: storedLine(core, row) };
  });
  // A commission of one region decides for that region alone: elsewhere its word would be outside its own scope.
  const unit = core.unitOfWork();
  const judge = new ScopeJudge(core, unit, own);
  for (const { row, line } of rows)
    if (judge.outside(unit.records.find(row.entity, row.record), judgedLine(line)))
      throw new Refusal('review_not_here');

  // In the order in which they were written, so that the later of two stands, and a project comes before what belongs to it.
  rows.sort((a, b) => a.line.t - b.line.t || a.row.seq - b.row.seq);
  if (isAccepted) checkProjects(core, rows);
  const decisions = rows.map(({ row, line }): Decision => {
    const state = isAccepted ? 'accepted' : 'refused';
    return {
      entity: row.entity,
      id: row.record,
      set: line.set,
      dot: `${core.devices.id(row.device)}:${row.seq}`,
      isAccepted,
      source: decisionWords(state, line.p, reason),
    };
  });
  const touched = commitDecisions(core, decisions, isAccepted ? '采纳越权改动' : '不采纳越权改动');
  const settled = settleReviews(core, new Set(rows.map(({ row }) => `${row.device}:${row.seq}`)));
  return new Set([...touched, ...settled]);
}

/** What belongs to a project that is not here, and does not come with the same decision, would stand in no ledger. */
function checkProjects(core: JournalCore, rows: readonly { row: ReviewRow; line: { set: Record<string, unknown> } }[]) {
  const isHere = core.database.prepare('SELECT 1 FROM project WHERE id = ?');
  const coming = new Set(rows.flatMap(({ row }) => (row.entity === 'project' ? [row.record] : [])));
  for (const { row, line } of rows) {
    const { code, about } = JSON.parse(row.why) as Outside;
    const project = line.set.project ?? about;
    if (row.entity === 'project' || code !== 'missing' || typeof project !== 'string' || coming.has(project)) continue;
    if (isHere.get(project) === undefined) throw new Refusal('review_project', { entity: entityOf(row.entity).label });
  }
}

import { isEntityName } from '../../../src-shared/entities/entities';
import { targetOf } from './cells';
import type { JournalCore } from './journal';
import { bringerOf, postStored, resolverOf, settleReviews } from './review';
import { judgedLine, scopeJudge } from './scope-judge';
import { storedLine } from './stream-reader';

interface PendingLine {
  readonly device: number;
  readonly seq: number;
  readonly entity: string;
  readonly record: string;
  readonly fields: string;
}

/** See `Journal.applyPending`. */
export function applyPending(core: JournalCore): number {
  const rows = core.database
    .prepare(
      'SELECT device, seq, entity, record, json_group_array(field) AS fields FROM unapplied GROUP BY device, seq ORDER BY device, seq',
    )
    .all() as PendingLine[];
  const known = rows.flatMap(({ device, seq, entity, record, fields: json }) => {
    if (!isEntityName(entity)) return [];
    const fields = JSON.parse(json) as string[];
    const names = fields.filter((field) => targetOf(entity, field));
    return names.length > 0 ? [{ device, seq, entity, record, fields, names }] : [];
  });
  if (known.length === 0) return 0;
  const unit = core.unitOfWork();
  // Until its turn comes such a dot has not arrived, whatever `seen` says.
  for (const row of known) unit.seen.pending.add(`${row.device}:${row.seq}`);
  const done = core.database.prepare('DELETE FROM unapplied WHERE device = @device AND seq = @seq AND field = @field');
  for (const row of known) {
    const { device, seq } = row;
    const line = storedLine(core, row);
    const author = core.devices.byNumber(device);
    for (const field of row.names) done.run({ device, seq, field });
    // A line of which nothing has been applied has not been judged either, where its entity was unknown.
    const isWhole = row.fields.length === Object.keys(line.set).length;
    const outside = isWhole
      ? scopeJudge(core, unit, author)?.outside(unit.records.find(row.entity, row.record), judgedLine(line))
      : null;
    const bringer = bringerOf(core, row);
    if (outside && bringer !== null) {
      for (const field of row.fields) done.run({ device, seq, field });
      unit.putUnderReview(row, line, outside, bringer);
      continue;
    }
    postStored(core, unit, row, line);
    unit.seen.pending.delete(`${device}:${seq}`);
    // What still does not fit goes back into the table.
    unit.apply(
      unit.records.open(row.entity, row.record),
      { device, seq },
      { ...line, set: Object.fromEntries(row.names.map((field) => [field, line.set[field]])) },
      resolverOf(core, unit, author),
    );
  }
  unit.flush();
  settleReviews(core);
  return known.length;
}

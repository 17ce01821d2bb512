import { type EntityName, isEntityName } from '../../../src-shared/entities/entities';
import { targetOf } from './cells';
import type { JournalCore } from './journal';
import type { Line } from './line';
import { storedLines } from './stream-reader';

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
  const known = rows
    .map((row) => ({
      ...row,
      names: (JSON.parse(row.fields) as string[]).filter(
        (field) => isEntityName(row.entity) && targetOf(row.entity, field),
      ),
    }))
    .filter((row) => row.names.length > 0);
  if (known.length === 0) return 0;
  const unit = core.unitOfWork();
  // Until its turn comes such a dot has not arrived, whatever `seen` says.
  for (const row of known) unit.seen.pending.add(`${row.device}:${row.seq}`);
  const done = core.database.prepare('DELETE FROM unapplied WHERE device = @device AND seq = @seq AND field = @field');
  const place = core.database.prepare(
    'SELECT package, first_line + @seq - from_seq AS line FROM segment WHERE device = @device AND from_seq <= @seq AND from_seq + line_count > @seq',
  );
  for (const row of known) {
    const { device, seq } = row;
    const stored = storedLines(core, core.devices.byNumber(device), seq, seq).next();
    if (stored.done) throw new Error(`line ${seq} of device ${device} is missing`);
    const line = JSON.parse(stored.value.line.toString('utf8')) as Line;
    const state = unit.records.open(row.entity as EntityName, row.record);
    const segment = place.get({ device, seq }) as { package: number; line: number } | undefined;
    if (segment) state.postings.push({ package: segment.package, lines: Uint32Array.of(segment.line) });
    unit.seen.pending.delete(`${device}:${seq}`);
    for (const field of row.names) done.run({ device, seq, field });
    // What still does not fit goes back into the table.
    unit.apply(
      state,
      { device, seq },
      { ...line, set: Object.fromEntries(row.names.map((field) => [field, line.set[field]])) },
      unit.resolve,
    );
  }
  unit.flush();
  return known.length;
}

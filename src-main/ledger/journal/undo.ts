import { type EntityName, entityOf } from '../../../src-shared/entities/entities';
import type { FieldValue } from '../../../src-shared/entities/field';
import { Refusal } from '../../../src-shared/terms/errors';
import { deletedCell, targetOf } from './cells';
import { commitEdits } from './commit';
import type { Edit } from './edit';
import { historyOf } from './history';
import type { JournalCore } from './journal';
import type { Line } from './line';
import { readLine } from './renamed-fields';

export interface Undone {
  readonly what: string;
  readonly entity: EntityName;
  readonly id: string;
}

interface StepRow {
  readonly number: number;
  readonly source: string;
}

/**
 * The edits that take back a step, one a record. Cells that somebody else has changed since stay as they are. A winner of this machine
 * from the step on is of the step itself, or of the undo of a later one: all later steps have been taken back before. Making a record is taken back by withdrawing it. `lines` newest first, so that the oldest 'before' counts.
 */
function editsBack(core: JournalCore, lines: readonly Line[]): Edit[] {
  const first = Math.min(...lines.map((line) => line.n));
  const unit = core.unitOfWork();
  const edits = new Map<
    string,
    { entity: EntityName; id: string; set: Record<string, FieldValue>; deleted?: boolean }
  >();
  for (const line of lines) {
    const entity = line.e as EntityName;
    const state = unit.records.find(entity, line.r);
    if (!state) continue;
    const edit = edits.get(line.r) ?? { entity, id: line.r, set: {} };
    edits.set(line.r, edit);
    const heads = [...state.cells.values()].flatMap((cell) => cell.heads);
    if (line.prev === undefined && heads.every((head) => head.device === core.own && head.seq >= line.n)) {
      edits.set(line.r, { entity, id: line.r, set: {}, deleted: true });
      continue;
    }
    const before = new Map(
      historyOf(core, entity, line.r)
        .filter((entry) => entry.dot === `${line.d}:${line.n}`)
        .map((entry) => [entry.field, entry.from]),
    );
    for (const name of Object.keys(line.set)) {
      const winner = state.cells.get(core.statements.cell(name))?.heads[0];
      const target = targetOf(entity, name);
      if (!target || winner?.device !== core.own || winner.seq < first) continue;
      const value = before.get(name) ?? null;
      if (name === deletedCell) edit.deleted = value === 1;
      else if (target.key === null) edit.set[name] = value;
      else {
        const field = name.slice(0, name.indexOf('.'));
        edit.set[field] = {
          ...(edit.set[field] as Record<string, number | null> | undefined),
          [target.key]: value as number | null,
        };
      }
    }
  }
  return [...edits.values()].filter((edit) => Object.keys(edit.set).length > 0 || edit.deleted !== undefined);
}

/** See `Journal.undo`; runs inside a transaction. */
export function undoLast(core: JournalCore): Undone {
  const step = core.database
    .prepare('SELECT number, source FROM step WHERE undone_by IS NULL AND undoes IS NULL ORDER BY number DESC LIMIT 1')
    .get() as StepRow | undefined;
  if (!step) throw new Refusal('nothing_to_undo');
  const lines = (
    core.database
      .prepare('SELECT line FROM change WHERE step = @step ORDER BY seq DESC')
      .pluck()
      .all({ step: step.number }) as Buffer[]
  ).map(readLine);
  const last = lines[0] as Line;
  commitEdits(core, editsBack(core, lines), '撤销', step.number);
  // A step whose every change was overtaken has nothing left to take back, but must not block the one before it.
  core.database
    .prepare('UPDATE step SET undone_by = coalesce(undone_by, number) WHERE number = @step')
    .run({ step: step.number });
  const entity = last.e as EntityName;
  const records = new Set(lines.map((line) => line.r)).size;
  return {
    what: step.source || (records > 1 ? `${records} 条记录的修改` : `${entityOf(entity).label}的修改`),
    entity,
    id: last.r,
  };
}

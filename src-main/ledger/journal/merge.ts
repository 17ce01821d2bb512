/** A value as SQLite keeps it: choices and keyed objects as JSON text. */
export type SqlValue = string | number | null;

/** One change of one cell: its dot (local device number, seq), its clock, and its value where it is not in the entity row. */
export interface Head {
  device: number;
  seq: number;
  clock: number;
  /** Undefined for a lone head: the entity row carries the value. */
  value: SqlValue | undefined;
}

/**
 * Everything that the merge rule has to remember of one field, or of one key of a keyed field.
 * Invariant: `heads` are exactly the changes of this cell that are here and that no change that is here names in `prev`.
 */
export interface Cell {
  heads: Head[];
}

export interface Dot {
  readonly device: number;
  readonly seq: number;
}

/** Where the rule looks things up for one cell. Early dots are those that were named before they arrived. */
export interface MergeScope {
  /** Whether the change with this dot has been applied here already, to whatever cell. */
  known(dot: Dot): boolean;
  /** Value of a lone head, from the entity row. */
  rowValue(): SqlValue;
  hasEarly(dot: Dot): boolean;
  addEarly(dot: Dot): void;
  removeEarly(dot: Dot): void;
}

/**
 * Greatest (clock, device id) first. `authorOf` gives the id that the device itself writes, because local numbers differ from machine
 * to machine, and so does which branch of a copied device counts as its fork; what two branches wrote at one clock
 * and seq is told apart by the value.
 */
export function compareHeads(a: Head, b: Head, authorOf: (device: number) => string): number {
  if (a.clock !== b.clock) return b.clock - a.clock;
  const [left, right] = [authorOf(a.device), authorOf(b.device)];
  if (left !== right) return left < right ? 1 : -1;
  if (a.seq !== b.seq) return b.seq - a.seq;
  return JSON.stringify(a.value ?? null) < JSON.stringify(b.value ?? null) ? 1 : -1;
}

/**
 * Applies one change to one cell (sync.md section 1). Order and repetition do not matter: the caller hands each dot in once.
 * Afterwards `cell.heads` is sorted, winner first; a lone head has lost its value to the row.
 * Returns the value that the row must now carry.
 */
export function applyChange(
  cell: Cell,
  change: Head & { value: SqlValue },
  prev: readonly Dot[],
  scope: MergeScope,
  authorOf: (device: number) => string,
): SqlValue {
  const lone = cell.heads[0];
  const named = prev[0];
  const superseded = scope.hasEarly(change);
  // The ordinary case, an edit on top of what its author saw.
  if (
    cell.heads.length === 1 &&
    lone &&
    prev.length === 1 &&
    named &&
    !superseded &&
    lone.device === named.device &&
    lone.seq === named.seq
  ) {
    lone.device = change.device;
    lone.seq = change.seq;
    lone.clock = change.clock;
    lone.value = undefined;
    return change.value;
  }
  if (cell.heads.length === 1 && lone && lone.value === undefined) lone.value = scope.rowValue();
  for (const dot of prev) {
    const index = cell.heads.findIndex((head) => head.device === dot.device && head.seq === dot.seq);
    if (index >= 0) cell.heads.splice(index, 1);
    else if (!scope.known(dot)) scope.addEarly(dot);
  }
  if (superseded) scope.removeEarly(change);
  // A change that names itself has no standing either: it is named in a prev.
  else if (!prev.some((dot) => dot.device === change.device && dot.seq === change.seq)) {
    cell.heads.push({ device: change.device, seq: change.seq, clock: change.clock, value: change.value });
  } else {
    scope.removeEarly(change);
  }
  cell.heads.sort((a, b) => compareHeads(a, b, authorOf));
  const winner = cell.heads[0];
  const value = winner ? (winner.value ?? null) : null;
  if (cell.heads.length === 1 && winner) winner.value = undefined;
  return value;
}

/** A conflict is more than one distinct value among the heads; equal values agree by themselves. */
export function isConflict(cell: Cell): boolean {
  const first = cell.heads[0];
  return cell.heads.length > 1 && cell.heads.some((head) => head.value !== first?.value);
}

import type { Line } from './line';

/** A field that had another name before a schema version: lines that older programs wrote, and will go on writing, say `from`. */
export interface RenamedField {
  readonly entity: string;
  readonly from: string;
  readonly to: string;
  /** Number of the migration that renamed the column. */
  readonly since: number;
}

/**
 * Every field that was ever renamed, oldest first. Lines are never rewritten: they are read under today's names. Two things must hold. A
 * name that was given up is not given to another field of that entity. The migration renames the cell too (`UPDATE cell SET name = …`),
 * so only a field whose name no other entity uses may be renamed.
 */
export const renamedFields: readonly RenamedField[] = [];

const presentNames = new Map<string, string>();
for (const { entity, from, to } of renamedFields) {
  for (const [known, name] of presentNames)
    if (known.startsWith(`${entity} `) && name === from) presentNames.set(known, to);
  presentNames.set(`${entity} ${from}`, to);
}

/** Today's name of a cell of a line: of a field, or of one key of a keyed field. */
export function presentName(entity: string, cell: string): string {
  if (presentNames.size === 0) return cell;
  const end = cell.indexOf('.');
  const field = end < 0 ? cell : cell.slice(0, end);
  const name = presentNames.get(`${entity} ${field}`);
  return name === undefined ? cell : name + cell.slice(field.length);
}

function renamed<Value>(entity: string, cells: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(Object.entries(cells).map(([cell, value]) => [presentName(entity, cell), value]));
}

/** A line of the journal, whose shape was checked when it came, under today's names. */
export function readLine(bytes: Buffer): Line {
  const line = JSON.parse(bytes.toString('utf8')) as Line;
  if (presentNames.size === 0) return line;
  return { ...line, set: renamed(line.e, line.set), ...(line.prev ? { prev: renamed(line.e, line.prev) } : {}) };
}

import type { Database, Statement } from 'better-sqlite3';
import type { Role } from '../../../src-shared/contract/common';
import type { Dot } from './merge';

export interface DeviceRow {
  readonly number: number;
  readonly id: string;
  readonly person: string;
  readonly unit: string;
  readonly region: string | null;
  readonly role: Role;
  /** Ids of projects that it may change besides those of its person and region, as a JSON array. */
  readonly projects: string | null;
  readonly state: string;
  readonly revoked_after: number | null;
  readonly high_water: number;
  readonly chain: Buffer;
  readonly clock: number;
  readonly branch_of: number | null;
  readonly branch_after: number | null;
  /** Id by which others name what it wrote beyond `branch_after`, where its stream parted and it is no branch itself; else null. */
  readonly branch_name: string | null;
}

/** Between the id of a device and what tells its fork apart; ids themselves are hex. */
const branchMark = '~';

/** Id of a fork, by its first link that differs from the origin's chain. */
export function branchId(origin: string, firstLink: Buffer): string {
  return `${origin}${branchMark}${firstLink.toString('hex', 0, 4)}`;
}

function authorOf(id: string): string {
  const mark = id.indexOf(branchMark);
  return mark < 0 ? id : id.slice(0, mark);
}

/**
 * Devices by their local numbers, and which of their dots are here. Numbers are given once and never change, so they are kept over
 * transactions; what is here is read anew in each.
 */
export class DeviceTable {
  readonly #numbers = new Map<string, number>();
  readonly #ids = new Map<number, string>();
  readonly #byId: Statement;
  readonly #byNumber: Statement;
  readonly #insert: Statement;
  readonly #branches: Statement;
  readonly #byBranchName: Statement;
  readonly #linked: Statement;
  readonly #name: Statement;

  constructor(database: Database) {
    this.#byId = database.prepare('SELECT * FROM device WHERE id = @id');
    this.#byNumber = database.prepare('SELECT * FROM device WHERE number = @number');
    this.#insert = database.prepare('INSERT INTO device (id) VALUES (@id)');
    this.#byBranchName = database.prepare('SELECT * FROM device WHERE branch_name = @id');
    this.#linked = database
      .prepare('SELECT seq FROM change WHERE device = @number AND substr(chain, 1, 4) = @link LIMIT 1')
      .pluck();
    this.#name = database.prepare(
      'UPDATE device SET branch_name = @id, branch_after = @after WHERE number = @number AND branch_name IS NULL',
    );
    this.#branches = database.prepare('SELECT * FROM device WHERE branch_of = @number ORDER BY number');
  }

  row(id: string): DeviceRow | undefined {
    return this.#byId.get({ id }) as DeviceRow | undefined;
  }

  /** The device whose own continuation beyond a parting others call by this id. */
  named(id: string): DeviceRow | undefined {
    return id.includes(branchMark) ? (this.#byBranchName.get({ id }) as DeviceRow | undefined) : undefined;
  }

  byNumber(number: number): DeviceRow {
    const row = this.#byNumber.get({ number }) as DeviceRow | undefined;
    if (!row) throw new Error(`device ${number} is missing`);
    return row;
  }

  branchesOf(number: number): DeviceRow[] {
    return this.#branches.all({ number }) as DeviceRow[];
  }

  /** Number of a device; one that was only named in a `prev` is noted as a stranger. Call inside a transaction. */
  number(id: string): number {
    const known = this.#numbers.get(id);
    if (known !== undefined) return known;
    const row = this.named(id) ?? this.row(id) ?? this.#typedHere(id);
    const number = row ? row.number : Number(this.#insert.run({ id }).lastInsertRowid);
    this.#numbers.set(id, number);
    // The name of its branch is not the id of a device.
    if (!row || row.id === id) this.#ids.set(number, id);
    return number;
  }

  id(number: number): string {
    const known = this.#ids.get(number);
    if (known !== undefined) return known;
    const { id } = this.byNumber(number);
    this.#numbers.set(id, number);
    this.#ids.set(number, id);
    return id;
  }

  /** Others know of a parting that this machine has not heard of: what it typed itself may be meant, told by the first link. */
  #typedHere(id: string): DeviceRow | undefined {
    const mark = id.indexOf(branchMark);
    const origin = mark < 0 ? undefined : this.row(id.slice(0, mark));
    if (!origin) return undefined;
    const { number } = origin;
    const seq = this.#linked.get({ number, link: Buffer.from(id.slice(mark + 1), 'hex') }) as number | undefined;
    if (seq === undefined) return undefined;
    this.#name.run({ id, after: seq - 1, number });
    return this.byNumber(number);
  }

  /** A dot as it is named in a line: beyond a parting each side has the name of its first link, which is the same on every machine. */
  dotName(number: number, seq: number): string {
    const { id, branch_of, branch_after, branch_name } = this.byNumber(number);
    const isBeyond = branch_of === null && branch_name !== null && seq > (branch_after ?? 0);
    return `${isBeyond ? branch_name : id}:${seq}`;
  }

  /** The id that the device writes into its lines: a fork's is its origin's. */
  author(number: number): string {
    return authorOf(this.id(number));
  }

  /** After a rollback: numbers that were given inside it are not there. */
  forget(): void {
    this.#numbers.clear();
    this.#ids.clear();
  }
}

interface SeenStatements {
  readonly seen: Statement;
  readonly clearSeen: Statement;
  readonly addSeen: Statement;
}

/** The dots that are here, as sorted ranges per device, within one transaction. */
export class SeenDots {
  readonly #ranges = new Map<number, [from: number, to: number][]>();
  readonly #changed = new Set<number>();
  readonly #statements: SeenStatements;
  /** The range that the last dot went into and its device: the next one mostly goes on from there. */
  #device = -1;
  #last: [from: number, to: number] = [0, 0];
  /** Dots that are here but not applied (under review; unknown field, upgraded now): for the merge rule they have not arrived. */
  readonly pending = new Set<string>();

  constructor(statements: SeenStatements) {
    this.#statements = statements;
  }

  #of(device: number): [number, number][] {
    let ranges = this.#ranges.get(device);
    if (!ranges) {
      ranges = this.#statements.seen.all(device) as [number, number][];
      this.#ranges.set(device, ranges);
    }
    return ranges;
  }

  has(dot: Dot): boolean {
    if (this.pending.size > 0 && this.pending.has(`${dot.device}:${dot.seq}`)) return false;
    const ranges = this.#of(dot.device);
    for (let index = ranges.length - 1; index >= 0; index -= 1) {
      const range = ranges[index];
      if (range && dot.seq >= range[0]) return dot.seq <= range[1];
    }
    return false;
  }

  /** Whether the line itself is here, applied or not. */
  isHere(dot: Dot): boolean {
    return this.#of(dot.device).some(([from, to]) => dot.seq >= from && dot.seq <= to);
  }

  /** Whether any line of a device beyond `seq` is here. */
  hasBeyond(device: number, seq: number): boolean {
    return (this.#of(device).at(-1)?.[1] ?? 0) > seq;
  }

  add(dot: Dot): void {
    if (dot.device !== this.#device || dot.seq !== this.#last[1] + 1) this.#insert(dot);
    else this.#last[1] = dot.seq;
  }

  #insert(dot: Dot): void {
    const ranges = this.#of(dot.device);
    this.#changed.add(dot.device);
    const last = ranges.at(-1);
    if (last && dot.seq === last[1] + 1) {
      last[1] = dot.seq;
      this.#device = dot.device;
      this.#last = last;
      return;
    }
    // What follows joins ranges.
    this.#device = -1;
    if (this.has(dot)) return;
    ranges.push([dot.seq, dot.seq]);
    ranges.sort((a, b) => a[0] - b[0]);
    for (let index = ranges.length - 1; index > 0; index -= 1) {
      const [before, range] = [ranges[index - 1], ranges[index]];
      if (before && range && range[0] <= before[1] + 1) {
        before[1] = Math.max(before[1], range[1]);
        ranges.splice(index, 1);
      }
    }
  }

  save(): void {
    for (const device of this.#changed) {
      this.#statements.clearSeen.run(device);
      for (const [from, to] of this.#of(device)) this.#statements.addSeen.run(device, from, to);
    }
    this.#changed.clear();
  }
}

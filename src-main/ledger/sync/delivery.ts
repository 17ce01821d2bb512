import type { Database } from 'better-sqlite3';
import { readSetting, writeSetting } from '../settings';

export type Ranges = [from: number, to: number][];

/** Dots by the local number of their device. */
export type Dots = ReadonlyMap<number, Ranges>;

/** Sorted seqs as ranges. */
export function rangesOf(seqs: readonly number[]): Ranges {
  const ranges: Ranges = [];
  for (const seq of seqs) {
    const last = ranges.at(-1);
    if (last && last[1] === seq - 1) last[1] = seq;
    else ranges.push([seq, seq]);
  }
  return ranges;
}

/** The same seqs as few sorted ranges. */
function joined(ranges: Ranges): Ranges {
  const sorted: Ranges = [];
  for (const [from, to] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = sorted.at(-1);
    if (last && from <= last[1] + 1) last[1] = Math.max(last[1], to);
    else sorted.push([from, to]);
  }
  return sorted;
}

/** What a recipient is known to have, because a report of hers answered the package that carried it or a later one. */
export class Confirmed {
  readonly #dots = new Map<number, Ranges>();
  readonly files = new Set<string>();

  constructor(database: Database, recipient: number) {
    const rows = database
      .prepare('SELECT dots, files FROM delivery WHERE recipient = @recipient AND confirmed = 1')
      .all({ recipient }) as { dots: string; files: string }[];
    for (const { dots, files } of rows) {
      for (const [device, ranges] of Object.entries(JSON.parse(dots) as Record<string, Ranges>))
        this.#dots.set(Number(device), [...(this.#dots.get(Number(device)) ?? []), ...ranges]);
      for (const file of JSON.parse(files) as string[]) this.files.add(file);
    }
    for (const [device, ranges] of this.#dots) this.#dots.set(device, joined(ranges));
  }

  has(device: number, seq: number): boolean {
    return this.covers(device, [seq, seq]);
  }

  covers(device: number, [from, to]: readonly [number, number]): boolean {
    return this.#dots.get(device)?.some((range) => from >= range[0] && to <= range[1]) ?? false;
  }
}

/** Notes what a package carries to whom. */
export function enterDelivery(
  database: Database,
  packageNumber: number,
  recipient: number,
  dots: Dots,
  files: readonly string[],
): void {
  database
    .prepare(
      'INSERT OR REPLACE INTO delivery (package, recipient, dots, files) VALUES (@package, @recipient, @dots, @files)',
    )
    .run({
      package: packageNumber,
      recipient,
      dots: JSON.stringify(Object.fromEntries(dots)),
      files: JSON.stringify(files),
    });
}

/**
 * A report says which package from here its writer merged last: what that one carried has arrived. So have earlier ones that carried nothing
 * else; one whose lines were not repeated because they no longer concern her stays open. Inside the transaction of the import.
 */
export function confirmDeliveries(database: Database, device: string, inReplyTo: string | null): void {
  if (inReplyTo === null) return;
  const answered = database
    .prepare(
      `SELECT y.package, y.recipient FROM delivery y JOIN package p ON p.number = y.package JOIN device d ON d.number = y.recipient
       WHERE p.sha256 = @inReplyTo AND d.id = @device AND p.kind IN ('return', 'receipt')`,
    )
    .get({ inReplyTo, device }) as { package: number; recipient: number } | undefined;
  if (!answered) return;
  const confirm = database.prepare('UPDATE delivery SET confirmed = 1 WHERE package = @package');
  confirm.run({ package: answered.package });
  const known = new Confirmed(database, answered.recipient);
  const earlier = database
    .prepare('SELECT package, dots FROM delivery WHERE recipient = @recipient AND package < @package AND confirmed = 0')
    .all(answered) as { package: number; dots: string }[];
  for (const { package: number, dots } of earlier) {
    const open = Object.entries(JSON.parse(dots) as Record<string, Ranges>).some(([of, ranges]) =>
      ranges.some((range) => !known.covers(Number(of), range)),
    );
    if (!open) confirm.run({ package: number });
  }
}

/** Notes at the recipient that a package from the Commission was merged, unless a later one was before. Inside the transaction of the import. */
export function noteReturn(database: Database, sha256: string, createdAt: string): void {
  const last = readSetting(database, 'last_return');
  if (!last || Date.parse(last.createdAt) <= Date.parse(createdAt))
    writeSetting(database, 'last_return', { sha256, createdAt });
}

/** Hash of the newest package of a commission that was merged here, for `inReplyTo` of what goes up; null before the first. */
export function lastReturn(database: Database): string | null {
  return readSetting(database, 'last_return')?.sha256 ?? null;
}

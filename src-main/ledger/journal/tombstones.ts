import type { Database, Statement } from 'better-sqlite3';
import type { DeviceTable } from './device-table';
import type { Line } from './line';
import type { Cell, Dot, Head } from './merge';
import { segmentLines } from './stream-reader';

interface SegmentRow {
  readonly number: number;
  readonly from_seq: number;
  readonly lines: Buffer;
}

const parse = (line: Buffer) => JSON.parse(line.toString('utf8')) as Line;

/**
 * Whether a tombstone hides what stands in its record: it hides what its author had seen, and nothing else (sync.md section 1). Its line
 * names the heads of every cell in `saw`. One that names none comes from a program that did not write them down; there, for want of
 * anything better, the clock decides.
 */
export class Tombstones {
  readonly #devices: DeviceTable;
  readonly #typed: Statement;
  readonly #segment: Statement;
  /** The chunk that was inflated last: tombstones of one package stand beside each other. */
  #chunk: { readonly number: number; readonly lines: Buffer[] } | undefined;

  constructor(database: Database, devices: DeviceTable) {
    this.#devices = devices;
    this.#typed = database.prepare('SELECT line FROM change WHERE device = ? AND seq = ?').pluck();
    this.#segment = database.prepare(
      'SELECT number, from_seq, lines FROM segment WHERE device = ? AND from_seq <= ? AND from_seq + line_count > ? LIMIT 1',
    );
  }

  /** `heads` of the cell `deleted` that say so; `cells` are the other cells of the record. */
  hide(heads: readonly Head[], cells: Iterable<Cell>): boolean {
    const authors = heads.map((head) => ({ head, line: this.#lineOf(head) }));
    for (const { heads: edits } of cells)
      for (const edit of edits) if (!authors.some(({ head, line }) => this.#hasSeen(head, line, edit))) return false;
    return true;
  }

  #hasSeen(head: Head, line: Line, edit: Head): boolean {
    if (edit.device === head.device && edit.seq === head.seq) return true;
    if (!Array.isArray(line.saw)) return edit.clock <= head.clock;
    return this.#namesFor(head, line, edit).some((name) => line.saw?.includes(name));
  }

  /** How the author of a tombstone may name a dot: by its branch, or, where he knows of no parting, by the id of the device. */
  #namesFor(head: Head, line: Line, { device, seq }: Head): string[] {
    return [`${device === head.device ? line.d : this.#devices.id(device)}:${seq}`, this.#devices.dotName(device, seq)];
  }

  #lineOf({ device, seq }: Dot): Line {
    const typed = this.#typed.get(device, seq) as Buffer | undefined;
    if (typed) return parse(typed);
    const segment = this.#segment.get(device, seq, seq) as SegmentRow | undefined;
    if (!segment) throw new Error(`line ${seq} of device ${device} is missing`);
    if (this.#chunk?.number !== segment.number)
      this.#chunk = { number: segment.number, lines: segmentLines(segment.lines) };
    const line = this.#chunk.lines[seq - segment.from_seq];
    if (!line) throw new Error(`line ${seq} of device ${device} is missing`);
    return parse(line);
  }
}

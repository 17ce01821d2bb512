import type { Cell, Head } from './merge';

// One entry a cell: cell number u16, number of heads u16, device u32, seq u32, clock f64 of the winning head.
const entrySize = 20;

function writeEntry(view: DataView, offset: number, number: number, { heads }: Cell): void {
  const winner = heads[0];
  view.setUint16(offset, number, true);
  view.setUint16(offset + 2, Math.min(heads.length, 0xffff), true);
  view.setUint32(offset + 4, winner?.device ?? 0, true);
  view.setUint32(offset + 8, winner?.seq ?? 0, true);
  view.setFloat64(offset + 12, winner?.clock ?? 0, true);
}

function headsAt(view: DataView, offset: number): Head[] {
  if (view.getUint16(offset + 2, true) !== 1) return [];
  return [
    {
      device: view.getUint32(offset + 4, true),
      seq: view.getUint32(offset + 8, true),
      clock: view.getFloat64(offset + 12, true),
      value: undefined,
    },
  ];
}

/**
 * The cells of a record with their heads, as the table `fields` keeps them in one packed blob: values stand in the entity row, or in `head`
 * where there are several. A cell is unpacked when somebody asks for it; the ordinary edit is written into the blob without that.
 * Takes the blob over.
 */
export class RecordCells {
  #packed: Uint8Array;
  #view: DataView;
  #count: number;
  #opened: Map<number, Cell> | undefined;

  constructor(packed: Uint8Array = new Uint8Array()) {
    this.#packed = packed;
    this.#view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
    this.#count = Math.floor(packed.byteLength / entrySize);
  }

  get size(): number {
    return this.#count;
  }

  /** Whether a cell has more than one head: those are read from the table `head`, into the cell that `get` gives. */
  get contested(): boolean {
    for (let index = 0; index < this.#count; index += 1)
      if (this.#view.getUint16(index * entrySize + 2, true) > 1) return true;
    return false;
  }

  /** Whether a cell had more than one head when it was stored. */
  wasContested(number: number): boolean {
    const offset = this.#find(number);
    return offset >= 0 && this.#view.getUint16(offset + 2, true) > 1;
  }

  /** Offset of a cell's entry, or −1. */
  #find(number: number): number {
    const end = this.#count * entrySize;
    for (let offset = 0; offset < end; offset += entrySize)
      if (this.#view.getUint16(offset, true) === number) return offset;
    return -1;
  }

  /** The cell, to be changed in place; undefined where the record has none. */
  get(number: number): Cell | undefined {
    const opened = this.#opened?.get(number);
    if (opened) return opened;
    const offset = this.#find(number);
    if (offset < 0) return undefined;
    const cell: Cell = { heads: headsAt(this.#view, offset) };
    this.#keep(number, cell);
    return cell;
  }

  #keep(number: number, cell: Cell): void {
    this.#opened ??= new Map();
    this.#opened.set(number, cell);
  }

  /** The cell; made, without a head, where the record has none. */
  open(number: number): Cell {
    const known = this.get(number);
    if (known) return known;
    const cell: Cell = { heads: [] };
    this.#add(number);
    this.#keep(number, cell);
    return cell;
  }

  /** The first change of a cell that the record does not have yet; false, and nothing done, where it has it. */
  begin(number: number, device: number, seq: number, clock: number): boolean {
    if (this.#find(number) >= 0) return false;
    this.#put(this.#add(number), device, seq, clock);
    return true;
  }

  /** An edit on top of the lone head that it names; false, and nothing done, where the cell stands otherwise. */
  advance(number: number, seenDevice: number, seenSeq: number, device: number, seq: number, clock: number): boolean {
    const offset = this.#find(number);
    if (offset < 0 || this.#opened?.has(number)) return false;
    const view = this.#view;
    if (
      view.getUint16(offset + 2, true) !== 1 ||
      view.getUint32(offset + 4, true) !== seenDevice ||
      view.getUint32(offset + 8, true) !== seenSeq
    )
      return false;
    this.#put(offset, device, seq, clock);
    return true;
  }

  #put(offset: number, device: number, seq: number, clock: number): void {
    this.#view.setUint16(offset + 2, 1, true);
    this.#view.setUint32(offset + 4, device, true);
    this.#view.setUint32(offset + 8, seq, true);
    this.#view.setFloat64(offset + 12, clock, true);
  }

  #add(number: number): number {
    const offset = this.#count * entrySize;
    if (offset + entrySize > this.#packed.byteLength) {
      const larger = new Uint8Array(Math.max(offset * 2, entrySize * 16));
      larger.set(this.#packed.subarray(0, offset));
      this.#packed = larger;
      this.#view = new DataView(larger.buffer);
    }
    this.#view.setUint16(offset, number, true);
    this.#count += 1;
    return offset;
  }

  /** All cells by their numbers; unpacks them. */
  *[Symbol.iterator](): Generator<[number, Cell]> {
    for (let index = 0; index < this.#count; index += 1) {
      const number = this.#view.getUint16(index * entrySize, true);
      yield [number, this.get(number) as Cell];
    }
  }

  *values(): Generator<Cell> {
    for (const [, cell] of this) yield cell;
  }

  /** The blob as it is to be stored. */
  pack(): Uint8Array {
    for (const [number, cell] of this.#opened ?? []) writeEntry(this.#view, this.#find(number), number, cell);
    return this.#packed.subarray(0, this.#count * entrySize);
  }
}

/** All cells of a packed blob. A contested one comes without heads: they are read from the table `head`. */
export function unpackCells(packed: Uint8Array): { cells: Map<number, Cell>; contested: boolean } {
  const cells = new RecordCells(packed);
  return { cells: new Map(cells), contested: cells.contested };
}

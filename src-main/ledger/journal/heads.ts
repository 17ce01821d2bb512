import type { Cell, Head } from './merge';

// One entry a cell: cell number u16, number of heads u16, device u32, seq u32, clock f64 of the winning head.
const entrySize = 20;

/** Packed heads of a record's cells, as the table `fields` keeps them. Values stand in the entity row, or in `head` where there are several. */
export function packCells(cells: ReadonlyMap<number, Cell>): Buffer {
  const packed = Buffer.allocUnsafe(cells.size * entrySize);
  let offset = 0;
  for (const [number, cell] of cells) {
    const winner = cell.heads[0];
    packed.writeUInt16LE(number, offset);
    packed.writeUInt16LE(Math.min(cell.heads.length, 0xffff), offset + 2);
    packed.writeUInt32LE(winner?.device ?? 0, offset + 4);
    packed.writeUInt32LE(winner?.seq ?? 0, offset + 8);
    packed.writeDoubleLE(winner?.clock ?? 0, offset + 12);
    offset += entrySize;
  }
  return packed;
}

/** The reverse. A cell with several heads comes back with `contested` naming it: its heads are read from the table `head`. */
export function unpackCells(packed: Buffer): { cells: Map<number, Cell>; contested: boolean } {
  const cells = new Map<number, Cell>();
  let contested = false;
  for (let offset = 0; offset + entrySize <= packed.length; offset += entrySize) {
    const count = packed.readUInt16LE(offset + 2);
    const heads: Head[] = [];
    if (count === 1) {
      heads.push({
        device: packed.readUInt32LE(offset + 4),
        seq: packed.readUInt32LE(offset + 8),
        clock: packed.readDoubleLE(offset + 12),
        value: undefined,
      });
    } else if (count > 1) {
      contested = true;
    }
    cells.set(packed.readUInt16LE(offset), { heads });
  }
  return { cells, contested };
}

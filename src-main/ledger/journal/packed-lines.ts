import { type Line, parseLine, splitDot } from './line';
import { ByteDictionary, LineScanner, scanned } from './line-scanner';

/**
 * Lines of a stream as columns: they pass from one thread to another without being built anew, and the merge walks them without an
 * object a line. Texts are named by their places. Cells of line i are `lineCells[i]` to `lineCells[i + 1]`, the
 * dots that cell k names in `prev` are `cellPrevs[k]` to `cellPrevs[k + 1]`, the lines of record r are
 * `postings[recordPostings[r]]` to `postings[recordPostings[r + 1]]`.
 */
export interface PackedLines {
  readonly count: number;
  readonly entities: readonly string[];
  /** Names of cells. */
  readonly names: readonly string[];
  readonly devices: readonly string[];
  readonly texts: readonly string[];
  readonly records: readonly string[];
  readonly recordEntities: Uint32Array;
  readonly recordPostings: Uint32Array;
  readonly postings: Uint32Array;
  readonly clocks: Float64Array;
  readonly lineRecords: Uint32Array;
  readonly lineCells: Uint32Array;
  readonly cellNames: Uint32Array;
  /** What `cellValues` holds, a `ValueKind`. */
  readonly cellKinds: Uint8Array;
  readonly cellValues: Float64Array;
  readonly cellPrevs: Uint32Array;
  readonly prevDevices: Uint32Array;
  readonly prevSeqs: Uint32Array;
}

/** Texts are places in `texts`; `json` is the text of anything else, a list or a string that is no proper Unicode. */
const kinds = { ...scanned, json: 5 } as const;

/** Set in a kind where the line names something in `prev` that is no list of dots: told only when the cell is to be merged. */
const badPrev = 0x80;

/** No lone surrogates. A method of ES2024, which the ledger's Node has and the compiler's library has not. */
const isProper = (text: string) => (text as unknown as { isWellFormed(): boolean }).isWellFormed();

/** Numbers texts in the order in which they are met. */
class Dictionary {
  readonly list: string[] = [];
  readonly #places = new Map<string, number>();

  /** Without looking whether it is there. */
  add(text: string): number {
    return this.list.push(text) - 1;
  }

  place(text: string): number {
    let place = this.#places.get(text);
    if (place === undefined) {
      place = this.list.length;
      this.list.push(text);
      this.#places.set(text, place);
    }
    return place;
  }
}

/** Longer texts hardly ever come twice, and looking for them takes longer than sending them. */
const sharedLength = 12;
const sharedBytes = 24;

/** Columns whose length is known only at the end. */
class Packer {
  readonly entities = new Dictionary();
  readonly names = new Dictionary();
  readonly devices = new Dictionary();
  readonly texts = new Dictionary();
  readonly records: string[] = [];
  readonly recordEntities: number[] = [];
  readonly #recordPlaces: Map<string, number>[] = [];
  readonly cellNames: number[] = [];
  readonly cellKinds: number[] = [];
  readonly cellValues: number[] = [];
  readonly cellPrevs: number[] = [];
  readonly prevDevices: number[] = [];
  readonly prevSeqs: number[] = [];
  /** The device that the last dot named: the next one mostly names it too. */
  #author = '';
  #authorPlace = 0;

  constructor() {
    this.cellPrevs.push(0);
  }

  record(entity: string, id: string): number {
    const number = this.entities.place(entity);
    let places = this.#recordPlaces[number];
    if (!places) {
      places = new Map();
      this.#recordPlaces[number] = places;
    }
    let place = places.get(id);
    if (place === undefined) {
      place = this.records.length;
      this.records.push(id);
      this.recordEntities.push(number);
      places.set(id, place);
    }
    return place;
  }

  cell(name: string, value: unknown, prev: unknown): void {
    this.cellNames.push(this.names.place(name));
    const wrong = prev === undefined || this.#prev(prev) ? 0 : badPrev;
    this.cellPrevs.push(this.prevDevices.length);
    if (typeof value === 'string') {
      const proper = isProper(value);
      this.cellKinds.push((proper ? kinds.text : kinds.json) | wrong);
      this.cellValues.push(
        proper && value.length > sharedLength
          ? this.texts.add(value)
          : this.texts.place(proper ? value : JSON.stringify(value)),
      );
    } else if (typeof value === 'number') {
      this.cellKinds.push(kinds.number | wrong);
      this.cellValues.push(value);
    } else if (value === null || typeof value === 'boolean') {
      this.cellKinds.push((value === null ? kinds.null : value ? kinds.true : kinds.false) | wrong);
      this.cellValues.push(0);
    } else {
      this.cellKinds.push(kinds.json | wrong);
      this.cellValues.push(this.texts.place(JSON.stringify(value)));
    }
  }

  /** The cells of the line that was scanned last. */
  scannedCells(scanner: LineScanner, shared: ByteDictionary): void {
    const { bytes, cells, names, kinds: found, numbers, valueStarts, valueEnds, dotStarts } = scanner;
    for (let cell = 0; cell < cells; cell += 1) {
      this.cellNames.push(names[cell] as number);
      for (let dot = dotStarts[cell] as number; dot < (dotStarts[cell + 1] as number); dot += 1) {
        this.prevDevices.push(scanner.dotDevices[dot] as number);
        this.prevSeqs.push(scanner.dotSeqs[dot] as number);
      }
      this.cellPrevs.push(this.prevDevices.length);
      const kind = found[cell] as number;
      this.cellKinds.push(kind);
      const start = valueStarts[cell] as number;
      const end = valueEnds[cell] as number;
      if (kind !== kinds.text) this.cellValues.push(kind === kinds.number ? (numbers[cell] as number) : 0);
      else if (end - start <= sharedBytes)
        this.cellValues.push(shared.place(scanner.valueHashes[cell] as number, start, end));
      else this.cellValues.push(this.texts.add(bytes.toString('utf8', start, end)));
    }
  }

  /** False, and nothing taken, where it is no list of dots. */
  #prev(prev: unknown): boolean {
    if (!Array.isArray(prev)) return false;
    const before = this.prevDevices.length;
    try {
      for (const dot of prev) {
        const { device, seq } = splitDot(dot);
        if (device !== this.#author) {
          this.#author = device;
          this.#authorPlace = this.devices.place(device);
        }
        this.prevDevices.push(this.#authorPlace);
        this.prevSeqs.push(seq);
      }
      return true;
    } catch {
      this.prevDevices.length = before;
      this.prevSeqs.length = before;
      return false;
    }
  }
}

/** The scanner of a stream's lines, whose numbers are those of the packer. */
function scannerOf(packer: Packer, ndjson: Buffer, device: string): LineScanner {
  const named = (dictionary: Dictionary) => new ByteDictionary(ndjson, (text) => dictionary.place(text));
  const records: ByteDictionary[] = [];
  return new LineScanner(ndjson, device, {
    entities: named(packer.entities),
    names: named(packer.names),
    devices: named(packer.devices),
    record(entity, hash, start, end) {
      records[entity] ??= new ByteDictionary(ndjson, (id) => packer.record(packer.entities.list[entity] as string, id));
      return records[entity].place(hash, start, end);
    },
  });
}

/**
 * Parses, checks and packs the lines of `device`, whose numbers begin with `from`; line i lies from `starts[i]` to its line end before
 * `starts[i + 1]`. Throws Refusal not_a_package, with the place.
 */
export function packLines(ndjson: Buffer, starts: Uint32Array, device: string, from: number): PackedLines {
  const packer = new Packer();
  const scanner = scannerOf(packer, ndjson, device);
  const shared = new ByteDictionary(ndjson, (text) => packer.texts.place(text));
  const count = starts.length - 1;
  const clocks = new Float64Array(count);
  const lineRecords = new Uint32Array(count);
  const lineCells = new Uint32Array(count + 1);
  for (let index = 0; index < count; index += 1) {
    const start = starts[index] as number;
    const end = (starts[index + 1] as number) - 1;
    if (scanner.scan(start, end, from + index)) {
      clocks[index] = scanner.clock;
      lineRecords[index] = scanner.record;
      packer.scannedCells(scanner, shared);
      lineCells[index + 1] = packer.cellNames.length;
      continue;
    }
    const line: Line = parseLine(ndjson.toString('utf8', start, end), device, from + index);
    clocks[index] = line.t;
    lineRecords[index] = packer.record(line.e, line.r);
    const { set, prev } = line;
    for (const name in set) packer.cell(name, set[name], prev && Object.hasOwn(prev, name) ? prev[name] : undefined);
    lineCells[index + 1] = packer.cellNames.length;
  }
  return {
    count,
    entities: packer.entities.list,
    names: packer.names.list,
    devices: packer.devices.list,
    texts: packer.texts.list,
    records: packer.records,
    recordEntities: new Uint32Array(packer.recordEntities),
    ...postingsOf(lineRecords, packer.records.length),
    clocks,
    lineRecords,
    lineCells,
    cellNames: new Uint32Array(packer.cellNames),
    cellKinds: new Uint8Array(packer.cellKinds),
    cellValues: new Float64Array(packer.cellValues),
    cellPrevs: new Uint32Array(packer.cellPrevs),
    prevDevices: new Uint32Array(packer.prevDevices),
    prevSeqs: new Uint32Array(packer.prevSeqs),
  };
}

function postingsOf(lineRecords: Uint32Array, records: number): Pick<PackedLines, 'postings' | 'recordPostings'> {
  const recordPostings = new Uint32Array(records + 1);
  for (const record of lineRecords) recordPostings[record + 1] = (recordPostings[record + 1] ?? 0) + 1;
  for (let record = 0; record < records; record += 1)
    recordPostings[record + 1] = (recordPostings[record + 1] ?? 0) + (recordPostings[record] ?? 0);
  const next = recordPostings.slice();
  const postings = new Uint32Array(lineRecords.length);
  for (let line = 0; line < lineRecords.length; line += 1) {
    const record = lineRecords[line] as number;
    const place = next[record] as number;
    postings[place] = line;
    next[record] = place + 1;
  }
  return { postings, recordPostings };
}

/** The value of a cell as it stands in its line. */
export function packedValue(lines: PackedLines, cell: number): unknown {
  const value = lines.cellValues[cell] as number;
  const kind = (lines.cellKinds[cell] as number) & ~badPrev;
  switch (kind) {
    case kinds.text:
      return lines.texts[value];
    case kinds.number:
      return value;
    case kinds.null:
      return null;
    case kinds.json:
      return JSON.parse(lines.texts[value] as string);
    default:
      return kind === kinds.true;
  }
}

/** The text of a cell, proper Unicode, or undefined where its value is no such text. */
export function packedText(lines: PackedLines, cell: number): string | undefined {
  return ((lines.cellKinds[cell] as number) & ~badPrev) === kinds.text
    ? lines.texts[lines.cellValues[cell] as number]
    : undefined;
}

/** Whether a cell's `prev` is no list of dots. */
export function hasBadPrev(lines: PackedLines, cell: number): boolean {
  return ((lines.cellKinds[cell] as number) & badPrev) !== 0;
}

/** What can be handed to another thread without a copy. */
export function transferable(lines: PackedLines): ArrayBuffer[] {
  return Object.values(lines).flatMap((column) => (ArrayBuffer.isView(column) ? [column.buffer as ArrayBuffer] : []));
}

/** What driving the real app on a ledger of 100,000 projects gave. Milliseconds. */
export interface GridFigures {
  /** From the start of the process to the first row of data; a bare window with a static page to its paint. */
  readonly open: number;
  readonly bareWindow: number;
  /** Time between two frames: the middle and the 95th of a hundred. */
  readonly wheel: Frames;
  readonly drag: Frames;
  /** The same window while nothing happens: what this machine can do. */
  readonly idle: Frames;
  /** From the call to the answer of the first page, each order and each filter asked once. */
  readonly sort: readonly number[];
  readonly filter: readonly number[];
}

export interface Frames {
  readonly middle: number;
  readonly p95: number;
}

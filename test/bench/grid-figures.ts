/** What driving the real app on a ledger of 100,000 projects gave. Milliseconds. */
export interface GridFigures {
  /** From the start of the process to the paint of the desk, and, where somebody goes there at once, of the first rows of the grid. */
  readonly desk: number;
  readonly open: number;
  /** The same of a window with a static page. */
  readonly bareWindow: number;
  /** Time between two frames: the middle and the 95th of a hundred. */
  readonly wheel: Frames;
  readonly drag: Frames;
  /** The same window while nothing happens: what this machine can do. */
  readonly idle: Frames;
  /** From the call in the window to the answer there, the first page of each order and of each filter asked once. */
  readonly sort: readonly number[];
  readonly filter: readonly number[];
}

export interface Frames {
  readonly middle: number;
  readonly p95: number;
}

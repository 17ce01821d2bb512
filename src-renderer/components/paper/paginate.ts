/** What was measured of one piece of a paper, all lengths in one unit. */
export type Measured = {
  /** Begins a page. */
  readonly breakBefore?: boolean;
  /** Stands on the page where the next piece begins. */
  readonly keepNext?: boolean;
} & (
  | { readonly kind: 'solid'; readonly height: number; readonly pitch: number }
  /** Text that may go on on the next page, line by line. */
  | { readonly kind: 'lines'; readonly height: number; readonly pitch: number }
  | {
      readonly kind: 'table';
      /** Caption and head, which stand on every page. */
      readonly over: number;
      readonly rows: readonly number[];
      /** Of the notes that follow the last row. */
      readonly tail: number;
      /** How many rows at the end do not part: sums do not stand alone on a page. */
      readonly held: number;
      /** Of 续下页. */
      readonly more: number;
      /** A row that is higher than a page is cut between its lines: room over the first, height of each. */
      readonly padding: number;
      readonly pitch: number;
    }
);

/** A part of a piece on one page. */
export type Slice =
  /** The piece from `top` to `bottom`; whole where that is all of it. */
  | {
      readonly kind: 'part';
      readonly piece: number;
      readonly top: number;
      readonly bottom: number;
      readonly whole: boolean;
    }
  | {
      readonly kind: 'rows';
      readonly piece: number;
      readonly from: number;
      readonly to: number;
      /** Where one row alone is cut. */
      readonly window: { readonly top: number; readonly bottom: number } | null;
      readonly continued: boolean;
      readonly goesOn: boolean;
    };

/** What must be on one page so that a piece may begin there. */
function least(piece: Measured): number {
  if (piece.kind === 'solid') return piece.height;
  if (piece.kind === 'lines') return Math.min(piece.height, 2 * piece.pitch);
  const [first = 0] = piece.rows;
  return piece.over + first + (piece.rows.length <= 1 ? piece.tail : piece.more);
}

const whole = (piece: Measured) =>
  piece.kind === 'table' ? piece.over + piece.rows.reduce((sum, row) => sum + row, 0) + piece.tail : piece.height;

/** Of a chain of pieces that hold together, from `at` on: all but the last whole, of the last what it needs to begin. */
function chainNeed(pieces: readonly Measured[], at: number): number {
  let need = 0;
  for (let index = at; index < pieces.length; index++) {
    const piece = pieces[index];
    if (!piece) break;
    if (!piece.keepNext || index === pieces.length - 1 || pieces[index + 1]?.breakBefore) return need + least(piece);
    need += whole(piece);
  }
  return need;
}

const slack = 0.5;

/**
 * Puts pieces on pages of `height`. Nothing is lost: every piece, line and row is on exactly one page, in order. Heads stay with what they
 * head, rows are not split unless one alone is higher than a page, no page is empty.
 */
export function paginate(pieces: readonly Measured[], height: number): Slice[][] {
  const pages: Slice[][] = [[]];
  let free = height;
  const isFresh = () => (pages.at(-1)?.length ?? 0) === 0;
  const turn = () => {
    if (!isFresh()) pages.push([]);
    free = height;
  };
  const put = (slice: Slice, taken: number) => {
    pages.at(-1)?.push(slice);
    free -= taken;
  };

  /** A piece of lines of `pitch`, over as many pages as it takes. */
  const flow = (at: number, total: number, pitch: number) => {
    let top = 0;
    while (top < total - slack) {
      if (total - top <= free + slack) {
        put({ kind: 'part', piece: at, top, bottom: total, whole: top === 0 }, total - top);
        return;
      }
      const lines = Math.floor((free + slack) / pitch);
      // One line alone at the foot of a page belongs to the next.
      if (!isFresh() && lines < (top === 0 ? 2 : 1)) {
        turn();
        continue;
      }
      const bottom = Math.min(total, top + Math.max(1, lines) * pitch);
      put({ kind: 'part', piece: at, top, bottom, whole: false }, bottom - top);
      top = bottom;
      turn();
    }
    if (total <= slack) put({ kind: 'part', piece: at, top: 0, bottom: total, whole: true }, total);
  };

  const lay = (at: number, table: Extract<Measured, { kind: 'table' }>) => {
    const { over, rows, tail, held, more, padding, pitch } = table;
    let from = 0;
    let continued = false;
    const rowsTo = (to: number, taken: number) => {
      const goesOn = to < rows.length;
      put({ kind: 'rows', piece: at, from, to, window: null, continued, goesOn }, over + taken + (goesOn ? more : 0));
      from = to;
      continued = true;
      if (goesOn) turn();
    };
    if (rows.length === 0) {
      if (over > free + slack) turn();
      return rowsTo(0, 0);
    }
    while (from < rows.length) {
      const room = free - over + slack;
      let taken = 0;
      let to = from;
      for (; to < rows.length; to++) {
        const next = taken + (rows[to] ?? 0);
        if (next + (to === rows.length - 1 ? Math.min(tail, height / 2) : more) > room) break;
        taken = next;
      }
      const last = Math.max(rows.length - held, from + 1);
      if (to < rows.length && to > last) {
        for (; to > last; to--) taken -= rows[to - 1] ?? 0;
      }
      if (to > from) {
        rowsTo(to, taken);
      } else if (!isFresh()) {
        turn();
      } else {
        cut(at, table, from, continued, padding, pitch);
        from += 1;
        continued = true;
        if (from < rows.length && free < over + more) turn();
      }
    }
    return undefined;
  };

  /** One row that no page holds, a window of its lines a page. */
  const cut = (
    at: number,
    { over, rows, more }: Extract<Measured, { kind: 'table' }>,
    row: number,
    before: boolean,
    padding: number,
    pitch: number,
  ) => {
    const total = rows[row] ?? 0;
    let top = 0;
    let continued = before;
    while (top < total - slack) {
      const room = Math.max(free - over, pitch);
      const isLast = total - top <= room + slack;
      const start = top === 0 ? padding : 0;
      const bottom = isLast
        ? total
        : Math.min(total, top + start + Math.max(1, Math.floor((room - more - start) / pitch)) * pitch);
      const goesOn = bottom < total || row < rows.length - 1;
      put(
        { kind: 'rows', piece: at, from: row, to: row + 1, window: { top, bottom }, continued, goesOn },
        over + bottom - top + (goesOn ? more : 0),
      );
      top = bottom;
      continued = true;
      if (top < total - slack) turn();
    }
  };

  pieces.forEach((piece, at) => {
    if (piece.breakBefore) turn();
    const beginsChain = at === 0 || !pieces[at - 1]?.keepNext || piece.breakBefore;
    const need = beginsChain ? chainNeed(pieces, at) : 0;
    if (need > free + slack && need <= height + slack) turn();
    if (piece.kind === 'table') {
      lay(at, piece);
    } else if (piece.kind === 'solid' && piece.height <= height + slack) {
      if (piece.height > free + slack) turn();
      put({ kind: 'part', piece: at, top: 0, bottom: piece.height, whole: true }, piece.height);
    } else {
      flow(at, piece.height, piece.pitch);
    }
  });
  return pages.filter((page) => page.length > 0);
}

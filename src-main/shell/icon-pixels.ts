/** Pictures of the tray and of the number on the task bar, drawn here: nothing of the system draws in this process. BGRA, four bytes a pixel. */

export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly bytes: Buffer;
}

type Color = readonly [red: number, green: number, blue: number];
const petrol: Color = [27, 92, 116];
const red: Color = [191, 43, 43];
const white: Color = [255, 255, 255];

/** Rows of three columns, from the top. */
const rows: Readonly<Record<string, readonly string[]>> = {
  '0': ['111', '101', '101', '101', '111'],
  '1': ['010', '110', '010', '010', '111'],
  '2': ['111', '001', '111', '100', '111'],
  '3': ['111', '001', '111', '001', '111'],
  '4': ['101', '101', '111', '001', '001'],
  '5': ['111', '100', '111', '001', '111'],
  '6': ['111', '100', '111', '101', '111'],
  '7': ['111', '001', '001', '010', '010'],
  '8': ['111', '101', '111', '101', '111'],
  '9': ['111', '101', '111', '001', '111'],
};

class Canvas {
  readonly bytes: Buffer;

  constructor(readonly size: number) {
    this.bytes = Buffer.alloc(size * size * 4);
  }

  rectangle(left: number, top: number, width: number, height: number, color: Color): void {
    for (let y = top; y < top + height; y += 1) for (let x = left; x < left + width; x += 1) this.#put(x, y, color);
  }

  disc(centreX: number, centreY: number, radius: number, color: Color): void {
    for (let y = 0; y < this.size; y += 1)
      for (let x = 0; x < this.size; x += 1)
        if ((x + 0.5 - centreX) ** 2 + (y + 0.5 - centreY) ** 2 <= radius ** 2) this.#put(x, y, color);
  }

  /** A number with its middle in a point; each dot of a digit is `scale` pixels wide. */
  number(text: string, centreX: number, centreY: number, scale: number, color: Color): void {
    const width = (text.length * 4 - 1) * scale;
    let left = Math.round(centreX - width / 2);
    const top = Math.round(centreY - 2.5 * scale);
    for (const digit of text) {
      for (const [y, row] of (rows[digit] ?? []).entries())
        for (const [x, dot] of [...row].entries())
          if (dot === '1') this.rectangle(left + x * scale, top + y * scale, scale, scale, color);
      left += 4 * scale;
    }
  }

  #put(x: number, y: number, [r, g, b]: Color): void {
    if (x < 0 || y < 0 || x >= this.size || y >= this.size) return;
    this.bytes.set([b, g, r, 255], (y * this.size + x) * 4);
  }

  done(): Pixels {
    return { width: this.size, height: this.size, bytes: this.bytes };
  }
}

/** A red disc with the number in it, 99 for all that is more. */
export function badgePixels(count: number): Pixels {
  const canvas = new Canvas(32);
  canvas.disc(16, 16, 16, red);
  const text = String(Math.min(99, count));
  canvas.number(text, 16, 16, text.length === 1 ? 5 : 4, white);
  return canvas.done();
}

/** The program's mark: a list of three lines, the first with a tick's dot; with a red disc in the corner where something is due. */
export function trayPixels(isDue: boolean): Pixels {
  const canvas = new Canvas(32);
  canvas.rectangle(2, 2, 28, 28, petrol);
  for (const top of [8, 15, 22]) {
    canvas.rectangle(7, top, 3, 3, white);
    canvas.rectangle(13, top, 12, 3, white);
  }
  if (isDue) {
    canvas.disc(24, 8, 9, white);
    canvas.disc(24, 8, 7, red);
  }
  return canvas.done();
}

import type { ChartColors } from './chart-colors';
import { escapeMarkup, type Sheet } from './sheet';

/** A drawing that stands alone: SVG text with its size. */
export interface Picture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

export const pictureFont = 'Noto Sans CJK SC, Microsoft YaHei UI, Microsoft YaHei, PingFang SC, sans-serif';

const head = (width: number, height: number) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="${pictureFont}" font-size="14">`;

const words = (text: string, x: number, y: number, fill: string, more = '') =>
  `<text x="${x}" y="${y}" fill="${fill}" ${more}>${escapeMarkup(text)}</text>`;

/** A chart with its title above and a note below, on its own ground. */
export function framed(chart: Picture, title: string, note: string, colors: ChartColors): Picture {
  const [above, below] = [40, 32];
  const height = chart.height + above + below;
  return {
    width: chart.width,
    height,
    svg: [
      head(chart.width, height),
      `<rect width="100%" height="100%" fill="${colors.background}"/>`,
      words(title, 12, 26, colors.text, 'font-weight="600" font-size="16"'),
      chart.svg.replace(/^\s*<svg /, `<svg y="${above}" `),
      words(note, 12, height - 12, colors.faint),
      '</svg>',
    ].join(''),
  };
}

let ruler: CanvasRenderingContext2D | null | undefined;

function widthOf(text: string, weight: number): number {
  ruler ??= document.createElement('canvas').getContext('2d');
  if (!ruler) return text.length * 14;
  ruler.font = `${weight} 14px ${pictureFont}`;
  return ruler.measureText(text).width;
}

const rowHeight = 32;
const padding = 10;

/** A table as a drawing. */
export function sheetPicture({ title, unit, note, columns, rows }: Sheet, colors: ChartColors): Picture {
  const widths = columns.map(({ label }, index) =>
    Math.ceil(
      Math.max(
        widthOf(label, 400),
        ...rows.map(({ cells, strong }) => widthOf(cells[index] ?? '', strong ? 600 : 400)),
      ) +
        padding * 2,
    ),
  );
  const starts = widths.map((_, index) => widths.slice(0, index).reduce((sum, width) => sum + width, 0));
  const needed = Math.ceil(Math.max(widthOf(title, 600) * 1.15 + widthOf(unit, 400) + 40, widthOf(note, 400) + 20));
  const width = Math.max(
    widths.reduce((sum, one) => sum + one, 0),
    needed,
  );
  const height = 48 + rowHeight * (rows.length + 1) + 36;
  const line = (y: number, color: string) => `<path d="M0 ${y}H${width}" stroke="${color}"/>`;
  const row = (cells: readonly string[], y: number, fill: string, strong: boolean) =>
    cells
      .map((text, index) => {
        const right = columns[index]?.right;
        const x = (starts[index] ?? 0) + (right ? (widths[index] ?? 0) - padding : padding);
        return words(text, x, y + 21, fill, `${right ? 'text-anchor="end"' : ''} ${strong ? 'font-weight="600"' : ''}`);
      })
      .join('');
  const top = 48;
  return {
    width,
    height,
    svg: [
      head(width, height),
      `<rect width="100%" height="100%" fill="${colors.background}"/>`,
      words(title, padding, 28, colors.text, 'font-weight="600" font-size="16"'),
      unit === '' ? '' : words(unit, width - padding, 28, colors.faint, 'text-anchor="end"'),
      line(top, colors.line),
      row(
        columns.map(({ label }) => label),
        top,
        colors.faint,
        false,
      ),
      line(top + rowHeight, colors.line),
      ...rows.map(({ cells, strong }, index) => {
        const y = top + rowHeight * (index + 1);
        return row(cells, y, colors.text, strong === true) + line(y + rowHeight, colors.grid);
      }),
      words(note, padding, height - 12, colors.faint),
      '</svg>',
    ].join(''),
  };
}

/** The drawing as PNG in base64, at twice its size: sharp on paper too. Rejects where the system cannot draw it. */
export async function pngOf({ svg, width, height }: Picture): Promise<string> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * 2;
  canvas.height = height * 2;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png').slice('data:image/png;base64,'.length);
}

/** Text as base64 of its UTF-8. */
export function base64Of(text: string): string {
  let binary = '';
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
}

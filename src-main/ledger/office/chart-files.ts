import path from 'node:path';
import { Refusal } from '../../../src-shared/terms/errors';
import { writeDurably } from '../durable-file';
import type { Handler } from '../handler';

const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A drawing that any program may open: no script, nothing from elsewhere. */
function isPlainSvg(text: string): boolean {
  return /^\s*<svg[\s>]/.test(text) && !/<script|<foreignObject|\son\w+\s*=|(?:href|src)\s*=\s*["'](?!#)/i.test(text);
}

/** See `charts.save`. What is no such picture is refused: the door writes nothing else for a window. */
export const saveChart: Handler<'charts.save'> = (_context, { file, kind, data }) => {
  const bytes = Buffer.from(data, 'base64');
  const isFine = kind === 'png' ? bytes.subarray(0, 8).equals(pngStart) : isPlainSvg(bytes.toString('utf8'));
  if (!isFine) throw new Refusal('invalid_input', { detail: kind === 'png' ? '不是 PNG 图片' : '不是 SVG 图片' });
  writeDurably(file, bytes);
  return { name: path.basename(file) };
};

import type { CellContent } from './template-cells';
import type { TemplateSheet } from './template-sheet';
import type { TemplateStyles } from './template-styles';

const usualFontSize = 11;
/** Of a line, to the size of its font. */
const lineSpacing = 1.3;
/** What borders and the sheet's own margins take from the width of a cell, in characters. */
const margin = 1.5;
/** Highest row that a sheet has, in points. */
const highest = 409;

/** Width in characters of the usual font: Chinese signs take two. */
function textWidth(text: string): number {
  let width = 0;
  for (const sign of text)
    width += /[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6—…“”‘’]/u.test(sign)
      ? 2
      : 1;
  return width;
}

/** Height in points that the words of a cell need in a width of characters. */
function heightOf(text: string, width: number, fontSize: number): number {
  const room = Math.max(2, ((width - margin) * usualFontSize) / fontSize);
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(textWidth(line) / room)), 0);
  return lines * fontSize * lineSpacing + 2;
}

/**
 * Height that a row needs so that no words are hidden; 0 where none of them wraps. Programs that open the file trust the height that
 * stands in it, so one that nobody writes would cut the words off.
 */
export function neededHeight(
  sheet: TemplateSheet,
  styles: TemplateStyles,
  source: number,
  cells: ReadonlyMap<number, CellContent>,
): number {
  let needed = 0;
  for (const [column, content] of cells) {
    if (content === null || !('text' in content)) continue;
    const style = sheet.style(source, column);
    if (!styles.wraps(style)) continue;
    const merge = sheet.mergesAt(source).find(({ left }) => left === column);
    let width = 0;
    for (let each = column; each <= (merge?.right ?? column); each++) width += sheet.width(each);
    needed = Math.max(needed, heightOf(content.text, width, styles.fontSize(style)));
  }
  return Math.min(Math.ceil(needed), highest);
}

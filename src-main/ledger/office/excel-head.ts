import { isMeasure, namesProjects } from './excel-headers';
import type { Grid } from './excel-layout';
import { isKnownHeader } from './excel-meaning';
import { cellNumber, isBlank, type Merge } from './excel-sheet';
import { looksLikeName, plainWord, splitUnit, unitsNamed } from './excel-words';

const maximumHeaderRows = 4;

/** A header as it was found: its rows and the column of the names. */
export interface Head {
  readonly top: number;
  readonly bottom: number;
  readonly nameColumn: number;
}

/** The header that a row begins or holds; undefined where it does neither. */
export function headAt(grid: Grid, row: number): Head | undefined {
  const cells = grid.rows[row] ?? [];
  for (let column = 0; column < cells.length; column++) {
    const cell = cells[column];
    if (typeof cell !== 'string') continue;
    const names = namesProjects(cell);
    if (!names) continue;
    const merge = grid.merges.at(row, column);
    const head = extend(grid, row, column, merge && merge.right - merge.left < 3 ? merge : undefined);
    // A lone 项目名称 in a note is no header; 名称 and 项目 need more company than the full words.
    if (knownHeaders(grid, head) >= (names === 'sure' ? 2 : 3)) return head;
    if (names === 'sure' && headsRows(grid, head)) return head;
  }
  return undefined;
}

/** Whether short words beside 项目名称, though nobody knows them, stand over rows that are filled like them. */
function headsRows(grid: Grid, head: Head): boolean {
  const words = grid.filled(head.bottom);
  const isWord = (column: number) => {
    const cell = grid.rows[head.bottom]?.[column];
    return typeof cell === 'string' && cell.length <= 20 && !/[。；]/.test(cell);
  };
  if (words.length < 2 || !words.every(isWord)) return false;
  return [1, 2].every((below) => {
    const filled = grid.filled(head.bottom + below);
    // Of a table on its side the other headers stand below the first.
    const isName = filled.includes(head.nameColumn) && !isKnownHeader(grid.text(head.bottom + below, head.nameColumn));
    return isName && filled.length >= 2 && filled.length * 2 > words.length;
  });
}

/** A header that is known but for the names, which stand under a word that nobody knows, or under none. */
export function namelessHead(grid: Grid): Head | undefined {
  for (let row = 0; row < Math.min(grid.rows.length, 40); row++) {
    const known = grid.filled(row).filter((column) => isKnownHeader(grid.text(row, column)));
    if (known.length < 3) continue;
    for (let column = 0; column < grid.width; column++) {
      if (known.includes(column) || cellNumber(grid.rows[row]?.[column]) !== undefined) continue;
      const head = extend(grid, row, column, grid.merges.at(row, column));
      const texts = grid.rows
        .slice(head.bottom + 1, head.bottom + 61)
        .map((cells) => cells[column])
        .filter((cell) => !isBlank(cell));
      const names = texts.filter((cell) => typeof cell === 'string' && looksLikeName(cell));
      if (names.length >= 2 && names.length * 10 >= texts.length * 6) return head;
    }
  }
  return undefined;
}

function extend(grid: Grid, row: number, column: number, merge: Merge | undefined): Head {
  let top = row;
  let bottom = Math.min(merge?.bottom ?? row, row + maximumHeaderRows - 1);
  while (top > 0 && bottom - top + 1 < maximumHeaderRows && isCaptionRow(grid, top - 1, top, column)) top -= 1;
  if (!merge || merge.bottom === merge.top) {
    while (bottom - top + 1 < maximumHeaderRows && isSubheader(grid, bottom + 1, column)) bottom += 1;
  }
  if (isMeasureRow(grid, bottom + 1, column)) bottom += 1;
  return { top, bottom, nameColumn: column };
}

/** A row under the header that says how each column is measured: 万元, 年月, 个. */
function isMeasureRow(grid: Grid, row: number, nameColumn: number): boolean {
  const filled = grid.filled(row);
  return (
    filled.length > 0 &&
    grid.isBlank(row, nameColumn) &&
    filled.every((column) => typeof grid.rows[row]?.[column] === 'string' && isMeasure(grid.text(row, column)))
  );
}

const titleWords = /(?:表|清单|台账|一览|名单|目录|汇总|统计|情况|计划)(?:[（(].*)?$/;

/** Whether a row above the names is still header: captions over several columns, right of the names. */
function isCaptionRow(grid: Grid, row: number, below: number, nameColumn: number): boolean {
  const filled = grid.filled(row);
  if (filled.length === 0 || grid.seen(row, nameColumn) !== '') return false;
  const [only] = filled;
  // One cell with no merge over anything is the title, which the eye has put above the middle.
  if (only !== undefined && filled.length === 1 && !grid.merges.at(row, only) && titleWords.test(grid.text(row, only)))
    return false;
  if (filled.some((column) => column < nameColumn && !isKnownHeader(grid.text(row, column)))) return false;
  return filled.some((column) => {
    const text = grid.text(row, column);
    if (unitsNamed(text).length > 0 || /[:：]/.test(text) || cellNumber(grid.rows[row]?.[column]) !== undefined)
      return false;
    const merge = grid.merges.at(row, column);
    // Over several columns, or reaching down into the row of the names.
    if (merge) return merge.right > merge.left || merge.bottom >= below;
    return !grid.isBlank(below, column) && grid.isBlank(row, column + 1) && !grid.isBlank(below, column + 1);
  });
}

/** Whether the row under the names is still header: no name, no number, and words that are known to stand in headers. */
function isSubheader(grid: Grid, row: number, nameColumn: number): boolean {
  if (grid.seen(row, nameColumn) !== '' && !grid.isBlank(row, nameColumn)) return false;
  const filled = grid.filled(row);
  if (filled.length === 0) return false;
  const texts = filled.map((column) => grid.rows[row]?.[column]);
  if (texts.some((cell) => typeof cell !== 'string')) return false;
  const words = filled.map((column) => grid.text(row, column));
  const known = words.filter(
    (word) => isKnownHeader(word) || splitUnit(plainWord(word)).rest === '' || plainWord(word) === '实际',
  );
  return known.length > 0 && known.length * 2 >= words.length;
}

function knownHeaders(grid: Grid, head: Head): number {
  const known = new Set<number>();
  for (let row = head.top; row <= head.bottom; row++) {
    for (const column of grid.filled(row)) if (isKnownHeader(grid.text(row, column))) known.add(column);
  }
  return known.size;
}

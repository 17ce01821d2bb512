import type { AskedDoubt, Doubts } from './excel-doubts';
import { type Cell, cellText, columnIndex, type SeenSheet, type TypedRows } from './excel-sheet';

/** Marks a decision that is no choice but the cell typed anew. */
const typed = 'value:';

interface Correction {
  /** Id of the doubt or problem that it settles. */
  readonly id: string;
  readonly row: number;
  readonly column: string;
  readonly text: string;
}

/**
 * Cells that a person typed anew in the preview. They stand in the sheet before anything of it is understood, so that they are read,
 * checked and compared like all others. The file itself is never touched.
 */
export class Corrections {
  readonly #cells = new Map<string, Correction>();
  readonly #originals = new Map<string, string>();

  constructor(decisions: Readonly<Record<string, string>>) {
    for (const [id, code] of Object.entries(decisions)) {
      const [, row, column] = /:(\d{1,7}):([A-Z]{1,3})$/.exec(id) ?? [];
      if (!code.startsWith(typed) || !row || !column) continue;
      this.#cells.set(`${row}:${column}`, { id, row: Number(row), column, text: code.slice(typed.length).trim() });
    }
  }

  /** The rows of a sheet with the typed cells in their places; a cell that a merge covers is the merge's own. */
  typedRows(sheet: SeenSheet): TypedRows {
    const rows = new Map<number, readonly Cell[]>();
    for (const { row, column, text } of this.#cells.values()) {
      const at = { row: row - 1, column: columnIndex(column) ?? 0 };
      const merge = sheet.merges.find(
        ({ top, left, bottom, right }) => top <= at.row && at.row <= bottom && left <= at.column && at.column <= right,
      );
      const top = merge?.top ?? at.row;
      const left = merge?.left ?? at.column;
      if (top >= sheet.rows.length) continue;
      const cells: Cell[] = [...(rows.get(top) ?? sheet.rows.at(top) ?? [])];
      while (cells.length <= left) cells.push(null);
      this.#originals.set(`${row}:${column}`, cellText(cells[left]).trim());
      cells[left] = text === '' ? null : text;
      rows.set(top, cells);
    }
    return [...rows];
  }

  /** Shows what was typed as a doubt that is settled, with the way back; call it when all doubts have been asked. */
  report(doubts: Doubts): void {
    for (const correction of this.#cells.values()) {
      const { id, row, column, text } = correction;
      const back = { code: 'original', label: '照原表' };
      const again = doubts.asked.findIndex((doubt) => doubt.id === id);
      const asked = doubts.asked[again];
      if (asked) doubts.asked[again] = { ...asked, choices: [...asked.choices, back] };
      else if (!doubts.problems.some((problem) => problem.row === row && problem.column === column))
        doubts.asked.push(settled(correction, this.#originals.get(`${row}:${column}`) ?? '', text, back));
    }
  }
}

function settled(
  { id, row, column }: Correction,
  original: string,
  text: string,
  back: AskedDoubt['choices'][number],
): AskedDoubt {
  const code = `${typed}${text}`;
  return {
    id,
    row,
    column,
    message: `${original === '' ? '空格' : `“${original}”`}改按${text === '' ? '空白' : `“${text}”`}读`,
    detail: '只在这次导入里改，原文件不动',
    required: false,
    choices: [{ code, label: text === '' ? '留空' : text }, back],
    chosen: code,
  };
}

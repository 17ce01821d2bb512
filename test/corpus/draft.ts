import { address, type Cell, columnLetter, type Look } from './cell';
import type { ExpectedDoubt, ExpectedProject, ExpectedSheet, Wanted } from './expectation';
import type { Facts } from './projects';

export type RowKind = 'title' | 'header' | 'number' | 'group' | 'total' | 'note' | 'project' | 'more' | 'blank';
/** Rows that a reader may take as header or leave out as it likes. */
const neither: readonly RowKind[] = ['header', 'number', 'more', 'blank'];

export type ProjectSays = Omit<ExpectedProject, 'row' | 'name' | 'region'> & {
  readonly name?: Wanted;
  readonly region?: string | null;
};

/**
 * A sheet while it is written from top to bottom, and what each of its rows is. Rows count from 1, columns from 0.
 * In headers `<` joins a cell to its left neighbour and `^` to the one above.
 */
export class Draft {
  readonly cells = new Map<number, Map<number, Cell>>();
  readonly merges: string[] = [];
  readonly kinds = new Map<number, RowKind>();
  readonly projects: ExpectedProject[] = [];
  readonly doubts: ExpectedDoubt[] = [];
  readonly says: string[] = [];
  readonly hiddenRows = new Set<number>();
  readonly hiddenColumns = new Set<number>();
  /** Rows after which a printed page ends. */
  readonly breaks: number[] = [];
  /** A table that no reader need understand, so long as it then writes nothing. */
  mayBeRefused = false;
  state: 'visible' | 'hidden' | 'veryHidden' = 'visible';
  next = 1;

  constructor(
    readonly name: string,
    readonly left = 0,
  ) {}

  get width(): number {
    let width = 0;
    for (const row of this.cells.values()) for (const column of row.keys()) width = Math.max(width, column + 1);
    return width;
  }

  put(row: number, column: number, cell: Cell): void {
    if (cell === null || cell === '') return;
    const cells = this.cells.get(row) ?? new Map<number, Cell>();
    this.cells.set(row, cells.set(column, cell));
  }

  line(kind: RowKind, cells: readonly Cell[], left = this.left): number {
    const row = this.next++;
    this.kinds.set(row, kind);
    cells.forEach((cell, index) => {
      this.put(row, left + index, cell);
    });
    return row;
  }

  /** A line of one text, merged across `width` columns. */
  across(kind: RowKind, text: Cell, width: number, left = this.left): number {
    const row = this.line(kind, [text], left);
    if (width > 1) this.merge(row, left, row, left + width - 1);
    return row;
  }

  blank(count = 1): void {
    for (let index = 0; index < count; index++) this.line('blank', []);
  }

  merge(top: number, left: number, bottom: number, right: number): void {
    if (top !== bottom || left !== right) this.merges.push(`${address(top, left)}:${address(bottom, right)}`);
  }

  header(rows: readonly (readonly (string | null)[])[], look?: Look, left = this.left): number {
    const first = this.next;
    for (const texts of rows) {
      this.line(
        'header',
        texts.map((text) => (text === '<' || text === '^' || !text ? null : look ? { value: text, look } : text)),
        left,
      );
    }
    rows.forEach((texts, r) => {
      texts.forEach((text, c) => {
        if (!text || text === '<' || text === '^') return;
        let right = c;
        while (texts[right + 1] === '<') right++;
        let bottom = r;
        while (rows[bottom + 1]?.[c] === '^') bottom++;
        this.merge(first + r, left + c, first + bottom, left + right);
      });
    });
    return first;
  }

  project(facts: Facts, says: ProjectSays, cells: readonly Cell[], left = this.left): number {
    const row = this.line('project', cells, left);
    this.expect(row, facts, says);
    return row;
  }

  expect(row: number, facts: Facts, says: ProjectSays): void {
    const { name = facts.name, region = facts.region, ...rest } = says;
    this.projects.push({ row, name, region, ...rest });
  }

  doubt(row: number, column: number, why: string): void {
    this.doubts.push({ row, column: columnLetter(column), why });
  }

  expected(named = false): ExpectedSheet {
    const skipped = [...this.kinds].filter(([, kind]) => kind !== 'project' && !neither.includes(kind));
    return {
      ...(named ? { sheet: this.name } : {}),
      projects: this.projects,
      skipped: skipped.map(([row]) => row),
      doubts: this.doubts,
      says: this.says,
      ...(this.mayBeRefused ? { orRefused: true } : {}),
    };
  }
}

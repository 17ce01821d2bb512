import type { Element } from '@xmldom/xmldom';
import { columnIndex, columnLetter, type Merge } from './excel-sheet';
import { childNamed, childrenNamed, descendantsNamed, type WorkbookParts } from './template-parts';
import { copyFormula } from './template-references';
import { sheetPart } from './template-workbook';

/** 'D5' → row 5 and column 3; undefined where it is no cell. */
export function cellPlace(reference: string): { row: number; column: number } | undefined {
  const found = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference);
  const column = found?.[1] === undefined ? undefined : columnIndex(found[1]);
  return column === undefined ? undefined : { row: Number(found?.[2]), column };
}

/** In characters, where the sheet says nothing else. */
const usualWidth = 8.43;

/** A sheet of a blank table as its file holds it. Rows from 1, columns from 0. */
export class TemplateSheet {
  readonly part: string;
  readonly root: Element;
  readonly data: Element;
  readonly rows = new Map<number, Element>();
  readonly #cells = new Map<Element, Map<number, Element>>();
  #mergesByRow: Map<number, Merge[]> | undefined;

  constructor(
    readonly parts: WorkbookParts,
    readonly name: string,
  ) {
    this.part = sheetPart(parts, name);
    this.root = parts.root(this.part);
    this.data = childNamed(this.root, 'sheetData') ?? this.create('sheetData');
    this.#number();
    expandSharedFormulas(this.root);
  }

  /** A new element in the namespace, and with the prefix, of the sheet. */
  create(name: string): Element {
    const tag = this.root.prefix ? `${this.root.prefix}:${name}` : name;
    return this.root.ownerDocument?.createElementNS(this.root.namespaceURI, tag) as Element;
  }

  /** Some writers leave out where rows and cells stand: then they follow one another. */
  #number(): void {
    let row = 0;
    for (const element of childrenNamed(this.data, 'row')) {
      row = Number(element.getAttribute('r') || row + 1);
      element.setAttribute('r', String(row));
      this.rows.set(row, element);
      let column = -1;
      for (const cell of childrenNamed(element, 'c')) {
        const place = cellPlace(cell.getAttribute('r') ?? '');
        column = place ? place.column : column + 1;
        cell.setAttribute('r', `${columnLetter(column)}${row}`);
      }
    }
  }

  get lastRow(): number {
    return Math.max(0, ...this.rows.keys());
  }

  /** Cells of a row by column. */
  cells(row: number): Map<number, Element> {
    const element = this.rows.get(row);
    if (!element) return new Map();
    let cells = this.#cells.get(element);
    if (!cells) {
      cells = new Map(
        childrenNamed(element, 'c').map((cell) => [cellPlace(cell.getAttribute('r') ?? '')?.column ?? 0, cell]),
      );
      this.#cells.set(element, cells);
    }
    return cells;
  }

  cell(row: number, column: number): Element | undefined {
    return this.cells(row).get(column);
  }

  /** The formula of a cell; undefined where it has none, and for sums that somebody typed (=1200+300), which are a value. */
  formula(row: number, column: number): Element | undefined {
    const cell = this.cell(row, column);
    const formula = cell && childNamed(cell, 'f');
    return formula && /[A-Za-z]/.test(formula.textContent ?? '') ? formula : undefined;
  }

  /** Number of the style in which a cell is shown: its own, else its row's, else its column's. */
  style(row: number, column: number): number {
    const own = this.cell(row, column);
    if (own) return Number(own.getAttribute('s') ?? 0);
    const element = this.rows.get(row);
    if (element?.getAttribute('customFormat') === '1') return Number(element.getAttribute('s') ?? 0);
    const columns = childNamed(this.root, 'cols');
    const found = (columns ? childrenNamed(columns, 'col') : []).find(
      (each) => Number(each.getAttribute('min')) <= column + 1 && Number(each.getAttribute('max')) >= column + 1,
    );
    return Number(found?.getAttribute('style') ?? 0);
  }

  /** Width of a column in characters of the usual font. */
  width(column: number): number {
    const columns = childNamed(this.root, 'cols');
    const found = (columns ? childrenNamed(columns, 'col') : []).find(
      (each) => Number(each.getAttribute('min')) <= column + 1 && Number(each.getAttribute('max')) >= column + 1,
    );
    const usual = childNamed(this.root, 'sheetFormatPr')?.getAttribute('defaultColWidth');
    return Number(found?.getAttribute('width') ?? usual ?? usualWidth) || usualWidth;
  }

  /** Merges that begin in a row. */
  mergesAt(row: number): Merge[] {
    if (!this.#mergesByRow) {
      this.#mergesByRow = new Map();
      for (const merge of this.merges) {
        this.#mergesByRow.set(merge.top, [...(this.#mergesByRow.get(merge.top) ?? []), merge]);
      }
    }
    return this.#mergesByRow.get(row) ?? [];
  }

  get merges(): Merge[] {
    const merges = childNamed(this.root, 'mergeCells');
    return (merges ? childrenNamed(merges, 'mergeCell') : []).flatMap((merge) => {
      const [from = '', to = from] = (merge.getAttribute('ref') ?? '').split(':');
      const [start, end] = [cellPlace(from), cellPlace(to)];
      if (!start || !end) return [];
      return [{ top: start.row, left: start.column, bottom: end.row, right: end.column }];
    });
  }

  set merges(merges: readonly Merge[]) {
    this.#mergesByRow = undefined;
    let element = childNamed(this.root, 'mergeCells');
    if (merges.length === 0) {
      if (element) this.root.removeChild(element);
      return;
    }
    if (!element) {
      element = this.create('mergeCells');
      this.insert(element);
    }
    while (element.firstChild) element.removeChild(element.firstChild);
    for (const { top, left, bottom, right } of merges) {
      const merge = this.create('mergeCell');
      merge.setAttribute('ref', `${columnLetter(left)}${top}:${columnLetter(right)}${bottom}`);
      element.appendChild(merge);
    }
    element.setAttribute('count', String(merges.length));
  }

  /** Puts a new part of the sheet where the schema wants it. */
  insert(element: Element): void {
    const place = order.indexOf(element.localName ?? '');
    const after = [...this.root.childNodes].find(
      (node) => node.nodeType === 1 && order.indexOf((node as Element).localName ?? '') > place,
    );
    this.root.insertBefore(element, after ?? null);
  }
}

/** Order of the parts of a worksheet (ECMA-376, CT_Worksheet). */
const order = [
  'sheetPr',
  'dimension',
  'sheetViews',
  'sheetFormatPr',
  'cols',
  'sheetData',
  'sheetCalcPr',
  'sheetProtection',
  'protectedRanges',
  'scenarios',
  'autoFilter',
  'sortState',
  'dataConsolidate',
  'customSheetViews',
  'mergeCells',
  'phoneticPr',
  'conditionalFormatting',
  'dataValidations',
  'hyperlinks',
  'printOptions',
  'pageMargins',
  'pageSetup',
  'headerFooter',
  'rowBreaks',
  'colBreaks',
  'customProperties',
  'cellWatches',
  'ignoredErrors',
  'smartTags',
  'drawing',
  'legacyDrawing',
  'legacyDrawingHF',
  'drawingHF',
  'picture',
  'oleObjects',
  'controls',
  'webPublishItems',
  'tableParts',
  'extLst',
];

/** Gives every cell that shares a formula its own text, so that rows can move apart. */
export function expandSharedFormulas(sheet: Element): void {
  const masters = new Map<string, { text: string; row: number; column: number }>();
  for (const formula of descendantsNamed(sheet, 'f')) {
    if (formula.getAttribute('t') !== 'shared') continue;
    const place = cellPlace((formula.parentNode as Element).getAttribute('r') ?? '');
    const key = formula.getAttribute('si') ?? '';
    const text = formula.textContent ?? '';
    const master = masters.get(key);
    if (!place) continue;
    if (text !== '') masters.set(key, { text, ...place });
    else if (master)
      formula.textContent = copyFormula(master.text, place.row - master.row, place.column - master.column);
    for (const name of ['t', 'ref', 'si']) formula.removeAttribute(name);
  }
}

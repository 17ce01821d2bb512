import { type Element, XMLSerializer } from '@xmldom/xmldom';
import { columnLetter, type Merge } from './excel-sheet';
import { type CellContent, looksLikeFormula, xmlText } from './template-cells';
import { neededHeight } from './template-heights';
import { childNamed, childrenNamed, descendantsNamed } from './template-parts';
import { type Region, type RowPlan, rowFormula, shiftFormula, shiftRanges } from './template-references';
import type { TemplateSheet } from './template-sheet';
import type { TemplateStyles } from './template-styles';

/** Rows of one region: what each project writes, by column. Columns that are not among them keep what the table says in every row. */
export interface RegionContent {
  readonly region: Region;
  /** Sheet rows that one project takes. */
  readonly height: number;
  /** Row whose styles are taken where the table has no row of its own. */
  readonly styleRow: number;
  readonly projects: number;
  content(project: number, column: number): CellContent;
  readonly columns: ReadonlySet<number>;
  /** Columns whose words are the same for every project of the blank table, by line of a project. */
  readonly constants: readonly ReadonlySet<number>[];
}

const placeholder = 'filledRows';

/**
 * Writes projects into a sheet and moves everything that stands below. The new rows are made as text and put in when the tree is
 * written: a tree of a hundred thousand cells would take minutes. Returns what `WorkbookParts.save` finishes the sheet with.
 */
export function rewriteRows(
  sheet: TemplateSheet,
  styles: TemplateStyles,
  plan: RowPlan,
  contents: readonly RegionContent[],
): { finish: (xml: string) => string; grown: number } {
  let grown = 0;
  const made = contents.map((content) => {
    const maker = new RowMaker(sheet, styles, plan, content);
    const rows = maker.rows();
    grown += maker.grown;
    return rows;
  });
  const merges = movedMerges(sheet, plan, contents);
  shiftRowsBelow(sheet, plan);
  const tag = sheet.root.prefix ? `${sheet.root.prefix}:${placeholder}` : placeholder;
  for (const [index, { region }] of contents.entries()) putPlaceholder(sheet, plan.newFirst(region), index);
  sheet.merges = merges;
  shiftEverythingElse(sheet, plan);
  const finish = (xml: string) =>
    xml.replace(
      new RegExp(`<${tag}[^>]*n="(\\d+)"[^>]*?(?:/>|></${tag}>)`, 'g'),
      (_, index: string) => made[Number(index)] ?? '',
    );
  return { finish, grown };
}

/** Which row of the blank table each project is modelled on: the first and the last stay first and last, stripes go on as stripes. */
function modelRow({ region, height, projects, styleRow }: RegionContent, project: number): number {
  const models = Math.floor((region.last - region.first + 1) / height);
  if (models <= 0) return styleRow;
  if (project === projects - 1 && project > 0) return region.first + (models - 1) * height;
  if (project < models - 1 || models === 1) return region.first + Math.min(project, models - 1) * height;
  const stripe = models >= 4 ? 1 + ((project - 1) % 2) : models >= 3 ? 1 : 0;
  return region.first + stripe * height;
}

class RowMaker {
  /** Rows of fixed height that had to become higher. */
  grown = 0;
  readonly #prefix: string;
  readonly #serializer = new XMLSerializer();

  constructor(
    readonly sheet: TemplateSheet,
    readonly styles: TemplateStyles,
    readonly plan: RowPlan,
    readonly content: RegionContent,
  ) {
    this.#prefix = sheet.root.prefix ? `${sheet.root.prefix}:` : '';
  }

  rows(): string {
    const { region, height, projects } = this.content;
    const from = this.plan.newFirst(region);
    const made: string[] = [];
    // Without any project the first blank row stays, so that what adds up still has something to add.
    for (let project = 0; project < Math.max(projects, region.rows / height); project++) {
      const model = modelRow(this.content, project);
      for (let line = 0; line < height; line++) {
        made.push(this.#row(project, model + line, from + project * height + line, line));
      }
    }
    return made.join('');
  }

  #row(project: number, source: number, target: number, line: number): string {
    const isFirst = line === 0;
    const cells = this.sheet.cells(source);
    const { columns, constants, region } = this.content;
    const used = [...new Set([...cells.keys(), ...(isFirst ? columns : [])])].sort((one, other) => one - other);
    const hasRow = region.last >= region.first;
    const inner = used.map((column) => {
      const cell = cells.get(column);
      const style = this.sheet.style(source, column);
      if (isFirst && columns.has(column))
        return this.#value(this.content.content(project, column), target, column, style);
      const formula = hasRow ? this.#formulaAt(source, column, line) : undefined;
      if (formula) return this.#formula(formula, target, column, style);
      if (cell && hasRow && constants[line]?.has(column)) return this.#copy(cell, target, column);
      return this.#cell(target, column, style, '', '');
    });
    const written = new Map(
      isFirst && project < this.content.projects
        ? [...columns].map((column) => [column, this.content.content(project, column)])
        : [],
    );
    return `<${this.#prefix}row${this.#rowAttributes(source, target, written)}>${inner.join('')}</${this.#prefix}row>`;
  }

  #rowAttributes(source: number, target: number, written: ReadonlyMap<number, CellContent>): string {
    const row = this.sheet.rows.get(source);
    const kept = [...(row?.attributes ?? [])].filter(
      ({ name }) => !['r', 'spans', 'hidden', 'collapsed', 'ht', 'customHeight'].includes(name),
    );
    const attributes = kept.map(({ name, value }) => ` ${name}="${xmlAttribute(value)}"`).join('');
    return ` r="${target}"${attributes}${this.#height(row, source, written)}`;
  }

  /** The height of the blank row; more where the words need it. A height that Excel had found for other words is found anew. */
  #height(row: Element | undefined, source: number, written: ReadonlyMap<number, CellContent>): string {
    const isFixed = row?.getAttribute('customHeight') === '1' || row?.getAttribute('customHeight') === 'true';
    const own = isFixed ? Number(row?.getAttribute('ht') ?? 0) : 0;
    const usual = Number(childNamed(this.sheet.root, 'sheetFormatPr')?.getAttribute('defaultRowHeight') ?? 15);
    const share = neededHeight(this.sheet, this.styles, source, written) / this.content.height;
    if (isFixed && share > own) this.grown += 1;
    const height = Math.max(own, share > (isFixed ? own : usual) ? share : 0);
    return height === 0 ? '' : ` ht="${height}"${isFixed ? ' customHeight="1"' : ''}`;
  }

  #cell(row: number, column: number, style: number, attributes: string, inner: string): string {
    const tag = `${this.#prefix}c`;
    const start = `<${tag} r="${columnLetter(column)}${row}"${style === 0 ? '' : ` s="${style}"`}${attributes}`;
    return inner === '' ? `${start}/>` : `${start}>${inner}</${tag}>`;
  }

  #value(content: CellContent, row: number, column: number, style: number): string {
    const p = this.#prefix;
    if (content === null) return this.#cell(row, column, style, '', '');
    if ('number' in content) return this.#cell(row, column, style, '', `<${p}v>${String(content.number)}</${p}v>`);
    const own = looksLikeFormula(content.text) ? this.styles.quoted(style) : style;
    const text = `<${p}is><${p}t xml:space="preserve">${xmlText(content.text)}</${p}t></${p}is>`;
    return this.#cell(row, column, own, ' t="inlineStr"', text);
  }

  /** The row's own formula; where somebody typed over it, or it is broken, that of the second row, else of the first. */
  #formulaAt(source: number, column: number, line: number): { element: Element; row: number } | undefined {
    const { region, height } = this.content;
    const first = region.first + line;
    if (!this.sheet.formula(first, column)) return undefined;
    for (const row of [source, first + height, first]) {
      const element = row <= region.last ? this.sheet.formula(row, column) : undefined;
      if (element && !element.textContent?.includes('#REF!')) return { element, row };
    }
    return undefined;
  }

  #formula(
    { element: formula, row }: { element: Element; row: number },
    target: number,
    column: number,
    style: number,
  ): string {
    const { region } = this.content;
    const moved = rowFormula(formula.textContent ?? '', this.sheet.name, this.plan, region, row, target);
    const isArray = formula.getAttribute('t') === 'array';
    const attributes = isArray ? ` t="array" ref="${columnLetter(column)}${target}"` : '';
    const p = this.#prefix;
    return this.#cell(target, column, style, '', `<${p}f${attributes}>${xmlText(moved)}</${p}f>`);
  }

  #copy(cell: Element, row: number, column: number): string {
    const copy = cell.cloneNode(true) as Element;
    copy.setAttribute('r', `${columnLetter(column)}${row}`);
    // On its own it names its namespace; inside the sheet that is said already.
    return this.#serializer.serializeToString(copy).replace(/ xmlns(?::\w+)?="[^"]*"/g, '');
  }
}

const xmlAttribute = (text: string) => xmlText(text).replaceAll('"', '&quot;');

/** Merges inside a row of projects are made again for each, the others move or grow. */
function movedMerges(sheet: TemplateSheet, plan: RowPlan, contents: readonly RegionContent[]): Merge[] {
  const merges: Merge[] = [];
  const old = sheet.merges;
  for (const merge of old) {
    const home = contents.find(({ region }) => merge.top >= region.first && merge.bottom <= region.last);
    if (home && merge.bottom - merge.top < home.height) continue;
    // What reached over some projects of last month reaches over others now: only a merge over all rows of a part stays, and grows.
    if (
      contents.some(
        ({ region }) => touches(merge, region) && !(merge.top <= region.first && merge.bottom >= region.last),
      )
    )
      continue;
    const [top, bottom] = plan.range(merge.top, merge.bottom);
    if (bottom > top || merge.right > merge.left) merges.push({ ...merge, top, bottom });
  }
  for (const content of contents) {
    const from = plan.newFirst(content.region);
    for (let project = 0; project * content.height < content.region.rows; project++) {
      const model = modelRow(content, project);
      for (const merge of old) {
        if (merge.top < model || merge.bottom >= model + content.height || content.region.last < content.region.first)
          continue;
        const shift = from + project * content.height - model;
        merges.push({ ...merge, top: merge.top + shift, bottom: merge.bottom + shift });
      }
    }
  }
  return merges;
}

const touches = (merge: Merge, { first, last }: Region) => merge.top <= last && merge.bottom >= first;

function shiftRowsBelow(sheet: TemplateSheet, plan: RowPlan): void {
  for (const [number, element] of sheet.rows) {
    if (plan.isInside(number)) {
      sheet.data.removeChild(element);
      continue;
    }
    const moved = plan.row(number);
    if (moved !== number) {
      element.setAttribute('r', String(moved));
      for (const [column, cell] of sheet.cells(number)) cell.setAttribute('r', `${columnLetter(column)}${moved}`);
    }
  }
  for (const formula of descendantsNamed(sheet.data, 'f')) {
    formula.textContent = shiftFormula(formula.textContent ?? '', sheet.name, true, plan);
    const reference = formula.getAttribute('ref');
    if (reference) formula.setAttribute('ref', shiftRanges(reference, plan));
  }
}

function putPlaceholder(sheet: TemplateSheet, from: number, index: number): void {
  const mark = sheet.create(placeholder);
  mark.setAttribute('n', String(index));
  mark.setAttribute('r', String(from));
  const after = [...sheet.data.childNodes].find(
    (node) => node.nodeType === 1 && Number((node as Element).getAttribute('r')) > from,
  );
  sheet.data.insertBefore(mark, after ?? null);
}

/** Formats by condition, checks of input, links, filters, breaks, views: whatever names rows of the sheet. */
function shiftEverythingElse(sheet: TemplateSheet, plan: RowPlan): void {
  const { root } = sheet;
  for (const element of descendantsNamed(root, '*')) {
    if (element.parentNode === sheet.data || (element.parentNode?.parentNode as Element | null) === sheet.data)
      continue;
    for (const name of ['sqref', 'activeCell', 'topLeftCell']) {
      const value = element.getAttribute(name);
      if (value) element.setAttribute(name, shiftRanges(value, plan));
    }
    const kind = element.localName ?? '';
    const reference = element.getAttribute('ref');
    if (reference && ['autoFilter', 'hyperlink', 'sortState', 'sortCondition'].includes(kind))
      element.setAttribute('ref', shiftRanges(reference, plan));
    if (kind === 'sqref') element.textContent = shiftRanges(element.textContent ?? '', plan);
    if (
      ['formula', 'formula1', 'formula2', 'f'].includes(kind) &&
      !childNamed(element, 'f') &&
      element.parentNode !== null
    ) {
      if (!isCellFormula(element))
        element.textContent = shiftFormula(element.textContent ?? '', sheet.name, true, plan);
    }
  }
  const breaks = childNamed(root, 'rowBreaks');
  for (const each of breaks ? childrenNamed(breaks, 'brk') : []) {
    const id = Number(each.getAttribute('id'));
    if (id > 0) each.setAttribute('id', String(plan.row(id)));
  }
  const dimension = childNamed(root, 'dimension');
  const used = dimension?.getAttribute('ref');
  if (dimension && used) dimension.setAttribute('ref', shiftRanges(used, plan));
}

const isCellFormula = (element: Element) => (element.parentNode as Element | null)?.localName === 'c';

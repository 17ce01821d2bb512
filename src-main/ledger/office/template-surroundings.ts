import type { Element } from '@xmldom/xmldom';
import { childNamed, childrenNamed, descendantsNamed, type WorkbookParts } from './template-parts';
import { type RowPlan, shiftFormula, shiftRanges } from './template-references';
import { expandSharedFormulas, type TemplateSheet } from './template-sheet';
import { sheetList } from './template-workbook';

/** Everything outside the sheet's own part that names its rows: pictures, comments, tables, charts, formulas of other sheets. */
export function followRowsAround(parts: WorkbookParts, sheet: TemplateSheet, plan: RowPlan): void {
  for (const { type, target } of parts.relations(sheet.part)) {
    if (!parts.has(target)) continue;
    if (type === 'drawing') moveDrawing(parts, target, plan);
    if (type === 'comments' || type === 'table') moveReferencesIn(parts, target, plan);
    if (type === 'vmlDrawing') moveOldDrawing(parts, target, plan);
  }
  for (const part of parts.names) {
    if (/^xl\/charts\/chart[^/]*\.xml$/.test(part)) moveChart(parts, part, sheet.name, plan);
  }
  for (const other of sheetList(parts)) {
    if (other.part !== sheet.part) followInSheet(parts, other.part, sheet.name, plan);
  }
}

function moveDrawing(parts: WorkbookParts, part: string, plan: RowPlan): void {
  const root = parts.root(part);
  let changed = false;
  for (const end of [...descendantsNamed(root, 'from'), ...descendantsNamed(root, 'to')]) {
    const row = childNamed(end, 'row');
    const old = Number(row?.textContent);
    if (!row || !Number.isInteger(old)) continue;
    // Rows are counted from 0 here.
    const moved = plan.row(old + 1) - 1;
    if (moved === old) continue;
    row.textContent = String(moved);
    changed = true;
  }
  if (changed) parts.save(part);
}

function moveReferencesIn(parts: WorkbookParts, part: string, plan: RowPlan): void {
  const root = parts.root(part);
  for (const element of [root, ...descendantsNamed(root, '*')]) {
    const reference = element.getAttribute('ref');
    if (reference) element.setAttribute('ref', shiftRanges(reference, plan));
  }
  parts.save(part);
}

/** Boxes of comments, in the markup of the nineties: rows counted from 0, alone and as the third and seventh number of an anchor. */
function moveOldDrawing(parts: WorkbookParts, part: string, plan: RowPlan): void {
  const root = parts.root(part);
  for (const row of descendantsNamed(root, 'Row')) row.textContent = String(plan.row(Number(row.textContent) + 1) - 1);
  for (const anchor of descendantsNamed(root, 'Anchor')) {
    const numbers = (anchor.textContent ?? '').split(',').map(Number);
    if (numbers.length !== 8 || numbers.some(Number.isNaN)) continue;
    const shift = plan.row((numbers[2] ?? 0) + 1) - ((numbers[2] ?? 0) + 1);
    anchor.textContent = numbers
      .map((number, index) => (index === 2 || index === 6 ? number + shift : number))
      .join(', ');
  }
  parts.save(part);
}

function moveChart(parts: WorkbookParts, part: string, sheet: string, plan: RowPlan): void {
  const formulas = descendantsNamed(parts.root(part), 'f');
  let changed = false;
  for (const formula of formulas) {
    const moved = shiftFormula(formula.textContent ?? '', sheet, false, plan);
    if (moved === formula.textContent) continue;
    formula.textContent = moved;
    changed = true;
  }
  if (changed) parts.save(part);
}

function followInSheet(parts: WorkbookParts, part: string, sheet: string, plan: RowPlan): void {
  const root = parts.root(part);
  const formulas = descendantsNamed(root, 'f');
  if (formulas.length === 0) return;
  expandSharedFormulas(root);
  for (const formula of formulas) {
    formula.textContent = shiftFormula(formula.textContent ?? '', sheet, false, plan);
  }
  forgetResults(root);
  parts.save(part);
}

/** Takes away what formulas came to when the file was saved: it is another table now. */
export function forgetResults(sheet: Element): void {
  for (const formula of descendantsNamed(sheet, 'f')) {
    const cell = formula.parentNode as Element | null;
    if (cell?.localName !== 'c') continue;
    cell.removeAttribute('t');
    for (const value of childrenNamed(cell, 'v')) cell.removeChild(value);
  }
}

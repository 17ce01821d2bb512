import type { Element } from '@xmldom/xmldom';
import { Refusal } from '../../../src-shared/terms/errors';
import { childNamed, childrenNamed, type WorkbookParts } from './template-parts';
import { type RowPlan, shiftFormula } from './template-references';

const workbookPart = 'xl/workbook.xml';

/** Path of the sheet's part. Throws Refusal no_sheet. */
export function sheetPart(parts: WorkbookParts, sheet: string): string {
  const sheets = sheetList(parts);
  const found = sheets.find((each) => each.name === sheet);
  if (!found) {
    const known = sheets.map(({ name }) => name).join('、');
    throw new Refusal('no_sheet', { name: parts.name, sheet, known });
  }
  return found.part;
}

/** Sheets of the workbook that are tables, in their order. */
export function sheetList(parts: WorkbookParts): { name: string; part: string }[] {
  const targets = new Map(parts.relations(workbookPart).map((relation) => [relation.id, relation]));
  const sheets = childNamed(parts.root(workbookPart), 'sheets');
  return (sheets ? childrenNamed(sheets, 'sheet') : []).flatMap((sheet) => {
    const relation = targets.get(sheet.getAttribute('r:id') ?? relationId(sheet));
    if (relation?.type !== 'worksheet' || !parts.has(relation.target)) return [];
    return [{ name: sheet.getAttribute('name') ?? '', part: relation.target }];
  });
}

function relationId(sheet: Element): string {
  return [...sheet.attributes].find((attribute) => attribute.localName === 'id')?.value ?? '';
}

/** Whether days are counted from 1904. */
export function countsFrom1904(parts: WorkbookParts): boolean {
  const value = childNamed(parts.root(workbookPart), 'workbookPr')?.getAttribute('date1904');
  return value === '1' || value === 'true';
}

/** The print area of a sheet as it stands, or null. */
export function printArea(parts: WorkbookParts, sheet: string): string | null {
  const at = placeOf(parts, sheet);
  const names = definedNames(parts).find(
    (name) => name.getAttribute('name') === '_xlnm.Print_Area' && Number(name.getAttribute('localSheetId')) === at,
  );
  return names?.textContent ?? null;
}

function placeOf(parts: WorkbookParts, sheet: string): number {
  const sheets = childNamed(parts.root(workbookPart), 'sheets');
  return (sheets ? childrenNamed(sheets, 'sheet') : []).findIndex((each) => each.getAttribute('name') === sheet);
}

function definedNames(parts: WorkbookParts): Element[] {
  const names = childNamed(parts.root(workbookPart), 'definedNames');
  return names ? childrenNamed(names, 'definedName') : [];
}

/**
 * Lets the workbook follow the rows of one sheet: defined names (print area and titles among them) move and grow, every formula is
 * computed when the file is opened, and the old order of computing is dropped.
 */
export function followRows(parts: WorkbookParts, sheet: string, plan: RowPlan): void {
  for (const name of definedNames(parts)) {
    name.textContent = shiftFormula(name.textContent ?? '', sheet, false, plan);
  }
  const root = parts.root(workbookPart);
  let calculation = childNamed(root, 'calcPr');
  if (!calculation) {
    const prefix = root.prefix ? `${root.prefix}:` : '';
    calculation = root.ownerDocument?.createElementNS(root.namespaceURI, `${prefix}calcPr`) as Element;
    const after = ['oleSize', 'customWorkbookViews', 'pivotCaches', 'smartTagPr', 'smartTagTypes', 'webPublishing']
      .concat(['fileRecoveryPr', 'webPublishObjects', 'extLst'])
      .map((each) => childNamed(root, each))
      .find((each) => each !== undefined);
    root.insertBefore(calculation, after ?? null);
  }
  calculation.setAttribute('fullCalcOnLoad', '1');
  parts.save(workbookPart);
  dropCalculationChain(parts);
}

function dropCalculationChain(parts: WorkbookParts): void {
  const chain = parts.relations(workbookPart).find((relation) => relation.type === 'calcChain');
  if (!chain) return;
  parts.remove(chain.target);
  const relations = 'xl/_rels/workbook.xml.rels';
  for (const relation of childrenNamed(parts.root(relations), 'Relationship')) {
    if (relation.getAttribute('Id') === chain.id) relation.parentNode?.removeChild(relation);
  }
  parts.save(relations);
  const types = '[Content_Types].xml';
  if (!parts.has(types)) return;
  for (const override of childrenNamed(parts.root(types), 'Override')) {
    if (override.getAttribute('PartName') === `/${chain.target}`) override.parentNode?.removeChild(override);
  }
  parts.save(types);
}

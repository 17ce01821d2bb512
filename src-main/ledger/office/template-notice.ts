import type { Element } from '@xmldom/xmldom';
import { dispatchNotice } from './bulletin-letterhead';
import { columnLetter } from './excel-sheet';
import type { OpenTemplate } from './template-learn';
import { childNamed } from './template-parts';
import type { RowPlan } from './template-references';
import type { TemplateSheet } from './template-sheet';
import { printArea } from './template-workbook';

const withoutSigns = (text: string) => text.replace(/[\s,，。]/g, '');

/**
 * Says on the table that its figures are no statistics (domain.md section 5), where it does not say so already: as a last line under
 * everything that stands there, which moves nothing; and at the foot of the page where the print area leaves that line out.
 */
export function addNotice(template: OpenTemplate, plan: RowPlan, notes: string[]): void {
  const { sheet, parts, layout } = template;
  const wanted = withoutSigns(dispatchNotice);
  const said = template.workbook.sheets
    .filter(({ name }) => name === sheet.name)
    .some(({ rows }) => rows.flat().some((cell) => typeof cell === 'string' && withoutSigns(cell).includes(wanted)));
  const footer = withoutSigns(childNamed(sheet.root, 'headerFooter')?.textContent ?? '');
  if (said || footer.includes(wanted)) return;
  const below = Math.max(
    plan.row(Math.max(sheet.lastRow, layout.grid.rows.length)),
    ...plan.regions.map((each) => plan.newLast(each)),
  );
  addLine(
    sheet,
    below + 1,
    layout.block.columns.findIndex((texts) => texts.length > 0),
  );
  if (printArea(parts, sheet.name) !== null) addFooter(sheet);
  notes.push(`表里有调度数，最下面加了一行“${dispatchNotice}”。`);
}

function addLine(sheet: TemplateSheet, row: number, column: number): void {
  const line = sheet.create('row');
  line.setAttribute('r', String(row));
  const cell = sheet.create('c');
  cell.setAttribute('r', `${columnLetter(Math.max(column, 0))}${row}`);
  cell.setAttribute('t', 'inlineStr');
  const inline = sheet.create('is');
  const text = sheet.create('t');
  text.textContent = `注：${dispatchNotice}。`;
  inline.appendChild(text);
  cell.appendChild(inline);
  line.appendChild(cell);
  sheet.data.appendChild(line);
  const dimension = childNamed(sheet.root, 'dimension');
  const used = /^([A-Z]+\d+):([A-Z]+)\d+$/.exec(dimension?.getAttribute('ref') ?? '');
  if (dimension && used) dimension.setAttribute('ref', `${used[1]}:${used[2]}${row}`);
}

/** Adds the words to the left of the page's foot, behind what stands there. */
function addFooter(sheet: TemplateSheet): void {
  let element = childNamed(sheet.root, 'headerFooter');
  if (!element) {
    element = sheet.create('headerFooter');
    sheet.insert(element);
  }
  for (const name of ['oddFooter', 'evenFooter', 'firstFooter']) {
    let footer = childNamed(element, name);
    if (!footer) {
      if (name !== 'oddFooter') continue;
      footer = sheet.create('oddFooter');
      element.insertBefore(footer, followerOf(element, 'oddFooter'));
    }
    footer.textContent = withNotice(footer.textContent ?? '');
  }
}

const order = ['oddHeader', 'oddFooter', 'evenHeader', 'evenFooter', 'firstHeader', 'firstFooter'];

function followerOf(element: Element, name: string): Element | null {
  for (const later of order.slice(order.indexOf(name) + 1)) {
    const found = childNamed(element, later);
    if (found) return found;
  }
  return null;
}

/** '&L…&C…&R…' with the notice in its left part. */
function withNotice(footer: string): string {
  const left = /&L((?:&[^LCR]|[^&])*)/.exec(footer);
  if (!left) return `&L&9${dispatchNotice}${footer === '' || /^&[LCR]/.test(footer) ? '' : '&C'}${footer}`;
  const said = left[1]?.trim() ?? '';
  return footer.replace(left[0], `&L${said}${said === '' ? '&9' : '　'}${dispatchNotice}`);
}

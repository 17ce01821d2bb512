import type { MoneyUnit } from '../../../src-shared/contract/excel-methods';
import type { TemplateColumn } from '../../../src-shared/contract/template-values';
import { templateSource } from '../../../src-shared/rules/template-sources';
import { columnLetter } from './excel-sheet';
import { plainWord, unitsNamed } from './excel-words';
import { type Confidence, sourceOfHeader } from './template-headers';
import type { OpenTemplate } from './template-learn';
import { titleLines } from './template-segments';

interface Found extends TemplateColumn {
  readonly index: number;
  readonly confidence: Confidence;
}

/** What each column of a blank table is filled from; sentences about the whole go into `notes`. */
export function learntColumns(
  template: OpenTemplate,
  notes: string[],
): { columns: TemplateColumn[]; confidence: Confidence[] } {
  const { layout, context, sheet } = template;
  const { block, segments, rowsPerProject } = layout;
  const first = segments[0]?.first ?? block.dataTop + 1;
  const table = unitOfTable(template);
  const formulas: string[] = [];
  const strange: string[] = [];
  const split: string[] = [];
  let unitless = false;
  const found = block.columns.flatMap((texts, index): Found[] => {
    if (texts.length === 0 || isCovered(template, first, index)) return [];
    const column = columnLetter(index);
    const header = texts
      .map((text) => text.replace(/\s+/g, ''))
      .join(' ')
      .slice(0, 400);
    const blank = { index, column, header, source: null, unit: null };
    if (index === block.nameColumn) return [{ ...blank, source: 'name', confidence: 'high' }];
    if (sheet.formula(first, index)) {
      formulas.push(column);
      return [{ ...blank, confidence: 'high' }];
    }
    if (isSameHeader(template, index)) return [{ ...blank, confidence: 'low' }];
    const meaning = sourceOfHeader(texts, context, template.months);
    if (meaning.source === null || templateSource(meaning.source)?.kind !== 'money')
      return [{ ...blank, source: meaning.source, confidence: meaning.confidence }];
    if (rowsPerProject > 1 && !isMergedDown(template, first, index)) {
      // 计划 in the first row and 完成 in the second, or the like: one source would fill the wrong one.
      split.push(column);
      return [{ ...blank, confidence: 'low' }];
    }
    if (meaning.strangeUnit || (table.strange && meaning.unit === null)) {
      strange.push(`${column} 列“${header}”`);
      return [{ ...blank, confidence: 'low' }];
    }
    const unit = meaning.unit ?? table.unit;
    if (unit === null) unitless = true;
    const confidence = unit === null ? lower(meaning.confidence) : meaning.confidence;
    return [{ ...blank, source: meaning.source, unit: unit ?? 'wan', confidence }];
  });
  const columns = withoutNeighbour(found, block.nameColumn, notes);
  if (formulas.length > 0) notes.push(`${formulas.join('、')} 列是表里自带的公式，由表自己计算，不用填。`);
  if (strange.length > 0) notes.push(`${strange.join('、')}不是按元、万元或亿元填的，先空着。`);
  if (split.length > 0) notes.push(`每个项目占 ${rowsPerProject} 行，${split.join('、')} 列各行内容不同，先空着。`);
  if (unitless) notes.push('表里没有写金额单位，按万元填；不对请在对应关系里改。');
  return {
    columns: columns.map(({ column, header, source, unit }) => ({ column, header, source, unit })),
    confidence: columns.map(({ confidence }) => confidence),
  };
}

const lower = (confidence: Confidence): Confidence => (confidence === 'high' ? 'medium' : 'low');

/** Whether a cell of the first row belongs to the merge of one further left. */
function isCovered({ sheet }: OpenTemplate, row: number, column: number): boolean {
  return sheet.merges.some(
    ({ top, left, bottom, right }) => top <= row && bottom >= row && left < column && right >= column,
  );
}

function isMergedDown({ sheet, layout }: OpenTemplate, row: number, column: number): boolean {
  return sheet.merges.some(
    ({ top, left, bottom }) => top === row && left === column && bottom - top + 1 === layout.rowsPerProject,
  );
}

/** One header over two columns means the left one. */
function isSameHeader({ layout: { block, grid } }: OpenTemplate, index: number): boolean {
  const merge = grid.merges.at(block.headerBottom, index);
  return merge !== undefined && merge.left < index && merge.top <= block.headerTop;
}

/** Unit of amounts whose own header names none: of the titles, else of a corner of the header, else of a note under the table. */
function unitOfTable({ layout, context }: OpenTemplate): { unit: MoneyUnit | null; strange: boolean } {
  const { grid, block, segments } = layout;
  const last = segments.at(-1)?.last ?? block.dataTop;
  const corner = block.columns.flat().filter((text) => /单位[:：]/.test(text));
  const below = Array.from({ length: Math.max(0, grid.rows.length - last) }, (_, index) => last + index)
    .flatMap((row) => grid.filled(row).map((column) => grid.text(row, column)))
    .filter((text) => /单位|金额/.test(text));
  const lines = [...titleLines(grid, block), ...corner, ...below];
  const units = [context.unit, ...[corner, below].map((texts) => only(texts.flatMap(unitsNamed)))];
  const strange = lines.some((line) =>
    /(?:单位|金额)[:：为]?(?:千元|百万元|百万|万美元|亿美元|美元)/.test(plainWord(line)),
  );
  return { unit: context.mixedUnits || strange ? null : (units.find((unit) => unit !== null) ?? null), strange };
}

function only(units: readonly MoneyUnit[]): MoneyUnit | null {
  return new Set(units).size === 1 ? (units[0] ?? null) : null;
}

/** A second table beside the first begins with its own number or name: it is left alone. */
function withoutNeighbour(found: readonly Found[], nameColumn: number, notes: string[]): readonly Found[] {
  const second = found.find(({ index, source }) => index > nameColumn && source === 'name');
  if (!second) return found;
  const start =
    found.find(({ index, source }) => index > nameColumn && index < second.index && source === 'ordinal')?.index ??
    second.index;
  notes.push(`${columnLetter(start)} 列起是并排的另一张表，没有对应。`);
  return found.map((each) => (each.index >= start ? { ...each, source: null, unit: null, confidence: 'low' } : each));
}

import { regionName } from '../../../src-shared/catalogues/regions';
import type { TemplateMapping } from '../../../src-shared/contract/template-values';
import { secrecyMark } from '../../../src-shared/rules/secrecy';
import { templateSource } from '../../../src-shared/rules/template-sources';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import { cellText, columnIndex } from './excel-sheet';
import { type CellContent, cellContent } from './template-cells';
import {
  FactReader,
  type ProjectChoice,
  type ProjectFacts,
  type ReportTime,
  reportTime,
  templateProjects,
} from './template-facts';
import type { OpenTemplate } from './template-learn';
import { takes } from './template-members';
import { addNotice } from './template-notice';
import { RowPlan } from './template-references';
import { type RegionContent, rewriteRows } from './template-rewrite';
import { isClear, type Segment } from './template-segments';
import { followRowsAround, forgetResults } from './template-surroundings';
import { setText, updateTexts } from './template-texts';
import { renewTotals } from './template-totals';
import { sourceValue } from './template-values';
import { countsFrom1904, followRows } from './template-workbook';

/** A column that is filled. */
export interface FilledColumn {
  readonly index: number;
  readonly column: string;
  readonly header: string;
  readonly source: string;
  readonly unit: TemplateMapping['columns'][number]['unit'];
}

/** What a fill wrote, as a person reads it: one row a project, in the order of `columns`. */
export interface FilledTable {
  readonly bytes: Buffer;
  readonly time: ReportTime;
  readonly columns: readonly FilledColumn[];
  readonly names: readonly string[];
  /** Values as they stand in the cells. */
  readonly rows: readonly (readonly CellContent[])[];
  readonly notes: readonly string[];
}

const progressStep = 200;

/** Columns with a source, in the order of the sheet. Throws Refusal template_unfit for a source that this program does not know. */
export function filledColumns(mapping: TemplateMapping, name: string): FilledColumn[] {
  return mapping.columns.flatMap(({ column, header, source, unit }) => {
    const index = columnIndex(column);
    if (source === null || index === undefined) return [];
    if (!templateSource(source))
      throw new Refusal('template_unfit', { name, detail: `${column} 列“${header}”对应的内容这个版本没有，请重新选` });
    return [{ index, column, header, source, unit }];
  });
}

interface Part {
  readonly segment: Segment;
  /** Sheet rows that one project takes. */
  readonly height: number;
  readonly facts: readonly ProjectFacts[];
}

/** Parts of the table with the projects that go into each; a project goes into the first that takes it. */
function partsOf(
  template: OpenTemplate,
  mapping: TemplateMapping,
  facts: readonly ProjectFacts[],
  year: string,
): Part[] {
  const { segments, rowsPerProject } = template.layout;
  const { name } = template.parts;
  const heightOf = ({ first, last }: Segment) => ((last - first + 1) % rowsPerProject === 0 ? rowsPerProject : 1);
  if (segments.length <= 1 || mapping.firstRow !== segments[0]?.first) {
    const segment = {
      first: mapping.firstRow,
      last: mapping.lastRow,
      caption: null,
      region: null,
      kind: null,
      captions: [],
    };
    if (segment.last < segment.first - 1 || segment.first <= Math.max(0, ...mapping.headerRows))
      throw new Refusal('template_unfit', { name, detail: `起止行不对（第 ${segment.first} 至 ${segment.last} 行）` });
    return [{ segment, height: heightOf(segment), facts }];
  }
  if (!segments.every(isClear))
    throw new Refusal('template_unfit', { name, detail: '表分成几段，没有认出每段填哪些项目' });
  const given = new Set<ProjectFacts>();
  return segments.map((segment) => {
    const own = facts.filter((each) => !given.has(each) && takes(segment, each, year));
    for (const each of own) given.add(each);
    return { segment, height: heightOf(segment), facts: own };
  });
}

/**
 * Cells that say the same for every project of the table, such as 万元, or 计划 and 完成 of two rows: they are the table's own words.
 * By line of a project, from 0.
 */
function constantColumns(template: OpenTemplate, { first, last }: Segment, height: number): Set<number>[] {
  const { grid, block } = template.layout;
  return Array.from({ length: height }, (_, line) => {
    const rows = Array.from(
      { length: Math.max(0, Math.floor((last - first + 1) / height)) },
      (_, index) => first - 1 + index * height + line,
    );
    // In last month's copy of one project nothing tells the table's words from the project's.
    const isOne = rows.length === 1 && !grid.isBlank(first - 1, block.nameColumn);
    const constants = new Set<number>();
    for (let column = 0; column < grid.width; column++) {
      const words = new Set(rows.map((row) => grid.text(row, column)));
      if (words.size === 1 && !words.has('') && !isOne) constants.add(column);
    }
    return constants;
  });
}

/**
 * Fills a copy of a blank table. Everything that is not a cell of a mapped column stays as its author made it; rows are put in or taken
 * out so that there is one for each project. Throws Refusal: template_unfit, secret_mark, invalid_input (a month to come).
 */
export async function fillOpenTemplate(
  context: LedgerContext,
  template: OpenTemplate,
  mapping: TemplateMapping & ProjectChoice,
  month: string | undefined,
): Promise<FilledTable> {
  const { parts, sheet, styles, layout } = template;
  const time = reportTime(context, month);
  const columns = filledColumns(mapping, parts.name);
  if (columns.length === 0)
    throw new Refusal('template_unfit', { name: parts.name, detail: '还没有一列对上台账里的内容' });
  const reader = new FactReader(context, time);
  const ids = templateProjects(context, mapping);
  const facts: ProjectFacts[] = [];
  for (const [index, id] of ids.entries()) {
    const found = reader.read(id);
    if (found) facts.push(found);
    if (index % progressStep !== 0) continue;
    context.progress('取数', index, ids.length);
    await new Promise((resolve) => setImmediate(resolve));
  }

  const regions = partsOf(template, mapping, facts, time.month.slice(0, 4));
  const plan = new RowPlan(
    regions.map(({ segment, height, facts: own }) => ({
      first: segment.first,
      last: segment.last,
      rows: Math.max(own.length, 1) * height,
    })),
  );
  const from1904 = countsFrom1904(parts);
  const restarts = restartsOrdinals(template);
  const filledIndexes = new Set(columns.map(({ index }) => index));
  const written: { facts: ProjectFacts; cells: CellContent[] }[] = [];
  let before = 0;
  const contents = regions.map(({ segment, height, facts: own }): RegionContent => {
    const region = plan.regions.find(({ first }) => first === segment.first);
    if (!region) throw new RangeError('a segment without its region');
    const styleRow = segment.last >= segment.first ? segment.first : styleRowOf(template, segment);
    const rows = own.map((each, index) => {
      const around = { ordinal: index + 1 + (restarts ? 0 : before), time, identity: context.identity };
      const cells = columns.map(({ index: column, source, unit }) => {
        const value = sourceValue(source, each, around);
        const format = styles.format(sheet.style(styleRow, column));
        return cellContent(value, templateSource(source)?.kind ?? 'text', unit, format, from1904);
      });
      return { facts: each, cells };
    });
    before += own.length;
    written.push(...rows);
    const place = new Map(columns.map(({ index }, at) => [index, at]));
    return {
      region,
      height,
      styleRow,
      projects: own.length,
      content: (project, column) => {
        const at = place.get(column) ?? -1;
        // A part without projects still says whose it is.
        const isLabel = project >= rows.length && columns[at]?.source === 'region' && segment.region !== null;
        return isLabel ? { text: regionName(segment.region ?? '') } : (rows[project]?.cells[at] ?? null);
      },
      columns: filledIndexes,
      constants: constantColumns(template, segment, height),
    };
  });
  refuseSecrets(written.map(({ cells }) => cells));

  const monthly = new Set(columns.filter(({ source }) => isMonthly(source)).map(({ index }) => index));
  const hasTable = parts.relations(sheet.part).some(({ type }) => type === 'table');
  const notes = [
    ...updateTexts(template, time, monthly, hasTable),
    ...rowNotes(regions.map(({ segment, height, facts: own }) => ({ segment, height, projects: own.length }))),
  ];
  for (const { segment, facts: own } of regions) countCaption(template, segment, own.length);
  const left = facts.length - written.length;
  if (left > 0) notes.push(`有 ${left} 个项目在表里没有自己的一段，没有填进去。`);
  const { finish, grown } = rewriteRows(sheet, styles, plan, contents);
  if (grown > 0) notes.push(`有 ${grown} 行字多，原来的行高放不下，加高了。`);
  if (regions.length === layout.segments.length)
    renewTotals(
      template,
      plan,
      columns,
      regions.map(({ facts: own }) => own.length),
      notes,
    );
  followRowsAround(parts, sheet, plan);
  if (columns.some(({ source }) => isDispatch(source))) addNotice(template, plan, notes);
  forgetResults(sheet.root);
  followRows(parts, sheet.name, plan);
  styles.save();
  parts.save(sheet.part, finish);
  if (layout.segments.length > 1) notes.push(`按表里的 ${layout.segments.length} 段分别填好。`);
  return {
    bytes: await parts.write(new Date()),
    time,
    columns,
    names: written.map(({ facts: { project } }) => project.name ?? ''),
    rows: written.map(({ cells }) => cells),
    notes,
  };
}

/** Sources that change with the month of the table. */
const isMonthly = (source: string) =>
  /^progress\.(?:this|last)\./.test(source) ||
  [
    'completed_to_date',
    'completed_to_last_month',
    'completed_since_start',
    'last_progress',
    'completion_rate',
    'gap',
  ].includes(source);

/** Whether a source is made of dispatch figures, which are no statistics. */
const isDispatch = (source: string) =>
  /^completed_to\./.test(source) ||
  (/^progress\./.test(source) && /\.(?:completed|construction|installation|land)$/.test(source)) ||
  [
    'completed_to_date',
    'completed_to_last_month',
    'completed_since_start',
    'completion_rate',
    'gap',
    'remaining',
  ].includes(source);

/** A table without a row of its own takes its dress from what follows, else from the header. */
function styleRowOf({ layout: { block }, sheet, styles }: OpenTemplate, { first }: Segment): number {
  const column = block.nameColumn;
  return sheet.rows.has(first) && styles.hasBorder(sheet.style(first, column)) ? first : block.headerBottom + 1;
}

/** '一、昌邑区（12项）' says how many there are: it is brought up to date. */
function countCaption({ layout, parts, sheet }: OpenTemplate, { caption }: Segment, projects: number): void {
  if (!caption) return;
  const cells = layout.grid.rows[caption.row - 1] ?? [];
  cells.forEach((cell, column) => {
    if (typeof cell !== 'string') return;
    const text = cell.replace(/([（(]共?)\d+(?=(?:个|项|户)(?:项目)?[)）])/, `$1${projects}`);
    if (text !== cell) setText(parts, sheet, caption.row, column, text);
  });
}

/** Whether the numbers of a table in parts begin anew in each part, as far as the table shows it. */
function restartsOrdinals({ layout: { segments, grid } }: OpenTemplate): boolean {
  const second = segments[1];
  if (!second || second.last < second.first) return false;
  return grid
    .filled(second.first - 1)
    .some((column) => column < 3 && cellText(grid.rows[second.first - 1]?.[column]) === '1');
}

function rowNotes(regions: readonly { segment: Segment; height: number; projects: number }[]): string[] {
  const given = regions.reduce((sum, { segment, height }) => sum + (segment.last - segment.first + 1) / height, 0);
  const projects = regions.reduce((sum, region) => sum + region.projects, 0);
  if (projects === 0) return ['没有符合条件的项目，表里只留了一行空行。'];
  const kept = regions.reduce((sum, region) => sum + Math.max(region.projects, 1), 0);
  if (kept > given)
    return given === 0 ? [] : [`表里有 ${given} 行，${projects} 个项目不够填，加了 ${kept - given} 行。`];
  return kept < given ? [`表里有 ${given} 行，只有 ${projects} 个项目，多出的 ${given - kept} 行删去了。`] : [];
}

function refuseSecrets(rows: readonly (readonly CellContent[])[]): void {
  for (const cell of rows.flat()) {
    if (cell === null || !('text' in cell) || !cell.text.includes('密')) continue;
    const mark = secrecyMark(cell.text);
    if (mark) throw new Refusal('secret_mark', { mark });
  }
}

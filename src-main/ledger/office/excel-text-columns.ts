import type { FieldValue } from '../../../src-shared/entities/field';
import { type CellReading, cellFault, readCell } from './excel-cells';
import type { Column } from './excel-columns';
import type { Doubts } from './excel-doubts';
import { isBlankMark } from './excel-money';
import { type Cell, cellText, isBlank } from './excel-sheet';
import { cellAt, meantCell, put, type ReadProject, type Table } from './excel-table';
import { isMoney, type Target, targetOf } from './excel-targets';
import { plainWord, wordKey } from './excel-words';

/** 续建 and 新开工 in the column of 建设性质 count starts; they are no kind of building, and 新建 beside them is none either. */
const startKinds = new Set([
  '续建',
  '新建',
  '新开工',
  '结转',
  '预备',
  '竣工投产',
  '计划新开工',
  '本年新开工',
  '拟新开工',
]);
const isStartKind = (text: string) => startKinds.has(plainWord(text).replace(/项目$/, ''));
const continued = /^(?:续建|结转|新开工|本年新开工)(?:项目)?$/;

/** Fields for which 无 says that there is nothing to say. */
const nothingToSay = new Set(['needs', 'next_step', 'return_reason', 'missing_materials']);

/** Every text, choice and region of a table, into its projects. Returns the columns, with those left out that hold something else. */
export function readTextColumns(table: Table, projects: readonly ReadProject[], doubts: Doubts): Column[] {
  return table.columns.map((column) => {
    const { target } = column;
    if (!target || isMoney(target) || isDate(target)) return column;
    const header = wordKey(plainWord(column.header.split(' ').at(-1) ?? ''));
    if (target.path === 'listing.missing_materials' && !header.startsWith('缺')) {
      readMaterials(table, column, projects);
      return column;
    }
    if (target.path === 'nature' && countsStarts(table, column)) return readNature(table, column, projects, doubts);
    const texts =
      target.field.kind === 'region'
        ? filledDown(table, column)
        : target.path === 'name'
          ? withoutNumbers(table, column)
          : undefined;
    const cells = readAll(table, column, target, texts);
    const other = retarget(table, column, target, cells, doubts);
    if (other !== target) {
      if (other)
        place(table, { ...column, target: other }, other, readAll(table, column, other, undefined), projects, doubts);
      return { ...column, target: other, confidence: 'low' };
    }
    place(table, column, target, cells, projects, doubts);
    return column;
  });
}

function isDate(target: Target): boolean {
  return ['date', 'month', 'day_or_month'].includes(target.field.kind) || target.name === 'construction_period';
}

interface ReadCellAt {
  readonly index: number;
  readonly text: string;
  readonly reading: CellReading;
}

function readAll(table: Table, column: Column, target: Target, texts: readonly string[] | undefined): ReadCellAt[] {
  const cells: ReadCellAt[] = [];
  // A column of choices says the same few words over and over.
  const read = new Map<string, CellReading>();
  const isChoice = ['choice', 'choices', 'region'].includes(target.field.kind);
  const readingOf = (cell: Cell, text: string): CellReading => {
    if (!isChoice || typeof cell !== 'string') return readCell(cell, target.field, target.name);
    const known = read.get(text) ?? readCell(cell, target.field, target.name);
    read.set(text, known);
    return known;
  };
  table.rows.forEach((_, index) => {
    const cell = texts ? (texts[index] ?? null) : textCell(table, index, column.index, target);
    if (isBlank(cell) && !cellFault(cell)) return;
    const fault = cellFault(cell);
    const text = cellText(cell);
    if (fault) cells.push({ index, text: text || '公式', reading: { kind: 'problem', message: fault } });
    else if (!(nothingToSay.has(target.name) && isBlankMark(text)))
      cells.push({ index, text, reading: readingOf(cell, text) });
  });
  return cells;
}

/** A cell, together with what the further rows of the same project say in that column. */
function textCell(table: Table, index: number, column: number, target: Target): Cell {
  const cell =
    target.name === 'name'
      ? cellAt(table.grid, table.rows[index]?.row ?? 0, column, 'shared')
      : meantCell(table, index, column);
  const further = table.rows[index]?.further ?? [];
  if (further.length === 0 || (target.field.kind !== 'text' && target.field.kind !== 'long_text')) return cell;
  const texts = [cell, ...further.map((row) => cellAt(table.grid, row, column, 'first'))]
    .map((each) => cellText(each).trim())
    .filter((text) => text !== '');
  return texts.length > 1 ? texts.join(target.field.kind === 'long_text' ? '\n' : '；') : cell;
}

function place(
  table: Table,
  column: Column,
  target: Target,
  cells: readonly ReadCellAt[],
  projects: readonly ReadProject[],
  doubts: Doubts,
): void {
  for (const { index, text, reading } of cells) {
    const project = projects[index];
    const row = table.rows[index]?.row ?? 0;
    if (!project) continue;
    const value = reading.kind === 'value' ? reading.value : otherwise(row + 1, column, text, reading, target, doubts);
    if (value === undefined) continue;
    put(project, target.path, value, column.letter);
  }
}

/** What is written of a cell that does not simply hold a value; undefined for nothing. */
function otherwise(
  row: number,
  column: Column,
  text: string,
  reading: CellReading,
  target: Target,
  doubts: Doubts,
): FieldValue | undefined {
  if (reading.kind === 'too-long') {
    const answer = doubts.ask({
      kind: 'long',
      row,
      column: column.letter,
      message: `“${target.field.label}”有 ${reading.length} 个字，最多 ${reading.limit} 个`,
      detail: '只取前面的字，或留空',
      choices: [
        { code: 'cut', label: `取前 ${reading.limit} 字` },
        { code: 'empty', label: '留空' },
      ],
      preset: 'cut',
    });
    return answer === 'cut' ? reading.cut : undefined;
  }
  if (reading.kind !== 'problem') return undefined;
  if (target.path === 'listing.reason_code' && !reading.message.startsWith('公式')) {
    // A reason in words of its own is still a reason.
    doubts.problem(row, column.letter, text, '没有这一种原因，记为“其他”');
    return 'P';
  }
  doubts.problem(
    row,
    column.letter,
    text,
    reading.message.startsWith('公式') ? reading.message : `${reading.message}，没有写入`,
  );
  return undefined;
}

/** Choice and region columns of which most cells say something else have a header that means something else. */
function retarget(
  table: Table,
  column: Column,
  target: Target,
  cells: readonly ReadCellAt[],
  doubts: Doubts,
): Target | null {
  const kind = target.field.kind;
  if (
    (kind !== 'choice' && kind !== 'choices' && kind !== 'region') ||
    (column.confidence === 'high' && target.field.label === column.header)
  )
    return target;
  const known = cells.filter((cell) => cell.reading.kind !== 'problem').length;
  if (target.path === 'listing.reason_code' || cells.length < 3 || known * 10 >= cells.length * 4) return target;
  const instead =
    kind === 'region' ? 'address' : target.path === 'approval_type' || target.path === 'nature' ? 'sector' : null;
  const isFree = instead !== null && !table.columns.some((other) => other.target?.path === instead);
  doubts.note(
    `${column.letter} 列“${column.header}”的内容不是${target.field.label}，${isFree ? `按${targetOf(instead)?.field.label}读入` : '没有导入'}。`,
  );
  return isFree ? (targetOf(instead) ?? null) : null;
}

function countsStarts(table: Table, column: Column): boolean {
  return table.rows.some(({ row }) => {
    const text = plainWord(cellText(cellAt(table.grid, row, column.index, 'shared')));
    return text !== '新建' && isStartKind(text);
  });
}

function readNature(table: Table, column: Column, projects: readonly ReadProject[], doubts: Doubts): Column {
  const { target } = column;
  if (!target) return column;
  let others = 0;
  table.rows.forEach(({ row }, index) => {
    const cell = cellAt(table.grid, row, column.index, 'shared');
    const text = cellText(cell);
    const project = projects[index];
    if (!project || isBlank(cell)) return;
    if (isStartKind(text)) {
      if (continued.test(plainWord(text))) project.implied.set('lifecycle', 'construction');
      return;
    }
    others += 1;
    place(
      table,
      column,
      target,
      [{ index, text, reading: readCell(cell, target.field, target.name) }],
      projects,
      doubts,
    );
  });
  if (others > 0) return column;
  doubts.note(`${column.letter} 列“${column.header}”写的是续建、新建，由开工时间算得出，不单独导入。`);
  return { ...column, target: null, confidence: 'medium' };
}

const has = /^(?:√|✓|✔|有|是|齐|已有|已办|已签|具备|y|yes|1)$/i;
const lacks = /^(?:×|✗|✘|x|无|否|缺|没有|未办|未签|未|n|no|0)$/i;

/** Columns 营业执照, 立项, 施工合同, 现场照片 with √ and ×: together they name what is missing. A blank says nothing. */
function readMaterials(table: Table, column: Column, projects: readonly ReadProject[]): void {
  const { target } = column;
  const name = column.header.split(' ').at(-1) ?? column.header;
  table.rows.forEach(({ row }, index) => {
    const text = cellText(cellAt(table.grid, row, column.index, 'shared')).trim();
    const project = projects[index];
    if (!project || !target || text === '' || has.test(text)) return;
    const missing = lacks.test(text) ? name : `${name}（${text}）`;
    const before = project.values.get(target.path);
    const letter = before === undefined ? column.letter : (project.columns.get(target.path) ?? column.letter);
    put(project, target.path, typeof before === 'string' ? `${before}、${missing}` : missing, letter);
  });
}

/**
 * Regions with blanks below filled from above. A ledger that names the region in every row says the same one twice under one
 * caption; one that names it once for all rows below does not, and only there is a blank filled.
 */
function filledDown(table: Table, column: Column): string[] {
  const own = table.rows.map((_, index) => cellText(meantCell(table, index, column.index)).trim());
  const raw = table.rows.map(({ row }) => cellText(table.grid.rows[row]?.[column.index]).trim());
  const named = new Map<unknown, Set<string>>();
  const repeats = raw.some((text, index) => {
    const group = table.rows[index]?.group;
    const before = named.get(group) ?? new Set();
    named.set(group, before);
    return text !== '' && before.size === before.add(text).size;
  });
  if (repeats || !own.includes('')) return own;
  let last = '';
  return own.map((text, index) => {
    // Another caption above the row ends what came before.
    if (index > 0 && table.rows[index]?.group !== table.rows[index - 1]?.group && table.rows[index]?.group.region)
      last = '';
    if (text !== '') last = text;
    return text || last;
  });
}

const counted = /^\s*[（(]?(\d{1,4})[)）、.．]\s*/;

/** Names that count themselves (1、 2、 …), without their numbers; undefined where they do not. 1号路 keeps its 1. */
function withoutNumbers(table: Table, column: Column): string[] | undefined {
  const own = table.rows.map(({ row }) => cellText(cellAt(table.grid, row, column.index, 'shared')));
  const numbers = own.map((text) => Number(counted.exec(text)?.[1] ?? Number.NaN));
  const follow = numbers.filter((number, at) => number === 1 || number === (numbers[at - 1] ?? Number.NaN) + 1).length;
  return own.length >= 2 && follow * 10 >= own.length * 8 ? own.map((text) => text.replace(counted, '')) : undefined;
}

import { readFileSync } from 'node:fs';
import path from 'node:path';
import ExcelJS from 'exceljs';
import { type PermitItem, permitItem } from '../../../src-shared/contract/rule-values';
import { prerequisiteCodes } from '../../../src-shared/rules/road-map';
import { Refusal } from '../../../src-shared/terms/errors';
import { fileFault, writeDurably } from '../durable-file';
import type { Handler } from '../handler';
import { loadRuleBook } from '../queries/rules';
import { type Cell, cellNumber, cellText, type Sheet } from './excel-sheet';
import { loadWorkbook } from './excel-source';
import { cellBorder, landscapePage } from './sheet-style';

const approvals = ['审批', '核准', '备案'] as const;
const confidences = { high: '高', medium: '中', low: '低' } as const;
const listText = (list: readonly string[]) => list.join('、');

/** One column of the catalogue as a sheet: its heading, others that people use for it, and the way there and back. */
interface CatalogueColumn {
  readonly heading: string;
  readonly others?: readonly string[];
  readonly width: number;
  write(item: PermitItem): string | number;
  /** What the cell means; undefined where it cannot be read. */
  read(cell: Cell | undefined): Partial<PermitItem> | undefined;
}

const words = (cell: Cell | undefined) => cellText(cell).trim();

const columns: readonly CatalogueColumn[] = [
  {
    heading: '编号',
    others: ['目录编号', '代码'],
    width: 8,
    write: (item) => item.code,
    read: (cell) => ({ code: words(cell) }),
  },
  {
    heading: '手续名称',
    others: ['名称', '事项', '事项名称'],
    width: 34,
    write: (item) => item.name,
    read: (cell) => ({ name: words(cell) }),
  },
  {
    heading: '阶段',
    width: 20,
    write: (item) => item.stage,
    read: (cell) => ({ stage: words(cell) }),
  },
  {
    heading: '审批部门',
    others: ['部门', '办理部门'],
    width: 24,
    write: (item) => item.department,
    read: (cell) => ({ department: words(cell) }),
  },
  {
    heading: '前置手续',
    others: ['前置'],
    width: 20,
    write: (item) => listText(item.prerequisites),
    read: (cell) => ({ prerequisites: prerequisiteCodes(words(cell)) }),
  },
  {
    heading: '时限',
    others: ['办理时限', '时限（天）'],
    width: 8,
    write: (item) => item.workdays,
    read: (cell) => {
      const text = words(cell);
      const number = cellNumber(cell) ?? Number(/^\d+/.exec(text)?.[0] ?? Number.NaN);
      if (!Number.isInteger(number) || number < 0 || number > 1000) return undefined;
      // '20个工作日' carries its unit with it; a column of units after this one has the last word.
      return /工作日/.test(text)
        ? { workdays: number, limitUnitInLaw: '工作日' }
        : /日|天/.test(text)
          ? { workdays: number, limitUnitInLaw: '日' }
          : { workdays: number };
    },
  },
  {
    heading: '时限单位',
    others: ['单位'],
    width: 10,
    write: (item) => item.limitUnitInLaw,
    read: (cell) => {
      const text = words(cell);
      if (text === '') return {};
      if (/工作日/.test(text)) return { limitUnitInLaw: '工作日' };
      return /^(自然)?[日天]$|日历日/.test(text) ? { limitUnitInLaw: '日' } : undefined;
    },
  },
  {
    heading: '适用立项方式',
    others: ['立项方式', '适用'],
    width: 16,
    write: (item) => listText(item.appliesTo),
    read: (cell) => {
      const text = words(cell);
      const found = approvals.filter((word) => text.includes(word));
      return text === '' ? { appliesTo: [...approvals] } : found.length > 0 ? { appliesTo: found } : undefined;
    },
  },
  {
    heading: '触发条件',
    others: ['适用条件'],
    width: 28,
    write: (item) => item.triggerCondition,
    read: (cell) => ({ triggerCondition: words(cell) }),
  },
  {
    heading: '备选组',
    width: 10,
    write: (item) => item.alternativeGroup ?? '',
    read: (cell) => ({ alternativeGroup: words(cell) || null }),
  },
  {
    heading: '可信度',
    width: 8,
    write: (item) => confidences[item.confidence],
    read: (cell) => {
      const text = words(cell);
      if (text === '') return {};
      const found = (['high', 'medium', 'low'] as const).find((level) => text.startsWith(confidences[level]));
      return found ? { confidence: found } : undefined;
    },
  },
  {
    heading: '依据',
    others: ['法律依据'],
    width: 44,
    write: (item) => item.basis,
    read: (cell) => ({ basis: words(cell) }),
  },
  {
    heading: '申请材料',
    others: ['材料'],
    width: 44,
    write: (item) => item.documents.join('；'),
    read: (cell) => ({
      documents: words(cell)
        .split(/[；\n]/)
        .map((document) => document.trim())
        .filter(Boolean),
    }),
  },
  {
    heading: '时限说明',
    others: ['说明', '备注'],
    width: 36,
    write: (item) => item.limitNote,
    read: (cell) => ({ limitNote: words(cell) }),
  },
];

interface Catalogue {
  readonly items: PermitItem[];
  readonly notes: string[];
}

const known = (heading: string) => {
  const plain = heading.replace(/\s/g, '');
  return columns.find((column) => column.heading === plain || column.others?.includes(plain));
};

/** Row of the headings: the first that names both number and name. */
function headOf(sheet: Sheet): { row: number; columns: (CatalogueColumn | undefined)[] } | undefined {
  for (const [row, cells] of sheet.rows.slice(0, 20).entries()) {
    const found = cells.map((cell) => known(cellText(cell)));
    const headings = found.map((column) => column?.heading);
    if (headings.includes('编号') && headings.includes('手续名称')) return { row, columns: found };
  }
  return undefined;
}

/** A catalogue out of a sheet. A column that is missing leaves what the present catalogue says of that item. */
export function catalogueOfSheet(sheet: Sheet, present: readonly PermitItem[], name: string): Catalogue {
  const head = headOf(sheet);
  if (!head) {
    throw new Refusal('invalid_input', { detail: `在“${name}”里没有找到“编号”和“手续名称”两列` });
  }
  const byCode = new Map(present.map((item) => [item.code, item]));
  const items = new Map<string, PermitItem>();
  const notes: string[] = [];
  for (const [index, cells] of sheet.rows.entries()) {
    if (index <= head.row || cells.every((cell) => words(cell) === '')) continue;
    const place = `第 ${index + 1} 行`;
    const read: Record<string, unknown> = {};
    let fault: string | undefined;
    head.columns.forEach((column, at) => {
      const value = column?.read(cells[at]);
      if (column && value === undefined) fault ??= `${column.heading}“${words(cells[at])}”看不懂`;
      Object.assign(read, value);
    });
    const code = String(read.code ?? '');
    if (code === '') notes.push(`${place}没有编号，未读入`);
    else if (items.has(code)) notes.push(`${place}编号 ${code} 重复，未读入`);
    else if (fault) notes.push(`${place}${fault}，未读入`);
    else {
      const base = byCode.get(code) ?? { limitUnitInLaw: '工作日', department: '', stage: '', prerequisites: [] };
      const parsed = permitItem.safeParse({ appliesTo: [...approvals], ...base, ...read });
      if (parsed.success) items.set(code, parsed.data);
      else notes.push(`${place}${code} 内容不全，未读入：缺名称或时限`);
    }
  }
  return { items: [...items.values()], notes };
}

/** A catalogue out of JSON: the list itself, or an object that holds it as `permits` or `items`. */
export function catalogueOfJson(text: string, name: string): Catalogue {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw new Refusal('invalid_input', { detail: `“${name}”不是 JSON 文件` });
  }
  const list = Array.isArray(value)
    ? value
    : ((value as Record<string, unknown> | null)?.permits ?? (value as Record<string, unknown> | null)?.items);
  if (!Array.isArray(list)) throw new Refusal('invalid_input', { detail: `“${name}”里没有手续清单` });
  const items = new Map<string, PermitItem>();
  const notes: string[] = [];
  for (const [index, entry] of list.entries()) {
    const parsed = permitItem.safeParse(entry);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      notes.push(`第 ${index + 1} 项未读入：${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
    } else if (items.has(parsed.data.code)) notes.push(`第 ${index + 1} 项编号 ${parsed.data.code} 重复，未读入`);
    else items.set(parsed.data.code, parsed.data);
  }
  return { items: [...items.values()], notes };
}

/** Prerequisites that no item of the list bears are told: a slip of the pen there loosens the order silently. */
function danglingNotes(items: readonly PermitItem[]): string[] {
  const codes = new Set(items.map(({ code }) => code));
  return items.flatMap(({ code, prerequisites }) => {
    const missing = prerequisites.filter((other) => !codes.has(other));
    return missing.length > 0 ? [`${code} 的前置 ${missing.join('、')} 不在目录里`] : [];
  });
}

function readText(file: string, name: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new Refusal('no_file', { name });
    throw new Refusal('file_unreadable', { name, detail: fileFault(error) });
  }
}

export const readCatalogue: Handler<'permits.readCatalogue'> = async (context, { file }) => {
  const name = path.basename(file);
  let catalogue: Catalogue;
  if (path.extname(file).toLowerCase() === '.json') catalogue = catalogueOfJson(readText(file, name), name);
  else {
    const sheet = (await loadWorkbook(file, name)).sheets.find(({ hidden }) => !hidden);
    if (!sheet) throw new Refusal('workbook_empty', { name });
    catalogue = catalogueOfSheet(sheet, loadRuleBook(context).permits, name);
  }
  const { items, notes } = catalogue;
  if (items.length === 0) {
    throw new Refusal('invalid_input', { detail: notes[0] ?? `“${name}”里没有一项手续` });
  }
  return { items, notes: [...notes, ...danglingNotes(items)] };
};

/** The catalogue as a workbook that `catalogueOfSheet` reads back without a difference. */
export async function catalogueWorkbook(items: readonly PermitItem[]): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('手续目录', {
    views: [{ state: 'frozen', xSplit: 2, ySplit: 1 }],
    pageSetup: {
      ...landscapePage,
      printTitlesRow: '1:1',
    },
  });
  sheet.columns = columns.map(({ width }) => ({ width }));
  const head = sheet.addRow(columns.map(({ heading }) => heading));
  head.font = { bold: true };
  for (const item of items) sheet.addRow(columns.map((column) => column.write(item)));
  sheet.eachRow((row) => {
    row.eachCell({ includeEmpty: true }, (cell) => {
      cell.border = cellBorder;
      cell.alignment = { vertical: 'middle', wrapText: true };
    });
  });
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

export const writeCatalogue: Handler<'permits.writeCatalogue'> = async (context, { file }) => {
  const items = loadRuleBook(context).permits;
  const bytes = await catalogueWorkbook(items);
  writeDurably(file, bytes);
  return { items: items.length };
};

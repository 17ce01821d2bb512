import type { ImportOutcome } from '../../../src-shared/contract/excel-methods';
import { settledDoubts } from '../../../src-shared/rules/import-doubts';
import { formatMoment } from '../../../src-shared/terms/format';
import { command, type Invocation } from '../invocation';
import { viewOf, viewOption, yearOf } from '../options';
import { columns } from '../table';

/** Just what the import says of itself; a preview holds more. */
const outcomeOf = (found: ImportOutcome): ImportOutcome => ({
  sheet: found.sheet,
  headerRows: found.headerRows,
  mapping: found.mapping,
  created: found.created,
  updated: found.updated,
  unchanged: found.unchanged,
  skipped: found.skipped,
  problems: found.problems,
});

function outcomeText(found: ImportOutcome, sentence: string): string {
  const mapped = found.mapping.filter(({ field }) => field !== null);
  const left = found.mapping.filter(({ field }) => field === null).map(({ header }) => header);
  return [
    sentence,
    `工作表 ${found.sheet}，表头第 ${found.headerRows.join('、')} 行；新建 ${found.created}，更新 ${found.updated}，不变 ${found.unchanged}，跳过 ${found.skipped.length} 行。`,
    columns(mapped.map(({ column, header, field, unit }) => [`  ${column}`, header, `→ ${field}`, unit ?? ''])),
    left.length > 0 ? `没有导入的列：${left.join('、')}` : '',
    ...found.skipped.map(({ row, reason }) => `  第 ${row} 行跳过：${reason}`),
    ...found.problems.map(({ row, column, value, message }) => `  第 ${row} 行 ${column} 列“${value}”：${message}`),
  ]
    .filter(Boolean)
    .join('\n');
}

const recalledText = (usedAt: string | null) =>
  usedAt === null ? '' : `按记住的表头读入（上次 ${formatMoment(usedAt).split(' ')[0]}）。`;

export const importExcelCommand = command(
  'import-excel',
  '读入一张表（.xlsx .xls .csv），认表头，查重复',
  {
    words: { usage: 'FILE', least: 1, most: 1 },
    options: {
      sheet: { type: 'string', valueHint: 'S', description: '工作表名' },
      unit: { type: 'enum', options: ['wan', 'yi', 'yuan'], description: '没有注明单位的金额按什么读' },
      'dry-run': { type: 'boolean', description: '只看认成了什么，不写入' },
    },
  },
  async (invocation, { sheet, unit, 'dry-run': dryRun }) => {
    const [file = ''] = invocation.positionals;
    const options = {
      file: invocation.path(file),
      ...(sheet ? { sheet } : {}),
      ...(unit ? { unit: unit as 'wan' | 'yi' | 'yuan' } : {}),
    };
    if (!dryRun) {
      const outcome = await invocation.call('excel.import', options);
      return { json: outcomeOf(outcome), text: outcomeText(outcome, `已写入。${recalledText(outcome.recalledFrom)}`) };
    }
    const preview = await invocation.call('excel.preview', options);
    // What a person would be asked stands among the problems, as it does after writing.
    const problems = [...preview.problems, ...settledDoubts(preview.doubts, preview.headerRows)].sort(
      (one, other) => one.row - other.row,
    );
    const outcome = outcomeOf({ ...preview, problems });
    return {
      json: outcome,
      text: outcomeText(outcome, `试读，没有写入任何内容。${recalledText(preview.remembered?.usedAt ?? null)}`),
    };
  },
);

/** Id of the saved table of that name; undefined for what is a file. */
async function savedTemplate(invocation: Invocation, template: string): Promise<string | undefined> {
  if (/\.\w{2,5}$/.test(template)) return undefined;
  const found = (await invocation.call('templates.list', {})).find(({ name }) => name === template);
  return found?.id;
}

export const exportExcelCommand = command(
  'export-excel',
  '把一本台账写成 .xlsx，或填好上级的空表',
  {
    options: {
      view: viewOption,
      out: { type: 'string', valueHint: 'FILE', required: true, description: '写到哪个文件' },
      year: { type: 'string', valueHint: 'YEAR', description: '年度计划的年份' },
      template: { type: 'string', valueHint: 'FILE', description: '上级的空表（.xlsx），或已存表样的名字' },
    },
  },
  async (invocation, { view, out = '', year, template }) => {
    const saved = template === undefined ? undefined : await savedTemplate(invocation, template);
    if (saved !== undefined) {
      const { rows, file, notes } = await invocation.call('templates.fill', { id: saved, file: invocation.path(out) });
      return { json: { rows, file }, text: [`已填好 ${rows} 行：${file}`, ...notes].join('\n') };
    }
    const written = await invocation.call('excel.export', {
      view: viewOf(view),
      file: invocation.path(out),
      ...(year === undefined ? {} : { year: yearOf(year) }),
      ...(template === undefined ? {} : { templateFile: invocation.path(template) }),
    });
    return { json: written, text: `已写出 ${written.rows} 行：${written.file}` };
  },
);

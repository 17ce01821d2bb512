import type { OutputOf } from '../../../src-shared/contract/contract';
import type { MoneyUnit } from '../../../src-shared/contract/excel-methods';
import type { TemplateColumn, TemplateMapping } from '../../../src-shared/contract/template-values';
import { reportingPeriod } from '../../../src-shared/rules/period';
import { constantSource, templateSource, templateSources } from '../../../src-shared/rules/template-sources';
import { formatDate, moneyUnitLabels } from '../../../src-shared/terms/format';
import type { SearchOption } from '../../components/search-menu';

export type Template = OutputOf<'templates.list'>[number];
export type Learnt = OutputOf<'templates.learn'>;
export type Confidence = Learnt['confidence'][number];

/** Everything that a column can be filled from, found also by the headers that superiors use for it. */
export const sourceOptions: readonly SearchOption[] = templateSources.map(({ code, label, group, headers, hint }) => ({
  code,
  label,
  detail: '',
  group,
  words: [...headers, hint ?? ''].join(' '),
}));

/** What was typed as a choice of its own: the plan of that year, or the words themselves in every row. */
export function typedSources(words: string): SearchOption[] {
  const year = /^(\d{4})年?(年度)?(计划)?$/.exec(words)?.[1];
  const codes = [...(year ? [`annual_plan.${year}`] : []), constantSource(words)];
  return codes.flatMap((code) => {
    const source = templateSource(code);
    return source ? [{ code, label: source.label, detail: '', group: '照你写的' }] : [];
  });
}

/** How a column's source reads; a code of a newer program reads as itself. */
export function sourceLabel(code: string): string {
  return templateSource(code)?.label ?? code;
}

export function isMoney(code: string | null): boolean {
  return code !== null && templateSource(code)?.kind === 'money';
}

export const units: readonly { value: MoneyUnit; label: string }[] = (['wan', 'yi', 'yuan'] as const).map((value) => ({
  value,
  label: moneyUnitLabels[value],
}));

/** The mapping with another source for one column. An amount without a unit in its header is written in 万元. */
export function withSource(mapping: TemplateMapping, letter: string, source: string | null): TemplateMapping {
  return {
    ...mapping,
    columns: mapping.columns.map((column) =>
      column.column === letter ? { ...column, source, unit: isMoney(source) ? (column.unit ?? 'wan') : null } : column,
    ),
  };
}

export function withUnit(mapping: TemplateMapping, letter: string, unit: MoneyUnit): TemplateMapping {
  return {
    ...mapping,
    columns: mapping.columns.map((column) => (column.column === letter ? { ...column, unit } : column)),
  };
}

/** The lowest line of a header, which says most. */
export const leafOf = (header: string): string => header.split(' ').at(-1) ?? header;

/** What stands above a column that the table computes itself. */
export const ownFormulaWords = '表自己算';

/** 'C' → 2. */
export function columnIndex(letter: string): number {
  let index = 0;
  for (const sign of letter) index = index * 26 + sign.charCodeAt(0) - 64;
  return index - 1;
}

/** A column without a source of which that is sure: the table computes it by a formula of its own. */
export function isOwnFormula(column: TemplateColumn, confidence: Confidence | null): boolean {
  return column.source === null && confidence === 'high';
}

/**
 * How sure each column's meaning is, by letter. Not of those that a person chose: nobody doubts these, and of a `known` table a blank
 * column that is sure may be one of them.
 */
export function confidenceOf(
  learnt: Learnt,
  mapping: TemplateMapping,
  known: boolean,
): ReadonlyMap<string, Confidence> {
  const understood = new Map(
    learnt.mapping.columns.map((column, index) => [
      column.column,
      { ...column, sure: learnt.confidence[index] ?? 'low' },
    ]),
  );
  return new Map(
    mapping.columns.flatMap(({ column, source }) => {
      const found = understood.get(column);
      const settled = known && source === null && found?.sure === 'high';
      return found && found.source === source && !settled ? [[column, found.sure] as const] : [];
    }),
  );
}

/** Month whose report is due next, `YYYY-MM`. */
export const reportedMonth = (today: string): string => reportingPeriod(today).code.slice(0, 7);

export const templatePath = (id: string): string => `/templates/${encodeURIComponent(id)}`;

/** The last months up to one, newest first: `YYYY-MM`. */
export function monthsUpTo(month: string, count: number): string[] {
  const last = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
  return Array.from({ length: count }, (_, index) => {
    const each = last - index;
    return `${Math.floor(each / 12)}-${String((each % 12) + 1).padStart(2, '0')}`;
  });
}

const otherMonth = /[（(]\s*(\d{1,2}\s*[-—–~至])?\d{1,2}月份?\s*[)）]|(\d{1,2}\s*[-—–~至])?\d{1,2}月份?/g;
const blankWords = /[（(](空白?表?|模板|样表|表样)[)）]|[-_—\s]*空白表?$/g;

/** What a table is called all the year round: the file's name without its month and without saying that it is blank. */
export function tableName(fileName: string): string {
  const bare = fileName.replace(otherMonth, '').replace(blankWords, '').trim();
  return bare === '' ? fileName : bare;
}

/** '项目调度表（9月）.xlsx': the name without what it says of another month. */
export function proposedName(name: string, month: string): string {
  return `${name.replace(otherMonth, '').trim().slice(0, 100)}（${Number(month.slice(5))}月）.xlsx`;
}

export const monthLabel = (month: string): string => formatDate(month);

/** Name of a file, of a path in any system's writing. */
export const fileNameOf = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

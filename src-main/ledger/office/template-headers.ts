import type { MoneyUnit } from '../../../src-shared/contract/excel-methods';
import { addMonths } from '../../../src-shared/rules/dates';
import { templateSource, templateSources } from '../../../src-shared/rules/template-sources';
import { meaningOf } from './excel-meaning';
import type { TableContext } from './excel-titles';
import { plainWord, splitUnit, wordKey } from './excel-words';

export type Confidence = 'high' | 'medium' | 'low';

/** What fills a column, as its header tells. */
export interface HeaderSource {
  readonly source: string | null;
  readonly confidence: Confidence;
  /** The header's own unit. */
  readonly unit: MoneyUnit | null;
  /** The header wants amounts in a unit that is not written here (千元, 美元). */
  readonly strangeUnit: boolean;
}

/** The month that a table reports, as its titles and headers say it, and how its months are to be read. */
export interface TableMonths {
  /** `YYYY-MM`; null where nothing names one. */
  readonly month: string | null;
  readonly year: number;
  /** There is a column for each month: a month is that month, whenever the table is filled. */
  readonly wide: boolean;
}

const keyOf = (text: string) => wordKey(plainWord(text));
const cleanHeader = (text: string) =>
  splitUnit(plainWord(text).replace(/^[*＊]+|[*＊:]+$/g, '')).rest.replace(/^其中[:：]?/, '');

/** Key of a header → code; of several sources that know it the first of the catalogue's order, which puts what is usual first. */
const dictionary = new Map<string, string>();
for (const source of templateSources) {
  for (const header of [source.label, ...source.headers]) {
    const key = keyOf(header);
    if (!dictionary.has(key)) dictionary.set(key, source.code);
  }
}

/** Words that only mean something together with what stands above them. */
const vague = new Set(
  ['计划', '实际', '完成', '累计', '本月', '当月', '小计', '合计', '金额', '名称', '情况'].map(keyOf),
);

function lookUp(word: string): string | undefined {
  const key = wordKey(word);
  return dictionary.get(key) ?? dictionary.get(wordKey(word.replace(/[（([【][^)）\]】]*[)）\]】]/g, '')));
}

const share = /率|比例|占比|%|百分/;

/** What a column is filled from, by its header texts from top to bottom. */
export function sourceOfHeader(texts: readonly string[], context: TableContext, months: TableMonths): HeaderSource {
  const standIn = { year: months.year, month: months.month ?? `${months.year}-01` };
  const meaning = meaningOf(texts, context, standIn);
  const base = { unit: meaning.unit, strangeUnit: meaning.strangeUnit };
  const words = texts.map(cleanHeader).filter((word) => word !== '');
  const leaf = words.at(-1);
  if (leaf === undefined) return { ...base, source: null, confidence: 'low' };
  const above = words.slice(0, -1).reverse();

  for (const word of above.flatMap((caption) => [caption + leaf, leaf + caption])) {
    const code = lookUp(word);
    if (code) return { ...base, source: code, confidence: 'high' };
  }
  const named = /\d/.test(leaf);
  const own = vague.has(wordKey(leaf)) ? undefined : lookUp(leaf);
  if (own && !named) return { ...base, source: underCaption(own, above), confidence: 'high' };
  const found = sourceOfPath(meaning.path, meaning.assumed !== null, leaf, months);
  if (found) return { ...base, source: found, confidence: meaning.confidence };
  if (own) return { ...base, source: own, confidence: 'medium' };
  // 累计 under 1-8月完成投资: the caption says what it is.
  if (above.length > 0 && vague.has(wordKey(leaf))) {
    const caption = sourceOfHeader(texts.slice(0, -1), context, months);
    if (caption.source !== null) return { ...caption, unit: base.unit ?? caption.unit, confidence: 'medium' };
  }
  const guess = guessed(leaf, texts.join(''));
  return { ...base, source: guess, confidence: guess === null ? 'low' : 'medium' };
}

/** Under a caption of sums over the year, a bare 完成投资 is the sum; under one of the last month it is the last month's. */
function underCaption(code: string, above: readonly string[]): string {
  if (code.startsWith('progress.this.') && above.some((word) => /上月/.test(word)))
    return code.replace('.this.', '.last.');
  return code;
}

/** The source behind a path of the reader: its years and months are those of the table, here they are counted from it. */
function sourceOfPath(path: string | null, assumed: boolean, leaf: string, months: TableMonths): string | null {
  if (path === null) return null;
  const [first = '', second = '', third = ''] = path.split('.');
  if (first === 'listing') {
    if (second === 'missing_materials') return /缺|少/.test(leaf) ? path : null;
    return second === '' && /是否/.test(leaf) ? 'is_listed' : known(path);
  }
  if (first === 'annual_plan') {
    const after = Number(second) - months.year;
    return after === 0 ? first : after === 1 ? `${first}.next` : after === -1 ? `${first}.last` : path;
  }
  if (first === 'progress') return sourceOfMonth(second, third, assumed, months);
  if (first === 'construction_period') return first;
  return known(path);
}

const known = (code: string) => (templateSource(code) ? code : null);
/** The newest words answer a header that names no month. */
const newest: Readonly<Record<string, string>> = {
  image_progress: 'last_progress',
  next_step: 'last_next_step',
  needs: 'last_needs',
};

function sourceOfMonth(month: string, name: string, assumed: boolean, months: TableMonths): string | null {
  const sum = name === 'completed_to_date';
  const now = sum ? name : (newest[name] ?? known(`progress.this.${name}`));
  if (assumed) return now;
  // 2017年11月 in a table of 2018 is that month; a month of the table's own year is found again in every year.
  const fixed = month.startsWith(String(months.year)) ? month.slice(5) : month;
  const fixedSource = known(sum ? `completed_to.${fixed}` : `progress.${fixed}.${name}`);
  if (months.wide) return sum && month === months.month ? now : fixedSource;
  if (months.month === null || month === months.month) return now;
  if (month === addMonths(`${months.month}-01`, -1).slice(0, 7))
    return sum ? 'completed_to_last_month' : known(`progress.last.${name}`);
  return fixedSource;
}

function guessed(leaf: string, whole: string): string | null {
  const said = plainWord(whole);
  if (/序时/.test(leaf) && /[差比较高低快慢]|超|欠/.test(leaf)) return 'gap';
  if (share.test(said) && /完成|计划|投资|占/.test(said) && !/增|排名|到位|资本金/.test(said)) return 'completion_rate';
  if (/[红黄绿]灯|亮灯/.test(leaf)) return 'light';
  if (/开工(?:以来|至今)|自开工/.test(leaf) && /完成|投资/.test(leaf)) return 'completed_since_start';
  if (/^(?:截[至止].*)?(?:本年|今年|年度|当年|年初)?(?:累计|已|实际)*完成(?:投资|投资额|金额)?$/.test(leaf))
    return 'completed_to_date';
  if (/存在.*(?:问题|困难)|问题.*困难|困难.*问题/.test(leaf)) return 'problems';
  if (/(?:下一?步|下月).*(?:打算|计划|安排|措施|工作)/.test(leaf)) return 'last_next_step';
  if (/协调/.test(leaf) && /事项|问题|解决/.test(leaf)) return 'last_needs';
  if (/形象进度|进展|推进情况/.test(leaf)) return 'last_progress';
  if (/未(?:入统|纳统|入库).*原因/.test(leaf)) return 'listing.reason_code';
  return null;
}

const monthInHeader = /(?:^|[^\d-])(1[0-2]|[1-9])月/g;

/** Months that the headers of a table name one by one; a range names its end. */
export function namedMonths(headers: readonly (readonly string[])[]): number[] {
  const found = new Set<number>();
  for (const texts of headers) {
    for (const text of texts) {
      const word = plainWord(text).replace(/\d{1,2}-(?=\d{1,2}月)/g, ' ');
      for (const [, month] of word.matchAll(monthInHeader)) found.add(Number(month));
    }
  }
  return [...found].sort((one, other) => one - other);
}

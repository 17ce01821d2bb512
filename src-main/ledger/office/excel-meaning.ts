import type { ImportColumn, MoneyUnit } from '../../../src-shared/contract/excel-methods';
import { entities } from '../../../src-shared/entities/entities';
import type { Field } from '../../../src-shared/entities/field';
import { constructionPeriod, toDate } from './excel-targets';
import type { TableContext } from './excel-titles';
import { plainWord, splitUnit, wordKey } from './excel-words';
import { idHeader } from './ledger-workbook-columns';

/** What the header of one column means, before any value has been looked at. */
export interface Meaning {
  /** Path of a target, or null where the column is left out. */
  readonly path: string | null;
  readonly confidence: ImportColumn['confidence'];
  readonly unit: MoneyUnit | null;
  /** The unit is one that amounts are not read in. */
  readonly strangeUnit: boolean;
  /** The header names no year or month, so that the table's, or the ledger's today, stands in. */
  readonly assumed: 'year' | 'month' | null;
  /** 开工时间: planned or actual, each row decides. */
  readonly openDate: boolean;
}

/** Year and month that stand in where a header names none. */
export interface StandIn {
  readonly year: number;
  readonly month: string;
}

type Entry = readonly [entity: 'project' | 'listing' | 'progress', name: string];

/** Key of a header → field, from the declarations; the project's own fields win over the others'. */
const dictionary = new Map<string, Entry>();

function declare(entity: Entry[0], fields: Readonly<Record<string, Field>>, left: readonly string[]): void {
  for (const [name, field] of Object.entries(fields)) {
    if (left.includes(name)) continue;
    for (const header of [field.label, ...(field.headers ?? [])]) {
      const key = wordKey(plainWord(header));
      if (!dictionary.has(key)) dictionary.set(key, [entity, name]);
    }
  }
}
declare('project', entities.project.fields, ['parent', 'fund_sources']);
declare('listing', entities.listing.fields, ['project', 'state']);
declare('progress', entities.progress.fields, ['project', 'month']);

const keysOf = (...words: string[]) => new Set(words.map((word) => wordKey(plainWord(word))));

const leftOut = keysOf(
  '序号',
  '编号',
  '序列',
  '项次',
  '排名',
  '完成率',
  '投资完成率',
  '年度投资完成率',
  '投资完成比例',
  '完成比例',
  '占比',
  '占年度计划比例',
  '增速',
  '增幅',
  '序时进度',
  '差额',
  '项目个数',
  '项目数',
  '个数',
  '重要性',
);
/** With a year before them these are that year's plan. */
const yearPlans = keysOf(
  '计划投资',
  '年度计划',
  '年度计划投资',
  '计划完成投资',
  '投资计划',
  '计划',
  '计划投资额',
  '计划完成',
  '预计完成投资',
  '拟完成投资',
  '度计划投资',
  '度计划',
  '计划投资总额',
  '目标',
  '投资目标',
  '计划完成投资额',
);
const periods = keysOf(
  '建设起止年限',
  '建设年限',
  '建设周期',
  '建设工期',
  '项目工期',
  '起止年限',
  '建设起止时间',
  '起止时间',
  '建设期限',
  '建设期',
  '工期',
  '建设起止年月',
);
const openDates = keysOf(
  '开工时间',
  '开工日期',
  '开工年月',
  '开(复)工时间',
  '开复工时间',
  '开工月份',
  '开工',
  '开工年度',
  '动工时间',
  '开建时间',
);
/** The column that an export of the whole ledger hides at its end. */
const recordIds = wordKey(plainWord(idHeader));
const channels = keysOf('资金来源', '资金来源构成', '资金筹措', '资金构成', '资金来源及构成', '资金筹措方案');
const materials = keysOf(
  '营业执照',
  '信用代码证',
  '立项',
  '立项文件',
  '立项批复',
  '施工合同',
  '合同',
  '现场照片',
  '照片',
  '投资项目申请表',
  '申请表',
  '施工许可',
  '施工许可证',
  '土地证',
  '购置合同',
  '付款凭证',
  '发票',
);

const done = /完成|投资|实际|进度|进展/;
const planned = /计划|目标|任务/;
const share = /率|比例|占比|%|百分/;
const yearToDate =
  /^(?:本年度?|当年|今年|年度|年|年内|年初(?:以来|至今)|今年以来|自年初起?|年初累计)(?:年初)?(?:实际|至今)?(?:累计)?(?:已|实际)?完成(?:投资|投资额|金额|投资情况)?$/;
const running = /^(?:累计(?:已)?完成(?:投资|投资额)?|累计|累计投资|完成投资|完成情况|投资完成情况|完成)$/;

function lookUp(word: string): Entry | undefined {
  return dictionary.get(wordKey(word)) ?? dictionary.get(wordKey(word.replace(/[（([【][^)）\]】]*[)）\]】]/g, '')));
}

/** 2018年计划投资 → [2018, '计划投资']. */
function splitYear(word: string): [number | null, string] {
  const found = /(20\d{2})年?度?/.exec(word);
  return found?.[1] ? [Number(found[1]), word.replace(found[0], '')] : [null, word];
}

/**
 * What a column means, from its header texts, top to bottom. Nearest to the data weighs most; what stands above completes it
 * (开工时间 over 实际 is 实际开工时间).
 */
export function meaningOf(texts: readonly string[], context: TableContext, standIn: StandIn): Meaning {
  const split = texts.map((text) => splitUnit(plainWord(text).replace(/^[*＊]+|[*＊:]+$/g, '')));
  const unit = split.findLast((part) => part.unit !== null)?.unit ?? null;
  const strangeUnit = split.some((part) => part.strange);
  const words = split.map((part) => part.rest.replace(/^其中[:：]?/, '')).filter((word) => word !== '');
  const base = { unit, strangeUnit, assumed: null, openDate: false } as const;
  const none: Meaning = { ...base, path: null, confidence: 'low' };
  const leaf = words.at(-1);
  if (leaf === undefined) return none;
  const above = words.slice(0, -1).reverse();
  if (leftOut.has(wordKey(leaf)) || (share.test(leaf) && !lookUp(leaf))) return { ...none, confidence: 'high' };

  const together = above.flatMap((word) => [word + leaf, leaf + word]);
  const found =
    ofField(together, above, context, standIn) ??
    ofPeriod(leaf, above, context, standIn) ??
    ofField([leaf], above, context, standIn) ??
    ofChannel(leaf, above) ??
    ofLikeness(leaf);
  return found ? { ...base, ...found } : none;
}

type Found = Pick<Meaning, 'path' | 'confidence'> & Partial<Pick<Meaning, 'assumed' | 'openDate'>>;

/** Columns of a year or a month: yearly plans, months side by side, sums since January. */
function ofPeriod(leaf: string, above: readonly string[], context: TableContext, standIn: StandIn): Found | undefined {
  const whole = [...above].reverse().join('') + leaf;
  const [ownYear, rest] = splitYear(leaf);
  const named = ownYear ?? above.map((word) => splitYear(word)[0]).find((found) => found !== null) ?? null;
  const year = named ?? context.year ?? standIn.year;

  const past = /截[至止]?(?:到)?(20\d{2})年?(?:12月)?(?:年?底|末|12月底)/.exec(whole)?.[1];
  if (past && done.test(whole) && Number(past) < (context.year ?? standIn.year))
    return { path: 'completed_before_year', confidence: 'high' };
  if (
    named !== null &&
    (yearPlans.has(wordKey(rest)) || (rest === '' && above.some((word) => yearPlans.has(wordKey(splitYear(word)[1])))))
  ) {
    return { path: `annual_plan.${named}`, confidence: 'high' };
  }

  const range = /^(?:20\d{2}年?)?(\d{1,2})-(\d{1,2})月份?(.*)$/.exec(leaf);
  if (range) {
    if (
      range[1] !== '1' ||
      planned.test(range[3] || whole) ||
      !(done.test(whole) || /累计/.test(whole) || range[3] === '')
    )
      return { path: null, confidence: 'low' };
    return { path: monthPath(year, range[2], toDate), confidence: 'medium' };
  }
  const until = /^截[至止](?:20\d{2}年)?(\d{1,2})月(?:份|底|末)?(.*)$/.exec(leaf);
  if (until && /完成/.test(until[2] ?? '')) return { path: monthPath(year, until[1], toDate), confidence: 'medium' };
  const single = /^(?:20\d{2}年?)?(\d{1,2})月份?(.*)$/.exec(leaf);
  if (single) return ofMonth(year, single[1] ?? '', single[2] ?? '', above);
  const monthAbove = above.map((word) => /^(?:20\d{2}年?)?(\d{1,2})月份?$/.exec(word)?.[1]).find(Boolean);
  if (monthAbove) return ofMonth(year, monthAbove, leaf, above);

  const month = context.month ?? standIn.month;
  const assumed = context.month ? null : ('month' as const);
  const inYear = named !== null || above.some((word) => /本年|当年|今年|年度/.test(word));
  if (yearToDate.test(ownYear ? `年${rest}` : leaf) || (running.test(rest) && inYear && !planned.test(leaf))) {
    return {
      path: `progress.${named && !month.startsWith(String(named)) ? `${named}-12` : month}.${toDate}`,
      confidence: 'medium',
      assumed,
    };
  }
  return undefined;
}

function monthPath(year: number, month: string | undefined, name: string): string | null {
  const number = Number(month);
  return number >= 1 && number <= 12 ? `progress.${year}-${String(number).padStart(2, '0')}.${name}` : null;
}

/** A column of one month; what it holds is said in it, or above it. */
function ofMonth(year: number, month: string, rest: string, above: readonly string[]): Found {
  const said = `${rest}${above.join('')}`;
  if (
    planned.test(rest) ||
    (rest === '' && planned.test(above.join('')) && !/完成情况|各月完成|实际/.test(above.join('')))
  )
    return { path: null, confidence: 'medium' };
  const entry = lookUp(rest);
  if (entry?.[0] === 'progress') return { path: monthPath(year, month, entry[1]), confidence: 'high' };
  if (/形象|进展|工程进度/.test(said)) return { path: monthPath(year, month, 'image_progress'), confidence: 'medium' };
  return { path: monthPath(year, month, 'completed'), confidence: done.test(said) ? 'high' : 'medium' };
}

/** Columns of one declared field, by its label or one of its other headers. */
function ofField(
  tries: readonly string[],
  above: readonly string[],
  context: TableContext,
  standIn: StandIn,
): Found | undefined {
  for (const word of tries) {
    const key = wordKey(word);
    if (key === recordIds) return { path: 'id', confidence: 'high' };
    if (periods.has(key)) return { path: constructionPeriod, confidence: 'medium' };
    const entry = lookUp(word);
    if (entry) return ofEntry(entry, openDates.has(key), above, context, standIn);
    if (openDates.has(key)) return { path: 'actual_start', confidence: 'medium', openDate: true };
    if (materials.has(key)) return { path: 'listing.missing_materials', confidence: 'medium' };
  }
  return undefined;
}

function ofEntry(
  [entity, name]: Entry,
  openDate: boolean,
  above: readonly string[],
  context: TableContext,
  standIn: StandIn,
): Found {
  if (entity === 'listing') return { path: `listing.${name}`, confidence: name === 'reason_code' ? 'medium' : 'high' };
  if (entity === 'progress') {
    // A part of a sum over several months is no month's figure.
    if (above.some((word) => /累计|\d-\d{1,2}月/.test(word))) return { path: null, confidence: 'medium' };
    return {
      path: `progress.${context.month ?? standIn.month}.${name}`,
      confidence: 'high',
      assumed: context.month ? null : 'month',
    };
  }
  if (name === 'annual_plan') {
    return {
      path: `annual_plan.${context.year ?? standIn.year}`,
      confidence: 'high',
      assumed: context.year ? null : 'year',
    };
  }
  return { path: name, confidence: openDate ? 'medium' : 'high', openDate };
}

function ofChannel(leaf: string, above: readonly string[]): Found | undefined {
  if (!above.some((word) => channels.has(wordKey(word)))) return undefined;
  return { path: `fund_sources.${leaf.slice(0, 40)}`, confidence: 'medium' };
}

const longestFirst = [...dictionary.keys()]
  .filter((key) => key.length >= 3)
  .sort((one, other) => other.length - one.length);

/** A header that contains a known one. Amounts are never guessed this way: 已完成总投资 is not 总投资. */
function ofLikeness(leaf: string): Found | undefined {
  const key = wordKey(leaf);
  if (key.length > 16 || /是否|投资|金额|资金|元/.test(key)) return undefined;
  const close = longestFirst.find((candidate) => key.includes(candidate));
  const entry = close ? dictionary.get(close) : undefined;
  if (entry?.[0] !== 'project' || entry[1] === 'name' || entry[1] === 'annual_plan') return undefined;
  return { path: entry[1], confidence: 'low' };
}

/** Whether a header cell says 项目名称: the one column without which there is no ledger. `sure` for the words that mean nothing else. */
export function namesProjects(text: string): 'sure' | 'perhaps' | undefined {
  if (text.length > 24 || !/名|项目|工程/.test(text)) return undefined;
  const word = splitUnit(plainWord(text).replace(/^[*＊]+|[*＊:]+$/g, '')).rest;
  const entry = lookUp(word);
  if (entry?.[0] !== 'project' || entry[1] !== 'name') return undefined;
  return wordKey(word).length > 2 ? 'sure' : 'perhaps';
}

/** Whether a cell's text is a header that is known, for finding where a table begins. */
export function isKnownHeader(text: string): boolean {
  if (text.length > 30) return false;
  const word = splitUnit(
    plainWord(text)
      .replace(/^[*＊]+|[*＊:]+$/g, '')
      .replace(/^其中[:：]?/, ''),
  ).rest;
  const key = wordKey(word);
  if (key === '') return false;
  return (
    leftOut.has(key) ||
    periods.has(key) ||
    openDates.has(key) ||
    channels.has(key) ||
    materials.has(key) ||
    lookUp(word) !== undefined ||
    yearPlans.has(wordKey(splitYear(word)[1])) ||
    yearToDate.test(word) ||
    /^(?:20\d{2}年?)?(?:\d{1,2}-)?\d{1,2}月份?(?:累计|完成|计划|投资|实际|$)/.test(word)
  );
}

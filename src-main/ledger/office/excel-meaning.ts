import type { ImportColumn, MoneyUnit } from '../../../src-shared/contract/excel-methods';
import {
  channels,
  closeTo,
  containedIn,
  type Entry,
  isMeasure,
  isOpenDate,
  keysOf,
  leftOut,
  lookUp,
  materials,
  periods,
  plainHeader,
  sums,
} from './excel-headers';
import { constructionPeriod, targetOf, toDate } from './excel-targets';
import type { TableContext } from './excel-titles';
import { isUnitLine, plainWord, splitUnit, wordKey } from './excel-words';
import { idHeader } from './ledger-workbook-columns';

/** What the header of one column means, before any value has been looked at. */
export interface Meaning {
  /** Path of a target, or null where the column is left out. */
  readonly path: string | null;
  readonly confidence: ImportColumn['confidence'];
  readonly unit: MoneyUnit | null;
  /** The unit is one that amounts are not shown in (千元, 美元); of one that is still money `yuan` says how many one of it is. */
  readonly strangeUnit: boolean;
  readonly yuan: number | null;
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
const recordIds = wordKey(plainWord(idHeader));
const done = /完成|投资|实际|进度|进展|调度|统计/;
const planned = /计划|目标|任务|预计/;
const share = /率|比例|占比|%|百分/;
const yearToDate =
  /^(?:本年度?|当年|今年|年度|年|年内|全年|年初(?:以来|至今)|今年以来|本年以来|自年初起?|年初累计|1月至今)(?:年初)?(?:实际|至今)?(?:累计)?(?:已|实际)?(?:完成(?:固定资产)?(?:投资)?(?:额|数|量|金额|情况|总额)?|投资完成(?:额|数|情况)?)?$/;
const running =
  /^(?:累计(?:已)?完成(?:投资|投资额)?|累计|累计投资|完成投资(?:额)?|完成额|完成情况|投资完成(?:情况|额)?|完成|已完成(?:投资)?(?:额)?)$/;
/** Completed before this year, or since the beginning until the end of the last one. */
const beforeYear =
  /(?:(20\d{2})年?度?(?:12月)?(?:年?底|年?末)|(?:上|去)一?年度?(?:年?底|年?末)|(?:以前|以往|往)年度?)(?:前|止|为止)?/;
/** Texts that stand in a month, for columns whose header is nothing but the month. */
const asPermits = /手续|审批|许可|前期工作|办理/;

/** 2018年计划投资 → [2018, '计划投资']. */
function splitYear(word: string): [number | null, string] {
  const found = /(20\d{2})年?度?/.exec(word);
  return found?.[1] ? [Number(found[1]), word.replace(found[0], '')] : [null, word];
}

/** Of a column that says nothing by itself: a line of units, the month beside its year. */
export const noMeaning: Meaning = {
  path: null,
  confidence: 'high',
  unit: null,
  yuan: null,
  strangeUnit: false,
  assumed: null,
  openDate: false,
};

/**
 * What a column means, from its header texts, top to bottom. Nearest to the data weighs most; what stands above completes it
 * (开工时间 over 实际 is 实际开工时间).
 */
export function meaningOf(texts: readonly string[], context: TableContext, standIn: StandIn): Meaning {
  const split = texts.map((text) => splitUnit(plainHeader(text)));
  const last = texts.at(-1);
  if (last !== undefined && isUnitLine(last)) return noMeaning;
  const unit = split.findLast((part) => part.unit !== null || part.yuan !== null);
  const strangeUnit = split.some((part) => part.strange);
  const words = split
    .map((part) => part.rest.replace(/^其中[:：]?/, ''))
    .filter((word) => word !== '' && !isMeasure(word));
  const base = {
    unit: unit?.unit ?? null,
    yuan: unit?.yuan ?? null,
    strangeUnit,
    assumed: null,
    openDate: false,
  } as const;
  const none: Meaning = { ...base, path: null, confidence: 'low' };
  const leaf = words.at(-1);
  if (leaf === undefined) return none;
  const above = words.slice(0, -1).reverse();
  const key = wordKey(leaf);
  if (leftOut.has(key) || sums.has(key) || (share.test(leaf) && !lookUp(leaf))) return { ...none, confidence: 'high' };
  // What is part of a sum beside the months is no figure of its own.
  if (above.some((word) => sums.has(wordKey(word)))) return { ...none, confidence: 'medium' };

  const together = above.flatMap((word) => [word + leaf, leaf + word]);
  const found =
    ofField(together, above, context, standIn) ??
    ofPeriod(leaf, above, context, standIn) ??
    ofField([leaf], above, context, standIn) ??
    ofChannel(leaf, above) ??
    ofLikeness(leaf, above, context, standIn);
  return found ? { ...base, ...found } : none;
}

type Found = Pick<Meaning, 'path' | 'confidence'> & Partial<Pick<Meaning, 'assumed' | 'openDate'>>;

/** Columns of a year or a month: yearly plans, months side by side, sums since January. */
function ofPeriod(leaf: string, above: readonly string[], context: TableContext, standIn: StandIn): Found | undefined {
  const whole = [...above].reverse().join('') + leaf;
  const [ownYear, rest] = splitYear(leaf);
  const named = ownYear ?? above.map((word) => splitYear(word)[0]).find((found) => found !== null) ?? null;
  const year = named ?? context.year ?? standIn.year;

  const before = beforeYear.exec(whole);
  if (before && done.test(whole) && !planned.test(leaf) && !/以来|至今/.test(whole)) {
    const past = before[1] ? Number(before[1]) : year - 1;
    if (past < (context.year ?? standIn.year)) return { path: 'completed_before_year', confidence: 'high' };
  }
  if (ownYear !== null && rest === '') {
    const field = above.map((word) => yearField(splitYear(word)[1])).find((found) => found !== undefined);
    if (field) return { path: `${field}.${ownYear}`, confidence: 'high' };
  }
  if (named !== null && yearPlans.has(wordKey(rest))) return { path: `annual_plan.${named}`, confidence: 'high' };

  const range = /^(?:20\d{2}年?)?(\d{1,2})月?-(\d{1,2})月份?(.*)$/.exec(leaf);
  if (range) {
    if (
      range[1] !== '1' ||
      planned.test(range[3] || whole) ||
      !(done.test(whole) || /累计/.test(whole) || range[3] === '')
    )
      return { path: null, confidence: 'low' };
    return { path: monthPath(year, range[2], toDate), confidence: 'medium' };
  }
  const until = /^(?:截[至止]到?|至|到)(?:20\d{2}年)?(\d{1,2})月(?:份|底|末)?(.*)$/.exec(leaf);
  if (until && /完成/.test(until[2] ?? '')) return { path: monthPath(year, until[1], toDate), confidence: 'medium' };
  const single = monthIn(leaf);
  if (single) return ofMonth(year, single[0], single[1], above);
  const monthAbove = above.map(monthIn).find((found) => found !== undefined);
  if (monthAbove) return ofMonth(year, monthAbove[0], leaf, [monthAbove[1], ...above.filter((word) => !monthIn(word))]);

  const month = context.month ?? standIn.month;
  const assumed = context.month ? null : ('month' as const);
  if (/^(?:全?年|年度)$/.test(leaf)) return undefined;
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

/** The field with a value a year that a caption names: 年度投资计划 over 2018年. */
function yearField(word: string): string | undefined {
  if (yearPlans.has(wordKey(word))) return 'annual_plan';
  const entry = lookUp(word);
  if (entry?.[0] !== 'project') return undefined;
  return targetOf(`${entry[1]}.2018`)?.field.kind === 'money_by_year' ? entry[1] : undefined;
}

const monthWords: Readonly<Record<string, string>> = Object.fromEntries(
  ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'].map((word, at) => [
    word,
    String(at + 1),
  ]),
);

/** 8月完成投资 → ['8', '完成投资']; a header that is the first day of a month shows as one. */
function monthIn(word: string): [month: string, rest: string] | undefined {
  const found = /^(?:20\d{2}[年.-]?)?(\d{1,2}|十[一二]?|[一二三四五六七八九])月份?(?!-)(.*)$/.exec(word);
  if (!found?.[1]) return undefined;
  return [monthWords[found[1]] ?? found[1], found[2] ?? ''];
}

function monthPath(year: number, month: string | undefined, name: string): string | null {
  const number = Number(month);
  return number >= 1 && number <= 12 ? `progress.${year}-${String(number).padStart(2, '0')}.${name}` : null;
}

/** A column of one month; what it holds is said in it, or above it. */
function ofMonth(year: number, month: string, rest: string, above: readonly string[]): Found {
  const said = `${rest}${above.join('')}`;
  if (/调度数|调度口径/.test(rest)) return { path: monthPath(year, month, 'completed'), confidence: 'high' };
  const entry = lookUp(rest);
  if (entry?.[0] === 'progress') return { path: monthPath(year, month, entry[1]), confidence: 'high' };
  if (
    planned.test(rest) ||
    (rest === '' && planned.test(above.join('')) && !/完成情况|各月完成|实际/.test(above.join('')))
  )
    return { path: monthPath(year, month, 'planned'), confidence: 'medium' };
  if (/形象|进展|工程进度/.test(said)) return { path: monthPath(year, month, 'image_progress'), confidence: 'medium' };
  if (rest !== '' && !done.test(said)) return { path: null, confidence: 'low' };
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
    if (entry) return ofEntry(entry, isOpenDate(word), above, context, standIn);
    if (isOpenDate(word)) return { path: 'actual_start', confidence: 'medium', openDate: true };
    if (materials.has(key) && !above.some((caption) => asPermits.test(caption)))
      return { path: 'listing.missing_materials', confidence: 'medium' };
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

/** A header that is a slip away from a known one, or contains one. */
function ofLikeness(
  leaf: string,
  above: readonly string[],
  context: TableContext,
  standIn: StandIn,
): Found | undefined {
  const close = closeTo(leaf);
  if (close) return { ...ofEntry(close, false, above, context, standIn), confidence: 'low' };
  const contained = containedIn(leaf);
  return contained ? { path: contained[1], confidence: 'low' } : undefined;
}

/** Whether a cell's text is a header that is known, for finding where a table begins. */
export function isKnownHeader(text: string): boolean {
  if (text.length > 40) return false;
  const word = splitUnit(plainHeader(text)).rest;
  const key = wordKey(word);
  if (key === '') return false;
  return (
    leftOut.has(key) ||
    periods.has(key) ||
    channels.has(key) ||
    materials.has(key) ||
    isOpenDate(word) ||
    lookUp(word) !== undefined ||
    yearPlans.has(wordKey(splitYear(word)[1])) ||
    yearToDate.test(word) ||
    beforeYear.test(word) ||
    closeTo(word) !== undefined ||
    /^(?:20\d{2}年?)?(?:\d{1,2}月?-)?\d{1,2}月份?(?:累计|完成|计划|投资|实际|$)/.test(word)
  );
}

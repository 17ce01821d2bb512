import { entities } from '../../../src-shared/entities/entities';
import type { Field } from '../../../src-shared/entities/field';
import { constructionPeriodHeaders } from '../../../src-shared/rules/template-computed-sources';
import { plainWord, splitUnit, wordKey } from './excel-words';

export type Entry = readonly [entity: 'project' | 'listing' | 'progress', name: string];

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

export const keysOf = (...words: string[]): ReadonlySet<string> =>
  new Set(words.map((word) => wordKey(plainWord(word))));

/** Headers of columns that hold nothing to keep: numbers of rows, and what is worked out of the rest. */
export const leftOut = keysOf(
  '序号',
  '编号',
  '序列',
  '项次',
  '行号',
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
/** Sums beside the columns that they add up; in a row they are no header. */
export const sums = keysOf('合计', '小计', '总计', '共计', '全年合计', '累计合计');
export const periods = keysOf('建设起止年限', ...constructionPeriodHeaders);
export const channels = keysOf('资金来源', '资金来源构成', '资金筹措', '资金构成', '资金来源及构成', '资金筹措方案');
export const materials = keysOf(
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

const ofProject = (name: string): Entry => ['project', name];
const ofProgress = (name: string): Entry => ['progress', name];

/**
 * Headers that are put together from a few words in many ways, 计划 + 总投资 + 额. Every one is the whole header, so that
 * 已完成总投资 is not 总投资.
 */
const composed: readonly (readonly [RegExp, Entry])[] = [
  [
    /^(?:本)?(?:项目|工程|建设|计划|规划|概算|估算|预算|预计|批复|核定|拟)*总投资(?:额|规模|估算|概算|金额|数)?$|^(?:项目|工程|建设|计划|概算|估算)*投资(?:总额|总规模|总量|规模|概算|估算)$|^(?:项目|工程)投资额?$/,
    ofProject('total_investment'),
  ],
  [/^(?:其中)?(?:计划)?固定资产(?:总)?投资(?:额|部分|总额)?$/, ofProject('fixed_investment')],
  [
    /^(?:本年度?|当年度?|今年|年度|年内|全年|年)(?:度)?(?:投资)?(?:计划|目标|任务|预计|拟|安排)(?:完成)?(?:固定资产)?(?:投资)?(?:额|数|目标|任务|总额|计划)?$/,
    ofProject('annual_plan'),
  ],
  [
    /^(?:本月|当月)(?:实际)?(?:已)?完成(?:固定资产)?(?:投资)?(?:额|数|量|金额|情况)?$|^(?:本月|当月)(?:实际)?(?:投资)?完成(?:额|数|情况)?$/,
    ofProgress('completed'),
  ],
  [/^(?:本月|当月)(?:投资)?(?:计划|目标|任务)(?:完成)?(?:投资)?(?:额|数)?$/, ofProgress('planned')],
  [
    /^(?:计划|拟|预计|预期|目标)(?:开工|开复工|动工|开建|新开工)(?:建设)?(?:时间|日期|年月|月份|年份|时限|时点|日)?$/,
    ofProject('planned_start'),
  ],
  [/^(?:实际|已)(?:开工|开复工|动工|开建)(?:建设)?(?:时间|日期|年月|月份|日)?$/, ofProject('actual_start')],
  [
    /^(?:计划|拟|预计|预期|目标)?(?:竣工|完工|建成|投产|建成投产|竣工投产|竣工验收)(?:时间|日期|年月|月份|年份|时限|日)$|^(?:计划|拟|预计)(?:竣工|完工|建成|投产|建成投产|竣工投产)$/,
    ofProject('planned_finish'),
  ],
  [/^(?:实际|已)(?:竣工|完工|建成)(?:时间|日期|年月|月份|日)?$/, ofProject('actual_finish')],
  [/^(?:(?:项目|工程|建设)(?:的)?)+名称?(?:全称)?$/, ofProject('name')],
];

/** 开工时间 and the like: planned or actual, each row decides. */
const openDate =
  /^(?:项目|建设)?(?:开工|开复工|开\(复\)工|开（复）工|动工|开建)(?:建设)?(?:时间|日期|年月|月份|年度|日)?$/;

/** A header in one line without the number before it, stars and colons, and without 其中. */
export function plainHeader(text: string): string {
  return plainWord(text)
    .replace(/^[*＊★]+|[*＊:]+$/g, '')
    .replace(/^(?:\d{1,2}[.、)]|[（(]\d{1,2}[)）]|[（(]?[一二三四五六七八九十]{1,3}[)）、.])(?=\D|20\d{2}年)/, '')
    .replace(/^其中[:：]?/, '');
}

const withoutBrackets = (word: string) => word.replace(/[（([【][^)）\]】]*[)）\]】]/g, '');

/** The field that a header word names: by the declarations, or put together from known words. */
export function lookUp(word: string): Entry | undefined {
  const bare = withoutBrackets(word);
  return (
    dictionary.get(wordKey(word)) ??
    composed.find(([pattern]) => pattern.test(word))?.[1] ??
    (bare === word || bare === ''
      ? undefined
      : (dictionary.get(wordKey(bare)) ?? composed.find(([pattern]) => pattern.test(bare))?.[1]))
  );
}

/** Whether a header word is 开工时间, said without 计划 or 实际. */
export function isOpenDate(word: string): boolean {
  return openDate.test(word) || openDate.test(withoutBrackets(word));
}

/** Words that turn a meaning round, so that no spelling comes close across them. */
const turning = /[未非不无否计划实际完成已]/;

/**
 * A known header that this one is a slip away from: one sign more, less or other, or two that changed places. Amounts are never
 * guessed this way but for two signs that changed places: 未完成投资 is one sign away from 已完成投资.
 */
export function closeTo(word: string): Entry | undefined {
  const key = wordKey(word);
  if (key.length < 4 || key.length > 12) return undefined;
  let found: Entry | undefined;
  for (const [known, entry] of dictionary) {
    if (known.length < 4 || Math.abs(known.length - key.length) > 1) continue;
    const slip = slipBetween(key, known);
    if (slip === undefined || (slip !== 'swap' && (isAmount(entry) || turning.test(slip)))) continue;
    // Two different fields are equally near: none is meant plainly.
    if (found && (found[0] !== entry[0] || found[1] !== entry[1])) return undefined;
    found = entry;
  }
  return found;
}

function isAmount([entity, name]: Entry): boolean {
  const fields: Readonly<Record<string, Field>> = entities[entity].fields;
  return fields[name]?.kind.startsWith('money') === true;
}

/** The signs in which two words differ by one slip, 'swap' for two that changed places; undefined for more than that. */
function slipBetween(one: string, other: string): string | undefined {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let end = 0;
  while (
    end < Math.min(one.length, other.length) - start &&
    one[one.length - 1 - end] === other[other.length - 1 - end]
  )
    end += 1;
  const mine = one.slice(start, one.length - end);
  const theirs = other.slice(start, other.length - end);
  if (mine.length === 2 && theirs.length === 2 && mine[0] === theirs[1] && mine[1] === theirs[0]) return 'swap';
  return mine.length <= 1 && theirs.length <= 1 && mine !== theirs ? mine + theirs : undefined;
}

const longestFirst = [...dictionary.keys()]
  .filter((key) => key.length >= 3)
  .sort((one, other) => other.length - one.length);

/** The known header that this one contains. Amounts are never guessed this way: 已完成总投资 is not 总投资. */
export function containedIn(word: string): Entry | undefined {
  const key = wordKey(word);
  if (key.length > 16 || /是否|投资|金额|资金|元/.test(key)) return undefined;
  const close = longestFirst.find((candidate) => key.includes(candidate));
  const entry = close ? dictionary.get(close) : undefined;
  return entry?.[0] !== 'project' || entry[1] === 'name' || entry[1] === 'annual_plan' ? undefined : entry;
}

/** Whether a header cell says 项目名称: the one column without which there is no ledger. `sure` for the words that mean nothing else. */
export function namesProjects(text: string): 'sure' | 'perhaps' | undefined {
  if (text.length > 40 || !/名|项目|工程/.test(text)) return undefined;
  const word = splitUnit(plainHeader(text)).rest;
  const entry = lookUp(word) ?? (/名/.test(word) ? closeTo(word) : undefined);
  if (entry?.[0] !== 'project' || entry[1] !== 'name') return undefined;
  return wordKey(word).length > 2 ? 'sure' : 'perhaps';
}

/** Words of a row of units and formats under the header; they say nothing about what a column is. */
const measures =
  /^(?:年\/?月\/?日?|年-月(?:-日)?|日期|文字|数字|%|个|项|人|天|亩|㎡|平方米|万平方米|公顷|家|户|吨|台套?|是\/否|有\/无)$/;

/** Whether a header cell only says how a column is measured or written: 万元, 年月, 个. */
export function isMeasure(text: string): boolean {
  const split = splitUnit(plainHeader(text));
  return split.rest === ''
    ? split.unit !== null || split.yuan !== null
    : measures.test(split.rest.replace(/^[（(]|[)）]$/g, ''));
}

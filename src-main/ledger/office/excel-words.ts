import type { MoneyUnit } from '../../../src-shared/contract/excel-methods';

/** A header or title in one line: plain brackets and digits, no blanks, every dash a '-'. */
export function plainWord(text: string): string {
  return (
    text
      .normalize('NFKC')
      .replace(/\s+/g, '')
      .replace(/[—–－―~〜～─]+/g, '-')
      // 1至8月 is 1-8月; 截至8月 and 至2017年底 stay.
      .replace(/(?<=\d月?(?:份|日)?)至(?=\d)/g, '-')
  );
}

/** What headers are compared by: no signs at all, lower case. */
export function wordKey(text: string): string {
  return text.replace(/[\p{P}\p{S}]/gu, '').toLowerCase();
}

const unitNames: Readonly<Record<string, MoneyUnit>> = { 元: 'yuan', 万: 'wan', 万元: 'wan', 亿: 'yi', 亿元: 'yi' };
/** Units that ledgers use and this program does not show: yuan that one of them is. */
const oddUnits: Readonly<Record<string, number>> = {
  千元: 1_000,
  百元: 100,
  十万元: 100_000,
  百万元: 1_000_000,
  百万: 1_000_000,
  千万元: 10_000_000,
  千万: 10_000_000,
};
const unitTail = /[（([【]?(?:金额)?(?:单位)?[:,、/]?(亿元|万元|亿|万|元)(?:人民币)?[)）\]】]?$/;
const odd = Object.keys(oddUnits)
  .sort((one, other) => other.length - one.length)
  .join('|');
const oddTail = new RegExp(
  `[（([【,:/](?:金额)?(?:单位:?)?(${odd}|万美元|亿美元|美元|万平方米|平方米|亩|公顷)[)）\\]】]?$`,
);
/** A unit with an explanation: （万元，含征地费用）, （不含税，亿元）. */
const explained = new RegExp(
  `[（([【](?:[^（）()]*[,，;；、])?(?:金额)?(?:单位:?)?(${odd}|亿元|万元|元)(?:[,，;；、][^（）()]*)?[)）\\]】]`,
);

export interface UnitSplit {
  readonly rest: string;
  readonly unit: MoneyUnit | null;
  /** A unit that amounts are not shown in (千元, 美元); of one that is still money `yuan` says how many one of it is. */
  readonly strange: boolean;
  readonly yuan: number | null;
}

/**
 * Splits the unit off a header: '总投资(亿元)' → ['总投资', 'yi']; '总投资亿元' likewise. A bare 元 or 万 counts only where it is set
 * apart, so that 单元 keeps its end. `strange` marks a unit that amounts are not shown in (千元, 美元).
 */
export function splitUnit(word: string): UnitSplit {
  const strange = oddTail.exec(word);
  if (strange?.[1]) {
    const yuan = oddUnits[strange[1]] ?? null;
    return { rest: word.slice(0, strange.index), unit: null, strange: yuan !== null || /美元/.test(strange[1]), yuan };
  }
  if (oddUnits[word]) return { rest: '', unit: null, strange: true, yuan: oddUnits[word] };
  const inside = explained.exec(word);
  if (inside?.[1]) {
    const rest = word.slice(0, inside.index) + word.slice(inside.index + inside[0].length);
    const yuan = oddUnits[inside[1]] ?? null;
    return { rest, unit: unitNames[inside[1]] ?? null, strange: yuan !== null, yuan };
  }
  const match = unitTail.exec(word);
  const plain = { rest: word, unit: null, strange: false, yuan: null };
  if (!match?.[1]) return plain;
  const setApart = /^[（([【,、/:]|^(?:金额)?单位/.test(match[0]) || match[0].length === word.length;
  if (!setApart && match[1].length < 2) return plain;
  return { rest: word.slice(0, match.index), unit: unitNames[match[1]] ?? null, strange: false, yuan: null };
}

const afterUnit = '(?:单位|计量单位|金额)(?:[:：]|均?[为是])?';

/** Yuan of one 千元 and the like, where a title names such a unit; null where it names none. */
export function oddUnitNamed(line: string): number | null {
  const word = plainWord(line);
  const found =
    new RegExp(`${afterUnit}(${odd})`).exec(word)?.[1] ??
    new RegExp(`[（(](${odd})[)）]|以(${odd})(?:计|为单位)`).exec(word)?.slice(1).find(Boolean);
  return found ? (oddUnits[found] ?? null) : null;
}

/** Units named in a title or a unit line: '单位：万元' → ['wan']; '单位：亿元、万元' → both, and then neither can be trusted. */
export function unitsNamed(line: string): MoneyUnit[] {
  const word = plainWord(line);
  const spot =
    new RegExp(`${afterUnit}((?:[、,，/和]?(?:亿元|万元|元|亩|公顷|平方米|个|项))+)`).exec(word)?.[1] ??
    /[（(](亿元|万元|元)[)）]|以(亿元|万元|元)(?:计|为单位)/.exec(word)?.slice(1).find(Boolean);
  if (!spot) return [];
  return [...new Set((spot.match(/亿元|万元|元/g) ?? []).flatMap((name) => unitNames[name] ?? []))];
}

/** Whether a header cell only names the unit of the table: 金额单位：亿元. */
export function isUnitLine(text: string): boolean {
  return (
    /^[（(]?(?:金额|计量|货币)?单位[:：]/.test(text.trim()) &&
    (unitsNamed(text).length > 0 || oddUnitNamed(text) !== null)
  );
}

const nameEnds =
  /(?:项目|工程|基地|园区?|厂房?|生产线|中心|建设|改造|扩建|新建|改建|大桥|公路|小区|医院|学校|酒店|电站|市场|综合体|(?:一|二|三)期)(?:[（(].*)?$/;

/** Whether a text reads like the name of a project. */
export function looksLikeName(text: string): boolean {
  const word = text.normalize('NFKC').replace(/\s/g, '');
  return word.length >= 4 && word.length <= 60 && nameEnds.test(word) && !/[。；;]/.test(word);
}

import type { MoneyUnit } from '../../../src-shared/contract/excel-methods';

/** A header or title in one line: plain brackets and digits, no blanks, every dash a '-'. */
export function plainWord(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/[—–－―~〜～─]+/g, '-')
    .replace(/至(?=\d)/g, '-');
}

/** What headers are compared by: no signs at all, lower case. */
export function wordKey(text: string): string {
  return text.replace(/[\p{P}\p{S}]/gu, '').toLowerCase();
}

const unitNames: Readonly<Record<string, MoneyUnit>> = { 元: 'yuan', 万: 'wan', 万元: 'wan', 亿: 'yi', 亿元: 'yi' };
const unitTail = /[（([【]?(?:金额)?(?:单位)?[:,、/]?(亿元|万元|亿|万|元)(?:人民币)?[)）\]】]?$/;

/**
 * Splits the unit off a header: '总投资(亿元)' → ['总投资', 'yi']; '总投资亿元' likewise. A bare 元 or 万 counts only where it is set
 * apart, so that 单元 keeps its end. `strange` marks a unit that amounts are not read in (千元, 美元).
 */
export function splitUnit(word: string): { rest: string; unit: MoneyUnit | null; strange: boolean } {
  if (/[（(,:/](?:单位:?)?(千元|百万元|百万|万美元|亿美元|美元|万平方米|平方米|亩|公顷)[)）]?$/.test(word)) {
    const strange = /千元|百万|美元/.test(word);
    return { rest: word.replace(/[（(,:/](?:单位:?)?[^（(,:/]*$/, ''), unit: null, strange };
  }
  const match = unitTail.exec(word);
  if (!match?.[1]) return { rest: word, unit: null, strange: false };
  const setApart = /^[（([【,、/:]|^(?:金额)?单位/.test(match[0]) || match[0].length === word.length;
  if (!setApart && match[1].length < 2) return { rest: word, unit: null, strange: false };
  return { rest: word.slice(0, match.index), unit: unitNames[match[1]] ?? null, strange: false };
}

/** Units named in a title or a unit line: '单位：万元' → ['wan']; '单位：亿元、万元' → both, and then neither can be trusted. */
export function unitsNamed(line: string): MoneyUnit[] {
  const word = plainWord(line);
  const spot =
    /(?:单位|计量单位|金额)[:：]?((?:[、,，/和]?(?:亿元|万元|元|亩|公顷|平方米|个|项))+)/.exec(word)?.[1] ??
    /[（(](亿元|万元|元)[)）]/.exec(word)?.[1];
  if (!spot) return [];
  return [...new Set((spot.match(/亿元|万元|元/g) ?? []).flatMap((name) => unitNames[name] ?? []))];
}

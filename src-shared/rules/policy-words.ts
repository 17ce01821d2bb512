import { city, regionCode } from '../catalogues/regions';

/** Parts of a list that a person typed: 'A、B,C；D' → A, B, C, D. */
export function listedWords(text: string | null): string[] {
  return (text ?? '')
    .normalize('NFKC')
    .split(/[、,;\s/|]+/)
    .filter(Boolean);
}

// What only says that a word names a field of business: 装备制造业, 装备制造产业 and 装备制造 are one.
const closing = /(?:产业|行业|领域|项目|工程|业|类)+$/;

/** A sector as it is compared: half-width, lower case, without signs and closing words. A word that is nothing else stays. */
export function sectorKey(text: string): string {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]/gu, '');
  return plain.replace(closing, '') || plain;
}

const unlimited = new Set(['不限', '全部', '所有', '各类']);

/** Sectors of a policy, made comparable; empty where it takes all. */
export function sectorsOf(text: string | null): string[] {
  const keys = listedWords(text).map(sectorKey);
  return keys.some((key) => unlimited.has(key)) ? [] : keys;
}

/** Whether a sector is one of those wanted: equal, or one word holds the other. A letter and digits are a class of GB/T 4754, held against the industry code. */
export function isSectorWanted(wanted: readonly string[], sector: string | null, industry: string | null): boolean {
  const own = sector === null ? [] : listedWords(sector).map(sectorKey);
  const digits = (industry ?? '').replace(/\D/g, '');
  return wanted.some((key) => {
    const code = /^[a-t]?(\d{2,4})$/.exec(key)?.[1];
    if (code) return digits.startsWith(code);
    return own.some(
      (word) => word === key || (word.length > 1 && key.length > 1 && (word.includes(key) || key.includes(word))),
    );
  });
}

export interface NamedRegions {
  /** Codes of the regions that were named; empty together with `unclear` where all are meant. */
  readonly codes: readonly string[];
  /** Words that name no region of this city. */
  readonly unclear: readonly string[];
}

/** Regions of a policy as a person wrote them; 全市 and the city's own name take all. */
export function regionsOf(text: string | null): NamedRegions {
  const words = listedWords(text);
  if (words.some((word) => unlimited.has(word) || /^(?:全[国省市域]|吉林省)$/.test(word) || word === city.name)) {
    return { codes: [], unclear: [] };
  }
  const found = words.map((word) => ({ word, code: regionCode(word) }));
  return {
    codes: found.flatMap(({ code }) => (code ? [code] : [])),
    unclear: found.flatMap(({ word, code }) => (code ? [] : [word])),
  };
}

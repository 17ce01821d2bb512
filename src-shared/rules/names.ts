/**
 * Names made comparable (domain.md rule 7): brackets, blanks and signs go, and so do 项目, 工程, 建设 where they only close the name,
 * also in front of its number: '热电联产改造工程项目（12）' and '热电联产改造项目12' are one name.
 */
export function nameKey(name: string): string {
  const plain = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]/gu, '');
  const short = plain.replace(/(?:建设|工程|项目)+(\d*)$/, '$1');
  // A name that consists of nothing else stays as it is.
  return short.replace(/\d/g, '') === '' ? plain : short;
}

/** Name of a company or an office without brackets, blanks and the words for its legal form. */
export function unitKey(name: string): string {
  const plain = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]/gu, '');
  const short = plain.replace(/(?:集团)?(?:股份有限公司|有限责任公司|有限公司|总公司|公司)$/, '');
  return short === '' ? plain : short;
}

/** A project code without blanks and with plain dashes; undefined where the text is no code (无, 待赋码). */
export function codeKey(code: string): string | undefined {
  const plain = code
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[—–－_−]/g, '-')
    .toUpperCase();
  return plain.replace(/\D/g, '').length >= 8 ? plain : undefined;
}

// 一期 and 二期, 3号 and 4号, A区 and B区 are never the same project, however alike the rest is.
const distinguishing = /\d+|[一二三四五六七八九十]+(?=[期号标段批组阶])|[a-z](?=[区座地标])|[东西南北](?=[区段部线])/g;

function marksOf(key: string): string {
  return (key.match(distinguishing) ?? []).join(' ');
}

/** Overlapping pairs of characters that both have, as a share of all: 1 for the same, 0 for nothing in common. */
function overlap(one: string, other: string): number {
  if (one.length < 2 || other.length < 2) return one === other ? 1 : 0;
  const pairs = new Map<string, number>();
  for (let index = 0; index < one.length - 1; index++) {
    const pair = one.slice(index, index + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  let shared = 0;
  for (let index = 0; index < other.length - 1; index++) {
    const pair = other.slice(index, index + 2);
    const left = pairs.get(pair) ?? 0;
    if (left > 0) {
      shared += 1;
      pairs.set(pair, left - 1);
    }
  }
  return (2 * shared) / (one.length + other.length - 2);
}

/**
 * Whether two names may well be the same project written differently: one contains the other, or most of their character pairs
 * agree, and no number, phase or part tells them apart. Keys are those of `nameKey`. A guess for a person to decide on.
 */
export function areNamesAlike(one: string, other: string): boolean {
  if (one === other) return true;
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (short.length < 4 || marksOf(one) !== marksOf(other)) return false;
  return (long.includes(short) && long.length - short.length <= 6) || overlap(one, other) >= 0.75;
}

import { formatRate, formatYi } from '../terms/format';

/**
 * Official Chinese made of figures: the words for counts, shares, differences and lists of places. Every function answers from what it is
 * given and null where that supports no sentence; none of them says what a figure should be.
 */

const digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;

/** 0…99 in Chinese: 12 → '十二', 20 → '二十'. Throws RangeError beyond. */
export function numeral(number: number): string {
  if (!Number.isInteger(number) || number < 0 || number > 99) throw new RangeError(`no numeral for ${number}`);
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  if (tens === 0) return digits[ones] ?? '';
  return `${tens === 1 ? '' : digits[tens]}十${ones === 0 ? '' : digits[ones]}`;
}

/** The mark of a heading by GB/T 9704-2012, 7.3.3: '一、', '（一）', '1.'; `index` counts from 0. */
export function headingMark(level: 1 | 2 | 3, index: number): string {
  if (level === 1) return `${numeral(index + 1)}、`;
  return level === 2 ? `（${numeral(index + 1)}）` : `${index + 1}.`;
}

/** Names in full as long as they are few, else the first three and how many they are: '舒兰市、丰满区、永吉县等8个地区'. */
export function nameList(names: readonly string[], unit = '个地区', most = 6): string {
  return names.length <= most ? names.join('、') : `${names.slice(0, 3).join('、')}等${names.length}${unit}`;
}

type Clause = string | false | null | undefined;

const isClause = (clause: Clause): clause is string => typeof clause === 'string' && clause !== '';

/** Clauses as one sentence with its full stop; null where there is none to say. */
export function sentence(clauses: readonly Clause[], separator = '；'): string | null {
  const said = clauses.filter(isClause);
  return said.length === 0 ? null : `${said.join(separator)}。`;
}

/** '67.7%', or null where there is nothing to divide by. */
export function percent(rate: number | null): string | null {
  return rate === null ? null : `${formatRate(rate)}%`;
}

/** Whole yuan as '299.9亿元'. */
export function yi(yuan: number): string {
  return `${formatYi(yuan)}亿元`;
}

const isNone = (text: string) => /^0(?:\.0)?$/.test(text);

/** '低于序时进度3.1个百分点', '与序时进度持平'; `gap` in percentage points. */
export function againstSchedule(gap: number, schedule = '序时进度'): string {
  const points = formatRate(Math.abs(gap) / 100);
  return isNone(points) ? `与${schedule}持平` : `${gap < 0 ? '低' : '高'}于${schedule}${points}个百分点`;
}

/** '完成率提高3.1个百分点' of two shares 0…1; null where one of them is unknown. */
export function rateChange(label: string, before: number | null, now: number | null): string | null {
  if (before === null || now === null) return null;
  const points = formatRate(Math.abs(now - before));
  return isNone(points) ? `${label}持平` : `${label}${now < before ? '下降' : '提高'}${points}个百分点`;
}

/** '已入统增加3项'. */
export function countChange(label: string, before: number, now: number, unit = '项'): string {
  return now === before ? `${label}持平` : `${label}${now < before ? '减少' : '增加'}${Math.abs(now - before)}${unit}`;
}

/** '完成投资增加12.3亿元'; what rounds to nothing is 持平. */
export function moneyChange(label: string, before: number, now: number): string {
  const amount = formatYi(Math.abs(now - before));
  return isNone(amount) ? `${label}持平` : `${label}${now < before ? '减少' : '增加'}${amount}亿元`;
}

/** `text` of at most `most` characters, with … for what is left out. A character beyond the basic plane is one. */
export function shortened(text: string, most: number): string {
  const characters = Array.from(text.trim());
  return characters.length <= most ? characters.join('') : `${characters.slice(0, most - 1).join('')}…`;
}

/** What somebody wrote up to the first full stop or line end, without closing signs; '' for nothing. */
export function firstSentence(text: string | null | undefined): string {
  return (
    (text ?? '')
      .trim()
      .split(/[。\r\n]/)[0]
      ?.replace(/[；;，,、.．\s]+$/, '')
      .trim() ?? ''
  );
}

/** '另有3项' for what a list leaves out; null where it is complete. */
export function moreOf(total: number, shown: number, unit = '项'): string | null {
  return total > shown ? `另有${total - shown}${unit}` : null;
}

/**
 * The last places of a ranking for a sentence: those who share the place with the third from the end are among them. Null where there are
 * fewer than six, where more than five share, or where somebody among them has nothing left to reach (`isThrough`): nobody stands last then.
 */
export function lastPlaces<Item>(
  items: readonly Item[],
  value: (item: Item) => number | null,
  isThrough: (item: Item) => boolean = () => false,
): Item[] | null {
  const ranked = items.filter((item) => value(item) !== null).sort((a, b) => (value(a) ?? 0) - (value(b) ?? 0));
  const third = ranked[2];
  if (ranked.length < 6 || third === undefined) return null;
  const last = ranked.filter((item) => (value(item) ?? 0) <= (value(third) ?? 0));
  return last.length > 5 || last.some(isThrough) ? null : last;
}

/** The first places likewise: whoever shares the third place is among them. Null under the same conditions. */
export function firstPlaces<Item>(items: readonly Item[], value: (item: Item) => number | null): Item[] | null {
  return lastPlaces(items, (item) => {
    const known = value(item);
    return known === null ? null : -known;
  });
}

import { pinyin } from 'pinyin-pro';

const separators = /[^\p{Script=Han}\p{L}\p{N}]+/u;

function runs(text: string): string[] {
  return text.normalize('NFKC').toLowerCase().split(separators).filter(Boolean);
}

/**
 * Text as the full-text index keeps it: overlapping runs of two characters and the last character alone, so that words of any length
 * are found in a language without blanks: 吉林市 → '吉林 林市 市'.
 */
export function indexWords(text: string): string {
  const words: string[] = [];
  for (const run of runs(text)) {
    const characters = [...run];
    for (let index = 0; index + 1 < characters.length; index += 1)
      words.push(`${characters[index]}${characters[index + 1]}`);
    const last = characters.at(-1);
    if (last) words.push(last);
  }
  return words.join(' ');
}

/**
 * FTS5 query for what a person typed: each run is a phrase of its pairs, a single character a prefix; all runs must be there.
 * Null where nothing searchable was typed.
 */
export function matchQuery(words: string): string | null {
  const phrases = runs(words).map((run) => {
    const characters = [...run];
    if (characters.length === 1) return `"${characters[0]}" *`;
    const pairs: string[] = [];
    for (let index = 0; index + 1 < characters.length; index += 1)
      pairs.push(`${characters[index]}${characters[index + 1]}`);
    return `"${pairs.join(' ')}"`;
  });
  return phrases.length > 0 ? phrases.join(' AND ') : null;
}

/** Pinyin initials of a title, letters and digits kept: '松筑构件基地' → 'szgjjd'. */
export function initialsOf(title: string): string {
  return pinyin(title.normalize('NFKC'), { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'consecutive' })
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

/** Whether the words may be initials: Latin letters and digits alone. */
export function mayBeInitials(words: string): boolean {
  return /^[a-z0-9]{1,40}$/i.test(words.trim());
}

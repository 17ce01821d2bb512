import { pinyin } from 'pinyin-pro';

const separators = /[^\p{Script=Han}\p{L}\p{N}]+/u;

function runs(text: string): string[] {
  return text.normalize('NFKC').toLowerCase().split(separators).filter(Boolean);
}

const other = 0;
const separator = 1;

/**
 * What a UTF-16 unit of a text becomes in the index, for those that stand for themselves whatever is beside them: ideographs, digits and
 * letters of ASCII, and the marks that separate them. A text with anything else goes the long way.
 */
const folded = new Uint16Array(0x10000);
for (let code = 0x4e00; code <= 0x9fff; code += 1) folded[code] = code;
for (let code = 0; code < 0x80; code += 1) {
  const letter = String.fromCharCode(code).toLowerCase();
  folded[code] = /[0-9a-z]/.test(letter) ? letter.charCodeAt(0) : separator;
}
for (const mark of '，。、；：？！（）“”‘’《》〈〉【】「」—…·～　') folded[mark.charCodeAt(0)] = separator;

let room = new Uint16Array(4096);

/** `indexWords` of a text of such units; undefined where it has any other. */
function plainWords(text: string): string | undefined {
  const { length } = text;
  // A unit gives at most three: a pair and a blank.
  if (length * 3 > room.length) room = new Uint16Array(length * 6);
  let written = 0;
  let before = separator;
  for (let index = 0; index <= length; index += 1) {
    const unit = index < length ? (folded[text.charCodeAt(index)] as number) : separator;
    if (unit === other) return undefined;
    if (before !== separator) {
      room[written++] = before;
      if (unit !== separator) room[written++] = unit;
      room[written++] = 0x20;
    }
    before = unit;
  }
  return written === 0 ? '' : Buffer.from(room.buffer, 0, (written - 1) * 2).toString('utf16le');
}

/**
 * Text as the full-text index keeps it: overlapping runs of two characters and the last character alone, so that words of any length
 * are found in a language without blanks: 吉林市 → '吉林 林市 市'.
 */
export function indexWords(text: string): string {
  const plain = plainWords(text);
  if (plain !== undefined) return plain;
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

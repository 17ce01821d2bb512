import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexWords } from '../../src-main/ledger/journal/search-text';

/** Overlapping pairs and the last character of every run, straight from the definition. */
function wordsOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{Script=Han}\p{L}\p{N}]+/u)
    .filter(Boolean)
    .flatMap((run) => {
      const characters = [...run];
      return characters.map((character, index) => character + (characters[index + 1] ?? ''));
    })
    .join(' ');
}

describe('words of the full-text index', () => {
  it('are the pairs of every text, plain or not', () => {
    const usual = fc.constantFrom(...'吉林市昌邑区 Ab9０Ａ，。（）①㎡〇々ⅡéE\u0301ﬁ𠮷가\ud800—…·\n\t');
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: usual }), fc.string({ unit: 'binary' })), (text) => {
        expect(indexWords(text)).toBe(wordsOf(text));
      }),
    );
  });

  it('are right beside every character that there is', () => {
    const wrong: string[] = [];
    for (let code = 0; code <= 0xffff; code += 1) {
      const text = `甲乙${String.fromCharCode(code)}B丙`;
      if (indexWords(text) !== wordsOf(text)) wrong.push(code.toString(16));
    }
    expect(wrong).toEqual([]);
  });

  it('are right in a text longer than any before', () => {
    const text = '松筑构件基地，二期 B 座'.repeat(3000);
    expect(indexWords(text)).toBe(wordsOf(text));
    expect(indexWords('')).toBe('');
    expect(indexWords('，。')).toBe('');
  });
});

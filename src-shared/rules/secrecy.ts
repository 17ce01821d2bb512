// A mark stands alone in its cell, is bracketed, or carries the star of GB/T 9704 («秘密★1年»); the word inside a sentence is no mark.
const starred = /(绝密|机密|秘密)\s*[★☆]/;
const bracketed = /[【[（(]\s*(绝密|机密|秘密)\s*[】\]）)]/;
const alone = /^\s*(绝密|机密|秘密)\s*$/;
const labelled = /密级\s*[:：]\s*(绝密|机密|秘密)/;

/** The secrecy mark that a text bears (domain.md section 5), or undefined. */
export function secrecyMark(text: string): string | undefined {
  // Every mark has this character; hardly any text does.
  if (!text.includes('密')) return undefined;
  return [starred, bracketed, alone, labelled].map((pattern) => pattern.exec(text)?.[1]).find(Boolean);
}

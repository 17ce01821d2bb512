/** GB 32100-2015: 18 characters, digits and capital letters without I, O, S, V, Z. */
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** Letters that the code never has, and the digit that is mostly meant. */
const lookalikes: Readonly<Record<string, string>> = { O: '0', I: '1', Z: '2', S: '5' };

export interface CreditCodeWarning {
  readonly sentence: string;
  /** A better reading that a person may take over with one click; never taken over by itself. */
  readonly suggestion: { readonly label: string; readonly value: string } | null;
}

/** As it is kept: half-width capitals without blanks. */
export function normaliseCreditCode(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '').toUpperCase();
}

/** The 18th character that belongs to the first 17; undefined when one of them cannot stand in a code. */
export function creditCodeCheck(body: string): string | undefined {
  let sum = 0;
  for (const [index, weight] of weights.entries()) {
    const value = alphabet.indexOf(body[index] ?? ' ');
    if (value < 0) return undefined;
    sum += value * weight;
  }
  return alphabet[(31 - (sum % 31)) % 31];
}

/** What is wrong with a unified social credit code, and where; null when nothing is. It warns and never blocks. */
export function creditCodeWarning(text: string): CreditCodeWarning | null {
  const code = normaliseCreditCode(text);
  if (code === '') return null;
  const at = [...code].findIndex((letter) => !alphabet.includes(letter));
  if (at >= 0) {
    const wrong = [...code][at] ?? '';
    const digit = lookalikes[wrong];
    const kind = /^[A-Z]$/.test(wrong) ? `字母 ${wrong}` : `“${wrong}”`;
    return {
      sentence: `第 ${at + 1} 位不能是${kind}。`,
      suggestion: digit ? { label: `改为数字 ${digit}`, value: code.slice(0, at) + digit + code.slice(at + 1) } : null,
    };
  }
  if (code.length !== 18) return { sentence: `信用代码应有 18 位，现在是 ${code.length} 位。`, suggestion: null };
  if (creditCodeCheck(code.slice(0, 17)) !== code[17]) {
    return { sentence: '信用代码最后一位校验不符，疑似录入错误，请核对营业执照。', suggestion: null };
  }
  return null;
}

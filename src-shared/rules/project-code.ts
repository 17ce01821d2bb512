/** Generation of a project code of the national approval platform; both are in use (domain.md rule 8). */
export type CodeGeneration = 'old' | 'new';

const form = /^(\d{4})-(\d{6})-(\d{2})-(\d{2})-(\d{6})(?:-\d{4})?$/;

/** As it is kept: half-width, without blanks, with plain hyphens. */
export function normaliseProjectCode(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/[‐‑‒–—―−﹣]/g, '-');
}

/** `old`: year-region-industry-type-serial (to November 2020). `new`: YYMM-region-department-type-random and check digit. Undefined: neither. */
export function codeGeneration(code: string): CodeGeneration | undefined {
  const match = form.exec(code);
  if (!match) return undefined;
  const tail = Number(match[1]?.slice(2));
  if (tail >= 1 && tail <= 12) return 'new';
  return match[1]?.startsWith('20') && tail >= 15 && tail <= 20 ? 'old' : undefined;
}

/** Check digit over 19 digits by ISO 7064 MOD 11,10. */
export function projectCodeCheck(digits: string): number {
  let product = 10;
  for (const digit of digits) {
    const sum = (product + Number(digit)) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10;
}

/**
 * What looks wrong with a project code, in one sentence; null when nothing does. It is a warning: real ledgers hold irregular codes, so it
 * never blocks, and a code is never a key.
 */
export function projectCodeWarning(text: string): string | null {
  const code = normaliseProjectCode(text);
  if (code === '') return null;
  const match = form.exec(code);
  if (!match) return '项目代码一般写成 2018-220202-28-03-004217 的样子，请核对赋码通知书。';
  const generation = codeGeneration(code);
  if (!generation) return `项目代码第一段“${match[1]}”既不是年份也不是年月，请核对赋码通知书。`;
  if (generation === 'old') {
    return ['01', '02', '03'].includes(match[4] ?? '')
      ? null
      : '项目代码第四段应为 01（审批）、02（核准）或 03（备案），请核对赋码通知书。';
  }
  const digits = code.replaceAll('-', '').slice(0, 20);
  return projectCodeCheck(digits.slice(0, 19)) === Number(digits[19])
    ? null
    : '项目代码校验位不符，疑似录入错误，请核对赋码通知书。';
}

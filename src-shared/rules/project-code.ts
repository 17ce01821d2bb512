import { city, regions } from '../catalogues/regions';

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

/** What else is known of the project that a code belongs to; null where it is not. */
export interface CodeBearer {
  readonly code_state: string | null;
  readonly approval_type: string | null;
  /** Code of `regions.json`. */
  readonly region: string | null;
}

const approvalTypes: Readonly<Record<string, string>> = { '01': 'approval', '02': 'verification', '03': 'filing' };
const approvalWords: Readonly<Record<string, string>> = { approval: '审批', verification: '核准', filing: '备案' };

/**
 * What looks wrong with a project code, in one sentence; null when nothing does. It is a warning: real ledgers hold irregular codes, so it
 * never blocks, and a code is never a key. With `bearer` it is held against what else the project says of itself; a code that is marked as
 * an old one (旧码) may have any form.
 */
export function projectCodeWarning(text: string, bearer?: CodeBearer): string | null {
  const code = normaliseProjectCode(text);
  if (code === '') return null;
  const match = form.exec(code);
  if (!match) {
    return bearer?.code_state === 'legacy'
      ? null
      : '项目代码一般写成 2018-220202-28-03-004217 的样子，请核对赋码通知书。';
  }
  const [, first = '', region = '', , type = ''] = match;
  const generation = codeGeneration(code);
  if (!generation) return `项目代码第一段“${first}”既不是年份也不是年月，请核对赋码通知书。`;
  const digits = code.replaceAll('-', '').slice(0, 20);
  if (generation === 'old' && !(type in approvalTypes)) {
    return '项目代码第四段应为 01（审批）、02（核准）或 03（备案），请核对赋码通知书。';
  }
  if (generation === 'new' && projectCodeCheck(digits.slice(0, 19)) !== Number(digits[19])) {
    return '项目代码校验位不符，疑似录入错误，请核对赋码通知书。';
  }
  return bearer ? (typeWarning(generation, type, bearer) ?? regionWarning(region, bearer)) : null;
}

/** Only the old form says how the project was approved. */
function typeWarning(generation: CodeGeneration, type: string, { approval_type: own }: CodeBearer): string | null {
  const said = approvalTypes[type];
  if (generation !== 'old' || own === null || said === undefined || said === own) return null;
  return `项目代码写的是${approvalWords[said]}，立项方式填的是${approvalWords[own] ?? own}，请核对。`;
}

const national = (code: string) => regions.find((region) => region.code === code && /^\d{6}$/.test(code));

/**
 * The region of the code: of this city, and the project's own where both are districts or counties. A development zone has no national code
 * and uses one of its neighbours', or one of its own making.
 */
function regionWarning(region: string, { region: own }: CodeBearer): string | null {
  if (region.slice(0, 4) !== city.code.slice(0, 4)) return `项目代码里的区划 ${region} 不是${city.name}的，请核对。`;
  const said = national(region);
  const mine = own === null ? undefined : national(own);
  return said && mine && said !== mine ? `项目代码里的区划是${said.name}，属地填的是${mine.name}，请核对。` : null;
}

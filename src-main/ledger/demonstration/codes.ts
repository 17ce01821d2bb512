import { creditCodeCheck } from '../../../src-shared/rules/credit-code';
import type { Random } from './random';

const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];
const organisationAlphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Check character of the nine-character organisation code inside a credit code (GB 11714). */
function organisationCheck(body: string): string {
  const sum = [...body].reduce(
    (total, letter, index) => total + organisationAlphabet.indexOf(letter) * (organisationWeights[index] ?? 0),
    0,
  );
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

/** A credit code of an invented company in `division`, with right check characters. */
export function creditCode(random: Random, division: string): string {
  let organisation = 'MA1';
  while (organisation.length < 8) organisation += random.pick([...creditAlphabet]);
  const body = `91${division}${organisation}${organisationCheck(organisation)}`;
  return `${body}${creditCodeCheck(body) ?? ''}`;
}

const approvalDigits = { approval: '01', verification: '02', filing: '03' } as const;

/** Project code of the form in use in 2018: year, division, industry, approval, serial; it has no check digit (domain.md 8). */
export function projectCode(
  year: number,
  division: string,
  industry: string,
  approval: keyof typeof approvalDigits,
  serial: number,
): string {
  return `${year}-${division}-${industry.slice(0, 2)}-${approvalDigits[approval]}-${String(serial).padStart(6, '0')}`;
}

import { endingOf, kindOf, unknownType } from './attachment-types';
import { secrecyMark } from './secrecy';

const longest = 120;
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * A file name as it may stand in a ledger and in any file system: its last part, without control and direction characters, without what
 * Windows refuses, at most 120 characters with its ending kept. Never empty.
 */
export function cleanFileName(raw: string): string {
  const last = raw.normalize('NFC').split(/[\\/]/).filter(Boolean).at(-1) ?? '';
  const plain = last
    .replace(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, '')
    .replace(/[:*?"<>|]/g, '_')
    .replace(/^\s+|[\s.]+$/g, '');
  const name = /^\.*$/.test(plain) ? '附件' : reserved.test(plain) ? `_${plain}` : plain;
  if (name.length <= longest) return name;
  const ending = endingOf(name);
  const tail = ending ? `.${ending}` : '';
  // A cut never goes through a pair of surrogates.
  return name.slice(0, longest - tail.length).replace(/[\uD800-\uDBFF]$/, '') + tail;
}

/** Name for a copy that a program of the system is to open: its ending is one of what the bytes are, never what somebody called it. */
export function nameOfCopy(raw: string, type: string | null): string {
  const name = cleanFileName(raw);
  const { endings, type: known } = kindOf(type);
  const [ending] = endings;
  if (known === unknownType || ending === undefined || endings.includes(endingOf(name))) return name;
  return `${name}.${ending}`;
}

/** The secrecy mark that a file name bears (domain.md section 5), also alone between its separators, or undefined. */
export function secrecyMarkOfName(name: string): string | undefined {
  const stem = name.replace(/\.[A-Za-z0-9]{1,8}$/, '');
  return (
    secrecyMark(name) ??
    secrecyMark(stem) ??
    stem
      .split(/[-_\s—–·.]+/)
      .map(secrecyMark)
      .find(Boolean)
  );
}

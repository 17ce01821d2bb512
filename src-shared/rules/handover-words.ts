import type { Handover } from '../contract/handover-methods';
import { formatMoment } from '../terms/format';
import { latestPeriod } from './period';

/** How the text of a package's QR code begins: `wubao-handover/1 <SHA-256 of the file> <its name>`. */
export const handoverCodeStart = 'wubao-handover/1';

export const envelopeWords: Readonly<Record<Handover['envelope'], string>> = {
  none: '未加密',
  recipients: '加密给收件方',
  passphrase: '口令加密',
};

/** '上报', '返还', '收上报' … */
export function handoverKind(direction: Handover['direction'], kind: string): string {
  const word =
    { report: '上报', return: '返还', receipt: '回执', enrolment: '登记', snapshot: '汇总上报' }[kind] ?? '未认出';
  return direction === 'out' ? word : kind === 'unknown' ? '收' : `收${word}`;
}

/** '已回执 9月14日', '已并入', '待回执' … */
export function receiptWords({ receipt, receiptedAt }: Pick<Handover, 'receipt' | 'receiptedAt'>): string {
  const words = {
    receipted: '已回执',
    waiting: '待回执',
    part: '随首包',
    merged: '已并入',
    held: '待接续',
    quarantined: '隔离',
    rejected: '没有收',
  } as const;
  return receipt === 'receipted' && receiptedAt ? `${words.receipted} ${formatMoment(receiptedAt)}` : words[receipt];
}

/** '王-0032', '王-0032-附件1', '市-返-0017': what tells packages of one place apart in a narrow column. */
export function packageLabel(name: string, kind?: string): string {
  if (kind === 'enrolment') return '登记文件';
  const plain = name.replace(/\.wubao(\.age)?$/i, '');
  const down = /^[^-]+-[返汇]-\d{4,6}/.exec(plain)?.[0];
  return down ?? /^(?:.+-)?([^-]+-\d{4,6}(?:-附件\d+.*)?)$/.exec(plain)?.[1] ?? plain;
}

/** '6f3a 91c2 d0e4 b877': as much of a check sum as a person compares by eye. */
export function checkGroups(sha256: string): string {
  return (sha256.slice(0, 16).match(/.{4}/g) ?? []).join(' ');
}

/** What a person is spared to type: a report is for the half-month that is due, everything else is called by its kind. */
export function purposeOfPackage(kind: string, today: string): string {
  if (kind === 'report') return `${latestPeriod(today).shortName}上报`;
  return { return: '返还', receipt: '回执', enrolment: '设备登记', snapshot: '汇总上报' }[kind] ?? '';
}

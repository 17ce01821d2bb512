import type { Handover } from '../contract/handover-methods';
import { formatMoment } from '../terms/format';

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

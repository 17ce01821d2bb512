import type { Role } from '../../../src-shared/contract/common';

export type Beginning = 'excel' | 'demonstration' | 'blank';

/** Answers of the first start, kept until the ledger exists so that a closed window costs nobody a word. */
export interface Draft {
  role: Role;
  person: string;
  phone: string;
  unit: string;
  /** Region code; null where none is chosen. */
  region: string | null;
  beginning: Beginning;
}

const place = 'wubao.first-start';
const blank: Draft = { role: 'secretary', person: '', phone: '', unit: '', region: null, beginning: 'excel' };

export function readDraft(): Draft {
  try {
    return { ...blank, ...(JSON.parse(localStorage.getItem(place) ?? '{}') as Partial<Draft>) };
  } catch {
    return blank;
  }
}

export function keepDraft(draft: Draft): void {
  localStorage.setItem(place, JSON.stringify(draft));
}

export function forgetDraft(): void {
  localStorage.removeItem(place);
}

export type DraftFault = 'person' | 'unit' | 'region';

/** What is still missing before a ledger can be made, in the order of the page; the demonstration needs nothing. */
export function faultsOf(draft: Draft): DraftFault[] {
  if (draft.beginning === 'demonstration') return [];
  const faults: DraftFault[] = [];
  if (draft.person.trim() === '') faults.push('person');
  if (draft.unit.trim() === '') faults.push('unit');
  if (draft.role === 'secretary' && draft.region === null) faults.push('region');
  return faults;
}

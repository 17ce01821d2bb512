import type { Field, FieldValue } from '../../../src-shared/entities/field';
import { nameKey } from '../../../src-shared/rules/names';

const plain = (text: string) => text.normalize('NFKC').replace(/\s/g, '');

/**
 * Whether a value of a file says nothing new: equal; the same words with other blanks and brackets; a month where the ledger
 * knows the day of that month; a name that is only written differently.
 */
export function saysTheSame(name: string, field: Field, known: FieldValue | undefined, read: FieldValue): boolean {
  if (known === null || known === undefined) return false;
  switch (field.kind) {
    case 'text':
    case 'long_text':
      if (name === 'name') return nameKey(String(known)) === nameKey(String(read));
      return plain(String(known)) === plain(String(read));
    case 'day_or_month':
      return known === read || String(known).startsWith(`${String(read)}-`);
    case 'choices':
      return Array.isArray(known) && Array.isArray(read) && known.join() === read.join();
    default:
      return known === read;
  }
}

/** Stages of life in their order; those aside have no place in it. */
const stages = ['reserve', 'negotiation', 'signed', 'preparation', 'construction', 'completed', 'operating'];

/** A step back in the life of a project, which needs a reason that a sheet does not give. */
export function isStepBack(known: FieldValue | undefined, read: FieldValue): boolean {
  const from = stages.indexOf(String(known));
  const to = stages.indexOf(String(read));
  return from > to && to >= 0;
}

/** Two amounts that differ by about the ten thousand between 元, 万元 and 亿元, and so hardly by what happened. */
export function isUnitApart(known: FieldValue | undefined, read: FieldValue): boolean {
  if (typeof known !== 'number' || typeof read !== 'number' || known <= 0 || read <= 0) return false;
  const ratio = known > read ? known / read : read / known;
  return ratio > 3_000 && ratio < 30_000;
}

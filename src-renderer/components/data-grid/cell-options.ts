import { regions } from '../../../src-shared/catalogues/regions';
import type { Field } from '../../../src-shared/entities/field';

/** Texts that a cell of the field offers while typing, narrowed by what is typed; all of them where nothing fits or it is one of them. */
export function optionsOf(field: Field | undefined, typed: string): string[] {
  const all = allOptions(field);
  const wanted = typed.normalize('NFKC').trim().toLowerCase();
  if (!wanted || field?.kind === 'choices' || all.includes(typed)) return all;
  return all.filter((label) => label.toLowerCase().includes(wanted));
}

export function allOptions(field: Field | undefined): string[] {
  if (field?.kind === 'region') return regions.map((region) => region.name);
  if (field?.kind === 'choice' || field?.kind === 'choices') return (field.choices ?? []).map((choice) => choice.label);
  return [];
}

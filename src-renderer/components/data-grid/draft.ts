import type { Field } from '../../../src-shared/entities/field';
import { optionsOf } from './cell-options';

/** What is being typed into the active cell. */
export interface Draft {
  readonly text: string;
  /** Why it cannot be taken; the text stays until it is mended or given up with Escape. */
  readonly fault: string | null;
  /** The option that Enter would take, where the cell has options. */
  readonly option: number;
}

/** A fresh draft; of fields with options, the one that is typed, or the first that fits, is the one that Enter takes. */
export function draftOf(text: string, field: Field | undefined): Draft {
  const options = optionsOf(field, text);
  const exact = options.indexOf(text);
  return {
    text,
    fault: null,
    option: field?.kind === 'choices' || text.trim() === '' || options.length === 0 ? -1 : Math.max(0, exact),
  };
}

/** Adds an option to a list of several, or takes it out. */
export function toggled(text: string, option: string): string {
  const parts = text.split('、').filter(Boolean);
  return (parts.includes(option) ? parts.filter((part) => part !== option) : [...parts, option]).join('、');
}

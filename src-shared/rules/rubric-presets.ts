import catalogue from '../catalogues/rubrics.json';
import type { Rubric } from '../contract/evaluation-values';

/** Rubrics that the program brings. A test holds the catalogue against the schema. */
export const presetRubrics: readonly Rubric[] = (
  catalogue as unknown as ({ preset: string } & Omit<Rubric, 'name'>)[]
).map(({ preset, ...rubric }) => ({ name: preset, ...rubric }));

/** The rubric that scores and places are made by where nobody names another. */
export const defaultRubric: Rubric = presetRubrics[0] as Rubric;

/** Key of an own rubric among the rule settings. */
export const rubricKey = (name: string) => `rubric:${name}`;

/** Name of the rubric that a rule setting holds, null for any other setting. */
export function rubricOfKey(key: string): string | null {
  return key.startsWith('rubric:') ? key.slice('rubric:'.length) : null;
}

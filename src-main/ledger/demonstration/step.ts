import type { Edit } from '../journal/edit';
import type { Draft } from './draft';

/** What somebody did at one moment: one step of a ledger's history. */
export interface Step {
  /** ISO 8601 with offset. */
  readonly at: string;
  /** Where it was taken from, as history shows it; empty where it was typed. */
  readonly source: string;
  readonly edits: readonly Edit[];
}

/** A project of the city with the id of its record. */
export interface Placed {
  readonly draft: Draft;
  readonly id: string;
}

/** Id by name or short name. Throws where the city has no such project: a mistake in its data. */
export function finder(placed: readonly Placed[]): (name: string) => string {
  return (name) => {
    const found = placed.find(({ draft }) => draft.name === name || draft.shortName === name);
    if (!found) throw new RangeError(`no project ${name}`);
    return found.id;
  };
}

const hour = 3_600_000;
/** Moment `hours` before another, in China's offset. */
export const earlier = (at: string, hours: number) =>
  `${new Date(Date.parse(at) - hours * hour + 8 * hour).toISOString().slice(0, 19)}+08:00`;

const dayLength = 24 * hour;
/** A day `count` days later. */
export const plusDays = (day: string, count: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + count * dayLength).toISOString().slice(0, 10);

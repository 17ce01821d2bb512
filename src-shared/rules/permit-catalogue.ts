import brought from '../catalogues/permits.json';
import type { PermitItem, PermitOverride, Setting } from '../contract/rule-values';

/** The catalogue that the program brings, in its order. A test holds it against the schema. */
export const permitCatalogue = brought as readonly PermitItem[];

/** One item of the catalogue and what a place has made of it. */
export interface CatalogueRow {
  /** As it holds here. */
  readonly item: PermitItem;
  /** As it holds without a setting of this place. */
  readonly without: PermitItem;
  /** This place has set it otherwise, and can take that back. */
  readonly own: boolean;
  /** The city has set it otherwise. */
  readonly fromCity: boolean;
}

/**
 * The catalogue as `scope` sees it, row by row. `city` is the scope of the Commission's settings. `imported` tells whether this place has
 * put a catalogue of its own in place of the one that the program brings.
 */
export function catalogueOf(
  settings: readonly Setting[],
  scope: string,
  city: string,
): { readonly rows: readonly CatalogueRow[]; readonly imported: boolean } {
  const valueAt = (of: string, key: string) =>
    settings.find((setting) => setting.scope === of && setting.key === key)?.value;
  const own = valueAt(scope, 'permits') as readonly PermitItem[] | undefined;
  const items = own ?? (valueAt(city, 'permits') as readonly PermitItem[] | undefined) ?? permitCatalogue;
  const rows = items.map((item): CatalogueRow => {
    const key = `permit.${item.code}`;
    const citys = scope === city ? undefined : (valueAt(city, key) as Partial<PermitItem> | undefined);
    const owns = valueAt(scope, key) as Partial<PermitItem> | undefined;
    const without = { ...item, ...citys };
    // A place's own setting stands in the place of the city's, it is not laid over it.
    return {
      item: owns ? { ...item, ...owns } : without,
      without,
      own: owns !== undefined,
      fromCity: citys !== undefined && owns === undefined,
    };
  });
  return { rows, imported: own !== undefined };
}

/** What to store for an item that is changed; null where it says no more than what holds anyway. */
export function overrideOf(
  { item, without }: CatalogueRow,
  change: Partial<Pick<PermitItem, 'department' | 'workdays' | 'limitUnitInLaw'>>,
): PermitOverride | null {
  const { department, workdays, limitUnitInLaw } = { ...item, ...change };
  const same =
    department === without.department && workdays === without.workdays && limitUnitInLaw === without.limitUnitInLaw;
  return same ? null : { department, workdays, limitUnitInLaw };
}

/** What a catalogue from a file would change, by code. */
export function catalogueDifference(
  present: readonly PermitItem[],
  next: readonly PermitItem[],
): { readonly added: string[]; readonly changed: string[]; readonly gone: string[] } {
  const known = new Map(present.map((item) => [item.code, item]));
  const codes = new Set(next.map(({ code }) => code));
  return {
    added: next.filter(({ code }) => !known.has(code)).map(({ code }) => code),
    changed: next
      .filter((item) => {
        const before = known.get(item.code);
        return before !== undefined && !isSame(before, item);
      })
      .map(({ code }) => code),
    gone: present.filter(({ code }) => !codes.has(code)).map(({ code }) => code),
  };
}

/** Equal in every field; the order of the fields does not matter. */
function isSame(one: PermitItem, other: PermitItem): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]) as Set<keyof PermitItem>;
  return [...keys].every((key) => JSON.stringify(one[key]) === JSON.stringify(other[key]));
}

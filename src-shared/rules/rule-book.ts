import listingMaterials from '../catalogues/listing-materials.json';
import type {
  CalendarYear,
  ConflictOrder,
  LightRules,
  ListingWindows,
  PermitItem,
  PermitOverride,
  ProblemLimits,
  Setting,
} from '../contract/rule-values';
import { type ConflictGroup, type ConflictSource, defaultConflictOrder } from './conflict-order';
import { defaultLightRules, type LightRuleSet, lightRuleSetOf } from './light-rules';
import { permitCatalogue } from './permit-catalogue';
import { knownYears, WorkCalendar } from './work-calendar';

/** Scope of the settings that the Commission makes for everybody. */
export const cityScope = 'city';

/** Every rule and catalogue as it holds in one place: what the program brings, then the city's settings, then the region's own. */
export interface RuleBook {
  readonly calendar: WorkCalendar;
  readonly permits: readonly PermitItem[];
  /** Codes whose department or limit differs from the catalogue. */
  readonly overridden: ReadonlySet<string>;
  readonly lightRules: LightRuleSet;
  readonly listingWindows: ListingWindows;
  readonly problemLimits: ProblemLimits;
  /** Whose value is shown first in a conflict. */
  readonly conflictOrder: Readonly<Record<ConflictGroup, ConflictSource>>;
}

const { county, city, province } = listingMaterials.windowsDefault;
/** Default limits of practice: secretary 3, unit 5, county 10, joint meeting 15 worked days. */
export const defaultProblemLimits: ProblemLimits = { secretary: 3, unit: 5, county: 10, city: 15 };
export const defaultListingWindows: ListingWindows = { county, city, province };

let brought: WorkCalendar | undefined;

/** The calendar of a place. Without a year of its own it is everywhere the same one, made once: it counts every day of a century. */
function calendarOf(own: Readonly<Record<string, CalendarYear>>): WorkCalendar {
  if (Object.keys(own).length > 0) return new WorkCalendar({ ...knownYears, ...own });
  brought ??= new WorkCalendar(knownYears);
  return brought;
}

/** `settings` have been checked against their schemas; `scope` is the region whose rules are asked for, or the city. */
export function ruleBook(settings: readonly Setting[], scope: string): RuleBook {
  const effective = new Map<string, unknown>();
  for (const place of scope === cityScope ? [cityScope] : [cityScope, scope]) {
    for (const setting of settings) if (setting.scope === place) effective.set(setting.key, setting.value);
  }
  const years: Record<string, CalendarYear> = {};
  const overrides = new Map<string, PermitOverride>();
  for (const [key, value] of effective) {
    if (key.startsWith('calendar.')) years[key.slice('calendar.'.length)] = value as CalendarYear;
    if (key.startsWith('permit.')) overrides.set(key.slice('permit.'.length), value as PermitOverride);
  }
  const catalogue = (effective.get('permits') as PermitItem[] | undefined) ?? permitCatalogue;
  return {
    calendar: calendarOf(years),
    permits: catalogue.map((item) => ({ ...item, ...(overrides.get(item.code) as Partial<PermitItem> | undefined) })),
    overridden: new Set(overrides.keys()),
    lightRules: lightRulesIn(effective.get('light_rules') as LightRules | undefined),
    listingWindows: (effective.get('listing_windows') as ListingWindows | undefined) ?? defaultListingWindows,
    problemLimits: (effective.get('problem_limits') as ProblemLimits | undefined) ?? defaultProblemLimits,
    conflictOrder: { ...defaultConflictOrder, ...(effective.get('conflict_order') as ConflictOrder | undefined) },
  };
}

/** The rule set of a setting, or the one that the program brings. */
export function lightRulesIn(value: LightRules | undefined): LightRuleSet {
  return value === undefined ? defaultLightRules : lightRuleSetOf(value);
}

import catalogue from '../catalogues/light-rules.json';
import type { LightRules } from '../contract/rule-values';
import { isLinear, linearShares, type MonthShares } from './time-curve';

export type LightColor = 'red' | 'yellow' | 'green';

/** How a rule set measures progress: `gap` in percentage points against 序时进度, `ratio` as completion ÷ 序时进度. */
export type Measure = 'gap' | 'ratio';

export interface Band {
  readonly light: LightColor;
  /** Least value in it; the band reaches up to the next one, and the lowest has no least value. */
  readonly from: number;
  holds(value: number): boolean;
}

/** From how many months on a delay is yellow, and red. */
export interface MonthLimits {
  readonly yellow: number;
  readonly red: number;
}

export interface LightRuleSet {
  readonly name: string;
  readonly measure: Measure;
  readonly progress: readonly Band[];
  /** Months in which the planned start was missed. */
  readonly start: MonthLimits | null;
  /** Months since the start without being listed. */
  readonly listing: MonthLimits | null;
  /** Two yellow periods in a row become red (连续升级). */
  readonly repeat: boolean;
  /** How 序时进度 runs through the year. */
  readonly monthShares: MonthShares;
}

const comparisons: Record<string, (a: number, b: number) => boolean> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};
const condition = /^(?:(-?\d+(?:\.\d+)?)\s*(<=|<)\s*)?(gap|ratio)(?:\s*(<=|<|>=|>)\s*(-?\d+(?:\.\d+)?))?$/;

/** Reads '-30 <= gap < -10'. Throws RangeError on anything else: a rule that nobody understands must not colour a light. */
function readCondition(text: string): (value: number) => boolean {
  const match = condition.exec(text.trim());
  if (!match) throw new RangeError(`not a condition: ${text}`);
  const [, low, lowSign, , highSign, high] = match;
  const above = low === undefined || lowSign === undefined ? undefined : comparisons[lowSign];
  const below = high === undefined || highSign === undefined ? undefined : comparisons[highSign];
  return (value) => (above?.(Number(low), value) ?? true) && (below?.(value, Number(high)) ?? true);
}

/** '-30 <= gap < -10' → -30; 'gap >= -10' → -10; 'gap < -30' → −∞. */
function leastOf(text: string): number {
  const match = /^(-?\d+(?:\.\d+)?)\s*<=|>=\s*(-?\d+(?:\.\d+)?)$/.exec(text.trim());
  return match ? Number(match[1] ?? match[2]) : Number.NEGATIVE_INFINITY;
}

/** '2 months after start' → 2; 'due month missed' → 1. */
const readMonths = (text: string) => Number(/^\d+/.exec(text)?.[0] ?? 1);

interface Preset {
  readonly preset: string;
  readonly kind: string;
  readonly progress?: readonly { readonly light: string; readonly when: string }[];
  readonly start?: { readonly yellow: string; readonly red: string };
  readonly listing?: { readonly yellow: string; readonly red: string };
}

const limits = (texts: Preset['start']) =>
  texts ? { yellow: readMonths(texts.yellow), red: readMonths(texts.red) } : null;

/** The rule sets of `light-rules.json` that judge a single state; the one about repeated yellow is a switch of every set. */
export const lightRuleSets: readonly LightRuleSet[] = (catalogue as readonly Preset[])
  .filter((preset) => preset.kind === 'gap' || preset.kind === 'ratio')
  .map((preset) => ({
    name: preset.preset,
    measure: preset.kind as Measure,
    progress: (preset.progress ?? []).map((band) => ({
      light: band.light as LightColor,
      from: leastOf(band.when),
      holds: readCondition(band.when),
    })),
    start: limits(preset.start),
    listing: limits(preset.listing),
    repeat: false,
    monthShares: linearShares,
  }));

/** Bands of two thresholds: green from `yellow` on, yellow from `red` on, red below. They cover the line and never overlap. */
export function bandsOf(yellow: number, red: number): readonly Band[] {
  return [
    { light: 'green', from: yellow, holds: (value) => value >= yellow },
    { light: 'yellow', from: red, holds: (value) => value >= red && value < yellow },
    { light: 'red', from: Number.NEGATIVE_INFINITY, holds: (value) => value < red },
  ];
}

/** The rule set that a place has chosen or made; `rules` has passed its schema. */
export function lightRuleSetOf(rules: LightRules): LightRuleSet {
  const { name, measure, yellow, red, start, listing, repeat, monthShares } = rules;
  const shares = isLinear(monthShares) ? linearShares : monthShares;
  return { name, measure, progress: bandsOf(yellow, red), start, listing, repeat, monthShares: shares };
}

/** The rule set of that name. Throws RangeError when there is none. */
export function lightRuleSet(name: string): LightRuleSet {
  const found = lightRuleSets.find((set) => set.name === name);
  if (!found) throw new RangeError(`no such rule set: ${name}`);
  return found;
}

export const defaultLightRules = lightRuleSet('银川2025');

/** Whether the sentence of a light has to say by which rules: they are not the ones that the program brings. */
export function isDefaultLightRules(rules: LightRuleSet): boolean {
  return rules === defaultLightRules;
}

/** The number behind a comparison sign in '-30 <= gap < -10' or 'gap >= -10'. */
const numberIn = (text: string | undefined) => Number(/-?\d+(?:\.\d+)?$/.exec(text?.trim() ?? '')?.[0] ?? Number.NaN);

/** The rule sets of the catalogue as thresholds, from which a place begins its own. */
export const lightPresets: readonly LightRules[] = lightRuleSets.map((set): LightRules => {
  const preset = (catalogue as readonly Preset[]).find(({ preset: name }) => name === set.name);
  const at = (light: LightColor) => numberIn(preset?.progress?.find((band) => band.light === light)?.when);
  const { name, measure, start, listing } = set;
  const rest = { start, listing, repeat: false, monthShares: [...linearShares] };
  return { name, measure, yellow: at('green'), red: at('red'), ...rest };
});

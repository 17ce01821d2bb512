import { type LightRules, lightRules } from '../../../src-shared/contract/rule-values';
import { lightPresets } from '../../../src-shared/rules/light-rules';
import { isLinear, linearShares, winterShares } from '../../../src-shared/rules/time-curve';

/** Name of rules that are none of the presets. */
export const ownName = '自定义';

export interface LimitsDraft {
  readonly on: boolean;
  readonly yellow: string;
  readonly red: string;
}

/** Light rules while somebody works on them: numbers as they are typed. */
export interface LightRulesDraft {
  readonly measure: LightRules['measure'];
  /** Points below 序时 for `gap`, per cent of 序时 for `ratio`. */
  readonly yellow: string;
  readonly red: string;
  readonly start: LimitsDraft;
  readonly listing: LimitsDraft;
  readonly repeat: boolean;
  readonly curve: 'linear' | 'winter' | 'own';
  /** Per cent, January first; used where the curve is `own`. */
  readonly shares: readonly string[];
}

const typed = (value: number) => String(Math.round(value * 1e6) / 1e6 + 0);
const limitsOf = (limits: LightRules['start']): LimitsDraft =>
  limits ? { on: true, yellow: typed(limits.yellow), red: typed(limits.red) } : { on: false, yellow: '1', red: '2' };

export function draftOf(rules: LightRules): LightRulesDraft {
  const points = (value: number) => typed(rules.measure === 'gap' ? -value : value * 100);
  const winter = rules.monthShares.every((share, index) => share === winterShares[index]);
  return {
    measure: rules.measure,
    yellow: points(rules.yellow),
    red: points(rules.red),
    start: limitsOf(rules.start),
    listing: limitsOf(rules.listing),
    repeat: rules.repeat,
    curve: isLinear(rules.monthShares) ? 'linear' : winter ? 'winter' : 'own',
    shares: rules.monthShares.map((share) => typed(Math.round(share * 10) / 10)),
  };
}

/** A typed number, NaN for anything else. */
export function numberOf(text: string): number {
  const plain = text.normalize('NFKC').replace(/[\s%,，]/g, '');
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : Number.NaN;
}

/** What the shares add up to, in per cent with one decimal; NaN where one is no number. */
export function shareSum(shares: readonly string[]): number {
  return Math.round(shares.reduce((sum, share) => sum + numberOf(share), 0) * 10) / 10;
}

/** The rules that a draft means, or a sentence about what is wrong with it. */
export function rulesOf(draft: LightRulesDraft): { rules: LightRules } | { fault: string } {
  const { measure, curve } = draft;
  const points = (text: string) => (measure === 'gap' ? -numberOf(text) : numberOf(text) / 100);
  const limits = ({ on, yellow, red }: LimitsDraft) => (on ? { yellow: numberOf(yellow), red: numberOf(red) } : null);
  const numbers = [
    draft.yellow,
    draft.red,
    ...[draft.start, draft.listing].flatMap(({ on, yellow, red }) => (on ? [yellow, red] : [])),
    ...(curve === 'own' ? draft.shares : []),
  ];
  if (numbers.some((text) => Number.isNaN(numberOf(text)))) return { fault: '有一格不是数字，请填好再保存。' };
  if (curve === 'own' && shareSum(draft.shares) !== 100) {
    return { fault: `12 个月的比重合计是 ${shareSum(draft.shares)}%，要等于 100%。` };
  }
  const monthShares =
    curve === 'linear' ? [...linearShares] : curve === 'winter' ? [...winterShares] : draft.shares.map(numberOf);
  const rules: LightRules = {
    name: ownName,
    measure,
    yellow: points(draft.yellow),
    red: points(draft.red),
    start: limits(draft.start),
    listing: limits(draft.listing),
    repeat: draft.repeat,
    monthShares,
  };
  const preset = presetOf(rules);
  const parsed = lightRules.safeParse({ ...rules, name: preset?.name ?? ownName });
  return parsed.success ? { rules: parsed.data } : { fault: `${parsed.error.issues[0]?.message ?? '填写的不对'}。` };
}

/** The preset whose thresholds these are, whatever their curve. */
export function presetOf(rules: LightRules): LightRules | undefined {
  const core = ({ measure, yellow, red, start, listing }: LightRules) =>
    JSON.stringify([measure, Math.round(yellow * 1e6), Math.round(red * 1e6), start, listing]);
  return lightPresets.find((preset) => core(preset) === core(rules));
}

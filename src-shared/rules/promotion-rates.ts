import { type Project, project as projectEntity } from '../entities/project';
import { rate } from './indicators';
import { isStarted } from './ledger-views';

type Promoted = Pick<
  Project,
  'lifecycle' | 'actual_start' | 'actual_finish' | 'performance' | 'credit_code' | 'agreed_amount' | 'paid_in_amount'
>;

export interface PromotionRate {
  readonly name: string;
  readonly part: number;
  readonly whole: number;
  /** 0…1, null where there is nothing to divide by. */
  readonly value: number | null;
  readonly isMoney: boolean;
  /** What is divided by what, for the footnote. */
  readonly note: string;
}

/** A signed project has landed when it started or is prepared, or its company is registered and money has come: as the bulletin counts. */
export function isLanded(project: Promoted): boolean {
  const isMoneyThere = project.credit_code !== null && (project.paid_in_amount ?? 0) > 0;
  return isStarted(project) || project.lifecycle === 'preparation' || isMoneyThere;
}

/**
 * Rates over the projects that came from a signing and were not given up. Denominators follow the city's paper and are printed under
 * the table: 落地 and 履约 over all of them, 到资 paid in over agreed money of those whose agreed amount is known.
 */
export function promotionRates(signed: readonly Promoted[]): PromotionRate[] {
  const count = (test: (project: Promoted) => boolean) => signed.filter(test).length;
  const agreed = signed.filter((project) => (project.agreed_amount ?? 0) > 0);
  const sum = (value: (project: Promoted) => number | null) =>
    agreed.reduce((total, project) => total + (value(project) ?? 0), 0);
  const of = (name: string, part: number, whole: number, note: string, isMoney = false): PromotionRate => ({
    name,
    part,
    whole,
    value: rate(part, whole),
    isMoney,
    note,
  });
  return [
    of(
      '落地率',
      count(isLanded),
      signed.length,
      '已落地（已开工、转前期，或已注册且资金开始到位）÷ 全部签约项目（含已开工，不含终止）',
    ),
    of(
      '履约率',
      count((project) => project.performance === 'performing'),
      signed.length,
      '履约状态为“履约” ÷ 全部签约项目',
    ),
    of(
      '到资率',
      sum((project) => project.paid_in_amount),
      sum((project) => project.agreed_amount),
      '到位资金 ÷ 协议投资额，只计填了协议投资额的',
      true,
    ),
  ];
}

export interface FunnelStep {
  readonly code: string;
  readonly label: string;
  /** Projects that stand on this step, and those that have come at least so far. */
  readonly here: number;
  readonly reached: number;
}

/** How many projects have come how far; those without a stage are counted by nobody and named apart. */
export function promotionFunnel(projects: readonly Pick<Project, 'promotion_stage'>[]): {
  steps: FunnelStep[];
  unknown: number;
} {
  const choices = projectEntity.fields.promotion_stage.choices;
  const place = new Map<string, number>(choices.map(({ code }, index) => [code, index]));
  const places = projects.map(({ promotion_stage: stage }) => (stage === null ? undefined : place.get(stage)));
  return {
    steps: choices.map(({ code, label }, index) => ({
      code,
      label,
      here: places.filter((one) => one === index).length,
      reached: places.filter((one) => one !== undefined && one >= index).length,
    })),
    unknown: places.filter((one) => one === undefined).length,
  };
}

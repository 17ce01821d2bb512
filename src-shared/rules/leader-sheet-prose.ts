import type { BulletinFigures, RegionFigures } from '../contract/exchange-methods';
import { formatRate } from '../terms/format';
import type { Period } from './period';
import { againstSchedule, percent, sentence, yi } from './prose';
import type { OverdueSlip, ReportedProblem, ReportProject } from './report-project';

/** A promise of a press-down list (责任压实清单). */
export interface DueCommitment {
  readonly matter: string;
  readonly region: string;
  readonly unit: string | null;
  readonly person: string | null;
  readonly due: string;
  /** Days since it was due; 0 where it is still to come. */
  readonly over: number;
}

/** Everything that the sheet of a leader speaks of; all of it about his regions alone. */
export interface LeaderSheetFacts {
  readonly leader: string;
  readonly post: string | null;
  readonly period: Period;
  readonly day: string;
  /** The whole city, to be compared with. */
  readonly city: BulletinFigures;
  readonly regions: readonly RegionFigures[];
  /** The sum of his regions; of one alone its own figures. */
  readonly sum: RegionFigures;
  readonly projects: readonly ReportProject[];
  readonly problems: readonly ReportedProblem[];
  readonly slips: readonly OverdueSlip[];
  readonly commitments: readonly DueCommitment[];
}

/** '高于全市1.4个百分点'; null where one of the two has no rate. */
function againstCity(own: number | null, city: number | null): string | null {
  if (own === null || city === null) return null;
  const points = formatRate(Math.abs(own - city));
  return points === '0.0' ? '与全市持平' : `${own < city ? '低' : '高'}于全市${points}个百分点`;
}

/** The figures of his regions in one passage, without their names, which stand in the head and in the table. */
export function leaderFigures({ sum, city }: Pick<LeaderSheetFacts, 'sum' | 'city'>): string {
  const { totals } = city;
  const progress =
    sum.completion_rate === null || sum.gap === null
      ? `在建项目${sum.projects}项，本年完成${yi(sum.completed)}，没有年度计划，不计完成率`
      : [
          `在建项目${sum.projects}项，本年完成${yi(sum.completed)}，完成率${percent(sum.completion_rate)}`,
          againstSchedule(sum.gap),
          againstCity(sum.completion_rate, totals.completion_rate),
        ]
          .filter((clause) => clause !== null)
          .join('，');
  return (
    sentence([
      progress,
      sum.due > 0 &&
        `应入统${sum.due}项，已入统${sum.listed}项，入统率${percent(sum.listing_rate)}${sum.not_listed > 0 ? `，未入统${sum.not_listed}项` : ''}`,
      sum.planned_starts > 0 &&
        `应开工${sum.planned_starts}项，已开工${sum.started}项，开工率${percent(sum.start_rate)}`,
      sum.preparing > 0 && `前期工作成熟率${percent(sum.preparation_rate)}`,
      sum.signed > 0 && `招商落地率${percent(sum.landing_rate)}`,
    ]) ?? ''
  );
}

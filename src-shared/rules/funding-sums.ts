import type { FundingApplication } from '../entities/funding-application';
import { fundingChannels } from '../entities/funding-channels';

export type SummedApplication = Pick<FundingApplication, 'channel' | 'stage' | 'asked' | 'granted' | 'paid'>;

/** Money in whole yuan; null where no application names an amount, which is not the same as 0. */
export interface FundingSum {
  /** Code of the channel; null for applications that name none, and for the total. */
  readonly channel: string | null;
  readonly label: string;
  readonly count: number;
  /** Of `count`: those that were refused. What they asked for is in `asked`. */
  readonly refused: number;
  readonly asked: number | null;
  readonly granted: number | null;
  readonly paid: number | null;
}

function sumOf(amounts: readonly (number | null)[]): number | null {
  const known = amounts.filter((amount) => amount !== null);
  return known.length === 0 ? null : known.reduce((sum, amount) => sum + amount, 0);
}

function line(channel: string | null, label: string, applications: readonly SummedApplication[]): FundingSum {
  return {
    channel,
    label,
    count: applications.length,
    refused: applications.filter(({ stage }) => stage === 'refused').length,
    asked: sumOf(applications.map(({ asked }) => asked)),
    granted: sumOf(applications.map(({ granted }) => granted)),
    paid: sumOf(applications.map(({ paid }) => paid)),
  };
}

/** Asked, granted and paid by channel, in the order of the declaration, channels without an application left out; and all together. */
export function fundingSums(applications: readonly SummedApplication[]): {
  readonly channels: readonly FundingSum[];
  readonly total: FundingSum;
} {
  const known = new Set<string | null>(fundingChannels.map(({ code }) => code));
  const lines = [
    ...fundingChannels.map(({ code, label }) =>
      line(
        code,
        label,
        applications.filter(({ channel }) => channel === code),
      ),
    ),
    line(
      null,
      '未定渠道',
      applications.filter(({ channel }) => !known.has(channel)),
    ),
  ];
  return { channels: lines.filter(({ count }) => count > 0), total: line(null, '合计', applications) };
}

import type { ComponentType } from 'react';
import { Link } from 'wouter';
import { usePageTitle } from '../../app/page-title';
import { CampaignTab } from './campaign-tab';
import { CommitmentsTab } from './commitments-tab';
import { StartsTab } from './starts-tab';
import { TargetMatrixTab } from './target-matrix-tab';

interface TargetTab {
  /** Last part of its address; null for the first tab, which has none. */
  readonly tab: string | null;
  readonly label: string;
  readonly page: ComponentType;
}

/** What the Commission sets and follows: each tab has an address of its own below /dispatch/targets. */
const tabs: readonly TargetTab[] = [
  { tab: null, label: '目标', page: TargetMatrixTab },
  { tab: 'campaign', label: '项目建设月', page: CampaignTab },
  { tab: 'commitments', label: '压实清单', page: CommitmentsTab },
  { tab: 'starts', label: '开工时间表', page: StartsTab },
];

const addressOf = ({ tab }: TargetTab) => (tab === null ? '/dispatch/targets' : `/dispatch/targets/${tab}`);

/** Targets and plans: what is to be reached, what each region promised, when it begins. */
export function TargetsPage({ tab }: { tab: string | null }) {
  const shown = tabs.find((one) => one.tab === tab) ?? (tabs[0] as TargetTab);
  usePageTitle([{ label: '调度', to: '/dispatch' }, { label: shown.label }]);
  const Page = shown.page;
  return (
    <>
      {tabs.length > 1 && (
        <nav className="tabs" aria-label="目标和压实">
          {tabs.map((one) => (
            <Link
              key={one.label}
              to={addressOf(one)}
              className={one === shown ? 'on' : ''}
              aria-current={one === shown ? 'page' : undefined}
            >
              {one.label}
            </Link>
          ))}
        </nav>
      )}
      <Page />
    </>
  );
}

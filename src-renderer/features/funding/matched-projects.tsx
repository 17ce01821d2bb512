import { type ReactNode, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { MatchedProjectLine } from '../../../src-shared/contract/funding-methods';
import type { Policy } from '../../../src-shared/entities/policy';
import { fundingStageLabel } from '../../../src-shared/rules/funding-stages';
import { applicationPath } from '../../../src-shared/rules/funding-todos';
import { formatMoneyWithUnit } from '../../../src-shared/terms/format';
import { ChoiceGroup } from '../../components/choice-group';
import { Trouble } from '../../components/trouble';
import { useLedgerQuery } from '../../ledger-client';
import classes from './funding.module.css';
import { applyFor } from './funding-actions';

type Match = MatchedProjectLine['match'];

export const matchWords: Record<Match, string> = { fits: '符合', lacks: '欠条件', excluded: '不适用' };
const page = 50;

/** Projects held against the policy, with what is missing by name and the way to an application. */
export function MatchedProjects({ policy, writable }: { policy: Policy; today: string; writable: boolean }) {
  const matches = useLedgerQuery('funding.matches', { policy: policy.id }, { keep: true });
  const [wanted, setWanted] = useState<Match | null>(null);
  const [length, setLength] = useState(page);
  if (matches.error) return <Trouble failure={matches.error.failure} retry={() => void matches.refetch()} />;
  if (!matches.data) return null;
  const counts: Record<Match, number> = { fits: 0, lacks: 0, excluded: 0 };
  for (const { match } of matches.data) counts[match] += 1;
  const first = (['fits', 'lacks'] as const).find((match) => counts[match] > 0) ?? 'excluded';
  const match = wanted ?? first;
  const lines = matches.data.filter((line) => line.match === match);
  return (
    <section aria-label="对照项目">
      <div className={classes.sectionHead}>
        <h3>对照项目</h3>
        <ChoiceGroup<Match>
          label="对照结果"
          appearance="small-chips"
          options={(['fits', 'lacks', 'excluded'] as const).map((value) => ({
            value,
            label: `${matchWords[value]} ${counts[value]}`,
          }))}
          value={match}
          onChange={(next) => {
            setWanted(next);
            setLength(page);
          }}
        />
      </div>
      {lines.length === 0 ? (
        <p className={classes.none}>没有{matchWords[match]}的项目。</p>
      ) : (
        <ul className={classes.matches}>
          {lines.slice(0, length).map((line) => (
            <MatchLine
              key={line.id}
              name={<Link to={`/projects/${line.id}/funding`}>{line.name}</Link>}
              about={[line.region, line.total_investment === null ? null : formatMoneyWithUnit(line.total_investment)]
                .filter(Boolean)
                .join(' · ')}
              missing={line.missing}
              application={line.application}
              policy={policy.id}
              project={line.id}
              projectName={line.name}
              writable={writable}
            />
          ))}
        </ul>
      )}
      {lines.length > length && (
        <button type="button" className="btn sm" onClick={() => setLength(length + page)}>
          再显示 {Math.min(page, lines.length - length)} 项
        </button>
      )}
    </section>
  );
}

/** One policy and one project: what is missing, and the application that was made or can be made. */
export function MatchLine({
  name,
  about,
  missing,
  application,
  policy,
  project,
  projectName,
  writable,
  onApplied,
}: {
  name: ReactNode;
  about: ReactNode;
  missing: MatchedProjectLine['missing'];
  application: MatchedProjectLine['application'];
  policy: string;
  project: string;
  projectName: string;
  writable: boolean;
  onApplied?: (id: string) => void;
}) {
  const [, navigate] = useLocation();
  const apply = async () => {
    const id = await applyFor(policy, project, projectName);
    if (id === null) return;
    if (onApplied) onApplied(id);
    else navigate(applicationPath(id));
  };
  return (
    <li>
      <span className={classes.matchName}>
        {name}
        <span className="muted">{about}</span>
      </span>
      <span className={classes.matchAct}>
        {application ? (
          <Link to={applicationPath(application.id)} className="link">
            已申报 · {fundingStageLabel(application.stage)}
          </Link>
        ) : (
          writable && (
            <button
              type="button"
              className="btn sm"
              aria-label={`发起申报：${projectName}`}
              onClick={() => void apply()}
            >
              发起申报
            </button>
          )
        )}
      </span>
      {missing.length > 0 && (
        <span className={classes.missing}>
          {missing.map(({ sentence, state }) => (
            <span key={sentence} className={state === 'no' ? 'yellow-fg' : 'muted'}>
              {sentence}
            </span>
          ))}
        </span>
      )}
    </li>
  );
}

import { useCallback, useMemo, useState } from 'react';
import { Link } from 'wouter';
import { fundingSums } from '../../../src-shared/rules/funding-sums';
import { policyPath } from '../../../src-shared/rules/funding-todos';
import { formatMoneyWithUnit } from '../../../src-shared/terms/format';
import { RecordGrid } from '../../components/record-grid';
import { ScrollRegion } from '../../components/scroll-region';
import { Trouble } from '../../components/trouble';
import { useLedgerQuery } from '../../ledger-client';
import { applicationColumns } from './application-columns';
import { ApplicationPanel } from './application-panel';
import classes from './funding.module.css';
import { type KnownPolicyOfProject, knownApplications, knownPoliciesOfProject } from './funding-data';
import { MatchLine, matchWords } from './matched-projects';
import { NewApplication } from './new-application';
import { WindowMark } from './window-mark';

/** Policy money of one project: its applications, and the policies that it could still apply for. */
export function FundingTab({
  id,
  name,
  today,
  writable,
}: {
  id: string;
  name: string;
  today: string;
  writable: boolean;
}) {
  const applications = useLedgerQuery('funding.applications', { project: id }, { keep: true });
  const policies = useLedgerQuery('funding.ofProject', { project: id }, { keep: true });
  const [chosen, setChosen] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const lines = useMemo(() => knownApplications(applications.data ?? []), [applications.data]);
  const columns = useMemo(() => applicationColumns(lines, { project: false }), [lines]);
  const records = useMemo(() => lines.map(({ application }) => application), [lines]);
  const onSelect = useCallback((record: Readonly<Record<string, unknown>> | undefined) => {
    setRefusal(null);
    if (record) setChosen(String(record.id));
  }, []);
  const failed = applications.error ?? policies.error;
  if (failed) return <Trouble failure={failed.failure} />;
  if (!applications.data || !policies.data) return null;
  const shown = lines.find(({ application }) => application.id === chosen) ?? lines[0];
  const { total } = fundingSums(records);
  const possible = knownPoliciesOfProject(policies.data).filter(
    ({ match, window }) => match !== 'excluded' && window.state !== 'closed',
  );
  return (
    <div className="split">
      <div className="pane">
        <div className="bar">
          <b>申报</b>
          <span className="muted">
            {lines.length === 0
              ? '还没有'
              : `${lines.length} 项，申请 ${formatMoneyWithUnit(total.asked)}，下达 ${formatMoneyWithUnit(total.granted)}，支付 ${formatMoneyWithUnit(total.paid)}`}
          </span>
          {refusal && (
            <span className="yellow-fg ell" role="alert">
              {refusal}
            </span>
          )}
          <span className="right" />
          {writable && <NewApplication project={id} onAdded={setChosen} />}
        </div>
        {lines.length > 0 && (
          <div className={classes.ofProject} style={{ height: 34 + 32 * Math.min(lines.length, 5) }}>
            <RecordGrid
              entity="funding_application"
              label="申报"
              records={records as never}
              columns={columns}
              writable={writable}
              selected={shown?.application.id}
              onRefusal={setRefusal}
              onSelect={onSelect}
            />
          </div>
        )}
        <div className="bar">
          <b>可争取的政策</b>
          <span className="muted">
            {possible.length === 0
              ? '没有对得上的'
              : `符合 ${count(possible, 'fits')}，欠条件 ${count(possible, 'lacks')}`}
          </span>
          <span className="right" />
          <Link to="/funding" className="link">
            全部政策
          </Link>
        </div>
        <ScrollRegion label="可争取的政策">
          <ul className={`${classes.matches} ${classes.inset}`}>
            {possible.map(({ policy, window, match, missing, application }) => (
              <MatchLine
                key={policy.id}
                name={<Link to={policyPath(policy.id)}>{policy.title}</Link>}
                about={
                  <>
                    {matchWords[match]} · <WindowMark window={window} />
                  </>
                }
                missing={missing}
                application={application}
                policy={policy.id}
                project={id}
                projectName={name}
                writable={writable}
                onApplied={setChosen}
              />
            ))}
          </ul>
        </ScrollRegion>
      </div>
      {shown && (
        <ApplicationPanel key={shown.application.id} line={shown} today={today} writable={writable} ofProject />
      )}
    </div>
  );
}

function count(lines: readonly KnownPolicyOfProject[], wanted: KnownPolicyOfProject['match']): number {
  return lines.filter(({ match }) => match === wanted).length;
}

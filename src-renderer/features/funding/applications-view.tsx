import { type ReactNode, useCallback, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { fundingStages } from '../../../src-shared/entities/funding-application';
import { type FundingStage, stageOf } from '../../../src-shared/rules/funding-stages';
import { fundingSums } from '../../../src-shared/rules/funding-sums';
import { applicationPath } from '../../../src-shared/rules/funding-todos';
import { ChoiceGroup } from '../../components/choice-group';
import { RecordGrid } from '../../components/record-grid';
import { Empty } from '../../components/trouble';
import { applicationColumns } from './application-columns';
import { ApplicationPanel } from './application-panel';
import classes from './funding.module.css';
import type { KnownApplication } from './funding-data';
import { NewApplication } from './new-application';
import { SumsTable } from './sums-table';

/** Applications of every project as a table to type in, by stage; sums by channel under it, the chosen one beside it. */
export function ApplicationsView({
  title,
  lines,
  id,
  today,
  writable,
}: {
  title: ReactNode;
  lines: readonly KnownApplication[];
  id: string | null;
  today: string;
  writable: boolean;
}) {
  const [, navigate] = useLocation();
  const [stage, setStage] = useState<FundingStage | 'all'>('all');
  const [refusal, setRefusal] = useState<string | null>(null);
  const shown = useMemo(
    () => lines.filter(({ application }) => stage === 'all' || stageOf(application) === stage),
    [lines, stage],
  );
  const chosen = lines.find(({ application }) => application.id === id) ?? shown[0];
  const columns = useMemo(() => applicationColumns(lines, { project: true }), [lines]);
  const records = useMemo(() => shown.map(({ application }) => application), [shown]);
  const sums = useMemo(() => fundingSums(shown.map(({ application }) => application)), [shown]);
  const go = useCallback((to: string) => navigate(applicationPath(to), { replace: true }), [navigate]);
  const onSelect = useCallback(
    (record: Readonly<Record<string, unknown>> | undefined) => {
      setRefusal(null);
      if (record && record.id !== id) go(String(record.id));
    },
    [go, id],
  );
  const stages = fundingStages.filter(({ code }) => lines.some(({ application }) => stageOf(application) === code));
  return (
    <div className="split">
      <div className="pane">
        <div className="bar">
          {title}
          {refusal && (
            <span className="yellow-fg ell" role="alert">
              {refusal}
            </span>
          )}
          <span className="right" />
          {writable && <NewApplication onAdded={go} />}
        </div>
        {lines.length > 0 && (
          <div className={classes.stages}>
            <ChoiceGroup<FundingStage | 'all'>
              label="只看阶段"
              appearance="small-chips"
              options={[
                { value: 'all', label: `全部 ${lines.length}` },
                ...stages.map(({ code, label }) => ({
                  value: code,
                  label: `${label} ${lines.filter(({ application }) => stageOf(application) === code).length}`,
                })),
              ]}
              value={stage}
              onChange={setStage}
            />
          </div>
        )}
        {lines.length === 0 ? (
          <Empty
            title="这里放各项目争取资金的申报，从线索到支付。"
            hint="在政策里对照出项目后发起申报，材料清单会一并带出来。"
          >
            <button type="button" className="btn primary" onClick={() => navigate('/funding/policies')}>
              去看政策
            </button>
          </Empty>
        ) : (
          <>
            <RecordGrid
              entity="funding_application"
              label="申报"
              records={records as never}
              columns={columns}
              writable={writable}
              selected={chosen?.application.id}
              onRefusal={setRefusal}
              onSelect={onSelect}
            />
            <SumsTable sums={sums} />
          </>
        )}
        <div className="foot">
          <span className="muted">金额：万元</span>
          {sums.total.refused > 0 && <span className="muted">申请含未通过 {sums.total.refused} 项</span>}
          <span className="right muted">申请、下达、支付分别填写，程序不代填</span>
        </div>
      </div>
      {chosen && <ApplicationPanel key={chosen.application.id} line={chosen} today={today} writable={writable} />}
    </div>
  );
}

import { IconFileText, IconRoute } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import type { Survey } from '../../../src-shared/contract/survey-methods';
import { addMonths } from '../../../src-shared/rules/dates';
import { formatDay } from '../../../src-shared/terms/format';
import { usePageTitle } from '../../app/page-title';
import { useStatus } from '../../app/status';
import { ChoiceGroup } from '../../components/choice-group';
import { Trouble } from '../../components/trouble';
import { useLedgerQuery } from '../../ledger-client';
import { paperPath } from '../papers/paper-links';
import { DueTable } from './due-table';
import { MonthPicker } from './month-picker';
import { PlanDialog } from './plan-dialog';
import { RegionProgress } from './region-progress';
import { RouteView } from './route-view';

type View = 'due' | 'routes';

/** 未入统踏查 of a month: who is due and goes on a route, the routes and what was found there. */
export function SurveysPage() {
  usePageTitle([{ label: '调度', to: '/dispatch' }, { label: '踏查' }]);
  const status = useStatus();
  const [, navigate] = useLocation();
  const search = new URLSearchParams(useSearch());
  const [small, setSmall] = useState(false);
  const today = status?.today ?? '';
  const asked = search.get('month') ?? '';
  const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(asked) ? asked : today.slice(0, 7);
  const answer = useLedgerQuery('surveys.show', status ? { month, small } : undefined, { keep: true });
  if (answer.error) return <Trouble failure={answer.error.failure} retry={() => void answer.refetch()} />;
  if (!answer.data || !status) return null;
  const view: View = search.get('view') === 'routes' ? 'routes' : 'due';
  const go = (next: { month?: string; view?: View; route?: string }) => {
    const query = new URLSearchParams({ month: next.month ?? month, view: next.view ?? view });
    if (next.route) query.set('route', next.route);
    navigate(`/dispatch/surveys?${query}`, { replace: true });
  };
  return (
    <Page
      key={month}
      survey={answer.data}
      month={month}
      today={today}
      view={view}
      route={search.get('route')}
      small={small}
      onSmall={setSmall}
      onGo={go}
      canWrite={status.state === 'open'}
      isCommission={status.identity?.role === 'commission'}
      person={status.identity?.person ?? ''}
    />
  );
}

function Page(props: {
  survey: Survey;
  month: string;
  today: string;
  view: View;
  route: string | null;
  small: boolean;
  onSmall: (small: boolean) => void;
  onGo: (next: { month?: string; view?: View; route?: string }) => void;
  canWrite: boolean;
  isCommission: boolean;
  person: string;
}) {
  const { survey, month, today, view, small, onSmall, onGo, canWrite, isCommission } = props;
  const [region, setRegion] = useState<string | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [planning, setPlanning] = useState(false);
  const open = survey.due.filter(({ visit, listed }) => visit === null && !listed);
  const selected = open.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
  const { totals } = survey;
  const hasRoutes = survey.routes.length > 0;
  return (
    <>
      <div className="bar">
        <MonthPicker
          month={month}
          last={addMonths(`${today.slice(0, 7)}-01`, 1).slice(0, 7)}
          onChange={(next) => onGo({ month: next })}
        />
        <span className="sub-fg ell">
          {formatDay(survey.from)}至{formatDay(survey.to)}，应踏查 {totals.due}，已编 {totals.planned}，已踏查{' '}
          {totals.visited}
        </span>
        <span className="right" />
        <ChoiceGroup
          label="看什么"
          options={[
            { value: 'due', label: `待编 ${open.length}` },
            { value: 'routes', label: `路线 ${survey.routes.length}` },
          ]}
          value={view}
          onChange={(next) => onGo({ view: next })}
        />
        {hasRoutes && (
          <>
            <Link className="btn" to={paperPath('survey_notice', month)}>
              <IconFileText className="icon" aria-hidden="true" />
              踏查通知
            </Link>
            <Link className="btn" to={paperPath('survey_summary', month)}>
              <IconFileText className="icon" aria-hidden="true" />
              踏查汇总
            </Link>
          </>
        )}
        {canWrite && isCommission && view === 'due' && (
          <button
            type="button"
            className="btn primary"
            disabled={selected.length === 0}
            title={selected.length === 0 ? '先在表里选项目' : undefined}
            onClick={() => setPlanning(true)}
          >
            <IconRoute className="icon" aria-hidden="true" />
            编制路线{selected.length > 0 && ` ${selected.length}`}
          </button>
        )}
      </div>
      {view === 'due' ? (
        <div className="split">
          <RegionProgress survey={survey} chosen={region} onChoose={setRegion} />
          <DueTable
            projects={open.filter((project) => region === null || (project.region ?? '') === region)}
            chosen={chosen}
            onChosen={setChosen}
            choosable={canWrite && isCommission}
            small={small}
            onSmall={onSmall}
            asOf={survey.asOf}
          />
        </div>
      ) : (
        <RouteView
          survey={survey}
          chosen={props.route}
          onChoose={(route) => onGo({ route })}
          onPlan={() => onGo({ view: 'due' })}
          today={today}
          canWrite={canWrite}
          isCommission={isCommission}
        />
      )}
      <div className="foot">
        <span className="muted">不代企业填报联网直报；结果写回入统由人点“写回入统”</span>
        <span className="right muted">调度口径，不作统计数据使用</span>
      </div>
      {planning && (
        <PlanDialog
          survey={survey}
          projects={selected}
          person={props.person}
          onClose={() => setPlanning(false)}
          onPlanned={() => {
            setPlanning(false);
            setChosen(new Set());
            onGo({ view: 'routes' });
          }}
        />
      )}
    </>
  );
}

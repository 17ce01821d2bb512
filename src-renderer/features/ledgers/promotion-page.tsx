import { useMemo } from 'react';
import { useLocation } from 'wouter';
import type { OutputOf } from '../../../src-shared/contract/contract';
import type { Project } from '../../../src-shared/entities/project';
import { promotionFunnel } from '../../../src-shared/rules/promotion-rates';
import { formatMoney, formatMoneyWithUnit, formatRate } from '../../../src-shared/terms/format';
import { usePageTitle } from '../../app/page-title';
import { useStatus } from '../../app/status';
import { ChoiceGroup } from '../../components/choice-group';
import { recordColumn } from '../../components/record-grid';
import { Trouble } from '../../components/trouble';
import { useLedgerQuery } from '../../ledger-client';
import { LedgerFrame } from './ledger-frame';
import classes from './ledgers.module.css';

const columns = {
  signed: (wholeCity: boolean) => [
    recordColumn('project', 'name', { width: 150, grow: 3 }),
    ...(wholeCity ? [recordColumn('project', 'region', { width: 94 })] : []),
    recordColumn('project', 'investor', { width: 110, grow: 2 }),
    recordColumn('project', 'promotion_stage', { width: 78 }),
    recordColumn('project', 'performance', { width: 78 }),
    recordColumn('project', 'signed_on', { width: 124 }),
    recordColumn('project', 'agreed_amount', { label: '协议', width: 78 }),
    recordColumn('project', 'paid_in_amount', { label: '到位', width: 72 }),
    recordColumn('project', 'registered_company', { width: 110, grow: 2 }),
    recordColumn('project', 'registered_on', { width: 124 }),
    recordColumn('project', 'leader_in_charge', { label: '包保领导', width: 78 }),
    recordColumn('project', 'signing_event', { width: 100, grow: 1 }),
  ],
  negotiation: () => [
    recordColumn('project', 'name', { width: 200, grow: 3 }),
    recordColumn('project', 'region', { width: 96 }),
    recordColumn('project', 'investor', { width: 180, grow: 2 }),
    recordColumn('project', 'promotion_stage', { width: 84 }),
    recordColumn('project', 'total_investment', { width: 90 }),
    recordColumn('project', 'leader_in_charge', { label: '包保领导', width: 90 }),
    recordColumn('project', 'secretary', { width: 84 }),
    recordColumn('project', 'note', { label: '进展', width: 200, grow: 3 }),
  ],
};

const tabs = [
  { tab: 'signed', label: '招商签约', title: '招商签约项目' },
  { tab: 'negotiation', label: '重点招商', title: '重点招商项目' },
] as const;

/** Signed and negotiated projects: how far they have come, what was agreed and paid in, rates with what they are divided by. */
export function PromotionPage({ tab }: { tab: 'signed' | 'negotiation' }) {
  const [, navigate] = useLocation();
  const own = tab === 'signed' ? tabs[0] : tabs[1];
  usePageTitle([{ label: '台账', to: '/projects' }, { label: own.title }]);
  const shown = useLedgerQuery('ledgers.show', { ledger: tab }, { keep: true });
  const wholeCity = useStatus()?.identity?.region === null;
  const shownColumns = useMemo(() => columns[tab](wholeCity), [tab, wholeCity]);
  const projects = shown.data?.projects as unknown as readonly Project[] | undefined;
  if (shown.error && !shown.data) return <Trouble failure={shown.error.failure} retry={() => void shown.refetch()} />;
  if (!projects || !shown.data) return null;
  const notes =
    shown.data.rates.length > 0
      ? shown.data.rates.map(({ name, note }) => `${name}：${note}`).join('；')
      : '没有填进展的项目不计入漏斗';
  const sum = (value: (project: Project) => number | null) =>
    projects.reduce((total, project) => total + (value(project) ?? 0), 0);
  return (
    <LedgerFrame
      key={tab}
      title={own.title}
      head={
        <>
          <ChoiceGroup
            label="招商台账"
            value={tab}
            onChange={(next) => navigate(`/promotion/${next}`)}
            options={tabs.map((one) => ({
              value: one.tab,
              label: one.tab === tab ? `${one.label} ${projects.length}` : one.label,
            }))}
          />
          <span>
            {tab === 'signed'
              ? `协议 ${formatMoneyWithUnit(sum((project) => project.agreed_amount))}，到位 ${formatMoneyWithUnit(sum((project) => project.paid_in_amount))}`
              : `总投资 ${formatMoneyWithUnit(sum((project) => project.total_investment))}`}
          </span>
        </>
      }
      above={<Figures from={tab === 'signed' ? 'signed' : 'lead'} projects={projects} rates={shown.data.rates} />}
      projects={projects}
      columns={shownColumns}
      grid={`/projects?view=${tab}`}
      empty={tab === 'signed' ? '这里是签约后还没有开工的项目。' : '这里是市领导包保的在谈项目。'}
      hint={
        tab === 'signed'
          ? '在项目页变更阶段为“签约”，它就出现在这里。'
          : '阶段是“洽谈”，并填了招商包保领导，就出现在这里。'
      }
      foot={
        <span className="muted ell" title={notes}>
          {notes}
        </span>
      }
    />
  );
}

function Figures({
  from,
  projects,
  rates,
}: {
  /** Step at which the funnel begins: what lies before it every project of the ledger has behind it. */
  from: string;
  projects: readonly Project[];
  rates: OutputOf<'ledgers.show'>['rates'];
}) {
  const funnel = useMemo(() => promotionFunnel(projects), [projects]);
  const most = Math.max(1, ...funnel.steps.map(({ reached }) => reached));
  const begin = funnel.steps.findIndex(({ code }) => code === from);
  const steps = funnel.steps.filter(({ reached }, index) => index >= begin && reached > 0);
  return (
    <div className={classes.figures}>
      <ol className={classes.funnel} aria-label="进展漏斗">
        {steps.map(({ code, label, here, reached }) => (
          <li key={code}>
            <span>{label}</span>
            <span className={classes.bar} aria-hidden="true">
              <i style={{ width: `${(reached / most) * 100}%` }} />
            </span>
            <span className="num">
              {reached} <small className="muted">在此 {here}</small>
            </span>
          </li>
        ))}
        {funnel.unknown > 0 && (
          <li>
            <span className="muted">未填进展</span>
            <span />
            <span className="num">{funnel.unknown}</span>
          </li>
        )}
      </ol>
      {rates.length > 0 && (
        <dl className={classes.rates}>
          {rates.map(({ name, part, whole, value, isMoney, note }) => (
            <div key={name} title={note}>
              <dt>{name}</dt>
              <dd>
                <b>
                  {formatRate(value)}
                  {value !== null && '%'}
                </b>
                <small>{isMoney ? `${formatMoney(part)} / ${formatMoney(whole)} 万元` : `${part} / ${whole} 个`}</small>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

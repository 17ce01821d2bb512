import { useCallback } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { OutputOf } from '../../../src-shared/contract/contract';
import { latestPeriod, type Period, parsePeriod } from '../../../src-shared/rules/period';
import { formatDay } from '../../../src-shared/terms/format';
import { usePageTitle } from '../../app/page-title';
import { useStatus } from '../../app/status';
import { Chart } from '../../components/charts/chart';
import { Trouble } from '../../components/trouble';
import { useLedgerQuery } from '../../ledger-client';
import { ageingOption, ageingSheet, ageingSummary, ageingWords } from './chart-ageing';
import { curveOption, curveSheet, curveSummary, curveWords } from './chart-curve';
import { funnelOption, funnelSheet, funnelSummary, funnelWords } from './chart-funnel';
import { heatOption, heatSheet, heatSummary, heatWords } from './chart-heat';
import { sheetNote } from './city-sheets';
import { CityViews } from './city-views';
import styles from './dispatch.module.css';
import { PeriodPicker } from './period-picker';

/** The city in four charts: progress against plan, signed projects on their way, who reports, how long problems stand. */
export function ChartsPage() {
  usePageTitle([{ label: '调度', to: '/dispatch' }, { label: '图表' }]);
  const status = useStatus();
  const search = useSearch();
  if (!status) return null;
  const period = parsePeriod(new URLSearchParams(search).get('period') ?? '') ?? latestPeriod(status.today);
  return <Charts period={period} today={status.today} />;
}

function Charts({ period, today }: { period: Period; today: string }) {
  const [, navigate] = useLocation();
  const answer = useLedgerQuery('dispatch.charts', { period: period.code }, { keep: true });
  const figures = useLedgerQuery('bulletins.figures', { period: period.code }, { keep: true }).data;
  if (answer.error) return <Trouble failure={answer.error.failure} retry={() => void answer.refetch()} />;
  return (
    <>
      <div className="bar">
        <PeriodPicker period={period} today={today} onChange={(code) => navigate(`/dispatch/charts?period=${code}`)} />
        <span className="sub-fg">{figures && `数据截至 ${formatDay(figures.asOf)}`}</span>
        <span className="right" />
        <CityViews view="charts" period={period.code} />
      </div>
      {answer.data && figures ? (
        <Panels charts={answer.data} period={period} note={sheetNote(figures)} />
      ) : (
        <div className={styles.charts} />
      )}
      <div className="foot">
        <span className="muted">调度口径，不作统计数据使用</span>
        <span className="right muted">复制、另存的图总是浅色，带标题和口径</span>
      </div>
    </>
  );
}

function Panels({ charts, period, note }: { charts: OutputOf<'dispatch.charts'>; period: Period; note: string }) {
  const { curve, annualPlan, funnel, heat, ageing, day } = charts;
  const name = period.name;
  return (
    <div className={styles.charts}>
      <Chart
        title="投资进度"
        summary={curveSummary(curve, annualPlan)}
        sheet={curveSheet(curve, name, note)}
        option={useCallback((colors) => curveOption(curve, colors), [curve])}
        describe={(series, index) => curveWords(curve, series, index)}
      />
      <Chart
        title="签约项目走到哪一步"
        summary={funnelSummary(funnel)}
        sheet={funnelSheet(funnel, name, note)}
        option={useCallback((colors) => funnelOption(funnel, colors), [funnel])}
        describe={(_, index) => funnelWords(funnel, index)}
      />
      <Chart
        title="各属地每周报了多少项目"
        summary={heatSummary()}
        sheet={heatSheet(heat, name, note)}
        option={useCallback((colors) => heatOption(heat, colors), [heat])}
        describe={(_, index) => heatWords(heat, index)}
      />
      <Chart
        title="未销号问题的时长"
        summary={ageingSummary(ageing, day)}
        sheet={ageingSheet(ageing, name, note)}
        option={useCallback((colors) => ageingOption(ageing, colors), [ageing])}
        describe={(series, index) => ageingWords(ageing, series, index)}
      />
    </div>
  );
}

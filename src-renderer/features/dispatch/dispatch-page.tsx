import { IconFileText, IconGitCompare, IconLock, IconLockOpen } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { latestPeriod, type Period, parsePeriod } from '../../../src-shared/rules/period';
import { formatDay, formatMoment } from '../../../src-shared/terms/format';
import { usePageTitle } from '../../app/page-title';
import { useStatus } from '../../app/status';
import { ChoiceGroup } from '../../components/choice-group';
import { Trouble } from '../../components/trouble';
import { useLedgerQuery } from '../../ledger-client';
import styles from './dispatch.module.css';
import { FreezeDialog } from './freeze-dialog';
import { MissingReports } from './missing-reports';
import { PeriodPicker } from './period-picker';
import { RankTable } from './rank-table';
import { RateHeads } from './rate-heads';
import { RateTable } from './rate-table';
import { type RateName, rateOf } from './rates';
import { TileMap } from './tile-map';
import { WriteDialog } from './write-dialog';

/** The city's picture for one period: four rates, regions, ranks; freezing and the bulletin. */
export function DispatchPage() {
  usePageTitle([{ label: '调度', to: '/dispatch' }, { label: '全市' }]);
  const status = useStatus();
  const search = useSearch();
  if (!status) return null;
  const period = parsePeriod(new URLSearchParams(search).get('period') ?? '') ?? latestPeriod(status.today);
  return <City period={period} today={status.today} canWrite={status.state === 'open'} />;
}

function City({ period, today, canWrite }: { period: Period; today: string; canWrite: boolean }) {
  const [, navigate] = useLocation();
  const [rate, setRate] = useState<RateName>('listing');
  const [chosen, setChosen] = useState<string | null>(null);
  const [table, setTable] = useState<'rates' | 'ranks'>('rates');
  const [dialog, setDialog] = useState<'freeze' | 'write' | null>(null);
  const answer = useLedgerQuery('bulletins.figures', { period: period.code }, { keep: true });
  if (answer.error) return <Trouble failure={answer.error.failure} retry={() => void answer.refetch()} />;
  const figures = answer.data;
  if (!figures) return null;
  const frozen = figures.frozenAt !== null;
  return (
    <>
      <div className="bar">
        <PeriodPicker period={period} today={today} onChange={(code) => navigate(`/dispatch?period=${code}`)} />
        <span className="pill">
          {frozen ? (
            <IconLock className="icon" aria-hidden="true" />
          ) : (
            <IconLockOpen className="icon" aria-hidden="true" />
          )}
          {figures.frozenAt ? `已冻结 ${formatMoment(figures.frozenAt)}` : '未冻结'}
        </span>
        <span className="sub-fg">
          数据截至 {formatDay(figures.asOf)}
          {!frozen && `，${formatDay(period.deadline)}报送截止`}
        </span>
        <MissingReports period={period} />
        <span className="right" />
        <Link className="btn" to={`/dispatch/compare?to=${period.code}`}>
          <IconGitCompare className="icon" aria-hidden="true" />
          与上期比较
        </Link>
        <ChoiceGroup
          label="右边的表"
          options={[
            { value: 'rates', label: '四率' },
            { value: 'ranks', label: '名次' },
          ]}
          value={table}
          onChange={setTable}
        />
        {canWrite && !frozen && (
          <button type="button" className="btn" onClick={() => setDialog('freeze')}>
            <IconLock className="icon" aria-hidden="true" />
            冻结
          </button>
        )}
        {canWrite && (
          <button type="button" className="btn primary" onClick={() => setDialog('write')}>
            <IconFileText className="icon" aria-hidden="true" />
            生成通报
          </button>
        )}
      </div>
      <RateHeads figures={figures} />
      <div className="split">
        <TileMap regions={figures.regions} rate={rateOf(rate)} onRate={setRate} chosen={chosen} onChoose={setChosen} />
        <section className={styles.ranking} aria-label="各地排名">
          {table === 'rates' ? (
            <RateTable figures={figures} chosen={chosen} />
          ) : (
            <RankTable figures={figures} chosen={chosen} />
          )}
          <p className={styles.footnote}>
            落地率＝已落地 ÷ 已签约；成熟率＝手续齐备 ÷ 计划开工；
            <br />
            投资完成率＝本年完成 ÷ 年度计划；入统率＝已入库 ÷ 应入统（已开工、总投资 5,000万元及以上）。
          </p>
        </section>
      </div>
      <div className="foot">
        <span className="muted">调度口径，不作统计数据使用</span>
        <span className="right muted">名次按投资完成率与序时进度之差，同率并列；分母为零写作 —，不排名次</span>
      </div>
      {dialog === 'freeze' && <FreezeDialog period={period} onClose={() => setDialog(null)} />}
      {dialog === 'write' && <WriteDialog period={period} frozen={frozen} onClose={() => setDialog(null)} />}
    </>
  );
}

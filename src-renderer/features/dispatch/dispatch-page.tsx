import { IconFileText, IconGitCompare, IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { regionCode } from '../../../src-shared/catalogues/regions';
import { latestPeriod, type Period, parsePeriod } from '../../../src-shared/rules/period';
import { type SliceKind, sliceKindLabels, sliceKinds } from '../../../src-shared/rules/slices';
import { formatDay } from '../../../src-shared/terms/format';
import { usePageTitle } from '../../app/page-title';
import { useStatus } from '../../app/status';
import { PictureMenu } from '../../components/charts/picture-menu';
import { ChoiceGroup } from '../../components/choice-group';
import { Trouble } from '../../components/trouble';
import { useLedgerQuery } from '../../ledger-client';
import { rankSheet, rateSheet, sliceSheet } from './city-sheets';
import { CityViews } from './city-views';
import styles from './dispatch.module.css';
import { FreezeDialog } from './freeze-dialog';
import { FrozenPill } from './frozen-pill';
import { MissingReports } from './missing-reports';
import { PeriodPicker } from './period-picker';
import { RankTable } from './rank-table';
import { ranked } from './ranked';
import { RateHeads } from './rate-heads';
import { type RateName, rateOf } from './rates';
import { plainRows, regionRows, SliceTable } from './slice-table';
import { TargetLine } from './target-line';
import { TileMap } from './tile-map';
import { useRegionMap } from './use-region-map';
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
  const [by, setBy] = useState<SliceKind>('region');
  const [table, setTable] = useState<'rates' | 'ranks'>('rates');
  const [dialog, setDialog] = useState<'freeze' | 'write' | null>(null);
  const map = useRegionMap();
  const answer = useLedgerQuery('bulletins.figures', { period: period.code }, { keep: true });
  const around = useLedgerQuery('dispatch.city', { period: period.code }, { keep: true }).data;
  const others = by === 'region' ? undefined : { period: period.code, by };
  const slices = useLedgerQuery('dispatch.slices', others).data;
  if (answer.error) return <Trouble failure={answer.error.failure} retry={() => void answer.refetch()} />;
  const figures = answer.data;
  if (!figures) return null;
  const frozen = figures.frozenAt !== null;
  const places = new Map(around?.scores.map(({ region, rank }) => [region, rank]));
  const regions = figures.regions.map((line) => ({ ...line, rank: places.get(line.region) ?? line.rank }));
  // Scores decide over the order: the table waits for them, figures and map do not.
  const rows = by === 'region' ? around && regionRows(figures, around) : slices?.rows && plainRows(slices.rows);
  const classes = (by !== 'region' && slices?.classes) || [];
  const isRanks = by === 'region' && table === 'ranks';
  const sheet = isRanks
    ? rankSheet(figures, ranked(regions), period.name)
    : rows && sliceSheet(by, rows, classes, figures, period.name);
  return (
    <>
      <div className="bar">
        <PeriodPicker period={period} today={today} onChange={(code) => navigate(`/dispatch?period=${code}`)} />
        <FrozenPill figures={figures} />
        <span className="sub-fg ell">
          截至 {formatDay(figures.asOf)}
          {!frozen && `，${formatDay(period.deadline)}报送截止`}
        </span>
        <MissingReports period={period} />
        <span className="right" />
        <CityViews view="table" period={period.code} />
        <Link className="btn" to={`/dispatch/compare?to=${period.code}`}>
          <IconGitCompare className="icon" aria-hidden="true" />
          与上期比较
        </Link>
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
      <RateHeads figures={figures} previous={around?.previous ?? null} />
      <TargetLine targets={around?.targets ?? []} />
      <div className="split">
        <TileMap
          regions={figures.regions}
          rate={rateOf(rate)}
          onRate={setRate}
          chosen={chosen}
          onChoose={setChosen}
          map={map}
          sheet={rateSheet(figures, rateOf(rate), period.name)}
        />
        <section className={styles.ranking} aria-label="各地排名">
          <div className={styles.tableHead}>
            <ChoiceGroup
              label="按什么分"
              options={sliceKinds.map((kind) => ({ value: kind, label: sliceKindLabels[kind] }))}
              value={by}
              onChange={setBy}
            />
            {by === 'region' && (
              <ChoiceGroup
                label="右边的表"
                options={[
                  { value: 'rates', label: '四率' },
                  { value: 'ranks', label: '名次' },
                ]}
                value={table}
                onChange={setTable}
              />
            )}
            <span className="right" />
            {sheet && <PictureMenu sheet={sheet} />}
          </div>
          {isRanks ? (
            <RankTable figures={{ ...figures, regions }} chosen={chosen} />
          ) : by !== 'region' && slices?.rows === null ? (
            <p className={styles.footnote}>
              这一期在别的电脑上冻结，按{sliceKindLabels[by]}分要项目清单，清单只在那台电脑上。按属地的数在这里。
            </p>
          ) : (
            <SliceTable
              period={period.code}
              by={by}
              rows={rows ?? null}
              classes={classes}
              totals={figures.totals}
              timeProportional={figures.timeProportional}
              chosen={by === 'region' && chosen !== null ? (regionCode(chosen) ?? null) : null}
            />
          )}
          <p className={styles.footnote}>
            落地率＝已落地 ÷ 已签约；成熟率＝手续齐备 ÷ 计划开工；
            <br />
            投资完成率＝本年完成 ÷ 年度计划；入统率＝已入库 ÷ 应入统（已开工、总投资 5,000万元及以上）。
            {by === 'tier' && '有几个层级的项目算在最高的一级。'}
          </p>
        </section>
      </div>
      <div className="foot">
        <span className="muted">调度口径，不作统计数据使用</span>
        <span className="right muted">{rankWords(around?.rubric ?? null, around?.comparedWith ?? null)}</span>
      </div>
      {dialog === 'freeze' && <FreezeDialog period={period} onClose={() => setDialog(null)} />}
      {dialog === 'write' && <WriteDialog period={period} frozen={frozen} onClose={() => setDialog(null)} />}
    </>
  );
}

/** What the places are made by, and what they moved against. */
function rankWords(rubric: string | null, comparedWith: string | null): string {
  if (rubric === null) return '名次按投资完成率与序时进度之差，同率并列；分母为零写作 —，不排名次';
  return `名次按${rubric}考评规则的得分，同分并列；${comparedWith === null ? '以前没有可比的一期，不写变动' : `变动为较${comparedWith}`}`;
}

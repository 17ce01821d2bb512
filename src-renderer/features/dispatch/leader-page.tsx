import { IconFileText } from '@tabler/icons-react';
import { Link, useLocation, useSearch } from 'wouter';
import type { OutputOf } from '../../../src-shared/contract/contract';
import { latestPeriod, type Period, parsePeriod } from '../../../src-shared/rules/period';
import { levelLabel } from '../../../src-shared/rules/problem-clock';
import { formatDate, formatDay, formatGap, formatMoney, formatRate, unknown } from '../../../src-shared/terms/format';
import { usePageTitle } from '../../app/page-title';
import { useStatus } from '../../app/status';
import { PictureMenu } from '../../components/charts/picture-menu';
import type { Sheet } from '../../components/charts/sheet';
import { LightShape } from '../../components/light';
import { ScrollRegion } from '../../components/scroll-region';
import { Empty, Trouble } from '../../components/trouble';
import { useLedgerQuery } from '../../ledger-client';
import { paperPath } from '../papers/paper-links';
import { sheetNote, sliceSheet } from './city-sheets';
import styles from './dispatch.module.css';
import { leaderAddress } from './leader-address';
import { PeriodPicker } from './period-picker';
import { RegionRows } from './region-rows';
import { plainRows } from './slice-table';

type Answer = OutputOf<'dispatch.leader'>;

/** One leader: the figures of his regions, the projects that lag most, open problems and what he has to decide. */
export function LeaderPage({ leader }: { leader: string }) {
  usePageTitle([{ label: '调度', to: '/dispatch' }, { label: leader }]);
  const status = useStatus();
  const search = useSearch();
  if (!status) return null;
  const period = parsePeriod(new URLSearchParams(search).get('period') ?? '') ?? latestPeriod(status.today);
  return <Leader leader={leader} period={period} today={status.today} />;
}

function Leader({ leader, period, today }: { leader: string; period: Period; today: string }) {
  const [, navigate] = useLocation();
  const answer = useLedgerQuery('dispatch.leader', { period: period.code, leader }, { keep: true });
  const figures = useLedgerQuery('bulletins.figures', { period: period.code }, { keep: true }).data;
  if (answer.error) return <Trouble failure={answer.error.failure} retry={() => void answer.refetch()} />;
  if (!answer.data || !figures) return null;
  const { post, regions, totals, worst, problems, decisions } = answer.data;
  const note = sheetNote(figures);
  const rows = plainRows(regions);
  const city = { ...figures, totals };
  return (
    <>
      <div className="bar">
        <h1 className="title">{leader}</h1>
        <span className="sub-fg">{post}</span>
        <PeriodPicker period={period} today={today} onChange={(code) => navigate(leaderAddress(leader, code))} />
        <span className="sub-fg">数据截至 {formatDay(figures.asOf)}</span>
        <span className="right" />
        <Link className="btn primary" to={paperPath('leader_sheet', leader, period.code)}>
          <IconFileText className="icon" aria-hidden="true" />
          调度单
        </Link>
      </div>
      <ScrollRegion label={`${leader}包保的项目`}>
        {regions.length === 0 ? (
          <Empty title={`${period.name}没有由${leader}包保的项目。`} hint="包保分工在“目标”里看。" />
        ) : (
          <>
            <Head
              title="包保属地"
              sheet={{ ...sliceSheet('region', rows, [], city, period.name), title: `${period.name}${leader}包保属地` }}
            />
            <RegionRows
              period={period.code}
              leader={leader}
              rows={regions}
              totals={totals}
              timeProportional={figures.timeProportional}
            />
            <Head title={`滞后项目 ${worst.length} 个`} sheet={worstSheet(worst, leader, period, note)} />
            <WorstTable worst={worst} />
            <Head
              title={`请领导定 ${decisions.length} 件`}
              sheet={problemSheet(decisions, `${leader}请领导定的事`, note)}
            />
            <ProblemTable problems={decisions} none="没有提到县区或市一级、要领导定的问题。" />
            <Head
              title={`未销号问题 ${problems.length} 件`}
              sheet={problemSheet(problems, `${leader}未销号问题`, note)}
            />
            <ProblemTable problems={problems} none="没有未销号的问题。" />
          </>
        )}
      </ScrollRegion>
      <div className="foot">
        <span className="muted">调度口径，不作统计数据使用</span>
        <span className="right muted">项目自己写了包保领导的，算在那位领导名下；金额单位万元</span>
      </div>
    </>
  );
}

function Head({ title, sheet }: { title: string; sheet: Sheet }) {
  return (
    <div className={styles.tableHead}>
      <h2>{title}</h2>
      <span className="right" />
      {sheet.rows.length > 0 && <PictureMenu sheet={sheet} />}
    </div>
  );
}

function WorstTable({ worst }: { worst: Answer['worst'] }) {
  if (worst.length === 0) return <p className={styles.none}>没有红灯、黄灯的项目。</p>;
  return (
    <table className="table">
      <colgroup>
        <col style={{ width: 220 }} />
        <col style={{ width: 96 }} />
        <col style={{ width: 84 }} />
        <col style={{ width: 84 }} />
        <col style={{ width: 84 }} />
        <col style={{ width: 72 }} />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th>项目</th>
          <th>属地</th>
          <th className="num">年度计划</th>
          <th className="num">本年完成</th>
          <th className="num">完成率 %</th>
          <th className="num">序时差</th>
          <th>为什么</th>
        </tr>
      </thead>
      <tbody>
        {worst.map((project) => (
          <tr key={project.id} className="act">
            <td title={project.name}>
              <Link className="link" to={`/projects/${project.id}/overview`}>
                {project.name}
              </Link>
            </td>
            <td>{project.region}</td>
            <td className="num">{formatMoney(project.plan)}</td>
            <td className="num">{formatMoney(project.completed)}</td>
            <td className="num">{formatRate(project.rate)}</td>
            <td className="num">{formatGap(project.gap)}</td>
            <td title={project.sentence}>
              <span className={`light ${project.light}`}>
                <LightShape color={project.light} />
              </span>{' '}
              {project.sentence}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ProblemTable({ problems, none }: { problems: Answer['problems']; none: string }) {
  if (problems.length === 0) return <p className={styles.none}>{none}</p>;
  return (
    <table className="table">
      <colgroup>
        <col style={{ width: 150 }} />
        <col style={{ width: 180 }} />
        <col />
        <col style={{ width: 220 }} />
        <col style={{ width: 72 }} />
        <col style={{ width: 110 }} />
      </colgroup>
      <thead>
        <tr>
          <th>编号</th>
          <th>项目</th>
          <th>问题</th>
          <th>请求</th>
          <th>层级</th>
          <th className="num">到期</th>
        </tr>
      </thead>
      <tbody>
        {problems.map((problem) => (
          <tr key={problem.id} className="act">
            <td>
              <Link className="link" to={`/problems/${problem.id}`}>
                {problem.number ?? '未编号'}
              </Link>
            </td>
            <td title={problem.projectName}>{problem.projectName}</td>
            <td title={problem.description}>{problem.description}</td>
            <td title={problem.request ?? ''}>{problem.request ?? unknown}</td>
            <td>{levelLabel(problem.level)}</td>
            <td className="num">{problem.over > 0 ? `超 ${problem.over} 天` : formatDay(problem.due)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function worstSheet(worst: Answer['worst'], leader: string, { name }: Period, note: string): Sheet {
  const right = (label: string) => ({ label, right: true });
  return {
    title: `${name}${leader}包保的滞后项目`,
    unit: '单位：万元、%',
    note,
    columns: [
      { label: '项目' },
      { label: '属地' },
      right('年度计划'),
      right('本年完成'),
      right('完成率'),
      right('序时差'),
      { label: '为什么' },
      { label: '需协调事项' },
    ],
    rows: worst.map((project) => ({
      cells: [
        project.name,
        project.region,
        formatMoney(project.plan),
        formatMoney(project.completed),
        formatRate(project.rate),
        formatGap(project.gap),
        project.sentence,
        project.needs ?? '',
      ],
    })),
  };
}

function problemSheet(problems: Answer['problems'], title: string, note: string): Sheet {
  return {
    title,
    unit: '',
    note,
    columns: ['编号', '项目', '属地', '问题', '请求', '层级', '到期', '超期天数'].map((label) => ({ label })),
    rows: problems.map((problem) => ({
      cells: [
        problem.number ?? '未编号',
        problem.projectName,
        problem.region,
        problem.description,
        problem.request ?? '',
        levelLabel(problem.level),
        formatDate(problem.due),
        problem.over > 0 ? String(problem.over) : '',
      ],
    })),
  };
}

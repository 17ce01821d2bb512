import { IconAlertTriangle } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import type { PermitProjectLine } from '../../../src-shared/contract/permit-methods';
import { formatDate, unknown } from '../../../src-shared/terms/format';
import { usePageTitle } from '../../app/page-title';
import { useStatus } from '../../app/status';
import { MiniBar } from '../../components/mini-bar';
import { ScrollRegion } from '../../components/scroll-region';
import { Empty, Trouble } from '../../components/trouble';
import { useLedgerQuery } from '../../ledger-client';
import styles from './permits.module.css';
import { shortDay } from './words';

/** More rows than anybody reads; the words above narrow them down. */
const most = 200;

/** Every project on its way to the start: how much room is left, and what is to be handed in next. */
export function PermitsPage() {
  usePageTitle([{ label: '手续办理' }]);
  const lines = useLedgerQuery('permits.projects', {}, { keep: true });
  const status = useStatus();
  const [words, setWords] = useState('');
  const found = useMemo(
    () => (lines.data ?? []).filter(({ name }) => name.includes(words.trim())),
    [lines.data, words],
  );
  if (lines.error) return <Trouble failure={lines.error.failure} retry={() => void lines.refetch()} />;
  if (!lines.data || !status) return null;
  const open = lines.data.filter(({ started, needed }) => !started && needed > 0);
  const late = open.filter(({ float }) => float !== null && float < 0).length;
  return (
    <>
      <div className="bar">
        <h1 className="title">手续办理</h1>
        <span className="muted">
          {open.length} 个项目在办{late > 0 && '，'}
        </span>
        {late > 0 && <span className="red-fg">{late} 个赶不上目标开工</span>}
        <span className="right" />
        {lines.data.length > 8 && (
          <input
            className={`text-input ${styles.search}`}
            aria-label="按项目名称筛选"
            placeholder="项目名称"
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
          />
        )}
      </div>
      {lines.data.length === 0 ? (
        <Empty title="这里放要办手续的项目。" hint="把项目的阶段改为“前期”，或给项目添加手续，它就会出现在这里。">
          <Link to="/projects" className="btn primary">
            看全部项目
          </Link>
        </Empty>
      ) : (
        <ScrollRegion label="要办手续的项目">
          <Lines lines={found} today={status.today} />
          {found.length === 0 && (
            <p className={styles.note}>
              没有名称含“{words.trim()}”的项目。
              <button type="button" className="link" onClick={() => setWords('')}>
                清除筛选
              </button>
            </p>
          )}
          {found.length > most && <p className={styles.note}>列出前 {most} 个，其余请按项目名称筛选。</p>}
        </ScrollRegion>
      )}
      {lines.data.length > 0 && (
        <div className="foot">
          <span>
            浮动为最早开工到目标开工之间的工作日，少的在前；目标开工只有月份的按月底算；已开工的只列手续没办完的
          </span>
        </div>
      )}
    </>
  );
}

function Lines({ lines, today }: { lines: readonly PermitProjectLine[]; today: string }) {
  return (
    <table className="table">
      <colgroup>
        <col />
        <col style={{ width: 120 }} />
        <col style={{ width: 120 }} />
        <col style={{ width: 80 }} />
        <col style={{ width: 116 }} />
        <col style={{ width: 220 }} />
        <col style={{ width: 120 }} />
        <col style={{ width: 190 }} />
      </colgroup>
      <thead>
        <tr>
          <th>项目</th>
          <th className="num">目标开工</th>
          <th className="num">最早开工</th>
          <th className="num">浮动</th>
          <th>已办结</th>
          <th>下一项报件</th>
          <th className="num">最迟报件</th>
          <th>卡在哪里</th>
        </tr>
      </thead>
      <tbody>
        {lines.slice(0, most).map((line) => (
          <Line key={line.id} line={line} today={today} />
        ))}
      </tbody>
    </table>
  );
}

function Line({ line, today }: { line: PermitProjectLine; today: string }) {
  const { id, name, target, started, granted, needed, earliestStart, float, next, critical, trouble } = line;
  const address = `/permits/${encodeURIComponent(id)}`;
  return (
    <tr className="act">
      <td title={name}>
        <Link to={address} className="strong">
          {name}
        </Link>
      </td>
      <td className="num">{target === null ? '未定' : shortTarget(target, today)}</td>
      <td className="num">{shortDay(earliestStart, today)}</td>
      <td className={`num ${float !== null && float < 0 ? 'red-fg strong' : ''}`}>
        {float === null ? unknown : float < 0 ? `晚 ${-float}` : float}
      </td>
      <td>
        {needed > 0 && <MiniBar rate={granted / needed} />} {needed > 0 ? `${granted} / ${needed}` : '未启动'}
      </td>
      {trouble ? (
        <td colSpan={3} className="yellow-fg" title={trouble}>
          <IconAlertTriangle className={`icon ${styles.inline}`} aria-hidden="true" />
          {trouble}
        </td>
      ) : (
        <>
          <td title={next?.name}>
            {next ? (
              <>
                {next.name}
                {!next.ready && <span className="muted">（等前置）</span>}
              </>
            ) : needed === 0 ? (
              <Link to={`${address}/start`} className="link">
                启动路线图
              </Link>
            ) : (
              unknown
            )}
          </td>
          <td className={`num ${next && next.latestSubmit < today ? 'red-fg' : ''}`}>
            {shortDay(next?.latestSubmit ?? null, today)}
          </td>
          <td className="sub-fg" title={critical ?? undefined}>
            {started ? '已开工' : (critical ?? (needed > 0 ? '开工前手续已齐' : unknown))}
          </td>
        </>
      )}
    </tr>
  );
}

const shortTarget = (target: string, today: string) =>
  target.length === 7 ? formatDate(target) : shortDay(target, today);

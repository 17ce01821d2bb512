import { Menu } from '@mantine/core';
import { IconArrowRight, IconCheck, IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { parsePeriod, periodOf } from '../../../src-shared/rules/period';
import { formatMoment } from '../../../src-shared/terms/format';
import { usePageTitle } from '../../app/page-title';
import { useStatus } from '../../app/status';
import { Empty, Trouble } from '../../components/trouble';
import { useLedgerQuery } from '../../ledger-client';
import styles from './compare.module.css';
import { defaultFrom, type Frozen } from './compare-choice';
import { CompareProjects } from './compare-projects';
import { type ChosenFigure, CompareTable } from './compare-table';

interface Option {
  readonly code: string;
  readonly label: string;
  readonly note: string;
}

const frozenOption = ({ period, name, frozenAt }: Frozen): Option => ({
  code: period,
  label: name,
  note: frozenAt ? `${formatMoment(frozenAt)} 冻结` : '',
});

/** What moved from one freeze to another, or to now: per region and figure, per project, by whom. */
export function ComparePage() {
  usePageTitle([{ label: '调度', to: '/dispatch' }, { label: '比较' }]);
  const status = useStatus();
  const search = new URLSearchParams(useSearch());
  const frozen = useLedgerQuery('bulletins.frozen', {});
  if (frozen.error) return <Trouble failure={frozen.error.failure} retry={() => void frozen.refetch()} />;
  if (!status || !frozen.data) return null;
  const asked = search.get('to') ?? 'now';
  const to = asked === 'now' || parsePeriod(asked) ? asked : 'now';
  const from = search.get('from') ?? defaultFrom(frozen.data, to, status.today);
  if (from === null)
    return (
      <Empty
        title={frozen.data.length === 0 ? '还没有冻结过的一期。' : '这一期以前没有冻结过的一期。'}
        hint="冻结一期以后，才有可比的底数：从那时起什么数动了，是谁改的。"
      >
        <Link className="btn primary" to="/dispatch">
          去全市页冻结
        </Link>
      </Empty>
    );
  return <Compared key={`${from} ${to}`} frozen={frozen.data} from={from} to={to} today={status.today} />;
}

function Compared({ frozen, from, to, today }: { frozen: Frozen[]; from: string; to: string; today: string }) {
  const [, navigate] = useLocation();
  const [chosen, setChosen] = useState<ChosenFigure | null>(null);
  const answer = useLedgerQuery('bulletins.compare', { from, to }, { keep: true });
  const go = (nextFrom: string, nextTo: string) => navigate(`/dispatch/compare?from=${nextFrom}&to=${nextTo}`);
  const present = periodOf(today);
  const open = to === 'now' || frozen.some(({ period }) => period === to) ? null : parsePeriod(to);
  const targets: Option[] = [
    { code: 'now', label: `现在（${present.name}）`, note: '随台账变动' },
    ...(open ? [{ code: open.code, label: open.name, note: '未冻结，随台账变动' }] : []),
    ...frozen.filter(({ period }) => period !== from).map(frozenOption),
  ];
  const comparison = answer.data;
  return (
    <>
      <div className="bar">
        <h1 className="title">两期比较</h1>
        <Pick label="从" value={from} options={frozen.map(frozenOption)} onChange={(code) => go(code, to)} />
        <IconArrowRight className="icon" aria-hidden="true" />
        <Pick label="到" value={to} options={targets} onChange={(code) => go(from, code)} />
        <span className="right sub-fg">{comparison?.projects && `${comparison.projects.length} 个项目使数字变动`}</span>
      </div>
      {answer.error ? (
        <Trouble failure={answer.error.failure} retry={() => void answer.refetch()} />
      ) : (
        comparison && (
          <div className="split">
            <section className={styles.regions} aria-label="各地变动">
              <CompareTable comparison={comparison} chosen={chosen} onChoose={setChosen} />
            </section>
            <section className={styles.side} aria-label="变动的项目">
              <CompareProjects
                comparison={comparison}
                range={{ from, to }}
                chosen={chosen}
                onClear={() => setChosen(null)}
              />
            </section>
          </div>
        )
      )}
      <div className="foot">
        <span className="muted">调度口径，不作统计数据使用</span>
        <span className="right muted">投资单位亿元，率为百分点，其余为项；没有变动的不写；点数字看是哪些项目</span>
      </div>
    </>
  );
}

function Pick({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: string;
  options: readonly Option[];
  onChange: (code: string) => void;
}) {
  const present = options.find(({ code }) => code === value);
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button type="button" className="btn">
          {label} {present?.label ?? parsePeriod(value)?.name ?? value}
          <IconChevronDown className="icon" aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown mah={360} style={{ overflowY: 'auto' }}>
        {options.map(({ code, label: name, note }) => (
          <Menu.Item
            key={code}
            aria-current={code === value || undefined}
            rightSection={code === value ? <IconCheck className="icon" aria-hidden="true" /> : undefined}
            onClick={() => onChange(code)}
          >
            {name} <span className="muted">{note}</span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

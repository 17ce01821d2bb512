import { Button } from '@mantine/core';
import { IconLayoutKanban, IconList, IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { boardSummary, type ProblemLine } from '../../../src-shared/rules/problem-board';
import { usePageTitle } from '../../app/page-title';
import { useCanWrite, useStatus } from '../../app/status';
import { ChoiceGroup } from '../../components/choice-group';
import { Empty, Trouble } from '../../components/trouble';
import { useLedgerQuery } from '../../ledger-client';
import { CategoryFilter, groupOf } from './category-filter';
import { ClosedStrip } from './closed-strip';
import { ProblemBoard } from './problem-board';
import { knownLines, problemPath, problemTitle } from './problem-data';
import { ProblemList } from './problem-list';
import { ProblemPanel } from './problem-panel';
import classes from './problems.module.css';
import { RegisterDialog } from './register-dialog';
import { useEscalation } from './use-escalation';

type View = 'board' | 'list' | 'closed';
type Whose = 'mine' | 'all';

/** Problems by level with their clocks, or as a table; the chosen one beside them. */
export function ProblemsPage({ id }: { id: string | null }) {
  const [, navigate] = useLocation();
  const search = new URLSearchParams(useSearch());
  const asked = search.get('view');
  const view: View = asked === 'list' || asked === 'closed' ? asked : 'board';
  const whose: Whose = search.get('whose') === 'mine' ? 'mine' : 'all';
  const status = useStatus();
  const writable = useCanWrite();
  const board = useLedgerQuery('problems.board', { closed: view === 'closed' ? 'all' : 'month' }, { keep: true });
  const [groups, setGroups] = useState<readonly string[]>([]);
  const [registering, setRegistering] = useState(false);
  useEscalation(writable && (board.data?.pending ?? 0) > 0);

  const all = useMemo(() => (board.data ? knownLines(board.data.open) : []), [board.data]);
  const closed = useMemo(() => (board.data ? knownLines(board.data.closed) : []), [board.data]);
  const fits = useMemo(
    () => (line: ProblemLine) => groups.length === 0 || groups.includes(groupOf(line.problem.category)),
    [groups],
  );
  const shown = useMemo(() => all.filter((line) => fits(line) && (whose === 'all' || line.mine)), [all, fits, whose]);
  const listed = view === 'closed' ? closed.filter(fits) : shown;
  const chosenLine = [...all, ...closed].find(({ problem }) => problem.id === id);
  const chosen = id ?? listed[0]?.problem.id ?? null;
  usePageTitle([
    chosenLine ? { label: '问题破解', to: '/problems' } : { label: '问题破解' },
    ...(chosenLine ? [{ label: problemTitle(chosenLine.problem) }] : []),
  ]);

  if (board.error) return <Trouble failure={board.error.failure} retry={() => void board.refetch()} />;
  if (!board.data || !status) return null;
  const address = (change: { view?: View; whose?: Whose }) => {
    const next = new URLSearchParams();
    const to = { view, whose, ...change };
    if (to.view !== 'board') next.set('view', to.view);
    if (to.whose === 'mine') next.set('whose', 'mine');
    const words = next.toString();
    return `${id ? problemPath(id) : '/problems'}${words ? `?${words}` : ''}`;
  };
  const words = search.toString();
  const pathOf = (to: string) => `${problemPath(to)}${words ? `?${words}` : ''}`;
  const city = status.identity?.region === null;
  const summary = boardSummary(shown, status.today);
  const isEmpty = all.length === 0 && board.data.closedInAll === 0;

  return (
    <div className="split">
      <section className={classes.board} aria-label="问题">
        <div className="bar">
          <h1 className="title">问题</h1>
          <ChoiceGroup<Whose>
            label="谁的问题"
            options={[
              { value: 'mine', label: `我的 ${all.filter(({ mine }) => mine).length}` },
              { value: 'all', label: `${city ? '全市' : '本区'} ${all.length}` },
            ]}
            value={whose}
            onChange={(next) => navigate(address({ whose: next }), { replace: true })}
          />
          <CategoryFilter lines={view === 'closed' ? closed : all} groups={groups} onChange={setGroups} />
          <Link className="btn sm quiet" to={address({ view: view === 'board' ? 'list' : 'board' })}>
            {view === 'board' ? (
              <IconList className="icon" aria-hidden="true" />
            ) : (
              <IconLayoutKanban className="icon" aria-hidden="true" />
            )}
            {view === 'board' ? '列表' : '看板'}
          </Link>
          <span className="right sub-fg ell" title="本周一以来提级；剩 1 天以内；超过时限">
            {view === 'closed'
              ? `已销号 ${board.data.closedInAll}`
              : `本周提级 ${summary.raised}，临期 ${summary.near}，超期 ${summary.over}`}
          </span>
          {writable && (
            <Button
              size="compact-xs"
              leftSection={<IconPlus className="icon" aria-hidden="true" />}
              onClick={() => setRegistering(true)}
            >
              登记问题
            </Button>
          )}
        </div>
        {isEmpty ? (
          <Empty
            title="这里放要破解的问题，按层级排开，到期自动提级。"
            hint="企业提出的、走访和踏查发现的，登记后就开始计时。"
          >
            {writable && (
              <button type="button" className="btn primary" onClick={() => setRegistering(true)}>
                登记第一个问题
              </button>
            )}
          </Empty>
        ) : view === 'board' ? (
          <ProblemBoard lines={shown} chosen={chosen} pathOf={pathOf} />
        ) : (
          <ProblemList lines={listed} chosen={chosen} closed={view === 'closed'} pathOf={pathOf} />
        )}
        {!isEmpty && groups.length > 0 && listed.length === 0 && (
          <p className={classes.none}>
            没有“{groups.join('、')}”类的问题。
            <button type="button" className="link" onClick={() => setGroups([])}>
              清除类别
            </button>
          </p>
        )}
        {!isEmpty && view !== 'closed' && (
          <ClosedStrip
            closed={closed}
            inAll={board.data.closedInAll}
            unnumbered={writable && status.identity?.role === 'commission' ? board.data.unnumbered : 0}
            pathOf={pathOf}
            allPath={address({ view: 'closed' })}
          />
        )}
        <div className="foot">
          <span>剩按工作日，超按自然日；到期自动提级，延期待批的除外</span>
          <span className="right muted">待核验、挂账时停表</span>
        </div>
      </section>
      {chosen && <ProblemPanel key={chosen} id={chosen} writable={writable} onGone={() => navigate('/problems')} />}
      {registering && <RegisterDialog onClose={() => setRegistering(false)} onAdded={(to) => navigate(pathOf(to))} />}
    </div>
  );
}

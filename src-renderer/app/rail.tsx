import {
  IconChartBar,
  IconCoin,
  IconLayoutList,
  IconMessages,
  IconPuzzle,
  IconRefresh,
  IconRubberStamp,
  IconSettings,
  IconTable,
  IconTableShare,
  IconTrendingUp,
} from '@tabler/icons-react';
import { Fragment, type ReactNode, useEffect, useRef } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { city, regionName } from '../../src-shared/catalogues/regions';
import type { View } from '../../src-shared/contract/common';
import { DemonstrationMark } from './demonstration-mark';
import { useStatus } from './status';

export interface LedgerView {
  readonly view: View;
  readonly label: string;
  readonly title: string;
  /** Address of its own workspace, where it has one; the grid view stays beside it. */
  readonly page?: string;
}

/** The plan's ledgers as the rail lists them, in its order. */
export const ledgerViews: readonly LedgerView[] = [
  { view: 'all', label: '全部项目', title: '全部项目' },
  { view: 'construction', label: '已开工', title: '已开工（在建）项目' },
  { view: 'not-listed', label: '未入统', title: '未入统计库项目', page: '/listing' },
  { view: 'planned-start', label: '计划开工', title: '计划开工项目', page: '/planned-starts' },
  { view: 'signed', label: '招商签约', title: '招商签约项目', page: '/promotion/signed' },
  { view: 'negotiation', label: '重点招商', title: '重点招商项目', page: '/promotion/negotiation' },
  { view: 'reserve', label: '谋划储备', title: '谋划储备项目', page: '/reserve' },
  { view: 'small', label: '5000万以下', title: '5000万以下项目漏统核查', page: '/listing/small' },
  { view: 'aside', label: '停工、终止', title: '停工、终止项目', page: '/aside' },
];

/** The workspaces of the five duties, in their order. */
const duties = [
  { to: '/permits', label: '手续办理', icon: IconRubberStamp },
  { to: '/progress', label: '组织推进', icon: IconTrendingUp },
  { to: '/liaison', label: '沟通联络', icon: IconMessages },
  { to: '/problems', label: '问题破解', icon: IconPuzzle },
  { to: '/funding', label: '政策争取', icon: IconCoin },
] as const;

/** What a region promised, in sight while 组织推进 is open. */
const commitmentsPage = '/progress/commitments';

/** The Commission's screens under 调度, in their order; in sight while one of them is open. */
const dispatchPages = [
  { to: '/dispatch', label: '全市' },
  { to: '/dispatch/evaluation', label: '考评' },
  { to: '/dispatch/papers', label: '公文', also: '/papers' },
  { to: '/dispatch/targets', label: '目标' },
  { to: '/dispatch/surveys', label: '踏查' },
  { to: '/dispatch/publicity', label: '宣传' },
  { to: '/dispatch/templates', label: '公文模板' },
] as const satisfies readonly DispatchEntry[];

interface DispatchEntry {
  readonly to: string;
  readonly label: string;
  /** Addresses that begin like this belong to the entry too. */
  readonly also?: string;
}

function isOn({ to, also }: DispatchEntry, path: string): boolean {
  // The city picture holds its charts, lists, comparison and the leaders' pages.
  if (to === '/dispatch') return path === to || /^\/dispatch\/(charts|behind|leaders|compare)\b/.test(path);
  return path === to || path.startsWith(`${to}/`) || (also !== undefined && path.startsWith(also));
}

/** Where the entry of a ledger leads. */
export function ledgerAddress({ view, page }: LedgerView): string {
  return page ?? (view === 'all' ? '/projects' : `/projects?view=${view}`);
}

/** The ledger whose workspace an address belongs to, the closest one. */
function ledgerOf(path: string): View | null {
  const pages = ledgerViews.filter(({ page }) => page && (path === page || path.startsWith(`${page}/`)));
  return pages.sort((a, b) => (b.page?.length ?? 0) - (a.page?.length ?? 0))[0]?.view ?? null;
}

function Entry({
  to,
  on,
  sub,
  icon,
  count,
  children,
}: {
  to: string;
  on: boolean;
  sub?: boolean;
  icon?: ReactNode;
  count?: number | undefined;
  children: ReactNode;
}) {
  return (
    <Link
      to={to}
      className={[on && 'on', sub && 'sub'].filter(Boolean).join(' ')}
      aria-current={on ? 'page' : undefined}
    >
      {icon}
      {children}
      {count !== undefined && <span className="n">{count.toLocaleString('zh-CN')}</span>}
    </Link>
  );
}

/** Left navigation: only what has a screen. The five duties get entries with their own workspaces. */
export function Rail() {
  const status = useStatus();
  const [path] = useLocation();
  const search = useSearch();
  const view =
    path === '/projects'
      ? (new URLSearchParams(search).get('view') ?? 'all')
      : path.startsWith('/projects/')
        ? 'all'
        : ledgerOf(path);
  const region = status?.identity?.region ?? null;
  const nav = useRef<HTMLElement>(null);
  // On a low screen the entries scroll between the name above and the settings below: the present one never stands out of sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the address is what moves the mark
  useEffect(() => {
    if (path.startsWith('/dispatch')) nav.current?.lastElementChild?.scrollIntoView({ block: 'nearest' });
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [path, view]);
  const inDispatch = path === '/dispatch' || path.startsWith('/dispatch/') || path.startsWith('/papers/');
  return (
    <aside className="rail">
      <div className="brand">
        <b>五包工作台</b>
        <span>
          {city.name} · {region ? regionName(region) : '全市'}
        </span>
      </div>
      <nav className="nav rail-main" aria-label="主导航" ref={nav}>
        <Entry to="/" on={path === '/'} icon={<IconLayoutList className="icon" aria-hidden="true" />}>
          工作台
        </Entry>
        <div className="nav-h">
          <span>五包</span>
        </div>
        {duties.map(({ to, label, icon: Icon }) => (
          <Fragment key={to}>
            <Entry
              to={to}
              on={path.startsWith(to) && !path.startsWith(commitmentsPage)}
              icon={<Icon className="icon" aria-hidden="true" />}
            >
              {label}
            </Entry>
            {to === '/progress' && path.startsWith(to) && (
              <Entry to={commitmentsPage} on={path.startsWith(commitmentsPage)} sub>
                压实清单
              </Entry>
            )}
          </Fragment>
        ))}
        <div className="nav-h">
          <span>台账</span>
          <span>{region ? '本区' : '全市'}</span>
        </div>
        {ledgerViews.map((ledger) => (
          <Entry
            key={ledger.view}
            to={ledgerAddress(ledger)}
            on={view === ledger.view}
            sub={ledger.view !== 'all'}
            icon={ledger.view === 'all' && <IconTable className="icon" aria-hidden="true" />}
            count={status?.counts[ledger.view]}
          >
            {ledger.label}
          </Entry>
        ))}
        <div className="nav-gap" />
        <Entry
          to="/templates"
          on={path.startsWith('/templates')}
          icon={<IconTableShare className="icon" aria-hidden="true" />}
        >
          上级表样
        </Entry>
        {status?.identity?.role === 'commission' && (
          <>
            <Entry
              to="/dispatch"
              on={inDispatch && !dispatchPages.some((page) => isOn(page, path))}
              icon={<IconChartBar className="icon" aria-hidden="true" />}
            >
              调度
            </Entry>
            {inDispatch &&
              dispatchPages.map((page) => (
                <Entry key={page.to} to={page.to} on={isOn(page, path)} sub>
                  {page.label}
                </Entry>
              ))}
          </>
        )}
        <Entry to="/sync" on={path.startsWith('/sync')} icon={<IconRefresh className="icon" aria-hidden="true" />}>
          同步
        </Entry>
      </nav>
      <div className="rail-foot">
        {status?.demonstration && <DemonstrationMark today={status.today} />}
        <nav className="nav" aria-label="设置">
          <Entry
            to="/settings"
            on={path.startsWith('/settings')}
            icon={<IconSettings className="icon" aria-hidden="true" />}
          >
            设置
          </Entry>
        </nav>
      </div>
    </aside>
  );
}

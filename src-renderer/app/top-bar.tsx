import { IconChevronLeft, IconChevronRight, IconCloudUp, IconInbox, IconSearch, IconUser } from '@tabler/icons-react';
import { Fragment, useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { LedgerStatus } from '../../src-shared/contract/ledger-methods';
import { useCrumbs } from './page-title';
import { openPalette } from './palette-state';
import { placeOf, useStatus } from './status';

interface NavigationLike extends EventTarget {
  readonly canGoBack: boolean;
  readonly canGoForward: boolean;
}

/** Whether the window's history leads anywhere; true where the runtime cannot tell. */
function useTravel(): { back: boolean; forward: boolean } {
  const [travel, setTravel] = useState({ back: true, forward: true });
  useEffect(() => {
    const navigation = (window as unknown as { navigation?: NavigationLike }).navigation;
    if (!navigation) return undefined;
    const update = () => setTravel({ back: navigation.canGoBack, forward: navigation.canGoForward });
    update();
    navigation.addEventListener('currententrychange', update);
    return () => navigation.removeEventListener('currententrychange', update);
  }, []);
  return travel;
}

/** '3 天未上报' for who reports, '待处理 3 个包' for who receives; the way to the sync page either way. */
function SyncPill({ status }: { status: LedgerStatus }) {
  const { waiting, unreported, identity } = status;
  const packages = waiting.quarantined + waiting.held;
  const parts: string[] = [];
  if (packages > 0) parts.push(`待处理 ${packages} 个包`);
  if (waiting.conflicts > 0) parts.push(`${waiting.conflicts} 处冲突`);
  if (waiting.review > 0) parts.push(`${waiting.review} 处越权改动`);
  if (parts.length === 0 && identity?.role !== 'commission' && unreported.changes > 0) {
    parts.push(
      unreported.days === null
        ? `${unreported.changes} 处未上报`
        : unreported.days > 0
          ? `${unreported.days} 天未上报`
          : `今天有 ${unreported.changes} 处未上报`,
    );
  }
  if (parts.length === 0)
    parts.push(
      identity?.role === 'commission' ? '没有待处理的包' : unreported.lastReport ? '已全部上报' : '还没有要上报的',
    );
  const Icon = packages > 0 || identity?.role === 'commission' ? IconInbox : IconCloudUp;
  return (
    <Link to="/sync" className="pill">
      <Icon className="icon" aria-hidden="true" />
      {parts.join('，')}
    </Link>
  );
}

export function TopBar() {
  const status = useStatus();
  const crumbs = useCrumbs();
  const travel = useTravel();
  return (
    <header className="top">
      <button
        type="button"
        className="btn quiet icon-only"
        aria-label="后退"
        disabled={!travel.back}
        onClick={() => history.back()}
      >
        <IconChevronLeft className="icon" aria-hidden="true" />
      </button>
      <button
        type="button"
        className="btn quiet icon-only forward"
        aria-label="前进"
        disabled={!travel.forward}
        onClick={() => history.forward()}
      >
        <IconChevronRight className="icon" aria-hidden="true" />
      </button>
      <nav className="crumb" aria-label="当前位置">
        {crumbs.map((crumb, index) => (
          <Fragment key={crumb.label}>
            {index > 0 && <IconChevronRight className="icon" aria-hidden="true" />}
            {index === crumbs.length - 1 ? (
              <b>{crumb.label}</b>
            ) : crumb.to ? (
              <Link to={crumb.to}>{crumb.label}</Link>
            ) : (
              <span>{crumb.label}</span>
            )}
          </Fragment>
        ))}
      </nav>
      <button
        type="button"
        className="search"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K"
        onClick={openPalette}
      >
        <IconSearch className="icon" aria-hidden="true" />
        <span>搜索项目、人、命令</span>
        <span className="kbd">Ctrl K</span>
      </button>
      {status && <SyncPill status={status} />}
      {status?.identity && (
        <Link to="/settings" className="who">
          <IconUser className="icon" aria-hidden="true" />
          {status.identity.person} · {placeOf(status)}
        </Link>
      )}
    </header>
  );
}

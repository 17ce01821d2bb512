import { Menu } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { useRef } from 'react';
import { Link, useLocation } from 'wouter';
import type { View } from '../../../src-shared/contract/common';
import { ledgerViews } from '../../app/rail';
import { useLedgerQuery } from '../../ledger-client';
import { useFittingTabs } from './fitting-tabs';
import { type GridState, gridAddress, plainState } from './grid-state';
import { activeView, type KeptView, stateOf, type ViewContent, type Views } from './kept-views';
import classes from './projects-page.module.css';
import { ChangedView, SaveView, ViewMenu } from './view-deeds';

const addressOf = (view: KeptView) => gridAddress(stateOf(view));

/** The ledger in sight, then the views: shared ones, one's own and those that the program brings. What does not fit is under 更多. */
export function GridTabs({
  state,
  views,
  counts,
  content,
}: {
  state: GridState;
  views: Views;
  counts: Partial<Record<View, number>> | undefined;
  /** What a view would keep of what is shown now. */
  content: ViewContent;
}) {
  const [, navigate] = useLocation();
  const row = useRef<HTMLElement>(null);
  const ruler = useRef<HTMLDivElement>(null);
  const active = activeView([...views.tabs, ...views.others], state);
  const tabs = active && !views.tabs.includes(active) ? [...views.tabs, active] : views.tabs;
  const place = active ? tabs.indexOf(active) : -1;
  const key = JSON.stringify([tabs.map(({ id, name }) => [id, name]), counts]);
  // The deeds of a view stand beside its tab: a menu, and what to do about a change.
  const fitting = useFittingTabs(row, ruler, key, place, active ? 250 : 24);
  const shown = fitting.flatMap((index) => tabs[index] ?? []);
  const hidden = tabs.filter((tab) => !shown.includes(tab));
  const ledger = ledgerViews.find(({ view }) => view === state.view);
  const plain = ledgerViews.find(({ view }) => view === 'all');
  const first = active ? plain : ledger;
  return (
    <nav ref={row} className={`tabs ${classes.tabs}`} aria-label="视图">
      {first && <LedgerTab view={first.view} label={first.label} counts={counts} on={!active} />}
      {shown.map((view) => (
        <span key={view.id} className={classes.ownTab}>
          <Link
            to={addressOf(view)}
            className={view === active ? 'on' : ''}
            aria-current={view === active ? 'page' : undefined}
            title={`${view.name}（${view.from}）`}
          >
            {view.name} <ViewCount view={view} />
          </Link>
          {view === active && <ViewMenu view={view} views={views} content={content} />}
          {view === active && <ChangedView view={view} views={views} state={state} content={content} />}
        </span>
      ))}
      {(hidden.length > 0 || views.others.length > 0) && (
        <Menu position="bottom-end">
          <Menu.Target>
            <button type="button" className={classes.more}>
              更多{hidden.length > 0 && ` ${hidden.length}`}
              <IconChevronDown className="icon" aria-hidden="true" />
            </button>
          </Menu.Target>
          <Menu.Dropdown className={classes.moreMenu}>
            {hidden.map((view) => (
              <Menu.Item
                key={view.id}
                onClick={() => navigate(addressOf(view))}
                rightSection={<ViewCount view={view} />}
              >
                {view.name}
              </Menu.Item>
            ))}
            {views.others.length > 0 && <Menu.Label>其他单位的视图</Menu.Label>}
            {views.others.map((view) => (
              <Menu.Item
                key={view.id}
                onClick={() => navigate(addressOf(view))}
                rightSection={<span className="muted">{view.from}</span>}
              >
                {view.name}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      <SaveView views={views} content={content} active={active} />
      <div className={classes.ruler} aria-hidden="true">
        <div ref={ruler}>
          {tabs.map((view) => (
            <span key={view.id}>{view.name} 99,999</span>
          ))}
        </div>
      </div>
    </nav>
  );
}

function ViewCount({ view }: { view: KeptView }) {
  const { view: ledger, filters, words } = stateOf(view);
  const count = useLedgerQuery('projects.count', { view: ledger, filters: [...filters], words }, { keep: true }).data;
  return <span className="n">{count?.projects.toLocaleString('zh-CN')}</span>;
}

function LedgerTab({
  view,
  label,
  counts,
  on,
}: {
  view: View;
  label: string;
  counts: Partial<Record<View, number>> | undefined;
  on: boolean;
}) {
  const [, navigate] = useLocation();
  const countOf = (ledger: View) => counts?.[ledger]?.toLocaleString('zh-CN');
  const address = (ledger: View) => gridAddress({ ...plainState, view: ledger });
  return (
    <span className={classes.ownTab}>
      <Link to={address(view)} className={on ? 'on' : ''} aria-current={on ? 'page' : undefined}>
        {label} <span className="n">{countOf(view)}</span>
      </Link>
      <Menu position="bottom-start">
        <Menu.Target>
          <button type="button" className={classes.tabMore} aria-label="换一个台账">
            <IconChevronDown className="icon" aria-hidden="true" />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {ledgerViews.map((ledger) => (
            <Menu.Item
              key={ledger.view}
              aria-current={on && ledger.view === view ? 'page' : undefined}
              leftSection={
                <IconCheck
                  className="icon"
                  aria-hidden="true"
                  visibility={on && ledger.view === view ? 'visible' : 'hidden'}
                />
              }
              rightSection={<span className="muted">{countOf(ledger.view)}</span>}
              onClick={() => navigate(address(ledger.view))}
            >
              {ledger.title}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </span>
  );
}

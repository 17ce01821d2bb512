import { Button, Popover, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { Link } from 'wouter';
import type { View } from '../../../src-shared/contract/common';
import { ledgerViews } from '../../app/rail';
import { useRemembered } from '../../components/remembered';
import { type GridState, gridAddress, readGridState, writeGridState } from './grid-state';
import classes from './projects-page.module.css';

interface SavedView {
  readonly name: string;
  /** The query of its address. */
  readonly query: string;
}

/** The plan's ledgers and the person's own views as tabs. An own view is an address with a name. */
export function GridTabs({ state, counts }: { state: GridState; counts: Partial<Record<View, number>> | undefined }) {
  const [saved, setSaved] = useRemembered<readonly SavedView[]>('saved-views', []);
  const query = writeGridState(state);
  const own = saved.find((view) => view.query === query);
  return (
    <nav className={`tabs ${classes.tabs}`} aria-label="视图">
      {ledgerViews.map(({ view, label }) => {
        const on = !own && state.view === view;
        return (
          <Link
            key={view}
            to={gridAddress({ view, filters: [], sortings: [], group: null })}
            className={on ? 'on' : ''}
            aria-current={on ? 'page' : undefined}
          >
            {label} <span className="n">{counts?.[view]?.toLocaleString('zh-CN')}</span>
          </Link>
        );
      })}
      {saved.map((view) => (
        <span key={view.name} className={classes.ownTab}>
          <Link
            to={gridAddress(readGridState(view.query))}
            className={own === view ? 'on' : ''}
            aria-current={own === view ? 'page' : undefined}
          >
            {view.name}
          </Link>
          {own === view && (
            <button
              type="button"
              className={classes.forget}
              aria-label={`删除视图 ${view.name}`}
              title="删除这个视图"
              onClick={() => setSaved(saved.filter((other) => other !== view))}
            >
              <IconX className="icon" aria-hidden="true" />
            </button>
          )}
        </span>
      ))}
      {!own && (
        <SaveView
          disabled={query === ''}
          taken={saved.map((view) => view.name)}
          save={(name) => setSaved([...saved, { name, query }])}
        />
      )}
    </nav>
  );
}

function SaveView({
  disabled,
  taken,
  save,
}: {
  disabled: boolean;
  taken: readonly string[];
  save: (name: string) => void;
}) {
  const [open, setOpen] = useState(false);
  const [name, setName] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const text = name.trim();
    if (!text || taken.includes(text)) return;
    save(text);
    setName('');
    setOpen(false);
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus>
      <Popover.Target>
        <button
          type="button"
          className={classes.plus}
          aria-label="保存为视图"
          title={disabled ? '先筛选、排序或分组，再保存为视图' : '把现在的筛选、排序和分组保存为视图'}
          disabled={disabled}
          onClick={() => setOpen(!open)}
        >
          <IconPlus className="icon" aria-hidden="true" />
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit} className={classes.saveForm}>
          <TextInput
            label="视图名称"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={taken.includes(name.trim()) ? '已有同名视图' : null}
            placeholder="如：亿元以上红灯"
            data-autofocus
          />
          <Button type="submit" variant="filled" disabled={!name.trim()}>
            保存视图
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}

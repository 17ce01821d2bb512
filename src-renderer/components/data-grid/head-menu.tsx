// biome-ignore-all lint/a11y/useSemanticElements: a fieldset would bring a frame of its own
import { Popover } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowLeft,
  IconArrowRight,
  IconArrowUp,
  IconChevronDown,
  IconEyeOff,
  IconMinus,
  IconPin,
  IconPinnedOff,
  IconPlus,
  IconSelectAll,
  IconSortDescending,
} from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import classes from './data-grid.module.css';
import type { GridColumn, RowLike, Sorting } from './grid-types';
import menuClasses from './head-menu.module.css';
import { addSorting, oneSorting } from './next-sorting';

export interface HeadDeeds<Row extends RowLike> {
  readonly sortings: readonly Sorting[];
  readonly onSort: (next: Sorting[]) => void;
  readonly pinned: number;
  readonly pin: (count: number) => void;
  readonly resize: (at: number, width: number, done: boolean) => void;
  readonly fit: (at: number) => void;
  readonly restore: (key: string) => void;
  readonly select: (at: number) => void;
  readonly move: ((key: string, to: number) => void) | undefined;
  readonly hide: ((key: string) => void) | undefined;
  readonly more: ((column: GridColumn<Row>, close: () => void) => ReactNode) | undefined;
}

/** What can be done to a column: order, freezing, place, width; what the screen adds, such as a filter, comes below. */
export function HeadMenu<Row extends RowLike>({
  column,
  at,
  count,
  width,
  dragged,
  opened,
  setOpened,
  tabIndex,
  deeds,
}: {
  column: GridColumn<Row>;
  at: number;
  /** Columns of the grid. */
  count: number;
  width: number;
  /** Whether the width is one that a person gave. */
  dragged: boolean;
  opened: boolean;
  setOpened: (opened: boolean) => void;
  tabIndex: 0 | -1;
  deeds: HeadDeeds<Row>;
}) {
  const list = useRef<HTMLDivElement>(null);
  const { order } = column;
  const sorting = deeds.sortings.find(({ field }) => field === order);
  const close = () => setOpened(false);
  const item = (label: string, icon: ReactNode, deed: () => void, hint?: string) => (
    <button
      key={label}
      type="button"
      className={menuClasses.menuItem}
      onClick={() => {
        close();
        deed();
      }}
    >
      {icon}
      <span>{label}</span>
      {hint && <span className={menuClasses.menuHint}>{hint}</span>}
    </button>
  );
  const more = opened ? deeds.more?.(column, close) : null;
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <button
          type="button"
          tabIndex={tabIndex}
          className={opened ? `${classes.headMore} ${classes.headMoreOn}` : classes.headMore}
          aria-label={`“${column.label}”列的菜单`}
          aria-haspopup="dialog"
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          <IconChevronDown className="icon" aria-hidden="true" />
        </button>
      </Popover.Target>
      <Popover.Dropdown className={menuClasses.menu} aria-label={`“${column.label}”列`}>
        <div
          ref={list}
          role="group"
          aria-label="列"
          className={menuClasses.menuList}
          onKeyDown={(event) => step(event, list.current)}
        >
          {order && (
            <>
              {item('升序', <IconArrowUp className="icon" aria-hidden="true" />, () =>
                deeds.onSort(oneSorting(order, false)),
              )}
              {item('降序', <IconArrowDown className="icon" aria-hidden="true" />, () =>
                deeds.onSort(oneSorting(order, true)),
              )}
              {!sorting &&
                deeds.sortings.length > 0 &&
                item(
                  '加一级排序',
                  <IconSortDescending className="icon" aria-hidden="true" />,
                  () => deeds.onSort(addSorting(deeds.sortings, order, column.right === true)),
                  `第 ${deeds.sortings.length + 1} 级`,
                )}
              {sorting &&
                item('不按此列排序', <IconMinus className="icon" aria-hidden="true" />, () =>
                  deeds.onSort(deeds.sortings.filter(({ field }) => field !== order)),
                )}
              <hr className={menuClasses.menuLine} />
            </>
          )}
          {at + 1 !== deeds.pinned &&
            item('冻结到这一列', <IconPin className="icon" aria-hidden="true" />, () => deeds.pin(at + 1))}
          {deeds.pinned > 1 &&
            item('取消冻结', <IconPinnedOff className="icon" aria-hidden="true" />, () => deeds.pin(1))}
          {item('选中此列', <IconSelectAll className="icon" aria-hidden="true" />, () => deeds.select(at), 'Ctrl 空格')}
          {deeds.move &&
            at > 1 &&
            item('左移', <IconArrowLeft className="icon" aria-hidden="true" />, () => deeds.move?.(column.key, at - 1))}
          {deeds.move &&
            at > 0 &&
            at < count - 1 &&
            item('右移', <IconArrowRight className="icon" aria-hidden="true" />, () =>
              deeds.move?.(column.key, at + 1),
            )}
          {deeds.hide &&
            at > 0 &&
            item('隐藏此列', <IconEyeOff className="icon" aria-hidden="true" />, () => deeds.hide?.(column.key))}
          <div className={menuClasses.menuWidth}>
            <span>列宽 {width}</span>
            <button
              type="button"
              className="btn quiet sm icon-only"
              aria-label="收窄"
              onClick={() => deeds.resize(at, width - 8, true)}
            >
              <IconMinus className="icon" aria-hidden="true" />
            </button>
            <button
              type="button"
              className="btn quiet sm icon-only"
              aria-label="加宽"
              onClick={() => deeds.resize(at, width + 8, true)}
            >
              <IconPlus className="icon" aria-hidden="true" />
            </button>
            <button type="button" className="btn quiet sm" onClick={() => deeds.fit(at)}>
              适合内容
            </button>
            {dragged && (
              <button type="button" className="btn quiet sm" onClick={() => deeds.restore(column.key)}>
                恢复
              </button>
            )}
          </div>
        </div>
        {more && <div className={menuClasses.menuMore}>{more}</div>}
      </Popover.Dropdown>
    </Popover>
  );
}

/** Arrow keys go from item to item. */
function step(event: KeyboardEvent, list: HTMLElement | null): void {
  if (event.nativeEvent.isComposing || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return;
  const items = [...(list?.querySelectorAll('button') ?? [])];
  const at = items.indexOf(document.activeElement as HTMLButtonElement);
  const next = at + (event.key === 'ArrowDown' ? 1 : -1);
  items[(next + items.length) % items.length]?.focus();
  event.preventDefault();
}

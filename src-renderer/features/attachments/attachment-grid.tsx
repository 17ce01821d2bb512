import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { ShownAttachment } from '../../../src-shared/contract/attachment-methods';
import { formatBytes } from '../../components/format-bytes';
import { isHere } from './attachment-deeds';
import classes from './attachments.module.css';
import { Thumbnail } from './thumbnail';

const cardWidth = 156;
const cardHeight = 160;

/**
 * Many attachments as cards; only those in sight are drawn. The list has the focus and says which card is active: arrows, Home, End and
 * page keys move it, Enter opens it, Delete takes it away.
 */
export function AttachmentGrid({
  attachments,
  active,
  onActive,
  onOpen,
  onDelete,
}: {
  attachments: readonly ShownAttachment[];
  active: number;
  onActive: (index: number) => void;
  onOpen: (index: number) => void;
  onDelete: ((index: number) => void) | undefined;
}) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [columns, setColumns] = useState(5);
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const watch = new ResizeObserver(() => setColumns(Math.max(Math.floor((element.clientWidth - 24) / cardWidth), 1)));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  const rows = useVirtualizer({
    count: Math.ceil(attachments.length / columns),
    getScrollElement: () => box.current,
    estimateSize: () => cardHeight,
    overscan: 2,
  });
  const move = (index: number) => {
    const to = Math.max(0, Math.min(index, attachments.length - 1));
    onActive(to);
    rows.scrollToIndex(Math.floor(to / columns));
  };
  const keys = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const page = Math.max(Math.floor((box.current?.clientHeight ?? cardHeight) / cardHeight), 1) * columns;
    const to = {
      ArrowLeft: active - 1,
      ArrowRight: active + 1,
      ArrowUp: active - columns,
      ArrowDown: active + columns,
      PageUp: active - page,
      PageDown: active + page,
      Home: 0,
      End: attachments.length - 1,
    }[event.key];
    if (to !== undefined) move(to);
    else if (event.key === 'Enter' || event.key === ' ') onOpen(active);
    else if (event.key === 'Delete' && onDelete) onDelete(active);
    else return;
    event.preventDefault();
  };
  const drawn = rows.getVirtualItems();
  const isDrawn = drawn.some(({ index }) => index === Math.floor(active / columns));
  return (
    <div
      ref={box}
      className={classes.grid}
      role="listbox"
      aria-label="附件"
      tabIndex={0}
      aria-activedescendant={isDrawn ? `${id}-${active}` : undefined}
      onKeyDown={keys}
    >
      <div style={{ height: rows.getTotalSize(), position: 'relative' }} role="presentation">
        {drawn.map((row) => (
          <div key={row.key} className={classes.gridRow} style={{ top: row.start }} role="presentation">
            {attachments.slice(row.index * columns, (row.index + 1) * columns).map((attachment, column) => {
              const index = row.index * columns + column;
              return (
                // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names its active card
                // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the list's
                <div
                  key={attachment.id}
                  id={`${id}-${index}`}
                  role="option"
                  aria-selected={index === active}
                  aria-setsize={attachments.length}
                  aria-posinset={index + 1}
                  className={classes.card}
                  data-active={index === active || undefined}
                  title={attachment.name}
                  onClick={() => onActive(index)}
                  onDoubleClick={() => onOpen(index)}
                >
                  <Thumbnail attachment={attachment} size="card" />
                  <span className={classes.cardName}>{attachment.name}</span>
                  <span className={classes.cardSub}>
                    {isHere(attachment) ? (
                      attachment.owner_entity === 'project' ? (
                        formatBytes(attachment.bytes)
                      ) : (
                        attachment.owner_title
                      )
                    ) : (
                      <span className="yellow-fg">等待文件</span>
                    )}
                  </span>
                </div>
              );
            })}
          </div>
        ))}
      </div>
    </div>
  );
}

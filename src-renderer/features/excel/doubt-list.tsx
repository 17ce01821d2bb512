import { useVirtualizer } from '@tanstack/react-virtual';
import { useImperativeHandle, useRef } from 'react';
import type { ImportColumn, ImportDoubt, ImportOutcome } from '../../../src-shared/contract/excel-methods';
import { ChoiceGroup } from '../../components/choice-group';
import { FixField } from './fix-field';
import styles from './import.module.css';
import type { Preview } from './sheet-layout';

type Problem = ImportOutcome['problems'][number];

/** Required doubts that nobody has settled yet. */
export function openDoubts(doubts: readonly ImportDoubt[]): ImportDoubt[] {
  return doubts.filter((doubt) => doubt.required && doubt.chosen === null);
}

/** What the person has to do about the doubts, in one line; in few words where others stand beside it. */
export function doubtHint(doubts: readonly ImportDoubt[], isShort: boolean): string {
  const open = openDoubts(doubts);
  if (open.length === 0) return doubts.length === 0 ? '没有要你拿主意的地方' : '按选中项写入';
  const rows = [...new Set(open.map((doubt) => doubt.row))];
  return `第 ${rows.slice(0, 3).join('、')} 行${rows.length > 3 ? '等' : ''}须先选${isShort ? '' : '，其余按选中项'}`;
}

/** Lets the foot of the page lead to what is still open. */
export interface DoubtHandle {
  focus: (doubt: ImportDoubt) => void;
}

type Line =
  | { readonly kind: 'doubt'; readonly doubt: ImportDoubt }
  | { readonly kind: 'caption'; readonly text: string }
  | { readonly kind: 'problem'; readonly problem: Problem }
  | { readonly kind: 'note'; readonly text: string };

function linesOf({ doubts, problems, notes }: Preview): Line[] {
  return [
    ...doubts.map((doubt): Line => ({ kind: 'doubt', doubt })),
    ...(problems.length > 0 ? [{ kind: 'caption', text: `读不懂、不写入的格 ${problems.length}` } satisfies Line] : []),
    ...problems.map((problem): Line => ({ kind: 'problem', problem })),
    ...notes.map((text): Line => ({ kind: 'note', text })),
  ];
}

/** What the reader was not sure of, by row and column, each with the choice that will be made unless the person makes another. */
export function DoubtList(props: {
  preview: Preview;
  /** True after 写入 was pressed too early: what is still open is marked. */
  pressed: boolean;
  handle: React.RefObject<DoubtHandle | null>;
  onDecide: (doubt: string, choice: string) => void;
  onShow: (row: number) => void;
}) {
  const { preview, pressed, handle, onDecide, onShow } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const lines = linesOf(preview);
  const columns = new Map(preview.mapping.map((column) => [column.column, column]));
  const headers = new Set(preview.headerRows);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 92,
    overscan: 8,
  });
  useImperativeHandle(handle, () => ({
    focus: (doubt) => {
      const index = lines.findIndex((line) => line.kind === 'doubt' && line.doubt.id === doubt.id);
      if (index >= 0) virtual.scrollToIndex(index, { align: 'start' });
      setTimeout(
        () =>
          scroller.current?.querySelector<HTMLInputElement>(`[data-doubt="${CSS.escape(doubt.id)}"] input`)?.focus(),
        60,
      );
    },
  }));
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div className="scroll" ref={scroller}>
      <ol style={{ paddingTop: before, paddingBottom: Math.max(0, after) }}>
        {items.map((item) => {
          const line = lines[item.index];
          if (!line) return null;
          const place = { 'data-index': item.index, ref: virtual.measureElement };
          if (line.kind === 'caption') {
            return (
              <li key={item.key} {...place} className={styles.unread}>
                <h3>{line.text}</h3>
              </li>
            );
          }
          if (line.kind === 'note') {
            return (
              <li key={item.key} {...place} className={`muted ${styles.note}`}>
                {line.text}
              </li>
            );
          }
          if (line.kind === 'problem') {
            const { problem } = line;
            const column = columns.get(problem.column);
            return (
              <li key={item.key} {...place}>
                <Place row={problem.row} column={problem.column} onShow={onShow} />
                <div>
                  <div className="ell" title={problem.value}>
                    “{problem.value}”
                  </div>
                  <div className="muted">{problem.message}</div>
                  {column?.field && !headers.has(problem.row) && (
                    <div className={styles.choices}>
                      <FixField
                        label={`第 ${problem.row} 行 ${problem.column} 列`}
                        value={problem.value}
                        column={column}
                        onFix={(text) => onDecide(`problem:${problem.row}:${problem.column}`, `value:${text}`)}
                      />
                    </div>
                  )}
                </div>
              </li>
            );
          }
          const { doubt } = line;
          const isOpen = doubt.required && doubt.chosen === null;
          return (
            <li key={doubt.id} {...place} data-open={isOpen || undefined} data-doubt={doubt.id}>
              <Place row={doubt.row} column={doubt.column} onShow={onShow} />
              <Doubt
                doubt={doubt}
                column={columns.get(doubt.column)}
                isMissed={isOpen && pressed}
                onDecide={onDecide}
              />
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function Place({ row, column, onShow }: { row: number; column: string; onShow: (row: number) => void }) {
  return (
    <button type="button" className={styles.place} onClick={() => onShow(row)} title="在表里看这一格">
      第 {row} 行 {column}
    </button>
  );
}

function Doubt(props: {
  doubt: ImportDoubt;
  column: ImportColumn | undefined;
  isMissed: boolean;
  onDecide: (doubt: string, choice: string) => void;
}) {
  const { doubt, column, isMissed, onDecide } = props;
  const place = `第 ${doubt.row} 行 ${doubt.column} 列`;
  return (
    <div>
      <div>{doubt.message}</div>
      {doubt.detail && <div className="muted">{doubt.detail}</div>}
      <div className={styles.choices}>
        <ChoiceGroup
          label={`${place}：${doubt.message}`}
          appearance="small-chips"
          options={doubt.choices.map((choice) => ({ value: choice.code, label: choice.label }))}
          value={doubt.chosen}
          onChange={(choice) => onDecide(doubt.id, choice)}
        />
        {doubt.fixable && (
          <FixField
            label={place}
            value={doubt.value}
            column={column}
            onFix={(text) => onDecide(doubt.id, `value:${text}`)}
          />
        )}
      </div>
      {isMissed && (
        <p className="red-fg" role="alert">
          这一处须先选定，才能写入
        </p>
      )}
    </div>
  );
}

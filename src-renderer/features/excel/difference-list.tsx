import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import type { ImportDifference, ImportPolicy } from '../../../src-shared/contract/excel-methods';
import { ChoiceGroup } from '../../components/choice-group';
import { policyLabels } from './field-options';
import styles from './import.module.css';
import type { Preview } from './sheet-layout';

type Line =
  | { readonly kind: 'project'; readonly row: number; readonly name: string }
  | { readonly kind: 'field'; readonly difference: ImportDifference };

function linesOf(preview: Preview): Line[] {
  const nameAt = preview.mapping.findIndex((column) => column.field === 'name');
  const names = new Map(preview.rows.map((row) => [row.row, row.cells[nameAt] ?? '']));
  return preview.differences.flatMap((difference, index): Line[] => {
    const line: Line = { kind: 'field', difference };
    if (preview.differences[index - 1]?.row === difference.row) return [line];
    return [{ kind: 'project', row: difference.row, name: names.get(difference.row) ?? '' }, line];
  });
}

/** What the table says otherwise about projects that are there, field by field, and who wins. */
export function DifferenceList(props: {
  preview: Preview;
  onPolicy: (policy: ImportPolicy) => void;
  /** Answers all differences that are asked about, at one stroke. */
  onAll: (choice: 'file' | 'keep') => void;
  onShow: (row: number) => void;
}) {
  const { preview, onPolicy, onAll, onShow } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const lines = linesOf(preview);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (lines[index]?.kind === 'project' ? 34 : 48),
    overscan: 10,
  });
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const isAsked = preview.doubts.some((doubt) => doubt.id.startsWith('differs'));
  const left = preview.differenceCount - preview.differences.length;
  return (
    <>
      <div className={styles.policy}>
        <span className="muted">台账里已有值时（空格从不清除）</span>
        <ChoiceGroup
          label="台账里已有值时"
          options={(Object.keys(policyLabels) as ImportPolicy[]).map((value) => ({
            value,
            label: policyLabels[value],
          }))}
          value={preview.policy}
          onChange={onPolicy}
        />
        {isAsked && (
          <span className={styles.strokes}>
            <button type="button" className="btn sm" onClick={() => onAll('file')}>
              都照表写入
            </button>
            <button type="button" className="btn sm" onClick={() => onAll('keep')}>
              都保留台账
            </button>
          </span>
        )}
      </div>
      <div className="scroll" ref={scroller}>
        <ol className={styles.differences} style={{ paddingTop: before, paddingBottom: Math.max(0, after) }}>
          {items.map((item) => {
            const line = lines[item.index];
            if (!line) return null;
            const place = { 'data-index': item.index, ref: virtual.measureElement };
            if (line.kind === 'project') {
              return (
                <li key={item.key} {...place} className={styles.project}>
                  <button
                    type="button"
                    className={styles.place}
                    onClick={() => onShow(line.row)}
                    title="在表里看这一行"
                  >
                    第 {line.row} 行
                  </button>
                  <b className="ell" title={line.name}>
                    {line.name}
                  </b>
                </li>
              );
            }
            return (
              <li key={item.key} {...place}>
                <Difference difference={line.difference} />
              </li>
            );
          })}
        </ol>
        {left > 0 && (
          <p className={`muted ${styles.note}`}>还有 {left.toLocaleString('zh-CN')} 处没有列出，同样处理。</p>
        )}
      </div>
    </>
  );
}

/** 总投资：26,500万元 → 28,000万元; whatever does not stay is struck out. */
function Difference({ difference }: { difference: ImportDifference }) {
  const { label, column, mine, file, taken } = difference;
  return (
    <>
      <span className="sub-fg">
        {label}
        <span className={styles.letter}>{column === '' ? '由表推出' : `${column} 列`}</span>
      </span>
      <span className={styles.values}>
        <span className="visually-hidden">台账</span>
        {taken ? <s>{mine}</s> : <b>{mine}</b>}
        <span aria-hidden="true"> → </span>
        <span className="visually-hidden">表里</span>
        {taken ? <b>{file}</b> : <s>{file}</s>}
        {!taken && <span className={styles.kept}>保留台账</span>}
      </span>
    </>
  );
}

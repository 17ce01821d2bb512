import { useState } from 'react';
import type { PermitItem } from '../../../src-shared/contract/rule-values';
import type { CatalogueRow } from '../../../src-shared/rules/permit-catalogue';
import styles from './catalogue-part.module.css';

type Change = Partial<Pick<PermitItem, 'department' | 'workdays' | 'limitUnitInLaw'>>;

/** The catalogue as a table; department and limit are saved when their field is left. */
export function CatalogueTable({
  rows,
  canWrite,
  onChange,
  onReset,
}: {
  rows: readonly CatalogueRow[];
  canWrite: boolean;
  onChange: (row: CatalogueRow, change: Change) => void;
  onReset: (row: CatalogueRow) => void;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.frame} aria-label="手续目录" tabIndex={0}>
      <table className="table">
        <colgroup>
          <col style={{ width: 66 }} />
          <col />
          <col style={{ width: 176 }} />
          <col style={{ width: 56 }} />
          <col style={{ width: 92 }} />
          <col style={{ width: 66 }} />
          <col style={{ width: 76 }} />
        </colgroup>
        <thead>
          <tr>
            <th>编号</th>
            <th>手续</th>
            <th>部门</th>
            <th className="num">时限</th>
            <th>单位</th>
            <th>依据</th>
            <th>
              <span className="visually-hidden">恢复</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row
              key={row.item.code}
              row={row}
              canWrite={canWrite}
              onChange={(change) => onChange(row, change)}
              onReset={() => onReset(row)}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

const confidenceWords = { high: '有依据', medium: '待核对', low: '经验值' } as const;

function Row({
  row,
  canWrite,
  onChange,
  onReset,
}: {
  row: CatalogueRow;
  canWrite: boolean;
  onChange: (change: Change) => void;
  onReset: () => void;
}) {
  const { item, own, fromCity } = row;
  const source = [item.basis, item.timeLimitSource, item.limitNote].filter(Boolean).join('；');
  return (
    <tr className={own ? styles.changed : undefined}>
      <td className="sub-fg">{item.code}</td>
      <td title={item.name}>{item.name}</td>
      <td className={styles.field}>
        <Cell
          label={`${item.name}的部门`}
          value={item.department}
          readOnly={!canWrite}
          accept={(text) => (text.length <= 80 ? { ok: true, change: { department: text } } : { ok: false })}
          onChange={onChange}
        />
      </td>
      <td className={`${styles.field} ${styles.number}`}>
        <Cell
          label={`${item.name}的时限`}
          value={String(item.workdays)}
          readOnly={!canWrite}
          accept={(text) => (/^\d{1,3}$/.test(text) ? { ok: true, change: { workdays: Number(text) } } : { ok: false })}
          onChange={onChange}
        />
      </td>
      <td className={styles.field}>
        <select
          aria-label={`${item.name}的时限单位`}
          value={item.limitUnitInLaw}
          disabled={!canWrite}
          onChange={(event) => onChange({ limitUnitInLaw: event.currentTarget.value === '日' ? '日' : '工作日' })}
        >
          <option value="工作日">工作日</option>
          <option value="日">日</option>
        </select>
      </td>
      <td className={item.confidence === 'low' && !own ? 'yellow-fg' : 'muted'} title={source}>
        {own ? '本地' : fromCity ? '市里定' : confidenceWords[item.confidence]}
      </td>
      <td>
        {own && canWrite && (
          <button type="button" className="btn sm" aria-label={`恢复 ${item.name}`} onClick={onReset}>
            恢复
          </button>
        )}
      </td>
    </tr>
  );
}

/** A field of a row: what cannot be read stays red with what was typed, and nothing is written. */
function Cell({
  label,
  value,
  readOnly,
  accept,
  onChange,
}: {
  label: string;
  value: string;
  readOnly: boolean;
  accept: (text: string) => { ok: true; change: Change } | { ok: false };
  onChange: (change: Change) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? value;
  const read = accept(text.normalize('NFKC').trim());
  const leave = () => {
    if (typed === null || !read.ok) return;
    setTyped(null);
    if (typed.trim() !== value) onChange(read.change);
  };
  return (
    <input
      aria-label={label}
      aria-invalid={!read.ok || undefined}
      title={read.ok ? text : '请写 0 至 999 的整数'}
      className={read.ok ? undefined : 'red-fg'}
      value={text}
      readOnly={readOnly}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || event.keyCode === 229) return;
        if (event.key === 'Enter') leave();
        if (event.key === 'Escape') setTyped(null);
      }}
    />
  );
}

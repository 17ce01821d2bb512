import { Link } from 'wouter';
import type { TemplateMapping } from '../../../src-shared/contract/template-values';
import styles from './teach.module.css';
import { type Confidence, isOwnFormula } from './template-words';

/** How many columns are filled, and the next step. */
export function TeachFoot(props: {
  mapping: TemplateMapping;
  confidence: ReadonlyMap<string, Confidence>;
  /** Projects that go in; null until it is known. */
  total: number | null;
  busy: boolean;
  isNew: boolean;
  /** Forgets what was settled; null where nothing was. */
  onDrop: (() => void) | null;
  onSave: (() => void) | null;
  onFill: (() => void) | null;
}) {
  const { mapping, confidence, total, busy, isNew, onDrop, onSave, onFill } = props;
  const filled = mapping.columns.filter(({ source }) => source !== null).length;
  const formulas = mapping.columns.filter((each) => isOwnFormula(each, confidence.get(each.column) ?? null)).length;
  const groups = [
    ['填', filled],
    ['表自己算', formulas],
    ['照原样留空', mapping.columns.length - filled - formulas],
  ] as const;
  return (
    <div className={`foot ${styles.foot}`}>
      {groups.map(
        ([label, count]) =>
          (count > 0 || label === '填') && (
            <span key={label}>
              {label} <b>{count}</b> 列
            </span>
          ),
      )}
      {total !== null && (
        <>
          <span className="sep" />
          <span>
            <b>{total.toLocaleString('zh-CN')}</b> 个项目，完成投资为调度口径
          </span>
        </>
      )}
      <div className={styles.actions}>
        {onDrop ? (
          <button type="button" className="btn lg" disabled={busy} onClick={onDrop}>
            {isNew ? '不教了' : '放弃改动'}
          </button>
        ) : (
          <Link to="/templates" className="btn lg">
            回到上级表样
          </Link>
        )}
        {onSave && (
          <button type="button" className="btn lg primary" disabled={busy} onClick={onSave}>
            {busy ? '正在记' : isNew ? '记住这张表' : '记住改动'}
          </button>
        )}
        {onFill && (
          <button type="button" className="btn lg primary" onClick={onFill}>
            现在就填
          </button>
        )}
      </div>
    </div>
  );
}

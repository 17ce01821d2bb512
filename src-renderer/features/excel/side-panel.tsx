import type { ImportPolicy } from '../../../src-shared/contract/excel-methods';
import { DifferenceList } from './difference-list';
import { type DoubtHandle, DoubtList, doubtHint } from './doubt-list';
import styles from './import.module.css';
import type { Preview } from './sheet-layout';

export type SideTab = 'doubts' | 'differences';

/** Beside the sheet: what is doubtful, and what would change. */
export function SidePanel(props: {
  preview: Preview;
  tab: SideTab;
  onTab: (tab: SideTab) => void;
  pressed: boolean;
  handle: React.RefObject<DoubtHandle | null>;
  onDecide: (doubt: string, choice: string) => void;
  onPolicy: (policy: ImportPolicy) => void;
  onAll: (choice: 'file' | 'keep') => void;
  onShow: (row: number) => void;
}) {
  const { preview, tab, onTab, pressed, handle, onDecide, onPolicy, onAll, onShow } = props;
  const { doubts, differenceCount } = preview;
  const hint = doubtHint(doubts, differenceCount > 0);
  const list = <DoubtList preview={preview} pressed={pressed} handle={handle} onDecide={onDecide} onShow={onShow} />;
  if (differenceCount === 0) {
    return (
      <section className={styles.doubts} aria-label="疑问">
        <div className="bar">
          <h2>疑问 {doubts.length}</h2>
          <span className="muted ell" title={hint}>
            {hint}
          </span>
        </div>
        {list}
      </section>
    );
  }
  const tabs = [
    ['doubts', '疑问', doubts.length],
    ['differences', '差异', differenceCount],
  ] as const;
  return (
    <section className={styles.doubts} aria-label="疑问和差异">
      <h2 className="visually-hidden">疑问和差异</h2>
      <div className={`bar ${styles.tabs}`} role="tablist" aria-label="疑问和差异">
        {tabs.map(([code, label, count]) => (
          <button
            key={code}
            type="button"
            role="tab"
            id={`import-tab-${code}`}
            aria-controls="import-tab-panel"
            aria-selected={tab === code}
            tabIndex={tab === code ? 0 : -1}
            onClick={() => onTab(code)}
            onKeyDown={(event) => {
              if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
              event.preventDefault();
              const other = code === 'doubts' ? 'differences' : 'doubts';
              onTab(other);
              document.getElementById(`import-tab-${other}`)?.focus();
            }}
          >
            {label} <span>{count.toLocaleString('zh-CN')}</span>
          </button>
        ))}
        <span className="muted ell" title={hint}>
          {hint}
        </span>
      </div>
      <div className={styles.panel} role="tabpanel" id="import-tab-panel" aria-labelledby={`import-tab-${tab}`}>
        {tab === 'doubts' ? (
          list
        ) : (
          <DifferenceList preview={preview} onPolicy={onPolicy} onAll={onAll} onShow={onShow} />
        )}
      </div>
    </section>
  );
}

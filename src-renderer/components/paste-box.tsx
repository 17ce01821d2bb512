import { readClipboardTexts } from './data-grid/clipboard';
import styles from './paste-box.module.css';

/** Where a table from Excel or WPS is pasted: it takes nothing else, and says how much it has read. `hint` says what the table must have. */
export function PasteBox({
  texts,
  hint,
  onPaste,
}: {
  texts: string[][] | null;
  hint: string;
  onPaste: (texts: string[][] | null) => void;
}) {
  return (
    <textarea
      className={styles.box}
      data-autofocus
      aria-label="粘贴表格"
      placeholder={`在 Excel 或 WPS 里连表头一起选中、复制，再在这里按 Ctrl+V。${hint}`}
      value={texts ? `已读入 ${texts.length} 行 × ${texts[0]?.length ?? 0} 列，可再按 Ctrl+V 换一张表。` : ''}
      onChange={() => undefined}
      onPaste={(event) => {
        event.preventDefault();
        onPaste(readClipboardTexts(event.clipboardData));
      }}
    />
  );
}

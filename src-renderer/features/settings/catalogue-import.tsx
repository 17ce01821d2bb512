import { Modal } from '@mantine/core';
import type { PermitItem } from '../../../src-shared/contract/rule-values';
import { catalogueDifference } from '../../../src-shared/rules/permit-catalogue';
import styles from './catalogue-part.module.css';
import settings from './settings.module.css';

/** A catalogue that was read and not yet taken over. */
export interface CatalogueFile {
  readonly name: string;
  readonly items: readonly PermitItem[];
  readonly notes: readonly string[];
}

/** What the file would change, and what in it could not be read, before anything is written. */
export function CatalogueImport({
  file,
  present,
  onAdopt,
  onClose,
}: {
  file: CatalogueFile;
  present: readonly PermitItem[];
  onAdopt: (items: readonly PermitItem[]) => void;
  onClose: () => void;
}) {
  const { added, changed, gone } = catalogueDifference(present, file.items);
  // Items that the file does not name may be kept: a city often has a list of its own few.
  const kept = [...file.items, ...present.filter(({ code }) => gone.includes(code))].sort((a, b) =>
    a.code.localeCompare(b.code),
  );
  const same = added.length + changed.length + gone.length === 0;
  return (
    <Modal opened onClose={onClose} title="导入手续目录" size={560}>
      <div className={settings.dialog}>
        <p>
          “{file.name}”里读到 {file.items.length} 项
          {same
            ? '，和现在的目录一样，不用导入。'
            : `：新增 ${added.length} 项，改动 ${changed.length} 项${
                gone.length > 0 ? `，现有目录里有 ${gone.length} 项文件里没有` : ''
              }。已建的手续不受影响。`}
        </p>
        {file.notes.length > 0 && (
          <ul className={styles.notes} aria-label="没有读入或要核对的">
            {file.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        )}
        <div className={settings.buttons}>
          <button type="button" className="btn" onClick={onClose}>
            {same ? '关闭' : '取消'}
          </button>
          {!same && gone.length > 0 && (
            <button type="button" className="btn" onClick={() => onAdopt(file.items)}>
              只用文件里的 {file.items.length} 项
            </button>
          )}
          {!same && (
            <button type="button" className="btn primary" onClick={() => onAdopt(gone.length > 0 ? kept : file.items)}>
              {gone.length > 0 ? `并入，共 ${kept.length} 项` : '采用'}
            </button>
          )}
        </div>
      </div>
    </Modal>
  );
}

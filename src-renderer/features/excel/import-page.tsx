import { IconFileSpreadsheet, IconPackageImport } from '@tabler/icons-react';
import { useEffect } from 'react';
import { Link } from 'wouter';
import { usePageTitle } from '../../app/page-title';
import { DropPlace } from '../../components/drop-place';
import { chooseFiles, useFileDrop } from '../../components/file-drop';
import { showFailure } from '../../components/toast';
import { failureOf } from '../../ledger-client';
import type { BatchFile } from './batch-table';
import { FilePreview } from './file-preview';
import styles from './import.module.css';
import { ImportResult } from './import-result';
import { beginImport, beginPasted, endImport, settleFile, useImportFiles } from './import-session';
import { pastedTable } from './pasted-table';

/** Files from a dialog, a drop or another page are shown one after the other; each is written only when the person says so. */
export function ImportPage() {
  usePageTitle([{ label: '台账', to: '/projects' }, { label: '导入 Excel' }]);
  const files = useImportFiles();
  const drop = useFileDrop(beginImport);
  const choose = async () => {
    try {
      beginImport(await chooseFiles('excel', true));
    } catch (error) {
      showFailure(failureOf(error));
    }
  };

  const current = files.find((file) => file.result === null);
  const isWaiting = current === undefined;
  useEffect(() => {
    if (!isWaiting) return undefined;
    const take = (event: ClipboardEvent) => {
      // A field that has the focus, such as the search, takes what is pasted into it.
      if (event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]')) return;
      const text = event.clipboardData ? pastedTable(event.clipboardData) : undefined;
      if (text === undefined) return;
      event.preventDefault();
      beginPasted(text);
    };
    document.addEventListener('paste', take);
    return () => document.removeEventListener('paste', take);
  }, [isWaiting]);
  const finish = (result: BatchFile['result']) => current && settleFile(current.token, result);
  return (
    <div className={styles.page} data-over={(drop.over && files.length > 0) || undefined} {...drop.props}>
      {!current && <h1 className="visually-hidden">导入 Excel</h1>}
      {files.length === 0 && <Welcome over={drop.over} onChoose={() => void choose()} />}
      {current && (
        <FilePreview
          key={current.token}
          file={current}
          files={files}
          onChoose={() => void choose()}
          onWritten={(outcome) => finish({ kind: 'written', outcome, undone: false })}
          onFailed={(failure) => finish({ kind: 'failed', failure })}
          onSkip={() => (files.length === 1 ? endImport() : finish({ kind: 'skipped' }))}
        />
      )}
      {files.length > 0 && !current && (
        <ImportResult
          files={files}
          onChoose={() => void choose()}
          onUndone={(token) => {
            const result = files.find((file) => file.token === token)?.result;
            if (result?.kind === 'written') settleFile(token, { ...result, undone: true });
          }}
        />
      )}
    </div>
  );
}

function Welcome({ over, onChoose }: { over: boolean; onChoose: () => void }) {
  return (
    <DropPlace over={over}>
      <IconPackageImport className="icon" aria-hidden="true" />
      <p>
        <b>把 Excel 或 WPS 表拖到这里，可一次多个</b>
        <br />
        <span className="muted">
          或在 Excel 里选中整块复制，到这里按 Ctrl+V
          <br />
          表头、单位、日期写法都由程序来认，写入前先给你看
        </span>
      </p>
      <div className={styles.actions} style={{ marginLeft: 0 }}>
        <button type="button" className="btn primary" onClick={onChoose}>
          <IconFileSpreadsheet className="icon" aria-hidden="true" />
          选择文件
        </button>
        <Link to="/projects" className="btn">
          回到台账
        </Link>
      </div>
    </DropPlace>
  );
}

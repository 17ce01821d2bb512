import { useRef, useState } from 'react';
import type { InputOf } from '../../../src-shared/contract/contract';
import type { ImportOutcome } from '../../../src-shared/contract/excel-methods';
import type { Failure } from '../../../src-shared/terms/errors';
import { useStatus } from '../../app/status';
import { showDone, showFailure } from '../../components/toast';
import { call, useLedgerCommand, useLedgerQuery } from '../../ledger-client';
import { type BatchFile, BatchTable } from './batch-table';
import { type DoubtHandle, openDoubts } from './doubt-list';
import { FileBar } from './file-bar';
import styles from './import.module.css';
import { ImportFailure } from './import-failure';
import { ImportFoot } from './import-foot';
import { type FileOptions, keepOptions, optionsOf, optionsOfSheet, sourceOf, withDecision } from './import-session';
import { ReadingWait } from './reading-wait';
import { type SheetHandle, SheetPreview } from './sheet-preview';
import { SidePanel, type SideTab } from './side-panel';

/** One file before it is written: what was understood, what is doubtful, what would change. */
export function FilePreview(props: {
  file: BatchFile;
  files: readonly BatchFile[];
  onChoose: () => void;
  onWritten: (outcome: ImportOutcome) => void;
  onFailed: (failure: Failure) => void;
  onSkip: () => void;
}) {
  const { file, files, onChoose, onWritten, onFailed, onSkip } = props;
  const [settled, setSettled] = useState(() => optionsOf(file.token));
  const [pressed, setPressed] = useState(false);
  const [tab, setTab] = useState<SideTab>('doubts');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [sheets, setSheets] = useState<readonly string[]>([]);
  const shown = useRef<SheetHandle>(null);
  const doubted = useRef<DoubtHandle>(null);
  const status = useStatus();

  const settle = (next: FileOptions) => {
    setSettled(next);
    keepOptions(file.token, next);
  };
  const options: InputOf<'excel.preview'> = { ...sourceOf(file.token), ...settled };
  const write = useLedgerCommand('excel.import', {
    onDone: onWritten,
    // Whoever cancelled stands where they were.
    onFailure: (found) => setFailure(found.code === 'reading_cancelled' ? null : found),
  });
  const remember = useLedgerCommand('excel.remember', {
    onDone: () => showDone('已记住，下次有同样表头的表照这样读入'),
    onFailure: showFailure,
  });
  const forget = useLedgerCommand('excel.forget', {
    onDone: () => showDone('已忘掉这种表头'),
    onFailure: showFailure,
  });
  // While the file is being written its preview would be asked again for nothing.
  const preview = useLedgerQuery('excel.preview', write.isIdle || write.isError ? options : undefined, { keep: true });
  const data = preview.data;
  if (data && data.sheets !== sheets && data.sheets.join() !== sheets.join()) setSheets(data.sheets);

  const remaining = files.filter((other) => other.result === null).length;
  const trouble = failure ?? preview.error?.failure;
  if (trouble) {
    return (
      <div className={styles.outcome}>
        <h1 className="visually-hidden">导入 {file.name}</h1>
        <ImportFailure
          failure={trouble}
          onChoose={onChoose}
          onOtherSheet={
            sheets.length > 1
              ? () => {
                  setFailure(null);
                  settle(optionsOfSheet(undefined));
                }
              : undefined
          }
          onNext={remaining > 1 ? () => onFailed(trouble) : undefined}
        />
        <BatchTable
          files={files.map((other) =>
            other.token === file.token ? { ...other, result: { kind: 'failed', failure: trouble } } : other,
          )}
        />
      </div>
    );
  }
  if (!data) return <ReadingWait name={file.name} onCancel={onSkip} />;

  const press = () => {
    const [first] = openDoubts(data.doubts);
    if (first) {
      setPressed(true);
      setTab('doubts');
      shown.current?.show(first.row);
      requestAnimationFrame(() => doubted.current?.focus(first));
      return;
    }
    write.mutate({ ...options, remember: true });
  };
  const place = files.findIndex((other) => other.token === file.token) + 1;
  return (
    <>
      <FileBar
        preview={data}
        name={file.name}
        place={files.length > 1 ? `第 ${place} / ${files.length} 个文件` : undefined}
        onSheet={(sheet) => {
          settle(optionsOfSheet(sheet));
          setPressed(false);
        }}
        onUnit={(unit) => settle({ ...settled, unit })}
        onRecall={(recall) => settle({ ...settled, recall })}
        onForget={(fingerprint) => forget.mutate({ fingerprint })}
        onChoose={onChoose}
      />
      <div className="split">
        <SheetPreview
          preview={data}
          today={status?.today ?? '2018-01-01'}
          onMap={(column, field) => settle({ ...settled, mapping: { ...settled.mapping, [column]: field } })}
          onPolicy={(column, policy) => settle({ ...settled, policies: { ...settled.policies, [column]: policy } })}
          handle={shown}
        />
        <SidePanel
          preview={data}
          tab={data.differenceCount === 0 ? 'doubts' : tab}
          onTab={setTab}
          pressed={pressed}
          handle={doubted}
          onDecide={(doubt, choice) => settle(withDecision(settled, doubt, choice))}
          onPolicy={(policy) => settle({ ...settled, policy })}
          onAll={(choice) =>
            settle({
              ...settled,
              decisions: {
                ...settled.decisions,
                ...Object.fromEntries(
                  data.doubts.filter(({ id }) => id.startsWith('differs')).map(({ id }) => [id, choice]),
                ),
              },
            })
          }
          onShow={(row) => shown.current?.show(row)}
        />
      </div>
      <ImportFoot
        preview={data}
        busy={write.isPending}
        percent={write.progress && write.progress.total > 0 ? write.progress.done / write.progress.total : null}
        onRemember={() => remember.mutate(options)}
        onSkip={() => (write.isPending ? void call('excel.cancel', {}) : onSkip())}
        onWrite={press}
        last={remaining <= 1}
      />
    </>
  );
}

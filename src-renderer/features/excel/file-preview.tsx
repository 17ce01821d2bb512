import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { InputOf } from '../../../src-shared/contract/contract';
import type { ImportOutcome, MoneyUnit } from '../../../src-shared/contract/excel-methods';
import type { Failure } from '../../../src-shared/terms/errors';
import { moneyUnitLabels } from '../../../src-shared/terms/format';
import { useStatus } from '../../app/status';
import { PickMenu } from '../../components/pick-menu';
import { useLedgerCommand, useLedgerQuery } from '../../ledger-client';
import { type BatchFile, BatchTable, writtenCount } from './batch-table';
import { DoubtPanel, openDoubts } from './doubt-panel';
import styles from './import.module.css';
import { ImportFailure } from './import-failure';
import { type FileOptions, keepOptions, optionsOf } from './import-session';
import type { Preview } from './sheet-layout';
import { type SheetHandle, SheetPreview } from './sheet-preview';

const units: readonly MoneyUnit[] = ['wan', 'yi', 'yuan'];

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
  const [failure, setFailure] = useState<Failure | null>(null);
  const [sheets, setSheets] = useState<readonly string[]>([]);
  const shown = useRef<SheetHandle>(null);
  const status = useStatus();

  const settle = (next: FileOptions) => {
    setSettled(next);
    keepOptions(file.token, next);
  };
  const { mapping, decisions } = settled;
  const options: InputOf<'excel.preview'> = { file: file.token, ...settled };
  const write = useLedgerCommand('excel.import', { onDone: onWritten, onFailure: setFailure });
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
                  settle({ mapping: {}, decisions: {} });
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
  if (!data) return <p className={styles.wait}>正在读取“{file.name}”</p>;

  const chooseSheet = (name: string) => {
    // What was settled for one sheet says nothing about another.
    settle({ sheet: name, mapping: {}, decisions: {} });
    setPressed(false);
  };
  const press = () => {
    const [first] = openDoubts(data.doubts);
    if (first) {
      setPressed(true);
      shown.current?.show(first.row);
      document.querySelector<HTMLInputElement>(`[data-doubt="${CSS.escape(first.id)}"] input`)?.focus();
      return;
    }
    write.mutate(options);
  };
  return (
    <>
      <div className={`bar ${styles.file}`}>
        <IconFileSpreadsheet className="icon" aria-hidden="true" />
        <h1 className="ell" title={file.name}>
          {file.name}
        </h1>
        {files.length > 1 && (
          <span className="tag">
            第 {files.findIndex((other) => other.token === file.token) + 1} / {files.length} 个文件
          </span>
        )}
        <PickMenu
          label="工作表"
          value={data.sheet}
          options={data.sheets.map((name) => ({ value: name, label: name }))}
          onChange={chooseSheet}
        />
        <PickMenu
          label="默认单位"
          value={data.unit}
          options={units.map((name) => ({ value: name, label: moneyUnitLabels[name] }))}
          onChange={(unit) => settle({ ...settled, unit })}
        />
        <span className="sub-fg">
          {(data.rows.at(-1)?.row ?? 0).toLocaleString('zh-CN')} 行，表头 {data.headerRows.length} 行
        </span>
        <span className="right sub-fg">按代码、名称、单位查重</span>
        <button type="button" className="btn sm quiet" onClick={onChoose}>
          换文件
        </button>
      </div>
      <div className="split">
        <SheetPreview
          preview={data}
          today={status?.today ?? '2018-01-01'}
          onMap={(column, field) => settle({ ...settled, mapping: { ...mapping, [column]: field } })}
          handle={shown}
        />
        <DoubtPanel
          doubts={data.doubts}
          problems={data.problems}
          notes={data.notes}
          pressed={pressed}
          onDecide={(doubt, choice) => settle({ ...settled, decisions: { ...decisions, [doubt]: choice } })}
          onShow={(row) => shown.current?.show(row)}
        />
      </div>
      <Foot
        data={data}
        busy={write.isPending}
        percent={write.progress && write.progress.total > 0 ? write.progress.done / write.progress.total : null}
        onSkip={onSkip}
        onWrite={press}
        last={remaining <= 1}
      />
    </>
  );
}

function Foot(props: {
  data: Preview;
  busy: boolean;
  percent: number | null;
  last: boolean;
  onSkip: () => void;
  onWrite: () => void;
}) {
  const { data, busy, percent, last, onSkip, onWrite } = props;
  const count = writtenCount(data);
  const groups = [
    ['新建', data.created],
    ['更新', data.updated],
    ['不变', data.unchanged],
  ] as const;
  return (
    <div className={`foot ${styles.sum}`}>
      {groups.map(([label, number]) => (
        <span key={label}>
          {label}
          <b>{number.toLocaleString('zh-CN')}</b>
        </span>
      ))}
      <span>
        跳过<b>{data.skipped.length}</b>
        <span>行</span>
      </span>
      <span className="sep" />
      <span className="muted">{count > 0 ? '写入后可一次撤销' : '台账里已经是这些内容，没有要写入的'}</span>
      <div className={styles.actions}>
        <button type="button" className="btn lg" disabled={busy} onClick={onSkip}>
          {last ? '取消' : '跳过这个文件'}
        </button>
        {count > 0 && (
          <button type="button" className="btn lg primary" disabled={busy} onClick={onWrite}>
            {busy
              ? `正在写入${percent === null ? '' : ` ${Math.round(percent * 100)}%`}`
              : `写入 ${count.toLocaleString('zh-CN')} 项`}
          </button>
        )}
      </div>
    </div>
  );
}

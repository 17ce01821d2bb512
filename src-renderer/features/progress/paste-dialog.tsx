import { Modal } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Field, FieldValue } from '../../../src-shared/entities/field';
import { progress } from '../../../src-shared/entities/progress';
import type { Period } from '../../../src-shared/rules/period';
import { type Failure, failureMessage } from '../../../src-shared/terms/errors';
import { formatMoney } from '../../../src-shared/terms/format';
import { ChoiceGroup } from '../../components/choice-group';
import { PasteBox } from '../../components/paste-box';
import { showDone } from '../../components/toast';
import type { GridMonth } from './month-rows';
import { type PastedField, type PasteUnit, readPastedTable } from './paste-table';
import styles from './progress.module.css';
import type { MonthEdit, WriteMonths } from './use-month-writer';

/** Takes a table from Excel or WPS by the names of its projects: what was understood is shown before anything is written. */
export function PasteDialog({
  rows,
  period,
  write,
  onClose,
}: {
  rows: readonly GridMonth[];
  period: Period;
  write: WriteMonths;
  onClose: () => void;
}) {
  const [texts, setTexts] = useState<string[][] | null>(null);
  const [unit, setUnit] = useState<PasteUnit>('万元');
  const [failure, setFailure] = useState<Failure | null>(null);
  const month = period.code.slice(0, 7);
  const table = useMemo(
    () =>
      texts &&
      readPastedTable(
        texts,
        rows.map(({ row }) => row),
        month,
        unit,
      ),
    [texts, rows, month, unit],
  );
  const changed = (table?.rows ?? []).map(({ project, set }) => ({
    project,
    set: Object.fromEntries(
      Object.entries(set).filter(([name, value]) => (project.record?.[name] ?? null) !== value),
    ) as Partial<Record<PastedField, FieldValue>>,
  }));
  const edits = changed
    .filter(({ set }) => Object.keys(set).length > 0)
    .map(({ project, set }): MonthEdit => ({ project: project.project, month, set }));
  const cells = edits.reduce((sum, { set }) => sum + Object.keys(set).length, 0);
  const save = async () => {
    const failed = await write(edits);
    if (failed === 'given_up') return undefined;
    if (failed) return setFailure(failed);
    showDone(`粘贴 ${edits.length} 项，改动 ${cells} 格`, { undo: true });
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={`粘贴到${period.name}`} size={900}>
      <div className={styles.dialog}>
        <PasteBox
          texts={texts}
          hint="行按项目名称对，先后不同没有关系。"
          onPaste={(pasted) => {
            setFailure(null);
            setTexts(pasted);
          }}
        />
        {texts && !table && (
          <p className="red-fg" role="alert">
            没有认出表头：要有“项目名称”一列。没有写入任何内容，请连表头一起复制。
          </p>
        )}
        {table && (
          <>
            <div className={styles.line} role="status">
              <span>
                对上 <b>{table.rows.length}</b> 项
                {table.unmatched.length > 0 && `，没有对上 ${table.unmatched.length} 行`}
              </span>
              <span className="sub-fg">
                认出 {table.columns.map(({ header }) => header).join('、') || '没有要填的列'}
              </span>
              {table.left.length > 0 && <span className="muted">不写入：{table.left.join('、')}</span>}
            </div>
            {table.asksUnit && (
              <div className={styles.line}>
                <span>表头没有写单位，金额按</span>
                <ChoiceGroup<PasteUnit>
                  label="金额单位"
                  options={(['万元', '亿元', '元'] as const).map((value) => ({ value, label: value }))}
                  value={unit}
                  onChange={setUnit}
                />
              </div>
            )}
            {[...table.unmatched, ...table.doubts].length > 0 && (
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
              <ul className={styles.doubts} aria-label="没有写入的" tabIndex={0}>
                {table.unmatched.map((words) => (
                  <li key={words}>{words}：没有对上项目，不写入</li>
                ))}
                {table.doubts.map((words) => (
                  <li key={words}>{words}，这一格不写入</li>
                ))}
              </ul>
            )}
            <Preview changed={changed} columns={table.columns.map(({ field }) => field)} />
          </>
        )}
        {failure && (
          <p className="red-fg" role="alert">
            {failureMessage(failure)}
          </p>
        )}
        <div className={styles.buttons}>
          {table && edits.length === 0 && <span className="muted">与现有的一样，没有要写入的。</span>}
          <button type="button" className="btn" onClick={onClose}>
            取消
          </button>
          <button type="button" className="btn primary" disabled={edits.length === 0} onClick={() => void save()}>
            {edits.length > 0 ? `写入 ${edits.length} 项、${cells} 格` : '写入'}
          </button>
        </div>
      </div>
    </Modal>
  );
}

function Preview({
  changed,
  columns,
}: {
  changed: readonly { project: { project: string; name: string }; set: Partial<Record<PastedField, FieldValue>> }[];
  columns: readonly PastedField[];
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.preview} aria-label="将要写入" tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            <th style={{ width: 150 }}>项目</th>
            {columns.map((name) => (
              <th key={name} className={isMoney(name) ? 'num' : undefined} style={isMoney(name) ? { width: 84 } : {}}>
                {name === 'completed' ? '本月完成' : progress.fields[name].label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {changed.map(({ project, set }) => (
            <tr key={project.project}>
              <td>{project.name}</td>
              {columns.map((name) => (
                <td key={name} className={isMoney(name) ? 'num' : undefined} title={String(set[name] ?? '')}>
                  {set[name] === undefined ? (
                    <span className="muted">不变</span>
                  ) : isMoney(name) ? (
                    formatMoney(set[name] as number)
                  ) : (
                    String(set[name])
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const isMoney = (name: PastedField) => (progress.fields[name] as Field).kind === 'money';

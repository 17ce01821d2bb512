import { Modal } from '@mantine/core';
import { useMemo, useState } from 'react';
import { commitmentKindLabel, commitmentPlace } from '../../../src-shared/rules/commitments';
import { type Failure, failureMessage } from '../../../src-shared/terms/errors';
import { formatDate, formatDay } from '../../../src-shared/terms/format';
import { PasteBox } from '../../components/paste-box';
import { showDone } from '../../components/toast';
import { run, useLedgerQuery } from '../../ledger-client';
import { readCommitmentList } from './commitment-paste';
import styles from './commitments.module.css';

/** Most lines that one step takes. */
const most = 2000;

/** Takes a list from Excel or WPS: what was understood is shown before anything is written. */
export function CommitmentPasteDialog({
  month,
  scope,
  onClose,
}: {
  month: string;
  /** Whose list it is where a line names no place; null: that of its project. */
  scope: string | null;
  onClose: () => void;
}) {
  const [texts, setTexts] = useState<string[][] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const list = useMemo(() => texts && readCommitmentList(texts.slice(0, most + 10), month), [texts, month]);
  const names = useMemo(
    () => [...new Set((list?.rows ?? []).map(({ project }) => project).filter(Boolean))].slice(0, most),
    [list],
  );
  const projects = useLedgerQuery('commitments.projects', names.length > 0 ? { names } : undefined, { keep: true });
  const byName = new Map(names.map((name, index) => [name, projects.data?.[index] ?? null]));
  const rows = (list?.rows ?? []).map((row) => {
    const project = row.project ? (byName.get(row.project) ?? null) : null;
    return { ...row, found: project, scope: row.place ?? scope ?? project?.region ?? null };
  });
  const ready = rows.filter((row) => row.scope !== null);
  const isReading = names.length > 0 && projects.data === undefined;
  const doubts = [
    ...(list?.doubts ?? []),
    ...rows.filter((row) => row.scope === null).map(({ line }) => `第 ${line} 行：分不清是哪个属地的，这一行不写入`),
    ...rows
      .filter((row) => !isReading && row.project && !row.found)
      .map(({ line, project }) => `第 ${line} 行“${project.slice(0, 20)}”：没有对上项目，事项照写，不挂项目`),
  ];
  const save = async () => {
    setBusy(true);
    const result = await run('commitments.write', {
      edits: ready.map(({ set, found, scope: own }) => ({
        id: null,
        set: { ...set, month, scope: own, ...(found ? { project: found.id } : {}) } as never,
      })),
      source: '从 Excel 粘贴的压实清单',
    });
    setBusy(false);
    if (!result.ok) return setFailure(result.error);
    showDone(`已加进清单 ${ready.length} 条`, { undo: true });
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={`粘贴到${formatDate(month)}的压实清单`} size={900}>
      <div className={styles.dialog}>
        <PasteBox
          texts={texts}
          hint="要有“事项”和“完成时限”两列；没有表头的，按“事项、责任单位、责任人、完成时限、项目”排。"
          onPaste={(pasted) => {
            setFailure(null);
            setTexts(pasted);
          }}
        />
        {texts && !list && (
          <p className="red-fg" role="alert">
            没有认出表头：要有“事项”一列，还要有责任人、完成时限这样的列。没有写入任何内容，请连表头一起复制。
          </p>
        )}
        {list && (
          <>
            <p role="status">
              认出 <b>{rows.length}</b> 条<span className="sub-fg">，用到的列：{list.known.join('、')}</span>
              {list.left.length > 0 && <span className="muted">；不写入：{list.left.join('、')}</span>}
            </p>
            {doubts.length > 0 && (
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
              <ul className={styles.doubts} aria-label="核对" tabIndex={0}>
                {doubts.map((words) => (
                  <li key={words}>{words}</li>
                ))}
              </ul>
            )}
            <Preview rows={ready} />
          </>
        )}
        {failure && (
          <p className="red-fg" role="alert">
            {failureMessage(failure)}
          </p>
        )}
        <div className={styles.buttons}>
          <span className="right" />
          <button type="button" className="btn" onClick={onClose}>
            取消
          </button>
          <button
            type="button"
            className="btn primary"
            disabled={ready.length === 0 || isReading || busy}
            onClick={() => void save()}
          >
            {ready.length > 0 ? `加进清单 ${ready.length} 条` : '加进清单'}
          </button>
        </div>
      </div>
    </Modal>
  );
}

interface PreviewRow {
  readonly line: number;
  readonly set: Readonly<Record<string, unknown>>;
  readonly scope: string | null;
  readonly found: { readonly name: string } | null;
}

const words = (value: unknown) => (typeof value === 'string' ? value : '');

function Preview({ rows }: { rows: readonly PreviewRow[] }) {
  if (rows.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.preview} aria-label="将要写入" tabIndex={0}>
      <table className="table">
        <colgroup>
          <col />
          <col style={{ width: 92 }} />
          <col style={{ width: 64 }} />
          <col style={{ width: 110 }} />
          <col style={{ width: 110 }} />
          <col style={{ width: 76 }} />
          <col style={{ width: 76 }} />
          <col style={{ width: 110 }} />
        </colgroup>
        <thead>
          <tr>
            <th>事项</th>
            <th>属地</th>
            <th>类别</th>
            <th>项目</th>
            <th>责任单位</th>
            <th>责任人</th>
            <th>时限</th>
            <th>状态</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ line, set, scope, found }) => (
            <tr key={line}>
              <td title={words(set.matter)}>{words(set.matter)}</td>
              <td>{commitmentPlace(scope ?? '')}</td>
              <td>{commitmentKindLabel(words(set.kind) || null)}</td>
              <td title={found?.name}>{found?.name ?? ''}</td>
              <td title={words(set.unit)}>{words(set.unit)}</td>
              <td>{words(set.person)}</td>
              <td>{formatDay(words(set.due))}</td>
              <td>
                {set.state === 'done'
                  ? `${set.done_on ? formatDay(words(set.done_on)) : ''}已完成`
                  : set.state === 'dropped'
                    ? '已取消'
                    : '进行中'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

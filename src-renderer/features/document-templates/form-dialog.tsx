import { Modal } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { DocumentTemplateEntry, TemplateFinding } from '../../../src-shared/contract/document-template-methods';
import type { PaperKind } from '../../../src-shared/entities/paper';
import { type Failure, failureMessage } from '../../../src-shared/terms/errors';
import type { FileHandle } from '../../components/file-drop';
import { showDone } from '../../components/toast';
import { run, useLedgerQuery } from '../../ledger-client';
import styles from './document-templates.module.css';

/** A chosen .docx: everything that is wrong with it at once, its name, and whether to keep it. */
export function FormDialog(props: {
  file: FileHandle;
  known: DocumentTemplateEntry | null;
  kind: PaperKind;
  onClose: () => void;
}) {
  const { file, known, kind, onClose } = props;
  const [name, setName] = useState(known?.name ?? file.name.replace(/\.docx$/i, ''));
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const check = useLedgerQuery('documentTemplates.check', { file: file.token, kind });
  const findings = check.data?.findings ?? [];
  const errors = findings.filter(({ level }) => level === 'error');
  const warnings = findings.filter(({ level }) => level === 'warning');
  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const which = known ? { id: known.id, note: known.note } : {};
    const result = await run('documentTemplates.save', { file: file.token, kind, name, ...which });
    setBusy(false);
    if (!result.ok) return setFailure(result.error);
    showDone(`已记住模板“${name.trim()}”`, { undo: true });
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={known ? `换“${known.name}”的文件` : '检查模板'} size={640}>
      <form className={styles.dialog} onSubmit={(event) => void save(event)}>
        {check.error && (
          <p className="note red" role="alert">
            {failureMessage(check.error.failure)}
          </p>
        )}
        {check.isPending && <p className="sub-fg">正在检查“{file.name}”</p>}
        {check.data && (
          <p className="sub-fg" role="status">
            {errors.length > 0
              ? `“${file.name}”有 ${errors.length} 处写错，改好后再选一次。`
              : `“${file.name}”用了 ${check.data.used.length} 个占位符，能填。`}
            {warnings.length > 0 && `另有 ${warnings.length} 处请看一眼。`}
          </p>
        )}
        <Findings label="写错的" findings={errors} />
        <Findings label="请看一眼" findings={warnings} />
        {check.data && errors.length === 0 && (
          <label>
            模板名称
            <input
              className="text-input"
              value={name}
              maxLength={100}
              data-autofocus
              onChange={(event) => setName(event.currentTarget.value)}
            />
          </label>
        )}
        {failure && (
          <p className="note red" role="alert">
            {failureMessage(failure)}
          </p>
        )}
        <div className={styles.buttons}>
          <button type="button" className="btn" onClick={onClose}>
            {errors.length > 0 ? '知道了' : '取消'}
          </button>
          {check.data && errors.length === 0 && (
            <button type="submit" className="btn primary" disabled={busy || name.trim() === ''}>
              {warnings.length > 0 ? '仍要用这份' : '记住这份'}
            </button>
          )}
        </div>
      </form>
    </Modal>
  );
}

function Findings({ label, findings }: { label: string; findings: readonly TemplateFinding[] }) {
  if (findings.length === 0) return null;
  return (
    <ul className={styles.findings} aria-label={label}>
      {findings.map(({ level, place, message }) => (
        <li key={place + message} className={level === 'error' ? 'red-fg' : 'yellow-fg'}>
          {place}：{message}
        </li>
      ))}
    </ul>
  );
}

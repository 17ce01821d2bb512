import { Modal } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type Failure, failureMessage } from '../../../src-shared/terms/errors';
import { showDone } from '../../components/toast';
import { run } from '../../ledger-client';
import type { Template } from './template-words';
import styles from './templates.module.css';

/** Another name for a table, or another note. */
export function RenameDialog({ template, onClose }: { template: Template; onClose: () => void }) {
  const [name, setName] = useState(template.name);
  const [note, setNote] = useState(template.note);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const next = { name: name.trim(), note: note.trim() };
    if (next.name === '') return setFault('请填表名');
    if (next.name === template.name && next.note === template.note) return onClose();
    setBusy(true);
    const failure = await revise(template.id, next);
    setBusy(false);
    if (failure) return setFault(failureMessage(failure));
    showDone(`已改为“${next.name}”`, { undo: true });
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title="改名" size={480}>
      <form className={styles.form} onSubmit={(event) => void save(event)}>
        <label>
          表名
          <input
            className="text-input"
            data-autofocus
            value={name}
            maxLength={100}
            aria-invalid={fault !== null || undefined}
            onChange={(event) => {
              setName(event.currentTarget.value);
              setFault(null);
            }}
          />
        </label>
        <label>
          备注
          <input
            className="text-input"
            value={note}
            maxLength={2000}
            placeholder="谁要的、几号前报"
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        </label>
        {fault && (
          <p className="red-fg" role="alert">
            {fault}
          </p>
        )}
        <div className={styles.formFoot}>
          <button type="button" className="btn" onClick={onClose}>
            取消
          </button>
          <button type="submit" className="btn primary" disabled={busy}>
            改好了
          </button>
        </div>
      </form>
    </Modal>
  );
}

async function revise(id: string, set: { name: string; note: string }): Promise<Failure | null> {
  const result = await run('records.revise', { entity: 'template', id, set });
  return result.ok ? null : result.error;
}

import { Button, Modal, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type FormEvent, useCallback, useState } from 'react';
import type { FieldValue } from '../../../src-shared/entities/field';
import { fundingApplication as entity } from '../../../src-shared/entities/funding-application';
import { describeFailure } from '../../../src-shared/terms/errors';
import { useStatus } from '../../app/status';
import { FieldControl } from '../../components/record-form/field-control';
import { showDone } from '../../components/toast';
import { useLedgerCommand } from '../../ledger-client';
import classes from './funding.module.css';

/** A lead without a policy: what is asked for, and for which project. On a project's own page the project is known. */
export function NewApplication({ project, onAdded }: { project?: string; onAdded: (id: string) => void }) {
  const status = useStatus();
  const [open, setOpen] = useState(false);
  const [title, setTitle] = useState('');
  const [picked, setPicked] = useState<string | null>(null);
  const subject = project ?? picked;
  const create = useLedgerCommand('records.create', {
    onDone: ({ id }) => {
      setOpen(false);
      setTitle('');
      setPicked(null);
      showDone('已登记线索', { undo: true });
      onAdded(id);
    },
  });
  const failure = create.error && describeFailure(create.error.failure);
  const pick = useCallback(async (value: FieldValue) => {
    setPicked(value as string | null);
    return null;
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!title.trim() || subject === null || !status) return;
    create.mutate({
      entity: 'funding_application',
      set: {
        project: subject,
        title: title.trim(),
        stage: 'lead',
        stage_since: status.today,
        handler: status.identity?.person ?? null,
      },
    });
  };
  return (
    <>
      <Button
        size="compact-xs"
        leftSection={<IconPlus className="icon" aria-hidden="true" />}
        onClick={() => setOpen(true)}
      >
        登记线索
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title="登记线索" size={440}>
        <form className={classes.dialog} onSubmit={submit}>
          <p className="muted">还没有对应政策的申报从这里登记；有政策的，在政策里发起。</p>
          <TextInput
            label={entity.fields.title.label}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            maxLength={200}
            placeholder="如 争取城市更新专项债"
            data-autofocus
          />
          {project === undefined && (
            <div className={classes.pick}>
              <FieldControl field={entity.fields.project} value={picked} save={pick} />
            </div>
          )}
          {failure && (
            <p className="red-fg" role="alert">
              {failure.what}
              {failure.safe}
              {failure.next}
            </p>
          )}
          <div className={classes.buttons}>
            <Button onClick={() => setOpen(false)}>取消</Button>
            <Button
              type="submit"
              variant="filled"
              disabled={!title.trim() || subject === null}
              loading={create.isPending}
            >
              登记
            </Button>
          </div>
        </form>
      </Modal>
    </>
  );
}

import { Button, Modal, Select, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type FormEvent, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { regions } from '../../../src-shared/catalogues/regions';
import { project } from '../../../src-shared/entities/project';
import { describeFailure } from '../../../src-shared/terms/errors';
import { useStatus } from '../../app/status';
import { useLedgerCommand } from '../../ledger-client';
import classes from './projects-page.module.css';

/** Asks for the least that a project needs; everything else is filled in on its page. `opened` and `onClose` for who opens it by a command. */
export function NewProject({ compact }: { compact?: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size={compact ? 'compact-xs' : 'xs'}
        leftSection={<IconPlus className="icon" aria-hidden="true" />}
        onClick={() => setOpen(true)}
      >
        新建项目
      </Button>
      <NewProjectDialog opened={open} onClose={() => setOpen(false)} />
    </>
  );
}

export function NewProjectDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const status = useStatus();
  const [, navigate] = useLocation();
  const [name, setName] = useState('');
  const [region, setRegion] = useState<string | null>(null);
  const [lifecycle, setLifecycle] = useState<string | null>('preparation');
  const own = status?.identity?.region ?? null;
  useEffect(() => {
    if (!opened) return;
    setName('');
    setRegion(own);
  }, [opened, own]);
  const create = useLedgerCommand('records.create', {
    onDone: ({ id }) => {
      onClose();
      navigate(`/projects/${id}/overview`);
    },
  });
  const failure = create.error && describeFailure(create.error.failure);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim()) return;
    const secretary = status?.identity?.role === 'secretary' ? status.identity.person : null;
    create.mutate({
      entity: 'project',
      set: { name: name.trim(), region, lifecycle, ...(secretary ? { secretary } : {}) },
    });
  };
  return (
    <Modal opened={opened} onClose={onClose} title="新建项目" size={440}>
      <form className={classes.newProject} onSubmit={submit}>
        <TextInput
          label={project.fields.name.label}
          description="与批文一致，以后可以改"
          required
          withAsterisk={false}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={200}
          data-autofocus
        />
        <Select
          label={project.fields.region.label}
          value={region}
          onChange={setRegion}
          data={regions.map(({ code, name: label }) => ({ value: code, label }))}
          searchable
          clearable
          nothingFoundMessage="没有这个县（市）区、开发区"
        />
        <Select
          label={project.fields.lifecycle.label}
          value={lifecycle}
          onChange={setLifecycle}
          data={project.fields.lifecycle.choices.map(({ code, label }) => ({ value: code, label }))}
        />
        {failure && (
          <p className="red-fg" role="alert">
            {failure.what}
            {failure.safe}
            {failure.next}
          </p>
        )}
        <div className={classes.dialogFoot}>
          <Button onClick={onClose}>取消</Button>
          <Button type="submit" variant="filled" disabled={!name.trim()} loading={create.isPending}>
            建立项目
          </Button>
        </div>
      </form>
    </Modal>
  );
}

import { Button, Modal, Select, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { fundingChannels } from '../../../src-shared/entities/funding-channels';
import { policy as entity } from '../../../src-shared/entities/policy';
import { describeFailure } from '../../../src-shared/terms/errors';
import { showDone } from '../../components/toast';
import { useLedgerCommand } from '../../ledger-client';
import classes from './funding.module.css';

/** Asks for the name of a policy; conditions and window are filled in beside the list. */
export function NewPolicy({ onAdded, primary = false }: { onAdded: (id: string) => void; primary?: boolean }) {
  const [open, setOpen] = useState(false);
  const [title, setTitle] = useState('');
  const [channel, setChannel] = useState<string | null>(null);
  const create = useLedgerCommand('records.create', {
    onDone: ({ id }) => {
      setOpen(false);
      setTitle('');
      setChannel(null);
      showDone('已登记政策', { undo: true });
      onAdded(id);
    },
  });
  const failure = create.error && describeFailure(create.error.failure);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (title.trim()) create.mutate({ entity: 'policy', set: { title: title.trim(), channel } });
  };
  return (
    <>
      <Button
        size={primary ? 'xs' : 'compact-xs'}
        variant={primary ? 'filled' : 'default'}
        leftSection={<IconPlus className="icon" aria-hidden="true" />}
        onClick={() => setOpen(true)}
      >
        登记政策
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title="登记政策" size={440}>
        <form className={classes.dialog} onSubmit={submit}>
          <TextInput
            label={entity.fields.title.label}
            description="与文件标题一致"
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
            maxLength={200}
            data-autofocus
          />
          <Select
            label={entity.fields.channel.label}
            value={channel}
            onChange={setChannel}
            data={fundingChannels.map(({ code, label }) => ({ value: code, label }))}
            clearable
            placeholder="未填"
            clearButtonProps={{ 'aria-label': '清空资金渠道' }}
          />
          {failure && (
            <p className="red-fg" role="alert">
              {failure.what}
              {failure.safe}
              {failure.next}
            </p>
          )}
          <div className={classes.buttons}>
            <Button onClick={() => setOpen(false)}>取消</Button>
            <Button type="submit" variant="filled" disabled={!title.trim()} loading={create.isPending}>
              登记
            </Button>
          </div>
        </form>
      </Modal>
    </>
  );
}

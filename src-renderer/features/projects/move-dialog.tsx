import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type Project, project as projectEntity } from '../../../src-shared/entities/project';
import {
  type LifecycleMove,
  ledgerChange,
  lifecycleLabel,
  moveEdit,
  skippedWords,
} from '../../../src-shared/rules/lifecycle-moves';
import { describeFailure } from '../../../src-shared/terms/errors';
import { formatDate } from '../../../src-shared/terms/format';
import { ledgerViews } from '../../app/rail';
import { readText } from '../../components/fields/read-text';
import { DatePick } from '../../components/record-form/date-pick';
import { showDone } from '../../components/toast';
import { useLedgerCommand } from '../../ledger-client';
import classes from './project-page.module.css';

const ledgerLabel = (view: string) => ledgerViews.find((ledger) => ledger.view === view)?.label ?? view;

/** Asks for just what a move to another stage needs, and says which ledgers the project leaves and enters. */
export function MoveDialog({
  project,
  move,
  today,
  onClose,
}: {
  project: Project;
  move: LifecycleMove;
  today: string;
  onClose: () => void;
}) {
  const [dates, setDates] = useState<Record<string, string | null>>(() =>
    Object.fromEntries(move.needs.map((field) => [field, project[field]])),
  );
  const [reason, setReason] = useState('');
  const command = useLedgerCommand('projects.move', {
    onDone: () => {
      onClose();
      showDone(`已转到“${lifecycleLabel(move.to)}”`, { undo: true });
    },
  });
  const edit = moveEdit(project, move.to, dates, reason, today);
  const change = 'set' in edit ? ledgerChange(project, { ...project, ...edit.set } as Project) : null;
  const skipped = skippedWords(move);
  const failure = command.error && describeFailure(command.error.failure);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if ('set' in edit) command.mutate({ id: project.id, to: move.to, reason, set: dates });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={`变更阶段：${lifecycleLabel(project.lifecycle ?? '') || '未填'} → ${lifecycleLabel(move.to)}`}
      size={440}
    >
      <form className={classes.move} onSubmit={submit}>
        {move.needs.map((field) => (
          <MoveDate
            key={field}
            field={field}
            value={dates[field] ?? null}
            onChange={(value) => setDates((known) => ({ ...known, [field]: value }))}
          />
        ))}
        {move.reason && (
          <Textarea
            label="原因"
            description="写入历史，通报和项目卡片用得到"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={200}
            autosize
            minRows={2}
            data-autofocus
          />
        )}
        {skipped && <p className="yellow-fg">{skipped}</p>}
        <p className="muted">
          {'missing' in edit
            ? `请先填${edit.missing}。`
            : change && change.leaves.length + change.enters.length > 0
              ? [
                  change.leaves.length > 0 && `离开台账：${change.leaves.map(ledgerLabel).join('、')}`,
                  change.enters.length > 0 && `进入台账：${change.enters.map(ledgerLabel).join('、')}`,
                ]
                  .filter(Boolean)
                  .join('；')
              : '所在台账不变。'}
        </p>
        {failure && (
          <p className="red-fg" role="alert">
            {failure.what}
            {failure.safe}
          </p>
        )}
        <div className={classes.moveButtons}>
          <Button variant="default" onClick={onClose}>
            取消
          </Button>
          <Button type="submit" variant="filled" disabled={!('set' in edit)} loading={command.isPending}>
            转到{lifecycleLabel(move.to)}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** A date as people write it, or picked. What cannot be read counts as not there, and says so. */
function MoveDate({
  field,
  value,
  onChange,
}: {
  field: LifecycleMove['needs'][number];
  value: string | null;
  onChange: (value: string | null) => void;
}) {
  const declared = projectEntity.fields[field];
  const [typed, setTyped] = useState<string | null>(null);
  const reading = typed === null ? null : readText(declared, typed);
  const type = (text: string) => {
    setTyped(text);
    const read = readText(declared, text);
    onChange(read.ok ? (read.value as string | null) : null);
  };
  return (
    <TextInput
      label={declared.label}
      value={typed ?? (value ? formatDate(value) : '')}
      onChange={(event) => type(event.currentTarget.value)}
      error={reading && !reading.ok ? reading.message : null}
      placeholder={declared.kind === 'date' ? '2018年9月16日' : '2018年9月16日，或 2018年9月'}
      rightSection={
        <DatePick
          kind={declared.kind}
          label={declared.label}
          value={value}
          take={async (day) => {
            setTyped(null);
            onChange(day);
          }}
        />
      }
    />
  );
}

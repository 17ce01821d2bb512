import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type Project, project as projectEntity } from '../../../src-shared/entities/project';
import {
  clearedBy,
  type LifecycleMove,
  ledgerChange,
  lifecycleLabel,
  type MoveField,
  moveEdit,
  moveWarnings,
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
  const fields = [...move.needs, ...move.offers];
  const [values, setValues] = useState<Partial<Record<MoveField, string | null>>>(() =>
    Object.fromEntries(fields.map((field) => [field, project[field]])),
  );
  const [unread, setUnread] = useState<readonly MoveField[]>([]);
  const [reason, setReason] = useState('');
  const command = useLedgerCommand('projects.move', {
    onDone: () => {
      onClose();
      showDone(`已转到“${lifecycleLabel(move.to)}”`, { undo: true });
    },
  });
  const edit = moveEdit(project, move.to, values, reason, today);
  const change = 'set' in edit ? ledgerChange(project, { ...project, ...edit.set } as Project) : null;
  const warnings = moveWarnings(project, move, values, today);
  const cleared = clearedBy(project, move.to);
  const ready = 'set' in edit && unread.length === 0;
  const failure = command.error && describeFailure(command.error.failure);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready) command.mutate({ id: project.id, to: move.to, reason, set: values });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={`变更阶段：${lifecycleLabel(project.lifecycle ?? '') || '未填'} → ${lifecycleLabel(move.to)}`}
      size={440}
    >
      <form className={classes.move} onSubmit={submit}>
        {fields.map((field) => {
          const common = {
            value: values[field] ?? null,
            onChange: (value: string | null) => setValues((known) => ({ ...known, [field]: value })),
          };
          return field === 'leader_in_charge' ? (
            <TextInput
              key={field}
              label={projectEntity.fields[field].label}
              placeholder="可先不填"
              value={common.value ?? ''}
              onChange={(event) => common.onChange(event.currentTarget.value)}
            />
          ) : (
            <MoveDate
              key={field}
              field={field}
              optional={!move.needs.includes(field)}
              {...common}
              onReading={(isRead) =>
                setUnread((known) => [...known.filter((other) => other !== field), ...(isRead ? [] : [field])])
              }
            />
          );
        })}
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
        {warnings.map((words) => (
          <p key={words} className="yellow-fg">
            {words}
          </p>
        ))}
        {cleared.map((field) => (
          <p key={field} className="yellow-fg">
            {projectEntity.fields[field].label}（{formatDate(project[field])}）会清空，历史里查得到
          </p>
        ))}
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
          <Button type="submit" variant="filled" disabled={!ready} loading={command.isPending}>
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
  optional,
  value,
  onChange,
  onReading,
}: {
  field: Exclude<MoveField, 'leader_in_charge'>;
  optional: boolean;
  value: string | null;
  onChange: (value: string | null) => void;
  /** Whether what was typed is a date. */
  onReading: (isRead: boolean) => void;
}) {
  const declared = projectEntity.fields[field];
  const [typed, setTyped] = useState<string | null>(null);
  const reading = typed === null ? null : readText(declared, typed);
  const type = (text: string) => {
    setTyped(text);
    const read = readText(declared, text);
    onReading(read.ok);
    onChange(read.ok ? (read.value as string | null) : null);
  };
  return (
    <TextInput
      label={declared.label}
      value={typed ?? (value ? formatDate(value) : '')}
      onChange={(event) => type(event.currentTarget.value)}
      error={reading && !reading.ok ? reading.message : null}
      placeholder={`${optional ? '可先不填，' : ''}如 ${declared.kind === 'date' ? '2018年9月16日' : '2018年9月16日或 2018年9月'}`}
      rightSection={
        <DatePick
          kind={declared.kind}
          label={declared.label}
          value={value}
          take={async (day) => {
            setTyped(null);
            onReading(true);
            onChange(day);
          }}
        />
      }
    />
  );
}

import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useMemo, useState } from 'react';
import type { SlipKind } from '../../../src-shared/contract/problem-methods';
import type { Setting } from '../../../src-shared/contract/rule-values';
import { slip as entity } from '../../../src-shared/entities/slip';
import { slipDraft, slipLabel } from '../../../src-shared/rules/problem-slips';
import { ruleBook } from '../../../src-shared/rules/rule-book';
import { type Failure, failureMessage } from '../../../src-shared/terms/errors';
import { ChoiceGroup } from '../../components/choice-group';
import { readDay } from '../../components/day-field';
import type { FileHandle } from '../../components/file-drop';
import { DatePick } from '../../components/record-form/date-pick';
import { WrittenFiles } from '../../components/written-files';
import { demand, failureOf, useLedgerQuery } from '../../ledger-client';
import type { KnownProblem } from './problem-data';
import classes from './problems.module.css';

const kinds = entity.fields.kind.choices.map(({ code, label }) => ({ value: code as SlipKind, label }));

/** A slip: which, to whom, what for, by when; then a folder, and the paper lies there for Word or WPS. */
export function SlipDialog({ file, today, onClose }: { file: KnownProblem; today: string; onClose: () => void }) {
  const rules = useLedgerQuery('rules.show', {}, { keep: true }).data;
  if (!rules) return null;
  return (
    <Form file={file} today={today} settings={rules.settings as Setting[]} scope={rules.scope} onClose={onClose} />
  );
}

function Form({
  file,
  today,
  settings,
  scope,
  onClose,
}: {
  file: KnownProblem;
  today: string;
  settings: readonly Setting[];
  scope: string;
  onClose: () => void;
}) {
  const { problem, measures, clock, slips } = file;
  const [kind, setKind] = useState<SlipKind>('supervision');
  // What time began waits for a person: the latest one is completed, not made again.
  const begun = kind === 'supervision' ? slips.find((slip) => slip.number === null) : undefined;
  const draft = useMemo(
    () => slipDraft(kind, problem, measures, clock, ruleBook(settings, scope).calendar, today),
    [kind, problem, measures, clock, settings, scope, today],
  );
  const [typed, setTyped] = useState<{ addressee?: string; requests?: string; reply_due?: string; number?: string }>(
    {},
  );
  const [fault, setFault] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<{ folder: FileHandle; names: string[]; number: string } | null>(null);
  const replyText = typed.reply_due ?? draft.reply_due;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const replyDue = readDay(replyText, today);
    if (replyDue === null) return setFault('回复期限不是日期，可写 9月21日、周五');
    setBusy(true);
    setFailure(null);
    try {
      const folder = await demand('files.chooseFolder', {});
      if (!folder) return;
      const { id, number } = await demand(
        'slips.issue',
        {
          problem: problem.id,
          kind,
          ...(begun ? { slip: begun.id } : {}),
          values: {
            addressee: (typed.addressee ?? draft.addressee ?? '').trim() || null,
            requests: typed.requests ?? draft.requests,
            reply_due: replyDue,
            ...(typed.number?.trim() ? { number: typed.number.trim() } : {}),
          },
        },
        crypto.randomUUID(),
      );
      const { files } = await demand('slips.write', { id, folder: folder.token }, crypto.randomUUID());
      setDone({ folder, number, names: files.map((one) => one.split(/[\\/]/).at(-1) ?? one) });
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  };
  if (done)
    return (
      <Modal opened onClose={onClose} title={`${slipLabel(kind)}已生成`} size={560}>
        <WrittenFiles
          folder={done.folder}
          names={done.names}
          note={`文号 ${done.number}，已记入历史。`}
          onClose={onClose}
        />
      </Modal>
    );
  return (
    <Modal opened onClose={onClose} title={`生成${slipLabel(kind)}`} size={560}>
      <form className={classes.dialog} onSubmit={(event) => void submit(event)}>
        <ChoiceGroup
          label="种类"
          options={kinds}
          value={kind}
          onChange={(next) => {
            setKind(next);
            setTyped({});
          }}
        />
        {begun && <p className="muted">提级时已自动建了一张督办单，这里补齐后签发。</p>}
        <TextInput
          label={entity.fields.addressee.label}
          value={typed.addressee ?? draft.addressee ?? ''}
          maxLength={200}
          onChange={(event) => setTyped({ ...typed, addressee: event.currentTarget.value })}
          data-autofocus
        />
        <Textarea
          label={entity.fields.requests.label}
          description="一行一条，有期限的写明哪天前"
          autosize
          minRows={4}
          maxRows={10}
          maxLength={4000}
          value={typed.requests ?? draft.requests}
          onChange={(event) => setTyped({ ...typed, requests: event.currentTarget.value })}
        />
        <div className={classes.pair}>
          <TextInput
            label={entity.fields.reply_due.label}
            value={replyText}
            error={fault}
            onChange={(event) => {
              setFault(null);
              setTyped({ ...typed, reply_due: event.currentTarget.value });
            }}
            rightSection={
              <DatePick
                kind="date"
                label={entity.fields.reply_due.label}
                value={readDay(replyText, today)}
                take={async (day) => setTyped({ ...typed, reply_due: day ?? '' })}
              />
            }
          />
          <TextInput
            label={entity.fields.number.label}
            value={typed.number ?? ''}
            maxLength={40}
            placeholder="不填按顺序给号"
            onChange={(event) => setTyped({ ...typed, number: event.currentTarget.value })}
          />
        </div>
        {failure && (
          <div className="note red" role="alert">
            {failureMessage(failure)}
          </div>
        )}
        <div className={classes.buttons}>
          <span className="right" />
          <Button onClick={onClose}>取消</Button>
          <Button type="submit" variant="filled" loading={busy}>
            选文件夹并生成
          </Button>
        </div>
      </form>
    </Modal>
  );
}

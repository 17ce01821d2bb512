import { Button, Checkbox, Modal, Select, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { regionName } from '../../../src-shared/catalogues/regions';
import type { Field, FieldValue } from '../../../src-shared/entities/field';
import { listing } from '../../../src-shared/entities/listing';
import { listingEvent as entity, type ListingEvent } from '../../../src-shared/entities/listing-event';
import { stateAfter } from '../../../src-shared/rules/listing-events';
import { type Failure, failureMessage } from '../../../src-shared/terms/errors';
import { ChoiceGroup } from '../../components/choice-group';
import { editText } from '../../components/fields/edit-text';
import { readText } from '../../components/fields/read-text';
import { showDone } from '../../components/toast';
import { run } from '../../ledger-client';
import classes from './clinic.module.css';
import type { ListingFile } from './listing-file';

type Name = keyof typeof entity.fields;
type Draft = Partial<Record<Name, string>>;

const typed = ['date', 'batch', 'unit', 'deadline', 'detail'] as const;
const kinds = entity.fields.kind.choices.map(({ code, label }) => ({ value: code as string, label }));
const levelChoices = entity.fields.level.choices.map(({ code, label }) => ({ value: code as string, label }));

/** What a level is called where the project lies. */
function unitOf(level: string | undefined, kind: string, file: ListingFile): string {
  if (kind === 'submitted') return file.person;
  const region = file.project.region ? regionName(file.project.region) : '县级';
  return level === 'province' ? '省统计局' : level === 'city' ? '市统计局' : `${region}统计局`;
}

function draftOf(event: ListingEvent | null, file: ListingFile): Draft {
  if (!event)
    return { kind: 'submitted', level: 'county', date: file.today, unit: unitOf('county', 'submitted', file) };
  const draft: Draft = {};
  for (const [name, field] of Object.entries(entity.fields)) {
    const value = (event[name as Name] ?? null) as FieldValue;
    if (value !== null) draft[name as Name] = field.kind === 'choice' ? String(value) : editText(field, value);
  }
  return draft;
}

/** One step of the case: what, where, when, with what limit; and in the same step what it makes of the case. */
export function EventDialog({
  file,
  event,
  onClose,
}: {
  file: ListingFile;
  event: ListingEvent | null;
  onClose: () => void;
}) {
  const [draft, setDraft] = useState<Draft>(() => draftOf(event, file));
  const [unitTyped, setUnitTyped] = useState(event !== null);
  const [move, setMove] = useState(true);
  const [faults, setFaults] = useState<Draft>({});
  const [failure, setFailure] = useState<Failure | null>(null);
  const change = (next: Draft) => {
    setFaults({});
    setDraft((before) => {
      const merged = { ...before, ...next };
      return unitTyped ? merged : { ...merged, unit: unitOf(merged.level, merged.kind ?? '', file) };
    });
  };
  const state = file.listing?.state ?? file.project.listing;
  const after = stateAfter({ kind: draft.kind ?? null, level: draft.level ?? null });
  const afterName = listing.fields.state.choices.find((choice) => choice.code === after)?.label;
  const offers = event === null && after !== null && after !== state;

  const submit = async (submitted: FormEvent) => {
    submitted.preventDefault();
    const set: Record<string, FieldValue> = {
      kind: draft.kind ?? null,
      level: draft.level ?? null,
      reason_code: draft.reason_code ?? null,
    };
    const found: Draft = {};
    for (const name of typed) {
      const read = readText(entity.fields[name] as Field, draft[name] ?? '');
      if (read.ok) set[name] = read.value;
      else found[name] = read.message;
    }
    if (Object.keys(found).length > 0) return setFaults(found);
    const result = event
      ? await run('records.revise', { entity: 'listing_event', id: event.id, set: set as never })
      : await run('listing.addEvent', {
          project: file.id,
          event: Object.fromEntries(Object.entries(set).filter(([, value]) => value !== null)) as never,
          move: offers && move,
        });
    if (!result.ok) return setFailure(result.error);
    onClose();
    showDone(event ? '已改' : '已记下', { undo: true });
  };
  const withdraw = async () => {
    const result = await run('records.withdraw', { entity: 'listing_event', id: event?.id ?? '' });
    if (!result.ok) return setFailure(result.error);
    onClose();
    showDone('已删除这一步', { undo: true });
  };
  const line = (name: (typeof typed)[number], more: Record<string, unknown> = {}) => ({
    label: entity.fields[name].label,
    value: draft[name] ?? '',
    error: faults[name] ?? null,
    onChange: (changed: { currentTarget: { value: string } }) => {
      if (name === 'unit') setUnitTyped(true);
      change({ [name]: changed.currentTarget.value });
    },
    ...more,
  });
  return (
    <Modal opened onClose={onClose} title={event ? '入统经过' : '记一步入统经过'} size={560}>
      <form className={classes.dialog} onSubmit={(submitted) => void submit(submitted)}>
        <ChoiceGroup
          label="事项"
          appearance="chips"
          options={kinds}
          value={draft.kind ?? null}
          onChange={(kind) => change({ kind })}
        />
        <ChoiceGroup
          label="层级"
          appearance="chips"
          options={levelChoices}
          value={draft.level ?? null}
          onChange={(level) => change({ level })}
        />
        <div className={classes.pair}>
          <TextInput {...line('date')} placeholder="如 2018-09-16" data-autofocus />
          <TextInput {...line('unit')} maxLength={200} />
          <TextInput {...line('batch')} placeholder={`不填按${Number(file.today.slice(5, 7))}月`} />
          <TextInput {...line('deadline')} placeholder="如 2018-09-20" />
        </div>
        <Select
          label="原因"
          placeholder="没有"
          value={draft.reason_code ?? null}
          data={entity.fields.reason_code.choices.map(({ code, label }) => ({ value: code, label }))}
          onChange={(code) => setDraft(({ reason_code: _, ...rest }) => (code ? { ...rest, reason_code: code } : rest))}
          clearable
          clearButtonProps={{ 'aria-label': '清空原因' }}
        />
        <Textarea {...line('detail')} autosize minRows={1} maxRows={5} maxLength={4000} />
        {offers && (
          <Checkbox
            label={`同时把入统状态改为“${afterName}”`}
            checked={move}
            onChange={(changed) => setMove(changed.currentTarget.checked)}
          />
        )}
        {failure && (
          <div className="note red" role="alert">
            {failureMessage(failure)}
          </div>
        )}
        <div className={classes.buttons}>
          {event && (
            <Button variant="subtle" onClick={() => void withdraw()}>
              删除这一步
            </Button>
          )}
          <span className="grow" />
          <Button onClick={onClose}>取消</Button>
          <Button type="submit" variant="filled">
            {event ? '保存' : '记下'}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

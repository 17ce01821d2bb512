import { ActionIcon, Menu } from '@mantine/core';
import {
  IconCheck,
  IconChevronDown,
  IconChevronRight,
  IconMinus,
  IconPaperclip,
  IconPlus,
  IconTrash,
  IconX,
} from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { ShownAttachment } from '../../../src-shared/contract/attachment-methods';
import type { FieldValue } from '../../../src-shared/entities/field';
import { material as entity, type Material, materialStates } from '../../../src-shared/entities/material';
import type { ChecklistItem, MaterialKind } from '../../../src-shared/rules/listing-materials';
import { kindName } from '../../../src-shared/rules/listing-materials';
import { showDone, showFailure } from '../../components/toast';
import { run } from '../../ledger-client';
import { useAttachmentsByOwner } from '../attachments/attachment-column';
import classes from './clinic.module.css';
import { InlineChoice, InlineField, shortDay } from './inline-field';
import { type ListingFile, saveCase, saveMaterial } from './listing-file';
import { PaperFiles } from './paper-files';

type Item = ChecklistItem<Material>;

const marks = {
  ready: { Icon: IconCheck, tone: 'ok' },
  faulty: { Icon: IconX, tone: 'bad' },
  missing: { Icon: IconX, tone: 'bad' },
  not_needed: { Icon: IconMinus, tone: 'wait' },
} as const;

/** The papers of the case: how each stands, its file, when and from whom it came. Papers besides are folded into one line. */
export function MaterialTable({ file }: { file: ListingFile }) {
  const { checklist } = file.outlook;
  const items = checklist.required as readonly Item[];
  const extra = checklist.extra as readonly Item[];
  const [open, setOpen] = useState(false);
  const byOwner = useAttachmentsByOwner(file.id);
  const filesOf = ({ record }: Item) => (record ? (byOwner.get(record.id) ?? []) : []);
  return (
    <section aria-label="材料">
      <div className={classes.section}>
        <h2>材料</h2>
        <span className="muted">
          {checklist.kindName}，必备 {checklist.needed} 份
        </span>
        <span className="right" />
        {file.writable && <KindMenu file={file} kind={checklist.kind} />}
      </div>
      <table className={`table ${classes.table}`}>
        <colgroup>
          <col style={{ width: 36 }} />
          <col style={{ width: 128 }} />
          <col style={{ width: 56 }} />
          <col style={{ width: 128 }} />
          <col />
          <col style={{ width: 102 }} />
          <col style={{ width: 66 }} />
        </colgroup>
        <thead>
          <tr>
            <th>
              <span className="visually-hidden">齐否</span>
            </th>
            <th>材料</th>
            <th>状态</th>
            <th>情况</th>
            <th>文件</th>
            <th>日期</th>
            <th>来处</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <MaterialRow key={item.name} file={file} item={item} attachments={filesOf(item)} />
          ))}
          <ExtraRow items={extra} today={file.today} open={open} setOpen={setOpen} />
          {open &&
            extra.map((item) => (
              <MaterialRow key={item.name} file={file} item={item} attachments={filesOf(item)} extra />
            ))}
          {open && file.writable && <AddRow file={file} />}
        </tbody>
      </table>
    </section>
  );
}

const kinds: readonly MaterialKind[] = ['construction', 'property', 'purchase'];

/** Other kinds of papers by which the case may be checked. */
function KindMenu({ file, kind }: { file: ListingFile; kind: MaterialKind }) {
  const choose = async (next: MaterialKind) => {
    const failure = await saveCase(file, { material_kind: next });
    if (failure) showFailure(failure);
    else showDone(`已改为按${kindName(next)}核对`, { undo: true });
  };
  const first: MaterialKind = kind === 'purchase' ? 'construction' : 'purchase';
  const other = kinds.find((candidate) => candidate !== kind && candidate !== first) as MaterialKind;
  return (
    <>
      <button type="button" className="link" onClick={() => void choose(first)}>
        按{kindName(first)}核对
      </button>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size="sm" aria-label="按其他类型核对">
            <IconChevronDown className="icon" aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void choose(other)}>按{kindName(other)}核对</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

function MaterialRow({
  file,
  item,
  attachments,
  extra,
}: {
  file: ListingFile;
  item: Item;
  attachments: readonly ShownAttachment[];
  extra?: boolean;
}) {
  const { record } = item;
  // A paper besides is no fault while nobody said that it is needed.
  const isOpenExtra = extra && item.state === 'missing';
  const { Icon, tone } = isOpenExtra ? { Icon: IconMinus, tone: 'wait' as const } : marks[item.state];
  const save = (set: Record<string, FieldValue>) => saveMaterial(file, item.name, set);
  const field = (name: 'detail' | 'file_name' | 'received_on' | 'received_from', placeholder: string) => (
    <InlineField
      field={entity.fields[name]}
      label={`${item.short} ${entity.fields[name].label}`}
      value={record?.[name] ?? null}
      save={(value) => save({ [name]: value })}
      today={file.today}
      readOnly={!file.writable}
      placeholder={placeholder}
      className={name === 'detail' ? classes[tone] : name === 'file_name' ? 'sub-fg' : 'muted'}
    />
  );
  return (
    <tr className={extra ? classes.extra : undefined}>
      <td className={classes.mark}>
        <Icon className={`icon ${classes[tone]}`} aria-hidden="true" />
      </td>
      <td className={tone === 'bad' ? 'strong' : ''} title={item.name}>
        <span className={classes.named}>
          <span className="ell">{item.short}</span>
          {record && file.writable && !item.catalogued && <Withdraw item={item} />}
        </span>
      </td>
      <td>
        <InlineChoice
          label={`${item.short} 状态`}
          value={item.state}
          options={materialStates}
          onChange={(state) => save({ state })}
          readOnly={!file.writable}
          className={classes[tone]}
        />
      </td>
      <td>{field('detail', '')}</td>
      <td>
        <PaperFiles file={file} item={item} attachments={attachments}>
          {field('file_name', '')}
        </PaperFiles>
      </td>
      <td>{field('received_on', '')}</td>
      <td>{field('received_from', '')}</td>
    </tr>
  );
}

function Withdraw({ item }: { item: Item }) {
  const withdraw = async () => {
    const result = await run('records.withdraw', { entity: 'material', id: item.record?.id ?? '' });
    if (!result.ok) showFailure(result.error);
    else showDone(`已删除材料“${item.short}”`, { undo: true });
  };
  return (
    <ActionIcon size="sm" aria-label={`删除材料 ${item.short}`} onClick={() => void withdraw()}>
      <IconTrash className="icon" aria-hidden="true" />
    </ActionIcon>
  );
}

/** All papers besides in one line; it opens to show each. */
function ExtraRow({
  items,
  today,
  open,
  setOpen,
}: {
  items: readonly Item[];
  today: string;
  open: boolean;
  setOpen: (open: boolean) => void;
}) {
  const needed = items.filter((item) => item.state !== 'not_needed');
  const ready = needed.filter((item) => item.state === 'ready');
  const isFaulty = needed.some((item) => item.state === 'faulty');
  const Icon = isFaulty ? IconX : ready.length === needed.length && needed.length > 0 ? IconCheck : IconMinus;
  const Chevron = open ? IconChevronDown : IconChevronRight;
  const files = ready.map((item) => item.short).join('、');
  const latest = items
    .flatMap((item) => (item.record?.received_on ? [item.record] : []))
    .toSorted((a, b) => String(b.received_on).localeCompare(String(a.received_on)))[0];
  return (
    <tr>
      <td className={classes.mark}>
        <Icon className={`icon ${isFaulty ? classes.bad : classes.wait}`} aria-hidden="true" />
      </td>
      <td>
        <button type="button" className={classes.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
          补充材料
          <Chevron className="icon" aria-hidden="true" />
        </button>
      </td>
      <td colSpan={2} className="sub-fg">
        {ready.length} / {needed.length}
      </td>
      <td className="sub-fg" title={files || undefined}>
        <span className={classes.file}>
          <IconPaperclip className="icon" aria-hidden="true" data-empty={files ? undefined : ''} />
          <span className="ell">{files}</span>
        </span>
      </td>
      <td className="muted">{latest?.received_on && shortDay(latest.received_on, today)}</td>
      <td className="muted">{latest?.received_from}</td>
    </tr>
  );
}

/** A paper that the catalogue does not know. */
function AddRow({ file }: { file: ListingFile }) {
  const [name, setName] = useState('');
  const add = async (event: FormEvent) => {
    event.preventDefault();
    const text = name.trim();
    if (!text) return;
    const result = await run('records.create', {
      entity: 'material',
      set: { project: file.id, name: text, state: 'missing' },
    });
    if (!result.ok) return showFailure(result.error);
    setName('');
  };
  return (
    <tr className={classes.extra}>
      <td />
      <td colSpan={6}>
        <form className={classes.add} onSubmit={(event) => void add(event)}>
          <input
            className="text-input"
            aria-label="另加材料的名称"
            placeholder="另加一份材料"
            maxLength={80}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <button type="submit" className="btn sm" disabled={!name.trim()}>
            <IconPlus className="icon" aria-hidden="true" />
            加上
          </button>
        </form>
      </td>
    </tr>
  );
}

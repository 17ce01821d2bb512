import { Button, Popover, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import type { PermitItem } from '../../../src-shared/contract/rule-values';
import { itemsByCode } from '../../../src-shared/rules/road-map';
import { approvalTypes, approvalWords, permitOfItem } from '../../../src-shared/rules/road-map-questions';
import { isApproximate } from '../../../src-shared/rules/road-map-rows';
import { unknown } from '../../../src-shared/terms/format';
import { useRuleBook } from '../../app/rule-book';
import { withdrawRecord } from '../../components/record-actions';
import { type RecordColumn, RecordGrid, type RecordRow, recordColumn } from '../../components/record-grid';
import { showDone, showFailure } from '../../components/toast';
import { Empty } from '../../components/trouble';
import { run } from '../../ledger-client';
import { attachmentColumn, useAttachmentCounts } from '../attachments/attachment-column';
import { AttachmentDialog } from '../attachments/attachment-dialog';
import picker from './permit-picker.module.css';
import type { ProjectFile } from './project-file';
import classes from './project-page.module.css';

/** Permits of the project, typed in place; added from the catalogue or by name. `link` leads to the road map, which shows them too. */
export function PermitsTab({ file, link = true }: { file: ProjectFile; link?: boolean }) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const book = useRuleBook();
  const [papers, setPapers] = useState<string | null>(null);
  const counts = useAttachmentCounts(file.id);
  const columns = useMemo(
    () => permitColumns(file.writable, book?.permits ?? [], attachmentColumn(counts, setPapers)),
    [file.writable, book, counts],
  );
  const opened = file.permits.find((permit) => permit.id === papers);
  const granted = file.permits.filter((permit) => permit.state === 'granted').length;
  const needed = file.permits.filter((permit) => permit.state !== 'not_needed').length;
  const road = `/permits/${encodeURIComponent(file.id)}`;
  return (
    <>
      <div className="bar">
        <b>手续</b>
        <span className="muted">{needed === 0 ? '还没有登记' : `办结 ${granted} / ${needed} 项`}</span>
        {refusal && (
          <span className="yellow-fg ell" role="alert">
            {refusal}
          </span>
        )}
        <span className="right" />
        {link && file.permits.length > 0 && (
          <Link to={road} className="btn sm">
            路线图
          </Link>
        )}
        {file.writable && file.permits.length > 0 && (
          <Link to={`${road}/start`} className="btn sm">
            按问题补手续
          </Link>
        )}
        {file.writable && <AddPermit file={file} open={adding} setOpen={setAdding} />}
      </div>
      {file.permits.length === 0 ? (
        <Empty
          title="这里放这个项目要办的手续，一项一行。"
          hint="回答几个问题就列出要办的手续，部门、时限、前置一并带出来；也可以一项一项添加。"
        >
          {file.writable && (
            <>
              <Link to={`${road}/start`} className="btn primary">
                启动路线图
              </Link>
              <Button onClick={() => setAdding(true)}>添加手续</Button>
            </>
          )}
        </Empty>
      ) : (
        <RecordGrid
          entity="permit"
          label="手续"
          records={file.permits as never}
          columns={columns}
          writable={file.writable}
          onRefusal={setRefusal}
          onSelect={() => setRefusal(null)}
        />
      )}
      {opened && (
        <AttachmentDialog
          owner={{ entity: 'permit', id: opened.id }}
          title={String(opened.name ?? '手续')}
          writable={file.writable}
          onClose={() => setPapers(null)}
        />
      )}
    </>
  );
}

function permitColumns(writable: boolean, items: readonly PermitItem[], papers: RecordColumn): RecordColumn[] {
  const byCode = itemsByCode(items);
  // A limit that is experience says so: 约.
  const limit =
    (name: 'workdays' | 'days') =>
    ({ record }: RecordRow): string => {
      const count = record[name];
      if (typeof count !== 'number') return unknown;
      const code = typeof record.catalogue_code === 'string' ? record.catalogue_code : null;
      const unit = name === 'days' ? 'day' : 'workday';
      const item = code === null ? undefined : byCode.get(code);
      return isApproximate(code, { count, unit }, item) ? `约 ${count}` : String(count);
    };
  const columns = [
    recordColumn('permit', 'name', { width: 200, grow: 3 }),
    recordColumn('permit', 'state', { width: 84 }),
    recordColumn('permit', 'department', { width: 130, grow: 1 }),
    recordColumn('permit', 'planned_submit', { width: 120 }),
    recordColumn('permit', 'planned_finish', { width: 120 }),
    recordColumn('permit', 'actual_submit', { width: 120 }),
    recordColumn('permit', 'actual_finish', { width: 120 }),
    recordColumn('permit', 'workdays', { label: '工作日', width: 64, text: limit('workdays') }),
    recordColumn('permit', 'days', { label: '自然日', width: 64, text: limit('days') }),
    recordColumn('permit', 'document_number', { width: 120, grow: 1 }),
    papers,
    recordColumn('permit', 'missing_documents', { width: 120, grow: 1 }),
    recordColumn('permit', 'handler', { width: 76 }),
    recordColumn('permit', 'prerequisites', { width: 110 }),
    recordColumn('permit', 'note', { width: 120, grow: 1 }),
  ];
  return writable ? [...columns, deleteColumn('permit', '手续')] : columns;
}

/** Field that names a record for the person who deletes it. */
const titles = { permit: 'name', problem: 'description', clock_stop: 'stopped_on' } as const;

/** A column with the way to withdraw a record. */
export function deleteColumn(entity: keyof typeof titles, what: string): RecordColumn {
  const title = titles[entity];
  return {
    key: 'withdraw',
    label: '删除',
    width: 52,
    locked: '点它删除这一行',
    text: () => '',
    render: (row) => {
      const name = String(row.record[title] ?? '').slice(0, 20);
      return (
        <button
          type="button"
          className={classes.trash}
          aria-label={`删除${what} ${name}`}
          title={`删除${what}`}
          onClick={() => void withdrawRecord(entity, row.id, `${what}“${name}”`)}
        >
          <IconTrash className="icon" aria-hidden="true" />
        </button>
      );
    },
  };
}

function AddPermit({ file, open, setOpen }: { file: ProjectFile; open: boolean; setOpen: (open: boolean) => void }) {
  const [words, setWords] = useState('');
  const catalogue = useRuleBook()?.permits ?? [];
  const taken = new Set(file.permits.map((permit) => permit.catalogue_code));
  const type = approvalTypes.find((known) => known === file.project.approval_type);
  const approval = type && approvalWords[type];
  const wanted = words.trim().toLowerCase();
  const items = catalogue.filter(
    (item) =>
      !taken.has(item.code) &&
      (!approval || item.appliesTo.includes(approval)) &&
      (!wanted ||
        item.name.includes(wanted) ||
        item.code.toLowerCase().includes(wanted) ||
        item.department.includes(wanted)),
  );
  const add = async (set: Record<string, string | number | null>) => {
    const result = await run('records.create', {
      entity: 'permit',
      set: { project: file.id, state: 'not_started', ...set },
    });
    if (!result.ok) return showFailure(result.error);
    showDone(`已添加手续“${set.name}”`, { undo: true });
    setWords('');
  };
  const addItem = (item: PermitItem) => add(permitOfItem(item));
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus>
      <Popover.Target>
        <Button
          size="compact-xs"
          variant="filled"
          leftSection={<IconPlus className="icon" aria-hidden="true" />}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          添加手续
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={picker.dropdown}>
        <TextInput
          aria-label="手续名称"
          placeholder="输入名称，从目录里选或自己写"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.keyCode === 229 || !words.trim())
              return;
            event.preventDefault();
            const only = items.length === 1 ? items[0] : items.find((item) => item.name === words.trim());
            void (only ? addItem(only) : add({ name: words.trim() }));
          }}
          data-autofocus
        />
        <ul className={picker.list}>
          {words.trim() && !items.some((item) => item.name === words.trim()) && (
            <li>
              <button type="button" className={picker.item} onClick={() => void add({ name: words.trim() })}>
                <span>
                  添加“<b>{words.trim()}</b>”
                </span>
                <span className="muted">目录外</span>
              </button>
            </li>
          )}
          {items.map((item) => (
            <li key={item.code}>
              <button type="button" className={picker.item} onClick={() => void addItem(item)} title={item.basis}>
                <span className="muted">{item.code}</span>
                <span className="ell">{item.name}</span>
                <span className="muted ell">
                  {item.workdays} {item.limitUnitInLaw}
                  {item.confidence === 'low' && '（经验值）'} · {item.department}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </Popover.Dropdown>
    </Popover>
  );
}

import { Select } from '@mantine/core';
import { IconTrash, IconX } from '@tabler/icons-react';
import { useCallback, useId } from 'react';
import { Link } from 'wouter';
import type { Note } from '../../../src-shared/contract/liaison-methods';
import type { Field, FieldValue } from '../../../src-shared/entities/field';
import { workLog } from '../../../src-shared/entities/work-log';
import { dayWords } from '../../components/day-field';
import { FieldControl } from '../../components/record-form/field-control';
import { showFailure } from '../../components/toast';
import { run, useLedgerQuery } from '../../ledger-client';
import { AttachmentPart } from '../attachments/attachment-part';
import classes from './liaison.module.css';
import { deleteRecord } from './note-actions';
import { problemName } from './quick-log-draft';

const fields = [
  'matter',
  'date',
  'project',
  'duty',
  'way',
  'department',
  'person',
  'result',
  'next_step',
  'next_date',
  'next_done',
  'minutes',
  'secretary',
] as const;

/** One note, every field saved on leaving it. */
export function NotePanel({
  note,
  today,
  writable,
  onClose,
}: {
  note: Note;
  today: string;
  writable: boolean;
  onClose: () => void;
}) {
  return (
    <aside className={classes.panel} aria-label="这一笔">
      <div className={classes.panelHead}>
        <h2>{note.date ? dayWords(note.date, today) : '这一笔'}</h2>
        {note.project && (
          <Link className="link" to={`/projects/${encodeURIComponent(note.project)}/liaison`}>
            看项目
          </Link>
        )}
        {writable && (
          <button
            type="button"
            className="btn sm icon-only quiet"
            aria-label="删除这一笔"
            title="删除这一笔"
            onClick={() => void deleteRecord('work_log', note.id, '这一笔').then((gone) => gone && onClose())}
          >
            <IconTrash className="icon" aria-hidden="true" />
          </button>
        )}
        <button type="button" className="btn sm icon-only quiet" aria-label="关闭" onClick={onClose}>
          <IconX className="icon" aria-hidden="true" />
        </button>
      </div>
      <div className={classes.panelBody}>
        {fields.map((name) => (
          <NoteField key={name} note={note} name={name} writable={writable} />
        ))}
        <ProblemField note={note} writable={writable} />
        <AttachmentPart key={note.id} owner={{ entity: 'work_log', id: note.id }} writable={writable} />
      </div>
    </aside>
  );
}

function NoteField({ note, name, writable }: { note: Note; name: (typeof fields)[number]; writable: boolean }) {
  const { id } = note;
  const save = useCallback(
    async (value: FieldValue) => {
      const result = await run('records.revise', { entity: 'work_log', id, set: { [name]: value } });
      return result.ok ? null : result.error;
    },
    [id, name],
  );
  return (
    <FieldControl
      field={workLog.fields[name] as Field}
      value={note[name] as FieldValue}
      save={save}
      readOnly={!writable}
    />
  );
}

/** The problem that the note is progress of: an open one of its project, or the one that it names already. */
function ProblemField({ note, writable }: { note: Note; writable: boolean }) {
  const id = useId();
  const around = useLedgerQuery('workLogs.surroundings', {}, { keep: true }).data;
  const open = (around?.problems ?? [])
    .filter(({ project }) => note.project === null || project === note.project)
    .map((problem) => ({ value: problem.id, label: `${problemName(problem)} ${problem.description ?? ''}`.trim() }));
  const data =
    note.problem && !open.some(({ value }) => value === note.problem)
      ? [{ value: note.problem, label: note.problem_number ?? '已销号的问题' }, ...open]
      : open;
  const save = async (problem: string | null) => {
    const result = await run('records.revise', { entity: 'work_log', id: note.id, set: { problem } });
    if (!result.ok) showFailure(result.error);
  };
  return (
    <div className={classes.pick}>
      <label htmlFor={id}>问题</label>
      <Select
        id={id}
        data={data}
        value={note.problem}
        readOnly={!writable}
        clearable={writable}
        clearButtonProps={{ 'aria-label': '清空问题' }}
        placeholder={data.length > 0 ? '写进哪个问题的进展' : '没有未销号的问题'}
        nothingFoundMessage="没有未销号的问题"
        onChange={(problem) => void save(problem)}
      />
    </div>
  );
}

import { Button, Popover, Textarea } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type FormEvent, useCallback, useMemo, useState } from 'react';
import type { Field, FieldValue } from '../../../src-shared/entities/field';
import { problem as entity, type Problem } from '../../../src-shared/entities/problem';
import { FieldControl } from '../../components/record-form/field-control';
import { type RecordColumn, RecordGrid, recordColumn } from '../../components/record-grid';
import { showDone, showFailure } from '../../components/toast';
import { Empty } from '../../components/trouble';
import { run } from '../../ledger-client';
import { deleteColumn } from './permits-tab';
import type { ProjectFile } from './project-file';
import classes from './project-page.module.css';

const formFields = Object.keys(entity.fields).filter((name) => name !== 'project') as (keyof typeof entity.fields)[];

/** Problems of the project as a list, the chosen one as a form beside it. */
export function ProblemsTab({ file }: { file: ProjectFile }) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [adding, setAdding] = useState(false);
  const columns = useMemo(() => problemColumns(file.writable), [file.writable]);
  const open = file.problems.filter((problem) => problem.state !== 'closed').length;
  const problem = file.problems.find((each) => each.id === chosen) ?? file.problems[0];
  const onSelect = useCallback((record: Readonly<Record<string, unknown>> | undefined) => {
    setRefusal(null);
    if (record) setChosen(String(record.id));
  }, []);
  return (
    <div className={classes.body}>
      <div className="pane">
        <div className="bar">
          <b>问题</b>
          <span className="muted">
            {file.problems.length === 0 ? '没有登记' : `未销号 ${open} / ${file.problems.length} 个`}
          </span>
          {refusal && (
            <span className="yellow-fg ell" role="alert">
              {refusal}
            </span>
          )}
          <span className="right" />
          {file.writable && <AddProblem file={file} onAdded={setChosen} open={adding} setOpen={setAdding} />}
        </div>
        {file.problems.length === 0 ? (
          <Empty title="这里放这个项目要破解的问题。" hint="登记后写明责任单位、承诺办结日期和诉求。">
            {file.writable && <Button onClick={() => setAdding(true)}>登记问题</Button>}
          </Empty>
        ) : (
          <RecordGrid
            entity="problem"
            label="问题"
            records={file.problems as never}
            columns={columns}
            writable={file.writable}
            onRefusal={setRefusal}
            onSelect={onSelect}
          />
        )}
      </div>
      {problem && <ProblemForm key={problem.id} problem={problem} writable={file.writable} />}
    </div>
  );
}

function AddProblem({
  file,
  onAdded,
  open,
  setOpen,
}: {
  file: ProjectFile;
  onAdded: (id: string) => void;
  open: boolean;
  setOpen: (open: boolean) => void;
}) {
  const [text, setText] = useState('');
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (!text.trim()) return;
    const result = await run('records.create', {
      entity: 'problem',
      set: {
        project: file.id,
        description: text.trim(),
        state: 'registered',
        level: 'secretary',
        reported_on: file.today,
      },
    });
    if (!result.ok) return showFailure(result.error);
    onAdded(result.value.id);
    setText('');
    setOpen(false);
    showDone('已登记问题', { undo: true });
  };
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
          登记问题
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form className={classes.addForm} onSubmit={(event) => void add(event)}>
          <Textarea
            label="问题描述"
            autosize
            minRows={3}
            maxRows={8}
            maxLength={4000}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            placeholder="什么事、卡在哪里、要谁做什么"
            data-autofocus
          />
          <Button type="submit" variant="filled" disabled={!text.trim()}>
            登记
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}

function problemColumns(writable: boolean): RecordColumn[] {
  const columns = [
    recordColumn('problem', 'description', { width: 190, grow: 3 }),
    recordColumn('problem', 'state', { width: 76 }),
    recordColumn('problem', 'level', { width: 88 }),
    recordColumn('problem', 'category', { width: 110 }),
    recordColumn('problem', 'responsible_unit', { width: 120, grow: 1 }),
    recordColumn('problem', 'promised_on', { width: 118 }),
  ];
  return writable ? [...columns, deleteColumn('problem', '问题')] : columns;
}

function ProblemForm({ problem, writable }: { problem: Problem; writable: boolean }) {
  const sameHands = problem.checker !== null && problem.checker === problem.handler;
  return (
    <aside className={classes.aside} aria-label="问题详情">
      <div className={classes.asideForm}>
        {formFields.map((name) => (
          <ProblemField
            key={name}
            problem={problem}
            name={name}
            writable={writable}
            warning={name === 'checker' && sameHands ? '核验人不能是经办人。只提醒，已保存。' : null}
          />
        ))}
      </div>
    </aside>
  );
}

function ProblemField({
  problem,
  name,
  writable,
  warning,
}: {
  problem: Problem;
  name: keyof typeof entity.fields;
  writable: boolean;
  warning: string | null;
}) {
  const { id } = problem;
  const save = useCallback(
    async (value: FieldValue) => {
      const result = await run('records.revise', { entity: 'problem', id, set: { [name]: value } as never });
      return result.ok ? null : result.error;
    },
    [id, name],
  );
  return (
    <FieldControl
      field={entity.fields[name] as Field}
      value={problem[name] as FieldValue}
      save={save}
      readOnly={!writable}
      {...(warning ? { warning } : {})}
    />
  );
}

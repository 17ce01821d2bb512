import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { type RecordColumn, RecordGrid, recordColumn } from '../../components/record-grid';
import { Empty } from '../../components/trouble';
import { ProblemPanel } from '../problems/problem-panel';
import { RegisterDialog } from '../problems/register-dialog';
import { deleteColumn } from './permits-tab';
import type { ProjectFile } from './project-file';
import classes from './project-page.module.css';

/** Problems of the project as a list, the chosen one beside it with everything that may be done about it. */
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
          {file.writable && (
            <Button
              size="compact-xs"
              variant="filled"
              leftSection={<IconPlus className="icon" aria-hidden="true" />}
              onClick={() => setAdding(true)}
            >
              登记问题
            </Button>
          )}
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
      {problem && <ProblemPanel key={problem.id} id={problem.id} writable={file.writable} ofProject />}
      {adding && <RegisterDialog project={file.id} onAdded={setChosen} onClose={() => setAdding(false)} />}
    </div>
  );
}

function problemColumns(writable: boolean): RecordColumn[] {
  const columns = [
    recordColumn('problem', 'description', { width: 150, grow: 3 }),
    recordColumn('problem', 'state', { width: 76, locked: '状态在右边按步骤办理' }),
    recordColumn('problem', 'level', { width: 88, locked: '层级按时限自动提级，或在右边提级' }),
    recordColumn('problem', 'category', { width: 98 }),
    recordColumn('problem', 'responsible_unit', { width: 120, grow: 1 }),
    recordColumn('problem', 'promised_on', { width: 118 }),
  ];
  return writable ? [...columns, deleteColumn('problem', '问题')] : columns;
}

import { showDone } from '../../components/toast';
import { run } from '../../ledger-client';
import { FieldsDialog } from './fields-dialog';
import { type KnownProblem, problemTitle } from './problem-data';

/** A note of the work log that belongs to the problem; its next step with a day becomes a to-do. */
export function ProgressDialog({
  file: { problem },
  today,
  person,
  onClose,
}: {
  file: KnownProblem;
  today: string;
  person: string;
  onClose: () => void;
}) {
  return (
    <FieldsDialog
      title="写进展"
      note={`记入“${problemTitle(problem)}”的历史和工作纪实。`}
      entity="work_log"
      fields={[
        { name: 'matter', label: '做了什么', required: true },
        { name: 'result' },
        { name: 'way' },
        { name: 'department' },
        { name: 'date', required: true },
        { name: 'next_step' },
        { name: 'next_date', hint: '写了日期就成为待办' },
      ]}
      initial={{ date: today }}
      today={today}
      confirm="记下"
      save={async (values) => {
        const set = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
        const result = await run('records.create', {
          entity: 'work_log',
          set: { ...set, project: problem.project, problem: problem.id, duty: 'problems', secretary: person } as never,
        });
        if (!result.ok) return result.error;
        showDone('已写进展', { undo: true });
        return null;
      }}
      onClose={onClose}
    />
  );
}

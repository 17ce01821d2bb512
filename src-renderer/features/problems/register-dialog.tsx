import { useStatus } from '../../app/status';
import { showDone } from '../../components/toast';
import { run } from '../../ledger-client';
import { FieldsDialog } from './fields-dialog';

/** A new problem: whose, what, what for. On a project's own page the project is known. */
export function RegisterDialog({
  project,
  onAdded,
  onClose,
}: {
  project?: string;
  onAdded: (id: string) => void;
  onClose: () => void;
}) {
  const status = useStatus();
  if (!status) return null;
  return (
    <FieldsDialog
      title="登记问题"
      note="登记后从秘书层级起算时限；编号先给临时的，由市发改委统一确认。"
      entity="problem"
      today={status.today}
      size={520}
      fields={[
        ...(project === undefined ? [{ name: 'project', required: true }] : []),
        { name: 'description', required: true, hint: '什么事、卡在哪里、影响什么' },
        { name: 'category' },
        { name: 'request', hint: '要谁做什么、什么时候要' },
        { name: 'source', hint: '如 企业提出、走访发现' },
        { name: 'responsible_unit' },
        { name: 'reported_on' },
      ]}
      initial={{ reported_on: status.today, source: status.identity?.role === 'field' ? '踏查发现' : '企业提出' }}
      confirm="登记"
      save={async (values) => {
        const set = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
        const result = await run('problems.register', {
          set: { ...set, ...(project === undefined ? {} : { project }) } as never,
        });
        if (!result.ok) return result.error;
        showDone('已登记，时限开始计算', { undo: true });
        onAdded(result.value.id);
        return null;
      }}
      onClose={onClose}
    />
  );
}

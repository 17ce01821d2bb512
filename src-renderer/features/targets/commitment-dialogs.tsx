import { regionName } from '../../../src-shared/catalogues/regions';
import type { CampaignLine, ShownCommitment } from '../../../src-shared/contract/commitment-methods';
import { cityCommitments } from '../../../src-shared/rules/commitments';
import type { Failure } from '../../../src-shared/terms/errors';
import { formatDate } from '../../../src-shared/terms/format';
import { showDone } from '../../components/toast';
import { run } from '../../ledger-client';
import { type DialogField, type DialogValues, FieldsDialog } from '../problems/fields-dialog';

async function write(id: string | null, set: DialogValues, done: string): Promise<Failure | null> {
  const result = await run('commitments.write', { edits: [{ id, set: set as never }] });
  if (!result.ok) return result.error;
  showDone(done, { undo: true });
  return null;
}

const fields: readonly DialogField[] = [
  { name: 'matter', required: true },
  { name: 'project' },
  { name: 'kind' },
  { name: 'unit' },
  { name: 'person', hint: '写到人；没有人只有单位也可以' },
  { name: 'due', required: true },
];

/** A new line of a list, or what is written once of one that is there. */
export function CommitmentDialog({
  commitment,
  scope,
  month,
  today,
  onClose,
}: {
  commitment: ShownCommitment | null;
  /** Whose list a new one goes to; null: that of its project. */
  scope: string | null;
  month: string;
  today: string;
  onClose: () => void;
}) {
  const place = scope === null ? null : scope === cityCommitments ? '市直部门' : regionName(scope);
  return (
    <FieldsDialog
      title={commitment ? '改压实事项' : place ? `加进${place}的清单` : '加进清单'}
      note={commitment || place ? undefined : '没有选属地时，归到所选项目的属地。'}
      entity="commitment"
      fields={
        commitment || place
          ? fields
          : fields.map((field) => (field.name === 'project' ? { ...field, required: true } : field))
      }
      initial={commitment ? commitment.record : {}}
      today={today}
      confirm={commitment ? '保存' : '加进清单'}
      save={(values) =>
        commitment
          ? write(String(commitment.record.id), values, '已保存')
          : write(null, { ...values, month, ...(scope ? { scope } : {}) }, '已加进清单')
      }
      onClose={onClose}
    />
  );
}

/** What came of it and when. */
export function DoneDialog({
  commitment,
  today,
  onClose,
}: {
  commitment: ShownCommitment;
  today: string;
  onClose: () => void;
}) {
  return (
    <FieldsDialog
      title="完成"
      note={String(commitment.record.matter ?? '')}
      entity="commitment"
      fields={[{ name: 'done_on', required: true }, { name: 'result' }]}
      initial={{ done_on: today, result: commitment.record.result as string | null }}
      today={today}
      confirm="记为完成"
      save={(values) => write(String(commitment.record.id), { ...values, state: 'done' }, '已记为完成')}
      onClose={onClose}
    />
  );
}

/** The plan of a region for its 项目建设月: when it was handed in, who leads it, what it is after. */
export function PlanDialog({
  line,
  month,
  today,
  onClose,
}: {
  line: CampaignLine;
  month: string;
  today: string;
  onClose: () => void;
}) {
  return (
    <FieldsDialog
      title={`${line.place}${formatDate(month)}项目建设月方案`}
      entity="campaign"
      fields={[{ name: 'title' }, { name: 'leader' }, { name: 'submitted_on' }, { name: 'goals' }, { name: 'note' }]}
      initial={line.campaign ?? {}}
      today={today}
      confirm="保存"
      save={async (values) => {
        const result = await run('campaigns.write', { month, edits: [{ scope: line.scope, set: values as never }] });
        if (!result.ok) return result.error;
        if (result.value.changed > 0) showDone('方案已保存', { undo: true });
        return null;
      }}
      onClose={onClose}
    />
  );
}

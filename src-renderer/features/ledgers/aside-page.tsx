import type { Project } from '../../../src-shared/entities/project';
import { usePageTitle } from '../../app/page-title';
import { recordColumn } from '../../components/record-grid';
import { Trouble } from '../../components/trouble';
import { useLedgerQuery } from '../../ledger-client';
import { LedgerFrame } from './ledger-frame';

const columns = [
  recordColumn('project', 'name', { width: 190, grow: 3 }),
  recordColumn('project', 'region', { width: 96 }),
  recordColumn('project', 'owner', { width: 180, grow: 2 }),
  recordColumn('project', 'total_investment', { width: 90 }),
  recordColumn('project', 'lifecycle', { width: 80, locked: '请在项目页变更阶段' }),
  recordColumn('project', 'lifecycle_since', { label: '自', width: 118 }),
  recordColumn('project', 'lifecycle_reason', { label: '原因', width: 240, grow: 3 }),
  recordColumn('project', 'responsible_unit', { width: 130, grow: 1 }),
];

/** Projects that stand still or were given up, with the reason and since when. */
export function AsidePage() {
  usePageTitle([{ label: '台账', to: '/projects' }, { label: '停工、终止项目' }]);
  const shown = useLedgerQuery('ledgers.show', { ledger: 'aside' }, { keep: true });
  const projects = shown.data?.projects as unknown as readonly Project[] | undefined;
  if (shown.error && !shown.data) return <Trouble failure={shown.error.failure} retry={() => void shown.refetch()} />;
  if (!projects) return null;
  const still = projects.filter(({ lifecycle }) => lifecycle === 'suspended').length;
  return (
    <LedgerFrame
      title="停工、终止项目"
      head={
        <span>
          停工 <b>{still}</b>，终止 <b>{projects.length - still}</b>
        </span>
      }
      projects={projects}
      columns={columns}
      grid="/projects?view=aside"
      empty="没有停工或终止的项目。"
      hint="在项目页变更阶段为“停工”或“终止”并写明原因，就出现在这里。"
      foot={<span className="muted">总投资：万元；复工、恢复在项目页变更阶段，须写明原因</span>}
    />
  );
}

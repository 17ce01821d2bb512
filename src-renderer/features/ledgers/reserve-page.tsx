import { useMemo, useState } from 'react';
import { type Project, project as projectEntity } from '../../../src-shared/entities/project';
import { formatMoneyWithUnit } from '../../../src-shared/terms/format';
import { usePageTitle } from '../../app/page-title';
import { useStatus } from '../../app/status';
import { ChoiceGroup } from '../../components/choice-group';
import { recordColumn, yearColumn } from '../../components/record-grid';
import { Trouble } from '../../components/trouble';
import { useLedgerQuery } from '../../ledger-client';
import { LedgerFrame } from './ledger-frame';

const depths = projectEntity.fields.readiness.choices;

/** Reserve: how ripe, where in the national library, which money it is meant for, and what it needs in the next three years. */
export function ReservePage() {
  usePageTitle([{ label: '台账', to: '/projects' }, { label: '谋划储备项目' }]);
  const shown = useLedgerQuery('ledgers.show', { ledger: 'reserve' }, { keep: true });
  const status = useStatus();
  const year = Number(status?.today.slice(0, 4) ?? 0);
  const wholeCity = status?.identity?.region === null;
  const [depth, setDepth] = useState<string>('all');
  const all = shown.data?.projects as unknown as readonly Project[] | undefined;
  const projects = useMemo(
    () => (all ?? []).filter(({ readiness }) => depth === 'all' || (readiness ?? 'none') === depth),
    [all, depth],
  );
  const columns = useMemo(
    () => [
      recordColumn('project', 'name', { width: 150, grow: 3 }),
      ...(wholeCity ? [recordColumn('project', 'region', { width: 94 })] : []),
      recordColumn('project', 'total_investment', { width: 84 }),
      recordColumn('project', 'readiness', { width: 78 }),
      recordColumn('project', 'national_library', { width: 96 }),
      recordColumn('project', 'national_library_code', { width: 110, grow: 1 }),
      recordColumn('project', 'intended_channel', { width: 94 }),
      ...[1, 2, 3].map((after) =>
        yearColumn('project', 'funding_need', year + after, { label: `${year + after}年需求`, width: 98 }),
      ),
      recordColumn('project', 'planned_start', { label: '预计开工', width: 112 }),
      recordColumn('project', 'note', { width: 110, grow: 2 }),
    ],
    [year, wholeCity],
  );
  if (shown.error && !shown.data) return <Trouble failure={shown.error.failure} retry={() => void shown.refetch()} />;
  if (!all) return null;
  const count = (code: string) => all.filter(({ readiness }) => (readiness ?? 'none') === code).length;
  const need = (after: number) =>
    projects.reduce((sum, { funding_need: needs }) => sum + (needs?.[year + after] ?? 0), 0);
  return (
    <LedgerFrame
      key={depth}
      title="谋划储备项目"
      head={
        <ChoiceGroup
          label="谋划深度"
          value={depth}
          onChange={setDepth}
          options={[
            { value: 'all', label: `全部 ${all.length}` },
            ...depths.map(({ code, label }) => ({ value: code, label: `${label} ${count(code)}` })),
            { value: 'none', label: `未填 ${count('none')}` },
          ]}
        />
      }
      projects={projects}
      columns={columns}
      grid="/projects?view=reserve"
      empty={depth === 'all' ? '这里是谋划储备的项目。' : '没有这个深度的项目。'}
      hint={depth === 'all' ? '阶段是“谋划”的项目就出现在这里。' : '换一个谋划深度看看。'}
      foot={
        <>
          <span className="muted">金额：万元；需求滚动三年，拟争取多少由项目单位填，程序不代填</span>
          <span className="right" />
          <span>{[1, 2, 3].map((after) => `${year + after}年 ${formatMoneyWithUnit(need(after))}`).join('，')}</span>
        </>
      }
    />
  );
}

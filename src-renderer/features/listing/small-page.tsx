import { IconAlertTriangle } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { OutputOf } from '../../../src-shared/contract/contract';
import type { Project } from '../../../src-shared/entities/project';
import { omissionChoices, omissionCounts } from '../../../src-shared/rules/listing-small';
import { usePageTitle } from '../../app/page-title';
import { useCanWrite } from '../../app/status';
import { ChoiceGroup } from '../../components/choice-group';
import { RecordGrid, recordColumn } from '../../components/record-grid';
import { Empty, Trouble } from '../../components/trouble';
import { useLedgerQuery } from '../../ledger-client';
import { AddLead } from './add-lead';
import classes from './small-page.module.css';

const columns = [
  recordColumn('project', 'name', { width: 220, grow: 3 }),
  recordColumn('project', 'region', { width: 84 }),
  recordColumn('project', 'owner', { width: 170, grow: 2 }),
  recordColumn('project', 'total_investment', { label: '总投资（万元）', width: 118 }),
  recordColumn('project', 'lead_source', { width: 92 }),
  recordColumn('project', 'omission_check', { label: '核查结论', width: 104 }),
  recordColumn('project', 'omission_checker', { width: 84 }),
  recordColumn('project', 'omission_checked_on', { width: 120 }),
  recordColumn('project', 'listing', { width: 88 }),
];

type Finding = 'every' | 'none' | (typeof omissionChoices)[number]['code'];

/** 5000万以下项目漏统核查: which small projects statistics may have missed, who looked and what was found. */
export function SmallPage() {
  usePageTitle([{ label: '台账', to: '/projects' }, { label: '5000万以下项目漏统核查' }]);
  const writable = useCanWrite();
  const [, navigate] = useLocation();
  const small = useLedgerQuery('listing.small', {}, { keep: true });
  const [finding, setFinding] = useState<Finding>('every');
  const [refusal, setRefusal] = useState<string | null>(null);
  const projects = small.data?.projects as unknown as readonly Project[] | undefined;
  const counts = useMemo(() => omissionCounts(projects ?? []), [projects]);
  const shown = useMemo(
    () =>
      (projects ?? []).filter(
        ({ omission_check: found }) => finding === 'every' || (finding === 'none' ? found === null : found === finding),
      ),
    [projects, finding],
  );
  if (small.error && !small.data) return <Trouble failure={small.error.failure} retry={() => void small.refetch()} />;
  if (!projects || !small.data) return null;
  const labels: readonly { value: Finding; label: string }[] = [
    { value: 'every', label: `全部 ${projects.length}` },
    { value: 'none', label: `未核查 ${counts.none}` },
    ...omissionChoices.map(({ code, label }) => ({ value: code, label: `${label} ${counts[code]}` })),
  ];
  return (
    <div className="pane">
      <div className="bar">
        <h1 className="visually-hidden">5000万以下项目漏统核查</h1>
        <ChoiceGroup label="核查结论" options={labels} value={finding} onChange={setFinding} />
        {refusal && (
          <span className="yellow-fg ell" role="alert">
            {refusal}
          </span>
        )}
        <span className="right" />
        <Link className="link" to="/projects?view=small">
          在表格里看
        </Link>
        {writable && <AddLead />}
      </div>
      <Outgrown list={small.data.outgrown} />
      {projects.length === 0 ? (
        <Empty
          title="这里核对总投资 500 万至 5000 万元的项目有没有漏统。"
          hint="从施工许可、备案、土地出让、用电报装、税务、踏查里找线索，逐个写核查结论。"
        >
          {writable && <AddLead />}
        </Empty>
      ) : shown.length === 0 ? (
        <Empty title={`没有“${labels.find(({ value }) => value === finding)?.label.split(' ')[0]}”的项目。`}>
          <button type="button" className="btn" onClick={() => setFinding('every')}>
            看全部
          </button>
        </Empty>
      ) : (
        <RecordGrid
          key={finding}
          entity="project"
          label="5000万以下项目漏统核查"
          records={shown as never}
          columns={columns}
          writable={writable}
          onRefusal={setRefusal}
          onSelect={() => setRefusal(null)}
          onOpen={(record) => navigate(`/projects/${encodeURIComponent(String(record.id))}/overview`)}
        />
      )}
      <div className="foot">
        <span className="muted">总投资 500 万元以上、5000 万元以下</span>
        <span className="right" />
        <span className="muted">不代企业填报联网直报</span>
      </div>
    </div>
  );
}

/** Projects of the check that have grown over the threshold: they are listed by the rules of large ones from now on. */
function Outgrown({ list }: { list: OutputOf<'listing.small'>['outgrown'] }) {
  if (list.length === 0) return null;
  return (
    <div className="banner" role="status">
      <IconAlertTriangle className="icon" aria-hidden="true" />
      <span className={classes.outgrown}>
        总投资已满 5000 万元，不再按小项目核查：
        {list.slice(0, 5).map(({ id, name, words }) => (
          <Link key={id} className="link" to={`/listing/${encodeURIComponent(id)}`} title={words}>
            {name}
          </Link>
        ))}
        {list.length > 5 && `等 ${list.length} 个`}
      </span>
    </div>
  );
}

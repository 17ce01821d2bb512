import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useMemo } from 'react';
import { Link } from 'wouter';
import { usePageTitle } from '../../app/page-title';
import { rememberProject } from '../../app/recent-projects';
import { useCanWrite, useStatus } from '../../app/status';
import { showDone, showFailure } from '../../components/toast';
import { Trouble } from '../../components/trouble';
import { run, useLedgerQuery } from '../../ledger-client';
import { AttachmentsTab } from '../attachments/attachments-tab';
import { FundingTab } from '../funding/funding-tab';
import { LiaisonTab } from '../liaison/liaison-tab';
import { PublicityTab } from '../publicity/publicity-tab';
import { HistoryTab } from './history-tab';
import { ListingTab } from './listing-panel';
import { OverviewTab } from './overview-tab';
import { PermitsTab } from './permits-tab';
import { ProblemsTab } from './problems-tab';
import { ProgressTab } from './progress-tab';
import { fileOf, type ProjectFile } from './project-file';
import { ProjectHead } from './project-head';
import { StageLine } from './stage-line';

const tabs = [
  { tab: 'overview', label: '概况' },
  { tab: 'permits', label: '手续' },
  { tab: 'progress', label: '进度' },
  { tab: 'listing', label: '入统' },
  { tab: 'problems', label: '问题' },
  { tab: 'liaison', label: '纪实' },
  { tab: 'funding', label: '资金' },
  { tab: 'attachments', label: '附件' },
  { tab: 'publicity', label: '宣传' },
  { tab: 'history', label: '历史' },
] as const;

/** One project: who and what, its five stages, and a tab for each thing that belongs to it. */
export function ProjectPage({ id, tab }: { id: string; tab: string }) {
  const shown = useLedgerQuery('projects.show', { id }, { keep: true });
  const files = useLedgerQuery('attachments.list', { entity: 'project', id, related: true }, { keep: true });
  const status = useStatus();
  const writable = useCanWrite();
  const name = String(shown.data?.project.short_name ?? shown.data?.project.name ?? '');
  usePageTitle([{ label: '台账', to: '/projects' }, { label: '全部项目', to: '/projects' }, { label: name || '项目' }]);
  useEffect(() => {
    if (name) rememberProject({ id, name });
  }, [id, name]);
  const file = useMemo(
    () => (shown.data && status ? fileOf(shown.data, status.today, writable) : null),
    [shown.data, status, writable],
  );

  if (shown.error && !shown.data) return <Trouble failure={shown.error.failure} retry={() => void shown.refetch()} />;
  if (!file) return null;
  const counts: Partial<Record<string, number>> = {
    permits: file.permits.length,
    problems: file.problems.length,
    liaison: shown.data?.work_logs.length ?? 0,
    funding: shown.data?.funding_applications.length ?? 0,
    attachments: files.data?.attachments.length ?? 0,
  };
  return (
    <>
      <Notices file={file} />
      <ProjectHead file={file} />
      <StageLine file={file} />
      <nav className="tabs" aria-label="项目的各项">
        {tabs.map(({ tab: name, label }) => (
          <Link
            key={name}
            to={`/projects/${id}/${name}`}
            className={tab === name ? 'on' : ''}
            aria-current={tab === name ? 'page' : undefined}
          >
            {label} {counts[name] ? <span className="n">{counts[name]}</span> : null}
          </Link>
        ))}
      </nav>
      <Tab tab={tab} file={file} />
    </>
  );
}

function Tab({ tab, file }: { tab: string; file: ProjectFile }) {
  switch (tab) {
    case 'permits':
      return <PermitsTab file={file} />;
    case 'progress':
      return <ProgressTab file={file} />;
    case 'listing':
      return <ListingTab file={file} />;
    case 'problems':
      return <ProblemsTab file={file} />;
    case 'funding':
      return (
        <FundingTab
          id={file.id}
          name={file.project.short_name ?? file.project.name ?? ''}
          today={file.today}
          writable={file.writable}
        />
      );
    case 'liaison':
      return <LiaisonTab project={file.id} today={file.today} writable={file.writable} />;
    case 'attachments':
      return <AttachmentsTab key={file.id} project={file.id} writable={file.writable} />;
    case 'publicity':
      return <PublicityTab key={file.id} project={file.id} writable={file.writable} />;
    case 'history':
      return <HistoryTab file={file} />;
    default:
      return <OverviewTab file={file} />;
  }
}

function Notices({ file }: { file: ProjectFile }) {
  const restore = async () => {
    const result = await run('records.restore', { entity: 'project', id: file.id });
    if (!result.ok) showFailure(result.error);
    else showDone('项目已恢复');
  };
  return (
    <>
      {file.project.deleted && (
        <div className="banner red" role="status">
          <IconAlertTriangle className="icon" aria-hidden="true" />
          这个项目已经删除，历史都还在。
          <button type="button" className="btn sm" onClick={() => void restore()}>
            恢复项目
          </button>
        </div>
      )}
      {file.conflicts > 0 && (
        <div className="banner" role="status">
          <IconAlertTriangle className="icon" aria-hidden="true" />有 {file.conflicts}{' '}
          处各方填写不同，现在显示的是较晚的一个。
          <Link to="/sync" className="link">
            去裁定
          </Link>
        </div>
      )}
    </>
  );
}

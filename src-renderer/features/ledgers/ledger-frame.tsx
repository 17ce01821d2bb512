import { type ReactNode, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { Project } from '../../../src-shared/entities/project';
import { useCanWrite } from '../../app/status';
import { type RecordColumn, RecordGrid } from '../../components/record-grid';
import { Empty } from '../../components/trouble';

/** A ledger of projects with a workspace of its own: a head with its figures, the projects to be typed in place, a foot with notes. */
export function LedgerFrame({
  title,
  head,
  above,
  projects,
  columns,
  grid,
  empty,
  hint,
  foot,
}: {
  title: string;
  head: ReactNode;
  /** Figures between the bar and the table. */
  above?: ReactNode;
  projects: readonly Project[];
  columns: readonly RecordColumn[];
  /** Address of the same ledger in the great table. */
  grid?: string;
  empty: string;
  hint: string;
  foot: ReactNode;
}) {
  const writable = useCanWrite();
  const [, navigate] = useLocation();
  const [refusal, setRefusal] = useState<string | null>(null);
  return (
    <div className="split">
      <div className="pane">
        <div className="bar">
          <h1 className="visually-hidden">{title}</h1>
          {head}
          {refusal && (
            <span className="yellow-fg ell" role="alert">
              {refusal}
            </span>
          )}
          <span className="right" />
          {grid && (
            <Link className="link" to={grid}>
              在表格里看
            </Link>
          )}
        </div>
        {above}
        {projects.length === 0 ? (
          <Empty title={empty} hint={hint} />
        ) : (
          <RecordGrid
            entity="project"
            label={title}
            records={projects as never}
            columns={columns}
            writable={writable}
            onRefusal={setRefusal}
            onSelect={() => setRefusal(null)}
            onOpen={(record) => navigate(`/projects/${encodeURIComponent(String(record.id))}/overview`)}
          />
        )}
        <div className="foot">{foot}</div>
      </div>
    </div>
  );
}

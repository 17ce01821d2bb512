import { IconFileSpreadsheet, IconFileText, IconFileTypePdf, IconRubberStamp } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { Paper } from '../../../src-shared/contract/paper-values';
import { type PaperKind, paperChoices } from '../../../src-shared/entities/paper';
import { paperPage } from '../../../src-shared/rules/paper-page';
import { usePageTitle } from '../../app/page-title';
import { useCanWrite, useStatus } from '../../app/status';
import { ChoiceGroup } from '../../components/choice-group';
import { DocumentButton } from '../../components/document-button';
import { PaperView } from '../../components/paper/paper-view';
import { ScrollRegion } from '../../components/scroll-region';
import { Empty, Trouble } from '../../components/trouble';
import { demand, useLedgerQuery } from '../../ledger-client';
import { OwnFormsButton } from '../document-templates/own-forms-button';
import { IssueDialog } from './issue-dialog';
import { paperPath } from './paper-links';
import styles from './papers.module.css';

const zooms = [
  { value: '0.7', label: '70%' },
  { value: '0.9', label: '90%' },
  { value: '1', label: '100%' },
  { value: '1.4', label: '140%' },
] as const;
type Zoom = (typeof zooms)[number]['value'];

/** One paper page by page as it will be printed; written as Word, Excel and PDF, and registered. */
export function PaperPage({ kind, subject }: { kind: string; subject: string }) {
  const search = new URLSearchParams(useSearch());
  const choice = paperChoices.find(({ code }) => code === kind);
  const issued = search.get('issued');
  const label = choice?.label ?? '公文';
  // Only the Commission has the list of papers.
  const hasList = useStatus()?.identity?.role === 'commission';
  usePageTitle([hasList ? { label: '公文', to: '/dispatch/papers' } : { label: '公文' }, { label }]);
  const which = {
    kind: kind as PaperKind,
    subject,
    about: search.get('about') ?? '',
    ...(issued === null ? {} : { issued }),
  };
  const answer = useLedgerQuery('papers.show', choice ? which : undefined, { keep: true });
  if (!choice) return <Empty title="没有这种公文。" hint="请从公文页里选。" />;
  if (answer.error) return <Trouble failure={answer.error.failure} retry={() => void answer.refetch()} />;
  if (!answer.data) return <Empty title={`正在起草${label}…`} />;
  return <Preview which={which} paper={answer.data} label={label} />;
}

function Preview({
  which,
  paper,
  label,
}: {
  which: { kind: PaperKind; subject: string; about: string; issued?: string };
  paper: Paper;
  label: string;
}) {
  const [, navigate] = useLocation();
  const status = useStatus();
  const writable = useCanWrite();
  const [zoom, setZoom] = useState<Zoom>('0.9');
  const [pages, setPages] = useState<number | null>(null);
  const [issuing, setIssuing] = useState(false);
  const hasTables = paper.blocks.some(({ kind }) => kind === 'table');
  const side = paperPage(paper).width > 210 ? 'A4 横向' : 'A4 竖向';
  const write = (forms: ('docx' | 'xlsx')[]) => (folder: string) => demand('papers.write', { ...which, folder, forms });
  return (
    <section className="pane" aria-label={label}>
      <div className="bar">
        <h1 className="title">{label}</h1>
        <span className="muted ell">
          {[which.issued !== undefined && `已登记 ${paper.number ?? ''}`, paper.draft, pages && `共 ${pages} 页`]
            .filter(Boolean)
            .join('　')}
        </span>
        <span className="right" />
        <ChoiceGroup label="显示大小" options={zooms} value={zoom} onChange={setZoom} />
        <DocumentButton what="Word 文件" paper={side} write={write(['docx'])}>
          {(start, busy) => (
            <button type="button" className="btn" onClick={start} disabled={busy}>
              <IconFileText className="icon" aria-hidden="true" />
              Word
            </button>
          )}
        </DocumentButton>
        <OwnFormsButton which={which} />
        {hasTables && (
          <DocumentButton what="Excel 附表" paper="每张表一页" write={write(['xlsx'])}>
            {(start, busy) => (
              <button type="button" className="btn" onClick={start} disabled={busy}>
                <IconFileSpreadsheet className="icon" aria-hidden="true" />
                Excel 附表
              </button>
            )}
          </DocumentButton>
        )}
        <DocumentButton what="PDF " paper={side} write={(folder) => demand('papers.print', { ...which, folder })}>
          {(start, busy) => (
            <button type="button" className="btn" onClick={start} disabled={busy}>
              <IconFileTypePdf className="icon" aria-hidden="true" />
              {busy ? '正在排版' : 'PDF'}
            </button>
          )}
        </DocumentButton>
        {writable && which.issued === undefined && paper.draft === null && (
          <button type="button" className="btn primary" onClick={() => setIssuing(true)}>
            <IconRubberStamp className="icon" aria-hidden="true" />
            登记发文
          </button>
        )}
      </div>
      {paper.draft !== null && writable && which.issued === undefined && (
        <div className="banner" role="status">
          <span>
            {paper.draft.includes('冻结')
              ? `这一期的数据还没有冻结，稿上写着“${paper.draft}”。先冻结数据，再登记发文。`
              : `稿上写着“${paper.draft}”。先审定，再登记发文。`}
          </span>
        </div>
      )}
      <ScrollRegion label="公文预览">
        <div className={styles.desk}>
          <PaperView paper={paper} scale={Number(zoom)} onPages={setPages} />
        </div>
      </ScrollRegion>
      {issuing && status && (
        <IssueDialog
          {...which}
          paper={paper}
          today={status.today}
          onClose={() => setIssuing(false)}
          onIssued={(id) => {
            setIssuing(false);
            navigate(paperPath(which.kind, which.subject, which.about, id));
          }}
        />
      )}
    </section>
  );
}

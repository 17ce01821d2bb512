import { useState } from 'react';
import { Link } from 'wouter';
import { type PaperKind, paperChoices } from '../../../src-shared/entities/paper';
import { formatDate } from '../../../src-shared/terms/format';
import { usePageTitle } from '../../app/page-title';
import { useCanWrite, useStatus } from '../../app/status';
import { ScrollRegion } from '../../components/scroll-region';
import { Empty, Trouble } from '../../components/trouble';
import { useLedgerQuery } from '../../ledger-client';
import { LeaderSheetsButton } from './leader-sheets-button';
import { NumberDialog } from './number-dialog';
import { paperPath } from './paper-links';
import styles from './papers.module.css';

const labelOf = (kind: PaperKind) => paperChoices.find(({ code }) => code === kind)?.label ?? kind;
/** Kinds with so many subjects that one looks for them by words. */
const searched: ReadonlySet<PaperKind> = new Set(['meeting', 'minutes', 'slip', 'project_card', 'story']);

/** 公文: what can be drawn up now, each with what it is about; under it what was issued, opened as it was. */
export function PapersPage() {
  usePageTitle([{ label: '调度', to: '/dispatch' }, { label: '公文' }]);
  const kinds = useLedgerQuery('papers.kinds', {});
  const status = useStatus();
  const writable = useCanWrite();
  const [numbering, setNumbering] = useState(false);
  const [chosen, setChosen] = useState<PaperKind | null>(null);
  if (kinds.error) return <Trouble failure={kinds.error.failure} retry={() => void kinds.refetch()} />;
  if (!kinds.data) return null;
  const kind = chosen ?? kinds.data[0];
  return (
    <section className="pane" aria-label="公文">
      <div className="bar">
        <h1 className="title">公文</h1>
        <span className="muted">先选文种，再选对象；打开后能看、能打印、能登记</span>
        <span className="right" />
        {writable && (
          <button type="button" className="btn" onClick={() => setNumbering(true)}>
            文号格式
          </button>
        )}
      </div>
      <div className={styles.split}>
        <nav className={styles.kinds} aria-label="文种">
          {kinds.data.map((code) => (
            <button
              key={code}
              type="button"
              className={code === kind ? styles.kindOn : styles.kind}
              aria-pressed={code === kind}
              onClick={() => setChosen(code)}
            >
              {labelOf(code)}
            </button>
          ))}
        </nav>
        {kind && <Subjects key={kind} kind={kind} />}
      </div>
      <Issued />
      {numbering && status && (
        <NumberDialog kinds={kinds.data} year={Number(status.today.slice(0, 4))} onClose={() => setNumbering(false)} />
      )}
    </section>
  );
}

function Subjects({ kind }: { kind: PaperKind }) {
  const [text, setText] = useState('');
  const answer = useLedgerQuery('papers.subjects', { kind, text }, { keep: true });
  if (answer.error) return <Trouble failure={answer.error.failure} retry={() => void answer.refetch()} />;
  return (
    <div className={styles.subjects}>
      {searched.has(kind) && (
        <input
          type="search"
          className="text-input"
          aria-label={`在${labelOf(kind)}里找`}
          placeholder="按名称找"
          value={text}
          maxLength={60}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      {kind === 'leader_sheet' && answer.data?.[0] && <LeaderSheetsButton period={answer.data[0].about} />}
      <ScrollRegion label={`${labelOf(kind)}的对象`}>
        {answer.data?.length === 0 ? (
          <p className={styles.none}>{text === '' ? `没有可以起草${labelOf(kind)}的对象。` : `没有找到“${text}”。`}</p>
        ) : (
          <ul className={styles.list}>
            {answer.data?.map(({ subject, about, label, note }) => (
              <li key={`${subject} ${about}`}>
                <Link to={paperPath(kind, subject, about)} className={styles.subject}>
                  <span className="ell" title={label}>
                    {label}
                  </span>
                  <span className="muted ell">{note}</span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </ScrollRegion>
    </div>
  );
}

function Issued() {
  const answer = useLedgerQuery('papers.list', {}, { keep: true });
  if (answer.error) return <Trouble failure={answer.error.failure} retry={() => void answer.refetch()} />;
  const papers = answer.data ?? [];
  return (
    <section className={styles.issued} aria-label="发文登记">
      <div className="bar">
        <h2 className="title">发文登记</h2>
        <span className="muted">{papers.length > 0 ? `${papers.length} 件，正文按登记时的样子保存` : ''}</span>
      </div>
      {papers.length === 0 ? (
        <Empty title="登记过的发文放在这里。" hint="打开一份公文，点“登记发文”。" />
      ) : (
        <ScrollRegion label="发文列表">
          <table className="table">
            <colgroup>
              <col style={{ width: 180 }} />
              <col style={{ width: 130 }} />
              <col />
              <col style={{ width: 140 }} />
              <col style={{ width: 100 }} />
              <col style={{ width: 160 }} />
            </colgroup>
            <thead>
              <tr>
                <th scope="col">文号</th>
                <th scope="col">文种</th>
                <th scope="col">标题</th>
                <th scope="col">印发日期</th>
                <th scope="col">签发人</th>
                <th scope="col">备注</th>
              </tr>
            </thead>
            <tbody>
              {papers.map((paper) => (
                <tr key={paper.id}>
                  <td className="ell">{paper.number}</td>
                  <td>{labelOf(paper.kind)}</td>
                  <td className="ell" title={paper.title}>
                    <Link
                      to={paperPath(paper.kind, paper.subject, paper.about, paper.id)}
                      className="link"
                      aria-label={`打开 ${paper.number} ${paper.title}`}
                    >
                      {paper.title}
                    </Link>
                  </td>
                  <td>{formatDate(paper.issuedOn)}</td>
                  <td>{paper.signer || '—'}</td>
                  <td className="ell" title={paper.note}>
                    {paper.note}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </section>
  );
}

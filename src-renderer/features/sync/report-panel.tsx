import { IconAlertTriangle, IconInfoCircle, IconPackageExport } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { OutputOf } from '../../../src-shared/contract/contract';
import type { LedgerStatus } from '../../../src-shared/contract/ledger-methods';
import { entityOf, isEntityName } from '../../../src-shared/entities/entities';
import { formatDay, formatMoment } from '../../../src-shared/terms/format';
import type { FileHandle } from '../../components/file-drop';
import { formatBytes } from '../../components/format-bytes';
import { showFailure } from '../../components/toast';
import { call, demand, failureOf, useLedgerCommand, useLedgerQuery } from '../../ledger-client';
import { type Closing, SealingLine, sealedName, useSealing } from './passphrase-sealing';
import styles from './sync.module.css';

type Written = OutputOf<'packages.export'> & { target: FileHandle };

/** '0032' of 昌邑-王-0032.wubao. */
function numberOf(name: string | null): string {
  return name === null ? '' : (/-(\d+)\.wubao$/.exec(name)?.[1] ?? name);
}

/** What would go up, what is missing (which never blocks), and the one button. */
export function ReportPanel({ status }: { status: LedgerStatus }) {
  const summary = useLedgerQuery('packages.summary', {}, { keep: true });
  const desk = useLedgerQuery('desk.show', {}, { keep: true });
  const write = useLedgerCommand('packages.export', { onFailure: showFailure });
  const sealing = useSealing();
  const [written, setWritten] = useState<Written | null>(null);
  if (!summary.data) return <section className={styles.out} />;
  const { name, changes, byEntity, files, lastName, lastAt, receiptName, receiptAt } = summary.data;

  const generate = async (full: boolean, closing: Closing = sealing.closing) => {
    try {
      const target = await demand('files.chooseSave', { purpose: 'package', name: sealedName(name, closing) });
      if (!target) return;
      setWritten({ ...(await write.mutateAsync({ file: target.token, full, ...closing })), target });
    } catch (error) {
      if (!write.isError) showFailure(failureOf(error));
    }
  };
  return (
    <section className={styles.out} aria-label="上报市发改委">
      <div className={styles.head}>
        <h1 className="title">上报市发改委</h1>
        <span className="sub-fg">
          {receiptAt
            ? `自 ${formatMoment(receiptAt).split(' ')[0]}回执${receiptName ? `（${numberOf(receiptName)}）` : ''}以来 ${changes} 处改动`
            : lastAt
              ? `还没有回执，共 ${changes} 处改动`
              : `还没有上报过，共 ${changes} 处改动`}
        </span>
        {desk.data && <span className="right muted">{formatDay(desk.data.period.deadline)}截止</span>}
      </div>
      {byEntity.length > 0 ? (
        <dl className={styles.counts}>
          {byEntity.map(({ entity, records }) => (
            <div key={entity}>
              <dt>{isEntityName(entity) ? entityOf(entity).label : entity}</dt>
              <dd>{records.toLocaleString('zh-CN')}</dd>
            </div>
          ))}
          {files > 0 && (
            <div>
              <dt>附件文件</dt>
              <dd>{files.toLocaleString('zh-CN')}</dd>
            </div>
          )}
        </dl>
      ) : files > 0 ? (
        <p className={styles.nothing}>没有新的改动，市发改委还缺 {files} 个附件的文件。</p>
      ) : (
        <p className={styles.nothing}>{lastName ? '上次回执以后没有新的改动。' : '还没有可以上报的改动。'}</p>
      )}
      <div className={styles.go}>
        {(changes > 0 || files > 0) && (
          <button type="button" className="btn primary" disabled={write.isPending} onClick={() => void generate(false)}>
            <IconPackageExport className="icon" aria-hidden="true" />
            {write.isPending ? '正在生成' : '生成上报包'}
          </button>
        )}
        {written ? (
          <div role="status">
            <div>
              已生成 <b>{written.target.name}</b>，{written.changes.toLocaleString('zh-CN')} 处改动，
              {written.attachments > 0 && `附件\u00a0${written.attachments.toLocaleString('zh-CN')}\u00a0个，`}
              {formatBytes(written.files.reduce((sum, { bytes }) => sum + bytes, 0))}
            </div>
            {written.files.length > 1 && (
              <div>
                附件较多，分成 {written.files.length} 个包，都在同一文件夹，<b>要一并交</b>。
              </div>
            )}
            {written.lacking > 0 && (
              <div className="yellow-fg">另有 {written.lacking} 个附件的文件不在本机或已损坏，没有装进去。</div>
            )}
            <button
              type="button"
              className="link"
              onClick={() => void call('files.reveal', { token: written.target.token })}
            >
              打开所在文件夹
            </button>
          </div>
        ) : changes > 0 || files > 0 ? (
          <div>
            <div>{sealedName(name, sealing.closing)}</div>
            <div className="muted">
              {lastName && changes > 0 && status.unreported.changes === 0
                ? `都在 ${numberOf(lastName)} 里，等回执；包丢了就再生成一次，对方不会收重`
                : '存到哪里由你选；不补缺项也能生成，下次接着报'}
            </div>
          </div>
        ) : null}
        {lastName && (
          <button
            type="button"
            className="btn quiet right"
            disabled={write.isPending}
            title="市发改委说缺前面的包时用：把本机从第一处起的改动全部再写一遍，对方不会收重"
            onClick={() => void generate(true)}
          >
            从头全部重发
          </button>
        )}
      </div>
      {(changes > 0 || files > 0) && (
        <SealingLine
          sealing={sealing}
          busy={write.isPending}
          onPassphrase={(closing) => void generate(false, closing)}
        />
      )}
      <Missing desk={desk.data} notListed={status.counts['not-listed']} />
    </section>
  );
}

/** What a person may want to fill in before; the package is written with or without it. */
function Missing({ desk, notListed }: { desk: OutputOf<'desk.show'> | undefined; notListed: number | undefined }) {
  const reports = (desk?.todos ?? []).filter((todo) => todo.id.startsWith('report:'));
  const missing = desk ? desk.period.expected - desk.period.filled : 0;
  if (missing <= 0 && !notListed) return null;
  return (
    <table className={`table ${styles.missing}`}>
      <colgroup>
        <col style={{ width: 26 }} />
        <col style={{ width: 134 }} />
        <col />
        <col style={{ width: 80 }} />
      </colgroup>
      <tbody>
        {desk && missing > 0 && (
          <tr>
            <td className={styles.yellow}>
              <IconAlertTriangle className="icon" aria-hidden="true" />
            </td>
            <td>未报 {missing} 项</td>
            <td className="sub-fg">
              {desk.period.name}进度
              {reports.length > 0 &&
                `：${reports
                  .map((todo) => todo.project?.name)
                  .filter(Boolean)
                  .slice(0, 3)
                  .join('、')}${reports.length > 3 ? '等' : ''}`}
            </td>
            <td className="num">
              <Link className="link" to={reports.length === 1 ? (reports[0]?.to ?? '/') : '/'}>
                去填
              </Link>
            </td>
          </tr>
        )}
        {notListed !== undefined && notListed > 0 && (
          <tr>
            <td className="muted">
              <IconInfoCircle className="icon" aria-hidden="true" />
            </td>
            <td>未入统 {notListed} 项</td>
            <td className="sub-fg">已开工、总投资 5,000万元及以上，还没有入统计库</td>
            <td className="num">
              <Link className="link" to="/projects?view=not-listed">
                去看
              </Link>
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

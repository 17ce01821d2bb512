import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { formatBytes } from '../../components/format-bytes';
import { ScrollRegion } from '../../components/scroll-region';
import { showDone, showFailure } from '../../components/toast';
import { run, useLedgerQuery } from '../../ledger-client';
import classes from './attachments.module.css';

/** As many as one reads; the sum counts all. */
const listed = 200;

/** Files that no record names any more, and the way to be rid of them: seen first, removed after a second word. */
export function Leftovers({ canWrite }: { canWrite: boolean }) {
  const { data, refetch } = useLedgerQuery('attachments.leftovers', {});
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  if (!data) return null;
  const { files, bytes } = data;
  const purge = async () => {
    setBusy(true);
    const result = await run('attachments.purge', { sha256: files.map(({ sha256 }) => sha256) });
    setBusy(false);
    setAsking(false);
    void refetch();
    if (!result.ok) showFailure(result.error);
    else showDone(`已清除 ${result.value.removed} 个文件，腾出 ${formatBytes(result.value.bytes)}`);
  };
  return (
    <>
      <div className={classes.leftovers}>
        {canWrite && files.length > 0 && (
          <button type="button" className="btn" onClick={() => setAsking(true)}>
            看看再清除
          </button>
        )}
        <span className="sub-fg">
          {files.length === 0
            ? '没有可以清除的附件文件。'
            : `有 ${files.length} 个附件文件已没有记录引用，共 ${formatBytes(bytes)}。`}
        </span>
      </div>
      <Modal opened={asking} onClose={() => setAsking(false)} title="清除没有记录引用的附件文件" size={560}>
        <p>下面的文件所属的附件都已删除，或从来没有登记过。清除后不能撤销；还在用的附件不会动。</p>
        <div className={classes.leftoverList}>
          <ScrollRegion label="要清除的文件">
            <table className="table">
              <tbody>
                {files.slice(0, listed).map(({ sha256, names, bytes: size }) => (
                  <tr key={sha256}>
                    <td title={names.join('\n')}>{names.join('、') || '没有登记过的文件'}</td>
                    <td className="num" style={{ width: 96 }}>
                      {formatBytes(size)}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollRegion>
        </div>
        {files.length > listed && <p className="muted">另有 {files.length - listed} 个没有列出。</p>}
        <div className={classes.confirm}>
          <Button onClick={() => setAsking(false)}>不清除</Button>
          <Button variant="filled" color="red" loading={busy} onClick={() => void purge()}>
            清除 {files.length} 个，{formatBytes(bytes)}
          </Button>
        </div>
      </Modal>
    </>
  );
}

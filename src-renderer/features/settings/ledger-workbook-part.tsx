import { Link } from 'wouter';
import { showDone, showFailure } from '../../components/toast';
import { demand, failureOf, useLedgerCommand } from '../../ledger-client';
import { Part } from './part';
import styles from './settings.module.css';

/** The whole ledger as one workbook, for whoever wants it in Excel: it comes back by the ordinary import. */
export function LedgerWorkbookPart() {
  const write = useLedgerCommand('excel.export', {
    onDone: ({ rows }) => showDone(`已导出整本台账，${rows.toLocaleString('zh-CN')} 个项目`),
    onFailure: showFailure,
  });
  const save = async () => {
    try {
      const target = await demand('files.chooseSave', { purpose: 'excel', name: '整本台账.xlsx' });
      if (target) write.mutate({ file: target.token });
    } catch (error) {
      showFailure(failureOf(error));
    }
  };
  return (
    <Part title="整本台账">
      <div className={styles.row}>
        <button type="button" className="btn" disabled={write.isPending} onClick={() => void save()}>
          {write.isPending ? '正在导出' : '导出整本台账'}
        </button>
        <Link className="link" to="/import">
          导入改过的整本台账
        </Link>
      </div>
      <p className={styles.hint}>
        一个 Excel 文件，项目、进度、手续、问题等各一张表，每条记录的每一项都在。在 Excel、WPS
        里改过再导入，只写入改过的格；导入空台账，得到同样的一本。
      </p>
    </Part>
  );
}

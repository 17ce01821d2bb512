import { usePageTitle } from '../../app/page-title';
import { useFileDrop } from '../../components/file-drop';
import { Trouble } from '../../components/trouble';
import { useLedgerQuery } from '../../ledger-client';
import { NoTables, useTeachFile } from './no-tables';
import styles from './teach.module.css';
import { beginTeaching, newTable, useTeaching } from './teach-session';
import { TeachTable } from './teach-table';

/** A blank table is taught, or what a known one means is settled anew. `id` null: the file that was given last. */
export function TeachPage({ id }: { id: string | null }) {
  return id === null ? <NewTable /> : <KnownTable id={id} />;
}

function NewTable() {
  usePageTitle([{ label: '上级表样', to: '/templates' }, { label: '教一张表' }]);
  const teaching = useTeaching(newTable);
  const file = teaching?.file ?? null;
  const drop = useFileDrop(([first]) => first && beginTeaching(first));
  const learnt = useLedgerQuery(
    'templates.learn',
    file ? { file: file.token, ...(teaching?.sheet ? { sheet: teaching.sheet } : {}) } : undefined,
  );
  const choose = useTeachFile();
  const { data } = learnt;
  return (
    <div className={styles.page} data-over={(drop.over && file !== null) || undefined} {...drop.props}>
      {!data && <h1 className="visually-hidden">教一张表</h1>}
      {!file && <NoTables over={drop.over} />}
      {file && learnt.error && (
        <Trouble failure={learnt.error.failure}>
          <button type="button" className="btn primary" onClick={() => void choose()}>
            换文件
          </button>
          {teaching?.sheet && (
            <button type="button" className="btn" onClick={() => beginTeaching(file)}>
              用原来的工作表
            </button>
          )}
        </Trouble>
      )}
      {file && !learnt.error && !data && <p className={styles.wait}>正在读“{file.name}”</p>}
      {file && data && !learnt.error && (
        <TeachTable
          key={`${file.token} ${data.mapping.sheet}`}
          id={null}
          file={file}
          learnt={data}
          note=""
          own
          onChoose={() => void choose()}
        />
      )}
    </div>
  );
}

function KnownTable({ id }: { id: string }) {
  const shown = useLedgerQuery('templates.show', { id }, { keep: true });
  const list = useLedgerQuery('templates.list', {}, { keep: true });
  const known = list.data?.find((template) => template.id === id);
  usePageTitle([{ label: '上级表样', to: '/templates' }, { label: known?.name ?? '表样' }]);
  return (
    <div className={styles.page}>
      {shown.error ? (
        <Trouble failure={shown.error.failure} retry={() => void shown.refetch()} />
      ) : shown.data && known ? (
        <TeachTable id={id} file={null} learnt={shown.data} note={known.note} own={known.own} onChoose={null} />
      ) : (
        <p className={styles.wait}>{list.data && !known ? '这张表样已经删除。' : '正在打开'}</p>
      )}
    </div>
  );
}

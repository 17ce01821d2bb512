import { useState } from 'react';
import type { PermitItem, Setting } from '../../../src-shared/contract/rule-values';
import { catalogueOf, overrideOf } from '../../../src-shared/rules/permit-catalogue';
import { cityScope } from '../../../src-shared/rules/rule-book';
import { showDone, showFailure } from '../../components/toast';
import { demand, failureOf, useLedgerCommand, useLedgerQuery } from '../../ledger-client';
import { type CatalogueFile, CatalogueImport } from './catalogue-import';
import styles from './catalogue-part.module.css';
import { CatalogueTable } from './catalogue-table';
import { FileButton } from './file-button';
import { Part } from './part';
import settings from './settings.module.css';

/** The permit catalogue: department and limit of each item as this place has them, and the catalogue as a file. */
export function PermitCataloguePart({ canWrite }: { canWrite: boolean }) {
  const rules = useLedgerQuery('rules.show', {}, { keep: true }).data;
  const [words, setWords] = useState('');
  const [file, setFile] = useState<CatalogueFile | null>(null);
  const revise = useLedgerCommand('rules.revise', { onFailure: showFailure });
  const write = useLedgerCommand('permits.writeCatalogue', {
    onDone: ({ items }) => showDone(`已导出 ${items} 项手续，改好后可以再导入`),
    onFailure: showFailure,
  });
  if (!rules) return null;
  const { rows, imported } = catalogueOf(rules.settings as Setting[], rules.scope, cityScope);
  const changed = rows.filter(({ own }) => own);
  const wanted = words.trim().toLowerCase();
  const shown = rows.filter(
    ({ item }) =>
      wanted === '' || [item.name, item.code.toLowerCase(), item.department].some((text) => text.includes(wanted)),
  );
  const set = async (list: { key: string; value: unknown }[], done: string) => {
    await revise.mutateAsync({ settings: list }).then(
      () => showDone(done, { undo: true }),
      () => undefined,
    );
  };
  const guard = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      showFailure(failureOf(error));
    }
  };
  const read = (chosen: File) =>
    guard(async () => {
      const token = await window.wubao.tokenOf(chosen);
      if (token === null) return;
      setFile({ name: chosen.name, ...(await demand('permits.readCatalogue', { file: token })) });
    });
  const save = () =>
    guard(async () => {
      const target = await demand('files.chooseSave', { purpose: 'excel', name: '手续目录.xlsx' });
      if (target) write.mutate({ file: target.token });
    });
  const adopt = async (items: readonly PermitItem[]) => {
    setFile(null);
    await set([{ key: 'permits', value: items }], `已采用新目录，共 ${items.length} 项`);
  };
  return (
    <Part title="手续目录">
      <div className={settings.row}>
        <input
          className={`text-input ${styles.search}`}
          aria-label="在手续目录里找"
          placeholder="名称、编号、部门"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        {canWrite && (
          <FileButton
            accept=".json,.xlsx,.xls,.csv,.et"
            label="选择手续目录文件"
            onFile={(chosen) => void read(chosen)}
          >
            导入目录
          </FileButton>
        )}
        <button type="button" className="btn" disabled={write.isPending} onClick={() => void save()}>
          导出 Excel
        </button>
        {imported && canWrite && (
          <button
            type="button"
            className="btn quiet"
            onClick={() => void set([{ key: 'permits', value: null }], '已换回程序自带的目录')}
          >
            用回自带目录
          </button>
        )}
        {changed.length > 0 && canWrite && (
          <button
            type="button"
            className="btn quiet"
            onClick={() =>
              void set(
                changed.map(({ item }) => ({ key: `permit.${item.code}`, value: null })),
                `已恢复 ${changed.length} 项`,
              )
            }
          >
            全部恢复
          </button>
        )}
      </div>
      <CatalogueTable
        rows={shown}
        canWrite={canWrite}
        onChange={(row, change) =>
          void set([{ key: `permit.${row.item.code}`, value: overrideOf(row, change) }], `已保存“${row.item.name}”`)
        }
        onReset={({ item }) => void set([{ key: `permit.${item.code}`, value: null }], `已恢复“${item.name}”`)}
      />
      {shown.length === 0 && <p className={settings.hint}>没有含“{words.trim()}”的手续。</p>}
      <p className={settings.hint} style={{ marginTop: 10 }}>
        共 {rows.length} 项{imported && '，目录已换成导入的'}
        {changed.length > 0 && `，本地改了 ${changed.length} 项`}
        。部门和时限改了只影响以后新建的手续，已有的手续在各项目里改。“经验值”不是法定时限，请按本地实际改。
      </p>
      {file && (
        <CatalogueImport
          file={file}
          present={rows.map(({ without }) => without)}
          onAdopt={(items) => void adopt(items)}
          onClose={() => setFile(null)}
        />
      )}
    </Part>
  );
}
